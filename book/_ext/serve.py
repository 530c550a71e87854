"""Serve a folder on localhost: python serve.py FOLDER PORT."""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that says nothing of the requests it answers well."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".ipynb": "application/x-ipynb+json"}

    def log_request(self, code="-", size="-") -> None:
        pass


def main(folder: str, port: str) -> str | None:
    """Serve until Ctrl-C; return a sentence when that is impossible."""
    if not port.isdecimal() or not 0 <= int(port) < 65536:
        return f"The port must be a number from 1 to 65535, and '{port}' is not."
    if not Path(folder, "index.html").is_file():
        return f"There is no {folder}/index.html to serve: run `make html` first."
    try:
        server = ThreadingHTTPServer(("127.0.0.1", int(port)), partial(Quiet, directory=folder))
    except OSError as error:
        return (
            f"Port {port} cannot be used ({error.strerror}). Choose another: make book PORT={int(port) + 1}"
        )
    try:
        print(f"The book is at http://127.0.0.1:{server.server_port}/ (Ctrl-C stops)", flush=True)
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nStopped.")
    return None


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Use it like this: python book/_ext/serve.py _build/html 8000")
    sys.exit(main(sys.argv[1], sys.argv[2]))
