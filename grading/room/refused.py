"""What the kernel refuses to a submission: ways to namespaces, mounts, memory that no limit counts, and other
cores.

Namespaces and limits alone leave them open: a process may ask for a user namespace of its own and mount a
file system of any size there. A filter of the system's calls (seccomp) says no, on the machines in `NUMBERS`.
"""

import ctypes
import platform
import struct

SAME = {"open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433}
SAME |= {"mount_setattr": 442, "memfd_secret": 447, "io_uring_setup": 425}
X86 = {"unshare": 272, "setns": 308, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161}
X86 |= {"memfd_create": 319, "shmget": 29, "msgget": 68, "mq_open": 240, "keyctl": 250, "add_key": 248}
X86 |= {"request_key": 249, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "ptrace": 101}
X86 |= {"process_vm_readv": 310, "process_vm_writev": 311, "open_by_handle_at": 304}
X86 |= {"sched_setaffinity": 203}
ARM = {"unshare": 97, "setns": 268, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51}
ARM |= {"memfd_create": 279, "shmget": 194, "msgget": 186, "mq_open": 180, "keyctl": 219, "add_key": 217}
ARM |= {"request_key": 218, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "ptrace": 117}
ARM |= {"process_vm_readv": 270, "process_vm_writev": 271, "open_by_handle_at": 265}
ARM |= {"sched_setaffinity": 122}
NUMBERS = {  # of a machine: its mark, the numbers of clone and mmap, those that are refused
    "x86_64": (0xC000003E, 56, 9, X86 | SAME),
    "aarch64": (0xC00000B7, 220, 222, ARM | SAME),
}
CLONE3 = 435  # its flags cannot be looked at: "not known" makes the C library take clone
NEW_NAMESPACES = 0x7E020080
SHARED, ANONYMOUS = 0x01, 0x20  # memory of both kinds can be let go of and kept: it is no process's own
FOREIGN = 0x40000000  # numbers from here on are those of another kind of program
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, ERROR, NOT_PERMITTED, NOT_KNOWN = 0x7FFF0000, 0x00050000, 1, 38
NO_NEW_PRIVILEGES, FILTER = 38, 22


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def refuse() -> None:
    """Refuse them to this process and all that it will start; OSError where that cannot be had."""
    if platform.machine() not in NUMBERS:
        raise OSError(f"no filter of system calls is written for a {platform.machine()}")
    steps = _steps(*NUMBERS[platform.machine()])
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if library.prctl(FILTER, 2, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "this system filters no system calls")


def _steps(mark: int, clone: int, mmap: int, refused: dict[str, int]) -> list[tuple[int, int, int, int]]:
    """The program of the filter: (what, how far to go on when true, when false, number)."""
    no, unknown = (RETURN, 0, 0, ERROR | NOT_PERMITTED), (RETURN, 0, 0, ERROR | NOT_KNOWN)
    steps = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, mark), no, (LOAD, 0, 0, 0), (AT_LEAST, 0, 1, FOREIGN), no]
    steps += [(EQUAL, 0, 1, CLONE3), unknown]
    for number in refused.values():
        steps += [(EQUAL, 0, 1, number), no]
    steps += [(EQUAL, 0, 3, clone), (LOAD, 0, 0, 16), (ANY_BIT, 0, 1, NEW_NAMESPACES), no]
    steps += [(LOAD, 0, 0, 0), (EQUAL, 0, 4, mmap), (LOAD, 0, 0, 40)]
    steps += [(ANY_BIT, 0, 2, SHARED), (ANY_BIT, 0, 1, ANONYMOUS), no]
    return [*steps, (RETURN, 0, 0, ALLOW)]
