"""Steps, statuses, points and reports of a task; what hidden steps keep to themselves."""

import math
import sys
import types
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from grading.checks import Raises, Task
from grading.kernel import MIME, lines_run, switched_off, torch_calls


def run(*steps, hidden=(), points=None, forbid=None):
    """A task of these steps, each a list of cases (call, expected) for one point; then those of `hidden`."""
    task = Task("square", points=points or len(steps) + len(hidden), forbid=forbid)
    for i, cases in enumerate([*steps, *hidden]):
        if i == len(steps):
            task.hidden()

        @task.step(f"claim {i}", points=1, hint=f"hint {i}")
        def _(cases=cases):
            for call, expected in cases:
                yield f"case of {i}", call, expected

    return task


def statuses(task):
    return [step.status for step in task.steps]


def nothing(x=None):
    raise NotImplementedError


GOOD = [(lambda: 4.0, 4.0)]
BAD = [(lambda: 5.0, 4.0)]


def test_all_steps_pass(capsys):
    task = run(GOOD, GOOD)
    assert task.score() == 2
    assert statuses(task) == ["passed", "passed"]
    assert " ".join(capsys.readouterr().out.split()) == "✓ square 2 of 2 points"


def test_the_first_failure_stops_the_count_and_is_told(capsys):
    task = run(GOOD, BAD, GOOD)
    assert task.score() == 1
    assert statuses(task) == ["passed", "failed", "not reached"]
    assert [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()] == [
        "✗ square — claim 1 1 of 3 points",
        "case case of 1",
        "expected 4.0",
        "got 5.0",
        "hint hint 1",
    ]


def test_long_lines_of_the_report_are_wrapped(capsys):
    task = Task("t", points=1)
    task.step("c", points=1, hint="word " * 40)(lambda: iter([("", lambda: 1, 2)]))
    task.score()
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 88
    assert lines[-1].startswith(" " * 12 + "word"), "what goes on stands below its beginning"


def test_points_are_those_of_the_steps():
    task = Task("t", points=4)
    for points in (0.5, 1.5, 2):
        task.step("c", points=points, hint="")(lambda: iter([("", lambda: 1, 1)]))
    assert task.score() == 4.0


def test_a_stub_is_not_written_yet(capsys):
    task = run([(nothing, 4.0)], GOOD)
    assert task.score() == 0
    assert statuses(task) == ["todo", "not reached"]
    assert "not written yet" in capsys.readouterr().out


def test_an_error_is_told_in_a_line(capsys):
    task = run([(lambda: 1 / 0, 4.0)])
    assert task.score() == 0
    assert statuses(task) == ["error"]
    assert "got       ZeroDivisionError: division by zero\n" in capsys.readouterr().out


def test_a_long_error_is_cut_and_stays_in_its_line():
    def fail():
        raise ValueError("two\nlines " + "x" * 500)

    got = run([(fail, 1)]).steps[0].got
    assert got.startswith("ValueError: two lines xxx")
    assert len(got) == 200


def test_an_undefined_name_asks_for_the_answers_cell():
    step = run([(lambda: square_that_nobody_wrote(2), 4.0)]).steps[0]  # noqa: F821
    assert step.got.endswith("(did the cell of your answer run without an error?)")


@pytest.mark.parametrize(
    ("returned", "got"),
    [
        (None, "None: is a return missing?  (TypeError: 'NoneType' object is not subscriptable)"),
        (0.5, "not of the form asked for  (TypeError: 'float' object is not subscriptable)"),
        ([], "not of the form asked for  (IndexError: list index out of range)"),
        ({"b": 1}, "not of the form asked for  (KeyError: 0)"),
    ],
)
def test_what_cannot_be_taken_apart_is_told_as_such(returned, got):
    assert run([(lambda: returned[0], 4.0)]).steps[0].got == got


def test_an_error_inside_the_answer_is_not_blamed_on_its_form():
    code = compile("def square(x):\n    x = None; return x[0]", "another cell", "exec")
    exec(code, names := {})
    assert run([(lambda: names["square"](2)[0], 4.0)]).steps[0].got.startswith("TypeError: 'NoneType'")
    step = run([(lambda: names["square"](2, 3), 4.0)]).steps[0]
    assert step.got == "TypeError: square() takes 1 positional argument but 2 were given"


