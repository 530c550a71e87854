"""What there is to grade: what a class handed in, less what has a result already.

A run over a class that did not change imports only this and the report: all else takes longer to import than
to do.
"""

import fcntl
import functools
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

from grading.errors import CourseError
from grading.intake.folder import HandedIn, digest_of, look_into
from grading.progress import show_progress
from grading.results import Results, key_of
from grading.sets import ROOT, release_path, source_path


class Class:
    """A class's submissions of one problem set, and what is known about them."""

    def __init__(self, name: str, submitted: Path, timeout: float, root: Path = ROOT):
        if not submitted.is_dir():
            raise CourseError(
                f"there is no folder {submitted}, with a folder in it for each student: go to your course "
                "folder, or say where it is with --submitted"
            )
        self.name, self.submitted, self.timeout, self.root = name, submitted, timeout, root
        self.course = submitted.resolve().parent
        self.results = Results(self.course, name)

    @functools.cached_property
    def source(self):
        """The problem set as the instructor has it, a notebook."""
        from grading.source import read_source

        return read_source(self.name, self.root)

    @functools.cached_property
    def release(self):
        """The notebook that students were given."""
        from grading.source import read_release

        return read_release(self.name, self.root)

    def students(self, chosen: tuple[str, ...]) -> list[str]:
        """Who handed this problem set in, or of these those who did; that nobody did, or one not, is told."""
        found = sorted(path.parent.name for path in self.submitted.glob(f"[!.]*/{self.name}"))
        if not found:
            raise CourseError(
                f"nobody handed in {self.name}: there is no folder {self.submitted}/<student>/{self.name}. "
                "`python -m grading collect` makes them, and --submitted says where they are"
            )
        for student in chosen:
            if student not in found:
                raise CourseError(f"{student} handed in nothing for {self.name}: {self.submitted / student}")
        return [student for student in found if student in chosen or not chosen]

    def look_at(self, student: str) -> HandedIn:
        """What this student handed in."""
        show_progress(f"reading {student}")
        return look_into(self.submitted / student / self.name, f"{self.name}.ipynb")

    def key(self, handed: HandedIn) -> str:
        """What the result depends on: what was handed in, the problem set, the library and the grader."""
        return key_of(digest_of(handed), self._problem_set, self.timeout)

    @functools.cached_property
    def _problem_set(self) -> bytes:
        paths = [source_path(self.name, self.root), release_path(self.name, self.root)]
        return b"".join(path.read_bytes() for path in paths)

    def left(self, students: list[str], results: Iterable[dict]) -> list[str]:
        """Of these students those who have no result yet, or one of something else."""
        done = {result["student"]: result["key"] for result in results if result["status"] != "failed"}
        found = [student for student in students if done.get(student) != self.key(self.look_at(student))]
        show_progress("")
        return found


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
