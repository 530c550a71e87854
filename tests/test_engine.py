"""The engine for numbers: every gradient is torch's, and chapter 2's network is the one on paper."""

import math
import random

import pytest
import torch

from minilib.engine import Value, topological

OPERATIONS = {
    "add": lambda a, b, c: a + b * c,
    "add a number from either side": lambda a, b, c: (2 + a) * (b + 3) + c,
    "subtract from either side": lambda a, b, c: (a - b) * (2 - c) * (c - 3),
    "multiply from either side": lambda a, b, c: (2 * a) * (b * -3) + c,
    "negate": lambda a, b, c: -a * b + -c,
    "divide": lambda a, b, c: a / b + 1 / c + b / 4,
    "powers": lambda a, b, c: a**2 * b**-1 + c**3,
    "tanh": lambda a, b, c: (a * b).tanh() * c.tanh(),
    "sigmoid": lambda a, b, c: (a * b).sigmoid() * c.sigmoid(),
    "relu": lambda a, b, c: (a * b).relu() + (-a * b).relu() * c.relu(),
    "used twice": lambda a, b, c: a * a + a * b * a + c * c.tanh() + b + b,
    "a diamond": lambda a, b, c: (lambda d: d * d.sigmoid() + d * a)(a * b + c),
}


def xor_like_example():
    """The chapter's 2-2-1 network at x = (1, 0): its weights as Values, and its loss."""
    w00, w01, w10, w11, w20, w21, w0, w1, w2 = w = [Value(v) for v in (2, -1, 2, 1, -1, -1, 1, -1, -1)]
    x0, x1 = 1.0, 0.0
    h0 = (w00 * x0 + w10 * x1 + w20).sigmoid()
    h1 = (w01 * x0 + w11 * x1 + w21).sigmoid()
    y = (w0 * h0 + w1 * h1 + w2).sigmoid()
    return w, y, 0.5 * (y - 1.0) ** 2


def test_number_of_the_chapter():
    """y, ∂L/∂w₀ (three factors) and ∂L/∂w₀₀ (five factors), multiplied out by hand."""
    w, y, loss = xor_like_example()
    loss.backward()
    h0, h1 = 1 / (1 + math.exp(-1)), 1 / (1 + math.exp(2))
    out = 1 / (1 + math.exp(-(h0 - h1 - 1)))
    delta = (out - 1) * out * (1 - out)
    assert y.data == pytest.approx(out, abs=1e-15)
    assert w[6].grad == pytest.approx(delta * h0, abs=1e-15)
    assert w[0].grad == pytest.approx(delta * 1 * h0 * (1 - h0) * 1, abs=1e-15)
    assert w[1].grad == pytest.approx(delta * -1 * h1 * (1 - h1) * 1, abs=1e-15)
    assert w[2].grad == w[3].grad == 0  # their input is 0


@pytest.mark.parametrize("name", OPERATIONS)
def test_gradients_are_torchs(name):
    rng = random.Random(0)
    for _ in range(5):
        numbers = [rng.uniform(0.5, 2) * rng.choice((-1, 1)) for _ in range(3)]
        ours = [Value(v) for v in numbers]
        theirs = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in numbers]
        result, expected = OPERATIONS[name](*ours), OPERATIONS[name](*theirs)
        result.backward()
        expected.backward()
        assert result.data == pytest.approx(expected.item(), rel=1e-12, abs=1e-12)
        for mine, tensor in zip(ours, theirs, strict=True):
            assert mine.grad == pytest.approx(tensor.grad.item(), rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("name", ["tanh", "sigmoid", "relu", "used twice", "a diamond"])
def test_gradients_are_slopes(name):
    """A nudge of each input changes the result by gradient × nudge."""
    numbers, h = [0.7, -1.2, 0.4], 1e-6
    ours = [Value(v) for v in numbers]
    OPERATIONS[name](*ours).backward()
    for i, mine in enumerate(ours):
        up, down = ([v + s * h * (i == j) for j, v in enumerate(numbers)] for s in (1, -1))
        slope = (OPERATIONS[name](*map(Value, up)).data - OPERATIONS[name](*map(Value, down)).data) / (2 * h)
        assert mine.grad == pytest.approx(slope, abs=1e-8)


def test_relu_at_zero_has_slope_zero():
    a = Value(0)
    a.relu().backward()
    assert a.grad == 0


@pytest.mark.parametrize("z", [-800.0, -40.0, 0.0, 40.0, 800.0])
def test_sigmoid_neither_overflows_nor_loses_small_values(z):
    y = Value(z).sigmoid().data
    assert y == pytest.approx(
        torch.sigmoid(torch.tensor(z, dtype=torch.float64)).item(), rel=1e-14, abs=1e-320
    )


def test_parents_come_before_children_once():
    a = Value(2)
    b = a * a
    order = topological(b + b * a)
    assert len(order) == len(set(order)) == 4
    for i, node in enumerate(order):
        assert all(order.index(parent) < i for parent, _ in node.parents)


def test_a_second_backward_adds_to_the_inputs_only():
    """Twice the same gradient, as in torch; results in between must not count their first gradient again."""
    a = Value(3)
    b = a * a
    end = b * b
    end.backward()
    end.backward()
    assert (a.grad, b.grad, end.grad) == (2 * 4 * 27, 18, 1)


def test_an_input_is_its_own_end():
    """d a / d a = 1, added at every call like any other gradient of an input."""
    a = Value(3)
    a.backward()
    a.backward()
    assert a.grad == 2


def test_gradients_of_two_losses_add_up():
    a = Value(3)
    (a * 2).backward()
    (a * 5).backward()
    assert a.grad == 7


def test_a_sigmoid_built_from_a_rule_for_exp():
    """What chapter 2 promises to those who swap in their own exp: the same sigmoid, the same gradient."""

    def exp(a):
        value = math.exp(a.data)
        return Value(value, ((a, value),), "exp")

    a, b = Value(0.7), Value(0.7)
    built, given = 1 / (1 + exp(-a)), b.sigmoid()
    built.backward()
    given.backward()
    assert built.data == pytest.approx(given.data, abs=1e-15)
    assert a.grad == pytest.approx(b.grad, abs=1e-15)


def test_a_long_chain_needs_no_recursion():
    a = x = Value(1)
    for _ in range(20_000):
        x = x + 1
    x.backward()
    assert (x.data, a.grad) == (20_001, 1)


def test_operations_leave_their_inputs_alone():
    a, b = Value(2), Value(3)
    assert (a * b + a).data == 8
    assert (a.data, a.grad, a.parents, b.data, b.grad) == (2, 0, (), 3, 0)


def test_a_power_must_be_a_plain_number():
    with pytest.raises(ValueError, match=r"exponent: expected a plain number, got Value\(2.0\)"):
        Value(3) ** Value(2)
