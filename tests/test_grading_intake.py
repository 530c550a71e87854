"""Whatever is handed in is read as fairly as it can be, told where it is odd, and never an error of ours."""

import copy
import json
import os
import random
from dataclasses import asdict

import nbformat
import pytest
from grading_sample import student_notebook, write_sample

from grading.intake.folder import MOST_BYTES, MOST_FILES, digest_of, look_into
from grading.intake.submission import STUB, cells_to_grade, take_in
from grading.rules import graded
from grading.source import read_source

NAME = "ps07-sample"
OWN = f"{NAME}.ipynb"
DONE = {key: f"def {key}(x):\n    return {key[-1]} * x" for key in ("times2", "times3")}
DONE["why"] = "Because."
HELPER = "def helper(x):\n    return x"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    write_sample(folder, tasks=2)
    return folder


@pytest.fixture(scope="module")
def source(root):
    return read_source(NAME, root)


@pytest.fixture(scope="module")
def release(root):
    return student_notebook(root)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted" / "ana" / NAME
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def done(release):
    """The notebook of a student who answered everything."""
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        cell.source = DONE.get(name_of(cell), cell.source)
    return notebook


@pytest.fixture
def hand_in(folder, release):
    """hand_in(notebook or text or bytes, name=…) puts it into the folder and takes the folder in."""

    def hand_in(content=None, name=OWN):
        if content is not None:
            write(folder / name, content)
        return take_in(look_into(folder, OWN), NAME, release)

    return hand_in


def write(path, content):
    content = json.dumps(content) if isinstance(content, dict) else content
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def name_of(cell):
    return graded(cell).get("grade_id")


def at(notebook, name):
    return next(i for i, cell in enumerate(notebook.cells) if name_of(cell) == name)


def code(text, **more):
    return nbformat.from_dict({"cell_type": "code", "metadata": {}, "source": text, "outputs": [], **more})


def order(source, submission):
    return [cell.name for cell in cells_to_grade(source, submission)]


RELEASED = ["setup", "times2", "times2-check", "times3", "times3-check"]


def test_an_honest_notebook_is_read_without_a_note(done, hand_in, source):
    done.cells[at(done, "times2-check")].outputs = [{"output_type": "stream", "text": "x"}]
    done.metadata.widgets = {"state": {}}
    submission = hand_in(done)
    assert (submission.student, submission.status, submission.reason) == ("ana", "read", "")
    assert submission.sources == DONE
    assert (submission.notes, submission.added, submission.timestamp) == ((), (), None)
    cells = cells_to_grade(source, submission)
    assert [(cell.name, cell.kind, cell.points) for cell in cells] == [
        *(("setup", "given", 0.0), ("times2", "answer", 0.0), ("times2-check", "check", 4.0)),
        *(("times3", "answer", 0.0), ("times3-check", "check", 4.0)),
    ]
    assert cells[1].source == DONE["times2"]
    assert "task.hidden()" in cells[2].source, "the check is the instructor's"


