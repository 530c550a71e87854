"""The milestone: it runs whatever a student has written so far, and says truthfully whose parts it used."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from grading.source import ROOT, read_source
from minilib.yours import answers, choose

SETS = ["ps05-tokens", "ps06-attention", "ps07-transformer", "ps09-gpt"]
PIECES = ["tokenizer", "attention", "block", "sampler"]


@pytest.fixture(scope="module")
def solved():
    return {name: read_source(name, ROOT) for name in SETS}


def run(folder, monkeypatch, capsys, steps):
    """Run the milestone beside these notebooks, with few merges and steps: its names, and what it printed."""
    here = folder / "milestone-gpt"
    here.mkdir()
    monkeypatch.chdir(here)
    names = {}
    for cell in read_source("milestone-gpt", ROOT).cells:
        if cell.cell_type == "code":
            exec(
                cell.source.replace("STEPS = 96, 4, 2, 64, 512, 1000", f"STEPS = 96, 4, 2, 64, 64, {steps}"),
                names,
            )
    assert names["STEPS"] == steps
    return names, capsys.readouterr().out


def write(notebook, folder, name):
    (folder / name).mkdir(parents=True)
    nbformat.write(notebook, folder / name / f"{name}.ipynb")


def whose(printed):
    said = [line for line in printed.splitlines() if line.split(":")[0] in PIECES]
    return {line.split(":")[0]: line.split(": ", 1)[1] for line in said}


def test_with_nothing_written_every_part_is_the_books(tmp_path, monkeypatch, capsys):
    for name in SETS:
        shutil.copytree(ROOT / "exercises" / name, tmp_path / name)
    names, printed = run(tmp_path, monkeypatch, capsys, 1)
    said = whose(printed)
    assert list(said) == PIECES
    assert all("from minilib" in sentence and "not written yet" in sentence for sentence in said.values())
    assert names["story"].startswith("The for statement")
    assert len(names["story"]) > 100


def test_with_all_solved_every_part_is_the_students_and_it_learns(tmp_path, monkeypatch, capsys, solved):
    for name in SETS:
        write(solved[name], tmp_path, name)
    names, printed = run(tmp_path, monkeypatch, capsys, 60)
    said = whose(printed)
    assert list(said) == PIECES
    assert all(sentence.startswith("yours, ") for sentence in said.values())
    assert names["final"] < 4.1  # it starts at 5.6, and counting single tokens needs 4.1


def changed(notebook, name, old, new):
    copy = nbformat.from_dict(json.loads(json.dumps(notebook)))
    (cell,) = [c for c in copy.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name]
    assert old in cell.source
    cell.source = cell.source.replace(old, new)
    return copy


def test_a_wrong_part_is_named_and_replaced(tmp_path, monkeypatch, capsys, solved):
    write(solved["ps05-tokens"], tmp_path, "ps05-tokens")
    scaled = changed(solved["ps06-attention"], "multi_head", "** 0.5", "** 1.0")
    write(scaled, tmp_path, "ps06-attention")
    said = whose(run(tmp_path, monkeypatch, capsys, 1)[1])
    assert said["tokenizer"].startswith("yours")
    assert "your attention differs" in said["attention"]
    assert "no such file" in said["block"]
    assert "no such file" in said["sampler"]


def notebook(tmp_path, *cells):
    path = tmp_path / "ps99.ipynb"
    made = nbformat.v4.new_notebook()
    made.cells = [nbformat.v4.new_code_cell(source, metadata=metadata) for source, metadata in cells]
    nbformat.write(made, path)
    return path


ANSWER, CHECK = {"nbgrader": {"grade": False}}, {"nbgrader": {"grade": True}}


def test_helpers_count_but_neither_experiments_nor_checks_run(tmp_path):
    path = notebook(
        tmp_path,
        ("def helper():\n    return 1\nraise SystemError", {}),
        ("def f():\n    return helper()", ANSWER),
        ("def f():\n    return 3", CHECK),
        ("this is no Python", ANSWER),
    )
    assert answers(path, ["f"])[0]() == 1


def test_a_name_that_is_missing_is_named(tmp_path):
    path = notebook(tmp_path, ("x = 1", ANSWER))
    with pytest.raises(ValueError, match=r"what ps99\.ipynb defines: expected x and f, got no f"):
        answers(path, ["x", "f"])


def test_an_answer_without_a_reason_is_named_by_its_error(tmp_path):
    path = notebook(tmp_path, ("def f():\n    assert False", ANSWER))
    used, said = choose("part", path, ["f"], lambda f: f, "ours", lambda f: f())
    assert (used, said) == ("ours", "part: from minilib, because AssertionError")


def test_the_released_notebook_is_the_source():
    released = Path(ROOT, "exercises", "milestone-gpt", "milestone-gpt.ipynb").read_text(encoding="utf-8")
    assert [c["source"] for c in json.loads(released)["cells"]] == [
        c.source.splitlines(keepends=True) for c in read_source("milestone-gpt", ROOT).cells
    ]
