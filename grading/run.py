"""`python -m grading run ps01`: grade what a class handed in, in the sandbox, into the gradebook.

Each submission is read, graded at a desk and kept as a result before the next steps see it; this process
alone writes to the gradebook. A run that was stopped goes on where it was: what has a result with the same
key is done.
"""

import fcntl
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import nbformat

from grading.errors import CourseError
from grading.intake.submission import Submission, cells_to_grade, take_in
from grading.pages.places import Pages
from grading.progress import show_progress
from grading.results import Results, key_of
from grading.room.desk import Hall
from grading.room.desks import at_desks, on_cluster
from grading.room.sandbox import LEVELS, best_level
from grading.room.warm import modules_of
from grading.rules import graded, is_written
from grading.sets import ROOT, source_path
from grading.source import read_source

BATCH = 10  # results that go into the gradebook together
TIMES = 5  # a notebook may take so many times the seconds of a cell


class Class:
    """A class's submissions of one problem set, and what is known about them."""

    def __init__(self, name: str, submitted: Path, timeout: float, root: Path = ROOT):
        if not submitted.is_dir():
            raise CourseError(f"there is no folder {submitted}: it holds a folder for each student")
        self.name, self.submitted, self.timeout = name, submitted, timeout
        self.course = submitted.resolve().parent
        self.source = read_source(name, root)
        self.release = read_release(name, root)
        self.results = Results(self.course, name)

    def students(self, chosen: tuple[str, ...]) -> list[str]:
        """Who handed this problem set in, or of these those who did; an unknown one is told."""
        found = sorted(path.parent.name for path in self.submitted.glob(f"[!.]*/{self.name}"))
        for student in chosen:
            if student not in found:
                raise CourseError(f"{student} handed in nothing for {self.name}: {self.submitted / student}")
        return [student for student in found if student in chosen or not chosen]

    def read(self, students: list[str]) -> Iterator[Submission]:
        """What these students handed in, one after the other."""
        for student in students:
            show_progress(f"reading {student}")
            yield take_in(self.submitted / student / self.name, self.name, self.release)

    def to_do(self, students: list[str]) -> tuple[list[tuple[str, dict]], dict[str, dict], int]:
        """The jobs to do, what their results begin with by student, and how many are done already."""
        jobs, begun, done = [], {}, 0
        source = nbformat.writes(self.source)
        for submission in self.read(students):
            student = submission.student
            key = key_of(submission.digest, source, self.timeout)
            known = self.results.known(student)
            if known and known["key"] == key and known["status"] != "failed":
                done += 1
                continue
            begun[student] = self._begin(submission, key)
            if submission.status == "read":
                cells = [asdict(cell) for cell in cells_to_grade(self.source, submission)]
                job = {"cells": cells, "timeout": self.timeout, "total": TIMES * self.timeout}
                jobs.append((student, job))
        return jobs, begun, done

    def _begin(self, submission, key: str) -> dict:
        added = {f"added-{k}": cell.source for k, cell in enumerate(submission.added, 1)}
        written = [graded(cell)["grade_id"] for cell in self.source.cells if is_written(cell)]
        return {
            "set": self.name,
            "student": submission.student,
            "status": "unreadable" if submission.status == "unreadable" else "graded",
            "reason": submission.reason,
            "notes": list(submission.notes),
            "level": "",
            "key": key,
            "timestamp": submission.timestamp,
            "seconds": 0.0,
            "cells": [],
            "sources": submission.sources | added,
            "written": {name: text for name, text in submission.sources.items() if name in written},
            "booked": False,
        }


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
    hall: Hall | None = None,
) -> None:
    """Grade a class, in this hall if it is warm already: print how far it is, and at the end a table."""
    level = fence(unfenced)
    group = Class(name, submitted, timeout, root)
    with only_one(group.course):
        begun = time.monotonic()
        jobs, started, done = group.to_do(group.students(students))
        print(
            f"{name}: {len(started) + done} submissions, {done} of them graded before and not changed since"
        )
        modules = modules_of(source_path(name, root).read_text(encoding="utf-8"))
        here = (jobs, level, workers, modules, hall)
        found = on_cluster(jobs, level, scheduler) if scheduler else at_desks(*here)
        pages = Pages(group.course, group.source, policy, root)
        with (
            found as outcomes,
            Writer(group, pages, root, bool(started)) as writer,
        ):  # the workers warm up meanwhile
            for result in started.values():
                if result["status"] == "unreadable":
                    writer.add(result)
            for count, (student, outcome) in enumerate(outcomes, 1):
                writer.add(complete(started[student], outcome))
                left = (len(jobs) - count) * (time.monotonic() - begun) / count
                show_progress(f"{count} of {len(jobs)} graded, {left / 60:.0f} min {left % 60:.0f} s left")
        page = writer.pages.report(name, group.results.all())
        summary(group, page, len(started), time.monotonic() - begun)


