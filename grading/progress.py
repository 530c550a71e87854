"""One line on the terminal that says how far a long command has come."""

import sys


def show_progress(text: str) -> None:
    """Put this text into the line; without a terminal nothing is shown, so that logs stay short."""
    if sys.stderr.isatty():
        text = "".join(c if c.isprintable() else "?" for c in text)  # a folder's name may hold commands
        print(f"\r{text:<60}", end="" if text else "\r", file=sys.stderr, flush=True)