def test_exit_in_an_answer_is_an_error_like_any_other():
    assert statuses(run([(sys.exit, 4.0)], GOOD)) == ["error", "not reached"]


def test_a_stub_after_an_answer_names_its_case(capsys):
    run(GOOD, [(nothing, 4.0)]).score()
    assert "  case      case of 1\n" in capsys.readouterr().out


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_an_object_that_breaks_the_comparison_costs_only_its_own_step(error):
    class Broken:
        def __array__(self, *args, **kwargs):
            raise error

    task = run(GOOD, [(Broken, 4.0)])
    assert task.score() == 1
    assert task.steps[1].got.startswith("what came back cannot be compared: ")


def test_an_object_that_claims_to_be_equal_is_not():
    class Liar:
        def __eq__(self, other):
            return True

        __hash__ = None

    for expected in (4.0, [4.0], "four", True, None, {"a": 4.0}, {4}):
        assert statuses(run([(Liar, expected)])) == ["failed"]


def test_an_interrupt_costs_only_its_own_step():
    def endless():
        raise KeyboardInterrupt

    task = run(GOOD, [(endless, 4.0)])
    assert task.score() == 1
    assert "loop without an end" in task.steps[1].got


def test_a_mistake_in_the_check_is_told_as_one():
    def cases():
        yield "first", lambda: 1, 1
        raise KeyError("oracle")

    task = Task("t", points=1)
    task.step("c", points=1, hint="")(cases)
    assert task.score() == 0
    assert task.steps[0].got == "the check itself stopped: KeyError: 'oracle'"


def test_an_answer_with_a_poisoned_repr_does_not_stop_the_check():
    class Nasty:
        def __repr__(self):
            raise RuntimeError("no repr")

    task = run([(Nasty, 4.0)], GOOD)
    assert task.score() == 0


@pytest.mark.parametrize(
    ("call", "expected", "status"),
    [
        (lambda: [].pop(), Raises(IndexError), "passed"),
        (lambda: int("x3"), Raises(ValueError, ("x3", "invalid")), "passed"),
        (lambda: int("x3"), Raises(ValueError, ("x3", "no such word")), "error"),
        (lambda: int("x3"), Raises(TypeError), "error"),
        (lambda: 3, Raises(ValueError), "failed"),
        (nothing, Raises(ValueError), "todo"),
        (nothing, Raises(RuntimeError), "todo"),  # of which NotImplementedError is one: a stub never passes
    ],
)
def test_expected_errors(call, expected, status):
    assert statuses(run([(call, expected)])) == [status]


def test_an_expected_error_is_told_in_words():
    step = run([(lambda: 3, Raises(ValueError, ("shape", "(2, 3)")))]).steps[0]
    assert (step.expected, step.got) == ("a ValueError that mentions shape, (2, 3)", "3")


def test_stderr_becomes_stdout(capsys):
    def noisy():
        print("for the log", file=sys.stderr)
        return 4.0

    assert run([(noisy, 4.0)]).score() == 1
    out, err = capsys.readouterr()
    assert "for the log" in out
    assert err == ""


def test_an_oracle_that_warns_does_not_reach_stderr(capsys):
    def cases():
        print("from the oracle", file=sys.stderr)
        yield "", lambda: 1, 1

    Task("t", points=1).step("c", points=1, hint="")(cases)
    assert capsys.readouterr().err == ""


def test_hidden_steps_tell_nothing_of_themselves(capsys):
    def chatty():
        print("called with 42")
        print("called with 42", file=sys.stderr)
        return 5.0

    task = run(GOOD, hidden=[[(chatty, 4.0)]])
    assert task.score() == 1
    out, err = capsys.readouterr()
    assert "a check that runs after handing in" in out
    for secret in ("42", "claim 1", "hint 1", "case of 1", "4.0", "5.0"):
        assert secret not in out + err


def test_hidden_points_are_announced_where_the_hidden_steps_are_missing(capsys):
    run(GOOD, points=3).score()
    assert "(the other 2 are checked after handing in)" in capsys.readouterr().out