BROKEN = {
    "empty": (b"", "is empty"),
    "blank": (b" \n", "is empty"),
    "cut off": (b'{"cells": [', "is not a notebook, or damaged: line 1: Expecting value"),
    "conflict": (b'{\n<<<<<<< HEAD\n"cells": []}', "is not a notebook, or damaged: line 2"),
    "zip": (b"PK\x03\x04\xff\xfe\x00", "is not encoded in UTF-8: byte 4 is 0xff"),
    "latin-1": ('{"cells": "ä"}'.encode("latin-1"), "is not encoded in UTF-8: byte 11 is 0xe4"),
    "half of UTF-16": (b"\xff\xfe{\x00}", "is damaged: not UTF-16"),
    "a list": (b"[]", "is no notebook, but other JSON"),
    "no format": (b'{"cells": []}', "states no notebook format"),
    "format in words": (b'{"nbformat": "4", "cells": []}', "states no notebook format"),
    "format NaN": (b'{"nbformat": NaN}', "states no notebook format"),
    "format 1": (b'{"nbformat": 1}', "has notebook format 1, and formats 2 to 4 are known"),
    "format 5": (b'{"nbformat": 5}', "has notebook format 5, and formats 2 to 4 are known"),
    "depth bomb": (b'{"nbformat": 4, "cells": ' + b"[" * 100_000, "is nested more deeply than any notebook"),
    "no cells": (b'{"nbformat": 4, "nbformat_minor": 5}', f"none of its cells belongs to {NAME}"),
    "cells a word": (b'{"nbformat": 4, "cells": "many"}', f"none of its cells belongs to {NAME}"),
    "2001 cells": (b'{"nbformat": 4, "cells": [%s1]}' % (b"1," * 2000), "has 2001 cells, and at most 2000"),
    "too large": (b" " * (MOST_BYTES + 300_000), "has 10.3 MB, and at most 10 MB are read"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_is_unreadable_with_its_reason(kind, hand_in, source):
    content, reason = BROKEN[kind]
    submission = hand_in(content)
    assert submission.status == "unreadable"
    assert submission.reason.startswith(f"{OWN} ")
    assert reason in submission.reason
    assert (submission.sources, submission.added) == ({}, ())
    sources = {cell.source for cell in cells_to_grade(source, submission) if cell.kind == "answer"}
    assert sources == {STUB}, "never the solution"


def test_a_file_of_just_the_limit_is_read(done, hand_in):
    text = json.dumps(done)
    assert hand_in(text + " " * (MOST_BYTES - len(text))).status == "read"


def test_links_pipes_and_folders_are_not_opened(done, folder, hand_in, tmp_path):
    write(tmp_path / "other.ipynb", done)
    (folder / OWN).symlink_to(tmp_path / "other.ipynb")
    assert hand_in().reason == f"{OWN} is a link, not a file"
    (folder / OWN).unlink()
    os.mkfifo(folder / OWN)  # opened as usual, this would wait for ever
    assert hand_in().reason == f"{OWN} is a pipe, not a file"
    (folder / OWN).unlink()
    (folder / OWN).mkdir()
    assert hand_in().reason == f"{OWN} is a folder, not a file"
    (folder / "more").symlink_to(tmp_path)
    assert hand_in().reason == f"{OWN} is a folder, not a file", "nothing is read through a linked folder"


def test_a_folder_that_is_none_is_told(done, folder, hand_in, release, tmp_path):
    assert hand_in().reason == f"there is no notebook in the folder {NAME}"
    none = take_in(look_into(folder / "none", OWN), NAME, release)
    assert none.reason == "none cannot be opened: No such file or directory"
    write(folder / "ps.pdf", "x")
    submission = hand_in()
    assert submission.notes == ("other files, which are not used: ps.pdf",)
    write(folder / OWN, done)
    (tmp_path / "linked").symlink_to(folder)
    assert take_in(look_into(tmp_path / "linked", OWN), NAME, release).reason == "linked is not a folder"


def encoded(notebook, encoding):
    return json.dumps(notebook, ensure_ascii=False).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_other_encodings_are_read_and_told(encoding, done, hand_in):
    done.cells[at(done, "why")].source = "Weil ä ≠ 😀."
    submission = hand_in(encoded(done, encoding))
    assert submission.sources["why"] == "Weil ä ≠ 😀."
    assert submission.notes == (f"the notebook is encoded in {encoding.upper()} instead of UTF-8",)


@pytest.mark.parametrize("version", [2, 3])
def test_old_formats_are_converted(version, done, hand_in, source):
    done.cells.insert(1, code(HELPER, id="h", execution_count=None))
    done.metadata.name = "x"
    submission = hand_in(nbformat.convert(done, version))
    assert submission.notes[0] == f"the notebook has the old format {version}: it was converted"
    assert submission.sources == DONE
    assert order(source, submission) == ["added-1", *RELEASED]


def test_a_notebook_of_colab_is_read(done, hand_in):
    done.nbformat_minor = 0
    for cell in done.cells:
        del cell["id"]
        cell.metadata.colab = {"id": "abc"}
    assert hand_in(done).sources == DONE
    assert hand_in(done).notes == ("the notebook has the format 4.0, an older one than 4.5",)


@pytest.mark.parametrize("minor", [6, 99])
def test_a_newer_minor_format_is_read(minor, done, hand_in):
    done.nbformat_minor = minor
    assert hand_in(done).sources == DONE
    assert f"4.{minor}, a newer one" in hand_in(done).notes[0]


def test_numbers_that_no_notebook_needs_harm_nothing(done, hand_in):
    text = json.dumps(done).replace('"nbformat":', f'"a": {"9" * 5000}, "b": NaN, "c": 1e999, "nbformat":')
    assert hand_in(text).sources == DONE


def test_sources_may_be_lines_and_damaged_cells_count_as_empty(done, hand_in):
    lines = done.cells[at(done, "times2")]
    lines.source = lines.source.splitlines(keepends=True)
    del done.cells[at(done, "times3")]["source"]
    done.cells[at(done, "why")].source = ["half \ud83d"]
    done.cells += [None, 7, ["x"], {}]
    done.cells[0].metadata = [1]
    submission = hand_in(done)
    assert submission.sources == DONE | {"times3": "", "why": "half ?"}
    assert submission.notes == ("5 of its cells are damaged and count as empty",)


@pytest.mark.parametrize("odd", [None, [], {}, 3, {"a": 1}, "", "x" * 10_000, "no such cell"])
def test_odd_grade_ids_are_none(odd, done, hand_in):
    done.cells[at(done, "times3")].metadata.nbgrader.grade_id = odd
    done.cells.append(code("1", metadata={"nbgrader": odd}))
    submission = hand_in(done)
    assert submission.sources == DONE, "the answer is recognised by its cell id"
    assert "cells that lost their grade id, and were recognised: times3" in submission.notes


KERNELS = [
    ({"name": "ir", "language": "R"}, "the notebook's language is R: it is graded as Python"),
    (
        {"name": "torch-env", "language": "python"},
        "the notebook's kernel is torch-env: it is graded with python3",
    ),
    (
        {"name": "x\n" * 50, "language": ["R"]},
        f"the notebook's kernel is {'x?' * 30}…: it is graded with python3",
    ),
]


@pytest.mark.parametrize(("kernel", "note"), KERNELS)
def test_another_kernel_is_told(kernel, note, done, hand_in):
    done.metadata.kernelspec = kernel
    assert hand_in(done).notes == (note,)
    assert hand_in(done).sources == DONE


def test_a_renamed_notebook_is_found(done, hand_in):
    submission = hand_in(done, "Untitled (1).ipynb")
    assert submission.sources == DONE
    assert submission.notes == (f"the notebook is called Untitled (1).ipynb instead of {OWN}",)


@pytest.mark.parametrize("name", ["PS07.IPYNB", f"{OWN}.txt", f"unzipped/{OWN}"])
def test_a_notebook_may_be_called_and_lie_otherwise(name, done, folder, hand_in):
    (folder / name).parent.mkdir(exist_ok=True)
    assert hand_in(done, name).sources == DONE
    assert name in hand_in().notes[0]


def test_of_several_notebooks_the_one_with_most_cells_of_the_set_counts(done, folder, hand_in):
    less = copy.deepcopy(done)
    less.cells = less.cells[: at(less, "times3")]
    write(folder / OWN, less)
    submission = hand_in(done, "final.ipynb")
    assert submission.sources == DONE
    assert f"of several notebooks final.ipynb counts, and not {OWN}" in submission.notes


def test_among_equals_the_sets_name_counts_and_then_the_newest(done, folder, hand_in):
    for k, name in enumerate(["b.ipynb", "c.ipynb", "a.ipynb"]):
        done.cells[at(done, "why")].source = name
        write(folder / name, done)
        os.utime(folder / name, (k % 2, k % 2))
    assert hand_in().sources["why"] == "c.ipynb"
    done.cells[at(done, "why")].source = "own"
    write(folder / OWN, done)
    os.utime(folder / OWN, (0, 0))
    assert hand_in().sources["why"] == "own"


@pytest.mark.parametrize("emptied", [False, True])
def test_an_untouched_notebook_never_counts_before_an_answered_one(emptied, done, folder, hand_in, release):
    blank = copy.deepcopy(release)
    for cell in blank.cells:
        if emptied and name_of(cell) in DONE:
            cell.source = "\n"
    write(folder / OWN, blank)
    del done.cells[at(done, "times3-check")]
    assert hand_in(done, "mine.ipynb").sources == DONE


def test_of_very_many_notebooks_the_sets_own_is_among_those_read(done, folder, hand_in):
    for k in range(25):
        write(folder / f"a{k}.ipynb", "{}")
    assert hand_in(done).sources == DONE


def test_checkpoints_and_hidden_files_do_not_count(done, folder, hand_in):
    for name in (".ipynb_checkpoints", "__MACOSX"):
        (folder / name).mkdir()
        write(folder / name / OWN, done)
    write(folder / f"._{OWN}", done)
    assert hand_in().reason == f"there is no notebook in the folder {NAME}"


def test_a_damaged_notebook_beside_a_sound_one_is_told(done, folder, hand_in):
    write(folder / OWN, "{")
    submission = hand_in(done, "copy.ipynb")
    assert submission.sources == DONE
    assert any(note.startswith(f"{OWN} is not a notebook, or damaged") for note in submission.notes)


def test_a_notebook_of_another_set_is_unreadable(done, hand_in):
    for cell in done.cells:  # its setup has the same name and text, as in every set
        if name_of(cell) not in (None, "setup"):
            cell.metadata.nbgrader.grade_id, cell.id = "other-" + name_of(cell), "x"
        if name_of(cell) != "setup":
            cell.source = "def other(): pass"
    submission = hand_in(done)
    assert submission.reason == f"{OWN} is another notebook: none of its cells belongs to {NAME}"


def with_copy(done, text, where=1):
    twin = copy.deepcopy(done.cells[at(done, "times2")])
    twin.source, twin.id = text, "copy"
    done.cells.insert(at(done, "times2") + where, twin)
    return done


def test_of_copies_the_last_that_was_changed_counts(done, hand_in, release, source):
    stub = release.cells[at(release, "times2")].source
    note = "answers that are there several times, of which the last that was changed counts: times2"
    submission = hand_in(with_copy(done, stub + "  \r\n"))
    assert submission.sources == DONE, "the second is as released"
    assert submission.notes == (note,)
    submission = hand_in(with_copy(done, "second = 1", where=2))
    assert submission.sources["times2"] == "second = 1"
    assert submission.notes == (note, "added code cells: 1")
    names = order(source, submission)
    assert names == ["setup", "added-1", *RELEASED[1:]], "the first half of a split cell runs before"
    assert submission.added[0].source == DONE["times2"]


def test_a_copy_as_text_never_counts_before_the_code(done, hand_in):
    with_copy(done, "my first try")
    done.cells[at(done, "times2") + 1].cell_type = "markdown"
    assert hand_in(done).sources == DONE


def test_deleted_cells_are_put_back(done, hand_in, release, source):
    done.cells = [cell for cell in done.cells if name_of(cell) not in ("times2", "times3-check")]
    submission = hand_in(done)
    assert submission.sources == DONE | {"times2": release.cells[at(release, "times2")].source}
    assert submission.notes == (
        "deleted answers, which count as not answered: times2",
        "deleted cells of the course, which are put back: times3-check",
    )
    assert order(source, submission) == RELEASED


@pytest.mark.parametrize("kind", ["raw", "markdown"])
def test_answers_in_cells_of_another_kind_count(kind, done, hand_in):
    done.cells[at(done, "times2")].cell_type = kind
    done.cells[at(done, "why")].cell_type = "code"
    submission = hand_in(done)
    assert submission.sources == DONE
    assert submission.notes == (
        "answers whose cell was turned from code into text or back, which count all the same: times2, why",
    )


def test_moved_cells_are_graded_in_the_order_of_the_release(done, hand_in, source):
    done.cells.insert(1, done.cells.pop(at(done, "times3")))
    submission = hand_in(done)
    assert submission.notes == ("cells in another order, which are graded in that of the release: setup",)
    assert order(source, submission) == RELEASED


def test_edited_and_copied_cells_of_the_course_are_its_own_again(done, hand_in, source):
    check = done.cells[at(done, "times2-check")]
    done.cells.append(copy.deepcopy(check))
    check.source = "4"
    submission = hand_in(done)
    assert submission.notes == (
        "cells of the course that are there several times, of which the course's own version counts: "
        "times2-check",
        "edited cells of the course, in place of which the course's own version counts: times2-check",
    )
    assert cells_to_grade(source, submission)[2].source == source.cells[at(source, "times2-check")].source
    assert submission.added == ()


def without_ids(cells):
    for cell in cells:
        cell.metadata, cell.id = nbformat.from_dict({}), "gone"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("times2", "times2 = lambda x: 2 * x"),  # by the heading above
        ("why", DONE["why"]),  # by the heading above
    ],
)
def test_an_answer_that_lost_its_metadata_is_recognised(name, text, done, hand_in):
    cell = done.cells[at(done, name)]
    cell.source = text
    without_ids([cell])
    submission = hand_in(done)
    assert submission.sources == DONE | {name: text}
    assert submission.notes == (f"cells that lost their grade id, and were recognised: {name}",)
    assert submission.added == ()


