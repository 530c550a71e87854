"""The engine for arrays: every gradient is torch's, for shapes that are never square and include size 1."""

import re

import numpy as np
import pytest
import torch

from minilib.arrays import Array, cross_entropy, squared_error, total, unbroadcast
from minilib.engine import Value

ELEMENTWISE = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "from the right": lambda a, b: 2 + a * (3 - b) * 0.5,
    "tanh": lambda a, b: (a + b).tanh() * a,
    "sigmoid": lambda a, b: (a * b).sigmoid() + b,
    "relu": lambda a, b: (a * b).relu() - b.relu(),
    "used twice": lambda a, b: a * a * b + a.tanh() * b + b,
}
BROADCASTS = [
    ((2, 3), (2, 3)),
    ((2, 3), (3,)),
    ((2, 3), (2, 1)),
    ((4, 1), (1, 3)),
    ((3,), ()),
    ((2, 1, 3), (4, 1)),
]
PRODUCTS = [((2, 3), (3, 4)), ((1, 3), (3, 1)), ((5, 1), (1, 2)), ((4, 2, 3), (3, 5)), ((2, 3), (4, 3, 5))]
PRODUCTS += [((4, 2, 3), (4, 3, 5)), ((4, 1, 2, 3), (5, 3, 1))]


def normal(*shape, seed=0):
    return np.asarray(np.random.default_rng(seed).normal(size=shape))


def tensor(x):
    return torch.tensor(x, dtype=torch.float64, requires_grad=True)


