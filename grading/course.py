"""nbgrader at work in a course folder of ours: release, grade, give feedback, export.

All graded work passes through here, with the settings of nbgrader_config.py. Which executor runs the
notebooks is the first entry of `autograde_preprocessors` there, and nothing else knows about it.
"""

import logging
import sys
from pathlib import Path

import nbformat

from grading.checks import MIME
from grading.errors import CourseError
from grading.source import ROOT

# jsonschema imports this package for formats that no notebook uses, which takes longer than all of nbgrader.
sys.modules.setdefault("rfc3987_syntax", None)


class Course:
    """A folder with nbgrader's layout: submitted/, autograded/, feedback/ and gradebook.db."""

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

    def released(self, name: str) -> nbformat.NotebookNode:
        """The student's notebook, as generated."""
        return nbformat.read(self._path(self.api.coursedir.release_directory, "", name), as_version=4)

    def enrol(self, student: str, first_name: str) -> None:
        """Put a student into the gradebook."""
        with self.api.gradebook as gradebook:
            gradebook.update_or_create_student(student, first_name=first_name)

    def submit(self, name: str, student: str, notebook: nbformat.NotebookNode) -> None:
        """Put a notebook where a student's submission is looked for."""
        path = self._path("submitted", student, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)

    def autograde(self, name: str, student: str) -> dict[str, dict]:
        """Grade one submission: by grade id the score (None: a person decides), points and check results."""
        done = self.api.autograde(name, student)
        self._demand(done, f"nbgrader could not grade {name} of {student}")
        notebook = nbformat.read(self._path("autograded", student, name), as_version=4)
        results = {f"{data['task']}-check": data for data in check_results(notebook)}
        with self.api.gradebook as gradebook:
            grades = gradebook.find_submission_notebook(name, name, student).grades
            return {
                grade.name: {
                    "score": None if grade.needs_manual_grade else grade.score,
                    "points": grade.max_score,
                    "check": results.get(grade.name),
                }
                for grade in grades
            }

    def feedback(self, name: str, student: str) -> Path:
        """Write the page that goes back to the student."""
        done = self.api.generate_feedback(name, student)
        self._demand(done, f"nbgrader could not write feedback on {name} for {student}")
        return self._path("feedback", student, name).with_suffix(".html")

    def export(self) -> Path:
        """Write nbgrader's table of all scores."""
        from nbgrader.plugins import CsvExportPlugin

        path = self.folder / "grades.csv"
        with self.api.gradebook as gradebook:
            CsvExportPlugin(to=str(path)).export(gradebook)
        return path

    def _path(self, step: str, student: str, name: str) -> Path:
        return self.folder / step / student / name / f"{name}.ipynb"

    def _demand(self, done: dict, sentence: str) -> None:
        if not done["success"]:
            lines = (done.get("error", "") + done.get("log", "")).strip().splitlines()
            errors = [line for line in lines if "Error" in line] or lines
            raise CourseError(f"{sentence}: {errors[-1].strip() if errors else 'no reason given'}")


def check_results(notebook: nbformat.NotebookNode) -> list[dict]:
    """What the check cells of an executed notebook reported, in their order."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output["data"][MIME] for output in outputs if MIME in output.get("data", {})]
