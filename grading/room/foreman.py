"""The trusted process: `python -m grading.room.foreman LEVEL PLACES MODULES` imports once and forks desks.

A desk, one for each slot and line, reads jobs from its line and answers with results. It forks a process for
each job, so that no notebook meets what another left behind.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from dataclasses import asdict

from grading.room.cells import Cell
from grading.room.given import prepare
from grading.room.messages import receive, send
from grading.room.sandbox import Room, Worker
from grading.room.warm import Modules, later, warm_up

MOST_MEMORY = 3 << 30  # bytes, for a notebook's checks: what comes back may be large when it is looked at


def main() -> None:
    """Import everything, fork the desks, and stay for as long as one of them does."""
    _die_with_parent()
    level, places, modules = sys.argv[1], *map(json.loads, sys.argv[2:])
    modules = Modules(*modules)
    room = Room(level, modules.answers)  # it warms up at the same time
    warm_up([*modules.checks, "grading.room.tester"])
    waiting, desks = places, []
    while waiting:
        slot, line = waiting.pop(0)
        worker = room.worker(slot)
        desks.append(os.fork())
        if not desks[-1]:
            _die_with_parent()
            room.control.close()
            for _, other in waiting:
                os.close(other)
            _answer(line, worker, slot, modules.answers)
            os._exit(0)
        worker.control.close()
        os.close(line)
    for desk in desks:
        os.waitpid(desk, 0)


def _answer(line: int, worker: Worker, slot: int, modules: list[str]) -> None:
    """Grade what comes on the line, until it ends."""
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            send(line, _in_a_fork(receive(line, None), worker, line))
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
            return receive(mine, job["total"] + 60)
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
        send(theirs, {"cells": [asdict(outcome) for outcome in outcomes], "level": worker.level})
    except BaseException as error:
        send(theirs, {"failed": f"{type(error).__name__}: {error}"})
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


if __name__ == "__main__":
    main()
