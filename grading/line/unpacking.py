"""Turn the bytes of a message into the value that they describe, whoever sent them."""

import importlib
import json
import random
import struct
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
import torch

from grading.errors import AnswerStopped
from grading.line.wire import (
    DTYPES,
    KINDS,
    LONGEST,
    MOST_DIGITS,
    MOST_IN_RANGE,
    SEQUENCES,
    WireError,
    of_the_book,
)

SINGLE = (bool, int, float)  # as they are now: an answer may put others in their place
NUMBERS = {name: np.dtype(name).type for name in ("<f8", "<f4", "<i8", "|b1", ">f8", ">f4", ">i8")}
Handle = Callable[[dict], object]
Grow = Callable[[torch.Tensor, int], torch.Tensor]


class Unpacker:
    """Turns bytes into a value; `handle` is asked for what a description of a handle stands for."""

    def __init__(self, handle: Handle, grow: Grow, buffers: dict[int, bytes]):
        self.handle, self.buffers, self.known, self.ranged = handle, buffers, {}, 0
        self.grow, self.tensors = grow, 0  # how many tensors that require a gradient were met

    def value(self, tree):
        """The value that a tree describes."""
        if not isinstance(tree, list):
            return tree
        return UNPACKERS[tree[0]](self, *tree[1:])

    def buffer(self, number: int) -> bytes:
        """The bytes of this number, once: many arrays of the same bytes would take more than was sent."""
        return self.buffers.pop(number)

    def bounded(self, length: int) -> None:
        """Count the numbers of ranges and rows, which take more here than on the line."""
        self.ranged += length
        if self.ranged > MOST_IN_RANGE:
            raise WireError(f"ranges of {self.ranged} numbers")


def unpack(body: bytes, handle: Handle, grow: Grow):
    """What `pack` made bytes of; WireError when it is something else.

    grow(tensor, i) gives the i-th of the tensors that require a gradient its place in a graph.
    """
    try:
        (length,) = struct.unpack_from("<I", body)
        if length > LONGEST:
            raise WireError(f"lists and text: expected at most {LONGEST >> 20} MB, got {length >> 20} MB")
        header = json.loads(body[4 : 4 + length])
        return Unpacker(handle, grow, _cut(body, 4 + length, header["sizes"])).value(header["tree"])
    except (WireError, AnswerStopped):
        raise
    except Exception as error:
        raise WireError(f"this is not a message: {type(error).__name__}: {error}") from error


def _cut(body: bytes, at: int, sizes: list[int]) -> dict[int, bytes]:
    """The parts of a body behind its header, by number; they do not overlap."""
    if min(sizes, default=0) < 0 or at + sum(sizes) != len(body):
        raise WireError(f"parts of {sum(sizes)} bytes in a message that has {len(body) - at}")
    parts = {}
    for number, size in enumerate(sizes):
        parts[number] = body[at : at + size]
        at += size
    return parts


def _unpack_array(unpacker, dtype, shape, number):
    kind = np.dtype(str(dtype))
    if kind.kind not in KINDS:
        raise WireError(f"an array of kind {kind.kind}")
    return np.frombuffer(_sound(unpacker.buffer(number), kind.kind == "b"), dtype=kind).reshape(shape).copy()


def _sound(data: bytes, truths: bool) -> bytes:
    """The bytes of an array; of truth values each 0 or 1, since libraries count and index with them."""
    return (np.frombuffer(data, np.uint8) != 0).tobytes() if truths else data


def _unpack_number(unpacker, dtype, value):
    if dtype not in NUMBERS or type(value) not in SINGLE:
        raise WireError(f"a number of kind {dtype}")
    return NUMBERS[dtype](value)


def _unpack_row(unpacker, kind, dtype, number):
    if dtype not in NUMBERS:
        raise WireError(f"numbers of kind {dtype}")
    found = np.frombuffer(unpacker.buffer(number), dtype=dtype)
    unpacker.bounded(len(found))
    return SEQUENCES[kind](found)


def _unpack_sequence(unpacker, kind, items):
    if list in set(map(type, items)):
        items = map(unpacker.value, items)
    return kind(items)


