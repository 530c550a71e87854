"""A hall with several desks: imported once, and as far apart as if each had been started by itself."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict

import pytest

from grading.answers import solutions
from grading.intake.submission import Submission, cells_to_grade
from grading.room.cells import Cell
from grading.room.desk import Desk
from grading.room.hall import Hall
from grading.room.student import _is_python, _without_magics
from grading.room.warm import LATE, Modules, modules_of
from grading.room.worker import family, memory
from grading.sets import problem_sets, source_path
from grading.source import read_source

MOST_NEW = 5  # modules that a notebook may import; the parts of one heavy package are hundreds
NUMPY = Modules(["numpy"], ["numpy"])


@pytest.fixture(scope="module")
def desks():
    """Two desks of a hall."""
    hall = Hall("bubblewrap", [0, 1], NUMPY)
    yield [Desk("bubblewrap", slot, NUMPY, hall) for slot in (0, 1)]
    hall.close()


def job(answer, check="assert f(1) == 1", timeout=20):
    cells = [("answer", "answer", answer, 0), ("check", "check", check, 1)]
    cells = [dict(zip(("name", "kind", "source", "points"), cell, strict=True)) for cell in cells]
    return {"cells": cells, "timeout": timeout, "total": 60}


def graded(desk, *words, **options):
    result = desk.grade(job(*words, **options))
    assert "failed" not in result, result
    return result["cells"][-1]


MEET = """
import os, socket, time
first, end = {first}, time.monotonic() + 3
def tries():
    for place in ("/", "/dev", "/dev/shm", "/scratch", "/tmp"):
        path = f"{{place}}/meet"
        try:
            open(path, "x").close() if first else os.stat(path)
            yield place
        except OSError:
            pass
    for kind, address in ((socket.AF_UNIX, "\\0meet"), (socket.AF_INET, ("127.0.0.1", 8765))):
        try:
            line = socket.socket(kind)
            line.bind(address) if first else line.connect(address)
            line.listen() if first else None
            kept.append(line)
            yield address
        except OSError:
            pass
    yield from os.listdir("/dev/pts") + os.listdir("/proc") + ([] if first else kept)
kept, found = [], set()
while time.monotonic() < end:
    found |= set(map(str, tries()))
    time.sleep(0.2)
def f(x):
    return sorted(found)
