"""One neuron against numbers done by hand, torch's gradient, and what must hold for any weights."""

import copy
import math

import numpy as np
import pytest
import torch

from minilib.data import GATES, SLIDE_EXAMPLE
from minilib.neuron import epoch, mean_squared_error, predict, update, with_bias

SIZES = [1, 2, 3, 7]


def random_example(size, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=size).tolist(), rng.normal(size=size).tolist(), float(rng.normal())


def test_the_lectures_example_with_the_input_left_in():
    x, y = SLIDE_EXAMPLE
    w = update([0.0], x, y, lr=0.01)
    assert w == [15.0]
    assert predict(w, x) == 225.0
    assert update(w, x, y, lr=0.01) == [-3.75]


@pytest.mark.parametrize("size", SIZES)
def test_predict_is_the_dot_product(size):
    w, x, _ = random_example(size)
    assert math.isclose(predict(w, x), float(np.dot(w, x)), rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize("size", SIZES)
def test_update_is_a_step_against_torchs_gradient(size):
    w, x, y = random_example(size, seed=1)
    lr = 0.3
    weights = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    loss = (y - weights @ torch.tensor(x, dtype=torch.float64)) ** 2 / 2
    loss.backward()
    expected = (weights.detach() - lr * weights.grad).numpy()
    np.testing.assert_allclose(update(w, x, y, lr), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("size", SIZES)
def test_an_update_multiplies_the_error_by_one_minus_lr_x_squared(size):
    w, x, y = random_example(size, seed=2)
    lr = 0.7
    before, after = y - predict(w, x), y - predict(update(w, x, y, lr), x)
    assert math.isclose(after, (1 - lr * sum(x_i**2 for x_i in x)) * before, rel_tol=1e-10)


def test_a_silent_input_leaves_its_weight_alone():
    assert update([3.0, 5.0], [0.0, 2.0], y=4.0, lr=0.1)[0] == 3.0


def test_no_error_no_change():
    assert update([2.0, -1.0], [3.0, 4.0], y=2.0, lr=0.5) == [2.0, -1.0]


def test_epoch_follows_the_order_given():
    alone, together = ([1.0, 0.0], 1.0), ([1.0, 1.0], 1.0)
    assert epoch([0.0, 0.0], [alone, together], lr=1.0) == [1.0, 0.0]
    assert epoch([0.0, 0.0], [together, alone], lr=1.0) == [1.0, 1.0]


def test_epoch_is_its_updates_one_after_another():
    w, data = [0.5, -0.5, 0.25], [(with_bias(x), y) for x, y in GATES["OR"]]
    expected = w
    for x, y in data:
        expected = update(expected, x, y, 0.1)
    assert epoch(w, data, 0.1) == expected
    assert epoch(w, [], 0.1) == w


def test_with_bias_moves_the_answer_at_zero():
    assert with_bias([0.0, 0.0]) == [0.0, 0.0, 1.0]
    assert predict([7.0, 7.0, 3.0], with_bias([0.0, 0.0])) == 3.0


def test_mean_squared_error_against_numpy():
    rng = np.random.default_rng(3)
    x, y, w = rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=3)
    data = list(zip(x.tolist(), y.tolist(), strict=True))
    assert math.isclose(mean_squared_error(w.tolist(), data), np.mean((y - x @ w) ** 2), rel_tol=1e-12)


@pytest.mark.parametrize("gate", ["AND", "OR", "XOR"])
def test_many_small_steps_reach_numpys_least_squares(gate):
    data = [(with_bias(x), y) for x, y in GATES[gate]]
    best, *_ = np.linalg.lstsq(np.array([x for x, _ in data]), np.array([y for _, y in data]), rcond=None)
    w = [0.0, 0.0, 0.0]
    for step in range(4000):
        w = epoch(w, data, lr=10.0 / (100 + step))
    np.testing.assert_allclose(
        w, best, rtol=0, atol=5e-3
    )  # the steps end at 0.0024, and so does the wandering


def test_the_best_that_one_neuron_can_do_on_xor_is_a_quarter():
    data = [(with_bias(x), y) for x, y in GATES["XOR"]]
    assert mean_squared_error([0.0, 0.0, 0.5], data) == 0.25
    rng = np.random.default_rng(4)
    assert all(mean_squared_error(w, data) >= 0.25 for w in rng.normal(size=(200, 3)).tolist())


def test_arguments_are_left_as_they_were():
    w, x, data = [1.0, 2.0], [3.0, 4.0], [([1.0, 0.0], 1.0)]
    before = copy.deepcopy((w, x, data))
    update(w, x, 1.0, 0.1)
    epoch(w, data, 0.1)
    with_bias(x)
    mean_squared_error(w, data)
    assert (w, x, data) == before


def test_refusals_give_both_numbers():
    with pytest.raises(ValueError, match="one weight for each input: expected 2 inputs, got 3"):
        predict([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="expected 3 inputs, got 2"):
        update([1.0, 2.0, 3.0], [1.0, 2.0], 0.0, 0.1)
    with pytest.raises(ValueError, match="at least 1 example, got 0"):
        mean_squared_error([1.0], [])
