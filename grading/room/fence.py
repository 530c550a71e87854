"""Put this process behind a fence: limits of the system, and on Linux namespaces of its own.

Used inside the worker, once for each submission, on top of what the sandbox around the worker forbids.
What limits and namespaces leave open is refused by the filter in grading/room/refused.py.
"""

import ctypes
import os
import resource
import signal
import sys
import tempfile

from grading.room.refused import refuse

MB = 1 << 20
LIMITS = {  # for each process of a submission
    "RLIMIT_AS": 8192 * MB,  # address space: torch alone reserves gigabytes of it
    "RLIMIT_DATA": 2048 * MB,  # what is really written to
    "RLIMIT_FSIZE": 16 * MB,
    "RLIMIT_NOFILE": 128,
    "RLIMIT_NPROC": 48,
    "RLIMIT_CORE": 0,
}
SCRATCH = "size=64m,nr_inodes=8192,mode=0700"  # of a submission's files; an empty one takes memory too
NEWNS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x20000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
NOSUID, NODEV, READONLY, BIND = 2, 4, 1, 4096
DIE_WITH_PARENT, NO_NEW_PRIVILEGES, DUMPABLE = 1, 38, 4


def behind_fence(work, cpu: int, namespaces: bool) -> tuple[int, int]:
    """Run work() in a process behind the fence; gives the process to wait for and the one to kill.

    The one to kill is the first process of its namespace: all that it started ends with it.
    """
    told, tell = os.pipe()
    waited = os.fork()
    if waited:
        os.close(tell)
        with os.fdopen(told) as pipe:
            return waited, int(pipe.read() or waited)
    _library().prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    os.close(told)
    if namespaces:
        unshare()
        inside = os.fork()
        if inside:
            os.write(tell, str(inside).encode())
            os.close(tell)
            os.waitpid(inside, 0)
            os._exit(0)
        own_files()
    os.close(tell)
    os.setsid()
    limit(cpu)
    if namespaces:
        refuse()
    try:
        work()
    finally:
        os._exit(0)


def unshare() -> None:
    """Leave the namespaces of the worker; the next fork is the first process of new ones."""
    user, group = os.getuid(), os.getgid()
    library = _library()
    library.prctl(DUMPABLE, 1, 0, 0, 0)  # or the maps below belong to root
    if library.unshare(NEWUSER | NEWNS | NEWPID | NEWIPC | NEWNET):
        raise OSError(ctypes.get_errno(), "this system gives no namespaces to ordinary users")
    for name, text in {
        "setgroups": "deny",
        "uid_map": f"{user} {user} 1",
        "gid_map": f"{group} {group} 1",
    }.items():
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def own_files() -> None:
    """A new, empty folder of limited size, and nothing in /proc and among the terminals."""
    _mount("/scratch", NOSUID | NODEV, SCRATCH)
    _mount("/dev/shm", NOSUID | NODEV, SCRATCH)
    _mount("/dev/pts", NOSUID | NODEV | READONLY, "size=4k")  # terminals could be another's
    _mount("/proc", NOSUID | NODEV | READONLY, "size=4k")
    _mount("/dev/zero", BIND, source="/dev/null")  # mapped, it would be memory that no limit counts
    os.chdir("/scratch")
    library = _library()
    library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    for capability in range(41):
        library.prctl(24, capability, 0, 0, 0)  # out of the bounding set, so that no program gets it back
    header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    library.capset(header, none)


def limit(cpu: int) -> None:
    """Set the limits of the system on this process and all that it will start."""
    for name, value in {**LIMITS, "RLIMIT_CPU": cpu}.items():
        kind = getattr(resource, name, None)
        if kind is not None and (name != "RLIMIT_AS" or sys.platform == "linux"):
            _, hard = resource.getrlimit(kind)
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (value, value))


def scratch_folder() -> None:
    """Where there are no namespaces: a new folder to work in."""
    os.chdir(tempfile.mkdtemp(prefix="answer-"))


def _mount(place: str, flags: int, options: str = "", source: str = "tmpfs") -> None:
    words = [word.encode() for word in (source, place, "tmpfs")]
    if os.path.exists(place) and _library().mount(*words, flags, options.encode()):
        raise OSError(ctypes.get_errno(), f"cannot mount {place}")


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
