"""Check an answer step by step, and say what is wrong with it. Test cells of the problem sets import this.

A test cell makes a `Task`, gives it steps in the order in which an answer is built, and ends with
`task.score()`, the number that nbgrader records. A step yields cases: what is tried, a call of the
student's function, and what must come back. The first step that fails is the diagnosis; the steps before
it keep their points. Only values that come back are judged, so that the same cell can run in another
process than the answer.
"""

import contextlib
import io
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from grading import kernel
from grading.compare import difference, show
from grading.errors import AnswerStopped
from grading.kernel import NotAllowed

WIDTH = 88

Case = tuple[str, Callable[[], object], object]


@dataclass(frozen=True)
class Raises:
    """Expected instead of a value: the call must raise this error, and its message mention these words."""

    error: type[Exception]
    mentions: tuple[str, ...] = ()

    def __str__(self) -> str:
        words = f" that mentions {', '.join(self.mentions)}" if self.mentions else ""
        return f"a {self.error.__name__}{words}"


@dataclass(frozen=True)
class Step:
    """What one step found. status: passed, failed, error, timeout, crashed, todo or not reached."""

    claim: str
    points: float
    hidden: bool
    status: str
    hint: str = ""
    case: str = ""
    expected: str = ""
    got: str = ""


class Task:
    """One graded task: steps run where they stand, and stop counting at the first that fails.

    points is what all its steps add up to, the hidden ones too. forbid maps dotted names to the sentence
    that says why the answer may not use them; they are switched off while the answer runs.
    """

    def __init__(self, name: str, points: float, forbid: dict[str, str] | None = None):
        self.name, self.points, self.forbid = name, points, forbid or {}
        self.steps: list[Step] = []
        self._hidden = False

    def hidden(self) -> None:
        """From here on, steps are hidden: they count, and nothing of them is shown."""
        self._hidden = True

    def step(self, claim: str, points: float, hint: str, rtol: float = 1e-6, atol: float = 1e-9):
        """Run the decorated generator of (case, call, expected) as the next step."""

        def run(cases: Callable[[], Iterator[Case]]) -> None:
            outcome = {"status": "not reached"}
            if all(step.status == "passed" for step in self.steps):
                failure = _first_failure(cases(), self.forbid, rtol, atol, self._hidden)
                outcome = failure or {"status": "passed"}
            self.steps.append(Step(claim, points, self._hidden, hint=hint, **outcome))

        return run

    def score(self) -> float:
        """Show the report and return the points earned: the last line of a test cell."""
        earned = sum(step.points for step in self.steps if step.status == "passed")
        data = {"task": self.name, "points": self.points, "earned": earned}
        kernel.here.show(self.report(earned), data | {"steps": [asdict(step) for step in self.steps]})
        return earned

    def report(self, earned: float) -> str:
        """The lines a student reads: the task, its points, and the first step that failed."""
        broken = next((step for step in self.steps if step.status != "passed"), None)
        if broken is None:
            left = self.points - sum(step.points for step in self.steps)
            are = "is" if left == 1 else "are"
            rest = f"  (the other {left:g} {are} checked after handing in)" if left else ""
            return _headline("✓", self.name, f"{earned:g} of {self.points:g} points") + rest
        score = f"{earned:g} of {self.points:g} points"
        if broken.hidden:
            return _headline("✗", f"{self.name} — a check that runs after handing in", score)
        if broken.status == "todo":
            started = [_wrapped("case", broken.case)] if earned else []
            return "\n".join([_headline("·", f"{self.name} — not written yet", score), *started])
        lines = {"case": broken.case, "expected": broken.expected, "got": broken.got, "hint": broken.hint}
        body = [_wrapped(key, value) for key, value in lines.items() if value]
        return "\n".join([_headline("✗", f"{self.name} — {broken.claim}", score), *body])


