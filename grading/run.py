"""`python -m grading run ps01`: grade what a class handed in, in the sandbox, into the gradebook.

A run that was stopped goes on where it was: what has a result with the same key is done. What grades starts
to warm up before the rest of the run is even imported, since each takes a second.
"""

import time
from collections import Counter
from contextlib import closing, nullcontext
from pathlib import Path

from grading.errors import CourseError
from grading.pages.report import write_report
from grading.room.sandbox import LEVELS, best_level
from grading.room.warm import modules_of
from grading.sets import ROOT, source_path
from grading.todo import Class, only_one


def run(
    name: str,
    submitted: Path,
    workers: int = 2,
    students: tuple[str, ...] = (),
    timeout: float = 60,
    scheduler: str = "",
    unfenced: bool = False,
    policy: str = "never",
    root: Path = ROOT,
) -> None:
    """Grade a class: print how far it is, and at the end a table."""
    group = Class(name, submitted, timeout, root)
    chosen = group.students(students)
    with only_one(group.course):
        begun, results = time.monotonic(), group.results.all()
        left = group.left(chosen, results)
        done = len(chosen) - len(left)
        print(f"{name}: {len(chosen)} submissions, {done} of them graded before and not changed since")
        if left or not all(result["booked"] for result in results):  # which a killed run leaves
            level = fence(unfenced) if left else ""
            with hall(group, level, 0 if scheduler else min(workers, len(left))) as warm:
                from grading.work import work  # meanwhile

                work(group, left, level, warm, scheduler, policy)
            results = group.results.all()
        page = write_report(group.course, name, results, root)
        summary(group.course, results, page, len(left), time.monotonic() - begun)


def fence(unfenced: bool) -> str:
    """The level to grade at; refused when it would let strangers' code do what it likes, unless asked for."""
    level, why = best_level()
    if level == "limits" and not unfenced:
        raise CourseError(
            f"grading others' work needs the sandbox, and {why}. Without it the level is: {LEVELS[level]}. "
            "To grade all the same, add --without-sandbox"
        )
    return level


def hall(group: Class, level: str, desks: int):
    """A hall with so many desks, with what this problem set imports; none where none is needed."""
    if not desks:
        return nullcontext()
    from grading.room.hall import Hall

    modules = modules_of(source_path(group.name, group.root).read_text(encoding="utf-8"))
    return closing(Hall(level, list(range(desks)), modules))


def summary(course: Path, results: list[dict], page: Path, graded_now: int, seconds: float) -> None:
    """The table at the end, and where everything is."""
    scores = [sum(cell["score"] or 0 for cell in r["cells"]) for r in results if r["status"] == "graded"]
    for status, number in sorted(Counter(result["status"] for result in results).items()):
        print(f"  {status:<12} {number}")
    if scores:
        print(f"  {'mean score':<12} {sum(scores) / len(scores):.1f} of the automatic points")
    print(f"  {'time':<12} {seconds:.1f} s for {graded_now} submissions")
    print(f"report     {page}")
    print(f"feedback   {course / 'feedback'}")
    print(f"gradebook  {course / 'gradebook.db'}: `python -m grading export` writes tables of it")
