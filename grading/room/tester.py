"""Grade one notebook: its answers run in the worker, its checks run here, in a process that is trusted.

A check cell runs as its author wrote it. The names that the student's cells defined stand for objects of the
worker: what they are called with goes there as plain data, and plain data comes back. When the worker dies or
is too late, that costs the cell at fault; a new worker runs the cells before it, and the rest is graded as
ever.
"""

import builtins
import contextlib
import io
import signal
import sys
import time
import types

from grading import kernel
from grading.errors import AnswerStopped
from grading.line.peer import Peer
from grading.line.raised import rebuild
from grading.room.cells import Cell, Outcome
from grading.room.given import MOST_SHOWN, Bounded, bound_names, is_number, run_cell
from grading.room.sandbox import Worker


class Tester:
    """One notebook on its way through: `timeout` seconds for each cell, `total` for all of them."""

    def __init__(self, worker: Worker, timeout: float, total: float):
        self.worker, self.timeout = worker, timeout
        self.end = time.monotonic() + total
        self.total = total
        self.notebook = types.ModuleType("__main__")
        self.given: set[str] = set(vars(self.notebook))
        self.taken: set[str] = set()
        self.replayed: list[Cell] = []  # what a new worker has to run to be where the old one was
        self.peer = self._new_peer()
        self.forbidden: dict[str, str] = {}

    def grade(self, cells: list[Cell]) -> list[Outcome]:
        """What became of each cell, in their order."""
        outcomes = []
        self.given |= {name for cell in cells if cell.kind != "answer" for name in bound_names(cell.source)}
        sys.modules["__main__"] = self.notebook
        kernel.here = self
        try:
            for cell in cells:
                began = time.monotonic()
                outcomes.append(self._outcome(cell))
                outcomes[-1].seconds = round(time.monotonic() - began, 3)
        finally:
            self.worker.stop()
        return outcomes

    def _outcome(self, cell: Cell) -> Outcome:
        if time.monotonic() > self.end:
            score = 0.0 if cell.kind == "check" else None
            sentence = f"the notebook took more than {self.total:g} s: this cell did not run"
            return Outcome(cell.name, cell.kind, "not run", score, cell.points, sentence)
        self.peer.deadline = min(time.monotonic() + self.timeout, self.end)
        if cell.kind == "check":
            return self._check(cell)
        outcome = Outcome(cell.name, cell.kind)
        if cell.kind == "given":
            self._run_here(cell)
        self._run_there(cell, outcome)
        return outcome

    def _run_here(self, cell: Cell) -> None:
        """A given cell defines here what checks use; it may call answers, and their errors cost nothing."""
        before = set(vars(self.notebook))
        out = contextlib.redirect_stdout(io.StringIO())
        with out, contextlib.suppress(Exception, SystemExit, KeyboardInterrupt), self._own_limit():
            run_cell(cell, vars(self.notebook))
        self.given |= set(vars(self.notebook)) - before

    def _run_there(self, cell: Cell, outcome: Outcome) -> None:
        printed, called = [], self.called
        self.peer.heard = printed.append
        try:
            with self._own_limit():
                error = self._run(cell)
            self.replayed.append(cell)
        except AnswerStopped as stop:
            outcome.status, outcome.message = stop.status, str(stop)
            self._replace()
            if called and stop.status == "crashed":  # the answers called before may be to blame: once more
                outcome.status, outcome.message = "passed", ""
                self._run_there(cell, outcome)
            return
        outcome.printed = "".join(printed)[:MOST_SHOWN]
        if error and cell.kind == "answer":
            outcome.status = "todo" if isinstance(error, NotImplementedError) else "error"
            outcome.message = f"{type(error).__name__}: {error}  ({error.where})"[:2000]

    def _run(self, cell: Cell) -> BaseException | None:
        """Run a cell in the worker; the error that it ended with."""
        self.peer.deadline = min(time.monotonic() + self.timeout, self.end)
        try:
            error = self.peer.ask("run", cell.name, cell.source, cell.kind == "given")
            return rebuild(error) if error else None
        except AnswerStopped:
            raise
        except (Exception, SystemExit, KeyboardInterrupt):  # a sound worker tells errors as descriptions
            raise AnswerStopped("crashed", "what came back could not be read") from None

    def _check(self, cell: Cell) -> Outcome:
        outcome = Outcome(cell.name, cell.kind, score=0.0, points=cell.points)
        self.reports: list[tuple[str, dict]] = []
        before = set(vars(self.notebook))
        out = Bounded()
        self.called = True
        self.peer.heard = lambda text: sys.stdout.write(text)  # which a hidden step takes away
        try:
            with contextlib.redirect_stdout(out), self._own_limit():
                self._take_names()
                before = set(vars(self.notebook))
                with self._all_on_again():
                    result = run_cell(cell, vars(self.notebook))
            outcome.score = (
                cell.points if not is_number(result) else max(0.0, min(float(result), cell.points))
            )
            outcome.status = "passed" if outcome.score == cell.points else "failed"
        except AnswerStopped as stop:
            outcome.status, outcome.message = stop.status, str(stop)
        except (Exception, SystemExit, KeyboardInterrupt) as error:
            outcome.status, outcome.message = "error", f"{type(error).__name__}: {error}"[:2000]
        self.given |= set(vars(self.notebook)) - before
        outcome.shown = [text for text, _ in self.reports]
        outcome.check = self.reports[-1][1] if self.reports else None
        broken = [step for step in (outcome.check or {"steps": []})["steps"] if step["status"] != "passed"]
        if broken:
            outcome.status, outcome.message = broken[0]["status"], broken[0]["got"]
        outcome.printed = out.getvalue()[:MOST_SHOWN]
        if outcome.status in ("timeout", "crashed"):
            self._replace()
        return outcome

    @contextlib.contextmanager
    def _all_on_again(self):
        """Let answers use everything again after this."""
        try:
            yield
        finally:
            with contextlib.suppress(AnswerStopped), self.switched_off({}):
                pass

    @contextlib.contextmanager
    def _own_limit(self):
        """Stop the check itself, should what came back keep it busy without end."""

        def stop(*_):
            raise AnswerStopped("timeout", "the check of what came back took too long")

        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, self.timeout + 5, 1)  # again, should someone catch it
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _take_names(self) -> None:
        """Give the check the names that the student's cells define; those of the course's own cells stay."""
        for name in self.taken - self.given:
            vars(self.notebook).pop(name, None)
        names = dict(self.peer.ask("names"))
        names = {name: value for name, value in names.items() if self._may_be(name)}
        vars(self.notebook).update(names)
        self.taken = set(names)

    def _may_be(self, name) -> bool:
        """Whether a name of the student's may stand in a check: none of the course's, and none of Python's
        own."""
        own = isinstance(name, str) and name.isidentifier() and not name.startswith("__")
        return own and name not in self.given and not hasattr(builtins, name)

    def _new_peer(self) -> Peer:
        self.called = False  # whether a check called answers in the process that begins here
        return Peer(self.worker.line(int(self.total) + 1), self._serve)

    def _replace(self) -> None:
        """A new process for the answers, where the old one was before the cell at fault."""
        self.peer.line.close()
        self.peer = self._new_peer()
        self.forbidden = {}
        self.peer.deadline = self.end
        for cell in list(self.replayed):
            try:
                self._run(cell)
            except AnswerStopped:  # what ran before does not run now: go on without it
                self.replayed.remove(cell)
                if time.monotonic() < self.end:
                    self._replace()
                return

    def _serve(self, op: str, *args):
        """What the worker may ask: to call a function that a check handed to an answer, or to go on in an
        iterator."""
        if op == "call":
            number, values, named = args
            return self.peer.objects[number](*values, **named)
        if op == "special" and args[1] in ("next", "iter"):
            return getattr(self.peer.objects[args[0]], f"__{args[1]}__")()
        raise ValueError("only functions that a check handed over can be called")

    @contextlib.contextmanager
    def switched_off(self, forbid: dict[str, str]):
        """As in a kernel, but in the worker, where the answer is."""
        if forbid != self.forbidden:  # it stays until the check ends: to ask for each case takes long
            self.peer.ask("forbid", forbid)
            self.forbidden = forbid
        yield

    def show(self, report: str, data: dict) -> None:
        """Keep what a check says."""
        self.reports.append((report, data))

    def counted(self, what: str, call) -> int:
        """As in a kernel, but of what runs in the worker."""
        self.peer.ask("count", what)
        try:
            call()
        finally:
            count = self.peer.ask("count", "")
        return int(count)
