"""A class of attackers graded at once: each gets what is fair, nobody else loses anything, nothing stays."""

import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import attacks
import nbformat
import pytest
from attacks import ATTACKS, hand_in, student
from grading_sample import write_project

from grading.line.unpacking import unpack
from grading.line.wire import WireError
from grading.results import Results
from grading.room.desk import Desk
from grading.room.sandbox import USERS
from grading.run import run

NAME = "ps07-sample"
HONEST = attacks.Attack("honest", "honest", (4, 4), "", attacks.RIGHT)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    write_project(root, tasks=2)
    subprocess.run([sys.executable, "-m", "grading", "release"], cwd=root, check=True, capture_output=True)
    return root


@pytest.fixture(scope="module")
def graded(project, tmp_path_factory):
    """The results of the class by student, and what was found before and after in files and processes."""
    course = tmp_path_factory.mktemp("course")
    release = nbformat.read(project / "exercises" / NAME / f"{NAME}.ipynb", as_version=4)
    for k, case in enumerate(ATTACKS):
        hand_in(case, release, course / "submitted" / student(k) / NAME, project, course)
        if k % 20 == 0:  # honest ones among them
            hand_in(HONEST, release, course / "submitted" / f"s{k:03}honest" / NAME, project, course)
    hand_in(HONEST, release, course / "submitted" / "honest" / NAME, project, course)
    before = state(project, course)
    run(NAME, course / "submitted", workers=2, timeout=2, root=project)
    end = time.monotonic() + 10
    while not processes() <= before[2] and time.monotonic() < end:  # what was killed takes a moment to go
        time.sleep(0.1)
    found = {result["student"]: result for result in Results(course, NAME).all()}
    return found, before, state(project, course)


def state(project, course):
    """Hashes of all that must not change, the names in the folders for temporary files, and the processes."""
    places = [course / "submitted", project / "grading", project / "solutions", project / "exercises"]
    files = [path for place in places for path in sorted(place.rglob("*")) if "__pycache__" not in path.parts]
    hashes = {str(path): (path.lstat().st_mtime, _hash(path)) for path in files}
    scratch = {p for place in (tempfile.gettempdir(), "/tmp", "/dev/shm", "/var/tmp") for p in _names(place)}
    return hashes, scratch, processes()


def _hash(path):
    if path.is_symlink() or not path.is_file():
        return str(os.readlink(path)) if path.is_symlink() else ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _names(place):
    """Files of the answers, and those that nobody else would leave."""
    paths = [path for path in Path(place).glob("*") if path.exists()]
    return {
        str(path)
        for path in paths
        if "left-behind" in path.name or path.lstat().st_uid in range(USERS, USERS + 999)
    }


def processes():
    """What answers and graders left running: ours, and what nobody runs any more; others may be grading."""
    text = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True).stdout
    split = (line.split(None, 2) for line in text.splitlines())
    rows = {int(pid): (int(parent), words) for pid, parent, words in split}
    found = set()
    for pid, (_, words) in rows.items():
        above = [pid]
        while rows.get(above[-1], (0, ""))[0] > 1:
            above.append(rows[above[-1]][0])
        first = rows.get(above[-1], (0, ""))[1]
        started = any(word in first for word in ("grading.room.foreman", "grading.room.worker"))
        if "grading." in words and (os.getpid() in above or started):
            found.add(pid)
    return found


@pytest.mark.parametrize("case", ATTACKS, ids=lambda case: case.name)
def test_each_gets_what_is_fair(graded, case):
    result = graded[0][student(ATTACKS.index(case))]
    scores = {cell["name"]: cell["score"] for cell in result["cells"] if cell["kind"] == "check"}
    if case.fair == "unreadable":
        assert (result["status"], scores) == ("unreadable", {})
        assert result["reason"]
        return
    assert result["status"] == "graded", result["reason"]
    assert (scores["times2-check"], scores["times3-check"]) == case.fair, result["cells"]
    assert case.fair != attacks.ALL or not any(cell["message"] for cell in result["cells"])


