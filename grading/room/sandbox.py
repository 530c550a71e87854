"""Start workers inside bubblewrap, where they see Python, the library and nothing else.

Without bubblewrap (macOS, Windows) or where it may not work, workers run with limits only; `LEVELS` says
what that means, and grading other people's work then has to be asked for by name.
"""

import functools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHOWN = [f"{name}.py" for name in ("__init__", "checks", "compare", "counting", "errors", "kernel")]
SHOWN += [f"room/{name}.py" for name in ("__init__", "fence", "refused", "student", "warm", "worker")]
SHOWN += ["line"]
SCRATCH = "/scratch"  # not /tmp, where this project may lie
USERS = 60_100  # the first of the users that workers become, when root grades
LEVELS = {
    "bubblewrap": "no network, read-only system, own processes and files, limits on memory, time and output",
    "limits": "limits on memory, time and output only: the answers can read and write what you can",
}


class Room:
    """The process in the sandbox that has everything imported; workers are forked from it."""

    def __init__(self, level: str, modules: list[str], patience: float = 120):
        self.level, self.patience = level, patience
        self.control, theirs = socket.socketpair()
        fenced = level == "bubblewrap"
        command = [_python(), "-P", "-m", "grading.room.worker", str(theirs.fileno())]
        command += [str(_user(0) if fenced else 0), level, *modules]
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
        self.process = subprocess.Popen(
            [*bubblewrap(), *command] if fenced else command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.errors,
            env=environment(tempfile.gettempdir()),
            cwd=tempfile.gettempdir(),
        )
        theirs.close()
        self.control.settimeout(patience)
        self.ready = False

    def worker(self, slot: int) -> "Worker":
        """A new worker; OSError, with the reason, where the sandbox cannot be had."""
        try:
            if not self.ready:
                _hear(self.control, b"ready")
            self.ready = True
            return Worker(self, slot)
        except OSError as error:
            raise OSError(self._why()) from error

    def close(self) -> None:
        """End it, and with it all workers."""
        self.control.close()
        self.process.kill()
        self.process.wait()

    def _why(self) -> str:
        self.errors.seek(0)
        lines = self.errors.read().decode(errors="replace").strip().splitlines()
        return f"the worker did not start or has ended: {lines[-1] if lines else 'no reason given'}"


class Worker:
    """A process for students' code, as a user of its own where root grades; one submission at a time."""

    def __init__(self, room: Room, slot: int):
        self.level, self.room = room.level, room  # which ends when nobody has it
        user = _user(slot) if self.level == "bubblewrap" else 0
        self.control = _handed(room.control, {"user": user, "slot": slot})
        self.control.settimeout(room.patience)
        self.modules: list[str] = []  # to be imported before the next process

    def line(self, cpu: int) -> socket.socket:
        """One end of a line to a new process for a submission; cpu is its limit in seconds."""
        return _handed(self.control, {"cpu": cpu, "modules": self.modules})

    def stop(self) -> None:
        """End the submission's process and all that it started."""
        self.control.sendall(b"{}")
        _hear(self.control, b"done")


def _handed(control: socket.socket, order: dict) -> socket.socket:
    """One end of a new line, after the process behind this control took the other."""
    mine, theirs = socket.socketpair()
    with theirs:
        socket.send_fds(control, [json.dumps(order).encode()], [theirs.fileno()])
    _hear(control, b"done")
    return mine


def _hear(control: socket.socket, word: bytes) -> None:
    if control.recv(16) != word:
        raise OSError("the worker has ended")


def environment(folder: str) -> dict[str, str]:
    """All that the worker learns of this machine, with the folder that it may write to."""
    one = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1")
    home = dict.fromkeys(["HOME", "MPLCONFIGDIR", "TMPDIR"], folder)
    return {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **one, **home}


def bubblewrap() -> list[str]:
    """The command that puts another one into the sandbox."""
    system = [Path("/usr"), Path("/lib"), Path("/lib64"), Path("/bin"), Path("/etc/ld.so.cache")]
    python = {Path(sys.base_prefix), Path(_python()).parent.parent, Path(_python()).resolve().parent.parent}
    own = [ROOT / "grading" / name for name in SHOWN] + [ROOT / "minilib"]
    places = [place for place in (*system, *sorted(python), *own) if place.exists()]
    options = ["--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]
    options += [f"--unshare-{kind}" for kind in ("net", "pid", "ipc", "uts", "cgroup-try")]
    if os.getuid() == 0:  # the worker itself becomes an ordinary user, which takes these two
        options += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        options += ["--unshare-user"]
    for place in _parents(places):
        options += ["--perms", "0755", "--dir", str(place)]
    for place in places:
        if place.is_symlink():
            options += ["--symlink", os.readlink(place), str(place)]
        else:
            options += ["--ro-bind", str(place), str(place)]
    options += ["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", SCRATCH]
    if Path("/tmp") not in _parents(places):
        options += ["--symlink", SCRATCH, "/tmp"]
    for name, value in environment(SCRATCH).items():
        options += ["--setenv", name, value]
    options += ["--remount-ro", "/dev", "--remount-ro", "/"]  # one worker leaves nothing there for another
    return ["bwrap", *options, "--chdir", "/", "--"]


def _user(slot: int) -> int:
    """Whom a worker becomes, one for each, when root grades; 0 for nobody else."""
    return USERS + slot if os.getuid() == 0 else 0


def _python() -> str:
    """This Python, by a path that has no link to a folder in it."""
    return str(Path(sys.executable).parent.resolve() / Path(sys.executable).name)


def _parents(places: list[Path]) -> list[Path]:
    above = {parent for place in places for parent in place.parents}
    return sorted(above - {Path("/")} - set(places), key=lambda place: len(place.parts))


@functools.cache
def best_level() -> tuple[str, str]:
    """The best level that this machine gives, and why it is not a better one."""
    if not shutil.which("bwrap"):
        return "limits", "bubblewrap is not installed"
    command = [*bubblewrap(), _python(), "-P", "-m", "grading.room.worker", "probe", str(_user(0))]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        return "bubblewrap", ""
    lines = done.stderr.strip().splitlines()
    return "limits", f"bubblewrap does not work here: {lines[-1] if lines else 'no reason given'}"