def same_gradients(ours, theirs, inputs):
    """Weigh all numbers of both results differently, go backward, and compare results and gradients."""
    mine, them = [Array(x) for x in inputs], [tensor(x) for x in inputs]
    result, expected = ours(*mine), theirs(*them)
    np.testing.assert_allclose(result.data, expected.detach().numpy(), rtol=1e-10, atol=1e-10)
    weights = normal(*result.shape, seed=9)
    end = result * weights
    Array(end.data.sum(), ((end, lambda g: np.full(end.shape, g)),)).backward()
    (expected * torch.tensor(weights)).sum().backward()
    for a, t in zip(mine, them, strict=True):
        assert a.grad.shape == a.shape
        np.testing.assert_allclose(a.grad, t.grad.numpy(), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("name", ELEMENTWISE)
@pytest.mark.parametrize(("shape_a", "shape_b"), BROADCASTS)
def test_elementwise_gradients_are_torchs(name, shape_a, shape_b):
    operation = ELEMENTWISE[name]
    same_gradients(operation, operation, [normal(*shape_a, seed=1), normal(*shape_b, seed=2)])
    same_gradients(operation, operation, [normal(*shape_b, seed=3), normal(*shape_a, seed=4)])


@pytest.mark.parametrize(("shape_a", "shape_b"), PRODUCTS)
def test_matrix_products_are_torchs(shape_a, shape_b):
    def product(a, b):
        return a @ b

    same_gradients(product, product, [normal(*shape_a, seed=1), normal(*shape_b, seed=2)])


@pytest.mark.parametrize("shape", [(), (3,), (2, 1), (2, 3)])
def test_total_is_torchs_sum(shape):
    same_gradients(lambda a: total(a * a), lambda a: (a * a).sum(), [normal(*shape)])


@pytest.mark.parametrize("shape", [(1, 1), (5, 1), (1, 3), (4, 3)])
def test_squared_error_is_torchs(shape):
    target = normal(*shape, seed=5)

    def theirs(y):
        return 0.5 * ((y - torch.tensor(target)) ** 2).sum() / shape[0]

    same_gradients(lambda y: squared_error(y, target), theirs, [normal(*shape)])


def test_squared_error_of_stacked_networks_keeps_them_apart():
    """A network's gradient is the same alone and among others: their losses are added, not averaged."""
    y, target = normal(3, 4, 2), normal(3, 4, 2, seed=1)
    stacked, alone = Array(y), Array(y[1])
    squared_error(stacked, target).backward()
    squared_error(alone, target[1]).backward()
    np.testing.assert_array_equal(stacked.grad[1], alone.grad)


@pytest.mark.parametrize(("B", "O"), [(1, 2), (5, 1), (4, 3), (7, 10)])
def test_cross_entropy_is_torchs(B, O):  # noqa: E741
    labels = np.random.default_rng(0).integers(O, size=B)

    def theirs(z):
        return torch.nn.functional.cross_entropy(z, torch.tensor(labels))

    same_gradients(lambda z: cross_entropy(z, labels), theirs, [3 * normal(B, O)])


def test_cross_entropy_number():
    """Logits (0, ln 3) are the probabilities ¼ and ¾: loss -ln ¾ for label 1, gradient (¼, -¼)."""
    logits = Array([[0.0, np.log(3)]])
    loss = cross_entropy(logits, [1])
    loss.backward()
    assert float(loss.data) == pytest.approx(-np.log(0.75), abs=1e-15)
    np.testing.assert_allclose(logits.grad, [[0.25, -0.25]], atol=1e-15)


def test_cross_entropy_of_large_logits():
    logits = Array([[1000.0, 0.0], [-1000.0, 0.0]])
    loss = cross_entropy(logits, [0, 0])
    loss.backward()
    assert float(loss.data) == 500
    np.testing.assert_array_equal(logits.grad, [[0, 0], [-0.5, 0.5]])


def test_sigmoid_of_large_numbers_is_silent():
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_array_equal(Array([-800.0, 800.0]).sigmoid().data, [0, 1])


def test_relu_at_zero_has_slope_zero():
    a = Array([[0.0]])
    a.relu().backward()
    assert a.grad == 0


def test_arrays_of_one_number_are_values():
    """Old == new: the same expression with Values and with Arrays of shape ()."""

    def f(a, b):
        return (a * b + a).tanh() * b.sigmoid() + (a - 2 * b).relu()

    for numbers in ([0.3, -1.1], [2.0, 0.5]):
        values, arrays = [Value(v) for v in numbers], [Array(v) for v in numbers]
        f(*values).backward()
        f(*arrays).backward()
        np.testing.assert_allclose([a.grad for a in arrays], [v.grad for v in values], rtol=0, atol=1e-15)


def test_a_second_backward_adds_to_the_inputs_only():
    a = Array([[3.0]])
    b = a * a
    end = b * b
    end.backward()
    end.backward()
    assert (a.grad.item(), b.grad.item(), end.grad.item()) == (216, 18, 1)


def test_an_input_is_its_own_end():
    a = Array([[3.0]])
    a.backward()
    a.backward()
    assert a.grad == 2


def test_numpy_leaves_operators_to_array():
    for result in (
        np.ones((2, 3)) + Array([1, 2, 3]),
        np.ones(3) * Array([1, 2, 3]),
        np.ones(3) - Array([0, 0, 0]),
    ):
        assert isinstance(result, Array)


def test_data_given_is_not_written_to():
    x = normal(2, 3)
    before = x.copy()
    a = Array(x)
    squared_error(a.tanh(), np.zeros((2, 3))).backward()
    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(a.data, before)


def test_float64_always():
    a = Array(np.ones((2, 1), dtype=np.float32))
    assert a.data.dtype == a.grad.dtype == (a * 2).data.dtype == np.float64


def test_unbroadcast_sums_where_numbers_were_repeated():
    g = np.arange(24.0).reshape(2, 3, 4)
    np.testing.assert_array_equal(unbroadcast(g, (3, 1)), g.sum(axis=(0, 2))[:, None])
    np.testing.assert_array_equal(unbroadcast(g, (2, 3, 4)), g)
    assert unbroadcast(g, ()) == g.sum()


@pytest.mark.parametrize("shapes", [((2, 3), (2, 4)), ((3,), (3, 4)), ((2, 3), (3,))])
def test_refuses_products_that_do_not_fit(shapes):
    a, b = shapes
    with pytest.raises(ValueError, match=re.escape(f"(..., B, I) and (..., I, O), got {a} and {b}")):
        Array(normal(*a)) @ Array(normal(*b))


def test_refuses_targets_that_would_broadcast():
    with pytest.raises(ValueError, match=r"one shape: expected .* twice, got \(4, 1\) and \(4,\)"):
        squared_error(normal(4, 1), normal(4))
    with pytest.raises(ValueError, match=r"got \(4,\) and \(4,\)"):
        squared_error(normal(4), normal(4))


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([0, 1, 2], r"one label for each row of logits: expected \(2,\), got \(3,\)"),
        ([[0], [1]], r"one label for each row of logits: expected \(2,\), got \(2, 1\)"),
        ([0, 3], r"labels are whole numbers: expected 0 to 2, got \[0, 3\]"),
        ([0, -1], r"expected 0 to 2, got \[-1, 0\]"),
        ([0.0, 1.0], r"expected 0 to 2, got \[0.0, 1.0\]"),
    ],
)
def test_refuses_labels(labels, message):
    with pytest.raises(ValueError, match=message):
        cross_entropy(normal(2, 3), labels)


def test_backward_starts_from_one_number():
    with pytest.raises(ValueError, match=r"one number: expected size 1, got shape \(2, 3\)"):
        (Array(normal(2, 3)) * 2).backward()
