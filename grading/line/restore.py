"""Put into an object what another process made of its copy, so that a check sees a changed argument."""

import random

import numpy as np
import torch

MUTABLE = (list, dict, set, bytearray, np.ndarray, torch.Tensor)
MUTABLE += (np.random.Generator, random.Random, torch.Generator)


def restore(old, new) -> None:
    """Change `old` in place until it holds what `new` holds, as far as its type can be changed at all.

    >>> inner = [1, 2]
    >>> given = [inner, {"a": 3}]
    >>> restore(given, [[1, 5], {"b": 4}])
    >>> given, inner
    ([[1, 5], {'b': 4}], [1, 5])
    """
    if isinstance(old, list) and isinstance(new, list):
        _restore_list(old, new)
    elif isinstance(old, dict) and isinstance(new, dict):
        _restore_dict(old, new)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        for before, after in zip(old, new, strict=False):
            restore(before, after)
    elif isinstance(old, set) and isinstance(new, set):
        old.intersection_update(new)
        old.update(new)
    elif isinstance(old, bytearray) and isinstance(new, bytearray):
        old[:] = new
    elif isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.shape != new.shape:  # resized in place, the array would leave its views pointing to nothing
            raise ValueError(
                f"an array that was handed over: expected the shape {old.shape}, got {new.shape}"
            )
        old[...] = new
    elif isinstance(old, torch.Tensor) and isinstance(new, torch.Tensor):
        _restore_tensor(old, new)
    elif isinstance(old, np.random.Generator) and isinstance(new, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state
    elif isinstance(old, random.Random) and isinstance(new, random.Random):
        old.setstate(new.getstate())
    elif isinstance(old, torch.Generator) and isinstance(new, torch.Generator):
        old.set_state(new.get_state())
    elif type(old).__module__.startswith("minilib.") and type(old) is type(new):
        _restore_dict(vars(old), vars(new))


def _restore_list(old: list, new: list) -> None:
    for i, (before, after) in enumerate(zip(old, new, strict=False)):
        old[i] = _kept(before, after)
    old[len(new) :] = new[len(old) :]


def _restore_dict(old: dict, new: dict) -> None:
    kept = {key: _kept(old[key], value) if key in old else value for key, value in new.items()}
    old.clear()
    old.update(kept)


def _kept(before, after):
    """The object that was there, changed, where that can be; else the one that came."""
    if type(before) is not type(after):
        return after
    if isinstance(before, tuple):
        same = len(before) == len(after)
        return tuple(_kept(*pair) for pair in zip(before, after, strict=True)) if same else after
    if isinstance(before, MUTABLE) or type(before).__module__.startswith("minilib."):
        restore(before, after)
        return before
    return after


def _restore_tensor(old: torch.Tensor, new: torch.Tensor) -> None:
    with torch.no_grad():
        if old.shape == new.shape and old.dtype == new.dtype:
            old.copy_(new)
        elif old.is_leaf:
            old.data = new.detach().clone()
    if new.is_leaf and new.grad is not None:
        old.grad = new.grad