@pytest.mark.parametrize("cell_id", ["gone", "times2"])
def test_an_answer_without_metadata_is_recognised_elsewhere(cell_id, done, hand_in):
    text = DONE["times2"] if cell_id == "gone" else "times2 = lambda x: 2 * x"
    del done.cells[at(done, "times2")]
    done.cells.append(code(text, id=cell_id))
    submission = hand_in(done)
    assert submission.sources == DONE | {"times2": text}
    assert "cells that lost their grade id, and were recognised: times2" in submission.notes


def test_a_notebook_that_lost_all_metadata_is_recognised(done, hand_in, source):
    without_ids(done.cells)
    submission = hand_in(done)
    names = "setup, times2, times2-check, times3, times3-check, why"
    assert submission.notes == (f"cells that lost their grade id, and were recognised: {names}",)
    assert submission.sources == DONE
    assert submission.added == ()
    assert order(source, submission) == RELEASED


def test_one_function_of_the_same_name_makes_no_submission(release, hand_in):
    notebook = {"nbformat": 4, "nbformat_minor": 5, "cells": [code(DONE["times2"])]}
    assert hand_in(notebook).status == "unreadable"


def test_a_cell_of_ones_own_is_not_taken_for_an_answer_that_is_there(done, hand_in):
    done.cells.insert(at(done, "times2"), code("def times2(x):\n    return 'first try'"))
    assert hand_in(done).sources == DONE


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("setup", ["added-1", *RELEASED]),
        ("times2", ["setup", "added-1", *RELEASED[1:]]),
        ("times2-check", ["setup", "times2", "added-1", *RELEASED[2:]]),
        ("times3", [*RELEASED[:3], "added-1", *RELEASED[3:]]),
        ("why", RELEASED),
    ],
)
def test_added_cells_run_where_they_stand_as_long_as_a_check_follows(before, names, done, hand_in, source):
    done.cells.insert(at(done, before), code(HELPER))
    submission = hand_in(done)
    assert order(source, submission) == names
    assert submission.notes == ("added code cells: 1",)
    kinds = {cell.name: cell.kind for cell in cells_to_grade(source, submission)}
    assert kinds.get("added-1", "answer") == "answer"


