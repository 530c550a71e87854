"""Turn a value into the bytes of a message, without anything that could run on the other side.

Numbers, text, containers, NumPy arrays, torch tensors, random generators and objects of the classes of
`minilib` go as they are. Whatever else a value holds (functions, classes, generators, modules) goes as a
handle, which the caller describes.
"""

import json
import random
import struct
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
import torch

from grading.line.wire import (
    DEEPEST,
    DTYPES,
    KINDS,
    LARGEST,
    LONGEST,
    MOST_DIGITS,
    MOST_IN_RANGE,
    SEQUENCES,
    WireError,
    of_the_book,
)

QUICK = {kind: np.dtype(kind).str for kind in (np.float64, np.float32, np.int64, np.bool_)}  # exact in JSON
PLAIN = {type(None), bool, str, float}
NAMES = {kind: name for name, kind in SEQUENCES.items()}
LONG = 1 << 63  # integers from here on go as text
Handle = Callable[[object], object]


class Packer:
    """Turns one value into bytes; `handle` is asked for a plain description of what is not plain data."""

    def __init__(self, handle: Handle):
        self.handle, self.buffers, self.known = handle, [], {}
        self.tensors: list[torch.Tensor] = []  # those that require a gradient, in the order they are met

    def tree(self, value, depth: int = 0):
        """The value as JSON: plain things as they are, all others as [kind, ...]."""
        if depth > DEEPEST:
            raise WireError(f"containers within containers: expected at most {DEEPEST}")
        if type(value) in PLAIN:
            return value
        if type(value) in EXACT:
            return EXACT[type(value)](self, value, depth + 1)
        for kinds, pack in PACKERS:
            if isinstance(value, kinds):
                return pack(self, value, depth + 1)
        if of_the_book(type(value)):
            return self.own(value, depth)
        return ["handle", self.handle(value)]

    def buffer(self, data: bytes) -> int:
        """The number under which these bytes travel."""
        self.buffers.append(data)
        return len(self.buffers) - 1

    def own(self, value, depth: int):
        """An object of the book's library: its class and attributes, once, and then only its number."""
        if id(value) in self.known:
            return ["again", self.known[id(value)][0]]
        self.known[id(value)] = (len(self.known), value)
        number = self.known[id(value)][0]
        state = [[name, self.tree(part, depth + 1)] for name, part in vars(value).items()]
        return ["own", number, type(value).__module__, type(value).__qualname__, state]


def pack(message, handle: Handle) -> tuple[bytes, list[torch.Tensor]]:
    """A message as bytes, and its tensors that require a gradient."""
    packer = Packer(handle)
    header = json.dumps({"tree": packer.tree(message), "sizes": [len(b) for b in packer.buffers]}).encode()
    body = b"".join([struct.pack("<I", len(header)), header, *packer.buffers])
    if len(header) > LONGEST or len(body) > LARGEST:
        raise WireError(f"too much to hand over: {len(body) >> 20} MB")
    return body, packer.tensors


def _pack_int(packer, value, depth):
    return int(value) if abs(value) < LONG else ["int", hex(value)]


def _pack_fraction(value):
    parts = [hex(value.numerator), hex(value.denominator)]
    if max(map(len, parts)) > MOST_DIGITS:  # to cancel takes much longer than to write
        raise WireError(f"a fraction of more than {MOST_DIGITS} digits")
    return ["fraction", *parts]


def _pack_sequence(packer, value, depth):
    kind = NAMES.get(type(value)) or next(n for n, kind in SEQUENCES.items() if isinstance(value, kind))
    items = list(value)
    types = set(map(type, items))
    if types <= PLAIN or (types <= {int, float} and min(items) > -LONG and max(items) < LONG):
        return [kind, items]  # a list of many numbers at once: one by one takes long
    if len(types) == 1 and types <= QUICK.keys() and len(items) <= MOST_IN_RANGE:
        return ["row", kind, QUICK[types.pop()], packer.buffer(np.array(items).tobytes())]
    return [kind, [packer.tree(item, depth) for item in items]]


def _pack_dict(packer, value, depth):
    return ["dict", [[packer.tree(k, depth), packer.tree(v, depth)] for k, v in value.items()]]


def _pack_array(packer, value, depth):
    array = np.asarray(value)
    if array.dtype.kind not in KINDS:
        return ["objects", list(array.shape), [packer.tree(item, depth) for item in array.flat]]
    return ["array", array.dtype.str, list(array.shape), packer.buffer(array.tobytes())]


def _pack_scalar(packer, value, depth):
    if type(value) in QUICK:
        return ["number", QUICK[type(value)], value.item()]
    return ["scalar", *_pack_array(packer, value, depth)[1:]]


def _pack_tensor(packer, value, depth):
    if str(value.dtype) not in DTYPES:
        raise WireError(f"a tensor of {value.dtype}, which is more than its numbers")
    if value.requires_grad:
        packer.tensors.append(value)
    whole = value.detach().resolve_conj().resolve_neg().contiguous()
    flat = whole.as_strided((whole.numel(),), (1,))  # of a single number, the step may be any until here
    data = flat.view(torch.uint8).numpy().tobytes() if len(flat) else b""
    grad = None if not value.is_leaf or value.grad is None else packer.tree(value.grad.detach(), depth)
    return ["tensor", str(value.dtype), list(value.shape), packer.buffer(data), value.requires_grad, grad]


def _pack_generator(packer, value, depth):
    return ["generator", packer.tree(value.bit_generator.state, depth)]


PACKERS = [
    (np.generic, _pack_scalar),
    (int, _pack_int),
    (str, lambda packer, value, depth: str.__str__(value)),
    (float, lambda packer, value, depth: float(value)),
    (complex, lambda packer, value, depth: ["complex", value.real, value.imag]),
    (Fraction, lambda packer, value, depth: _pack_fraction(value)),
    (Decimal, lambda packer, value, depth: ["decimal", str(value)]),
    (bytes | bytearray, lambda packer, value, depth: [type(value).__name__, packer.buffer(bytes(value))]),
    (torch.Size, lambda packer, value, depth: ["tuple", list(value)]),
    (tuple(SEQUENCES.values()), _pack_sequence),
    (type({}.keys()), lambda packer, value, depth: _pack_sequence(packer, set(value), depth)),
    (dict, _pack_dict),
    (np.ndarray, _pack_array),
    (torch.Tensor, _pack_tensor),
    (range, lambda packer, value, depth: ["range", value.start, value.stop, value.step]),
    (slice, lambda packer, v, depth: ["slice", *(packer.tree(part) for part in (v.start, v.stop, v.step))]),
    (type(...), lambda packer, value, depth: ["ellipsis"]),
    (torch.dtype, lambda packer, value, depth: ["dtype", str(value)]),
    (np.dtype, lambda packer, value, depth: ["numpy dtype", value.str]),
    (np.random.Generator, _pack_generator),
    (random.Random, lambda packer, value, depth: ["random", packer.tree(value.getstate())]),
    (torch.Generator, lambda packer, value, depth: ["torch generator", packer.tree(value.get_state())]),
]
EXACT = {
    kind: next(pack for kinds, pack in PACKERS if issubclass(kind, kinds))
    for kind in (*QUICK, int, list, tuple, dict, np.ndarray, torch.Tensor)
}  # most values are one of these
