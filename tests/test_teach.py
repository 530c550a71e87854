"""The instructor's page keeps up with the commands: what it shows can be typed, no option is left out."""

import os
import re
import shlex
import subprocess

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


def typed(words: str, folder, home) -> None:
    """Run the one block of commands that has these words, as an instructor would."""
    (block,) = [block for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if words in block]
    subprocess.run(["bash", "-ec", block], cwd=folder, env=os.environ | {"HOME": str(home)}, check=True)


def test_folders_are_copied_with_all_that_was_handed_in(tmp_path):
    for name, file in {"ana": "ps01-neuron.ipynb", "bob b": "answers.pdf"}.items():
        (tmp_path / "Downloads" / "ps01" / name).mkdir(parents=True)
        (tmp_path / "Downloads" / "ps01" / name / file).write_text(name)
    typed("Downloads/ps01", tmp_path, tmp_path)
    found = {
        path.relative_to(tmp_path / "submitted").as_posix() for path in (tmp_path / "submitted").rglob("*.*")
    }
    assert found == {"ana/ps01-neuron/ps01-neuron.ipynb", "bob b/ps01-neuron/answers.pdf"}


def test_what_is_committed_is_taken_and_no_link_is_followed(tmp_path):
    from grading.intake.folder import look_into

    for name in ("ana", "bob", "cyd"):
        place = tmp_path / "clones" / name / "exercises" / "ps01-neuron"
        place.parent.mkdir(parents=True)
        if name == "cyd":
            place.symlink_to("../../ana/exercises/ps01-neuron")
        else:
            place.mkdir()
        if name == "ana":
            (place / "ps01-neuron.ipynb").write_text("hers")
        if name == "bob":
            (place / "ps01-neuron.ipynb").symlink_to("../../../ana/exercises/ps01-neuron/ps01-neuron.ipynb")
        who = ["-c", "user.name=x", "-c", "user.email=x@x"]
        for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "x"]):
            subprocess.run(["git", *words], cwd=tmp_path / "clones" / name, check=True)
    typed("clones/*/", tmp_path, tmp_path)
    read = {}
    for name in ("ana", "bob", "cyd"):
        handed = look_into(tmp_path / "submitted" / name / "ps01-neuron", "ps01-neuron.ipynb")
        read[name] = handed.contents.get("ps01-neuron.ipynb")
        assert handed.contents["timestamp.txt"].startswith(b"20")
    assert read["ana"] == b"hers"
    assert str(read["bob"]) == "is a link, not a file"
    assert read["cyd"] is None
