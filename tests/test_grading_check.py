"""`python -m grading check`: a notebook run from a terminal, and what cannot be run told in a sentence."""

import json
import sys

import nbformat
import pytest
from grading_sample import command, student_notebook, write_sample

from grading.__main__ import main
from grading.answers import fill

HONEST = {
    "times2": "import warnings\ndef times2(x):\n    warnings.warn('hm'); print('noise')\n    return 2 * x",
    "times3": "def times3(x):\n    half = x / 0\n    return half",
    "times4": "def times4(x) return 4 * x",
    "times5": "def times5(x):\n    while x: pass\n    return x",
    "times6": "def times6(x):\n    return 7 * x",
}


@pytest.fixture
def student(tmp_path):
    """A function that writes the sample with these answers, and gives its path."""

    def write(answers):
        write_sample(tmp_path)
        path = tmp_path / "mine.ipynb"
        nbformat.write(fill(student_notebook(tmp_path), answers), path)
        return path

    return write


def test_each_task_is_told_for_itself(student, capsys):
    path = student(HONEST)
    before = path.read_bytes()
    main(["check", str(path), "--timeout", "3"])
    out = capsys.readouterr().out
    stopped, table, rest = out.split("\n\n", 2)
    assert stopped.startswith("✗ cell 10 of the notebook stopped: SyntaxError: expected ':'")
    assert [line.split() for line in table.splitlines()] == [
        ["✓", "times2", "██████████", "2", "of", "2", "points"],
        ["✗", "times3", "░░░░░░░░░░", "0", "of", "2", "points"],
        ["✗", "times4", "░░░░░░░░░░", "0", "of", "2", "points"],
        ["✗", "times5", "█████░░░░░", "1", "of", "2", "points"],
        ["✗", "times6", "█████░░░░░", "1", "of", "2", "points"],
        ["·", "times7", "░░░░░░░░░░", "not", "written", "yet"],
    ]
    assert "float division by zero (line 2 of your cell: half = x / 0)" in " ".join(rest.split())
    assert "NameError: name 'times4' is not defined" in rest
    assert "got       stopped before it came back" in rest
    assert "expected  12.0\n  got       14.0\n  hint      which factor" in rest
    assert "times7" not in rest, "what is not begun needs no report"
    assert rest.strip().endswith("Total: 4 of 12 points checked here; 12 more are checked after handing in")
    assert path.read_bytes() == before, "the notebook is only read"
    assert sorted(p.name for p in path.parent.iterdir()) == ["mine.ipynb", "solutions"]


def test_it_runs_from_any_folder_and_exits_with_0_when_points_are_missing(student, tmp_path):
    path = student({"times2": "def times2(x):\n    return 2 * x"})
    (tmp_path / "elsewhere").mkdir()
    done = command(sys.executable, "-m", "grading", "check", "../mine.ipynb", cwd=tmp_path / "elsewhere")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Total: 2 of 12 points" in done.stdout
    assert path.exists()


def test_a_check_that_is_cut_short_is_told(student, capsys):
    path = student({})
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == "times3-check")
    cell.source = "raise ValueError('edited')"
    nbformat.write(notebook, path)
    main(["check", str(path)])
    assert "✗ times3 — the check did not finish: ValueError: edited" in capsys.readouterr().out


def test_a_demonstration_is_not_run(student, capsys):
    path = student({"times2": "def times2(x):\n    return 2 * x"})
    notebook = nbformat.read(path, as_version=4)
    cell = nbformat.v4.new_code_cell("raise SystemError", metadata={"tags": ["demonstration"]})
    notebook.cells.insert(0, cell)
    nbformat.write(notebook, path)
    main(["check", str(path)])
    assert "stopped" not in capsys.readouterr().out


def test_a_kernel_that_stops_is_told(student):
    path = student({"times2": "import os\nos._exit(1)"})
    with pytest.raises(SystemExit, match="Python itself stopped"):
        main(["check", str(path)])


def cells(**changes):
    empty = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
    return json.dumps(empty | changes)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.ipynb", None, "there is no file .*a.ipynb"),
        ("a.md", "# text", "is not a notebook: its name does not end in .ipynb"),
        ("a.ipynb", "", "is damaged: line 1 is not valid JSON"),
        ("a.ipynb", cells()[:-9], "is damaged: line 1 is not valid JSON"),
        ("a.ipynb", "[1]", "is not a notebook: it states no nbformat"),
        ("a.ipynb", "{}", "is not a notebook: it states no nbformat"),
        ("a.ipynb", b"\xff\xfe{}", "its text is not UTF-8"),
        ("a.ipynb", cells(nbformat=3), "has notebook format 3, expected 4"),
        ("a.ipynb", cells(cells=[{"cell_type": "code"}]), "is not a sound notebook: "),
        ("a.ipynb", cells(cells=7), "is not a sound notebook: "),
        ("a.ipynb", cells(), "has no task to check"),
    ],
)
def test_what_cannot_be_checked_is_told_in_a_sentence(tmp_path, name, content, sentence):
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SystemExit, match=sentence) as stopped:
        main(["check", str(tmp_path / name)])
    assert "\n" not in stopped.value.code


def test_alone_it_lists_the_commands(capsys):
    main([])
    out = capsys.readouterr().out
    assert all(name in out for name in ("check", "source", "release", "verify", "demo"))
