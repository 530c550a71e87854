"""Find the first place where a value differs from the one expected.

Values are judged by what they hold, not by their type: a list, a tuple, an array and a tensor with the same
numbers are equal. Integers are compared exactly, other numbers within a tolerance.
"""

from collections.abc import Iterator, Set
from numbers import Number

import numpy as np


def difference(got, expected, rtol: float = 1e-6, atol: float = 1e-9) -> tuple[str, str] | None:
    """The first difference as (expected, got), ready to print, or None when the two agree.

    >>> difference([1.0, 2.5], [1.0, 2.0])
    ('2.0 at [1]', '2.5')
    >>> difference(([1.0, 2.5], 3.0), ([1.0, 2.0], 3.0))
    ('2.0 at [0][1]', '2.5')
    >>> difference((3, 4.0), [3, 4]) is None
    True
    """
    found = _difference(got, expected, rtol, atol, "")
    if found is None:
        return None
    at, told, seen = found
    if got is None:
        seen = "None: is a return missing?"
    return (f"{told} at {at}" if at else told), seen


Found = tuple[str, str, str] | None  # where, as one would index it; what was expected there; what came


def _difference(got, expected, rtol: float, atol: float, at: str) -> Found:
    if expected is None or isinstance(expected, str | bool | np.bool_):
        same = got is None if expected is None else _equal(got, expected)
        return None if same else (at, show(expected), _seen(got, expected))
    if isinstance(expected, set | frozenset):
        same = isinstance(got, Set | list | tuple) and set(got) == set(expected)
        return None if same else (at, show(expected), _seen(got, expected))
    if isinstance(expected, dict):
        return _mapping_difference(got, expected, rtol, atol, at)
    wanted = _array(expected)
    if wanted is None:
        return _sequence_difference(got, expected, rtol, atol, at)
    return _array_difference(got, wanted, rtol, atol, at)


def show(value, depth: int = 3) -> str:
    """A value as one short line: numbers with six digits, lists down to this depth, long things cut."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return f"{value:.6g}" if value != round(value, 1) else repr(value)
    array = None if isinstance(value, bool | str | Number) else _array(value)
    if array is not None and array.ndim == 0:
        return show(array.item())
    if array is not None:
        text = np.array2string(array, precision=4, separator=", ", threshold=12).replace("\n", "")
        return text if array.size <= 12 else f"{text} of shape {array.shape}"
    text = _parts(value, depth - 1) if isinstance(value, list | tuple | dict) and depth else repr(value)
    return text if len(text) <= 100 else text[:97] + "..."


def _parts(value: list | tuple | dict, depth: int) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {show(item, depth)}" for key, item in value.items()) + "}"
    inside = ", ".join(show(item, depth) for item in value)
    return f"[{inside}]" if isinstance(value, list) else f"({inside})"


def _seen(got, expected) -> str:
    """What came in place of something of another kind."""
    if isinstance(got, Iterator):
        return f"a {type(got).__name__}: put list(...) around it"
    return f"the text {show(got)}" if isinstance(got, str) and not isinstance(expected, str) else show(got)


def _equal(got, expected) -> bool:
    if isinstance(expected, str):
        return isinstance(got, str) and got == expected
    truth = _array(got)
    return truth is not None and truth.ndim == 0 and truth.item() in (0, 1) and truth.item() == bool(expected)


def _array(value) -> np.ndarray | None:
    """The value as an array of numbers, or None when it is not one (words, ragged lists, objects)."""
    try:
        array = np.asarray(_without_gradients(value))
        if array.dtype.kind == "O" and all(isinstance(item, Number) for item in array.flat):
            long = all(isinstance(item, int) for item in array.flat)  # as they are, since floats would round
            array = array if long else array.astype(float)
    except (ValueError, TypeError, RuntimeError, OverflowError):
        return None
    return array if array.dtype.kind in "biufc" else None


def _without_gradients(value):
    """Tensors, alone or in lists, as arrays: NumPy refuses those that require a gradient."""
    if hasattr(value, "detach"):
        return value.detach().cpu().resolve_conj().resolve_neg().numpy()
    return [_without_gradients(item) for item in value] if isinstance(value, list | tuple) else value


def _array_difference(got, wanted: np.ndarray, rtol: float, atol: float, at: str) -> Found:
    array = _array(got)
    if array is None:
        return at, show(wanted), _seen(got, wanted)
    if array.shape != wanted.shape:
        return at, _of_shape(wanted), _of_shape(array)
    if wanted.dtype.kind in "biu":
        close = array == wanted
    else:
        close = np.isclose(array, wanted, rtol=rtol, atol=atol, equal_nan=True)
    if close.all():
        return None
    where = tuple(int(i) for i in np.argwhere(~close)[0]) if wanted.ndim else ()
    told, seen = show(wanted[where].item()), show(array[where].item())
    if told == seen:  # they differ after the digits shown
        told, seen = repr(wanted[where].item()), repr(array[where].item())
    return at + (str(list(where)) if where else ""), told, seen


def _of_shape(array: np.ndarray) -> str:
    return f"shape {array.shape}: {show(array)}" if array.ndim else f"one number: {show(array)}"


def _sequence_difference(got, expected, rtol: float, atol: float, at: str) -> Found:
    if isinstance(expected, int):  # too long for an array
        same = isinstance(got, Number) and got == expected
        return None if same else (at, show(expected), _seen(got, expected))
    if isinstance(expected, np.ndarray):
        expected = expected.tolist()
    if not isinstance(expected, list | tuple):
        raise TypeError(f"a check can compare numbers, text, lists and dicts, not {type(expected).__name__}")
    if isinstance(got, str | dict) or not hasattr(got, "__len__") or not hasattr(got, "__getitem__"):
        return at, show(expected), _seen(got, expected)
    array = _array(got)
    if array is not None and array.ndim == 0:  # it has a len, and cannot be asked for it
        return at, show(expected), show(got)
    if len(got) != len(expected):
        return at, f"{_items(expected)}: {show(expected)}", f"{_items(got)}: {show(got)}"
    for i, wanted in enumerate(expected):
        found = _difference(got[i], wanted, rtol, atol, f"{at}[{i}]")
        if found:
            return found
    return None


def _items(value) -> str:
    return "1 item" if len(value) == 1 else f"{len(value)} items"


def _mapping_difference(got, expected: dict, rtol: float, atol: float, at: str) -> Found:
    if not isinstance(got, dict):
        return at, show(expected), _seen(got, expected)
    if set(got) != set(expected):
        return at, f"keys {sorted(map(str, expected))}", f"keys {sorted(map(str, got))}"
    for key, wanted in expected.items():
        found = _difference(got[key], wanted, rtol, atol, f"{at}[{key!r}]")
        if found:
            return found
    return None
