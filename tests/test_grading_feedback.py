"""The page that a student gets back: it tells what broke, keeps what is hidden, and lets nothing act."""

import re
from html import unescape

import pytest
from grading_pages import (
    EVIL,
    answer,
    check,
    demand_good_manners,
    demand_harmless,
    lost,
    result,
    step,
    words,
)
from grading_sample import write_sample

from grading.errors import CourseError
from grading.pages.feedback import feedback
from grading.pages.links import chapter_links
from grading.pages.questions import STUB
from grading.rules import graded
from grading.sets import problem_sets
from grading.source import ROOT, read_source

CODE = "def times2(x):\n    y = [1, 2]\n    return y[x]"
SECRET = {"case": "x=SECRET-CASE", "expected": "SECRET-EXPECTED", "got": "SECRET-GOT", "hint": "SECRET-HINT"}
MISSED = {"case": "x=2.0", "expected": "4.0", "got": "5.0", "hint": "which?"}
VISIBLE = [step("zero stays zero"), step("one number", "failed", **MISSED)]
HIDDEN = [step("zero stays zero"), step("one number"), step("SECRET-CLAIM", "failed", 2, True, **SECRET)]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    root = tmp_path_factory.mktemp("sample")
    write_sample(root)
    return read_source("ps07-sample", root)


@pytest.fixture
def make(source):
    """make(cells, …) is the page, in its own text; `make.html` what it was last made of."""

    def page(*cells, policy="never", due=False, links=(), changes=(), **more) -> str:
        page.html = feedback(result(cells=cells, **dict(changes)), source, policy, due, dict(links), **more)
        return words(page.html)

    return page


def test_the_first_broken_step_is_told_with_all_it_says(make):
    text = make(answer("times2"), check("times2", VISIBLE), answers={"times2": CODE})
    assert "one number case x=2.0 expected 4.0 got 5.0 hint which?" in text
    assert "1 of 4 points · a check failed" in text
    assert "def times2(x):" in text
    assert "1 of 27 points" in text


def test_the_line_that_an_error_names_is_marked_in_this_answer_only(make):
    got = "IndexError: list index out of range  (line 3 of your cell: return y[x])"
    broken = check("times2", [step("zero", "error", case="x=9", got=got)])
    make(broken, answers={"times2": CODE})
    assert re.findall(r'<span class="line at">([^<]*)', make.html) == ["    return y[x]"]
    make(broken, answers={"times2": CODE.replace("y[x]", "y[0]")})  # line 3 of another cell, then
    assert 'class="line at"' not in make.html


def test_an_answer_that_does_not_compile_says_where(make):
    stopped = answer("times2", "error", "SyntaxError: invalid syntax (<answer times2>, line 2)")
    text = make(stopped, check("times2", VISIBLE), answers={"times2": CODE})
    assert "SyntaxError: invalid syntax (line 2 of your cell)" in text
    assert "<answer" not in unescape(make.html)
    assert re.findall(r'<span class="line at">([^<]*)', make.html) == ["    y = [1, 2]"]


@pytest.mark.parametrize("status", ["failed", "error", "timeout", "crashed", "todo"])
@pytest.mark.parametrize(
    ("policy", "due", "told"),
    [
        ("never", False, set()),
        ("never", True, set()),
        ("names", True, {"CLAIM"}),
        ("after-due", False, {"CLAIM"}),
        ("after-due", True, {"CLAIM", "CASE", "EXPECTED", "GOT", "HINT"}),
    ],
)
def test_of_hidden_steps_it_tells_what_the_policy_allows(make, policy, due, told, status):
    steps = [*HIDDEN[:2], HIDDEN[2] | {"status": status}]
    leaks = {"message": "SECRET-GOT", "printed": "SECRET-PRINTED", "shown": ["SECRET-SHOWN"]}
    cells = [answer("times2") | {"printed": "SECRET-PRINTED"}, check("times2", steps, **leaks)]
    text = make(*cells, policy=policy, due=due, answers={"times2": CODE})
    expected = {"CLAIM", "CASE"} if "CASE" in told and status == "todo" else told
    assert set(re.findall(r"SECRET-(\w+)", make.html)) == expected
    assert "2 of 4 points" in text
    if not told:
        kinds = (
            "A check that runs after handing in failed",
            "too long",
            "with an error",
            "itself",
            "not written",
        )
        start = text.index("2 of 4 points ·")
        assert [kind for kind in kinds if kind in text[start : text.index("times2(x)")]] == [kinds[0]]


