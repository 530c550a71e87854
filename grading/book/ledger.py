"""The rows of nbgrader's gradebook for many students at once: a handful of questions, however many they are.

nbgrader's own find_... ask several for each cell of each student.
"""

from dataclasses import dataclass, field
from datetime import datetime

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import bindparam, select, update

from grading.book.cells import ensure, fill


@dataclass
class Entry:
    """The rows of one student's submission: ids, and by grade id the grades and the ids of the comments."""

    assignment: str
    notebook: str
    due: datetime | None  # with the student's extension
    grades: dict = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


@dataclass
class Changes:
    """What is to be set in rows, which are named by their id."""

    grades: list[dict] = field(default_factory=list)  # row, auto, needs
    comments: list[dict] = field(default_factory=list)  # row, said
    times: list[dict] = field(default_factory=list)  # row, time
    penalties: list[dict] = field(default_factory=list)  # row, penalty


def entries(session, page: str, students: list[str]) -> dict[str, Entry]:
    """By student, the entry of each; what is missing of it is made."""
    assignment = session.get(Assignment, session.get(Notebook, page).assignment_id)
    ensure(session, Student, [{"id": student} for student in students])
    ensure(
        session,
        SubmittedAssignment,
        [{"assignment_id": assignment.id, "student_id": one} for one in students],
    )
    whole = select(
        SubmittedAssignment.student_id, SubmittedAssignment.id, SubmittedAssignment.extension
    ).where(SubmittedAssignment.assignment_id == assignment.id, SubmittedAssignment.student_id.in_(students))
    found = session.execute(whole).all()
    notebooks = _notebooks(session, page, [row.id for row in found])
    made = {}
    for student, row, extension in found:
        due = assignment.duedate + extension if assignment.duedate and extension else assignment.duedate
        made[student] = Entry(row, notebooks[row], due)
    _read_rows(session, page, {entry.notebook: entry for entry in made.values()})
    return made


def times(session, page: str) -> dict[str, datetime | None]:
    """By student, when each who handed this page in did so."""
    whole, part = SubmittedAssignment, SubmittedNotebook
    rows = select(whole.student_id, whole.timestamp).join(part, part.assignment_id == whole.id)
    return dict(session.execute(rows.where(part.notebook_id == page)).all())


def _notebooks(session, page: str, submissions: list[str]) -> dict[str, str]:
    """By submission, its notebook, with a grade and a comment for every cell."""
    ensure(session, SubmittedNotebook, [{"notebook_id": page, "assignment_id": one} for one in submissions])
    parts = select(SubmittedNotebook.assignment_id, SubmittedNotebook.id).where(
        SubmittedNotebook.notebook_id == page, SubmittedNotebook.assignment_id.in_(submissions)
    )
    notebooks = dict(session.execute(parts).all())
    fill(session, page, list(notebooks.values()))
    return notebooks


def _read_rows(session, page: str, found: dict[str, Entry]) -> None:
    """Put grades and comments into the entries, which come by their notebook."""
    scores = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
    for row, name in _of_cells(session, page, GradeCell, Grade, scores, found):
        found[row.notebook_id].grades[name] = row
    for row, name in _of_cells(session, page, SolutionCell, Comment, (), found):
        found[row.notebook_id].comments[name] = row.id


def _of_cells(session, page: str, kind: type, table: type, columns: tuple, notebooks):
    cells = dict(session.execute(select(kind.id, kind.name).where(kind.notebook_id == page)).all())
    rows = select(table.id, table.cell_id, table.notebook_id, *columns).where(
        table.cell_id.in_(cells),
        table.notebook_id.in_(notebooks),  # both, since cells come first in the index
    )
    return [(row, cells[row.cell_id]) for row in session.execute(rows)]


def apply(session, changes: Changes) -> None:
    """Set all of it; what a person wrote is in other columns."""
    _set(session, Grade, {"auto_score": "auto", "needs_manual_grade": "needs"}, changes.grades)
    _set(session, Comment, {"auto_comment": "said"}, changes.comments)
    _set(session, SubmittedAssignment, {"timestamp": "time"}, changes.times)
    _set(session, SubmittedNotebook, {"late_submission_penalty": "penalty"}, changes.penalties)


def _set(session, model: type, columns: dict[str, str], rows: list[dict]) -> None:
    """Set these columns, each with what the rows call it."""
    if rows:
        table = model.__table__
        values = {column: bindparam(key) for column, key in columns.items()}
        session.connection().execute(update(table).where(table.c.id == bindparam("row")).values(values), rows)
