"""The process in which students' code runs: one with everything imported, from which workers are forked, and
from each worker a process for each submission.

`python -m grading.room.worker FD USER LEVEL MODULE…` is started by grading/room/sandbox.py, in the sandbox
where there is one. On the socket FD each message asks for a worker, and brings one end of its own control. A
worker takes orders on that: "start" brings one end of a line with it and forks a process that answers on it;
"stop" ends that process and all it started.
"""

import contextlib
import json
import os
import random
import signal
import socket
import sys
from pathlib import Path
from select import select

from grading.room.warm import import_all, warm_up

MOST_MEMORY = 2560 << 20  # bytes of all processes of a submission together


def main() -> None:
    if sys.argv[1] == "probe":
        probe(int(sys.argv[2]))
        return
    room, user, namespaces = (
        socket.socket(fileno=int(sys.argv[1])),
        int(sys.argv[2]),
        sys.argv[3] == "bubblewrap",
    )
    if namespaces:
        probe(user)
    warm_up([*sys.argv[4:], "grading.room.student"])
    room.sendall(b"ready")
    while True:
        message, lines, _, _ = socket.recv_fds(room, 4096, 1)
        if not message:
            return
        with socket.socket(fileno=lines[0]) as control:
            if not os.fork():
                room.close()
                order = json.loads(message)
                become(order["user"])
                take_orders(control, namespaces, order["slot"])
                os._exit(0)
        room.sendall(b"done")


def take_orders(control: socket.socket, namespaces: bool, slot: int) -> None:
    """Be a worker, until the other end is closed: one submission at a time."""
    processes: tuple[int, int] | None = None
    while True:
        if processes and namespaces:
            watch(control, processes)
        message, lines, _, _ = socket.recv_fds(control, 4096, 1)
        if processes:
            stop(*processes)
        if not message:
            return
        order = json.loads(message)
        import_all(order.get("modules", []))
        with one_core(slot):
            processes = start(socket.socket(fileno=lines[0]), control, order, namespaces) if lines else None
        control.sendall(b"done")


def become(user: int) -> None:
    """Stop being root: limits on the number of processes do not bind root."""
    if user and os.getuid() == 0:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)


@contextlib.contextmanager
def one_core(slot: int):
    """What is started here runs on one core, another one for each worker as long as there are enough: what
    one submission keeps busy is not taken from the others, nor from who watches it."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if cores:
        os.sched_setaffinity(0, {sorted(cores)[slot % len(cores)]})
    yield
    if cores:
        os.sched_setaffinity(0, cores)


def probe(user: int) -> None:
    """End with an error where this user cannot have namespaces."""
    from grading.room.fence import own_files, unshare
    from grading.room.refused import refuse

    pid = os.fork()
    if pid:
        if os.waitpid(pid, 0)[1]:
            raise SystemExit("no namespaces inside the sandbox")
        return
    try:
        become(user)
        unshare()
        inside = os.fork()
        if not inside:
            own_files()
            refuse()
            os._exit(0)
        os._exit(os.waitpid(inside, 0)[1] != 0)
    except OSError:
        os._exit(1)


def start(line: socket.socket, control: socket.socket, order: dict, namespaces: bool) -> tuple[int, int]:
    """Fork the process that holds one submission."""
    from grading.room.fence import behind_fence

    def work() -> None:
        control.close()
        silent = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(silent, number)
        fresh(namespaces)
        from grading.room.student import Student

        Student(line).answer_until_closed()

    processes = behind_fence(work, order["cpu"], namespaces)
    line.close()
    return processes


def fresh(namespaces: bool) -> None:
    """A folder and random numbers of one's own."""
    import numpy
    import torch

    from grading.room.fence import scratch_folder

    if not namespaces:
        scratch_folder()
    random.seed(0)
    numpy.random.seed(0)  # noqa: NPY002 - students may use it
    torch.manual_seed(0)
    sys.path[:] = [place for place in sys.path if place]  # nothing is imported from the working folder


def watch(control: socket.socket, processes: tuple[int, int]) -> None:
    """Wait for an order; end a submission whose processes take too much memory all together."""
    while not select([control], [], [], 0.25)[0]:
        places = family(processes[0])
        if memory(places, "statm") > MOST_MEMORY and memory(places, "smaps_rollup") > MOST_MEMORY:
            for number in processes:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(number, signal.SIGKILL)


def family(first: int) -> list[Path]:
    """Where /proc tells of a process and of all that it and its descendants started."""
    parents = {}
    for place in Path("/proc").glob("[1-9]*"):
        with contextlib.suppress(OSError):  # its name is any bytes
            parents[int(place.name)] = int((place / "stat").read_bytes().rpartition(b")")[2].split()[1])
    found, size = {first}, 0
    while len(found) > size:
        size = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return [Path("/proc", str(process)) for process in found]


def memory(places: list[Path], kind: str) -> int:
    """Bytes of these processes: "statm" is quick, and counts shared pages each time."""
    total = 0
    for place in places:
        with contextlib.suppress(OSError, ValueError):
            text = (place / kind).read_text()
            if kind == "statm" and text:
                total += (int(text.split()[1]) - int(text.split()[2])) * os.sysconf("SC_PAGE_SIZE")
            for line in text.splitlines() if kind == "smaps_rollup" else []:
                total += int(line.split()[1]) * 1024 if line.startswith("Pss:") else 0
    return total


def stop(waited: int, killed: int) -> None:
    """End the processes of a submission."""
    for number in (killed, waited):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(number, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(number, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(waited, 0)


if __name__ == "__main__":
    main()
