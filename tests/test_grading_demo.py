"""`python -m grading demo`: a class graded in its own folder, with pages and tables that can be found."""

import csv

import pytest
from grading_sample import write_project

from grading.demo import CLASS, demo, handed_in

NAME = "ps07-sample"
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def test_a_class_is_graded_and_its_results_are_where_it_says(tmp_path, capsys):
    root = write_project(tmp_path)
    demo(NAME, root)
    out = capsys.readouterr().out
    folder = root / "_build" / "demo"
    with (folder / "grades.csv").open() as file:
        scores = {row["first_name"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores["Ada"] == 24.0
    assert scores["Nobody"] == 0.0
    assert scores["Grace"] == 12.0, "half of the tasks are right, the others are not begun"
    assert 0 < scores["Kurt"] < scores["Carl"] < 24.0, "wrong answers get part of the points"
    for student, (first, _) in CLASS.items():
        page = folder / "feedback" / student / NAME / f"{NAME}.html"
        assert f"_build/demo/feedback/{student}/{NAME}/{NAME}.html" in out
        assert "hidden_number" not in page.read_text()
        assert f"{first:<10} {scores[first]:>4g} of 27" in out
    with (folder / "tasks.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(CLASS) * 7
    assert sum(float(row["score"] or 0) for row in rows if row["student"] == "carl") == scores["Carl"]
    assert "_build/demo/grades.csv" in out
    assert "_build/demo/tasks.csv" in out
    assert not (root / "gradebook.db").exists()
    assert not (root / "submitted").exists()


def test_students_differ_in_the_answers_they_give(tmp_path):
    root = write_project(tmp_path)
    ada, emmy = (handed_in(NAME, "r", turn, root) for turn in (0, 3))
    assert set(ada) == {*(f"times{k}" for k in range(2, 8)), "why"}
    assert handed_in(NAME, "r", 1, root) != ada
    assert handed_in(NAME, ".", 0, root) == {}
    assert set(handed_in(NAME, "r.", 0, root)) == {"times2", "times4", "times6", "why"}
    assert ada != emmy or len(ada) == 0
