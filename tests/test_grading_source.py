"""Text sources become notebooks for nbgrader, and the rules that keep a broken one from getting further."""

import nbformat
import pytest
from grading_sample import replace, write_sample

from grading.__main__ import main
from grading.answers import fill, read_answers, solutions
from grading.errors import CourseError
from grading.sets import chosen
from grading.source import convert, read_source

NAME = "ps07-sample"


@pytest.fixture
def folder(tmp_path):
    return write_sample(tmp_path, tasks=2)


def rules_broken(folder):
    with pytest.raises(CourseError) as error:
        read_source(folder.name, folder.parent.parent)
    return str(error.value)


def test_the_notebook_is_complete_and_always_the_same(folder, tmp_path):
    (path,) = convert([NAME], tmp_path, tmp_path)
    first = path.read_bytes()
    convert([NAME], tmp_path, tmp_path)
    assert path.read_bytes() == first
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == [
        *("cell-00", "setup", "cell-02", "times2", "times2-check"),
        *("cell-05", "times3", "times3-check", "cell-08", "why"),
    ]
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    for cell in notebook.cells:
        wanted = {"grade", "grade_id", "locked", "schema_version", "solution", "task"}
        assert "nbgrader" not in cell.metadata or wanted <= set(cell.metadata.nbgrader)
    assert [p.name for p in path.parent.iterdir()] == [path.name], "nbgrader copies all that stands there"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("grade_id: times3,", "grade_id: times2,", "grade_id 'times2' is used twice"),
        ("grade_id: times2,", "grade_id: 'times 2',", "grade_id 'times 2' must be 1 to 64 letters"),
        ("grade_id: times2-check", "grade_id: times2-test", "its check, with grade_id 'times2-check'"),
        ("grade_id: times2,", "grade_id: twice,", "there is no answer cell with grade_id 'times2'"),
        ("schema_version: 3", "schema_version: 2", "schema_version must be 3, got 2"),
        ("times2-check, locked: true", "times2-check, locked: false", "a check cell has locked: true"),
        ("    ### BEGIN SOLUTION\n", "", "'### BEGIN SOLUTION' and '### END SOLUTION' must come in turn"),
        ("    ### END SOLUTION\n", "", "'### BEGIN SOLUTION' and '### END SOLUTION' must come in turn"),
        ("### END HIDDEN TESTS\n", "", "'### BEGIN HIDDEN TESTS' and '### END HIDDEN TESTS' must come"),
        ("task.hidden()\n", "", "the hidden tests must begin with task.hidden()"),
        ("# A small", "### BEGIN SOLUTION\n# A small", "'### BEGIN SOLUTION' does not belong into this cell"),
        ("import numpy", "# END HIDDEN TESTS\nimport numpy", "'### END HIDDEN TESTS' does not belong"),
        ("task.score()\n", "task.score();\n", "its last line must be task.score()"),
        ("task.score()\n", "task.score()\nprint()\n", "its last line must be task.score()"),
        ("task.score()\n", "task.score(\n", "is not Python: '(' was never closed"),
        ("points=1, hint", "points=2, hint", "its steps add up to 5 points, not to 4"),
        ("points: 4", "points: 5", "Task must be 'times2' with points=5"),
        ('Task("times2"', 'Task("times3"', "Task must be 'times2' with points=4"),
        (
            'grade_id": "why", "points": 3',
            'grade_id": "why", "points": 0',
            "has solution: true and points > 0",
        ),
        ("### BEGIN SOLUTION\nBecause", "Because", "must come in turn"),
    ],
)
def test_each_rule_is_told(folder, old, new, rule):
    replace(folder / f"{NAME}.md", old, new)
    assert rule in rules_broken(folder)


def test_a_check_without_a_visible_step_is_refused(folder):
    text = (folder / f"{NAME}.md").read_text()
    first = text.index('@task.step("zero')
    last = text.index("### BEGIN HIDDEN")
    (folder / f"{NAME}.md").write_text(text[:first] + text[last:].replace("points=2,", "points=4,", 1))
    assert (
        rules_broken(folder)
        == f"{NAME}: cell times2-check: no step is visible, so that a student has nothing to run"
    )


