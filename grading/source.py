"""Turn the text source of a problem set into the notebook that nbgrader reads.

nbgrader copies every other file of its source folder to the students, so it never sees `solutions/`: it
reads a build folder that holds the converted notebooks and nothing else.
"""

from pathlib import Path

import nbformat

from grading.errors import CourseError
from grading.rules import broken_rules

ROOT = Path(__file__).resolve().parent.parent
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
NBGRADER = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}


def problem_sets(root: Path = ROOT) -> list[str]:
    """The names of all problem sets, in order: folders of solutions/ with a text notebook of their name."""
    if not (root / "solutions").is_dir():
        raise CourseError(f"this command belongs to the instructor's copy: there is no solutions/ in {root}")
    return sorted(path.stem for path in root.glob("solutions/ps*/*.md") if path.stem == path.parent.name)


def milestones(root: Path = ROOT) -> list[str]:
    """The names of the notebooks that put a student's own answers together; nothing in them is graded."""
    return sorted(path.stem for path in root.glob("solutions/milestone-*/*.md"))


def chosen(words: list[str], root: Path = ROOT) -> list[str]:
    """The problem sets that these words name, all when there are none; "ps01" stands for "ps01-neuron"."""
    names = problem_sets(root)
    if not names:
        raise CourseError(f"no problem set found: {root / 'solutions'} holds no psNN-name/psNN-name.md")
    found = {word: [name for name in names if word in (name, name.split("-")[0])] for word in words}
    for word, matches in found.items():
        if not matches:
            raise CourseError(f"there is no problem set {word!r}: there are {', '.join(names)}")
    return [name for name in names if not words or any(name in matches for matches in found.values())]


def read_source(name: str, root: Path = ROOT) -> nbformat.NotebookNode:
    """The problem set as a notebook: cell ids that never change, all that nbgrader needs, every rule kept."""
    import jupytext

    path = root / "solutions" / name / f"{name}.md"
    try:
        notebook = jupytext.read(path, fmt="md:myst")
    except Exception as error:
        raise CourseError(f"{path} cannot be read as a MyST text notebook: {error}") from error
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for i, cell in enumerate(notebook.cells):
        _complete(cell, i)
    broken = broken_rules(notebook)
    if broken:
        raise CourseError("\n".join(f"{name}: {rule}" for rule in broken))
    return notebook


def _complete(cell: nbformat.NotebookNode, i: int) -> None:
    """Give the cell an id that stays and the nbgrader metadata that it leaves out."""
    cell.id = f"cell-{i:02d}"
    if "nbgrader" not in cell.metadata:
        return
    graded = cell.metadata.nbgrader = nbformat.from_dict(NBGRADER | cell.metadata.nbgrader)
    cell.id = str(graded.get("grade_id", cell.id))


def convert(names: list[str], course: Path, root: Path = ROOT) -> list[Path]:
    """Write each problem set where nbgrader looks for its source in this course folder."""
    written = []
    for name in names:
        path = course / "_build" / "nbgrader" / "source" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(read_source(name, root), path)
        written.append(path)
    return written
