"""A class graded from end to end: once, again, after a kill, on a cluster; what is refused, what stays."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, nullcontext

import nbformat
import pytest
from grading_sample import write_project

from grading import run as running
from grading import todo, work
from grading.__main__ import main
from grading.after import export, feedback
from grading.errors import CourseError
from grading.progress import progress, show_progress
from grading.results import Results
from grading.room.desks import on_cluster
from grading.room.tester import Cell
from grading.rules import graded
from grading.run import run
from grading.sets import release_path, source_path
from grading.todo import Class

NAME = "ps07-sample"
RIGHT = {"times2": "def times2(x):\n    return 2 * x", "times3": "def times3(x):\n    return 3 * x"}
HALF = RIGHT | {"times3": "def times3(x):\n    return 3 * abs(x)"}
LOOPS = RIGHT | {"times2": "while True: pass"}
SCORES = {"ada": 8.0, "bob": 6.0, "cyd": 4.0, "dan": 8.0}  # dan's second answer ends Python on the way out


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with the sample set, released."""
    root = tmp_path_factory.mktemp("project")
    write_project(root, tasks=2)
    subprocess.run([sys.executable, "-m", "grading", "release"], cwd=root, check=True, capture_output=True)
    return root


@pytest.fixture
def course(project, tmp_path):
    """A course folder with a class of four, one of whom handed in something broken."""
    for student, answers in {"ada": RIGHT, "bob": HALF, "cyd": LOOPS, "dan": RIGHT}.items():
        hand_in(project, tmp_path, student, answers)
    page = tmp_path / "submitted" / "eve" / NAME / f"{NAME}.ipynb"
    page.parent.mkdir(parents=True)
    page.write_text("{")
    return tmp_path


def hand_in(project, course, student, answers):
    notebook = nbformat.read(project / "exercises" / NAME / f"{NAME}.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(graded(cell).get("grade_id"), cell.source)
    path = course / "submitted" / student / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def grade(project, course, **options):
    run(NAME, course / "submitted", workers=1, timeout=2, root=project, **options)


def scores(course):
    results = Results(course, NAME).all()
    return {
        r["student"]: sum(cell["score"] or 0 for cell in r["cells"])
        for r in results
        if r["status"] == "graded"
    }


def in_gradebook(course, student):
    from nbgrader.api import Gradebook

    with closing(Gradebook(f"sqlite:///{course / 'gradebook.db'}", "one-neuron")) as book:
        return book.find_submission(NAME, student).score


def test_a_class_is_graded_and_only_once(project, course, capsys):
    grade(project, course)
    assert scores(course) == SCORES
    assert {student: in_gradebook(course, student) for student in SCORES} == SCORES
    eve = Results(course, NAME).known("eve")
    assert eve["status"] == "unreadable"
    assert eve["reason"]
    for student in [*SCORES, "eve"]:
        assert (course / "feedback" / student / NAME / f"{NAME}.html").is_file()
    assert "unreadable   1" in capsys.readouterr().out
    before = {path: path.stat().st_mtime_ns for path in (course / "results").rglob("*.json")}
    grade(project, course)
    assert "5 submissions, 5 of them graded before" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in (course / "results").rglob("*.json")} == before


def test_what_changed_is_graded_again(project, course, capsys):
    grade(project, course)
    hand_in(project, course, "bob", RIGHT)
    grade(project, course)
    assert "5 submissions, 4 of them" in capsys.readouterr().out
    assert scores(course)["bob"] == in_gradebook(course, "bob") == 8.0


@pytest.mark.parametrize("path", [source_path, release_path])
def test_a_changed_problem_set_grades_all_again(project, course, capsys, path):
    grade(project, course, students=("ada",))
    before = path(NAME, project).read_text()
    try:
        path(NAME, project).write_text(before + "\n")
        grade(project, course, students=("ada",))
    finally:
        path(NAME, project).write_text(before)
    assert "1 submissions, 0 of them" in capsys.readouterr().out