"""


def test_answers_at_two_desks_find_nothing_of_each_other(desks):
    with ThreadPoolExecutor() as both:
        hidden = both.submit(graded, desks[0], MEET.format(first=True), "assert '/scratch' in f(1), f(1)")
        seeking = both.submit(graded, desks[1], MEET.format(first=False), "assert f(1) == [], f(1)")
        assert (hidden.result()["score"], seeking.result()["score"]) == (1, 1), seeking.result()["message"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become others")
def test_answers_at_two_desks_are_different_users(desks):
    source = "import os\ndef f(x):\n    return os.getuid()"
    assert [graded(desk, source, f"assert f(1) == {60100 + k}")["score"] for k, desk in enumerate(desks)]


def test_an_accident_at_one_desk_costs_nothing_at_the_other(desks):
    bomb = "import os, time\ndef f(x):\n    for _ in range(10):\n        if not os.fork():\n"
    bomb += "            y = b'x' * (400 << 20)\n            time.sleep(60)\n    time.sleep(60)"
    slow = "import time\ndef f(x):\n    y = b'x' * (400 << 20)\n    time.sleep(6)\n    return x"
    with ThreadPoolExecutor() as both:
        first, second = both.submit(graded, desks[0], bomb), both.submit(graded, desks[1], slow)
        assert second.result()["score"] == 1, second.result()["message"]
        assert first.result()["status"] in ("crashed", "timeout")  # too late on a busy machine


def test_a_hall_has_one_process_in_the_sandbox_and_ends_with_all_of_it(desks):
    hall = desks[0].hall
    for desk in desks:
        assert graded(desk, "def f(x):\n    return x")["score"] == 1
    time.sleep(1)  # until the processes of the last job have ended
    mine = family(hall.process.pid)
    commands = [(place / "cmdline").read_bytes().split(b"\0")[0] for place in mine]
    assert commands.count(b"bwrap") == 2  # itself and the first process inside
    other = Hall("bubblewrap", [5], NUMPY)
    desk = Desk("bubblewrap", 0, NUMPY, other)
    desk.slot = 5
    assert graded(desk, "def f(x):\n    return x")["score"] == 1
    theirs = family(other.process.pid)
    assert len(theirs) >= 5
    other.close()
    end = time.monotonic() + 10
    while any(place.exists() for place in theirs) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(place.exists() for place in theirs)
    assert all(place.exists() for place in mine)


def test_a_hall_that_is_lost_costs_one_job_and_is_replaced():
    hall = Hall("bubblewrap", [0], NUMPY)
    desk = Desk("bubblewrap", 0, NUMPY, hall)
    hall.process.kill()
    assert "failed" in desk.grade(job("def f(x):\n    return x"))
    try:
        assert graded(desk, "def f(x):\n    return x")["score"] == 1
    finally:
        desk.close()


def test_a_family_is_a_process_and_what_it_started_whatever_they_are_called():
    name = "import ctypes; ctypes.CDLL(None).prctl(15, b'\\xff) 1 (', 0, 0, 0)\n"
    child = "import os, time\n" + name + "os.fork()\nprint(flush=True)\nx = b'x' * (40 << 20)\ntime.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", child], stdout=subprocess.PIPE)
    other = subprocess.Popen(["sleep", "60"])
    try:
        process.stdout.read(2)
        found = family(process.pid)
        assert len(found) == 2
        assert str(other.pid) not in [place.name for place in found]
        time.sleep(1)
        assert memory(found, "statm") > 80 << 20
    finally:
        other.kill()
        for place in found:
            os.kill(int(place.name), 9)
        process.wait()
        other.wait()


def test_only_what_graded_cells_import_is_imported_early():
    cell = "```{{code-cell}} python\n:nbgrader: {{grade: false}}\n{}\n```\n"
    found = modules_of(cell.format("from minilib import texts as t, tokens\nimport tiktoken"))
    for where in found:
        assert {"minilib.texts", "minilib.tokens", "tiktoken"} <= set(where)
        assert LATE not in where
    assert all(LATE in where for where in modules_of(cell.format("torch.optim.Adam(x)")))
    assert not any(LATE in where for where in modules_of(cell.format("optimiser = re.compile(x)")))
    check = cell.replace("grade: false", "grade: true, solution: false").format(
        '"scipy.signal.convolve"\ny.backward(G)'
    )
    answers, checks = modules_of(check)
    assert ("scipy.signal" in answers, "scipy.signal" in checks) == (True, False)
    symbols = "torch.fx.experimental.symbolic_shapes"
    assert (symbols in answers, symbols in checks) == (False, True)
    plain = "```python\nimport matplotlib.pyplot as plt\ntorch.optim.Adam(x)\n```\n"
    assert modules_of(plain) == modules_of("")
    shown = cell.replace("python\n", "python\n:tags: [demonstration]\n").format("import sklearn")
    assert modules_of(shown) == modules_of("")


def test_what_an_answer_takes_long_to_import_is_there_before_its_time_begins(desks):
    source = "import sys\nthere = 'mat' 'plotlib.pyplot' in sys.modules\ndef f(x):\n    return there\n"
    assert graded(desks[0], source + "x = 'pyplot'", "assert f(1) == False")["score"] == 1
    assert graded(desks[0], source + "import matplotlib", "assert f(1) == True")["score"] == 1


@pytest.mark.parametrize("name", problem_sets())
def test_all_that_a_problem_set_needs_is_found(name):
    """Nothing is imported anew for each notebook, neither where answers run nor where checks run."""
    source = read_source(name)
    cells = cells_to_grade(source, Submission("ada", "read", sources=solutions(source)))
    count = "len([name for name in sys.modules if name.count('.') < 2])"
    asked = [
        Cell("there", "answer", f"import sys\ndef modules():\n    return {count}"),
        Cell("where answers run", "check", "modules()", points=1e6),
        Cell("where checks run", "check", f"import sys\n{count}", points=1e6),
    ]
    job = {"cells": [asdict(cell) for cell in [*asked, *cells, *asked]], "timeout": 60, "total": 300}
    with closing(Hall("bubblewrap", [0], modules_of(source_path(name).read_text("utf-8")))) as hall:
        found = Desk("bubblewrap", 0, hall.modules, hall).grade(job)["cells"]
    for before, after in zip(found[1:3], found[-2:], strict=True):
        assert 100 < after["score"] <= before["score"] + MOST_NEW, before["name"]


SAME = ["x = 1", "def f():\n    return '''\n%no\n!magic\n'''", "x = [1]\ny = x[0] % 2", "# only words", ""]
MAGIC = ["%time x", "!ls", "x?", "%%time\nx = 1", "x = !ls", "\n\nx = 1", "  x = 1", ">>> x", "In [1]: x = 5"]


@pytest.mark.parametrize("source", SAME)
def test_a_cell_of_plain_python_is_what_ipython_makes_of_it(source):
    assert _is_python(source)
    assert _without_magics(source).rstrip("\n") == source


@pytest.mark.parametrize("source", MAGIC)
def test_what_only_ipython_reads_is_left_to_it(source):
    assert not _is_python(source)
