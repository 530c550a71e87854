"""nbgrader's own commands, from release to export, in a copy of the project; accidents of a real class."""

import csv
import sys
from pathlib import Path

import nbformat
import pytest
from grading_sample import command, write_project
from stock import autograde, submit

from grading.answers import fill, solutions
from grading.course import Course
from grading.source import convert, read_source

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

NAME = "ps07-sample"
NBGRADER = str(Path(sys.executable).parent / "nbgrader")
SECRETS = ["hidden_number", "negative numbers too", "no absolute value here", "HIDDEN TESTS", "task.hidden"]

MIXED = {
    "times2": "def times2(x):\n    print('called with', x)\n    return 2 * x",
    "times3": "def times3(x):\n    print('called with', x)\n    return 3 * abs(x)",
    "times4": "import warnings\ndef times4(x):\n    warnings.warn('hm')\n    return 4 * x",
    "times5": "def times5(x):\n    if x < 0:\n        raise BaseException('hard')\n    return 5 * x",
    "why": "Because.",
}


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A term by nbgrader's own commands: released, handed in by two students, graded, returned, exported."""
    root = write_project(tmp_path_factory.mktemp("term"))
    outputs = [command(sys.executable, "-m", "grading", "source", cwd=root)]
    outputs.append(command(NBGRADER, "generate_assignment", NAME, cwd=root))
    released = nbformat.read(root / "exercises" / NAME / f"{NAME}.ipynb", as_version=4)
    solution = solutions(read_source(NAME, root))
    for student, answers in {"ada": solution, "kurt": MIXED}.items():
        path = root / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(fill(released, answers), path)
    for words in (["autograde", NAME], ["generate_feedback", NAME], ["export"]):
        outputs.append(command(NBGRADER, *words, cwd=root))
    for done in outputs:
        assert done.returncode == 0, done.stderr
    return root


def feedback(term, student):
    return (term / "feedback" / student / NAME / f"{NAME}.html").read_text()


def test_scores_are_those_of_the_steps(term):
    with (term / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {student: float(row["score"]) for student, row in rows.items()} == {"ada": 24.0, "kurt": 4 + 2 + 4}
    assert {float(row["max_score"]) for row in rows.values()} == {27.0}


def test_feedback_shows_the_visible_part_of_a_check_and_its_report(term):
    page = feedback(term, "kurt")
    assert "zero stays zero" in page
    assert "times3 — a check that runs after handing in" in page


@pytest.mark.parametrize("student", ["ada", "kurt"])
def test_feedback_shows_nothing_of_hidden_tests(term, student):
    page = feedback(term, student)
    for secret in [*SECRETS, "called with -", "application/vnd.course", "-1.666"]:
        assert secret not in page, secret
    autograded = (term / "autograded" / student / NAME / f"{NAME}.ipynb").read_text()
    assert all(secret in autograded for secret in SECRETS), "the instructor's copy has what is hidden here"


def test_nbgraders_release_is_ours(term, course):
    by_command = (term / "exercises" / NAME / f"{NAME}.ipynb").read_text()
    assert by_command == (course.folder / "exercises" / NAME / f"{NAME}.ipynb").read_text()
    assert [secret for secret in SECRETS if secret in by_command] == []


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder of the sample, released."""
    root = write_project(tmp_path_factory.mktemp("course"))
    convert([NAME], root, root)
    course = Course(root, root)
    course.generate(NAME)
    return course


def scores(course, student, edit):
    """What a student gets whose right answers went through this accident."""
    notebook = fill(course.released(NAME), solutions(read_source(NAME, course.folder)))
    edit(notebook, {cell.id: cell for cell in notebook.cells})
    submit(course, NAME, student, notebook)
    return autograde(course, NAME, student)


def copied_check(notebook, named):
    notebook.cells.append(nbformat.from_dict(named["times2-check"] | {"id": "copy"}))


def copied_answer(notebook, named):
    notebook.cells.insert(2, nbformat.from_dict(named["times2"] | {"id": "copy"}))


def deleted_check(notebook, named):
    notebook.cells.remove(named["times3-check"])


def edited_check(notebook, named):
    named["times2-check"].source = "1 / 0"


def lost_schema(notebook, named):
    named["setup"].metadata.nbgrader.pop("schema_version")


def other_kernel(notebook, named):
    notebook.metadata.kernelspec.update(name="conda-env", display_name="My Python")


ACCIDENTS = [
    copied_check,
    copied_answer,
    deleted_check,
    edited_check,
    lost_schema,
    other_kernel,
]


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_an_accident_costs_no_points(course, accident):
    found = scores(course, accident.__name__, accident)
    assert found.pop("why") is None
    assert found == {f"times{k}-check": 4.0 for k in range(2, 8)}


def test_a_task_deleted_altogether_costs_only_itself(course):
    def both(notebook, named):
        notebook.cells.remove(named["times2"])
        notebook.cells.remove(named["times2-check"])

    found = scores(course, "both", both)
    assert found.pop("times2-check") == 0.0
    assert set(found.values()) == {4.0, None}


def test_an_endless_loop_keeps_the_steps_before_it(course):
    def loop(notebook, named):
        named["times2"].source = "def times2(x):\n    while x: pass\n    return x"

    course.api.config.Execute.timeout = 3
    assert scores(course, "loop", loop)["times2-check"] == 1.0


def test_the_source_tree_is_left_alone(term, course):
    root = Path(__file__).parent.parent
    for name in ("submitted", "autograded", "feedback", "grades.csv"):
        assert not (root / name).exists(), name
