"""Where one notebook at a time is graded: the near end of a line to a process of a hall.

It hands over jobs, and is given a new hall when its own is lost.
"""

import os
import threading

from grading.room.hall import Hall
from grading.room.messages import receive, send
from grading.room.warm import EVERYTHING, Modules

GRACE = 20  # seconds beyond a job's own limit until the desk itself is taken for lost
_desk = None  # of this process, where jobs come from a cluster
_lock = threading.Lock()


class Desk:
    """Where one notebook at a time is graded. A job: cells as dicts, timeout and total in seconds."""

    def __init__(self, level: str, slot: int = 0, modules: Modules = EVERYTHING, hall: Hall | None = None):
        self.level, self.slot, self.modules = level, slot, modules
        self.hall, self.own = hall, False
        self.line = hall.lines[slot] if hall else None

    def grade(self, job: dict) -> dict:
        """The outcomes of the job's cells, or under "failed" why there are none."""
        if self.line is None:
            self.hall, self.own = Hall(self.level, [self.slot], self.modules), True
            self.line = self.hall.lines[0]
        try:
            send(self.line.fileno(), job)
            return receive(self.line.fileno(), job["total"] + 60 + GRACE)
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
