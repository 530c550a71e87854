"""Write a file whole or not at all, whenever a process is killed or the power fails."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put these bytes into the file, whose folders are made where they are missing; one writer at a time.

    What a killed writer leaves stands beside the folder, not in it: nbgrader hands out what is in those.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.parent.with_name(f".{path.parent.name}-{path.name}")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def storable(text: str) -> str:
    """The text with what UTF-8, and so the database, cannot hold (half a surrogate pair) spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
