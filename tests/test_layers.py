"""Layers: a network's outputs and all its gradients are torch's, and initialisation keeps the variance."""

import numpy as np
import pytest
import torch

from minilib.arrays import Array, cross_entropy, relu, tanh
from minilib.layers import MLP, Linear


def torch_copy(net, activation):
    """The same network as torch.nn layers, with the same weights."""
    layers = []
    for layer in net.layers:
        linear = torch.nn.Linear(*layer.w.shape, dtype=torch.float64)
        linear.weight.data, linear.bias.data = torch.tensor(layer.w.data.T), torch.tensor(layer.b.data)
        layers += [linear, activation()]
    return torch.nn.Sequential(*layers[:-1])


@pytest.mark.parametrize(("ours", "theirs"), [(tanh, torch.nn.Tanh), (relu, torch.nn.ReLU)])
@pytest.mark.parametrize("sizes", [(2, 1), (3, 4, 2), (1, 5, 1, 3), (6, 5, 4, 3)])
def test_every_gradient_of_a_network_is_torchs(ours, theirs, sizes):
    rng = np.random.default_rng(0)
    net = MLP(sizes, ours, rng)
    for layer in net.layers:  # a bias of 0 would hide mistakes
        layer.b.data = rng.normal(size=layer.b.shape)
    x, labels = rng.normal(size=(7, sizes[0])), rng.integers(sizes[-1], size=7)
    copy = torch_copy(net, theirs)
    cross_entropy(net(x), labels).backward()
    torch.nn.functional.cross_entropy(copy(torch.tensor(x)), torch.tensor(labels)).backward()
    np.testing.assert_allclose(net(x).data, copy(torch.tensor(x)).detach().numpy(), rtol=1e-10, atol=1e-10)
    for p, q in zip(net.parameters(), copy.parameters(), strict=True):
        np.testing.assert_allclose(p.grad, q.grad.numpy().T, rtol=1e-10, atol=1e-10)


def test_linear_number():
    layer = Linear(2, 3, np.random.default_rng(0), std=1)
    layer.w.data, layer.b.data = np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([10.0, 20, 30])
    np.testing.assert_array_equal(layer([[1, 0], [1, 1]]).data, [[11, 22, 33], [15, 27, 39]])


def test_initial_weights_have_the_std_asked_for():
    layer = Linear(300, 200, np.random.default_rng(0), std=0.5)
    assert layer.w.data.std() == pytest.approx(0.5, rel=0.02)
    assert abs(layer.w.data.mean()) < 0.01
    assert not layer.b.data.any()


def test_gain_is_divided_by_the_root_of_the_inputs():
    net = MLP((400, 100, 50), relu, np.random.default_rng(0), gain=2.0)
    assert net.layers[0].w.data.std() == pytest.approx(2 / 20, rel=0.02)
    assert net.layers[1].w.data.std() == pytest.approx(2 / 10, rel=0.05)


def test_a_gain_of_root_two_keeps_the_variance_through_relus():
    net = MLP((100, *[300] * 8), relu, np.random.default_rng(0), gain=2**0.5)
    z = Array(np.random.default_rng(1).normal(size=(200, 100)))
    first = net.layers[0](z).data.std()
    assert net(z).data.std() == pytest.approx(first, rel=0.25)


def test_no_activation_after_the_last_layer():
    net = MLP((3, 4, 2), relu, np.random.default_rng(0))
    assert net(np.random.default_rng(1).normal(size=(50, 3))).data.min() < 0


def test_same_generator_same_network():
    one, two = (MLP((2, 3, 1), tanh, np.random.default_rng(5)) for _ in range(2))
    assert all((p.data == q.data).all() for p, q in zip(one.parameters(), two.parameters(), strict=True))


def test_parameters_are_named_once_each():
    net = MLP((2, 3, 4), tanh, np.random.default_rng(0))
    assert [p.shape for p in net.parameters()] == [(2, 3), (3,), (3, 4), (4,)]


def test_refuses_inputs_of_another_size():
    with pytest.raises(ValueError, match=r"got \(5, 4\) and \(3, 2\)"):
        Linear(3, 2, np.random.default_rng(0), std=1)(np.ones((5, 4)))