def test_a_helper_below_a_deleted_check_runs_before_it(done, hand_in, source):
    done.cells[at(done, "times2-check")] = code(HELPER)
    assert order(source, hand_in(done)) == ["setup", "times2", "added-1", *RELEASED[2:]]


def test_a_helper_above_a_moved_answer_runs_before_it(done, hand_in, source):
    third = [done.cells.pop(at(done, "times3")), done.cells.pop(at(done, "times3-check"))]
    done.cells[at(done, "times2") : at(done, "times2")] = [*third, code(HELPER)]
    assert order(source, hand_in(done)) == ["setup", "added-1", *RELEASED[1:]]


def test_what_follows_a_cell_that_a_later_source_lacks_runs_first(done, hand_in, source):
    done.cells.insert(at(done, "setup") + 1, code(HELPER))
    later = copy.deepcopy(source)
    del later.cells[at(later, "setup")]
    assert order(later, hand_in(done)) == ["added-1", *RELEASED[1:]]


def test_copies_of_the_courses_cells_and_empty_ones_are_not_added(done, hand_in):
    without_ids(twins := copy.deepcopy(done.cells[1:6:4]))
    for i, cell in enumerate([*twins, code("  \n"), copy.deepcopy(done.cells[at(done, "times2-check")])]):
        done.cells.insert(2 * i, cell)
    assert hand_in(done).added == ()


