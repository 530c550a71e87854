"""The training loop: one step a batch, the loss before the step, for our engine and for torch."""

import numpy as np
import pytest
import torch

from minilib.arrays import Array, squared_error, tanh
from minilib.data import GATES
from minilib.layers import MLP
from minilib.optim import SGD
from minilib.train import train

BATCH = ([[1.0], [2.0]], [[2.0], [4.0]])


def test_losses_are_measured_before_the_step():
    """w = 0, lr = 0.4: the loss is (2² + 4²) / 4 = 5, its gradient -5, so w = 2 and the next loss is 0."""
    w = Array([[0.0]])
    assert list(train(lambda x: w * x, squared_error, SGD([w], lr=0.4), [BATCH] * 2)) == [5.0, 0.0]


def test_gradients_are_cleared_between_batches():
    w = Array([[0.0]])
    list(train(lambda x: w * x, squared_error, SGD([w], lr=0.1), [BATCH] * 3))
    assert w.data.item() == pytest.approx(2 * (1 - 0.75**3), abs=1e-15)


def test_nothing_runs_before_it_is_asked_for():
    w = Array([[0.0]])
    losses = train(lambda x: w * x, squared_error, SGD([w], lr=0.1), [BATCH] * 3)
    assert w.data == 0
    next(losses)
    assert w.data == 0.5


def test_the_same_loop_trains_torch_modules():
    net = torch.nn.Linear(1, 1, bias=False, dtype=torch.float64)
    net.weight.data.zero_()

    def loss(y, t):
        return 0.5 * ((y - t) ** 2).sum() / len(y)

    batch = tuple(torch.tensor(part, dtype=torch.float64) for part in BATCH)
    assert list(train(net, loss, torch.optim.SGD(net.parameters(), lr=0.4), [batch] * 2)) == [5.0, 0.0]


@pytest.mark.parametrize("seed", range(3))
def test_xor_is_learned_with_eight_hidden_neurons(seed):
    x, y = np.array([a for a, _ in GATES["XOR"]]), np.array([[b] for _, b in GATES["XOR"]])
    net = MLP((2, 8, 1), tanh, np.random.default_rng(seed), gain=1.5)
    *_, last = train(net, squared_error, SGD(net.parameters(), lr=0.3), [(x, y)] * 1500)
    assert last < 0.01