def test_a_class_that_did_not_change_costs_no_import(project, course):
    """All that takes longer to import than a class to read; only then is the second run 20 times as quick."""
    grade(project, course, students=("ada",))
    words = ["run", NAME, "--submitted", str(course / "submitted"), "--student", "ada", "--timeout", "2"]
    code = f"import sys; from grading.__main__ import main; main({words}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True)
    assert "1 of them graded before" in done.stdout, done.stderr
    heavy = {"numpy", "torch", "nbformat", "nbgrader", "jupytext", "sqlalchemy", "yaml"}
    assert not heavy & set(done.stdout.splitlines()[-1].split())


def test_a_persons_score_survives(project, course):
    from nbgrader.api import Gradebook

    grade(project, course)
    with closing(Gradebook(f"sqlite:///{course / 'gradebook.db'}", "one-neuron")) as book:
        grade_of = book.find_grade("times3-check", NAME, NAME, "bob")
        grade_of.manual_score = 3.5
        book.db.commit()
    hand_in(project, course, "bob", HALF | {"times2": "def times2(x):\n    return x + x"})
    grade(project, course)
    assert in_gradebook(course, "bob") == 7.5
    page = (course / "feedback" / "bob" / NAME / f"{NAME}.html").read_text()
    assert "<strong>7.5 of 11 points</strong>" in page, "the page has it at once, not only after `feedback`"


def test_killed_at_any_moment_it_goes_on(project, course):
    command = [sys.executable, "-m", "grading", "run", NAME, "--submitted", str(course / "submitted")]
    command += ["--timeout", "2", "--workers", "1"]
    for wait in (2.5, 5.0, 6.5):
        process = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        process.kill()
        process.wait()
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert scores(course) == SCORES
    assert {student: in_gradebook(course, student) for student in SCORES} == SCORES
    assert len(list((course / "results" / NAME).glob("*.json"))) == 5


def test_ctrl_c_keeps_what_is_done(project, course):
    command = [sys.executable, "-m", "grading", "run", NAME, "--submitted", str(course / "submitted")]
    process = subprocess.Popen(
        [*command, "--timeout", "300", "--workers", "1"],
        cwd=project,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite in the background has none
    )
    results = Results(course, NAME)
    for _ in range(600):  # cyd's loop holds it up after two
        if results.known("bob"):
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=120) == 1
    assert b"stopped" in process.stderr.read()
    assert {"ada", "bob"} <= set(scores(course))
    assert in_gradebook(course, "ada") == 8.0


@pytest.mark.parametrize("name", ["n" * 255, os.fsdecode(b"\xff" * 90), "-\x1b[2J\n<b>"], ids=ascii)
def test_a_folder_of_any_name_is_graded(project, tmp_path, name):
    hand_in(project, tmp_path, name, RIGHT)
    for _ in range(2):
        grade(project, tmp_path)
    assert scores(tmp_path) == {name: 8.0}
    feedback(NAME, tmp_path / "submitted", "never", project)
    export(NAME, tmp_path / "submitted", project)
    assert len(list((tmp_path / "results" / NAME).glob("*.json"))) == 1


def test_a_result_that_somebody_edited_is_made_again(project, course):
    grade(project, course)
    for name, text in {"ada": '{"key": 1}', "bob": "[]", "cyd": '{"key":', "old": '{"key": ""}'}.items():
        (course / "results" / NAME / f"{name}.json").write_text(text)
    grade(project, course)
    assert scores(course) == SCORES


def test_two_runs_at_once_are_refused(project, course):
    with todo.only_one(course), pytest.raises(CourseError, match="another run"):
        grade(project, course)


def test_without_a_sandbox_others_work_is_not_graded(project, course, monkeypatch):
    monkeypatch.setattr(running, "best_level", lambda: ("limits", "bubblewrap is not installed"))
    with pytest.raises(CourseError, match="--without-sandbox"):
        grade(project, course)
    (course / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(course / "tmp"))
    grade(project, course, unfenced=True, students=("ada",))
    assert list((course / "tmp").iterdir()) == [], "nothing is left behind there either"
    assert Results(course, NAME).known("ada")["level"] == "limits"
    assert scores(course) == {"ada": 8.0}


