"""A small problem set for the tests of `grading`, written into a folder of its own."""

import re
import shutil
import subprocess
from pathlib import Path

from grading.source import ROOT, read_source

HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A small problem set

```{code-cell} ipython3
---
nbgrader: {grade: false, grade_id: setup, locked: true, schema_version: 3, solution: false, task: false}
---
import numpy as np

from grading.checks import Raises, Task
```
"""

TASK = """
## Multiply by FACTOR

```{code-cell} ipython3
---
nbgrader: {grade: false, grade_id: NAME, locked: false, schema_version: 3, solution: true, task: false}
---
def NAME(x):
    \"\"\"Multiply by FACTOR.\"\"\"
    ### BEGIN SOLUTION
    secret_of_NAME = FACTOR * x
    return secret_of_NAME
    ### END SOLUTION
```

```{code-cell} ipython3
---
nbgrader: {grade: true, grade_id: NAME-check, locked: true, points: 4, schema_version: 3}
---
task = Task("NAME", points=4)


@task.step("zero stays zero", points=1, hint="multiply, do not add")
def _():
    yield "x=0.0", lambda: NAME(0.0), 0.0


@task.step("one number", points=1, hint="which factor does it take?")
def _():
    yield "x=2.0", lambda: NAME(2.0), FACTOR * 2.0


### BEGIN HIDDEN TESTS
task.hidden()


@task.step("negative numbers too", points=2, hint="no absolute value here")
def _():
    for hidden_number in np.linspace(-3, 5, 7):
        yield f"x={hidden_number}", lambda: NAME(hidden_number), FACTOR * hidden_number
### END HIDDEN TESTS
task.score()
```
"""

WRITTEN = """
## In words

Why? Three points for the reason, two for half of it, one for a guess.

+++ {"nbgrader": {"grade": true, "grade_id": "why", "points": 3, "schema_version": 3, "solution": true}}

### BEGIN SOLUTION
Because a model answer says so here.
### END SOLUTION
"""

ANSWERS = '''"""Other answers to NAME."""

# %% right: by adding
def NAME(x):
    return sum([x] * FACTOR) + 0.0


# %% right: by a matrix
def NAME(x):
    return float(np.array([FACTOR]) @ [x])


# %% right: in bits
def NAME(x):
    bits = FACTOR
    for x in [x]:
        bits *= x
    return bits


# %% wrong: adds | zero stays zero
def NAME(x):
    return x + FACTOR


# %% wrong: one factor too many | one number
def NAME(x):
    return (FACTOR + 1) * x


# %% wrong: drops the sign | negative numbers too
def NAME(x):
    return FACTOR * abs(x)


# %% wrong: forgets the return | zero stays zero
def NAME(x):
    FACTOR * x


# %% wrong: divides by nothing | zero stays zero
def NAME(x):
    return FACTOR / (x - x)
'''


def write_sample(root: Path, tasks: int = 6, name: str = "ps07-sample") -> Path:
    """Write a problem set of this many tasks below root/solutions, with its answers; return its folder."""
    folder = root / "solutions" / name
    (folder / "answers").mkdir(parents=True)
    names = {f"times{k}": str(k) for k in range(2, 2 + tasks)}
    (folder / f"{name}.md").write_text(
        HEAD + "".join(_named(TASK, *pair) for pair in names.items()) + WRITTEN
    )
    for task, factor in names.items():
        (folder / "answers" / f"{task}.py").write_text(_named(ANSWERS, task, factor))
    return folder


def replace(path: Path, old: str, new: str) -> None:
    """Edit a file in place; the old text must be there."""
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1))


def _named(text: str, name: str, factor: str) -> str:
    return text.replace("NAME", name).replace("FACTOR", factor)


def student_notebook(root: Path, name: str = "ps07-sample"):
    """The sample as a student gets it, made without nbgrader, which takes long to import."""
    notebook = read_source(name, root)
    for cell in notebook.cells:
        text = re.sub(
            "### BEGIN SOL.*?### END SOLUTION", "raise NotImplementedError", cell.source, flags=re.S
        )
        cell.source = re.sub("### BEGIN HID.*?### END HIDDEN TESTS\n", "", text, flags=re.S)
    return notebook


def write_project(root: Path, tasks: int = 6) -> Path:
    """The sample in a copy of what the instructor's commands need of the project."""
    write_sample(root, tasks)
    for name in ("requirements.txt", "pyproject.toml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, root)
    for name in ("grading", "minilib"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def command(*words, cwd: Path) -> subprocess.CompletedProcess:
    """Run a command line with this Python's programs, and keep what it prints."""
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, timeout=300)