def test_only_so_many_added_cells_run(done, hand_in):
    done.cells[:0] = [code(f"x{k} = {k}") for k in range(300)]
    submission = hand_in(done)
    assert [cell.source for cell in submission.added[198:]] == ["x198 = 198", "x199 = 199"]
    assert "only the first 200 of the added cells run" in submission.notes


def test_demonstrations_are_left_out_but_what_follows_them_is_not(done, hand_in, source):
    source = copy.deepcopy(source)
    source.cells[at(source, "setup")].metadata.tags = ["demonstration"]
    done.cells.insert(at(done, "setup") + 1, code(HELPER))
    assert order(source, hand_in(done)) == ["added-1", *RELEASED[1:]]


def test_other_files_are_named_and_not_used(done, folder, hand_in):
    (folder / "data").mkdir()
    for name in ("torch.py", "data/a\nb.csv", "timestamp.txt"):
        write(folder / name, "2026-01-01")
    submission = hand_in(done)
    assert submission.notes == ("other files, which are not used: torch.py, data/a?b.csv",)
    assert submission.sources == DONE


def test_files_without_end_are_bounded(done, folder, hand_in):
    for k in range(MOST_FILES + 1):
        (folder / f"x{k}").touch()
    submission = hand_in(done, "z.ipynb")
    assert submission.sources == DONE
    assert submission.notes[-1].startswith(f"there are more than {MOST_FILES - 1} files")


