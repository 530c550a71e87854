"""Results as a run makes them, of a problem set nobody ran, and a course folder to enter them in."""

import contextlib
from pathlib import Path

from grading_sample import write_sample

from grading.rules import graded, is_answer, is_check
from grading.source import read_source

NAME = "ps07-sample"
WRITTEN = "It multiplies."


def sample_source(root: Path, tasks: int = 3):
    """The instructor's notebook of the sample: times2, times3, … of 4 points, a written question of 3."""
    write_sample(root, tasks)
    return read_source(NAME, root)


def result(source, student: str = "ada", score: float = 4.0, **changes) -> dict:
    """What a run keeps of a submission whose checks all give this score; changes replace parts of it."""
    cells, sources = [], {}
    for cell in source.cells:
        if graded(cell).get("solution"):
            sources[cell.id] = f"def {cell.id}(x):\n    return x" if is_answer(cell) else WRITTEN
        if is_answer(cell):
            cells.append(outcome(cell.id, "answer"))
        elif is_check(cell):
            cells.append(checked(cell.id, score))
    whole = {
        "set": NAME,
        "student": student,
        "status": "graded",
        "reason": "",
        "notes": [],
        "timestamp": "2026-11-20T10:00:00+00:00",
        "cells": cells,
        "sources": sources,
    }
    return whole | changes


def unreadable(student: str = "ada", reason: str = "it is no notebook") -> dict:
    """What a run keeps of a submission that could not be read."""
    parts = {"status": "unreadable", "reason": reason, "notes": [], "cells": [], "sources": {}}
    return {"set": NAME, "student": student, "timestamp": None, **parts}


def outcome(name: str, kind: str, **changes) -> dict:
    """What became of a cell."""
    parts = {"status": "passed", "score": None, "message": "", "check": None, "printed": "", "shown": []}
    return {"name": name, "kind": kind, **parts, **changes}


def checked(name: str, score: float) -> dict:
    """What became of a check of 4 points."""
    step = {"claim": "zero stays zero", "points": 4, "hidden": False, "status": "passed"}
    check = {"task": name, "points": 4, "earned": score, "steps": [step]}
    status = "passed" if score == 4.0 else "failed"
    return outcome(name, "check", status=status, score=score, check=check, shown=[f"the report on {name}"])


@contextlib.contextmanager
def nbgraders(folder: Path):
    """nbgrader's own gradebook of a course folder, as its programs open it."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db", "one-neuron") as gradebook:
        yield gradebook


def grades(folder: Path, student: str = "ada", name: str = NAME) -> dict[str, tuple]:
    """By grade id, as nbgrader reads them: automatic score, a person's score, whether one has to look."""
    with nbgraders(folder) as gradebook:
        found = gradebook.find_submission_notebook(name, name, student).grades
        return {
            grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade) for grade in found
        }
