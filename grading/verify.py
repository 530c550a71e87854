"""Grade the graders: run every right and every wrong answer through the real grading path, and judge it.

The k-th answers to all tasks are handed in together, as one submission: answers to different tasks do not
depend on each other.
"""

import json
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from grading.answers import read_answers, solutions
from grading.intake.submission import Submission, cells_to_grade
from grading.judge import judge, report
from grading.pages.diagnosis import keep_bank
from grading.progress import show_progress
from grading.room.desks import at_desks
from grading.room.hall import Hall
from grading.room.sandbox import best_level
from grading.room.warm import modules_of, together
from grading.rules import graded, is_answer
from grading.sets import source_path
from grading.source import ROOT, convert, read_source

WORKERS = 2
TIMEOUT = 60  # seconds for each cell


def verify(names: list[str], json_file: Path | None = None, root: Path = ROOT) -> int:
    """Print what every answer is worth, and return the exit code: 1 when one does not get what it should."""
    begun, sets = time.monotonic(), {}
    banks = {name: _bank(name, stubs, root) for name, stubs in _stubs(names, root).items()}
    graded = grade_all(banks, root)
    for name, (answers, _) in banks.items():
        sets[name] = judge(answers, graded[name])
        print(report(name, sets[name]))
        keep_bank(name, sets[name], root)
    problems = [f"{name}: {problem}" for name in names for problem in sets[name]["problems"]]
    print("\n".join([f"✗ {problem}" for problem in problems] or ["✓ every answer gets what it should"]))
    print(f"{sum(len(jobs) for _, jobs in banks.values())} submissions in {time.monotonic() - begun:.0f} s")
    if json_file:
        json_file.write_text(json.dumps(sets, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if problems else 0


def _stubs(names: list[str], root: Path) -> dict[str, dict[str, str]]:
    """What students find in the answer cells, by problem set and grade id."""
    from grading.course import Course

    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        convert(names, Path(folder), root)
        course, stubs = Course(Path(folder), root), {}
        for name in names:
            course.generate(name)
            cells = [cell for cell in course.released(name).cells if graded(cell).get("solution")]
            stubs[name] = {graded(cell)["grade_id"]: cell.source for cell in cells}
    return stubs


def _bank(name: str, stubs: dict[str, str], root: Path) -> tuple[dict, dict[str, dict[str, str]]]:
    """The answers to each task, and what each submission has in its answer cells."""
    source = read_source(name, root)
    tasks = [graded(cell)["grade_id"] for cell in source.cells if is_answer(cell)]
    answers = read_answers(root / "solutions" / name, tasks)
    solution = solutions(source)
    jobs = {"stub": stubs, "solution": solution}
    for k in range(max(map(len, answers.values()), default=0)):
        others = {task: bank[k].source for task, bank in answers.items() if k < len(bank)}
        jobs[f"answers-{k}"] = solution | others
    return answers, jobs


def grade_all(banks: dict, root: Path) -> dict[str, dict[str, dict]]:
    """What every submission gets: problem set -> submission -> grade id -> grade, or why it got none."""
    jobs, grades = [], {name: {} for name in banks}
    for name, (_, submissions) in banks.items():
        source = read_source(name, root)
        jobs += [((name, label), _job(source, label, answers)) for label, answers in submissions.items()]
    modules = together([modules_of(source_path(name, root).read_text(encoding="utf-8")) for name in banks])
    with at_desks(jobs, Hall(best_level()[0], list(range(WORKERS)), modules)) as results:
        for done, ((name, label), outcome) in enumerate(results, 1):
            written = [key for key in banks[name][1][label] if key not in banks[name][0]]
            grades[name][label] = outcome.get("failed") or _grades(outcome["cells"], written, label)
            show_progress(f"{name}: {done} of {len(jobs)} submissions graded")
    show_progress("")
    return grades


def _job(source, label: str, answers: dict[str, str]) -> dict:
    cells = cells_to_grade(source, Submission(label, "read", sources=answers))
    return {"cells": [asdict(cell) for cell in cells], "timeout": TIMEOUT, "total": 10 * TIMEOUT}


def _grades(cells: list[dict], written: list[str], label: str) -> dict[str, dict]:
    """By grade id the score, the points and what the check reported; a person scores what was written."""
    checks = {cell["name"]: cell for cell in cells if cell["kind"] == "check"}
    grades = {name: {key: cell[key] for key in ("score", "points", "check")} for name, cell in checks.items()}
    untouched = 0.0 if label == "stub" else None
    return grades | {name: {"score": untouched, "points": None, "check": None} for name in written}
