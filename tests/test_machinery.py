"""What makes the book: the server, the execution through nbval, and what is done to pages and notebooks."""

import doctest
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import course
import downloads
import execute
import nbformat
import pytest
import slim

SERVE = [sys.executable, course.BOOK / "_ext" / "serve.py"]
HEAD = "---\nkernelspec: {display_name: Python 3, language: python, name: python3}\n---\n"


def said(*arguments) -> tuple[int, str]:
    done = subprocess.run([*SERVE, *arguments], capture_output=True, text=True, timeout=20)
    return done.returncode, (done.stdout + done.stderr).strip()


def test_serving_what_is_not_built_is_refused_in_a_sentence(tmp_path):
    code, text = said(tmp_path, "0")
    assert code == 1
    assert text == f"There is no {tmp_path}/index.html to serve: run `make html` first."


def test_a_port_in_use_is_named_and_another_proposed(tmp_path):
    (tmp_path / "index.html").write_text("hello")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, text = said(tmp_path, str(port))
    assert code == 1
    assert (
        text
        == f"Port {port} cannot be used (Address already in use). Choose another: make book PORT={port + 1}"
    )
    assert said(tmp_path, "http")[0] == 1


def test_the_server_says_where_it_is_and_stops_at_ctrl_c(tmp_path):
    (tmp_path / "index.html").write_text("hello")
    with subprocess.Popen([*SERVE, tmp_path, "0"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout.readline().startswith("The book is at http://127.0.0.1:")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=10) == 0


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A project of its own, with nothing executed."""
    shutil.copy(course.ROOT / "_config.yml", tmp_path)
    for name, value in {"ROOT": tmp_path, "BUILD": tmp_path, "EXECUTED": tmp_path / "executed"}.items():
        monkeypatch.setattr(course, name, value)
    return tmp_path


def run(folder: Path, **texts: str) -> list[str]:
    paths = [folder / f"{name.replace('_', '-')}.md" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(HEAD + text)
    return execute.run(paths, {path: course.read(path) for path in paths})


def test_outputs_seconds_and_memory_of_an_execution_are_kept(elsewhere):
    cells = "```{code-cell} ipython3\nx = 2\n```\ntext\n```{code-cell} ipython3\nprint(x)\nx + 1\n```\n"
    assert run(elsewhere, _01_sum=cells) == []
    notebook = nbformat.read(elsewhere / "executed" / "-01-sum.ipynb", as_version=4)
    first, second = course.code_cells(notebook)
    assert (first.outputs, first.execution_count, second.execution_count) == ([], 1, 2)
    assert [output.output_type for output in second.outputs] == ["stream", "execute_result"]
    assert (second.outputs[0].text, second.outputs[1].data["text/plain"]) == ("2\n", "3")
    record = course.record("-01-sum")
    assert record["outputs"]
    assert 0 < record["seconds"] < 20
    assert 0 < record["cpu"] < 20
    assert 20 < record["peak_mb"] < 1000


def test_the_first_failing_cell_is_shown_with_its_line(elsewhere):
    failing = "```{code-cell} ipython3\nx = 1\n```\n\n```{code-cell} ipython3\nx / 0\n```\n"
    failing += "```{code-cell} ipython3\nx = undefined\n```\n"
    (trouble,) = run(elsewhere, a=failing)
    assert trouble.startswith("a.md:9: code cell 2 failed:\n\n    x / 0\n")
    assert "ZeroDivisionError: division by zero" in trouble
    assert "undefined" not in trouble
    assert course.record("a") == {}


def test_a_solved_problem_set_must_earn_every_point():
    data = {execute.CHECK: {"task": "update", "earned": 3, "points": 4}}
    output = nbformat.v4.new_output("display_data", data)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[output])])
    assert execute.points_lost(notebook) == "task update earned 3 of 4 points"
    data[execute.CHECK]["earned"] = 4
    output.data = data
    assert execute.points_lost(notebook) == ""


def test_a_name_that_is_no_notebook_is_refused(capsys):
    assert execute.main(["01-nuron"]) == 1
    assert capsys.readouterr().out.startswith("No notebook is called 01-nuron:")


@pytest.mark.parametrize("module", [slim, downloads])
def test_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 0


def test_a_missing_program_skips_a_test_and_fails_it_in_ci(need, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt install chromium"):
        need("chromium")
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="chromium is not installed"):
        need("chromium")


def test_a_page_that_changes_while_the_book_is_built_is_named(monkeypatch, tmp_path):
    class Emptied:
        def merge_match_into_notebook(self, notebook):
            raise KeyError("no match")

    monkeypatch.setattr(downloads, "cache", Emptied)
    monkeypatch.setattr(course, "HTML", tmp_path)
    with pytest.raises(SystemExit, match=r"^01-neuron\.md changed while the book was built"):
        downloads.write_chapters()