@pytest.mark.parametrize(("depth", "status"), [(5, "read"), (6, "unreadable")])
def test_notebooks_are_looked_for_so_many_folders_deep(depth, status, done, folder, hand_in):
    (deep := folder / "/".join("a" * depth)).mkdir(parents=True)
    write(deep / OWN, done)
    assert hand_in().status == status


def test_folders_without_end_are_bounded(done, folder, hand_in):
    for k in range(MOST_FILES + 1):
        (folder / f"x{k}").mkdir()
    write(folder / f"x{k}" / "last.ipynb", done)  # x1000 comes early in the alphabet
    write(folder / "x999" / OWN, done)
    assert hand_in().notes[0] == f"the notebook is called x{k}/last.ipynb instead of {OWN}"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-11-20 10:00:00.000000 UTC\n", "2026-11-20T10:00:00+00:00"),
        ("2026-11-20 10:00:00.5 +0200", "2026-11-20T08:00:00.500000+00:00"),
        ("2026-11-20T10:00:00", "2026-11-20T10:00:00+00:00"),
        *[(text, None) for text in ("", "soon", "0001-01-01T00:00:00+02:00", "9" * 10_000, b"\xff")],
    ],
)
def test_the_time_is_nbgraders(text, time, done, folder, hand_in):
    write(folder / "timestamp.txt", text)
    submission = hand_in(done)
    assert submission.timestamp == time
    assert len(submission.notes) == (time is None)


