"""The answers kept beside a problem set: its solution, other right ones, and wrong ones to be caught.

`solutions/psNN-name/answers/<task>.py` holds a cell for each answer, which takes the place of the task's own:
    # %% right: in one line
    # %% wrong: forgets the square | two errors, by hand
"""

import copy
import re
from dataclasses import dataclass
from pathlib import Path

from grading.errors import CourseError
from grading.rules import SOLUTION, graded, is_answer, is_written

HEADER = re.compile(r"# %% (?:right: (?P<right>[^|]+)|wrong: (?P<wrong>[^|]+?) \| (?P<claim>.+))")


@dataclass(frozen=True)
class Answer:
    """One answer to a task; claim is the step that must catch it, empty when it is right."""

    name: str
    claim: str
    source: str


def read_answers(folder: Path, tasks: list[str]) -> dict[str, list[Answer]]:
    """All answers to each task of the problem set in this folder, in the order of their file."""
    for path in folder.glob("answers/*.py"):
        if path.stem not in tasks:
            raise CourseError(f"{path}: there is no task {path.stem!r}; there are {', '.join(tasks)}")
    files = {task: folder / "answers" / f"{task}.py" for task in tasks}
    return {task: _parse(path) if path.exists() else [] for task, path in files.items()}


def _parse(path: Path) -> list[Answer]:
    """Split a file of answers at its `# %%` headers; what stands before the first is a note."""
    answers = []
    for part in re.split(r"^(?=# ?%%)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        header, _, source = part.partition("\n")
        match = HEADER.fullmatch(header.rstrip())
        if not match:
            rule = "'# %% right: name' or '# %% wrong: name | claim of the step that must catch it'"
            raise CourseError(f"{path}: an answer begins with {rule}, got {header!r}")
        name = (match["right"] or match["wrong"]).strip()
        if name in [answer.name for answer in answers]:
            raise CourseError(f"{path}: two answers are called {name!r}")
        answers.append(Answer(name, (match["claim"] or "").strip(), source.strip()))
    return answers


def solutions(source) -> dict[str, str]:
    """What the author answers, by grade id: the code of each task and the text of each written answer."""
    cells = [cell for cell in source.cells if is_answer(cell) or is_written(cell)]
    return {graded(cell)["grade_id"]: _unmarked(cell.source) for cell in cells}


def _unmarked(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip() not in SOLUTION)


def fill(release, sources: dict[str, str]):
    """The student's notebook with these answers written into it."""
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        cell.source = sources.get(graded(cell).get("grade_id"), cell.source)
    return notebook
