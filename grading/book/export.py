"""Tables of scores to take elsewhere: task by task, as nbgrader writes them, for Canvas and for Moodle.

In no table does a cell that people outside the course may have written begin a formula: `'` stands before it.

Canvas (Gradebook, Import) finds students by ID, else by SIS ID or login: the LMS user id of nbgrader's
gradebook if it is set, and the name of the student's folder. It offers to make the assignment if none has
this name.

Moodle (Grades, Import, CSV file; not the grading worksheet of an assignment, which has identifiers that only
Moodle knows) asks what each column is: "ID number" or "Email address" maps to the user, the problem set to a
grade item, "Feedback comments" to the feedback of that item. Map both, for Moodle replaces the two together.

Both take an empty score for an order to delete the one they have, so who has none is left out of theirs.
"""

from collections.abc import Iterable
from pathlib import Path

from grading.book.nbtable import write_table
from grading.book.sheet import Row, Sheet, read_sheet
from grading.book.table import as_csv
from grading.whole import write_whole


def export(gradebook, folder: Path, name: str, results: list[dict]) -> tuple[dict[str, Path], list[str]]:
    """Write all tables into exports/ of a course folder; return them by kind, and who is left out for an LMS.

    gradebook is nbgrader's; results as a run keeps them.
    """
    sheet = read_sheet(gradebook, name, results)
    place = folder / "exports"
    tables = {"tasks": task_table(sheet), "canvas": canvas_table(sheet), "moodle": moodle_table(sheet)}
    paths = {kind: place / f"{name}-{kind}.csv" for kind in tables}
    for kind, rows in tables.items():
        write_whole(paths[kind], as_csv(rows))
    paths["nbgrader"] = write_table(gradebook, place / "grades.csv")
    return paths, [row.student for row in sheet.rows if row.total is None]


def task_table(sheet: Sheet) -> list[list]:
    """For each student the score and the status of each task, the total, and what is to say."""
    head = ["student", "last_name", "first_name", "status"]
    for task in sheet.points:
        head += [task, f"{task} status"]
    rows = [[*head, "total", "max", "hours late", "late penalty", "notes"]]
    for row in sheet.rows:
        line = [row.student, row.last_name, row.first_name, row.status]
        for task in sheet.points:
            line += row.tasks.get(task, (None, ""))
        late = round(row.late / 3600, 2)
        rows.append([*line, row.total, sheet.most, late, row.penalty, "; ".join(row.notes)])
    return rows


def canvas_table(sheet: Sheet) -> list[list]:
    """What Canvas imports: five columns about a student, then the score, its maximum in the second row."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", sheet.name]
    rows = [head, ["    Points Possible", "", "", "", "", sheet.most]]
    for row in _scored(sheet):
        name = ", ".join(filter(None, [row.last_name, row.first_name])) or row.student
        rows.append([name, row.lms_id, row.student, row.student, "", row.total])
    return rows


def moodle_table(sheet: Sheet) -> list[list]:
    """What Moodle's gradebook imports from a CSV file."""
    rows = [["First name", "Last name", "ID number", "Email address", sheet.name, "Feedback comments"]]
    for row in _scored(sheet):
        names = [row.first_name, row.last_name, row.lms_id or row.student, row.email]
        rows.append([*names, row.total, _comment(row, sheet)])
    return rows


def _scored(sheet: Sheet) -> Iterable[Row]:
    return (row for row in sheet.rows if row.total is not None)


def _comment(row: Row, sheet: Sheet) -> str:
    """What a student may read: points, and what is still to come; nothing of the checks."""
    scores = {task: row.tasks[task][0] or 0.0 for task in sheet.points}
    parts = [f"{task} {score:g} of {sheet.points[task]:g}" for task, score in scores.items()]
    if row.penalty:
        parts.append(f"{row.penalty:g} off for handing in late")
    if row.waiting:
        parts.append(f"still to be graded by a person: {', '.join(row.waiting)}")
    return "; ".join(parts)
