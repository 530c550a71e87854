"""Plain data as bytes: what goes there comes back with its exact type, and nothing else gets through."""

import math
import random
import struct
from collections import Counter, OrderedDict, namedtuple
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import torch

from grading.line.packing import pack
from grading.line.unpacking import unpack
from grading.line.wire import DEEPEST, WireError
from minilib.engine import Value


def there_and_back(value):
    body, _ = pack(value, lambda value: {"kind": type(value).__name__})
    return unpack(body, lambda described: described, lambda tensor, i: tensor.requires_grad_())


PLAIN = [
    None,
    True,
    0,
    -1,
    2**200,
    1.5,
    -0.0,
    1e-320,
    "text",
    "\ud800",
    "",
    b"\xff\x00",
    bytearray(b"a"),
    1 + 2j,
]
PLAIN += [
    [],
    (),
    {},
    set(),
    [1, [2.0, (3, "a")]],
    (1,),
    {"a": [1], 2: (3,), (1, 2): None},
    {1, 2},
    frozenset({"a"}),
]
PLAIN += [Fraction(1, 3), Decimal("0.10"), range(2, 9, 3), slice(1, None, 2), ...]


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_data_keeps_value_and_type(value):
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)
    assert repr(back) == repr(value)  # sees the sign of a zero, and 1 in the place of 1.0


def test_numbers_that_are_not_numbers():
    back = there_and_back([math.nan, math.inf, -math.inf])
    assert math.isnan(back[0])
    assert back[1:] == [math.inf, -math.inf]


@pytest.mark.parametrize(
    "dtype", ["float64", "float32", "float16", "int8", "uint16", "bool", "complex64", "<U3", ">i4"]
)
@pytest.mark.parametrize("shape", [(), (1,), (2, 3), (0, 4), (2, 1, 3)])
def test_arrays_keep_dtype_and_shape(dtype, shape):
    array = np.arange(math.prod(shape)).reshape(shape).astype(dtype)
    back = there_and_back(array)
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert (back == array).all()
    back[...] = back  # it can be written to


def test_an_array_that_is_not_contiguous():
    array = np.arange(12).reshape(3, 4).T[::2]
    assert (there_and_back(array) == array).all()


def test_numpy_scalars_and_arrays_of_objects():
    back = there_and_back(
        [np.float32(0.1), np.int64(3), np.bool_(True), np.array([1, "a", None], dtype=object)]
    )
    assert [type(item) for item in back[:3]] == [np.float32, np.int64, np.bool_]
    assert back[3].tolist() == [1, "a", None]


@pytest.mark.parametrize(
    "dtype", [torch.float64, torch.float32, torch.bfloat16, torch.int64, torch.bool, torch.complex64]
)
@pytest.mark.parametrize("shape", [(), (3,), (2, 0), (2, 3)])
def test_tensors_keep_dtype_and_shape(dtype, shape):
    tensor = torch.arange(math.prod(shape)).reshape(shape).to(dtype)
    back = there_and_back(tensor)
    assert back.dtype == dtype
    assert back.shape == tensor.shape
    assert torch.equal(back, tensor)


def test_a_tensor_keeps_its_gradient_and_that_it_wants_one():
    leaf = torch.tensor([1.0, 2.0], requires_grad=True)
    (leaf**2).sum().backward()
    back = there_and_back(leaf)
    assert back.requires_grad
    assert back.grad.tolist() == [2.0, 4.0]
    assert not there_and_back(leaf.detach()).requires_grad


def test_random_generators_go_on_where_they_were():
    for made, draw in (
        (np.random.default_rng(3), lambda g: g.normal()),
        (random.Random(3), lambda g: g.random()),
        (torch.Generator().manual_seed(3), lambda g: torch.rand(2, generator=g).tolist()),
    ):
        draw(made)
        assert draw(there_and_back(made)) == draw(made)


def test_objects_of_the_book_keep_what_they_share():
    a = Value(2.0)
    b = a * a
    back = there_and_back([a, b])
    assert isinstance(back[0], Value)
    assert back[1].parents[0][0] is back[0]


def test_a_cycle_of_objects_ends():
    a = Value(1.0)
    a.parents = ((a, 1.0),)
    back = there_and_back(a)
    assert back.parents[0][0] is back


def test_subclasses_come_back_as_what_they_hold():
    point = namedtuple("point", "x y")
    back = there_and_back(
        [Counter("aab"), OrderedDict(a=1), point(1, 2), torch.nn.Parameter(torch.zeros(2)), np.matrix([1])]
    )
    assert [type(item) for item in back] == [dict, dict, tuple, torch.Tensor, np.ndarray]


