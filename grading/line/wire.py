"""What may go between two processes that do not trust each other: plain data, and how much of it.

A message is a JSON header and raw array bytes; grading/line/packing.py makes it of a value,
grading/line/unpacking.py makes a value of it. Nothing in it can run code that the other side chose: there is
no pickle, and types are looked up in fixed tables.
"""

import re

import torch

DEEPEST = 100  # containers within containers
MOST_IN_RANGE = 1 << 20  # numbers of all ranges and rows: they are short on the line, and long in a list
MOST_DIGITS = 10_000  # of a fraction above and below its line, of a decimal before and behind its point
LARGEST = 64 << 20  # bytes of one message
LONGEST = 8 << 20  # bytes of its header, which takes ten times as much when it is read
SEQUENCES = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}
BYTES = re.compile(r"torch\.(bool|u?int(8|16|32|64)|b?float(8|16|32|64)\w*|complex\d+)")
DTYPES = {str(value): value for value in vars(torch).values() if isinstance(value, torch.dtype)}
DTYPES = {name: value for name, value in DTYPES.items() if BYTES.fullmatch(name)}  # others end Python here
KINDS = "biufcUSmM"  # of arrays that are nothing but their bytes


class WireError(Exception):
    """Raised when bytes are not a message, or a value cannot be one."""


def of_the_book(kind: type) -> bool:
    """Whether this is a class of the book's library whose objects are nothing but their attributes."""
    return kind.__module__.startswith("minilib.") and not issubclass(kind, torch.nn.Module)
