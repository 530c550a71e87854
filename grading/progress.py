"""One line on the terminal that says how far a long command has come."""

import sys

WIDE = 72  # characters, so that no terminal breaks the line
LONG = 20  # of them the bar


def show_progress(text: str) -> None:
    """Put this text into the line; without a terminal nothing is shown, so that logs stay short."""
    if sys.stderr.isatty():
        text = "".join(c if c.isprintable() else "?" for c in text)  # a folder's name may hold commands
        print(f"\r{text[:WIDE]:<{WIDE}}", end="" if text else "\r", file=sys.stderr, flush=True)


def progress(done: int, whole: int, seconds: float) -> str:
    """How far it is, how fast and how long still.

    >>> progress(10, 40, 5.0)
    '█████··············· 10 of 40, 2.0 a second, 0 min 15 s left'
    """
    full, left = round(LONG * done / whole), (whole - done) * seconds / done
    bar = "█" * full + "·" * (LONG - full)
    rate = done / max(seconds, 1e-9)
    return f"{bar} {done} of {whole}, {rate:.1f} a second, {left // 60:.0f} min {left % 60:.0f} s left"