class Writer:
    """Keeps every result at once, and enters them into the gradebook in batches; it alone writes there."""

    def __init__(self, group: Class, pages: Pages, root: Path, needed: bool):
        self.results, self.pages = group.results, pages
        of_a_killed_run = [result for result in self.results.all() if not result["booked"]]
        self.waiting, self.book = of_a_killed_run, None
        if needed or self.waiting:  # otherwise it would only be opened, which takes a second
            from grading.book.gradebook import Book

            self.book = Book(group.course, group.name, group.source, root)

    def __enter__(self):
        return self

    def __exit__(self, *_):  # also after Ctrl-C: what is done is kept
        show_progress("")
        try:
            self.enter()
        finally:
            if self.book:
                self.book.close()

    def add(self, result: dict) -> None:
        """Keep a result."""
        self.results.keep(result)
        self.waiting.append(result)
        if len(self.waiting) >= BATCH:
            self.enter()

    def enter(self) -> None:
        """Write what waits into the gradebook, then the pages for the students."""
        if self.waiting:
            self.book.write(self.waiting)
        for result in self.waiting:
            self.pages.feedback(result)
            self.results.keep(result | {"booked": True})
        self.waiting = []


def complete(result: dict, outcome: dict) -> dict:
    """The result with what was found at a desk, or with the reason why nothing was."""
    if "failed" in outcome:
        return result | {"status": "failed", "reason": outcome["failed"]}
    seconds = round(sum(cell["seconds"] for cell in outcome["cells"]), 3)
    return result | {"cells": outcome["cells"], "level": outcome["level"], "seconds": seconds}


def read_release(name: str, root: Path) -> nbformat.NotebookNode:
    """The notebook that students were given."""
    path = root / "exercises" / name / f"{name}.ipynb"
    if not path.is_file():
        raise CourseError(f"{path} is missing, which shows what was released: run `make release`")
    return nbformat.read(path, as_version=4)


def fence(unfenced: bool) -> str:
    """The level to grade at; refused when it would let strangers' code do what it likes, unless asked for."""
    level, why = best_level()
    if level == "limits" and not unfenced:
        raise CourseError(
            f"grading others' work needs the sandbox, and {why}. Without it the level is: {LEVELS[level]}. "
            "To grade all the same, add --without-sandbox"
        )
    return level


@contextmanager
def only_one(course: Path):
    """Keep a second run out of this course folder; the lock goes with the process, however it ends."""
    place = course / "results" / ".lock"
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CourseError(f"another run is at work in {course}: wait until it is done") from None
        yield


def summary(group: Class, page: Path, graded_now: int, seconds: float) -> None:
    """The table at the end, and where everything is."""
    results = group.results.all()
    scores = [sum(cell["score"] or 0 for cell in r["cells"]) for r in results if r["status"] == "graded"]
    for status, number in sorted(Counter(result["status"] for result in results).items()):
        print(f"  {status:<12} {number}")
    if scores:
        print(f"  {'mean score':<12} {sum(scores) / len(scores):.1f} of the automatic points")
    print(f"  {'time':<12} {seconds:.1f} s for {graded_now} submissions")
    print(f"report     {page}")
    print(f"feedback   {group.course / 'feedback'}")
    print(f"gradebook  {group.course / 'gradebook.db'}: `python -m grading export` writes tables of it")
