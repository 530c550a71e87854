"""Convolution, pooling and their gradients are torch's, over random shapes that are never square."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from minilib.conv import (
    Conv2d,
    Residual,
    conv2d,
    conv2d_gradients,
    max_pool2d,
    out_size,
    pad,
    windows,
)

SHAPES = [  # B, in, out, H, W, K
    (1, 1, 1, 1, 2, 1),
    (2, 3, 4, 7, 9, 3),
    (3, 2, 5, 8, 6, 4),
    (1, 4, 2, 5, 11, 5),
]
STEPS = [(1, 0), (1, 2), (2, 1), (3, 2), (4, 0)]  # stride, padding; 3 leaves pixels over, 4 exceeds filters
every_shape = pytest.mark.parametrize("shape", SHAPES)
every_step = pytest.mark.parametrize(("stride", "padding"), STEPS)


def layer(shape, seed=0):
    B, n_in, n_out, H, W, K = shape
    rng = torch.Generator().manual_seed(seed)
    sizes = (B, n_in, H, W), (n_out, n_in, K, K), (n_out,)
    return [torch.randn(size, generator=rng, dtype=torch.float64) for size in sizes]


@every_shape
@every_step
def test_conv2d_is_torchs(shape, stride, padding):
    x, w, b = layer(shape)
    ours = conv2d(x, w, b, stride, padding)
    torch.testing.assert_close(ours, F.conv2d(x, w, b, stride, padding), rtol=1e-10, atol=1e-10)
    without = F.conv2d(x, w, None, stride, padding)
    torch.testing.assert_close(conv2d(x, w, None, stride, padding), without, rtol=1e-10, atol=1e-10)


@every_shape
@every_step
def test_gradients_are_torchs(shape, stride, padding):
    leaves = [t.requires_grad_() for t in layer(shape)]
    h = F.conv2d(*leaves, stride, padding)
    d = torch.randn(h.shape, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    h.backward(d)
    x, w, _ = (leaf.detach() for leaf in leaves)
    for ours, leaf in zip(conv2d_gradients(x, w, d, stride, padding), leaves, strict=True):
        torch.testing.assert_close(ours, leaf.grad, rtol=1e-10, atol=1e-10)


def test_our_conv2d_can_be_differentiated_by_torch_and_agrees_with_the_hand():
    x, w, b = (t.requires_grad_() for t in layer(SHAPES[1]))
    h = conv2d(x, w, b, 2, 1)
    d = torch.ones_like(h)
    h.backward(d)
    ours = conv2d_gradients(x.detach(), w.detach(), d, 2, 1)
    for mine, leaf in zip(ours, (x, w, b), strict=True):
        torch.testing.assert_close(mine, leaf.grad, rtol=1e-10, atol=1e-10)


def test_the_chapters_example():
    rows = [
        [0, 0, 0, 0, 2, 0],
        [0, 0, 0, 2, 1, 0],
        [0, 0, 1, 2, 0, 0],
        [0, 1, 2, 0, 0, 0],
        [0, 2, 0, 0, 0, 0],
    ]
    x = torch.tensor(rows, dtype=torch.float64)[None, None]
    w = torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=torch.float64)[None, None]
    h = conv2d(x, w)
    assert h.shape == (1, 1, 3, 4)
    assert h[0, 0, 0, :2].tolist() == [1.0, 6.0]  # an unflipped filter: the flipped one says -1 and -6


def test_shifting_the_picture_shifts_the_output():
    x, w, b = layer((2, 3, 4, 9, 10, 3))
    moved = torch.roll(x, (1, 2), dims=(2, 3))
    torch.testing.assert_close(conv2d(moved, w, b)[:, :, 1:, 2:], conv2d(x, w, b)[:, :, :-1, :-2])


@pytest.mark.parametrize("size", [1, 5, 6, 13])
@pytest.mark.parametrize("kernel", [1, 3, 4])
@every_step
def test_out_size_counts_the_places(size, kernel, stride, padding):
    starts = [s for s in range(0, 50, stride) if s + kernel <= size + 2 * padding]
    if starts:
        assert out_size(size, kernel, stride, padding) == len(starts)


@pytest.mark.parametrize(("H", "W", "size"), [(2, 3, 2), (7, 9, 3), (4, 5, 1), (6, 11, 4)])
def test_max_pool_and_its_gradient_are_torchs(H, W, size):
    x = torch.randn(2, 3, H, W, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    ours, theirs = x.clone().requires_grad_(), x.clone().requires_grad_()
    a, b = max_pool2d(ours, size), F.max_pool2d(theirs, size)
    torch.testing.assert_close(a, b, rtol=0, atol=0)
    d = torch.arange(a.numel(), dtype=torch.float64).view(a.shape)
    a.backward(d)
    b.backward(d)
    torch.testing.assert_close(ours.grad, theirs.grad, rtol=0, atol=0)


def test_windows_are_a_view_of_what_the_filter_sees():
    x, *_ = layer((2, 3, 1, 7, 9, 3))
    seen = windows(x, 3, stride=2)
    assert seen.shape == (2, 3, 3, 4, 3, 3)
    assert torch.equal(seen[1, 2, 2, 3], x[1, 2, 4:7, 6:9])
    assert seen.untyped_storage().data_ptr() == x.untyped_storage().data_ptr()


def test_pad_is_torchs_and_leaves_its_argument_alone():
    x, *_ = layer(SHAPES[1])
    before = x.clone()
    assert torch.equal(pad(x, 2), F.pad(x, (2, 2, 2, 2)))
    pad(x, 0)[:] = 9
    assert torch.equal(x, before)


def test_layer_is_torchs_layer():
    ours, theirs = Conv2d(3, 4, 5, stride=2, padding=1), nn.Conv2d(3, 4, 5, stride=2, padding=1)
    theirs.weight.data, theirs.bias.data = ours.w.data, torch.arange(4.0)
    ours.b.data = torch.arange(4.0)
    x = torch.randn(2, 3, 9, 11, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(ours(x), theirs(x))
    assert sum(p.numel() for p in ours.parameters()) == sum(p.numel() for p in theirs.parameters())


def test_layer_computes_with_the_function_that_is_put_in(monkeypatch):
    layer_ = Conv2d(3, 4, 5, stride=2, padding=1)
    x = torch.randn(2, 3, 9, 11, generator=torch.Generator().manual_seed(0))
    before, calls = layer_(x), []

    def counted(*arguments):
        calls.append(arguments[3:])
        return conv2d(*arguments)

    monkeypatch.setattr(Conv2d, "compute", staticmethod(counted))
    torch.testing.assert_close(layer_(x), before, rtol=1e-5, atol=1e-5)
    assert calls == [(2, 1)]


def test_weights_start_with_gain_over_the_root_of_the_inputs():
    torch.manual_seed(0)
    layer_ = Conv2d(16, 64, 5, gain=2.0)
    assert layer_.w.std().item() == pytest.approx(2 / 20, rel=0.02)
    assert abs(layer_.w.mean().item()) < 2e-3
    assert not layer_.b.any()


def test_residual_adds_and_lets_the_gradient_through():
    x = torch.randn(2, 3, generator=torch.Generator().manual_seed(0)).requires_grad_()
    y = Residual(lambda h: 0.5 * h)(x)
    torch.testing.assert_close(y, 1.5 * x)
    y.sum().backward()
    torch.testing.assert_close(x.grad, torch.full((2, 3), 1.5))


def test_residual_trains_what_is_inside():
    block = Residual(Conv2d(2, 2, 3, padding=1))
    assert len(list(block.parameters())) == 2


@pytest.mark.parametrize(
    ("call", "numbers"),
    [
        (lambda: out_size(4, 7, padding=1), "expected a side of 1 to 6, got 7"),
        (lambda: out_size(4, 3, stride=0), r"expected at least 1 and 0, got \(0, 0\)"),
        (lambda: out_size(4, 3, padding=-1), r"got \(1, -1\)"),
        (lambda: windows(torch.ones(5, 6), 3), r"expected shape \(B, I, H, W\), got \(5, 6\)"),
        (lambda: max_pool2d(torch.ones(1, 1, 2, 9), 3), "expected a side of 1 to 2, got 3"),
        (
            lambda: conv2d(torch.ones(2, 480, 6, 3), torch.ones(4, 3, 5, 5)),
            r"expected 3, got \(2, 480, 6, 3\)",
        ),
        (lambda: conv2d(torch.ones(2, 3, 6, 7), torch.ones(4, 3, 5, 2)), "expected 5 by 5, got 5 by 2"),
        (
            lambda: conv2d_gradients(torch.ones(2, 3, 6, 7), torch.ones(4, 3, 5, 5), torch.ones(2, 4, 3, 2)),
            r"expected \(2, 4, 2, 3\), got \(2, 4, 3, 2\)",
        ),
        (
            lambda: Residual(Conv2d(2, 4, 3))(torch.ones(1, 2, 5, 6)),
            r"expected \(1, 2, 5, 6\), got \(1, 4, 3, 4\)",
        ),
    ],
)
def test_refusals_say_the_numbers(call, numbers):
    with pytest.raises(ValueError, match=numbers):
        call()
