"""The writer of nbgrader's gradebook: read back by nbgrader's own programs, and killed while it writes."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from grading_results import (
    NAME,
    WRITTEN,
    checked,
    grades,
    nbgraders,
    outcome,
    result,
    sample_source,
    unreadable,
)
from sqlalchemy import event
from stock import autograde, feedback, submit

from grading.answers import fill
from grading.book.backup import back_up
from grading.book.given import given
from grading.book.gradebook import Book
from grading.course import Course
from grading.demo import handed_in
from grading.errors import CourseError
from grading.kernel import MIME
from grading.source import ROOT, convert, read_source

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

CHECKS = ["times2-check", "times3-check", "times4-check"]
STUB = "*Write your answer here.*"
REASON = "This submission was not graded: it is no notebook"


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A gradebook that knows the sample, made once since it takes nbgrader a second; and the source."""
    folder = tmp_path_factory.mktemp("empty")
    source = sample_source(folder)
    Book(folder, NAME, source).close()
    return (folder / "gradebook.db").read_bytes(), source


@pytest.fixture
def source(empty):
    return empty[1]


@pytest.fixture
def course(tmp_path, empty):
    """A course folder with an empty gradebook."""
    (tmp_path / "gradebook.db").write_bytes(empty[0])
    return tmp_path


@pytest.fixture
def book(course, source):
    book = Book(course, NAME, source)
    yield book
    book.close()


def comments(course, student="ada"):
    with nbgraders(course) as gradebook:
        found = gradebook.find_submission_notebook(NAME, NAME, student).comments
        return {comment.name: comment.comment for comment in found}


def by_hand(course, cell, score, credit=None, comment="well said"):
    """What formgrader does when a person gives points."""
    with nbgraders(course) as gradebook:
        grade = gradebook.find_grade(cell, NAME, NAME, "ada")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = score, credit, False
        gradebook.find_comment(cell.removesuffix("-check"), NAME, NAME, "ada").manual_comment = comment
        gradebook.db.commit()


def notebook(course, student="ada"):
    path = course / "autograded" / student / NAME / f"{NAME}.ipynb"
    return nbformat.read(path, as_version=4)


def test_nbgrader_reads_what_was_written(book, course, source):
    book.write([result(source, "ada"), result(source, "kurt", 1.5)])
    assert grades(course, "ada") == {
        **dict.fromkeys(CHECKS, (4.0, None, False)),
        "why": (None, None, True),
    }
    with nbgraders(course) as gradebook:
        submission = gradebook.find_submission(NAME, "kurt")
        assert (submission.score, submission.max_score) == (4.5, 15.0)
        assert submission.timestamp == datetime(2026, 11, 20, 10)
        assert submission.needs_manual_grade
    assert set(comments(course).values()) == {None}


def test_an_answer_left_as_it_was_is_worth_nothing_and_asks_nobody(book, course, source):
    left = result(source)
    left["sources"]["why"] = STUB
    del left["sources"]["times2"]
    book.write([left])
    assert grades(course)["why"] == (0.0, None, False)
    assert comments(course) == {
        "times2": "No response.",
        "times3": None,
        "times4": None,
        "why": "No response.",
    }


def test_what_a_person_gave_survives_a_regrade(book, course, source):
    book.write([result(source)])
    by_hand(course, "why", 2.0, credit=1.0)
    book.write([result(source, score=1.0)])
    assert grades(course)["why"] == (None, 2.0, False)
    assert grades(course)["times2-check"] == (1.0, None, False)
    assert comments(course)["why"] == "well said"
    with nbgraders(course) as gradebook:
        assert gradebook.find_submission(NAME, "ada").score == 3 * 1.0 + 2.0 + 1.0