def test_a_student_nobody_knows_is_told(project, course):
    with pytest.raises(CourseError, match="zoe handed in nothing"):
        grade(project, course, students=("zoe",))


def test_a_grader_that_fails_is_no_zero(project, course, monkeypatch):
    monkeypatch.setattr(
        work, "at_desks", lambda jobs, *_: nullcontext((k, {"failed": "lightning"}) for k, _ in jobs)
    )
    grade(project, course, students=("ada",))
    ada = Results(course, NAME).known("ada")
    assert (ada["status"], ada["reason"], ada["cells"]) == ("failed", "lightning", [])
    monkeypatch.undo()
    grade(project, course, students=("ada",))
    assert scores(course) == {"ada": 8.0}


def test_a_cluster_loses_a_worker_and_nothing_else(project, course):
    from dask.distributed import LocalCluster

    group = Class(NAME, course / "submitted", 2, project)
    jobs, _ = work.read(group, group.students(()))
    jobs = [(f"{student}-{i}", job) for i in range(4) for student, job in jobs if student != "cyd"]
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        found = {}
        with on_cluster(jobs, "bubblewrap", cluster.scheduler_address) as outcomes:
            for key, outcome in outcomes:
                if not found:
                    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
                assert key not in found
                found[key] = sum(cell["score"] or 0 for cell in outcome["cells"])
    assert len(found) == len(jobs) == 12
    assert {found[key] == SCORES[key.split("-")[0]] for key in found} == {True}


def test_a_scheduler_that_is_not_there_is_told():
    with pytest.raises(CourseError, match="no Dask scheduler"), on_cluster([], "limits", "tcp://127.0.0.1:9"):
        pass


def test_jobs_are_plain_data(project, course):
    group = Class(NAME, course / "submitted", 2, project)
    jobs, _ = work.read(group, ["ada"])
    assert json.loads(json.dumps(jobs[0][1])) == jobs[0][1]
    assert [Cell(**cell).kind for cell in jobs[0][1]["cells"]] == [
        "given",
        "answer",
        "check",
        "answer",
        "check",
    ]


def test_nothing_is_left_running(project, course):
    grade(project, course, students=("ada",))
    time.sleep(0.5)
    left = subprocess.run(["pgrep", "-f", str(course)], capture_output=True, text=True).stdout.split()
    assert not [pid for pid in left if int(pid) != os.getpid()]
    assert shutil.which("pgrep")


@pytest.mark.parametrize(
    "words", ["--workers 0", "--workers -1", "--timeout 0", "--timeout inf", "--timeout x"]
)
def test_a_number_that_makes_no_sense_is_told_and_nothing_begins(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["run", "ps01", *words.split()])
    assert stopped.value.code == 2
    assert "number" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("place", ["", "submitted/ada", "elsewhere"])
def test_a_folder_in_which_nobody_handed_in_is_told_and_left_as_it_is(project, course, place):
    before = sorted(course.rglob("*"))
    with pytest.raises(CourseError, match=r"nobody handed in ps07-sample|there is no folder"):
        run(NAME, course / place, root=project)
    assert sorted(course.rglob("*")) == before


def test_a_folder_that_cannot_be_written_in_is_told(course):
    (course / "submitted" / "ada" / "ps01-neuron").mkdir()
    (course / "results").write_text("no folder")
    with pytest.raises(SystemExit, match=r"results: .*mend this, and run the same again"):
        main(["run", "ps01", "--submitted", str(course / "submitted")])


def test_the_progress_line_fits_a_terminal_and_leaves_nothing(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    show_progress(f"reading {'x' * 200}")
    show_progress(progress(99_999, 99_999, 86_399))
    show_progress("")
    lines = capsys.readouterr().err.split("\r")
    assert max(map(len, lines)) < 80
    assert lines[2].rstrip().endswith("0 min 0 s left")
    assert lines[-2].strip() == lines[-1] == ""
    assert len(lines[-2]) == len(lines[2])
