"""Write a file whole or not at all, whenever a process is killed or the power fails."""

import hashlib
import os
from pathlib import Path

LONGEST = 200  # bytes of a file's name; most systems take 255


def write_whole(path: Path, data: bytes) -> None:
    """Put these bytes into the file, whose folders are made where they are missing; one writer at a time.

    What a killed writer leaves stands beside the folder, not in it: nbgrader hands out what is in those.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.parent.with_name("." + short(f"{path.parent.name}-{path.name}"))
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def storable(text: str) -> str:
    """The text with what UTF-8, and so the database, cannot hold (half a surrogate pair) spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def short(name: str) -> str:
    """A name for a file, with room for an ending: this one, or its beginning and a hash if it is too long.

    >>> short("ana"), len(short("a" * 250))
    ('ana', 57)
    """
    if len(os.fsencode(name)) <= LONGEST:
        return name
    return f"{name[:40]}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
