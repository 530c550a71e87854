"""The instructor's page keeps up with the commands: what it shows can be typed, no option is left out."""

import re
import shlex

import course
import pytest

from grading.__main__ import COMMANDS, parser

PAGE = (course.BOOK / "teach.md").read_text()
SHOWN = sorted(set(re.findall(r"python -m grading ((?!`)[^`\n#]+)", PAGE)))


def options(name: str) -> set[str]:
    parts = next(action for action in parser()._actions if action.choices).choices
    return {word for action in parts[name]._actions for word in action.option_strings}


@pytest.mark.parametrize("words", SHOWN)
def test_every_command_that_is_shown_can_be_typed(words):
    assert parser().parse_args(shlex.split(words)).command.__name__ == words.split()[0]


def test_every_command_of_an_instructor_is_shown():
    wanted = {command.__name__ for command in COMMANDS} - {"source", "release"}  # `make release` is
    assert wanted <= {words.split()[0] for words in SHOWN}


def test_every_option_of_a_run_is_explained():
    assert {option for option in options("run") if f"`{option}" not in PAGE} == {"-h"}
    for policy in ("never", "names", "after-due"):
        assert f"`--hidden {policy}`" in PAGE


def test_every_status_is_explained():
    from grading.pages.feedback import STATUS
    from grading.pages.report import WORDS

    told = set(re.findall(r"^\| ([\w ]+) \|", PAGE, re.MULTILINE))
    assert set(WORDS) | set(STATUS) - {"not reached"} <= told