def _first_failure(
    cases: Iterator[Case], forbid: dict[str, str], rtol: float, atol: float, hidden: bool
) -> dict[str, str] | None:
    """Run the cases up to the first that fails, and describe it; None when all hold.

    What the answer prints goes to stdout, since nbgrader gives no points to a cell that wrote to stderr
    (a warning is enough); in a hidden step it goes nowhere, since it would show the hidden arguments.
    """
    stream = io.StringIO() if hidden else sys.stdout
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        try:
            tried = False
            for case, call, expected in cases:
                tried = True
                found = _failure(call, expected, forbid, rtol, atol)
                if found:
                    return {"case": case, "expected": _told(expected), **found}
            if not tried:  # as when an answer emptied a list that the step goes through
                return {"status": "error", "got": "the check itself stopped: it found nothing to try"}
        except Exception as error:
            return {"status": "error", "got": f"the check itself stopped: {_one_line(error)}"}
    return None


def _failure(call, expected, forbid: dict[str, str], rtol: float, atol: float) -> dict[str, str] | None:
    """Make one call and say how it falls short of what is expected; None when it does not."""
    try:
        with kernel.here.switched_off(forbid):
            got = call()
    except AnswerStopped as stop:
        return {"status": stop.status, "got": str(stop)}
    except NotImplementedError:
        return {"status": "todo", "got": "nothing yet"}
    except KeyboardInterrupt:  # from the time limit, or from the stop button
        return {"status": "error", "got": "stopped before it came back: is there a loop without an end?"}
    except (Exception, SystemExit) as error:
        if isinstance(expected, Raises) and _is_expected(error, expected):
            return None
        return {"status": "error", "got": _what_happened(error)}
    if isinstance(expected, Raises):
        return {"status": "failed", "got": show(got)}
    try:
        found = difference(got, expected, rtol, atol)
    except AnswerStopped as stop:
        return {"status": stop.status, "got": str(stop)}
    except (Exception, KeyboardInterrupt) as error:  # an object that fails, or never ends, when looked at
        return {"status": "error", "got": f"what came back cannot be compared: {_one_line(error)}"}
    return {"status": "failed", "expected": found[0], "got": found[1]} if found else None


def _is_expected(error: BaseException, expected: Raises) -> bool:
    return isinstance(error, expected.error) and all(word in str(error) for word in expected.mentions)


def _told(expected) -> str:
    return str(expected) if isinstance(expected, Raises) else show(expected)


def _what_happened(error: BaseException) -> str:
    """The error in a line, with the innermost line of the notebook's own code."""
    if isinstance(error, NotAllowed):
        return str(error)
    text = _one_line(error)
    if isinstance(error, NameError):
        return text + " (did the cell of your answer run without an error?)"
    frames = traceback.extract_tb(error.__traceback__)[1:]  # from the check's lambda inwards
    taking_apart = isinstance(error, TypeError | LookupError) and "argument" not in text
    if taking_apart and len({frame.filename for frame in frames}) == 1:
        missing = "None: is a return missing?" if "'NoneType'" in text else "not of the form asked for"
        return f"{missing}  ({text})"
    if getattr(error, "where", ""):  # it happened in another process, which says where
        return f"{text}  ({error.where})"
    cells = [frame for frame in frames if "ipykernel" in frame.filename]
    own = [frame for frame in cells if frame.filename != cells[0].filename]  # the first cell is the check
    if own:
        text += f"  (line {own[-1].lineno} of your cell: {own[-1].line})"
    return text


def _one_line(error: BaseException) -> str:
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return text if len(text) <= 200 else text[:197] + "..."


def _wrapped(key: str, value: str) -> str:
    indent = " " * 12
    return textwrap.fill(value, WIDTH, initial_indent=f"  {key:<9} ", subsequent_indent=indent)


def _headline(mark: str, title: str, score: str) -> str:
    return f"{mark} {title:<{WIDTH - len(score) - 3}} {score}"
