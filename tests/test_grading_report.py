"""The instructor's page on a class: counts, the diagnosis by named wrong answers, and what needs a human."""

import re

import pytest
from grading_pages import (
    EVIL,
    answer,
    check,
    demand_good_manners,
    demand_harmless,
    lost,
    open_alone,
    result,
    step,
    words,
)

from grading.pages.diagnosis import Likeness, resembles
from grading.pages.report import histogram, report
from grading.pages.webpage import STATIC


def wrong(name: str, claim: str = "one number", **told) -> dict:
    """A row of the bank."""
    told = {"case": "x=2.0", "expected": "4.0", "got": "5.0"} | told
    return {"kind": "wrong", "name": name, "step": step(claim, "failed") | told}


ROWS = [
    {"kind": "right", "name": "by adding", "step": None},
    wrong("adds", "zero stays zero", case="x=0.0", expected="0.0", got="2.0"),
    wrong("one too many", got="6.0"),
    wrong("one short", got="2.0"),
    wrong("of another size", got="shape (2,): [1., 2.5]"),
    wrong(
        "divides",
        status="error",
        got="ZeroDivisionError: by zero  (line 2 of your cell: return 1 / s)",
    ),
]
BANK = {"ps07-sample": {"tasks": {"times2": ROWS}, "problems": []}}


def failed(**told) -> dict:
    return step("one number", "failed") | {"case": "x=2.0", "expected": "4.0", "got": "5.0"} | told


@pytest.mark.parametrize(
    ("told", "names", "same"),
    [
        ({"got": "6.0"}, ("one too many",), True),
        ({"got": "6.00001"}, ("one too many",), True),
        ({"got": "shape (2,): [1., 2.50001]"}, ("of another size",), True),
        ({"status": "error", "got": "ZeroDivisionError: by zero"}, ("divides",), True),
        ({"got": "6.1"}, ("one too many", "one short", "of another size"), False),
        ({"got": "shape (3,): [1., 2.5, 3.]"}, ("of another size", "one short", "one too many"), False),
        ({"got": "6.0", "expected": "4.0 at [1]"}, ("one too many", "one short", "of another size"), False),
        ({"claim": "negative numbers too", "got": "6.0"}, (), False),
    ],
)
def test_a_failure_resembles_what_broke_at_the_same_step_in_the_same_way(told, names, same):
    assert resembles(failed(**told), [row for row in ROWS if row["kind"] == "wrong"]) == Likeness(names, same)


def sample() -> list[dict]:
    good, bad = [step("zero stays zero"), step("one number")], [step("zero stays zero"), failed(got="6.0")]
    hidden = [*good, step("negative too", "failed", 2, True, got="3")]
    late, stuck = (
        step("zero stays zero", "timeout"),
        failed(status="error", got="the check itself stopped: KeyError"),
    )
    return [
        result(
            "ana", [answer("times2"), check("times2", good)], written={"why": "So."}, notes=["It was copied."]
        ),
        result("bob", [check("times2", bad)], written={"why": "*Write your answer here.*"}),
        result("cleo", [check("times2", bad)]),
        result("dan", [check("times2", [late, failed(status="not reached")])]),
        result("eve", [check("times2", hidden)]),
        result("fay", [lost("times2", "error", 2)]),
        result("guy", [check("times2", [step("zero stays zero"), stuck])]),
        result("hal", status="unreadable", reason="its text is not UTF-8"),
        result("ida", status="failed", reason="the grading process was lost"),
    ]


def test_it_counts_and_names_what_needs_a_human():
    text = words(report("ps07-sample", sample(), BANK))
    assert "9 handed in: 7 graded, 1 cannot be read, 1 the grader failed." in text
    for line in (
        "Cannot be read: hal : its text is not UTF-8",
        "The grader failed: ida : the grading process was lost",
        "times2-check took too long: dan",
        "times2-check the check itself stopped: fay , guy",
        "1 written answer to read: why. Formgrader shows which are left",
    ):
        assert line in text


def test_failures_are_grouped_by_the_wrong_answer_they_resemble():
    text = words(report("ps07-sample", sample(), BANK))
    assert "one number as “one too many” 2 bob , cleo" in text
    assert "zero stays zero took too long 1 dan" in text
    assert "one number the check itself stopped 1 guy" in text
    assert "negative too (hidden) no answer that has a name 1 eve" in text


@pytest.mark.parametrize("bank", [{}, {"ps01-neuron": {"tasks": {}, "problems": []}}])
def test_without_a_bank_there_is_no_diagnosis(bank):
    text = words(report("ps07-sample", sample(), bank))
    assert "one number 2 bob , cleo" in text
    assert "“" not in text


def test_a_class_that_handed_in_nothing_has_a_page():
    text = words(report("ps07-sample", [], BANK))
    assert "0 handed in: nothing." in text
    assert "Nothing failed." in text


def test_the_histogram_has_a_column_for_each_point():
    drawn = histogram([0.0, 4.0, 4.0, 2.5], 4)
    assert 'aria-label="1 with 0 points, 1 with 2 points, 2 with 4 points"' in drawn
    assert re.findall(r'class="fill"[^>]* height="([\d.]+)"', drawn) == ["17.0", "0.0", "17.0", "0.0", "34.0"]


def test_all_students_stand_in_it_with_points_and_notes():
    text = words(report("ps07-sample", sample(), BANK))
    assert "ana graded 2 2 2026-11-20 10:00 0.4 1 It was copied." in text
    assert "hal cannot be read – – 2026-11-20 10:00 0.4 1 its text is not UTF-8" in text


def test_nothing_that_a_student_wrote_can_act():
    evil = step(EVIL, "failed", case=EVIL, expected=EVIL, got=EVIL)
    cells = [
        answer(EVIL, "crashed"),
        check(EVIL, [evil]),
        check("times2", [], check=None, status="error", score=0.0),
    ]
    results = [result(EVIL, cells, written={EVIL: EVIL}, notes=[EVIL], reason=EVIL, timestamp=EVIL)]
    results += [
        result(EVIL, status=status, reason=EVIL, level=EVIL) for status in ("unreadable", "failed", EVIL)
    ]
    script = (STATIC / "sort.js").read_text()
    demand_harmless(report(EVIL, results, {EVIL: {"tasks": {EVIL: [wrong(EVIL, EVIL)]}}}), (script,))


def test_it_is_well_mannered_in_a_browser(browser, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(report("ps07-sample", sample(), BANK), encoding="utf-8")
    demand_good_manners(browser, path)


def test_a_press_on_a_heading_sorts_the_students(browser, tmp_path):
    path = tmp_path / "report.html"
    scores = {"ana2": 2, "ana10": 10, "cleo": 9}
    made = [result(name, [check("times2", [step("all", points=score)])]) for name, score in scores.items()]
    path.write_text(report("ps07-sample", [*made, result("dan", status="failed")], BANK), encoding="utf-8")
    page, troubles = open_alone(browser, path)
    names = page.locator("table").last.locator("tbody th")
    points = page.get_by_role("columnheader", name="Points", exact=True).last
    for order, expected in (
        ("descending", ["ana10", "cleo", "ana2", "dan"]),
        ("ascending", ["dan", "ana2", "cleo", "ana10"]),
    ):
        points.get_by_role("button").press("Enter")
        assert names.all_inner_texts() == expected
        assert points.get_attribute("aria-sort") == order
    page.get_by_role("columnheader", name="Student", exact=True).get_by_role("button").click()
    assert names.all_inner_texts() == ["ana2", "ana10", "cleo", "dan"]
    assert troubles == []
    page.context.close()