def test_the_honest_among_them_get_all(graded):
    honest = [result for name, result in graded[0].items() if name.endswith("honest")]
    assert len(honest) == len(ATTACKS) // 20 + 2
    assert {sum(cell["score"] or 0 for cell in result["cells"]) for result in honest} == {8.0}
    assert not any(result["notes"] for result in honest)


def test_nothing_stays_behind_and_nothing_changes(graded):
    _, (files, scratch, running), (files_now, scratch_now, running_now) = graded
    assert files_now == files
    assert scratch_now <= scratch
    assert running_now <= running


def test_there_are_many_and_the_table_shows_them():
    names = [case.name for case in ATTACKS]
    assert len(set(names)) == len(names) > 100
    assert set(json.loads(attacks.STOCK.read_text(encoding="utf-8"))) == set(names)
    assert attacks.TABLE.read_text(encoding="utf-8") == attacks.table(), "run python tests/attacks.py"


@pytest.fixture(scope="module")
def desk():
    made = Desk("bubblewrap", 3)
    yield made
    made.close()


def checked(desk, answer, check, more=()):
    """The outcome of a check of 1 point after an answer."""
    cells = [("answer", "answer", answer, 0), *more, ("check", "check", check, 1)]
    job = [dict(zip(("name", "kind", "source", "points"), cell, strict=True)) for cell in cells]
    return desk.grade({"cells": job, "timeout": 2, "total": 20})["cells"][-1]


EQUAL = "class Liar:\n    def __eq__(self, other): return True\n    def __lt__(self, other): return True\n"
EQUAL += "    __le__ = __lt__\n    __ne__ = lambda self, other: False\ndef f(x):\n    return Liar()"


@pytest.mark.parametrize("claim", ["f(2) == 4", "4 == f(2)", "not f(2) != 4", "f(2) < 4", "[f(2)] == [4]"])
def test_a_comparison_with_plain_data_is_not_left_to_an_answer(desk, claim):
    assert checked(desk, EQUAL, f"assert {claim}")["score"] == 0


def test_objects_of_an_answer_are_compared_with_each_other(desk):
    assert checked(desk, EQUAL, "assert f(1) == f(2)")["score"] == 1


def test_a_name_that_the_course_defines_later_cannot_be_taken(desk):
    later = ("later", "given", "def accuracy(got):\n    return got == 4", 0)
    first = ("first", "check", "assert f(1) == 5", 1)
    taken = "def accuracy(got):\n    return True\ncheck_late = 5\ndef f(x):\n    return 5"
    assert checked(desk, taken, "assert accuracy(f(2))", [first, later])["score"] == 0


@pytest.mark.parametrize("error", ["KeyboardInterrupt", "GeneratorExit", "SystemExit(0)", "BaseException"])
@pytest.mark.parametrize("kind", ["given", "check"])
def test_no_error_of_an_answer_ends_the_grading(desk, error, kind):
    raising = ("raising", kind, "f(1)", 1)
    assert checked(desk, f"def f(x):\n    raise {error}", "assert 1 == 1", [raising])["score"] == 1


def test_what_an_answer_prints_in_a_hidden_step_is_not_kept(desk):
    check = "from grading.checks import Task\ntask = Task('f', 1)\n{}\n@task.step('a', 1, 'b')\n"
    check += "def _():\n    yield 'c', lambda: f(1234), 1234\ntask.score()"
    answer = "def f(x):\n    print(x)\n    return x"
    assert checked(desk, answer, check.format("task.hidden()"))["printed"] == ""
    assert checked(desk, answer, check.format(""))["printed"] == "1234\n"


def test_a_step_that_an_answer_emptied_gives_nothing(desk):
    check = "from grading.checks import Task\ncases, task = [[1], [2]], Task('f', 2)\n"
    check += "@task.step('a', 1, 'b')\n"
    check += "def _():\n    yield 'c', lambda: f(cases), None\n@task.step('d', 1, 'e')\n"
    check += "def _():\n    for case in cases: yield 'g', lambda: f(case), 5\ntask.score() / 2"
    assert checked(desk, "def f(x):\n    x.clear()", check)["score"] == 0.5