def test_hidden_steps_that_were_not_reached_are_not_named(make):
    text = make(check("times2", [*VISIBLE, HIDDEN[2] | {"status": "not reached"}]))
    assert "SECRET" not in make.html
    assert "what runs after handing in — not reached, 0 of 2 points" in text


def test_a_check_that_stopped_tells_why_unless_it_has_hidden_steps(make, tmp_path):
    stopped = lost("times2", "error", message="KeyError: SECRET")
    assert "The check stopped before it could give points" in make(stopped)
    assert "SECRET" not in make.html
    write_sample(tmp_path, tasks=1)
    source = read_source("ps07-sample", tmp_path)
    check = next(cell for cell in source.cells if cell.id == "times2-check")
    check.source = check.source.partition("### BEGIN HIDDEN")[0] + "task.score()"
    page = feedback(result(cells=[stopped]), source, "never", False, {})
    assert "KeyError: SECRET" in words(page)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [("timeout", "it took too long"), ("crashed", "Python itself stopped"), ("not run", "it did not run")],
)
def test_what_was_lost_on_the_way_is_said_in_words(make, status, sentence):
    text = make(lost("times2", status))
    assert f"This task has no points: {sentence}" in text


def test_a_cell_of_ones_own_that_stopped_is_told(make):
    text = make(answer("added-1", "error", "ValueError: no"), answer("added-2"), check("times2", VISIBLE))
    assert text.count("A cell that you added") == 1
    assert "A cell that you added: it stopped with an error. ValueError: no" in text


def test_a_comment_on_the_answer_stands_with_its_task(make):
    assert "Neat!" in make(check("times2", VISIBLE), manual={"times2": {"score": None, "comment": "Neat!"}})


def test_an_unknown_policy_is_refused(make):
    with pytest.raises(CourseError, match="never, names, after-due, got 'always'"):
        make(policy="always")


@pytest.mark.parametrize(("status", "verb"), [("unreadable", "be read"), ("failed", "grade")])
def test_what_could_not_be_graded_has_a_reason_and_no_zero(make, status, verb):
    changes = {"status": status, "reason": "line 3 is not JSON", "notes": ["It was called x.ipynb."]}
    text = make(changes=changes)
    assert f"could not {verb}" in text
    assert "line 3 is not JSON" in text
    assert "It was called x.ipynb." in text
    assert "0 of" not in text


def test_an_unreadable_notebook_says_what_to_do_and_what_a_person_gave(make):
    changes = {"status": "unreadable", "reason": "line 3 is not JSON"}
    assert "and has no points for now" in make(changes=changes)
    assert "Hand in the notebook itself, the .ipynb file" in make(changes=changes)
    given = {"times2-check": {"score": 3.0, "comment": ""}, "times2": {"score": None, "comment": "By mail."}}
    text = make(changes=changes, manual=given)
    assert "a person gave 3 points all the same: line 3" in text
    assert "By mail." in text


