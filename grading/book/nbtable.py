"""The table that `nbgrader export` writes, by nbgrader's own exporter, quick and safe to open.

The exporter asks several questions for each student and does not quote: a comma in a name would shift every
column. Here it asks a stand-in that has read everything at once, and whose texts are quoted already.
"""

from pathlib import Path
from types import SimpleNamespace

from grading.book.table import as_csv

TEXTS = ("id", "first_name", "last_name", "email")


def write_table(gradebook, path: Path) -> Path:
    """Write the table of all problem sets in nbgrader's gradebook."""
    from nbgrader.plugins import CsvExportPlugin

    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    CsvExportPlugin(to=str(fresh)).export(Read(gradebook))
    fresh.replace(path)
    return path


class Read:
    """What the exporter asks of a gradebook."""

    def __init__(self, gradebook):
        self.assignments = [_plain(one, ("name", "duedate", "max_score")) for one in gradebook.assignments]
        self.students = [_plain(student, TEXTS) for student in gradebook.students]
        self.submissions = _submissions(gradebook.db())

    def find_submission(self, assignment: str, student: str) -> SimpleNamespace:
        """Time, score and penalty; nbgrader's MissingEntry where nothing was handed in."""
        from nbgrader.api import MissingEntry

        if (assignment, student) not in self.submissions:
            raise MissingEntry(f"{student} handed in nothing for {assignment}")
        return self.submissions[assignment, student]


def _plain(row, names: tuple[str, ...]) -> SimpleNamespace:
    values = {name: getattr(row, name) for name in names}
    return SimpleNamespace(**{name: _quoted(value) for name, value in values.items()})


def _quoted(value):
    """A text as it stands between two commas; anything else as it is."""
    return as_csv([[value]]).decode().rstrip("\r\n") if isinstance(value, str) and value else value


def _submissions(session) -> dict[tuple[str, str], SimpleNamespace]:
    """By problem set and student, quoted as above."""
    from nbgrader.api import Assignment, Grade, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import func, select

    notebook, whole = SubmittedNotebook, SubmittedAssignment
    scores = select(notebook.assignment_id, func.sum(Grade.score)).join(
        Grade, Grade.notebook_id == notebook.id
    )
    scores = dict(session.execute(scores.group_by(notebook.assignment_id)).all())
    taken = select(notebook.assignment_id, func.sum(notebook.late_submission_penalty))
    taken = dict(session.execute(taken.group_by(notebook.assignment_id)).all())
    rows = select(Assignment.name, whole.student_id, whole.id, whole.timestamp).join(whole.assignment)
    return {
        (_quoted(name), _quoted(student)): SimpleNamespace(
            timestamp=time, score=scores.get(row) or 0.0, late_submission_penalty=taken.get(row) or 0.0
        )
        for name, student, row, time in session.execute(rows)
    }
