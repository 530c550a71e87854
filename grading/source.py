"""Turn the text source of a problem set into the notebook that nbgrader reads.

nbgrader copies every other file of its source folder to the students, so it never sees `solutions/`: it
reads a build folder that holds the converted notebooks and nothing else.
"""

import sys
from pathlib import Path

import nbformat

from grading.errors import CourseError
from grading.rules import broken_rules
from grading.sets import ROOT, release_path, source_path

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
NBGRADER = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}


def read_source(name: str, root: Path = ROOT) -> nbformat.NotebookNode:
    """The problem set as a notebook: cell ids that never change, all that nbgrader needs, every rule kept."""
    for part in (
        "sync_contentsmanager",
        "async_contentsmanager",
    ):  # for servers: they take most of its import
        sys.modules.setdefault(f"jupytext.{part}", None)
    import jupytext

    path = source_path(name, root)
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


def read_release(name: str, root: Path = ROOT) -> nbformat.NotebookNode:
    """The notebook that students were given."""
    return nbformat.read(release_path(name, root), as_version=4)


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
