"""A notebook graded at a desk: what each accident costs, and that it costs nothing else."""

import shutil
import time

import pytest

from grading.room.desk import Desk
from grading.room.sandbox import bubblewrap

GIVEN = """
import numpy as np
from grading.checks import Task
from grading.kernel import lines_run

def helper(x):
    return twice(x) + 1
"""
CHECK = """
task = Task("{name}", points=3)

@task.step("small", points=1, hint="look")
def _():
    yield "x=1", lambda: {name}(1), {factor}

@task.step("large", points=2, hint="look again")
def _():
    yield "x=[1, 2]", lambda: {name}(np.array([1, 2])), [{factor}, {factor} * 2]

task.score()
"""


@pytest.fixture(scope="module")
def desk():
    made = Desk("bubblewrap")
    yield made
    made.close()


def grade(
    desk,
    twice="def twice(x):\n    return 2 * x",
    thrice="def thrice(x):\n    return 3 * x",
    timeout=2,
    more=(),
):
    cells = [("setup", "given", GIVEN, 0), ("twice", "answer", twice, 0)]
    cells += [
        ("twice-check", "check", CHECK.format(name="twice", factor=2), 3),
        ("thrice", "answer", thrice, 0),
    ]
    cells += [("thrice-check", "check", CHECK.format(name="thrice", factor=3), 3), *more]
    job = [dict(zip(("name", "kind", "source", "points"), cell, strict=True)) for cell in cells]
    result = desk.grade({"cells": job, "timeout": timeout, "total": 30})
    assert "failed" not in result, result
    return {cell["name"]: cell for cell in result["cells"]}


def scores(cells):
    return [cell["score"] for cell in cells.values() if cell["kind"] == "check"]


def test_right_answers_get_all(desk):
    cells = grade(desk)
    assert scores(cells) == [3, 3]
    assert {cell["status"] for cell in cells.values()} == {"passed"}
    assert "3 of 3 points" in cells["twice-check"]["shown"][0]


def test_a_wrong_answer_keeps_the_steps_before(desk):
    cells = grade(desk, "def twice(x):\n    return 2 if np.ndim(x) == 0 else x")
    assert scores(cells) == [1, 3]
    assert cells["twice-check"]["status"] == "failed"
    step = cells["twice-check"]["check"]["steps"][1]
    assert (step["expected"], step["got"]) == ("2 at [0]", "1")


def test_an_error_names_the_line(desk):
    cells = grade(desk, "def twice(x):\n    y = 2\n    return y / 0")
    assert "line 3 of your cell: return y / 0" in cells["twice-check"]["message"]


def test_a_stub_is_to_do(desk):
    cells = grade(desk, "def twice(x):\n    raise NotImplementedError")
    assert scores(cells) == [0, 3]
    assert cells["twice-check"]["status"] == "todo"


ACCIDENTS = {
    "it ends Python while its cell runs": ("import os; os._exit(0)", "crashed"),
    "it ends Python when called": ("def twice(x):\n    import os; os._exit(0)", None),
    "it reads memory that is not there": ("def twice(x):\n    import ctypes; ctypes.string_at(0)", None),
    "it never ends": ("while True: pass", "timeout"),
    "it never ends when called": ("def twice(x):\n    while True: pass", None),
    "it ignores every signal": (
        "import signal\nfor s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)\nwhile True: pass",
        "timeout",
    ),
    "it catches everything": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "timeout",
    ),
    "it forks without end": ("import os\nwhile True: os.fork()", "error"),
    "it wants all memory": ("x = [bytearray(10**9) for _ in range(64)]", None),
    "it writes without end": ("f = open('x', 'wb')\nwhile True: f.write(bytes(10**6))", "error"),
    "it recurses without end": ("def twice(x):\n    return twice(x)", None),
    "it leaves a process behind": (
        "import os, time\nif not os.fork():\n    os.setsid()\n    time.sleep(900)\n    os._exit(0)",
        None,
    ),
    "it kills whom it can": ("import os\nos.kill(os.getppid(), 9)\nos.kill(-1, 9)", None),
    "it prints without end when called": ("def twice(x):\n    while True: print('x' * 10**6)", None),
    "it asks for input": ("def twice(x):\n    return input()", None),
    "it returns far too much": ("def twice(x):\n    return 'x' * (50 << 20)", None),
    "it returns itself, deeply": (
        "def twice(x):\n    y = []\n    for _ in range(500): y = [y]\n    return y",
        None,
    ),
    "it raises what is no Exception": ("def twice(x):\n    raise KeyboardInterrupt", None),
    "it does not parse": ("def twice(x)\n    return", "error"),
}