def test_what_a_function_is_handed_over_for_has_limits(desk):
    answer = "def f(g):\n    return [g(20000) for _ in range(50)]"
    check = "import numpy as np\nkept = []\nassert f(lambda n: kept.append(np.ones((n, n))) or 1)"
    outcome = checked(desk, answer, check)
    assert (outcome["score"], outcome["status"]) == (0, "error")
    assert "MemoryError" in outcome["message"]


def test_a_process_holds_little_memory_with_all_its_children(desk):
    answer = "import os, time\ndef f(x):\n    for _ in range(12):\n        if not os.fork():\n"
    answer += "            y = b'x' * (400 << 20)\n            time.sleep(60)\n    time.sleep(60)"
    cells = [("answer", "answer", answer, 0), ("check", "check", "assert f(1)", 1)]
    job = [dict(zip(("name", "kind", "source", "points"), cell, strict=True)) for cell in cells]
    outcome = desk.grade({"cells": job, "timeout": 15, "total": 40})["cells"][-1]
    assert (outcome["status"], outcome["score"]) == ("crashed", 0)


def test_two_submissions_at_once_have_a_core_each(desk):
    """One that keeps all its cores busy would otherwise make another one late."""
    other = Desk("bubblewrap", 4)  # this one is the third
    answer = "import os\ndef f(x):\n    return sorted(os.sched_getaffinity(0))"
    seen = [checked(one, answer, "print(f(1))")["printed"].strip() for one in (desk, other)]
    other.close()
    cores = sorted(os.sched_getaffinity(0))
    assert seen == [f"[{cores[slot % len(cores)]}]" for slot in (3, 4)]


def test_what_calls_leave_behind_costs_no_other_answer(desk):
    fork = "import ctypes\ndef f(x):\n    ctypes.CDLL(None).fork()\n    return 5"  # the other one answers too
    more = [("first", "check", "assert f(1) == 4", 1), ("more", "answer", "def f(x):\n    return 4", 0)]
    assert checked(desk, fork, "assert f(1) == 4", more)["score"] == 1


def _message(tree, sizes=(), rest=b""):
    header = json.dumps({"tree": tree, "sizes": sizes}).encode()
    return struct.pack("<I", len(header)) + header + rest


BOMBS = {
    "one array many times": (["list", [["array", "|u1", [8], 0]] * 2], [8], bytes(8)),
    "parts that overlap": (["list", [["array", "|u1", [8], k] for k in (0, 2)]], [8, -8, 8], bytes(8)),
    "a row of another kind": (["row", "list", "|O", 0], [8], bytes(8)),
    "a row as something else": (["row", "dict", "<f8", 0], [8], bytes(8)),
    "rows without end": (["row", "list", "|b1", 0], [2 << 20], bytes(2 << 20)),
    "many ranges": (["list", [["range", 0, 1 << 20, 1]] * 2], [], b""),
    "a fraction that takes long to cancel": (["fraction", "0x" + "7" * 20_000, "0x" + "5" * 20_000], [], b""),
    "a decimal with a large exponent": (["decimal", "1e99999999"], [], b""),
    "a generator that reads elsewhere": (
        ["generator", ["dict", [["bit_generator", "MT19937"], ["state", ["dict", [
            ["key", ["array", "<u4", [624], 0]], ["pos", 10**6]]]]]]], [2496], bytes(2496)),
}  # fmt: skip


@pytest.mark.parametrize("message", BOMBS.values(), ids=BOMBS)
def test_a_message_that_grows_when_it_is_read_is_refused(message):
    with pytest.raises(WireError):
        unpack(_message(*message), dict, lambda tensor, i: tensor)


def test_an_array_that_a_check_looks_into_is_never_resized(desk):
    check = "import numpy as np\na = np.zeros(4)\nview = a[:2]\nf(a)\nassert view[0] == 0"
    outcome = checked(desk, "def f(x):\n    x.resize(10**6, refcheck=False)", check)
    assert outcome["status"] == "crashed"
    assert "expected the shape (4,)" in outcome["message"]