def test_a_single_hidden_point_is_announced_in_the_singular(capsys):
    run(GOOD, points=2).score()
    assert "(the other 1 is checked after handing in)" in capsys.readouterr().out


def test_hidden_steps_count_when_they_pass():
    assert run(GOOD, hidden=[GOOD]).score() == 2


def test_the_data_beside_the_report(monkeypatch):
    shown = []
    ipython = types.ModuleType("IPython")
    ipython.get_ipython = lambda: object()
    ipython.display = SimpleNamespace(display=lambda data, raw: shown.append(data))
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", ipython.display)
    run(GOOD, BAD, hidden=[GOOD]).score()
    data = shown[0][MIME]
    assert (data["task"], data["points"], data["earned"]) == ("square", 3, 1)
    assert [step["status"] for step in data["steps"]] == ["passed", "failed", "not reached"]
    assert [step["hidden"] for step in data["steps"]] == [False, False, True]
    assert data["steps"][1]["got"] == "5.0"


def test_what_is_forbidden_is_switched_off_only_while_the_answer_runs():
    task = run([(lambda: np.linalg.norm([3.0, 4.0]), 5.0)], forbid={"numpy.linalg.norm": "write the sum"})
    assert task.steps[0].got == "numpy.linalg.norm is switched off here: write the sum"
    assert np.linalg.norm([3.0, 4.0]) == 5.0


def test_an_alias_is_switched_off_too(monkeypatch):
    main = sys.modules["__main__"]
    monkeypatch.setattr(main, "wurzel", math.sqrt, raising=False)
    with switched_off({"math.sqrt": "write it"}), pytest.raises(Exception, match="sqrt is switched off"):
        main.wurzel(4.0)
    assert main.wurzel(4.0) == 2.0


def test_a_class_derived_from_what_is_forbidden_is_refused_too():
    class Mine(torch.nn.LayerNorm):
        def __init__(self):
            super().__init__(2)

    class Borrowed(torch.nn.LayerNorm):
        def __init__(self):
            torch.nn.Module.__init__(self)

    forbid = {"torch.nn.LayerNorm": "write the norm"}
    for answer in (Mine, lambda: Borrowed().forward(torch.ones(2))):
        task = run([(answer, 1.0)], forbid=forbid)
        assert task.steps[0].got == "torch.nn.LayerNorm is switched off here: write the norm"
    assert Mine()(torch.ones(2)).tolist() == [0, 0]


def test_the_check_itself_may_use_what_is_forbidden():
    def cases():
        yield "", lambda: 5.0, np.linalg.norm([3.0, 4.0])

    task = Task("t", points=1, forbid={"numpy.linalg.norm": "write the sum"})
    task.step("c", points=1, hint="")(cases)
    assert task.score() == 1


def test_everything_is_switched_on_again_after_an_error():
    with pytest.raises(ZeroDivisionError), switched_off({"math.sqrt": "no"}):
        1 / 0  # noqa: B018
    assert math.sqrt(4.0) == 2.0


def test_lines_run_sees_a_loop_and_not_a_plan():
    def loop(n):
        for _ in range(n):
            pass

    assert lines_run(lambda: loop(200)) - lines_run(lambda: loop(5)) > 150
    small, large = np.ones((2, 2)), np.ones((90, 90))
    planned = [lambda x=x: np.einsum("ij,jk,kl->il", x, x, x, optimize=True) for x in (small, large)]
    assert lines_run(planned[1]) < 10


def test_torch_calls_sees_a_loop():
    x = torch.ones(6, 2)
    assert torch_calls(lambda: [row.sum() for row in x]) > torch_calls(lambda: x.sum(1))


def test_a_module_imported_while_names_are_off_does_not_keep_the_refusal(monkeypatch):
    monkeypatch.delitem(sys.modules, "minilib.conv", raising=False)
    with switched_off({"torch.nn.functional.conv2d": "no", "minilib.conv.conv2d": "no"}):
        pass
    assert sys.modules["minilib.conv"].Conv2d.compute is torch.nn.functional.conv2d
