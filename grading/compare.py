"""Find the first place where a value differs from the one expected.

Values are judged by what they hold, not by their type: a list, a tuple, an array and a tensor with the same
numbers are equal. Integers are compared exactly, other numbers within a tolerance.
"""

from numbers import Number

import numpy as np


def difference(got, expected, rtol: float = 1e-6, atol: float = 1e-9) -> tuple[str, str] | None:
    """The first difference as (expected, got), ready to print, or None when the two agree.

    >>> difference([1.0, 2.5], [1.0, 2.0])
    ('2.0 at [1]', '2.5')
    >>> difference((3, 4.0), [3, 4]) is None
    True
    """
    if got is None and expected is not None:
        return show(expected), "None: is a return missing?"
    if expected is None or isinstance(expected, str | bool | np.bool_):
        same = got is None if expected is None else _equal(got, expected)
        return None if same else (show(expected), show(got))
    if isinstance(expected, set | frozenset):
        same = isinstance(got, set | frozenset | list | tuple) and set(got) == set(expected)
        return None if same else (show(expected), show(got))
    if isinstance(expected, dict):
        return _mapping_difference(got, expected, rtol, atol)
    wanted = _array(expected)
    if wanted is None:
        return _sequence_difference(got, expected, rtol, atol)
    return _array_difference(got, wanted, rtol, atol)


def show(value) -> str:
    """A value as one short line: numbers with six digits, long things cut."""
    if isinstance(value, float | np.floating):
        return f"{float(value):.6g}" if value != round(value, 1) else repr(float(value))
    array = None if isinstance(value, bool | str | Number) else _array(value)
    if array is not None and array.ndim:
        text = np.array2string(array, precision=4, separator=", ", threshold=12).replace("\n", "")
        return text if array.size <= 12 else f"{text} of shape {array.shape}"
    text = repr(value)
    return text if len(text) <= 100 else text[:97] + "..."


def _equal(got, expected) -> bool:
    if isinstance(expected, str):
        return isinstance(got, str) and got == expected
    truth = _array(got)
    return truth is not None and truth.ndim == 0 and truth.item() in (0, 1) and truth.item() == bool(expected)


def _array(value) -> np.ndarray | None:
    """The value as an array of numbers, or None when it is not one (words, ragged lists, objects)."""
    try:
        array = np.asarray(_without_gradients(value))
    except (ValueError, TypeError, RuntimeError):
        return None
    return array if array.dtype.kind in "biufc" else None


def _without_gradients(value):
    """Tensors, alone or in lists, as arrays: NumPy refuses those that require a gradient."""
    if hasattr(value, "detach"):
        return value.detach().cpu().numpy()
    return [_without_gradients(item) for item in value] if isinstance(value, list | tuple) else value


def _array_difference(got, wanted: np.ndarray, rtol: float, atol: float) -> tuple[str, str] | None:
    array = _array(got)
    if array is None:
        return show(wanted if wanted.ndim else wanted.item()), show(got)
    if array.shape != wanted.shape:
        return f"shape {wanted.shape}: {show(wanted)}", f"shape {array.shape}: {show(array)}"
    if wanted.dtype.kind in "biu":
        close = array == wanted
    else:
        close = np.isclose(array, wanted, rtol=rtol, atol=atol, equal_nan=True)
    if close.all():
        return None
    where = tuple(int(i) for i in np.argwhere(~close)[0]) if wanted.ndim else ()
    at = f" at {list(where)}" if where else ""
    told, got = show(wanted[where].item()), show(array[where].item())
    if told == got:  # they differ after the digits shown
        told, got = repr(wanted[where].item()), repr(array[where].item())
    return told + at, got


def _sequence_difference(got, expected, rtol: float, atol: float) -> tuple[str, str] | None:
    if isinstance(expected, int):  # too long for an array
        return None if isinstance(got, Number) and got == expected else (show(expected), show(got))
    if isinstance(expected, np.ndarray):
        expected = expected.tolist()
    if not isinstance(expected, list | tuple):
        raise TypeError(f"a check can compare numbers, text, lists and dicts, not {type(expected).__name__}")
    if isinstance(got, str | dict) or not hasattr(got, "__len__") or not hasattr(got, "__getitem__"):
        return show(expected), show(got)
    if len(got) != len(expected):
        return f"{len(expected)} items: {show(expected)}", f"{len(got)} items: {show(got)}"
    for i, wanted in enumerate(expected):
        found = difference(got[i], wanted, rtol, atol)
        if found:
            return f"{found[0]} in item {i}", found[1]
    return None


def _mapping_difference(got, expected: dict, rtol: float, atol: float) -> tuple[str, str] | None:
    if not isinstance(got, dict):
        return show(expected), show(got)
    if set(got) != set(expected):
        return f"keys {sorted(map(str, expected))}", f"keys {sorted(map(str, got))}"
    for key, wanted in expected.items():
        found = difference(got[key], wanted, rtol, atol)
        if found:
            return f"{found[0]} for key {key!r}", found[1]
    return None