def test_the_digest_changes_with_what_is_handed_in_and_not_with_when_it_was_copied(done, folder, tmp_path):
    def digest(name, content):
        write(folder / name, content)
        return digest_of(look_into(folder, OWN))

    first = digest(OWN, done)
    os.utime(folder / OWN, (0, 0))
    assert digest_of(look_into(folder, OWN)) == first
    digests = {first, digest("torch.py", "x"), digest("timestamp.txt", "2026-11-20 10:00:00 UTC")}
    done.cells[at(done, "why")].source = "Because!"
    digests |= {digest(OWN, done), digest(OWN, b"{"), digest(OWN, b"[")}
    (tmp_path / "linked").symlink_to(folder)
    digests |= {digest_of(look_into(tmp_path / name, OWN)) for name in ("linked", "none")}
    assert len(digests) == 8


JUNK = [
    None,
    -1,
    10**30,
    float("nan"),
    "",
    "times2",
    "\ud800",
    [],
    {},
    [[[1]]],
    {"source": 1},
    True,
    "x" * 1000,
]
JUNK += ["code", "markdown", [None], {"grade_id": "times2"}, ["def times2(x):\n", "    return x"]]


def mutated(content, rng):
    """The notebook with one to ten places of its tree lost, doubled, mixed or replaced by junk."""
    content = json.loads(json.dumps(content))
    for _ in range(rng.randint(1, 10)):
        place = content if rng.random() < 0.1 else content.get("cells")
        while isinstance(place, dict | list) and place:
            key = rng.choice(list(place)) if isinstance(place, dict) else rng.randrange(len(place))
            if rng.random() < 0.2 or not isinstance(place[key], dict | list):
                break
            place = place[key]
        else:
            continue
        change = rng.randrange(4)
        if change == 0:
            del place[key]
        elif change == 1 and isinstance(place, list):
            place.insert(rng.randrange(len(place) + 1), copy.deepcopy(place[key]))
        elif change == 2 and isinstance(place, list):
            rng.shuffle(place)
        else:
            place[key] = copy.deepcopy(rng.choice(JUNK))
    return json.dumps(content).encode()


def damaged(data, rng):
    """The file with some bytes changed, lost or cut off."""
    data = bytearray(data)
    for _ in range(rng.choice([0, 1, 3])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    start = rng.randrange(len(data))
    if rng.random() < 0.3:
        del data[start : start + rng.choice([1, 100, len(data)])]
    return bytes(data)


def test_no_notebook_is_an_error_of_ours(done, hand_in, release, source):
    rng, read = random.Random(3), 0
    answers = {name_of(cell) for cell in release.cells if graded(cell).get("solution")}
    for _ in range(400):
        content = mutated(done, rng)
        submission = hand_in(damaged(content, rng) if rng.random() < 0.3 else content)
        read += submission.status == "read"
        assert set(submission.sources) == (answers if submission.status == "read" else set())
        assert (submission.status == "read") == (submission.reason == "")
        json.dumps(asdict(submission), ensure_ascii=False).encode()
        names = order(source, submission)
        assert [name for name in names if not name.startswith("added-")] == RELEASED
    assert 100 < read < 300, "both kinds are met"
