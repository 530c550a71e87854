"""Copies of the gradebook, and a new one where there is none; neither is ever there by half."""

import contextlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from grading.errors import CourseError

KEPT = 10  # copies
PATIENCE = 60  # seconds to wait for another program, formgrader for one, that writes at the moment

LET_GO = "Close whatever else has the gradebook open, and run the same command again: it goes on where it was"


def back_up(file: Path) -> Path | None:
    """Copy the gradebook into backups/ beside it, and keep the last ten; None when there is none yet."""
    if not file.is_file() or not file.stat().st_size:
        return None
    folder = file.parent / "backups"
    folder.mkdir(exist_ok=True)
    copy = folder / f"gradebook-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db"
    part = folder / "gradebook.part"
    part.unlink(missing_ok=True)
    try:
        _copy(file, part)
    except sqlite3.OperationalError as error:
        raise CourseError(f"{file} could not be backed up: {error}. {LET_GO}") from error
    except sqlite3.DatabaseError as error:
        raise CourseError(
            f"{file} is damaged ({error}): put the last sound copy in {folder} in its place"
        ) from error
    part.replace(copy)
    for old in sorted(folder.glob("gradebook-*.db"))[:-KEPT]:
        old.unlink()
    return copy


def _copy(file: Path, part: Path) -> None:
    """Copy a database that others may be using; a damaged one is refused, lest it push out sound copies."""
    with contextlib.closing(sqlite3.connect(file, timeout=PATIENCE)) as source:
        found = source.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(" ".join(found.split()))
        with contextlib.closing(sqlite3.connect(part)) as target:
            source.backup(target)


def create(file: Path, course_id: str) -> None:
    """Put an empty gradebook there, without the program that nbgrader starts to learn its tables' version."""
    from alembic.script import ScriptDirectory
    from nbgrader import api

    fresh, slow = file.with_name(".gradebook.new"), api.get_alembic_version
    fresh.unlink(missing_ok=True)
    api.get_alembic_version = ScriptDirectory(str(Path(api.__file__).parent / "alembic")).get_current_head
    try:
        api.Gradebook(f"sqlite:///{fresh}", course_id).close()
    finally:
        api.get_alembic_version = slow
    fresh.replace(file)
