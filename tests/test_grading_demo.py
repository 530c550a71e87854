"""`python -m grading demo`: a class graded in its own folder, with pages and tables that can be found."""

import csv

import pytest
from grading_sample import write_project

from grading.demo import CLASS, demo, handed_in
from grading.release import release

NAME = "ps07-sample"
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def test_a_class_is_graded_and_its_results_are_where_it_says(tmp_path, capsys):
    root = write_project(tmp_path)
    release(root)
    capsys.readouterr()
    demo(NAME, root)
    out = capsys.readouterr().out
    folder = root / "_build" / "demo"
    with (folder / "exports" / "grades.csv").open() as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores["ada"] == 24.0
    assert scores["nobody"] == 0.0
    assert scores["grace"] == 12.0, "half of the tasks are right, the others are not begun"
    assert 0 < scores["kurt"] < scores["carl"] < 24.0, "wrong answers get part of the points"
    for student in CLASS:
        page = folder / "feedback" / student / NAME / f"{NAME}.html"
        assert "hidden_number" not in page.read_text()
    for place in (folder / "feedback", folder / "gradebook.db", folder / "results" / NAME / "report.html"):
        assert place.exists()
        assert str(place) in out
    with (folder / "exports" / f"{NAME}-tasks.csv").open() as file:
        assert {row["student"] for row in csv.DictReader(file)} == set(CLASS)
    assert not (root / "submitted").exists()


def test_students_differ_in_the_answers_they_give(tmp_path):
    root = write_project(tmp_path)
    ada, emmy = (handed_in(NAME, "r", turn, root) for turn in (0, 3))
    assert set(ada) == {*(f"times{k}" for k in range(2, 8)), "why"}
    assert handed_in(NAME, "r", 1, root) != ada
    assert handed_in(NAME, ".", 0, root) == {}
    assert set(handed_in(NAME, "r.", 0, root)) == {"times2", "times4", "times6", "why"}
    assert ada != emmy or len(ada) == 0