@pytest.mark.parametrize(("source", "status"), ACCIDENTS.values(), ids=ACCIDENTS)
def test_an_accident_costs_only_its_own_task(desk, source, status):
    cells = grade(desk, source)
    assert scores(cells) == [0, 3]
    assert status is None or cells["twice"]["status"] == status, cells["twice"]


def test_the_next_notebook_is_graded_as_ever(desk):
    assert scores(grade(desk, "import os\nwhile True: os.fork()")) == [0, 3]
    assert scores(grade(desk)) == [3, 3]


def test_a_later_cell_that_ends_python_costs_nothing_else(desk):
    cells = grade(desk, more=[("late", "answer", "import os; os._exit(0)", 0)])
    assert scores(cells) == [3, 3]
    assert cells["late"]["status"] == "crashed"


def test_all_cells_together_have_a_limit(desk):
    began = time.monotonic()
    slow = "def {}(x):\n    import time; time.sleep(100)"
    job = [{"name": "a", "kind": "answer", "source": slow.format("f"), "points": 0}]
    job += [{"name": f"c{i}", "kind": "check", "source": "f(1)", "points": 1} for i in range(9)]
    result = desk.grade({"cells": job, "timeout": 1, "total": 3})
    assert [cell["status"] for cell in result["cells"]][-1] == "not run"
    assert time.monotonic() - began < 10


def test_names_of_the_course_and_of_python_cannot_be_taken(desk):
    taken = "def twice(x):\n    return 2 * x\n\nclass Any:\n    def __eq__(self, o): return True\n"
    taken += (
        "def Task(*a, **k): pass\ndef len(x): return 0\ndef isinstance(*a): return True\nnp = None\ntask = 3"
    )
    assert scores(grade(desk, taken, "def thrice(x):\n    return 4 * x")) == [3, 0]


def test_a_given_function_calls_the_answer(desk):
    more = [("given-check", "check", "helper(5)", 11)]
    assert grade(desk, more=more)["given-check"]["score"] == 11


def test_a_check_of_the_old_kind_gives_all_or_nothing(desk):
    right = ("a-check", "check", "assert twice(2) == 4", 2)
    wrong = ("b-check", "check", "assert twice(2) == 5", 2)
    cells = grade(desk, more=[right, wrong])
    assert (cells["a-check"]["score"], cells["b-check"]["score"]) == (2, 0)


def test_lines_are_counted_where_the_answer_is(desk):
    more = [("lines-check", "check", "lines_run(lambda: twice(100)) - lines_run(lambda: twice(1))", 500)]
    loop = "def twice(x):\n    total = 0\n    for _ in range(x): total += 2\n    return total"
    assert grade(desk, loop, more=more)["lines-check"]["score"] > 90
    assert grade(desk, more=more)["lines-check"]["score"] == 0


def test_magics_do_no_harm(desk):
    assert scores(grade(desk, "%matplotlib inline\n!ls\ndef twice(x):\n    return 2 * x")) == [3, 3]
    assert scores(grade(desk, "%%time\ndef twice(x):\n    return 2 * x")) == [3, 3]


def test_what_the_worker_sees():
    command = bubblewrap()
    shown = [command[i + 1] for i, word in enumerate(command) if word == "--ro-bind"]
    assert not [place for place in shown if place.endswith(("solutions", "exercises", "tests", "grading"))]
    assert shutil.which("bwrap")
