"""Convolution on torch tensors: forward, gradients by hand, pooling, and the two layers made of it.

Images are (B, I, H, W): examples, input channels, height, width. Here H and W are sizes of a picture and K is
the side of a square filter. As in every library the filter is not flipped, so this is cross-correlation.
Dilation and groups are left out. LeCun et al. 1998 ("Gradient-based learning"), section II.
"""

import torch
from torch import nn

from minilib.errors import require


def out_size(size, kernel, stride=1, padding=0):
    """How many places a filter has along one side: those where it lies within the padded image.

    Raises if the filter does not fit once.

    >>> out_size(8, 5), out_size(8, 3, padding=1), out_size(227, 11, stride=4)
    (4, 8, 55)
    """
    require(stride >= 1 and padding >= 0, "stride and padding", "at least 1 and 0", (stride, padding))
    room = size + 2 * padding - kernel
    require(kernel >= 1 and room >= 0, "a filter fits", f"a side of 1 to {size + 2 * padding}", kernel)
    return room // stride + 1


def pad(x, padding):
    """A frame of zeros around each image: (..., H, W) -> (..., H + 2 padding, W + 2 padding).

    >>> pad(torch.ones(1, 1), 1).sum(dim=0).tolist()
    [0.0, 1.0, 0.0]
    """
    *lead, H, W = x.shape
    out = x.new_zeros(*lead, H + 2 * padding, W + 2 * padding)
    out[..., padding : padding + H, padding : padding + W] = x
    return out


def windows(x, kernel, stride=1):
    """What a square filter sees at each of its places; a view, so no number is copied.

    x (B, I, H, W) -> (B, I, H', W', K, K). Raises if the filter does not fit.

    >>> x = torch.arange(6.0).view(1, 1, 2, 3)
    >>> windows(x, 2)[0, 0, 0, 1].tolist()
    [[1.0, 2.0], [4.0, 5.0]]
    """
    require(x.ndim == 4, "a batch of images", "shape (B, I, H, W)", tuple(x.shape))
    out_size(min(x.shape[-2:]), kernel, stride)
    return x.unfold(2, kernel, stride).unfold(3, kernel, stride)


def conv2d(x, w, b=None, stride=1, padding=0):
    """At each place, the sum of what each filter sees times its weights.

    x (B, I, H, W), w (O, I, K, K), b (O,) or None -> (B, O, H', W'); for H' see out_size.
    Raises if x and w differ in channels, or the filter is not square.

    >>> conv2d(torch.ones(1, 1, 3, 4), torch.ones(1, 1, 3, 3), torch.ones(1)).flatten().tolist()
    [10.0, 10.0]
    """
    n_out, n_in, K, K2 = w.shape
    require(K == K2, "a filter is square", f"{K} by {K}", f"{K} by {K2}")
    require(x.shape[1:2] == (n_in,), "x has a channel for each of the filter's", n_in, tuple(x.shape))
    y = torch.einsum("bihwkl,oikl->bohw", windows(pad(x, padding), K, stride), w)
    return y if b is None else y + b.view(n_out, 1, 1)


def conv2d_gradients(x, w, d, stride=1, padding=0):
    """The gradients of a loss by x, w and b, from its gradient d by the output of conv2d.

    x (B, I, H, W), w (O, I, K, K), d (B, O, H', W') -> dx, dw like x and w, db (O,). Raises if d has another
    shape than that output.
    """
    K, (H, W) = w.shape[-1], x.shape[-2:]
    sides = (out_size(H, K, stride, padding), out_size(W, K, stride, padding))
    expected = (len(x), len(w), *sides)
    require(d.shape == expected, "d is shaped like the output", expected, tuple(d.shape))
    dw = torch.einsum("bihwkl,bohw->oikl", windows(pad(x, padding), K, stride), d)
    dx = pad(torch.zeros_like(x), padding)
    for u in range(K):
        for v in range(K):  # the pixel under w[u, v] at every place: a slice with steps of one stride
            rows, columns = slice(u, u + stride * sides[0], stride), slice(v, v + stride * sides[1], stride)
            dx[:, :, rows, columns] += torch.einsum("bohw,oi->bihw", d, w[:, :, u, v])
    return dx[:, :, padding : padding + H, padding : padding + W], dw, d.sum(dim=(0, 2, 3))


def max_pool2d(x, size):
    """The largest number of each size by size block; blocks do not overlap, and what is left over is dropped.

    x (B, I, H, W) -> (B, I, H // size, W // size). Raises if not one block fits.

    >>> max_pool2d(torch.arange(10.0).view(1, 1, 2, 5), 2).tolist()
    [[[[6.0, 8.0]]]]
    """
    return windows(x, size, stride=size).amax(dim=(-2, -1))


class Conv2d(nn.Module):
    """A layer of n_out filters with a bias each. x (B, I, H, W) -> (B, O, H', W').

    The weights start as N(0, gain² / fan_in) with fan_in = I · K², the biases at 0. It computes with torch's
    conv2d, which is equal to ours and several times faster; assign another function to `compute` to swap it.

    >>> sum(p.numel() for p in Conv2d(3, 8, 5).parameters())
    608
    """

    compute = staticmethod(nn.functional.conv2d)

    def __init__(self, n_in, n_out, kernel, stride=1, padding=0, gain=1.0):
        super().__init__()
        std = gain / (n_in * kernel**2) ** 0.5
        self.w = nn.Parameter(std * torch.randn(n_out, n_in, kernel, kernel))
        self.b = nn.Parameter(torch.zeros(n_out))
        self.stride, self.padding = stride, padding

    def forward(self, x):
        return self.compute(x, self.w, self.b, self.stride, self.padding)


class Residual(nn.Module):
    """x + body(x): the body learns what to add to its input. He et al. 2016, eq. 1.

    Raises if the body changes the shape.

    >>> Residual(torch.zeros_like)(torch.ones(2)).tolist()
    [1.0, 1.0]
    """

    def __init__(self, body):
        super().__init__()
        self.body = body

    def forward(self, x):
        y = self.body(x)
        require(y.shape == x.shape, "a body keeps the shape", tuple(x.shape), tuple(y.shape))
        return x + y
