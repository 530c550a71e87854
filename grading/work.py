"""Grade what is left of a class: each submission is read, graded at a desk and kept as a result before the
next steps see it. This process alone writes to the gradebook.
"""

import time
from contextlib import closing
from dataclasses import asdict

from grading.intake.submission import cells_to_grade, take_in
from grading.pages.places import Pages
from grading.progress import progress, show_progress
from grading.room.desks import at_desks, on_cluster
from grading.room.hall import Hall
from grading.rules import graded, is_written
from grading.todo import Class

BATCH = 10  # results that go into the gradebook together
TIMES = 5  # a notebook may take so many times the seconds of a cell


def work(
    group: Class, students: list[str], level: str, hall: Hall | None, scheduler: str, policy: str
) -> None:
    """Grade these students in a hall or on a cluster, and book what a killed run left."""
    begun = time.monotonic()
    jobs, results = read(group, students)
    found = on_cluster(jobs, level, scheduler) if scheduler else at_desks(jobs, hall)
    pages = Pages(group.course, group.source, policy, group.root)
    with found as outcomes, closing(_book(group)) as book, Writer(group, book, pages) as writer:
        for result in results.values():
            if result["status"] == "unreadable":
                writer.add(result)
        for count, (student, outcome) in enumerate(outcomes, 1):
            writer.add(complete(results[student], outcome))
            show_progress(progress(count, len(jobs), time.monotonic() - begun))


def read(group: Class, students: list[str]) -> tuple[list[tuple[str, dict]], dict[str, dict]]:
    """By student the jobs to do, and what the results begin with."""
    jobs, results = [], {}
    for student in students:
        handed = group.look_at(student)
        submission = take_in(handed, group.name, group.release)
        results[student] = _begin(group, submission, group.key(handed))
        if submission.status == "read":
            cells = [asdict(cell) for cell in cells_to_grade(group.source, submission)]
            jobs.append((student, {"cells": cells, "timeout": group.timeout, "total": TIMES * group.timeout}))
    return jobs, results


def _begin(group: Class, submission, key: str) -> dict:
    added = {f"added-{k}": cell.source for k, cell in enumerate(submission.added, 1)}
    written = [graded(cell)["grade_id"] for cell in group.source.cells if is_written(cell)]
    return {
        "set": group.name,
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


def complete(result: dict, outcome: dict) -> dict:
    """The result with what was found at a desk, or with the reason why nothing was."""
    if "failed" in outcome:
        return result | {"status": "failed", "reason": outcome["failed"]}
    seconds = round(sum(cell["seconds"] for cell in outcome["cells"]), 3)
    return result | {"cells": outcome["cells"], "level": outcome["level"], "seconds": seconds}


def _book(group: Class):
    from grading.book.gradebook import Book  # takes a second, in which the first are graded

    return Book(group.course, group.name, group.source, group.root)


class Writer:
    """Keeps every result at once, and enters them into the gradebook in batches; it alone writes there."""

    def __init__(self, group: Class, book, pages: Pages):
        self.results, self.book, self.pages = group.results, book, pages
        self.waiting = [result for result in self.results.all() if not result["booked"]]  # of a killed run

    def __enter__(self):
        return self

    def __exit__(self, *_):  # also after Ctrl-C: what is done is kept
        show_progress("")
        self.enter()

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
            self.pages.write(self.waiting, self.book.gradebook)
        for result in self.waiting:
            self.results.keep(result | {"booked": True})
        self.waiting = []
