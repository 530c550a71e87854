"""A quiz refuses what could not teach, escapes what is code, and answers each choice with its own words."""

import pytest

from minilib import quiz as module
from minilib.quiz import form, quiz, text

QUESTION = "What is `a < b` & `c`?"
CHOICES = {
    "true": "Because <it> is.",
    "`false`": "That reads it as `a > b`.",
    "7": 'A "number" is no truth value.',
}


def test_code_is_marked_and_everything_else_escaped():
    assert text("`x<y` & <b>") == "<code>x&lt;y</code> &amp; &lt;b&gt;"


def test_one_choice_is_right_and_each_has_its_words():
    page = form(QUESTION, CHOICES, "true")
    assert page.count('type="radio"') == 3
    assert page.count("data-right") == 1 + module.ANSWER.count("data-right")
    assert 'data-right="yes" data-why="Because &amp;lt;it&amp;gt; is."' in page
    assert "id=" not in page


def test_a_quiz_is_the_same_each_time_and_shows_itself_once(monkeypatch):
    bundles = []
    monkeypatch.setattr(module, "display", lambda bundle, raw: bundles.append(bundle))
    quiz(QUESTION, CHOICES, "true")
    quiz(QUESTION, CHOICES, "true")
    assert bundles[0] == bundles[1]
    assert bundles[0]["text/plain"] == QUESTION


@pytest.mark.parametrize(
    ("question", "choices", "answer", "says"),
    [
        (" ", CHOICES, "true", "expected a question, got ' '"),
        ("a?", {"yes": "it is"}, "yes", "expected 2 choices or more, got 1"),
        ("a?", {"yes": "it is", "no": "it is"}, "Yes", r"expected one of \['yes', 'no'\], got 'Yes'"),
        (
            "a?",
            {"yes": "it is", "no": " "},
            "yes",
            "choice 'no' is explained: expected an explanation, got ' '",
        ),
    ],
)
def test_a_quiz_that_cannot_teach_is_refused(question, choices, answer, says):
    with pytest.raises(ValueError, match=says):
        quiz(question, choices, answer)


def test_two_quizzes_on_a_page_answer_for_themselves_by_keyboard(browser):
    page = browser.new_page()
    page.set_content(form(QUESTION, CHOICES, "true") * 2)
    first, second = page.locator("form").all()
    status = first.get_by_role("status")
    first.locator("input").first.focus()
    page.keyboard.press("Space")
    assert status.inner_text() == "✓ Right. Because <it> is."
    page.keyboard.press("ArrowDown")
    assert status.inner_text() == "✗ Not quite. That reads it as a > b."
    assert status.locator("code").inner_text() == "a > b"
    second.locator("input").nth(2).check()
    assert second.get_by_role("status").inner_text() == '✗ Not quite. A "number" is no truth value.'
    assert first.locator("input").nth(1).is_checked()
    page.close()
