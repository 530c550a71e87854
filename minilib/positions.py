"""Positions: vectors that say where something stands, added to what stands there."""

import torch

from minilib.errors import require


def sinusoid(T, C, base=10000.0):
    """Hands of C/2 clocks, each slower than the one before, at positions 0 … T − 1: -> (T, C).

    Columns 2i and 2i + 1 are the sine and cosine of pos / base^(2i/C); an odd C ends with a sine. Raises
    unless T and C are at least 1. Vaswani et al. 2017, section 3.5.

    >>> sinusoid(2, 2).tolist()[0]  # every clock starts at sine 0, cosine 1
    [0.0, 1.0]
    """
    require(T >= 1 and C >= 1, "positions and width", "at least 1 each", (T, C))
    even = torch.arange(0, C, 2, dtype=torch.float64)
    angle = torch.arange(T)[:, None] / base ** (even / C)  # (T, ⌈C/2⌉)
    both = torch.stack([angle.sin(), angle.cos()], dim=-1)
    return both.flatten(1)[:, :C].float()