def test_a_lying_subclass_is_only_its_data():
    class Liar(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    assert there_and_back(Liar(3.0)) != 4.0


def test_what_is_not_plain_is_a_handle():
    assert there_and_back([len, {"f": print}]) == [
        {"kind": "builtin_function_or_method"},
        {"f": {"kind": "builtin_function_or_method"}},
    ]


def test_depth_has_a_limit():
    value = []
    for _ in range(DEEPEST + 5):
        value = [value]
    with pytest.raises(WireError, match=str(DEEPEST)):
        pack(value, lambda value: None)


def _message(tree: str, sizes="[]", rest=b""):
    header = f'{{"tree": {tree}, "sizes": {sizes}}}'.encode()
    return struct.pack("<I", len(header)) + header + rest


FORGED = {
    "no kind": '["nothing", 1]',
    "an array of objects by bytes": '["array", "|O", [1], 0]',
    "a shape that does not fit": '["array", "<f8", [3], 0]',
    "a class that is not the book's": '["own", 0, "subprocess", "Popen", [["args", 1]]]',
    "a function in the place of a class": '["own", 0, "minilib.errors", "require", []]',
    "a module of the book with state": '["own", 0, "minilib.embeddings", "SkipGram", []]',
    "a generator of another name": '["generator", ["dict", [["bit_generator", "os"]]]]',
    "a very long range": '["range", 0, 99999999999, 1]',
    "nothing": "[]",
}


@pytest.mark.parametrize("tree", FORGED.values(), ids=FORGED)
def test_forged_messages_are_refused(tree):
    with pytest.raises(WireError):
        unpack(_message(tree, "[8]", b"\0" * 8), dict, lambda tensor, i: tensor)


def test_random_bytes_are_refused():
    rng = random.Random(0)
    body, _ = pack({"a": [np.zeros(3), (1, 2.0)]}, dict)
    for _ in range(300):
        broken = bytearray(body)
        for _ in range(rng.randint(1, 5)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        try:
            unpack(bytes(broken[: rng.randint(0, len(broken))]), dict, lambda tensor, i: tensor)
        except WireError:
            continue


def test_too_long_a_message_is_refused():
    with pytest.raises(WireError, match="too much"):
        pack("x" * (9 << 20), dict)
    with pytest.raises(WireError, match="at most"):
        unpack(struct.pack("<I", 1 << 31) + b"{}", dict, lambda tensor, i: tensor)


ROWS = [
    [np.float64(0.1), np.float64("nan")],
    (np.float32(1), np.float32(2)),
    [np.int64(-1)],
    [np.bool_(True)] * 3,
]


@pytest.mark.parametrize("row", ROWS, ids=repr)
def test_a_row_of_numbers_of_numpy_goes_at_once_and_comes_back_as_it_was(row):
    back = there_and_back(row)
    assert type(back) is type(row)
    assert [(type(x), x.dtype, x.tobytes()) for x in back] == [(type(x), x.dtype, x.tobytes()) for x in row]
    many = list(row) * 10_000
    assert len(pack(many, lambda value: None)[0]) < 10 * len(many) + 100


MIXED = [
    [1, 2.5],
    [1, True],
    [2**63, 1.0],
    [-(2**63), 0],
    [float("inf"), 2**70],
    [np.float64(1), 1.0],
    [1, None],
]


@pytest.mark.parametrize("value", MIXED, ids=repr)
def test_a_list_of_several_kinds_of_numbers_keeps_each(value):
    assert [(type(x), x) for x in there_and_back(value)] == [(type(x), x) for x in value]


def test_integers_too_large_for_json_never_go_as_digits():
    body, _ = pack([1, 2**70], lambda value: None)
    assert str(2**70).encode() not in body


@pytest.mark.parametrize("kind", [torch.quint8, torch.qint32, torch.bits8], ids=str)
def test_a_tensor_that_is_more_than_its_bytes_ends_nothing(kind):
    body, _ = pack(torch.zeros(4, dtype=torch.uint8), repr)
    other = str(kind).ljust(len("torch.uint8")).encode()
    length = struct.unpack_from("<I", body)[0] + len(other) - len("torch.uint8")
    with pytest.raises(WireError):
        unpack(struct.pack("<I", length) + body[4:].replace(b"torch.uint8", other), repr, lambda t, i: t)


def test_a_tensor_that_is_more_than_its_bytes_is_not_sent():
    with pytest.raises(WireError, match="bits8"):
        pack(torch.empty(2, dtype=torch.bits8), repr)


def test_truths_are_zero_or_one_whatever_is_sent():
    for value in (np.array([True, False]), torch.tensor([True, False])):
        body, _ = pack(value, repr)
        back = unpack(body[:-2] + b"\xff\x00", repr, lambda tensor, i: tensor)
        assert back.sum() == 1
        assert back.tolist() == [True, False]


def test_a_negated_view_goes_as_its_numbers():
    assert there_and_back(torch.tensor([1 + 2j, 3j]).conj().imag).tolist() == [-2.0, -3.0]


def test_a_single_number_goes_whatever_its_step():
    assert there_and_back(torch.arange(6.0).reshape(2, 3)[:1, ::3]).tolist() == [[0.0]]
