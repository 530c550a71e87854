"""`python -m grading demo ps01`: a sample class, handed in, graded, and given feedback."""

import csv
import shutil
from pathlib import Path

from grading.answers import fill, read_answers, solutions
from grading.course import Course
from grading.progress import show_progress
from grading.rules import SUFFIX, graded, is_answer, is_written
from grading.source import ROOT, convert, read_source

# What each student hands in: r, w, . for a right, a wrong and no answer, over and over along the tasks.
CLASS = {
    "ada": ("Ada", "r"),
    "blaise": ("Blaise", "rrrw"),
    "carl": ("Carl", "rw"),
    "emmy": ("Emmy", "rrw"),
    "grace": ("Grace", "rrr..."),
    "kurt": ("Kurt", "w"),
    "leonhard": ("Leonhard", "wwr"),
    "nobody": ("Nobody", "."),
}


def demo(name: str, root: Path = ROOT) -> None:
    """Grade the sample class in _build/demo/, and say where feedback and scores are."""
    folder = root / "_build" / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    convert([name], folder, root)
    shutil.copy(root / "nbgrader_config.py", folder)  # nbgrader's own commands work in the folder too
    course = Course(folder, root)
    course.generate(name)
    rows = []
    for i, (student, (first, pattern)) in enumerate(CLASS.items()):
        show_progress(f"{first}: {i + 1} of {len(CLASS)}")
        course.enrol(student, first)
        course.submit(name, student, fill(course.released(name), handed_in(name, pattern, i, root)))
        grades = course.autograde(name, student)
        rows += [{"student": student} | row for row in _rows(grades)]
        page = course.feedback(name, student)
        score = sum(grade["score"] or 0 for grade in grades.values())
        show_progress("")
        print(f"{first:<10} {score:>4g} of {_maximum(grades):g}   {page.relative_to(root)}")
    print(f"\nscores        {course.export().relative_to(root)}")
    print(f"task by task  {_write_table(folder / 'tasks.csv', rows).relative_to(root)}")
    print("Written answers wait for a person: until then they count 0. To grade them by hand:")
    print(f"cd {folder.relative_to(root)} && jupyter lab    (menu Nbgrader, then Formgrader)")


def handed_in(name: str, pattern: str, turn: int, root: Path = ROOT) -> dict[str, str]:
    """What one student writes, by grade id: kinds of answer from the pattern, which of them from the turn."""
    source = read_source(name, root)
    tasks = [graded(cell)["grade_id"] for cell in source.cells if is_answer(cell)]
    bank, solution = read_answers(root / "solutions" / name, tasks), solutions(source)
    written = {}
    for k, task in enumerate(tasks):
        kind = pattern[k % len(pattern)]
        right = [solution[task], *[answer.source for answer in bank[task] if not answer.claim]]
        wrong = [answer.source for answer in bank[task] if answer.claim] or right
        choices = {"r": right, "w": wrong, ".": []}[kind]
        if choices:
            written[task] = choices[(turn + k) % len(choices)]
    if "r" in pattern:
        texts = [graded(cell)["grade_id"] for cell in source.cells if is_written(cell)]
        written |= {key: solution[key] for key in texts}
    return written


def _rows(grades: dict) -> list[dict]:
    """One line for each task: its points, and the step that broke."""
    rows = []
    for key, grade in grades.items():
        steps = (grade["check"] or {"steps": []})["steps"]
        broken = next((step["claim"] for step in steps if step["status"] != "passed"), "")
        row = {"task": key.removesuffix(SUFFIX), "score": grade["score"], "points": grade["points"]}
        rows.append(row | {"broken": broken})
    return rows


def _maximum(grades: dict) -> float:
    return sum(grade["points"] for grade in grades.values())


def _write_table(path: Path, rows: list[dict]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    return path
