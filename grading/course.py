"""nbgrader in a course folder, with the settings of nbgrader_config.py: it makes what students get."""

import logging
import sys
from pathlib import Path

import nbformat

from grading.errors import CourseError
from grading.source import ROOT
from grading.whole import write_whole

# jsonschema imports this package for formats that no notebook uses, which takes longer than all of nbgrader.
sys.modules.setdefault("rfc3987_syntax", None)


class Course:
    """A folder with nbgrader's layout."""

    def __init__(self, folder: Path, root: Path = ROOT, release: str | None = None):
        from nbgrader.apps import NbGraderAPI
        from traitlets.config import PyFileConfigLoader
        from traitlets.log import get_logger

        get_logger().addHandler(logging.NullHandler())
        get_logger().propagate = False
        config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
        config.CourseDirectory.root = str(folder.resolve())
        if release:
            config.CourseDirectory.release_directory = release
        self.folder, self.api = folder.resolve(), NbGraderAPI(config=config)

    def generate(self, name: str) -> Path:
        """Make the student's notebook of a converted problem set, and tell the gradebook about its cells."""
        self._demand(self.api.generate_assignment(name), f"nbgrader could not release {name}")
        return self._path(self.api.coursedir.release_directory, "", name)

    def enlist(self, name: str, source: nbformat.NotebookNode) -> Path:
        """Put the instructor's notebook where formgrader looks for the problem sets that there are."""
        path = self._path(self.api.coursedir.source_directory, "", name)
        write_whole(path, nbformat.writes(source).encode())
        return path

    def released(self, name: str) -> nbformat.NotebookNode:
        """The student's notebook, as generated."""
        return nbformat.read(self._path(self.api.coursedir.release_directory, "", name), as_version=4)

    def _path(self, step: str, student: str, name: str) -> Path:
        return self.folder / step / student / name / f"{name}.ipynb"

    def _demand(self, done: dict, sentence: str) -> None:
        if not done["success"]:
            lines = (done.get("error", "") + done.get("log", "")).strip().splitlines()
            errors = [line for line in lines if "Error" in line] or lines
            raise CourseError(f"{sentence}: {errors[-1].strip() if errors else 'no reason given'}")
