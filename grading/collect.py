"""`python -m grading collect ps01 FILE.zip`: put what an LMS hands out where `run` looks for it.

Moodle's archive has `Ana Roe_1234_assignsubmission_file_/ps01.ipynb`, or the same without a folder, and
Canvas' has `roeana_LATE_1234_5678_ps01.ipynb`. Nothing in an archive is trusted: names cannot lead out of a
student's folder, and neither links nor what is too large is unpacked.
"""

import re
import stat
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grading.errors import CourseError
from grading.intake.folder import MOST_BYTES, shown
from grading.progress import show_progress
from grading.whole import write_whole

MOST_MEMBERS = 100_000
MOST_NAME = 100  # characters
MOODLE = re.compile(r"(?P<name>[^/]+?)_(?P<id>\d+)_assignsubmission_file_?/?(?P<file>.+)")
CANVAS = re.compile(r"(?P<name>[^_/]+)_(?:LATE_)?(?P<id>\d+)_\d+_(?P<file>.+)")
AGAIN = re.compile(r"-\d+(?=\.ipynb$)")  # what Canvas adds when a file is handed in again


@dataclass(frozen=True)
class Found:
    """A file of the archive: whose it is by name and by number, and what it is called."""

    name: str
    number: str
    file: str
    member: zipfile.ZipInfo


def collect(name: str, archive: Path, submitted: Path) -> None:
    """Unpack into submitted/<student>/<set>/, and say how many students that are and what was left out."""
    try:
        with zipfile.ZipFile(archive) as opened:
            found, left = sort_out(opened.infolist())
            folders = folders_of(found)
            for one in found:
                show_progress(f"unpacking {shown(one.name)}")
                try:
                    place = submitted / folders[one.name, one.number] / name
                    write_whole(place / one.file, content(opened, one.member))
                except ValueError as reason:
                    left.append(f"{shown(one.member.filename)} {reason}")
    except (OSError, zipfile.BadZipFile) as error:
        raise CourseError(f"{archive} cannot be unpacked: {error}") from error
    show_progress("")
    if not found:
        raise CourseError(f"{archive} has nothing that is named as Moodle or Canvas name submissions")
    print(f"unpacked what {len(set(folders.values()))} students handed in, into {submitted}")
    print(namesakes(folders), end="")
    print("\n".join(f"left out: {what}" for what in left), end="\n" * bool(left))


def sort_out(members: list[zipfile.ZipInfo]) -> tuple[list[Found], list[str]]:
    """What was handed in, and sentences on all that is something else."""
    if len(members) > MOST_MEMBERS:
        raise CourseError(f"an archive of a class has at most {MOST_MEMBERS} files, got {len(members)}")
    found, left = [], []
    for member in members:
        match = MOODLE.fullmatch(member.filename) or CANVAS.fullmatch(member.filename)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if member.is_dir():
            continue
        if kind not in (0, stat.S_IFREG):
            left.append(f"{shown(member.filename)} is a link or a device")
        elif not match:
            left.append(f"{shown(member.filename)} does not say whose it is")
        else:
            found.append(Found(match["name"], match["id"], file_name(match["file"]), member))
    return found, left


def content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a file; ValueError, in words that follow its name, when they cannot be had."""
    if member.file_size > MOST_BYTES:
        raise ValueError(f"has {member.file_size / 1e6:.1f} MB, and at most {MOST_BYTES / 1e6:g} MB are read")
    try:
        with archive.open(member) as file:
            return file.read(MOST_BYTES)
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ValueError(f"cannot be unpacked: {error}") from error


def folders_of(found: list[Found]) -> dict[tuple[str, str], str]:
    """By name and number each student's folder: the name, with the number where two have the same."""
    numbers = defaultdict(set)
    for one in found:
        numbers[plain(one.name).casefold()].add(one.number)
    return {
        (one.name, one.number): plain(one.name)
        + (f"-{one.number}" if len(numbers[plain(one.name).casefold()]) > 1 else "")
        for one in found
    }


def namesakes(folders: dict[tuple[str, str], str]) -> str:
    """A line on those who have one name between them: the number that tells them apart may change."""
    several = sorted({folder for (_, number), folder in folders.items() if folder.endswith(f"-{number}")})
    if not several:
        return ""
    return (
        f"of one name, and told apart by the LMS' number: {', '.join(map(shown, several))}. Moodle has other "
        "numbers for each assignment: rename the folders, so that everybody keeps one name all term\n"
    )


def file_name(path: str) -> str:
    """The name of a file without the folders it is said to be in, as it was before Canvas numbered it."""
    last = plain(PurePosixPath(path.replace("\\", "/")).name)
    return AGAIN.sub("", last)


def plain(name: str) -> str:
    """A name that is one of a file or folder, and no more, on any machine.

    >>> plain("../Ana  Roe")
    'Ana-Roe'
    """
    short = re.sub(r"[^\w.@+]+", "-", name).strip("-.")[-MOST_NAME:]
    return short.strip("-.") or "unnamed"