def test_a_person_is_asked_again_when_the_written_answer_changed(book, course, source):
    book.write([result(source)])
    by_hand(course, "why", 2.0)
    changed = result(source)
    changed["sources"]["why"] = "On second thought."
    book.write([changed])
    assert grades(course)["why"] == (None, 2.0, True)
    book.write([changed])
    assert grades(course)["why"] == (None, 2.0, True), "until somebody has looked"


@pytest.mark.parametrize("part", ["answer", "score"])
def test_a_person_is_asked_again_when_the_scored_code_changed(book, course, source, part):
    book.write([result(source)])
    by_hand(course, "times2-check", 3.0)
    changed = result(source)
    if part == "answer":
        changed["sources"]["times2"] = "times2 = abs"
    else:
        changed["cells"][1] = checked("times2-check", 1.0)
    book.write([changed])
    assert grades(course)["times2-check"] == (4.0 if part == "answer" else 1.0, 3.0, True)
    assert grades(course)["times3-check"] == (4.0, None, False)


def test_a_person_is_asked_again_when_nothing_tells_what_was_scored(book, course, source):
    book.write([result(source)])
    by_hand(course, "why", 2.0)
    (course / "autograded" / "ada" / NAME / f"{NAME}.ipynb").write_text("{")
    book.write([result(source)])
    assert grades(course)["why"] == (None, 2.0, True)


@pytest.mark.parametrize("status", ["unreadable", "failed"])
def test_what_was_not_graded_is_no_zero(book, course, status):
    book.write([unreadable() | {"status": status}])
    assert grades(course) == dict.fromkeys([*CHECKS, "why"], (None, None, True))
    assert set(comments(course).values()) == {REASON}
    assert "it is no notebook" in notebook(course).cells[0].source


def test_an_earlier_grade_stays_when_the_next_submission_cannot_be_read(book, course, source):
    book.write([result(source, score=3.0)])
    before, shown = grades(course), notebook(course)
    book.write([unreadable()])
    assert grades(course) == before
    assert notebook(course) == shown
    assert set(comments(course).values()) == {REASON}
    with nbgraders(course) as gradebook:
        assert gradebook.find_submission(NAME, "ada").timestamp == datetime(2026, 11, 20, 10), "of that grade"
    book.write([result(source)])
    assert set(comments(course).values()) == {None}


def test_all_or_none(book, course, source):
    broken = result(source, "kurt")
    del broken["cells"]
    with pytest.raises(KeyError):
        book.write([result(source, "ada"), broken])
    with nbgraders(course) as gradebook:
        assert gradebook.students == []
    assert not (course / "autograded").exists()


def test_of_two_results_of_a_student_the_last_counts(book, course, source):
    book.write([result(source, score=1.0), result(source, score=2.0)])
    assert grades(course)["times2-check"] == (2.0, None, False)


def test_text_that_utf8_cannot_hold(book, course, source):
    odd = result(source, "zo\udce9")
    odd["sources"]["why"] = "half a pair: \ud800"
    book.write([odd, unreadable("b", "the file is called \udcff")])
    assert grades(course, "zo\\udce9")["why"] == (None, None, True)
    written = {cell.id: cell.source for cell in notebook(course, "zo\\udce9").cells}
    assert written["why"] == "half a pair: \ud800"
    assert comments(course, "b")["why"].endswith("\\udcff")


def test_a_student_is_no_way_out_of_the_folder(book, source):
    with pytest.raises(ValueError, match=r"as a folder is, got '\.\.'"):
        book.write([result(source, "..")])


class Late:
    """Due at nine, handed in at ten; 15 points in all, of which a person gave 2 and another 1 of credit."""

    def __init__(self, course, source, method="", extension=None):
        text = (ROOT / "nbgrader_config.py").read_text()
        (course / "nbgrader_config.py").write_text(text + method)
        self.course = course
        book = Book(course, NAME, source)
        book.write([result(source)])
        by_hand(course, "why", 2.0, credit=1.0)
        with nbgraders(course) as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate="2026-11-20 09:00")
            gradebook.find_submission(NAME, "ada").extension = extension
            gradebook.db.commit()
        book.write([result(source)])
        book.close()

    def penalty(self):
        with nbgraders(self.course) as gradebook:
            return gradebook.find_submission_notebook(NAME, NAME, "ada").late_submission_penalty


