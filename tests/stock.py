"""Stock nbgrader at work in a course folder, for comparison: hand in, autograde, read the scores."""

from pathlib import Path

import nbformat

from grading.course import Course


def submit(course: Course, name: str, student: str, notebook: nbformat.NotebookNode) -> None:
    """Put a notebook where a student's submission is looked for."""
    path = course.folder / "submitted" / student / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def autograde(course: Course, name: str, student: str) -> dict[str, float | None]:
    """Grade one submission: by grade id the score, None where a person decides."""
    done = course.api.autograde(name, student)
    assert done["success"], done
    with course.api.gradebook as gradebook:
        grades = gradebook.find_submission_notebook(name, name, student).grades
        return {grade.name: None if grade.needs_manual_grade else grade.score for grade in grades}


def feedback(course: Course, name: str, student: str) -> Path:
    """nbgrader's own page for a student."""
    done = course.api.generate_feedback(name, student)
    assert done["success"], done
    return course.folder / "feedback" / student / name / f"{name}.html"
