"""Attention: every position reads from all others, as much from each as its key answers the query.

T positions ask, S positions are read from, C = H·D numbers in a position's vector: H heads of D each.
Masks are True where reading is allowed, as in torch's scaled_dot_product_attention (nn.MultiheadAttention's
boolean masks say the opposite).
"""

import torch
from torch import nn

from minilib.errors import require


def softmax(x):
    """Positive numbers that add up to 1 along the last axis, in the proportions exp(x): (..., S) -> (..., S).

    Subtracting the largest first changes nothing but keeps exp from overflowing; −∞ becomes 0. Raises for a
    row that is −∞ throughout.

    >>> softmax(torch.tensor([1000.0, 1000.0, -torch.inf])).tolist()
    [0.5, 0.5, 0.0]
    """
    largest = x.amax(dim=-1, keepdim=True)
    least = largest.min().item()
    ok = least > -torch.inf
    require(ok, "a row of softmax", "something above -inf", least)
    e = (x - largest).exp()
    return e / e.sum(dim=-1, keepdim=True)


def weights(q, k, mask=None):
    """How much each query reads from each key: q (..., T, D), k (..., S, D) -> (..., T, S), rows add up to 1.

    softmax(q kᵀ / √D), with score −∞ where the mask (..., T, S) forbids. Raises if the widths differ, or if a
    query may read nothing. Vaswani et al. 2017, eq. 1.

    >>> weights(torch.zeros(1, 4), torch.ones(2, 4)).tolist()
    [[0.5, 0.5]]
    """
    D, got = q.shape[-1], k.shape[-1]
    require(got == D, "width of the keys", f"{D}, as the queries", got)
    scores = q @ k.transpose(-2, -1) / D**0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, -torch.inf)
    return softmax(scores)


def attend(q, k, v, mask=None):
    """Average the values, weighted by how well each key answers the query.

    q (..., T, D), k (..., S, D), v (..., S, E) -> (..., T, E); mask (..., T, S), True where reading is
    allowed. Raises unless there is a value for each key. Vaswani et al. 2017, eq. 1; Bishop & Bishop 2024,
    algorithm 12.1.

    >>> attend(torch.zeros(1, 4), torch.ones(2, 4), torch.tensor([[2.0], [4.0]])).tolist()
    [[3.0]]
    """
    S, got = k.shape[-2], v.shape[-2]
    require(got == S, "a value for each key", S, got)
    return weights(q, k, mask) @ v


def causal(T):
    """The mask that lets each position read itself and what came before it: (T, T), True where allowed.

    >>> causal(3).int().tolist()
    [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    """
    return torch.ones(T, T, dtype=torch.bool).tril()


def split_heads(x, H):
    """Cut each vector into H pieces of D numbers, heads first: (..., T, H·D) -> (..., H, T, D).

    Raises unless H divides the width.

    >>> split_heads(torch.tensor([[1, 2, 3, 4], [5, 6, 7, 8]]), 2).tolist()
    [[[1, 2], [5, 6]], [[3, 4], [7, 8]]]
    """
    C = x.shape[-1]
    require(H >= 1 and C % H == 0, "heads", f"a divisor of {C}", H)
    return x.unflatten(-1, (H, C // H)).transpose(-3, -2)


def merge_heads(x):
    """Lay the heads' vectors side by side again: (..., H, T, D) -> (..., T, H·D).

    >>> merge_heads(torch.tensor([[[1, 2], [5, 6]], [[3, 4], [7, 8]]])).tolist()
    [[1, 2, 3, 4], [5, 6, 7, 8]]
    """
    return x.transpose(-3, -2).flatten(-2)


class MultiHeadAttention(nn.Module):
    """H attentions side by side, each with its own queries, keys and values: (..., T, C) -> (..., T, C).

    x asks; memory (..., S, C) is read, x itself if there is none; mask (T, S), or (B, 1, T, S) for a batch.
    Four matrices (C, C) without biases start with std 1/√C. Bishop & Bishop 2024, algorithm 12.2 with
    D = C/H; Vaswani et al. 2017, section 3.2.2.

    >>> model = MultiHeadAttention(6, 2, torch.Generator().manual_seed(0))
    >>> model(torch.zeros(5, 3, 6), torch.zeros(5, 4, 6)).shape
    torch.Size([5, 3, 6])
    """

    def __init__(self, C, H, rng):
        super().__init__()
        require(H >= 1 and C % H == 0, "heads", f"a divisor of {C}", H)
        self.H = H
        for name in ("wq", "wk", "wv", "wo"):
            w = torch.randn(C, C, generator=rng) / C**0.5
            setattr(self, name, nn.Parameter(w))

    def forward(self, x, memory=None, mask=None):
        memory = x if memory is None else memory
        q = split_heads(x @ self.wq, self.H)  # (..., H, T, D)
        k = split_heads(memory @ self.wk, self.H)  # (..., H, S, D)
        v = split_heads(memory @ self.wv, self.H)
        return merge_heads(attend(q, k, v, mask)) @ self.wo