ZERO = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
OWN = """
from nbgrader.plugins import LateSubmissionPlugin

class Mine(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late / 3600 * {factor}

c.AssignLatePenalties.plugin_class = Mine
"""


@pytest.mark.parametrize(
    ("method", "extension", "penalty"),
    [
        ("", None, None),
        (ZERO, None, 15.0),
        (ZERO, timedelta(hours=2), None),
        (OWN.format(factor=2.5), None, 2.5),
        (OWN.format(factor=2.5), timedelta(minutes=30), 1.25),
        (OWN.format(factor=100), None, 15.0),
        (OWN.format(factor=-1), None, 0.0),
    ],
)
def test_lateness_costs_what_nbgraders_plugin_says(course, source, method, extension, penalty):
    assert Late(course, source, method, extension).penalty() == penalty


def test_lateness_costs_what_a_person_gave_later_too(course, source):
    Late(course, source, ZERO)
    by_hand(course, "why", 1.0)
    with closing(Book(course, NAME, source)) as book:
        assert given(book.gradebook, NAME)["ada"][1] == 15.0, "what it was with 2 points and 1 of credit"
        book.charge()
        assert given(book.gradebook, NAME)["ada"][1] == 13.0
    with nbgraders(course) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-11-20 11:00")
    with closing(Book(course, NAME, source)) as book:
        book.charge()
        assert given(book.gradebook, NAME)["ada"][1] == 0.0


def test_what_a_person_gave_is_read_with_credit_and_comments(book, course, source):
    book.write([result(source, "ada"), result(source, "kurt")])
    assert given(book.gradebook, NAME) == {}
    by_hand(course, "why", 2.0, credit=0.5)
    by_hand(course, "times2-check", None, credit=1.0, comment="")
    assert given(book.gradebook, NAME) == {
        "ada": (
            {
                "why": {"score": 2.5, "comment": "well said"},
                "times2-check": {"score": 5.0, "comment": ""},
            },
            0.0,
        )
    }


def test_cells_may_change_after_handing_in(book, course, source):
    book.write([result(source), result(source, "kurt")])
    by_hand(course, "why", 2.0)
    book.close()
    changed = nbformat.from_dict(source)
    cells = {cell.id: cell for cell in changed.cells}
    cells["why"].metadata.nbgrader.points = 5
    changed.cells = [cell for cell in changed.cells if not cell.id.startswith("times4")]
    new = nbformat.from_dict(cells["times2-check"] | {"id": "extra-check"})
    new.metadata.nbgrader.grade_id = "extra-check"
    changed.cells.insert(1, new)
    Book(course, NAME, changed).close()
    left = dict.fromkeys(CHECKS[:2], (4.0, None, False))
    assert grades(course) == {**left, "extra-check": (None, None, True), "why": (None, 2.0, False)}
    assert comments(course) == {"times2": None, "times3": None, "why": "well said"}
    with nbgraders(course) as gradebook:
        assert gradebook.find_assignment(NAME).max_score == 4.0 * 3 + 5.0
        names = [cell.name for cell in gradebook.find_notebook(NAME, NAME).source_cells]
        assert names == ["extra-check", "setup", "times2", "times2-check", "times3", "times3-check", "why"]


def test_opening_again_changes_nothing(book, course, source):
    book.write([result(source)])
    book.close()
    before = list(sqlite3.connect(course / "gradebook.db").iterdump())
    Book(course, NAME, source).close()
    assert list(sqlite3.connect(course / "gradebook.db").iterdump()) == before


