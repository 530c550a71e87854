"""What a person gave in formgrader, and what lateness cost: what a student's page adds to the result."""

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    GradeCell,
    SolutionCell,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import or_, select

from grading.book.marks import score_of

Given = dict[str, dict]  # by grade id, {"score": number or None, "comment": text}


def given(gradebook, name: str) -> dict[str, tuple[Given, float]]:
    """By student what a person gave and the points lost for being late; nobody else is in it."""
    session, found = gradebook.db(), {}

    def of(row) -> Given:
        return found.setdefault(row.student_id, ({}, row.penalty or 0.0))[0]

    late = _rows(name, SubmittedNotebook.id).where(SubmittedNotebook.late_submission_penalty > 0)
    for row in session.execute(late):
        of(row)
    scored = or_(Grade.manual_score.is_not(None), Grade.extra_credit != 0)
    scores = GradeCell.name, Grade.auto_score, Grade.manual_score, Grade.extra_credit
    for row in session.execute(_cells(_rows(name, *scores), Grade, GradeCell).where(scored)):
        of(row)[row.name] = {"score": score_of(row, row.auto_score), "comment": ""}
    said = _rows(name, SolutionCell.name, Comment.manual_comment)
    for row in session.execute(_cells(said, Comment, SolutionCell).where(Comment.manual_comment != "")):
        of(row).setdefault(row.name, {"score": None})["comment"] = row.manual_comment
    return found


def _rows(name: str, *columns):
    """A question about all who handed in this problem set."""
    penalty = SubmittedNotebook.late_submission_penalty.label("penalty")
    rows = select(SubmittedAssignment.student_id, penalty, *columns).select_from(SubmittedAssignment)
    rows = rows.join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
    return rows.join(Assignment, Assignment.id == SubmittedAssignment.assignment_id).where(
        Assignment.name == name
    )


def _cells(rows, table: type, cell: type):
    """The same about what the table has on their cells."""
    return rows.join(table, table.notebook_id == SubmittedNotebook.id).join(cell, cell.id == table.cell_id)
