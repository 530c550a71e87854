"""What the gradebook knows of a problem set: its cells, entered as nbgrader's SaveCells enters them.

nbgrader refuses to add or remove a cell once somebody has handed in. Here the submissions stay: a new cell
gets an empty grade that waits for a score, a cell that is gone takes its grades along, others keep theirs.
"""

import copy
import json

import nbformat
from nbgrader import utils
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedNotebook,
)
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from sqlalchemy import delete, select, text
from sqlalchemy.dialects.sqlite import insert

from grading.rules import graded

ROWS = {GradeCell: Grade, SolutionCell: Comment}  # what each submission has for a cell of this kind


def as_recorded(source: nbformat.NotebookNode, name: str, api) -> nbformat.NotebookNode:
    """The source as nbgrader records it: answers emptied, hidden tests still there, every checksum set."""
    steps = GenerateAssignment(coursedir=api.coursedir, parent=api).preprocessors
    place = {"assignment": name, "notebook": name, "student": ".", "db_url": api.coursedir.db_url}
    notebook, resources = copy.deepcopy(source), {"nbgrader": place, "unique_key": name}
    for step in steps[: steps.index(SaveCells)]:
        notebook, resources = step(parent=api).preprocess(notebook, resources)
    return notebook


def enter_cells(session, name: str, notebook: nbformat.NotebookNode, course_id: str) -> Notebook:
    """Let the gradebook know the problem set and these cells alone; what it knows already stays as it is."""
    page = _page(session, name, json.dumps(notebook.metadata.get("kernelspec", {})), course_id)
    wanted, changed = _wanted(notebook), False
    _in_order(session, page.id, list(wanted[SourceCell]))
    for kind in (GradeCell, SolutionCell, SourceCell):
        there = {cell.name: cell for cell in session.scalars(select(kind).where(kind.notebook_id == page.id))}
        new = [cell for cell in wanted[kind] if cell not in there]
        gone = [cell for cell in there if cell not in wanted[kind]]
        changed |= bool(new or gone)
        session.add_all(kind(name=cell, notebook_id=page.id, **wanted[kind][cell]) for cell in new)
        for cell in gone:
            _remove(session, kind, there[cell])
        for cell in there.keys() - set(gone):
            for key, value in wanted[kind][cell].items():
                setattr(there[cell], key, value)  # writes only what differs
    session.flush()
    if changed:
        handed_in = select(SubmittedNotebook.id).where(SubmittedNotebook.notebook_id == page.id)
        fill(session, page.id, list(session.scalars(handed_in)))
    return page


def fill(session, page: str, submitted: list[str]) -> None:
    """Give these submitted notebooks a grade and a comment for every cell, where they have none."""
    for kind, row in ROWS.items():
        cells = list(session.scalars(select(kind.id).where(kind.notebook_id == page)))
        ensure(session, row, [{"cell_id": cell, "notebook_id": one} for one in submitted for cell in cells])


def ensure(session, model, rows: list[dict]) -> None:
    """Insert those of the rows that are not there yet, by the table's own rule of what is the same."""
    if rows:
        session.execute(insert(model.__table__).on_conflict_do_nothing(), rows)


def _page(session, name: str, kernel: str, course_id: str) -> Notebook:
    ensure(session, Assignment, [{"name": name, "course_id": course_id}])
    assignment = session.scalars(select(Assignment).where(Assignment.name == name)).one()
    ensure(session, Notebook, [{"name": name, "assignment_id": assignment.id}])
    of_it = (Notebook.assignment_id == assignment.id, Notebook.name == name)
    page = session.scalars(select(Notebook).where(*of_it)).one()
    page.kernelspec = kernel
    return page


def _in_order(session, page: str, wanted: list[str]) -> None:
    """Take the sources out when they are not in this order, in which nbgrader puts missing cells back."""
    own = SourceCell.notebook_id == page
    there = session.scalars(select(SourceCell.name).where(own).order_by(text("rowid")))
    if list(there) != wanted:
        session.execute(delete(SourceCell).where(own))


def _wanted(notebook: nbformat.NotebookNode) -> dict[type, dict[str, dict]]:
    """By kind and grade id, what the gradebook is to hold of each cell."""
    found = {GradeCell: {}, SolutionCell: {}, SourceCell: {}}
    for cell in notebook.cells:
        name = graded(cell).get("grade_id")
        if utils.is_grade(cell):
            points = float(cell.metadata.nbgrader["points"])
            found[GradeCell][name] = {"max_score": points, "cell_type": cell.cell_type}
        if utils.is_solution(cell):
            found[SolutionCell][name] = {}
        if utils.is_grade(cell) or utils.is_solution(cell) or utils.is_locked(cell):
            found[SourceCell][name] = {
                "cell_type": cell.cell_type,
                "locked": utils.is_locked(cell),
                "source": cell.source,
                "checksum": cell.metadata.nbgrader.get("checksum"),
            }
    return found


def _remove(session, kind: type, cell) -> None:
    if kind in ROWS:
        session.execute(delete(ROWS[kind]).where(ROWS[kind].cell_id == cell.id))
    session.delete(cell)
