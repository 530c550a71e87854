"""One row for each student of a course: what the gradebook holds for a problem set, with what became of it.

Scores come from the gradebook, so that those a person gave count; statuses and notes come from the results.
"""

from dataclasses import dataclass, field

from grading.book.marks import score_of
from grading.errors import CourseError
from grading.rules import SUFFIX
from grading.whole import storable

NOTHING = "nothing handed in"
GRADED = "graded"


@dataclass
class Row:
    """A student's line. total is None where nobody has scored anything: that is no zero."""

    student: str
    first_name: str
    last_name: str
    email: str
    lms_id: str
    status: str = NOTHING
    tasks: dict[str, tuple[float | None, str]] = field(default_factory=dict)  # score and status
    total: float | None = None
    late: float = 0.0  # seconds
    penalty: float = 0.0
    notes: list[str] = field(default_factory=list)

    @property
    def waiting(self) -> list[str]:
        """The tasks that wait for a person."""
        return [task for task, (_, status) in self.tasks.items() if status.startswith("to grade")]


@dataclass
class Sheet:
    """All rows by name, the tasks in the order of the notebook with what each is worth."""

    name: str
    points: dict[str, float]
    rows: list[Row]

    @property
    def most(self) -> float:
        """The points of all tasks."""
        return sum(self.points.values())


def read_sheet(gradebook, name: str, results: list[dict]) -> Sheet:
    """The sheet of a problem set, by a handful of questions to nbgrader's gradebook for any class."""
    from nbgrader.api import Assignment, GradeCell, Notebook, SourceCell, Student
    from sqlalchemy import select, text

    session = gradebook.db()
    page = session.scalars(select(Notebook).join(Assignment).where(Assignment.name == name)).one_or_none()
    if page is None:
        raise CourseError(f"the gradebook knows no {name}: grade it first")
    order = select(SourceCell.name).where(SourceCell.notebook_id == page.id).order_by(text("rowid"))
    place = {cell: i for i, cell in enumerate(session.scalars(order))}
    cells = session.execute(
        select(GradeCell.name, GradeCell.max_score).where(GradeCell.notebook_id == page.id)
    )
    points = {_task(cell): most for cell, most in sorted(cells, key=lambda row: place.get(row.name, 0))}
    columns = (Student.id, Student.first_name, Student.last_name, Student.email, Student.lms_user_id)
    found = session.execute(select(*columns).order_by(Student.last_name, Student.first_name, Student.id))
    rows = {student: Row(student, *(value or "" for value in more)) for student, *more in found}
    _fill(session, page, rows, {storable(result["student"]): result for result in results})
    return Sheet(name, points, list(rows.values()))


def _fill(session, page, rows: dict[str, Row], results: dict[str, dict]) -> None:
    """Put into the rows what was handed in for this page."""
    from nbgrader.api import Grade, GradeCell, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import select

    scores = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
    grades = select(SubmittedNotebook.assignment_id, GradeCell.name, *scores)
    grades = grades.join(Grade, Grade.notebook_id == SubmittedNotebook.id).join(
        GradeCell, GradeCell.id == Grade.cell_id
    )
    own: dict[str, list] = {}
    for grade in session.execute(grades.where(SubmittedNotebook.notebook_id == page.id)):
        own.setdefault(grade.assignment_id, []).append(grade)
    handed_in = select(SubmittedAssignment, SubmittedNotebook.late_submission_penalty)
    handed_in = handed_in.join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
    for submission, penalty in session.execute(handed_in.where(SubmittedNotebook.notebook_id == page.id)):
        row = rows[submission.student_id]
        row.late = _late(submission, page.assignment.duedate)
        row.penalty = penalty or 0.0
        _tell(row, own.get(submission.id, []), results.get(row.student))


def _tell(row: Row, grades: list, result: dict | None) -> None:
    row.status = result["status"] if result else GRADED
    row.notes = [result["reason"], *result["notes"]] if result else []
    row.notes = [note for note in row.notes if note]
    cells = {cell["name"]: cell["status"] for cell in result["cells"]} if result else {}
    for grade in grades:
        status = _status(grade, cells.get(grade.name, ""), row.status)
        row.tasks[_task(grade.name)] = (score_of(grade, grade.auto_score), status)
    scored = [score for score, _ in row.tasks.values() if score is not None]
    if scored:
        row.total = max(0.0, sum(scored) - row.penalty)
        if row.status != GRADED and any(grade.auto_score is not None for grade in grades):
            row.notes.append("the score is that of an earlier submission")


def _status(grade, checked: str, status: str) -> str:
    if grade.needs_manual_grade:
        return "to grade by hand" if grade.manual_score is None else "to grade again by hand"
    if grade.manual_score is not None:
        return "graded by hand"
    return (checked or "no response") if status == GRADED else "of an earlier submission"


def _late(submission, due) -> float:
    """Seconds after the student's own due date; nbgrader's way fails for an extension without a date."""
    if due is None or submission.timestamp is None:
        return 0.0
    after = submission.timestamp - due
    if submission.extension:
        after -= submission.extension
    return max(0.0, after.total_seconds())


def _task(cell: str) -> str:
    return cell.removesuffix(SUFFIX)