def test_written_answers_wait_for_a_person_who_can_give_points_and_a_comment(make):
    written = {"written": {"why": "Because *of* this."}}
    text = make(check("times2", VISIBLE), changes=written)
    assert "Because *of* this." in text
    assert "1 of 24 points . A person reads what you wrote in words: up to 3 points more." in text
    text = make(
        check("times2", VISIBLE), changes=written, manual={"why": {"score": 2.5, "comment": "Nearly."}}
    )
    assert "3.5 of 27 points ." in text
    assert "2.5 of 3 points · graded by a person Nearly." in text
    text = make(check("times2", VISIBLE), manual={"times2-check": {"score": 4.0, "comment": ""}}, penalty=1.5)
    assert "2.5 of 27 points , after 1.5 points less for being late" in text


@pytest.mark.parametrize("text", ["", " \n", STUB])
def test_a_written_answer_that_was_not_begun_is_not_shown_as_one(make, text):
    page = make(changes={"written": {"why": text}})
    assert "Nothing is written here." in page
    assert "0 of 3 points · not written yet" in page
    assert "A person reads" not in page, "where there is nothing to read"
    assert f'text_stub = "{STUB}"' in (ROOT / "nbgrader_config.py").read_text()


def hostile(source) -> str:
    evil = step(EVIL, "failed", case=EVIL, expected=EVIL, got=EVIL + "x" * 500, hint=EVIL)
    cells = [answer("times2", "error", EVIL), check("times2", [evil], message=EVIL, status=EVIL)]
    cells += [
        answer(EVIL),
        check(EVIL, [evil]),
        check("times3", [], check=None, status=EVIL, score=0.0, message=EVIL),
    ]
    changes = {"reason": EVIL, "notes": [EVIL, "x" * 5000], "timestamp": EVIL}
    written = {"why": EVIL + "\n" + "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301" * 50 + "w" * 50_000}
    texts = {"times2": f"{EVIL}\n{'y' * 50_000}\n" + "z\n" * 50_000}
    manual = {"times3-check": {"score": 1.0, "comment": EVIL}}
    one = result(EVIL, cells, **changes, written=written)
    return feedback(
        one, source, "after-due", True, {"times2": (EVIL, "https://one-neuron.github.io/")}, texts, manual
    )


def test_nothing_that_a_student_wrote_can_act(source):
    page = hostile(source)
    demand_harmless(page)
    assert "⟨U+202E⟩evil⟨U+001B⟩[2J⟨U+D800⟩" in page
    assert "y" * 501 not in page
    assert "e" + "\u0301" * 5 not in page
    assert len(page) < 120_000


def test_it_is_well_mannered_in_a_browser(browser, source, tmp_path, make):
    (tmp_path / "evil.html").write_text(hostile(source), encoding="utf-8")
    make(
        check("times2", VISIBLE),
        check("times3", HIDDEN),
        answers={"times2": CODE},
        links={"times2": ("A", "#")},
    )
    (tmp_path / "page.html").write_text(make.html, encoding="utf-8")
    for name in ("evil", "page"):
        demand_good_manners(browser, tmp_path / f"{name}.html")


@pytest.mark.parametrize("name", problem_sets())
def test_every_task_links_to_a_section_of_its_chapter(name):
    source = read_source(name)
    asked = {graded(cell)["grade_id"] for cell in source.cells if graded(cell).get("grade")}
    links = chapter_links(name, source)
    assert set(links) == {grade_id.removesuffix("-check") for grade_id in asked}
    chapter = f"https://one-neuron.github.io/one-neuron/{name[2:4]}-"
    assert all(url.startswith(chapter) and "#" in url for _, url in links.values())


def test_a_section_is_linked_as_sphinx_names_it_and_only_where_points_are_missing(make):
    links = chapter_links("ps01-neuron", read_source("ps01-neuron"))
    title, url = links["learning_rates"]
    assert (title, url.partition("#")[2]) == ("How large may α be?", "how-large-may-be")
    assert title in make(check("times2", VISIBLE), links={"times2": (title, url)})
    assert title not in make(check("times2", HIDDEN[:2]) | {"score": 4.0}, links={"times2": (title, url)})


def test_a_set_without_a_chapter_has_no_links(source):
    assert chapter_links("ps99-sample", source) == {}
