"""The places at which notebooks are graded: trusted processes with everything imported, each with a worker.

`python -m grading.room.desk LEVEL PLACES MODULE…` imports once and forks a desk for each slot and line. It
reads jobs from its line and answers with results, each as its length and JSON; it forks a process for each
job, so that no notebook meets what another left behind. `Hall` starts all this, `Desk` is the other end of a
line: it hands over jobs, and replaces a desk that is lost.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from select import select

from grading.room.cells import Cell
from grading.room.given import prepare
from grading.room.sandbox import ROOT, Room, Worker
from grading.room.warm import EVERYTHING, later, warm_up

MOST_MEMORY = 3 << 30  # bytes, for a notebook's checks: what comes back may be large when it is looked at
GRACE = 20  # seconds beyond a job's own limit until the desk itself is taken for lost
_desk = None  # of this process, where jobs come from a cluster
_lock = threading.Lock()


class Hall:
    """The process that desks are forked from, one for each of these slots, and the lines to them."""

    def __init__(self, level: str, slots: list[int], modules: list[str]):
        pairs = [socket.socketpair() for _ in slots]
        self.lines, theirs = [mine for mine, _ in pairs], [line.fileno() for _, line in pairs]
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
        one = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1")
        paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        places = json.dumps(list(zip(slots, theirs, strict=True)))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grading.room.desk", level, places, *modules],
            pass_fds=theirs,
            stdin=subprocess.DEVNULL,
            stdout=self.errors,  # what a library prints
            stderr=self.errors,
            env=os.environ | one | {"PYTHONPATH": paths},
            cwd=tempfile.gettempdir(),
            start_new_session=True,  # Ctrl-C is for the one who started the run
        )
        for _, line in pairs:
            line.close()

    def close(self) -> None:
        """End the process, and with it the desks and their workers."""
        self.process.kill()
        self.process.wait()
        for line in self.lines:
            line.close()

    def last_words(self) -> str:
        """The last line of what went wrong."""
        self.errors.seek(0)
        lines = self.errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


class Desk:
    """Where one notebook at a time is graded. A job: cells as dicts, timeout and total in seconds."""

    def __init__(self, level: str, slot: int = 0, modules: list[str] = EVERYTHING, hall: Hall | None = None):
        self.level, self.slot, self.modules = level, slot, modules
        self.hall, self.own = hall, False
        self.line = hall.lines[slot] if hall else None

    def grade(self, job: dict) -> dict:
        """The outcomes of the job's cells, or under "failed" why there are none."""
        if self.line is None:
            self.hall, self.own = Hall(self.level, [self.slot], self.modules), True
            self.line = self.hall.lines[0]
        try:
            _write(self.line.fileno(), job)
            return _read(self.line.fileno(), job["total"] + 60 + GRACE)
        except (OSError, EOFError, ValueError) as error:
            why = self.hall.last_words() or str(error)
            self.close()
            return {"failed": f"the grading process was lost: {why}"}

    def close(self) -> None:
        """Leave the desk; a hall of its own is closed."""
        if self.line is not None:
            self.line.close()
            self.line = None
        if self.own:
            self.hall.close()


def grade_here(level: str, job: dict) -> dict:
    """Grade a job at this process's own desk: what a cluster's worker is sent."""
    global _desk
    with _lock:
        _desk = _desk or Desk(level, os.getpid() % 1000)
        return _desk.grade(job)


def main() -> None:
    """Import everything, fork the desks, and stay for as long as one of them does."""
    _die_with_parent()
    level, places, *modules = sys.argv[1:]
    room = Room(level, modules)  # it warms up at the same time
    warm_up([*modules, "grading.room.tester"])
    waiting, desks = json.loads(places), []
    while waiting:
        slot, line = waiting.pop(0)
        worker = room.worker(slot)
        desks.append(os.fork())
        if not desks[-1]:
            _die_with_parent()
            room.control.close()
            for _, other in waiting:
                os.close(other)
            _answer(line, worker, slot, modules)
            os._exit(0)
        worker.control.close()
        os.close(line)
    for desk in desks:
        os.waitpid(desk, 0)


def _answer(line: int, worker: Worker, slot: int, modules: list[str]) -> None:
    """Grade what comes on the line, until it ends."""
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            _write(line, _in_a_fork(_read(line, None), worker, line))
            worker = _sound(worker, slot, modules)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0) if sys.platform == "linux" else None


def _in_a_fork(job: dict, worker: Worker, line: int) -> dict:
    """Grade one job in a process of its own."""
    for cell in job["cells"]:
        prepare(Cell(**cell))
    worker.modules = later("\n".join(cell["source"] for cell in job["cells"] if cell["kind"] == "answer"))
    mine, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        try:
            return _read(mine, job["total"] + 60)
        except (OSError, EOFError, ValueError) as error:
            return {"failed": f"the grading process ended: {error or 'no reason given'}"}
        finally:
            os.close(mine)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    try:
        from grading.room.tester import Tester

        _die_with_parent()
        os.close(line)
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        tester = Tester(worker, job["timeout"], job["total"])
        outcomes = tester.grade([Cell(**cell) for cell in job["cells"]])
        _write(theirs, {"cells": [asdict(outcome) for outcome in outcomes], "level": worker.level})
    except BaseException as error:
        _write(theirs, {"failed": f"{type(error).__name__}: {error}"})
    finally:
        os._exit(0)


def _sound(worker: Worker, slot: int, modules: list[str]) -> Worker:
    """The worker, with nothing of the last job running in it; a new one when it was lost."""
    try:
        worker.stop()
        return worker
    except OSError:
        worker.control.close()
        return Room(worker.level, modules).worker(slot)


def _write(fd: int, message: dict) -> None:
    data = json.dumps(message, ensure_ascii=False).encode(errors="replace")  # half characters are "?"
    data = struct.pack("<Q", len(data)) + data
    while data:
        data = data[os.write(fd, data) :]


def _read(fd: int, patience: float | None) -> dict:
    """The next message; EOFError at the end, TimeoutError (an OSError) when it does not come."""
    end = None if patience is None else time.monotonic() + patience
    (size,) = struct.unpack("<Q", _bytes(fd, 8, end))
    return json.loads(_bytes(fd, size, end))


def _bytes(fd: int, size: int, end: float | None) -> bytes:
    data = bytearray()
    while len(data) < size:
        left = None if end is None else max(end - time.monotonic(), 0)
        if not select([fd], [], [], left)[0]:
            raise TimeoutError("it did not answer in time")
        part = os.read(fd, min(size - len(data), 1 << 20))
        if not part:
            raise EOFError("it ended")
        data += part
    return bytes(data)


if __name__ == "__main__":
    main()
