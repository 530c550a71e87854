"""One place at which notebooks are graded: a trusted process with everything imported, and its sandboxed
worker.

`python -m grading.room.desk LEVEL SLOT` reads jobs from its standard input and writes results to its standard
output, each as its length and JSON; it forks a process for each job, so that no notebook meets what another
left behind. `Desk` is the other end: it starts such a process, hands it jobs, and replaces it when it is
lost.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from select import select

from grading.room.sandbox import ROOT, Worker

MOST_MEMORY = 3 << 30  # bytes, for a notebook's checks: what comes back may be large when it is looked at
GRACE = 20  # seconds beyond a job's own limit until the desk itself is taken for lost
_desk = None  # of this process, where jobs come from a cluster
_lock = threading.Lock()


class Desk:
    """A process that grades one notebook at a time. A job: cells as dicts, timeout and total in seconds."""

    def __init__(self, level: str, slot: int = 0):
        self.level, self.slot = level, slot
        self.process: subprocess.Popen | None = None

    def grade(self, job: dict) -> dict:
        """The outcomes of the job's cells, or under "failed" why there are none."""
        if self.process is None:
            self._start()
        try:
            _write(self.process.stdin.fileno(), job)
            return _read(self.process.stdout.fileno(), job["total"] + 60 + GRACE)
        except (OSError, EOFError, ValueError) as error:
            why = self._last_words() or str(error)
            self.close()
            return {"failed": f"the grading process was lost: {why}"}

    def close(self) -> None:
        """End the process, and with it the worker."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None

    def _start(self) -> None:
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
        one = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1")
        paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grading.room.desk", self.level, str(self.slot)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=os.environ | one | {"PYTHONPATH": paths},
            cwd=tempfile.gettempdir(),
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for the one who started the run
        )

    def _last_words(self) -> str:
        self.errors.seek(0)
        lines = self.errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


def grade_here(level: str, job: dict) -> dict:
    """Grade a job at this process's own desk: what a cluster's worker is sent."""
    global _desk
    with _lock:
        _desk = _desk or Desk(level, os.getpid() % 1000)
        return _desk.grade(job)


def main() -> None:
    """Grade what comes on the standard input, until it ends."""
    from grading.room.worker import warm_up

    ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0) if sys.platform == "linux" else None
    level, slot = sys.argv[1], int(sys.argv[2])
    results = os.dup(1)
    os.dup2(2, 1)  # what a library prints is not a result
    worker = Worker(level, slot)  # it warms up at the same time
    warm_up()
    worker.ready()
    with contextlib.suppress(EOFError):
        while True:
            job = _read(0, None)
            _write(results, _in_a_fork(job, worker))
            worker = _sound(worker, level, slot)


def _in_a_fork(job: dict, worker: Worker) -> dict:
    """Grade one job in a process of its own."""
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
        from grading.room.tester import Cell, Tester

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        tester = Tester(worker, job["timeout"], job["total"])
        outcomes = tester.grade([Cell(**cell) for cell in job["cells"]])
        _write(theirs, {"cells": [asdict(outcome) for outcome in outcomes], "level": worker.level})
    except BaseException as error:
        _write(theirs, {"failed": f"{type(error).__name__}: {error}"})
    finally:
        os._exit(0)


def _sound(worker: Worker, level: str, slot: int) -> Worker:
    """The worker, with nothing of the last job running in it; a new one when it was lost."""
    try:
        worker.stop()
        return worker
    except OSError:
        worker.close()
        return Worker(level, slot)


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
