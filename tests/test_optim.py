"""Gradient descent: every step is torch's, and nothing outside the parameters is touched."""

import numpy as np
import torch

from minilib.arrays import Array, squared_error
from minilib.optim import SGD


def test_step_number():
    """w = 1, gradient 2w = 2, learning rate 0.25: w becomes ½."""
    w = Array([1.0])
    (w * w).backward()
    SGD([w], lr=0.25).step()
    assert w.data == 0.5


def test_ten_steps_are_torchs():
    rng = np.random.default_rng(0)
    x, y, start = rng.normal(size=(5, 3)), rng.normal(size=(5, 2)), rng.normal(size=(3, 2))
    w, t = Array(start), torch.tensor(start, requires_grad=True)
    ours, theirs = SGD([w], lr=0.1), torch.optim.SGD([t], lr=0.1)
    for _ in range(10):
        ours.zero_grad()
        squared_error(Array(x) @ w, y).backward()
        ours.step()
        theirs.zero_grad()
        (0.5 * ((torch.tensor(x) @ t - torch.tensor(y)) ** 2).sum() / 5).backward()
        theirs.step()
    np.testing.assert_allclose(w.data, t.detach().numpy(), rtol=1e-12, atol=1e-12)


def test_zero_grad_clears_even_what_is_not_a_number():
    w = Array([[1.0, 2.0]])
    w.grad = np.array([[np.nan, np.inf]])
    SGD([w], lr=1.0).zero_grad()
    np.testing.assert_array_equal(w.grad, [[0, 0]])


def test_without_zero_grad_gradients_add_up():
    w = Array([1.0])
    for _ in range(2):
        (w * 3).backward()
    assert w.grad == 6


def test_step_does_not_write_to_the_callers_array():
    start = np.ones((2, 3))
    w = Array(start)
    w.grad = np.ones((2, 3))
    SGD([w], lr=0.5).step()
    assert (start == 1).all()
    assert (w.data == 0.5).all()


def test_a_step_goes_downhill():
    rng = np.random.default_rng(0)
    x, y, w = rng.normal(size=(20, 3)), rng.normal(size=(20, 1)), Array(np.zeros((3, 1)))
    before = squared_error(Array(x) @ w, y)
    before.backward()
    SGD([w], lr=0.01).step()
    assert squared_error(Array(x) @ w, y).data < before.data
