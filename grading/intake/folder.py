"""What is in the folder that a student handed in: names, and the bytes of ordinary files up to a limit.

No link is followed, no pipe is waited for; what cannot be read raises `Unreadable`.
"""

import contextlib
import hashlib
import itertools
import os
import re
import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

MOST_BYTES = 10_000_000  # of one file
MOST_FILES = 1000  # in each folder, and in all
MOST_NOTEBOOKS = 20
MOST_DEEP = 5  # folders within each other
UNFOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # Windows has neither
TIME = "timestamp.txt"  # where nbgrader puts it
KINDS = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}


class Unreadable(Exception):
    """Says what is wrong with a file, in words that follow its name."""


@dataclass(frozen=True)
class HandedIn:
    """A student's folder: the names of all files, the bytes of those that count, or why it cannot be read."""

    folder: Path
    files: list[str] = field(default_factory=list)
    contents: dict[str, bytes | Unreadable] = field(default_factory=dict)
    reason: Unreadable | None = None


def shown(text: str, most: int = 60) -> str:
    """A text of the student's, fit for a sentence: on one line, short, and made of characters that print.

    >>> shown("torch\\n.py")
    'torch?.py'
    """
    return "".join(c if c.isprintable() else "?" for c in text[:most]) + "…" * (len(text) > most)


def files_in(folder: Path) -> list[str]:
    """Paths of all that is not hidden, upper folders first; of folders only those called a notebook."""
    found, waiting = [], [("", 0)]
    for place, depth in waiting:  # which grows on the way
        for entry in _entries(folder / place, depth):
            inner = entry.is_dir(follow_symlinks=False)
            if inner and depth < MOST_DEEP and len(waiting) < MOST_FILES:
                waiting.append((f"{place}{entry.name}/", depth + 1))
            if not inner or is_notebook(entry.name):
                found.append(place + entry.name)
            if len(found) == MOST_FILES:
                return found
    return found


def _entries(place: Path, depth: int) -> list[os.DirEntry]:
    """What is in a folder, less what no student made: .ipynb_checkpoints, .DS_Store, __MACOSX and such."""
    try:
        if not stat.S_ISDIR(place.lstat().st_mode):
            raise Unreadable("is not a folder")
        with os.scandir(place) as entries:
            own = (entry for entry in entries if not entry.name.startswith((".", "__")))
            some = itertools.islice(own, 100 * MOST_FILES)
            return sorted(some, key=lambda entry: (not is_notebook(entry.name), entry.name))
    except OSError as error:
        if depth:
            return []
        raise Unreadable(f"cannot be opened: {error.strerror}") from error


def is_notebook(name: str) -> bool:
    """Whether the name is a notebook's; browsers make ps01.ipynb.txt and ps01.ipynb.json of it."""
    return ".ipynb" in [suffix.lower() for suffix in Path(name).suffixes]


def look_into(folder: Path, own: str) -> HandedIn:
    """What lies in a folder, never an error; the notebook that is called as it should be, `own`, first."""
    try:
        files = files_in(folder)
    except Unreadable as reason:
        return HandedIn(folder, reason=Unreadable(f"{shown(folder.name)} {reason}"))
    notebooks = sorted(filter(is_notebook, files), key=lambda name: Path(name).name != own)
    contents: dict[str, bytes | Unreadable] = {}
    for name in [*notebooks[:MOST_NOTEBOOKS], *{TIME}.intersection(files)]:
        try:
            contents[name] = read_bytes(folder / name)
        except Unreadable as reason:
            contents[name] = reason
    return HandedIn(folder, files, contents)


def read_bytes(path: Path) -> bytes:
    """The bytes of an ordinary file that is not too large."""
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable(f"is {KINDS.get(stat.S_IFMT(about.st_mode), 'a device')}, not a file")
        if about.st_size > MOST_BYTES:
            raise Unreadable(
                f"has {about.st_size / 1e6:.1f} MB, and at most {MOST_BYTES / 1e6:g} MB are read"
            )
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | UNFOLLOWED)) as file:
            return file.read(MOST_BYTES)
    except (OSError, ValueError) as error:
        raise Unreadable(f"cannot be opened: {getattr(error, 'strerror', '') or error}") from error


def timestamp(data: bytes | Unreadable | None) -> tuple[str | None, list[str]]:
    """When it was handed in, as nbgrader notes it; without a zone it is UTC."""
    if data is None:
        return None, []
    try:  # an Unreadable has no decode
        words = data.decode().strip().removesuffix("UTC").strip()
        date = datetime.fromisoformat(re.sub(r" (?=[+-]\d\d:?\d\d$)", "", words))
        utc = date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
        return utc.isoformat(), []
    except (AttributeError, ValueError, OverflowError):
        return None, [f"{TIME} states no time that can be read: it is not known when this was handed in"]


def digest_of(handed: HandedIn) -> str:
    """Another one for every other submission; of files that are not used only names and sizes matter."""
    found = hashlib.sha256(str(handed.reason).encode("utf-8", "backslashreplace"))
    for name in handed.files:
        content, size = handed.contents.get(name), 0
        with contextlib.suppress(OSError):
            size = (handed.folder / name).lstat().st_size
        known = hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else f"{size} {content}"
        found.update(repr((name, known)).encode("utf-8", "backslashreplace"))
    return found.hexdigest()
