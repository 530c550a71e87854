"""Run one's own notebook from top to bottom in a fresh kernel: what `python -m grading check` does."""

import json
import os
import warnings
from pathlib import Path

import nbformat

from grading.errors import CourseError

QUIET = ["--HistoryManager.hist_file=:memory:", "--IPKernelApp.log_level=40"]
LATE = {"ename": "Timeout", "evalue": "the cell took too long", "traceback": []}


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """The notebook in this file; what keeps it from being read is told in a sentence."""
    if not path.is_file():
        raise CourseError(f"there is no file {path}")
    if path.suffix != ".ipynb":
        raise CourseError(f"{path} is not a notebook: its name does not end in .ipynb")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        version = data["nbformat"]
    except UnicodeDecodeError as error:
        raise CourseError(f"{path} is not a notebook: its text is not UTF-8") from error
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno} is not valid JSON ({error.msg})"
        raise CourseError(f"{path} is damaged: {reason}; restore an earlier version of it") from error
    except (KeyError, TypeError) as error:
        raise CourseError(f"{path} is not a notebook: it states no nbformat") from error
    if version != 4:
        raise CourseError(
            f"{path} has notebook format {version}, expected 4: open it in JupyterLab and save it"
        )
    try:
        with warnings.catch_warnings(action="ignore"):  # of cell ids that are missing or used twice
            nbformat.validate(nbformat.from_dict(data), relax_add_props=True)
            return nbformat.reads(json.dumps(data), as_version=4)
    except (nbformat.ValidationError, AttributeError, KeyError, TypeError) as error:
        reason = str(error).splitlines()[0]
        raise CourseError(f"{path} is not a sound notebook: {reason}") from error


def execute(notebook: nbformat.NotebookNode, folder: Path, timeout: int, told=lambda i: None):
    """A copy of the notebook with the outputs of a fresh run in this folder; errors stop only their own cell.

    told(i) is called before cell i runs. The kernel finds `grading` and `minilib` where this package stands.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    paths = [str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH", "")]
    client = NotebookClient(
        nbformat.from_dict(notebook),
        kernel_name="python3",
        timeout=timeout,
        allow_errors=True,
        interrupt_on_timeout=True,
        error_on_timeout=LATE,
        shutdown_kernel="immediate",
        extra_arguments=QUIET,
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=lambda cell, cell_index: told(cell_index),
    )
    try:
        return client.execute(env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))})
    except DeadKernelError as error:
        raise CourseError(
            "Python itself stopped while the notebook ran: exit(), or out of memory?"
        ) from error
    except CellTimeoutError as error:
        raise CourseError(f"a cell did not stop after {timeout} s, not even when interrupted") from error