def test_the_cells_are_those_that_nbgrader_enters(book, course, tmp_path_factory):
    other = tmp_path_factory.mktemp("stock")
    sample_source(other)
    convert([NAME], other, other)
    (other / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
    Course(other, other).generate(NAME)
    kinds = ("grade_cells", "solution_cells", "task_cells", "source_cells")
    found = []
    for folder in (course, other):
        with nbgraders(folder) as gradebook:
            page = gradebook.find_notebook(NAME, NAME)
            cells = [cell.to_dict() for kind in kinds for cell in getattr(page, kind)]
            found.append([{key: value for key, value in cell.items() if key != "id"} for cell in cells])
            found[-1].append(page.kernelspec)
    key = str
    assert sorted(found[0], key=key) == sorted(found[1], key=key)


def test_the_notebook_that_formgrader_shows(book, course, source):
    own = result(source, notes=["a note on <script>"])
    own["cells"][0] = outcome("times2", "answer", status="error", message="ValueError: no", printed="hello\n")
    own["cells"].insert(2, outcome("added-1", "answer"))
    own["sources"]["added-1"] = "helper = 1"
    book.write([own])
    shown = notebook(course)
    nbformat.validate(shown)
    cells = {cell.id: cell for cell in shown.cells}
    assert [cell.id for cell in shown.cells if cell.id not in ("noted", "added-1")] == [
        cell.id for cell in source.cells
    ]
    ids = [cell.id for cell in shown.cells]
    assert ids.index("added-1") == ids.index("times3") - 1
    assert cells["added-1"].source == "helper = 1"
    assert cells["why"].source == WRITTEN
    assert "hidden_number" in cells["times2-check"].source, "the instructor's own copy"
    kinds = [output.output_type for output in cells["times2"].outputs]
    assert kinds == ["stream", "error"]
    report, score = cells["times3-check"].outputs
    assert report.data["text/plain"] == "the report on times3-check"
    assert report.data[MIME]["earned"] == 4.0
    assert score.data["text/plain"] == "4.0"
    assert "\n    a note on <script>" in cells["noted"].source, "as code, which no browser runs"


TAGS = """<script>act()</script> <img src=x onerror=act()> `</code><svg onload=act()>` $1<b$, 1 < 2

<iframe srcdoc="<script>act()</script>"></iframe>

# <style>*{}</style> &lt;img src=x onerror=act()>

<!-- --><?x <https://x.org> [a](javascript:act()) ![b][c] <details
open ontoggle=act()>

[c]: jav&#x61;script:act()
[b]:
javascript:act()"""


def test_no_tag_in_a_written_answer_acts_in_formgrader(book, course, source):
    from html.parser import HTMLParser

    from nbconvert import HTMLExporter

    book.write([result(source, sources={"why": TAGS})])
    shown = notebook(course)
    shown.cells = [cell for cell in shown.cells if cell.id == "why"]
    exporter = HTMLExporter(template_name="basic", exclude_anchor_links=True)
    page, tags = exporter.from_notebook_node(shown)[0], []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append((tag, dict(attributes)))
    parser.feed(page)
    assert {tag for tag, _ in tags} <= {"div", "p", "h1", "code", "a"}
    assert {name for _, attributes in tags for name in attributes} <= {"class", "id", "href"}
    assert {attributes["href"] for tag, attributes in tags if tag == "a"} == {"https://x.org%3E"}
    assert "1 &lt; 2" in page, "and a comparison is shown as it was written"


def test_what_was_defused_for_formgrader_has_not_changed_since(book, course, source):
    book.write([result(source, sources={"why": TAGS})])
    by_hand(course, "why", 2.0)
    book.write([result(source, sources={"why": TAGS})])
    assert grades(course, "ada")["why"] == (None, 2.0, False)
    book.write([result(source, sources={"why": TAGS.replace("<img", "< img")})])
    assert grades(course, "ada")["why"] == (None, 2.0, True)


def test_nbgraders_feedback_and_formgrader_see_it(book, course, source):
    (course / "submitted" / "ada" / NAME).mkdir(parents=True)
    (course / "submitted" / "ada" / NAME / f"{NAME}.ipynb").write_text("{}")
    (course / "submitted" / "ada" / NAME / "timestamp.txt").write_text("2026-11-20T10:00:00+00:00")
    book.write([result(source)])
    page = feedback(Course(course), NAME, "ada").read_text()
    assert "the report on times2-check" in page
    assert "hidden_number" not in page
    assert Course(course).api.get_autograded_students(NAME) == {"ada"}


def test_formgrader_lists_the_problem_set_and_who_handed_it_in(book, course, source):
    (course / "submitted" / "ada" / NAME).mkdir(parents=True)
    book.write([result(source)])
    (found,) = Course(course).api.get_assignments()
    assert (found["name"], found["num_submissions"], found["max_score"]) == (NAME, 1, 15.0)


def test_what_a_killed_writer_leaves_is_not_handed_out(book, course, source, monkeypatch):
    book.write([result(source)])
    monkeypatch.setattr("os.fsync", lambda descriptor: sys.exit("killed"))
    with pytest.raises(SystemExit, match="killed"):
        book.write([result(source)])
    left = [path for path in course.rglob(".*") if path.is_file()]
    assert len(left) == 1, "half a notebook, with hidden tests"
    feedback(Course(course), NAME, "ada")
    names = {path.name for path in (course / "feedback" / "ada" / NAME).iterdir()}
    assert names == {f"{NAME}.html", "timestamp.txt"}


def test_each_opening_makes_a_backup_and_ten_are_kept(course, source):
    assert not (course / "backups").exists()
    for turn in range(12):
        book = Book(course, NAME, source)
        book.write([result(source, f"student{turn:02}")])
        book.close()
    copies = sorted((course / "backups").iterdir())
    assert [path.suffix for path in copies] == [".db"] * 10
    last = sqlite3.connect(copies[-1]).execute("SELECT count(*) FROM student").fetchone()
    assert last == (11,), "as it was before the last run"


def test_no_gradebook_no_backup(tmp_path):
    assert back_up(tmp_path / "gradebook.db") is None
    assert list(tmp_path.iterdir()) == []


def test_a_gradebook_that_another_program_holds_is_told(book, course, source, monkeypatch):
    monkeypatch.setattr("grading.book.backup.PATIENCE", 0.1)
    other = sqlite3.connect(course / "gradebook.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CourseError, match=r"database is locked\. Close whatever else .* run the same"):
        Book(course, NAME, source)
    other.close()


@pytest.mark.parametrize("place", [0, 5000])
def test_a_damaged_gradebook_is_told_and_pushes_no_backup_out(book, course, source, place):
    book.close()
    copies = list((course / "backups").iterdir())
    data = bytearray((course / "gradebook.db").read_bytes())
    data[place : place + 20_000] = b"\xff" * 20_000
    (course / "gradebook.db").write_bytes(data)
    with pytest.raises(CourseError, match=r"gradebook\.db is damaged .* last sound copy in .*backups"):
        Book(course, NAME, source)
    assert [path for path in (course / "backups").iterdir() if path.suffix == ".db"] == copies


def test_a_gradebook_somewhere_else_is_refused(course, source):
    config = (ROOT / "nbgrader_config.py").read_text() + "\nc.CourseDirectory.db_url = 'sqlite:////else.db'\n"
    (course / "nbgrader_config.py").write_text(config)
    with pytest.raises(
        CourseError, match=r"must be .*gradebook\.db, but nbgrader_config\.py has sqlite:////else"
    ):
        Book(course, NAME, source)


def test_a_locked_gradebook_is_told(course, source, monkeypatch):
    monkeypatch.setattr("grading.book.gradebook.PATIENCE", 0.1)
    book = Book(course, NAME, source)
    other = sqlite3.connect(course / "gradebook.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CourseError, match=r"the gradebook: database is locked\. Close whatever else"):
        book.write([result(source)])
    other.close()
    book.write([result(source)])
    book.close()
    assert grades(course)["times2-check"] == (4.0, None, False)


def test_as_many_questions_for_fifty_as_for_five(book, course, source):
    counts = []
    event.listen(book.gradebook.engine, "before_cursor_execute", lambda *args: counts.append(args[2]))
    asked = []
    for size in (5, 50):
        counts.clear()
        book.write([result(source, f"{size}-{i}") for i in range(size)])
        asked.append(len(counts))
    assert asked[0] == asked[1] > 0


WRITER = """
import sys
from itertools import count
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import grading.book.gradebook
from grading_results import NAME, result
from grading.book.given import given
from grading.book.gradebook import Book
from grading.source import read_source

folder = Path(sys.argv[1])
source = read_source(NAME, folder)
book = Book(folder, NAME, source)
if sys.argv[3] == "database":  # nearly all the time is in the transaction
    grading.book.gradebook.write_autograded = lambda *args: None
print("ready", flush=True)
for turn in count():
    book.write([result(source, f"student{i}", float(turn % 4)) for i in range(8)])
"""


@pytest.mark.parametrize("what", ["database", "all"])
def test_killed_at_any_moment_it_is_consistent(course, what):
    sample_source(course)
    seen = set()
    for delay in (0.02, 0.087, 2.0):
        words = [sys.executable, "-c", WRITER, str(course), str(Path(__file__).parent), what]
        child = subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT)
        assert child.stdout.readline() == b"ready\n"
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        database = sqlite3.connect(course / "gradebook.db")
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        scores = database.execute("SELECT auto_score FROM grade WHERE auto_score IS NOT NULL").fetchall()
        assert len(scores) in (0, 8 * 3)
        assert len(set(scores)) <= 1, "all eight of one turn"
        seen |= set(scores)
        for path in course.glob(f"autograded/*/*/{NAME}.ipynb"):
            nbformat.read(path, as_version=4)
    assert seen, "some turn was written"


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """ps01 handed in by two students and graded by stock nbgrader."""
    folder = tmp_path_factory.mktemp("ps01")
    convert(["ps01-neuron"], folder)
    course = Course(folder)
    course.generate("ps01-neuron")
    for turn, (student, pattern) in enumerate({"carl": "rw", "grace": "rrr..."}.items()):
        answers = handed_in("ps01-neuron", pattern, turn, ROOT)
        submit(course, "ps01-neuron", student, fill(course.released("ps01-neuron"), answers))
        autograde(course, "ps01-neuron", student)
    return folder


def test_grades_are_those_of_stock_nbgrader(stock, tmp_path):
    from dataclasses import asdict

    from grading.intake.folder import look_into
    from grading.intake.submission import cells_to_grade, take_in
    from grading.room.desk import Desk
    from grading.room.sandbox import best_level

    name, source = "ps01-neuron", read_source("ps01-neuron")
    release = nbformat.read(stock / "exercises" / name / f"{name}.ipynb", as_version=4)
    desk, book = Desk(best_level()[0]), Book(tmp_path, name, source)
    for student in ("carl", "grace"):
        handed = look_into(stock / "submitted" / student / name, f"{name}.ipynb")
        submission = take_in(handed, name, release)
        cells = cells_to_grade(source, submission)
        job = {"cells": [asdict(cell) for cell in cells], "timeout": 60, "total": 300}
        done = {"set": name, "student": student, "status": "graded", "reason": "", "notes": []}
        sources = {cell.name: cell.source for cell in cells if cell.kind == "answer"} | submission.sources
        book.write([done | {"timestamp": None, "cells": desk.grade(job)["cells"], "sources": sources}])
        assert grades(tmp_path, student, name) == grades(stock, student, name)
        assert len({score for score, *_ in grades(stock, student, name).values()}) > 2, "a mixed lot"
    desk.close()
    book.close()
