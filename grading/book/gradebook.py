"""The one writer to nbgrader's gradebook: formgrader, manual grading, feedback and exporters go on working.

All results of a call are one transaction: a process killed at any moment leaves the gradebook as it was
before the call or as it is after. What a person gave (scores, credits, comments) is never written to. A
result without a grade (unreadable, failed) is no zero: its scores stay empty and wait for a person, with the
reason as the comment; where an earlier submission has a grade, that grade stays and only the comment tells.
"""

import contextlib
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import nbformat
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from grading.book.autograded import answers_before, autograded_path, write_autograded
from grading.book.backup import LET_GO, PATIENCE, back_up, create
from grading.book.marks import comments, marks, score_of
from grading.course import Course
from grading.errors import CourseError
from grading.rules import graded
from grading.source import ROOT
from grading.whole import storable

AT_ONCE = 500  # submissions that one question to the database is about


class Book:
    """The gradebook of a course folder, backed up and open for one problem set.

    source is the instructor's notebook. Settings are in nbgrader_config.py, the folder's own if it has one.
    """

    def __init__(self, folder: Path, name: str, source: nbformat.NotebookNode, root: Path = ROOT):
        own = (folder / "nbgrader_config.py").is_file()
        self.course = Course(folder, folder if own else root)
        from nbgrader.api import Gradebook  # slow, and slower still before the import of Course

        from grading.book.cells import as_recorded, enter_cells

        self.folder, self.name = self.course.folder, name
        places = self.course.api.coursedir
        file = self.folder / "gradebook.db"
        if places.db_url != f"sqlite:///{file}":
            raise CourseError(f"the gradebook must be {file}, but nbgrader_config.py has {places.db_url}")
        if not back_up(file):
            create(file, places.course_id)
        self.gradebook = Gradebook(f"{places.db_url}?timeout={PATIENCE}", places.course_id)
        self.recorded = as_recorded(source, name, self.course.api)
        answers = [cell for cell in self.recorded.cells if graded(cell).get("solution")]
        self.stubs = {graded(cell)["grade_id"]: cell.source for cell in answers}
        self.course.enlist(name, source)
        with self._transaction() as session:
            self.page = enter_cells(session, name, self.recorded, places.course_id).id

    def close(self) -> None:
        """Let go of the database."""
        self.gradebook.close()

    def write(self, results: list[dict]) -> None:
        """Enter the results, all or none, and write what formgrader shows of them; to do it twice is no harm.

        Beside what every result has, `sources` holds the text of each answer and added cell, by its name.
        """
        latest = list({storable(result["student"]): result for result in results}.items())
        with self._transaction() as session:
            kept = set()
            for i in range(0, len(latest), AT_ONCE):
                kept |= self._enter(session, dict(latest[i : i + AT_ONCE]))
        for student, result in latest:
            if student not in kept:
                write_autograded(self.folder, self.recorded, result)

    def charge(self) -> None:
        """Set anew what lateness costs: after a run a person may have scored, or dates and rules changed."""
        from grading.book.ledger import Changes, apply, entries, times

        with self._transaction() as session:
            when, changes = list(times(session, self.page).items()), Changes()
            for i in range(0, len(when), AT_ONCE):
                some = dict(when[i : i + AT_ONCE])
                for student, entry in entries(session, self.page, list(some)).items():
                    scores = [score_of(grade, grade.auto_score) or 0.0 for grade in entry.grades.values()]
                    penalty = self._penalty(student, sum(scores), some[student], entry.due)
                    changes.penalties.append({"row": entry.notebook, "penalty": penalty})
            apply(session, changes)

    def _enter(self, session, results: dict[str, dict]) -> set[str]:
        """Enter the results by student; return who keeps an earlier grade."""
        from grading.book.ledger import Changes, apply, entries

        kept, changes = set(), Changes()
        for student, entry in entries(session, self.page, list(results)).items():
            result = results[student]
            said = comments(result, list(entry.comments), self.stubs)
            changes.comments += [{"row": entry.comments[name], "said": what} for name, what in said.items()]
            scored = [score_of(grade, grade.auto_score) for grade in entry.grades.values()]
            if result["status"] != "graded" and any(score is not None for score in scored):
                kept.add(student)
            else:
                self._mark(student, result, entry, changes)
        apply(session, changes)
        return kept

    def _mark(self, student: str, result: dict, entry, changes) -> None:
        """Add to the changes what this result sets in its entry."""
        from nbgrader.utils import parse_utc

        before = {}
        if any(grade.manual_score is not None for grade in entry.grades.values()):
            before = answers_before(autograded_path(self.folder, self.name, student))
        found = marks(result, entry.grades, self.stubs, before)
        changes.grades += [{"row": entry.grades[name].id, **mark} for name, mark in found.items()]
        score = sum(score_of(entry.grades[name], mark["auto"]) or 0.0 for name, mark in found.items())
        time = parse_utc(result["timestamp"])
        changes.times.append({"row": entry.assignment, "time": time})
        penalty = self._penalty(student, score, time, entry.due)
        changes.penalties.append({"row": entry.notebook, "penalty": penalty})

    def _penalty(
        self, student: str, score: float, time: datetime | None, due: datetime | None
    ) -> float | None:
        """What nbgrader's plugin for late submissions takes off, if it is late; None: nothing."""
        late = (time - due).total_seconds() if time and due else 0.0
        if late <= 0:
            return None
        from nbgrader.preprocessors import AssignLatePenalties

        step = AssignLatePenalties(parent=self.course.api)
        step.init_plugin()
        penalty = step.plugin_inst.late_submission_penalty(student, score, late)
        return None if penalty is None else step._check_late_penalty(SimpleNamespace(score=score), penalty)

    @contextlib.contextmanager
    def _transaction(self):
        """All that is done inside, or nothing of it; others write before or after, and read meanwhile."""
        session = self.gradebook.db()
        try:
            session.execute(text("BEGIN IMMEDIATE"))
            yield session
            session.commit()
        except OperationalError as error:
            raise CourseError(f"nothing was written to the gradebook: {error.orig}. {LET_GO}") from error
        finally:
            session.rollback()
            session.close()
