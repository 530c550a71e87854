"""The process that everything is imported in once, and that desks are forked from; and the lines to them."""

import json
import os
import socket
import subprocess
import sys
import tempfile

from grading.room.sandbox import ROOT
from grading.room.warm import EVERYTHING, Modules


class Hall:
    """A process with a desk for each of these slots; what it runs is `grading.room.foreman`."""

    def __init__(self, level: str, slots: list[int], modules: Modules = EVERYTHING):
        self.level, self.modules = level, modules
        pairs = [socket.socketpair() for _ in slots]
        self.lines, theirs = [mine for mine, _ in pairs], [line.fileno() for _, line in pairs]
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
        self.folder = None  # what answers write to where there is no sandbox
        if level == "limits":
            self.folder = tempfile.TemporaryDirectory(prefix="hall-", ignore_cleanup_errors=True)
        place = self.folder.name if self.folder else tempfile.gettempdir()
        one = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1")
        paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        places = json.dumps(list(zip(slots, theirs, strict=True)))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grading.room.foreman", level, places, json.dumps(modules)],
            pass_fds=theirs,
            stdin=subprocess.DEVNULL,
            stdout=self.errors,  # what a library prints
            stderr=self.errors,
            env=os.environ | one | {"PYTHONPATH": paths, "TMPDIR": place},
            cwd=place,
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
        if self.folder:
            self.folder.cleanup()

    def last_words(self) -> str:
        """The last line of what went wrong."""
        self.errors.seek(0)
        lines = self.errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""