@pytest.mark.parametrize(("points", "refused"), [(3, False), (4, True)])
def test_a_third_of_the_points_of_a_task_is_hidden(folder, points, refused):
    text, total = folder / f"{NAME}.md", points + 3
    replace(text, "points: 4", f"points: {total}")
    replace(text, "points=4", f"points={total}")
    replace(text, '"one number", points=1', f'"one number", points={points}')
    if not refused:
        assert read_source(NAME, folder.parent.parent)
        return
    assert "cell times2-check: 2 of its 7 points stand in hidden steps, and a third must" in rules_broken(
        folder
    )


def test_a_step_behind_the_hidden_tests_is_a_visible_one(folder):
    text = folder / f"{NAME}.md"
    replace(text, "### END HIDDEN TESTS\n", "")
    replace(text, "task.hidden()\n", "task.hidden()\n### END HIDDEN TESTS\n")
    assert "cell times2-check: 0 of its 4 points stand in hidden steps" in rules_broken(folder)


def test_what_leaves_out_metadata_gets_it(folder):
    replace(
        folder / f"{NAME}.md",
        "grade: false, grade_id: times2, locked: false, schema_version: 3, ",
        "grade_id: times2, ",
    )
    cell = next(cell for cell in read_source(NAME, folder.parent.parent).cells if cell.id == "times2")
    assert cell.metadata.nbgrader == {
        **{"grade": False, "grade_id": "times2", "locked": False},
        **{"schema_version": 3, "solution": True, "task": False},
    }


@pytest.mark.parametrize("word", ["ps07", NAME])
def test_a_set_is_named_in_short_or_in_full(folder, word):
    assert chosen([word], folder.parent.parent) == [NAME]


def test_a_set_that_is_not_there_is_told():
    for words in (["verify", "ps77"], ["source", "ps77"], ["demo", "ps77"], ["verify", "ps"]):
        with pytest.raises(SystemExit, match=f"there is no problem set '{words[1]}': there are ps01-"):
            main(words)


def test_without_solutions_the_command_is_the_instructors(tmp_path):
    with pytest.raises(CourseError, match="belongs to the instructor's copy: there is no solutions/"):
        chosen([], tmp_path)
    (tmp_path / "solutions").mkdir()
    with pytest.raises(CourseError, match="no problem set found"):
        chosen([], tmp_path)


def test_answers_are_read_in_order(folder):
    answers = read_answers(folder, ["times2", "times3"])["times3"]
    assert [answer.name for answer in answers[1:4]] == ["by a matrix", "in bits", "adds"]
    assert [answer.claim for answer in answers[1:4]] == ["", "", "zero stays zero"]
    assert answers[3].source == "def times3(x):\n    return x + 3"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("# %% wrong: adds | zero stays zero", "# %% wrong: adds", "an answer begins with"),
        ("# %% right: by adding", "# %% good: by adding", "an answer begins with"),
        ("# %% right: by adding", "#%% right: by adding", "an answer begins with"),
        ("# %% right: by adding", "# %% right: by a matrix", "two answers are called 'by a matrix'"),
    ],
)
def test_a_malformed_answer_is_told(folder, old, new, sentence):
    replace(folder / "answers" / "times2.py", old, new)
    with pytest.raises(CourseError, match=sentence):
        read_answers(folder, ["times2", "times3"])


def test_answers_to_no_task_are_told(folder):
    with pytest.raises(CourseError, match="there is no task 'times3'; there are times2"):
        read_answers(folder, ["times2"])


def test_the_solution_fills_every_answer(folder):
    source = read_source(NAME, folder.parent.parent)
    written = solutions(source)
    assert written["why"] == "Because a model answer says so here."
    assert written["times2"].endswith(
        '"""Multiply by 2."""\n    secret_of_times2 = 2 * x\n    return secret_of_times2'
    )
    filled = fill(source, {"times2": "x = 1"})
    assert [cell.source for cell in filled.cells if cell.id == "times2"] == ["x = 1"]
    assert [cell.source for cell in source.cells if cell.id == "times2"] != ["x = 1"], "the original stays"
