"""An error of one process, told to another: its names, its words, and where it happened."""

import builtins
import linecache

import numpy as np

from grading.kernel import NotAllowed

ANSWER = "<answer "  # how the file names of a student's cells begin
MOST_WORDS = 10_000  # characters of an error's message
OTHERS = {"LinAlgError": np.linalg.LinAlgError, "NotAllowed": NotAllowed}


def describe(error: BaseException) -> dict:
    """The error as plain data."""
    names = [kind.__name__ for kind in type(error).__mro__]
    return {"names": names, "message": _words(error), "where": _where(error)}


def rebuild(told: dict) -> BaseException:
    """An error like the one described: of the same built-in class, or of a class of that name derived from
    it."""
    names = [str(name)[:200] for name in told["names"][:20]]
    known = next((kind for kind in map(_known, names) if kind), Exception)
    members = {
        "__init__": lambda self, *_: None,
        "__str__": lambda self: self.message,
        "__module__": "answer",
    }
    error = type(names[0] if names else "Exception", (known,), members)()
    error.message, error.where = str(told["message"])[:MOST_WORDS], str(told["where"])[:1000]
    return error


def _known(name: str) -> type[BaseException] | None:
    kind = OTHERS.get(name) or getattr(builtins, name, None)
    known = isinstance(kind, type) and issubclass(kind, Exception | SystemExit | KeyboardInterrupt)
    return kind if known else None  # GeneratorExit and what students derive from BaseException: an Exception


def _words(error: BaseException) -> str:
    try:
        return str(error)[:MOST_WORDS]
    except Exception:
        return ""


def _where(error: BaseException) -> str:
    """The innermost line of the student's own cells that the error passed through."""
    found, trace = "", error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(ANSWER):
            found = f"line {trace.tb_lineno} of your cell: {linecache.getline(name, trace.tb_lineno).strip()}"
        trace = trace.tb_next
    return found