def _unpack_objects(unpacker, shape, items):
    array = np.empty(len(items), dtype=object)
    for i, item in enumerate(items):
        array[i] = unpacker.value(item)
    return array.reshape(shape)


def _unpack_tensor(unpacker, dtype, shape, number, requires_grad, grad):
    data = _sound(unpacker.buffer(number), dtype == "torch.bool")
    flat = (
        torch.frombuffer(bytearray(data), dtype=DTYPES[dtype])
        if data
        else torch.empty(0, dtype=DTYPES[dtype])
    )
    tensor = flat.reshape(shape)
    if requires_grad:
        tensor = unpacker.grow(tensor, unpacker.tensors)
        unpacker.tensors += 1
    if grad is not None:
        tensor.grad = unpacker.value(grad)
    return tensor


def _unpack_range(unpacker, *bounds):
    found = range(*bounds)
    unpacker.bounded(len(found))
    return found


def _unpack_generator(unpacker, state):
    state = unpacker.value(state)
    # NumPy does not look whether these are places in its tables, and reads there.
    places = (state["state"].get("pos", 0), 624), (state.get("buffer_pos", 0), 4)
    if not all(0 <= int(place) <= last for place, last in places):
        raise WireError("a generator that reads what is not its own")
    kinds = {"PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"} & {state["bit_generator"]}
    bits = getattr(np.random, kinds.pop())()
    bits.state = state
    return np.random.Generator(bits)


def _unpack_random(unpacker, state):
    made = random.Random()
    made.setstate(unpacker.value(state))
    return made


def _unpack_torch_generator(unpacker, state):
    made = torch.Generator()
    made.set_state(unpacker.value(state))
    return made


def _unpack_own(unpacker, number, module, name, state):
    kind = getattr(importlib.import_module(module), name) if module.startswith("minilib.") else None
    if not isinstance(kind, type) or not of_the_book(kind):
        raise WireError(f"an object of the class {module}.{name}")
    made = unpacker.known[number] = object.__new__(kind)
    for attribute, part in state:
        object.__setattr__(made, attribute, unpacker.value(part))
    return made


def _unpack_fraction(parts):
    if max(map(len, parts)) > MOST_DIGITS:
        raise WireError(f"a fraction of more than {MOST_DIGITS} digits")
    return Fraction(*(int(part, 16) for part in parts))


def _unpack_decimal(unpacker, text):
    made = Decimal(text)
    if made.is_finite() and max(abs(made.adjusted()), len(made.as_tuple().digits)) > MOST_DIGITS:
        raise WireError(f"a decimal number of more than {MOST_DIGITS} digits")
    return made


UNPACKERS = {
    **{
        name: lambda u, items, kind=kind: _unpack_sequence(u, kind, items) for name, kind in SEQUENCES.items()
    },
    "row": _unpack_row,
    "int": lambda u, text: int(text, 16),
    "complex": lambda u, real, imag: complex(real, imag),
    "fraction": lambda u, *parts: _unpack_fraction(parts),
    "decimal": _unpack_decimal,
    "bytes": lambda u, number: bytes(u.buffer(number)),
    "bytearray": lambda u, number: bytearray(u.buffer(number)),
    "dict": lambda u, pairs: {u.value(key): u.value(value) for key, value in pairs},
    "array": _unpack_array,
    "number": _unpack_number,
    "scalar": lambda u, *array: _unpack_array(u, *array)[()],
    "objects": _unpack_objects,
    "tensor": _unpack_tensor,
    "range": _unpack_range,
    "slice": lambda u, *bounds: slice(*(u.value(bound) for bound in bounds)),
    "ellipsis": lambda u: ...,
    "dtype": lambda u, name: DTYPES[name],
    "numpy dtype": lambda u, name: np.dtype(str(name)),
    "generator": _unpack_generator,
    "random": _unpack_random,
    "torch generator": _unpack_torch_generator,
    "own": _unpack_own,
    "again": lambda u, number: u.known[number],
    "handle": lambda u, description: u.handle(description),
}
