"""`python -m grading demo ps01`: a sample class hands in, and is graded as any other."""

import shutil
from pathlib import Path

import nbformat

from grading.after import export
from grading.answers import fill, read_answers, solutions
from grading.rules import graded, is_answer, is_written
from grading.run import run
from grading.source import ROOT, convert, read_release, read_source

# What each student hands in: r, w, . for a right, a wrong and no answer, over and over along the tasks.
CLASS = {
    "ada": "r",
    "blaise": "rrrw",
    "carl": "rw",
    "emmy": "rrw",
    "grace": "rrr...",
    "kurt": "w",
    "leonhard": "wwr",
    "nobody": ".",
}


def demo(name: str, root: Path = ROOT) -> None:
    """Grade the sample class in _build/demo/, and say where everything is."""
    folder = root / "_build" / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    convert([name], folder, root)
    shutil.copy(root / "nbgrader_config.py", folder)  # nbgrader's own commands work in the folder too
    release, submitted = read_release(name, root), folder / "submitted"
    for i, (student, pattern) in enumerate(CLASS.items()):
        path = submitted / student / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(fill(release, handed_in(name, pattern, i, root)), path)
    run(name, submitted, unfenced=True, root=root)  # the answers are our own
    export(name, submitted, root)
    print("Written answers wait for a person: until then they count 0. To grade them by hand:")
    print(f"cd {folder} && jupyter lab    (menu Nbgrader, then Formgrader)")


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
