"""The process in which students' code runs: started once, with everything imported, then a fork for each
submission.

`python -m grading.room.worker FD USER NAMESPACES` is started by grading/room/sandbox.py, inside the sandbox
where there is one. It takes orders on the socket FD: "start" brings one end of a line with it and forks a
process that answers on it; "stop" ends that process and all it started.
"""

import contextlib
import gc
import importlib
import json
import os
import random
import signal
import socket
import sys
from pathlib import Path
from select import select

MOST_MEMORY = 2560 << 20  # bytes of all processes of a submission together
WARM = ["numpy", "torch", "torch.nn", "torch.nn.functional", "torch.testing", "torch._dynamo", "torch.optim"]
WARM += [
    "matplotlib.pyplot",
    "IPython.core.inputtransformer2",
    "IPython.display",
    "grading.checks",
    "grading.room.student",
]
WARM += ["minilib.arrays", "minilib.data", "tokenizers", "tiktoken"]


def main() -> None:
    if sys.argv[1] == "probe":
        become(int(sys.argv[2]))
        probe()
        return
    control = socket.socket(fileno=int(sys.argv[1]))
    user, namespaces = int(sys.argv[2]), sys.argv[3] == "namespaces"
    become(user)
    warm_up()
    if namespaces:
        probe()
    control.sendall(b"ready")
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
        processes = start(socket.socket(fileno=lines[0]), control, order, namespaces) if lines else None
        control.sendall(b"done")


def become(user: int) -> None:
    """Stop being root: limits on the number of processes do not bind root."""
    if user and os.getuid() == 0:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)


def warm_up() -> None:
    """Import once what each submission would import again."""
    os.environ.setdefault("MPLBACKEND", "Agg")
    for name in WARM:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    import torch

    torch.set_num_threads(1)
    gc.collect()
    gc.freeze()  # so that a fork copies no page only because of a collection


def probe() -> None:
    """End with an error where namespaces cannot be had."""
    from grading.room.fence import own_files, unshare
    from grading.room.refused import refuse

    pid = os.fork()
    if pid:
        if os.waitpid(pid, 0)[1]:
            raise SystemExit("no namespaces inside the sandbox")
        return
    try:
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
        if memory("statm") > MOST_MEMORY and memory("smaps_rollup") > MOST_MEMORY:
            for number in processes:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(number, signal.SIGKILL)


def memory(kind: str) -> int:
    """Bytes of all processes in here but this one: "statm" is quick, and counts shared pages each time."""
    total, own = 0, os.getpid()
    for place in Path("/proc").glob("[1-9]*"):
        with contextlib.suppress(OSError, ValueError):
            text = "" if int(place.name) == own else (place / kind).read_text()
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
