"""A student's notebook at work, in the process that is fenced in: its cells run here, and its functions are
called."""

import ast
import contextlib
import io
import linecache
import os
import socket
import sys
import types

from grading.counting import COUNTERS
from grading.kernel import switched_off
from grading.line.packing import pack
from grading.line.peer import Peer
from grading.line.raised import ANSWER, describe

MOST_PRINTED = 20_000  # characters for each request
MOST_OF_A_NAME = 8 << 20  # bytes


class Student:
    """The namespace of one notebook, and what the tester may do with it."""

    def __init__(self, line: socket.socket):
        self.peer = Peer(line, self.serve)
        self.peer.printed = self._printed
        self.notebook = types.ModuleType("__main__")
        sys.modules["__main__"] = self.notebook
        vars(self.notebook).update(get_ipython=_Shell, display=print)
        self.given = set(vars(self.notebook))
        self.off, self.counter = contextlib.ExitStack(), None
        self.out = _Bounded()

    def answer_until_closed(self) -> None:
        """Do what the tester asks until it closes the line."""
        os.register_at_fork(after_in_child=self.peer.line.close)  # one process answers, whatever it forks
        with contextlib.redirect_stdout(self.out), contextlib.redirect_stderr(self.out):
            self.peer.answer_until_closed()

    def serve(self, op: str, *args):
        """One request of the tester."""
        return getattr(self, f"_{op}")(*args)

    def _run(self, label: str, source: str, given: bool) -> dict | None:
        """Run a cell; given cells are the course's own. The error that stopped it, or None."""
        before = set(vars(self.notebook))
        try:
            _run_cell(source, f"{ANSWER}{label}>", vars(self.notebook))
        except BaseException as error:
            return describe(error)
        finally:
            if given:
                self.given |= set(vars(self.notebook)) - before
        return None

    def _names(self) -> dict:
        """What the student's cells defined: plain values as copies, all else as handles."""
        names = {
            k: value for k, value in vars(self.notebook).items() if k not in self.given and k[:2] != "__"
        }
        return {name: value for name, value in names.items() if self._can_go(value)}

    def _can_go(self, value) -> bool:
        try:
            return (
                not isinstance(value, types.ModuleType)
                and len(pack(value, lambda _: None)[0]) < MOST_OF_A_NAME
            )
        except Exception:
            return False

    def _call(self, number: int, args: list, kwargs: dict):
        return self._watched(lambda: self.peer.objects[number](*args, **kwargs))

    def _special(self, number: int, name: str, args: list):
        owner = self.peer.objects[number]
        return self._watched(lambda: getattr(type(owner), f"__{name}__")(owner, *args))

    def _get(self, number: int, name: str):
        return self._watched(lambda: getattr(self.peer.objects[number], name))

    def _set(self, number: int, name: str, value) -> None:
        setattr(self.peer.objects[number], name, value)

    def _forbid(self, names: dict) -> None:
        self.off.close()
        self.off.enter_context(switched_off(names))

    def _count(self, what: str) -> int:
        """Begin to count in all calls from now on, or end with ""; how many there were."""
        count = self.counter.count if self.counter else 0
        self.counter = COUNTERS[what]() if what else None
        return count

    def _watched(self, call):
        if self.counter is None:
            return call()
        with self.counter:
            return call()

    def _printed(self) -> str:
        return self.out.taken()


class _Bounded(io.StringIO):
    """Keeps what is printed, up to a limit, until it is taken."""

    def write(self, text: str) -> int:
        if self.tell() < MOST_PRINTED:
            super().write(str(text)[:MOST_PRINTED])
        return len(text)

    def taken(self) -> str:
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text


class _Shell:
    """What is left of IPython here: magics do nothing, except that %%time and %%timeit run their cell."""

    def run_line_magic(self, name, line, *_):
        return None

    def run_cell_magic(self, name, line, cell):
        if name in ("time", "timeit", "capture"):
            exec(cell, vars(sys.modules["__main__"]))

    def system(self, command):
        return None

    getoutput = system


def _run_cell(source: str, label: str, namespace: dict) -> None:
    text = source if _is_python(source) else _without_magics(source)
    linecache.cache[label] = (len(text), None, text.splitlines(keepends=True), label)
    exec(compile(ast.parse(text, label), label, "exec"), namespace)


def _is_python(source: str) -> bool:
    """Whether there is nothing in a cell that only IPython knows; most cells are spared its import."""
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return not source[:1].isspace() and "In [" not in source  # it takes off empty lines and prompts


def _without_magics(source: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)
