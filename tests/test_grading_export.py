"""The tables of scores: what stands in them, who does not, and that no cell runs in a spreadsheet."""

import csv
from datetime import timedelta

import pytest
from grading_results import NAME, nbgraders, outcome, result, sample_source, unreadable

from grading.book.export import export
from grading.book.gradebook import Book
from grading.book.nbtable import write_table
from grading.book.table import harmless
from grading.errors import CourseError

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

PEOPLE = {
    "ada": {"first_name": "Ada", "last_name": "Byron", "email": "ada@x.org", "lms_user_id": "4711"},
    "emmy": {"first_name": "Emmy", "last_name": 'Noether, "E."', "email": "emmy@x.org"},
    "mallory": {"first_name": "=HYPERLINK(1)", "last_name": "+1", "email": "@SUM(A1)"},
    "nobody": {"first_name": "No", "last_name": "Body", "email": ""},
}


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A class: ada by hand and late, emmy unreadable, kurt partly right, mallory, nobody."""
    folder = tmp_path_factory.mktemp("term")
    source = sample_source(folder)
    book = Book(folder, NAME, source)
    blank = (folder / "gradebook.db").read_bytes()
    kurt = result(source, "kurt", 1.5, notes=["=cmd|' /C calc'!A0", "other files: x.py"])
    kurt["cells"][1] |= {"status": "timeout", "score": 0.0}
    kurt["sources"]["why"] = "*Write your answer here.*"
    results = [result(source, "ada"), unreadable("emmy"), kurt, result(source, "mallory", 2.0)]
    book.write(results)
    with nbgraders(folder) as gradebook:
        for student, names in PEOPLE.items():
            gradebook.update_or_create_student(student, **names)
        grade = gradebook.find_grade("why", NAME, NAME, "ada")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        gradebook.update_or_create_assignment(NAME, duedate="2026-11-20 07:30")
        gradebook.find_submission(NAME, "kurt").extension = timedelta(days=1)
        gradebook.find_submission_notebook(NAME, NAME, "ada").late_submission_penalty = 1.0
        gradebook.db.commit()
        tables, left_out = export(gradebook, folder, NAME, results)
    yield blank, source, tables, left_out
    book.close()


@pytest.fixture
def book(term, tmp_path):
    """The gradebook of another course, with nobody in it."""
    (tmp_path / "gradebook.db").write_bytes(term[0])
    book = Book(tmp_path, NAME, term[1])
    yield book
    book.close()


def read(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def rows(path, key):
    head, *lines = read(path)
    return {line[head.index(key)]: dict(zip(head, line, strict=True)) for line in lines}


def test_task_by_task_with_status(term):
    found = rows(term[2]["tasks"], "student")
    assert list(found["ada"])[:6] == [
        "student",
        "last_name",
        "first_name",
        "status",
        "times2",
        "times2 status",
    ]
    ada, kurt = found["ada"], found["kurt"]
    assert (ada["times3"], ada["times3 status"], ada["why"], ada["why status"]) == (
        "4.0", "passed", "2.5", "graded by hand",
    )  # fmt: skip
    assert (ada["total"], ada["max"], ada["hours late"], ada["late penalty"]) == (
        "13.5",
        "15.0",
        "2.5",
        "1.0",
    )
    assert (kurt["times2"], kurt["times2 status"]) == ("0.0", "timeout")
    assert (kurt["times3"], kurt["times3 status"], kurt["why"], kurt["why status"]) == (
        "1.5", "failed", "0.0", "no response",
    )  # fmt: skip
    assert (kurt["total"], kurt["hours late"]) == ("3.0", "0.0"), "within the extension"


def test_who_has_no_score_has_no_zero(term):
    found = rows(term[2]["tasks"], "student")
    assert (found["emmy"]["status"], found["emmy"]["total"], found["emmy"]["times2"]) == (
        "unreadable",
        "",
        "",
    )
    assert found["emmy"]["times2 status"] == "to grade by hand"
    assert found["emmy"]["notes"] == "it is no notebook"
    assert (found["nobody"]["status"], found["nobody"]["total"]) == ("nothing handed in", "")
    assert sorted(term[3]) == ["emmy", "nobody"]
    assert "emmy" not in {line[3] for line in read(term[2]["canvas"])}
    assert "emmy" not in rows(term[2]["moodle"], "ID number")


def test_canvas(term):
    head, most, *lines = read(term[2]["canvas"])
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", NAME]
    assert most == ["    Points Possible", "", "", "", "", "15.0"]
    assert ["Byron, Ada", "4711", "ada", "ada", "", "13.5"] in lines
    assert ["kurt", "", "kurt", "kurt", "", "3.0"] in lines
    assert len(lines) == 3


def test_moodle(term):
    found = rows(term[2]["moodle"], "Email address")
    ada = found["ada@x.org"]
    assert list(ada) == ["First name", "Last name", "ID number", "Email address", NAME, "Feedback comments"]
    assert (ada["ID number"], ada[NAME]) == ("4711", "13.5")
    assert ada["Feedback comments"] == (
        "times2 4 of 4; times3 4 of 4; times4 4 of 4; why 2.5 of 3; 1 off for handing in late"
    )
    mallory = rows(term[2]["moodle"], "ID number")["mallory"]
    assert mallory["Feedback comments"].endswith("why 0 of 3; still to be graded by a person: why")


def test_no_cell_begins_a_formula(term):
    for path in term[2].values():
        cells = [cell for line in read(path) for cell in line]
        assert [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")] == []
        assert any("HYPERLINK" in cell for cell in cells), "it is there, and harmless"
    assert rows(term[2]["tasks"], "student")["kurt"]["notes"].startswith("'=cmd|")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-x", "'-x"), ("@SUM", "'@SUM"), ("＝1", "'＝1"),
        ("\t=1", "'\t=1"), (" \r\n-1", "' \r\n-1"), ("a=1", "a=1"), ("a\0b", "ab"), ("", ""),
        (-1.5, -1.5), (None, None),
    ],
)  # fmt: skip
def test_harmless(cell, written):
    assert harmless(cell) == written


def test_nbgraders_table_is_right_though_names_hold_commas(term):
    found = rows(term[2]["nbgrader"], "student_id")
    assert found["emmy"]["last_name"] == 'Noether, "E."'
    assert (found["ada"]["raw_score"], found["ada"]["score"], found["ada"]["max_score"]) == (
        "14.5",
        "13.5",
        "15.0",
    )
    assert found["nobody"]["timestamp"] == ""


def test_nbgraders_table_is_that_of_its_exporter(book, term, tmp_path):
    from nbgrader.plugins import CsvExportPlugin

    source = term[1]
    book.write([result(source, "ada"), result(source, "kurt", 0.1, timestamp=None)])
    with nbgraders(tmp_path) as gradebook:
        gradebook.update_or_create_student("grace", first_name="Grace")
        gradebook.update_or_create_assignment("another", duedate="2026-11-20 09:00")
        gradebook.find_submission_notebook(NAME, NAME, "ada").late_submission_penalty = 20.0
        gradebook.db.commit()
        CsvExportPlugin(to=str(tmp_path / "theirs.csv")).export(gradebook)
        write_table(gradebook, tmp_path / "ours.csv")
    assert (tmp_path / "ours.csv").read_text() == (tmp_path / "theirs.csv").read_text()
    assert len((tmp_path / "ours.csv").read_text().splitlines()) == 1 + 2 * 3


def test_the_score_of_an_earlier_submission_is_told(book, term, tmp_path):
    book.write([result(term[1])])
    book.write([unreadable()])
    tables, left_out = export(book.gradebook, tmp_path, NAME, [unreadable()])
    ada = rows(tables["tasks"], "student")["ada"]
    assert (ada["status"], ada["total"], ada["times2 status"]) == (
        "unreadable",
        "12.0",
        "of an earlier submission",
    )
    assert ada["notes"] == "it is no notebook; the score is that of an earlier submission"
    assert left_out == []


def test_added_cells_are_no_tasks(book, term, tmp_path):
    own = result(term[1])
    own["cells"].append(outcome("added-1", "answer"))
    book.write([own])
    tables, _ = export(book.gradebook, tmp_path, NAME, [own])
    assert "added-1" not in tables["tasks"].read_text()


def test_a_problem_set_nobody_graded_is_told(book, tmp_path):
    with pytest.raises(CourseError, match="the gradebook knows no ps99: grade it first"):
        export(book.gradebook, tmp_path, "ps99", [])
    assert not (tmp_path / "exports").exists()
