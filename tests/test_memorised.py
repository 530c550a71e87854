"""An answer that knows the visible cases, and nothing else, earns no hidden point.

The solution of each problem set meets the visible steps, and every call of it is written down: what came
in, what went out. The memoriser looks its results up in this table, and gives the commonest result where
the table has none. It is graded as `python -m grading verify` grades.
"""

import base64
import collections
import contextlib
import copy
import functools
import io
import pickle
import zlib

import pytest

from grading.answers import solutions
from grading.kernel import DEMONSTRATION
from grading.rules import HIDDEN, SUFFIX, graded, is_answer, is_check
from grading.sets import ROOT, problem_sets
from grading.source import read_source
from grading.verify import grade_all

NAMES = problem_sets(ROOT)
BEYOND_A_TABLE = {  # it does not earn all visible points here, and so proves less
    **dict.fromkeys(("EncoderBlock", "DecoderLayer"), "they are classes, and hand in nothing"),
    **dict.fromkeys(("numerical_gradient", "symmetry", "beam"), "all functions are one argument to it"),
    **dict.fromkeys(("residual_block", "masked_loss"), "its results carry no gradients"),
    "attend_cached": "what it did not call cannot be counted",
    "corrupt": "it does not draw from the generator that it is given",
}

KEY = '''
def check_key(value):
    """What tells arguments apart, the same here and after a journey to the sandbox."""
    import numpy as np

    if hasattr(type(value), "detach"):
        value = value.detach().numpy()
    if callable(value):
        return "a function"
    if isinstance(value, dict):
        return tuple((check_key(name), check_key(item)) for name, item in value.items())
    if isinstance(value, list | tuple):
        return tuple(check_key(item) for item in value)
    if isinstance(value, np.ndarray | np.generic | int | float):
        return np.shape(value), np.asarray(value, dtype=float).tobytes()
    return str(value.bit_generator.state if hasattr(value, "bit_generator") else value)
'''

MEMORISER = """
def {name}(*args, **kwargs):
    import base64, copy, pickle, zlib

    table, commonest = pickle.loads(zlib.decompress(base64.b85decode({table!r})))
    found = table.get(check_key((args, kwargs)), commonest)
    if isinstance(found, Exception):
        raise found
    return copy.deepcopy(found)
"""

exec(KEY)  # the same key here as in what is handed in


def recorded(function, calls: list):
    """The function, which writes down what comes in and what goes out."""

    @functools.wraps(function)
    def record(*args, **kwargs):
        key = check_key((args, kwargs))  # noqa: F821
        try:
            result = function(*args, **kwargs)
        except Exception as error:
            calls.append((key, error))
            raise
        calls.append((key, copy.deepcopy(result)))
        return result

    return record


def memoriser(name: str, calls: list) -> str:
    """The code of a function that knows these calls."""
    results = collections.Counter(pickle.dumps(result) for _, result in calls)
    commonest = pickle.loads(results.most_common(1)[0][0])
    table = pickle.dumps((dict(calls), commonest))
    return MEMORISER.format(name=name, table=base64.b85encode(zlib.compress(table)))


def memorised(source) -> tuple[dict[str, str], dict[str, int]]:
    """What the memoriser hands in, by grade id, and for each task how many hidden calls its table has."""
    answers, space, calls, repeated = solutions(source), {}, {}, {}
    for cell in source.cells:
        if cell.cell_type != "code" or DEMONSTRATION in cell.metadata.get("tags", []):
            continue
        before = set(space)
        visible, _, rest = cell.source.partition(HIDDEN[0])
        run(visible, space)
        if is_answer(cell):
            functions = [name for name in set(space) - before if hasattr(space[name], "__code__")]
            calls = {name: [] for name in functions}
            space |= {name: recorded(space[name], calls[name]) for name in functions}
        elif is_check(cell):
            task = graded(cell)["grade_id"].removesuffix(SUFFIX)
            answers[task] = "\n".join([KEY, *(memoriser(*item) for item in calls.items())])
            tables = {name: dict(known) for name, known in calls.items()}
            for known in calls.values():
                known.clear()
            run(rest.partition(HIDDEN[1])[0], space)
            repeated[task] = sum(key in tables[name] for name in calls for key, _ in calls[name])
    return answers, repeated


def run(code: str, space: dict) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, space)


@pytest.fixture(scope="module")
def memory():
    return {name: memorised(read_source(name, ROOT)) for name in NAMES}


@pytest.fixture(scope="module")
def checks(memory):
    """What the check of each task reports of the memoriser, by problem set."""
    tasks = {name: list(repeated) for name, (_, repeated) in memory.items()}
    grades = grade_all({name: (tasks[name], {"all": memory[name][0]}) for name in NAMES}, ROOT)
    return {name: {t: grades[name]["all"][t + SUFFIX]["check"] for t in tasks[name]} for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_no_hidden_input_is_a_visible_one(name, memory):
    assert [task for task, again in memory[name][1].items() if again] == []


def undeserved(check: dict) -> list[str]:
    """Why a memoriser should not have got this: a hidden step passed, or more than two thirds."""
    found = [step["claim"] for step in check["steps"] if step["hidden"] and step["status"] == "passed"]
    found += [step["got"] for step in check["steps"] if step["got"].startswith("the check itself stopped")]
    return found + ["more than two thirds"] * (3 * check["earned"] > 2 * check["points"])


@pytest.mark.parametrize("name", NAMES)
def test_who_knows_the_visible_cases_earns_them_and_nothing_hidden(name, checks):
    for task, check in checks[name].items():
        assert undeserved(check) == [], task
        visible = {step["status"] for step in check["steps"] if not step["hidden"]}
        assert (visible == {"passed"}) == (task not in BEYOND_A_TABLE), f"{task}: {visible}"


def test_a_hidden_point_for_a_table_would_be_noticed():
    step = {"claim": "again", "points": 2, "hidden": True, "status": "passed", "got": ""}
    seen = step | {"claim": "once", "hidden": False}
    assert undeserved({"earned": 4, "points": 4, "steps": [seen, step]}) == ["again", "more than two thirds"]
    missed = step | {"status": "failed"}
    assert undeserved({"earned": 2, "points": 4, "steps": [seen, missed]}) == []
