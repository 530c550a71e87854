"""Where a check runs: in the kernel of a notebook, beside the answer, unless the grader says otherwise.

What an answer may not use is switched off while it runs, what it runs can be counted, and a report is shown.
The grader, whose checks run in another process than the answers, puts its own in the place of `here`.
"""

import contextlib
import importlib
import sys
from collections.abc import Callable
from types import FunctionType

from grading.counting import COUNTERS

MIME = "application/vnd.course.check+json"
DEMONSTRATION = "demonstration"  # tag of a cell that no check needs, and no grader runs


class NotAllowed(Exception):
    """Raised when an answer uses what its task asks the student to write."""


@contextlib.contextmanager
def switched_off(forbid: dict[str, str]):
    """Replace each dotted name, also where the notebook imported it, by a function that refuses."""
    replaced = []
    notebook = sys.modules["__main__"]
    owners = {dotted: importlib.import_module(dotted.rpartition(".")[0]) for dotted in forbid}
    try:  # all are imported by now: a module imported later would keep the refusals of others for good
        for dotted, reason in forbid.items():
            module, name = owners[dotted], dotted.rpartition(".")[2]
            original, refusal = getattr(module, name), _refusal(dotted, reason)
            aliases = [
                (notebook, alias) for alias, value in list(vars(notebook).items()) if value is original
            ]
            for owner, attribute in [(module, name), *aliases, *_inherited(original)]:
                replaced.append((owner, attribute, getattr(owner, attribute)))
                setattr(owner, attribute, refusal)
        yield
    finally:
        for owner, attribute, original in reversed(replaced):
            setattr(owner, attribute, original)


def _inherited(original) -> list[tuple[type, str]]:
    """What a student's class would have from a class written in Python, if it were derived from it."""
    if not isinstance(original, type):
        return []
    return [
        (original, name)
        for name in ("__init__", "forward")
        if isinstance(vars(original).get(name), FunctionType)
    ]


def _refusal(dotted: str, reason: str) -> Callable:
    def refuse(*args, **kwargs):
        raise NotAllowed(f"{dotted} is switched off here: {reason}")

    return refuse


class Kernel:
    """Where a check runs when the answer is in the same process; the grader puts its own in the place of
    `here`."""

    switched_off = staticmethod(switched_off)

    @staticmethod
    def show(report: str, data: dict) -> None:
        """Display the report in a notebook, with the data beside it for the graders; print it elsewhere."""
        if "IPython" in sys.modules and sys.modules["IPython"].get_ipython() is not None:
            from IPython.display import display

            display({"text/plain": report, MIME: data}, raw=True)
        else:
            print(report)

    @staticmethod
    def counted(what: str, call: Callable[[], object]) -> int:
        """How many of these ran in a call."""
        with COUNTERS[what]() as counter:
            call()
        return counter.count


here = Kernel()


def lines_run(call: Callable[[], object]) -> int:
    """How many lines of Python run in a call of an answer: few where NumPy does the work, many in a loop."""
    return here.counted("lines", call)


def torch_calls(call: Callable[[], object]) -> int:
    """How many calls to PyTorch are made in a call of an answer."""
    return here.counted("torch calls", call)
