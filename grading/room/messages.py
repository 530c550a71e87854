"""Messages between processes that trust each other: their length, then JSON."""

import json
import os
import struct
import time
from select import select


def send(fd: int, message: dict) -> None:
    """Write a message to this end of a line."""
    data = json.dumps(message, ensure_ascii=False).encode(errors="replace")  # half characters are "?"
    data = struct.pack("<Q", len(data)) + data
    while data:
        data = data[os.write(fd, data) :]


def receive(fd: int, patience: float | None) -> dict:
    """The next message; EOFError at the end, TimeoutError (an OSError) when it does not come."""
    end = None if patience is None else time.monotonic() + patience
    (size,) = struct.unpack("<Q", _bytes(fd, 8, end))
    return json.loads(_bytes(fd, size, end))


def _bytes(fd: int, size: int, end: float | None) -> bytes:
    data = bytearray()
    while len(data) < size:
        left = None if end is None else max(end - time.monotonic(), 0)
        if not select([fd], [], [], left)[0]:
            raise TimeoutError("it did not answer in time")
        part = os.read(fd, min(size - len(data), 1 << 20))
        if not part:
            raise EOFError("it ended")
        data += part
    return bytes(data)
