"""The Transformer's parts: positions read from each other, and think for themselves.

C = H·D numbers stand at each position, the residual stream. A block reads it and adds to it. From here on
torch's own layers compute what earlier chapters built: a linear map, layer norm, and `attend`.
"""

import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention

from minilib.attention import merge_heads, split_heads, weights
from minilib.errors import require


def linear(n_in, n_out, rng):
    """A linear map with bias whose weights start with std 1/√n_in, and whose bias starts at 0.

    >>> linear(3, 2, torch.Generator().manual_seed(0))(torch.zeros(4, 3)).shape
    torch.Size([4, 2])
    """
    layer = nn.Linear(n_in, n_out)
    with torch.no_grad():
        layer.weight.copy_(torch.randn(n_out, n_in, generator=rng) / n_in**0.5)
        layer.bias.zero_()
    return layer


class Attention(nn.Module):
    """Chapter 6's attention of H heads, with biases and torch's faster `attend`: (..., T, C) -> (..., T, C).

    x asks; memory (..., S, C) is read, x itself if there is none; mask (T, S), or (B, 1, T, S) for a batch,
    True where reading is allowed. Raises unless H divides C. Vaswani et al. 2017, section 3.2.2.

    >>> attention = Attention(6, 2, torch.Generator().manual_seed(0))
    >>> attention(torch.zeros(5, 3, 6), torch.zeros(5, 4, 6)).shape
    torch.Size([5, 3, 6])
    """

    def __init__(self, C, H, rng):
        super().__init__()
        require(H >= 1 and C % H == 0, "heads", f"a divisor of {C}", H)
        self.H = H
        self.q, self.k, self.v, self.o = (linear(C, C, rng) for _ in "qkvo")

    def keys_values(self, memory):
        """What can be read: memory (..., S, C) -> keys and values, (..., H, S, D) each."""
        keys, values = self.k(memory), self.v(memory)
        return split_heads(keys, self.H), split_heads(values, self.H)

    def read(self, x, keys, values, mask=None):
        """What x (..., T, C) reads from keys and values: (..., T, C)."""
        q = split_heads(self.q(x), self.H)
        y = scaled_dot_product_attention(q, keys, values, attn_mask=mask)
        return self.o(merge_heads(y))

    def forward(self, x, memory=None, mask=None):
        memory = x if memory is None else memory
        return self.read(x, *self.keys_values(memory), mask)

    def look(self, x, memory=None, mask=None):
        """How much each position of x reads from each of the memory, by head: (..., H, T, S)."""
        memory = x if memory is None else memory
        q = split_heads(self.q(x), self.H)
        return weights(q, self.keys_values(memory)[0], mask)


class FeedForward(nn.Module):
    """Each position alone: F keys are compared with it, and those that match add their values to it.

    (..., C) -> (..., C), act between two linear maps. Vaswani et al. 2017, eq. 2; Geva et al. 2021, eq. 1.

    >>> FeedForward(6, 24, torch.Generator().manual_seed(0))(torch.zeros(3, 6)).shape
    torch.Size([3, 6])
    """

    def __init__(self, C, F, rng, act=torch.relu):
        super().__init__()
        self.keys, self.values = linear(C, F, rng), linear(F, C, rng)
        self.act = act

    def forward(self, x):
        return self.values(self.act(self.keys(x)))


class PostBlock(nn.Module):
    """An encoder block as of 2017: add what was read, then normalise; (..., T, C) -> (..., T, C).

    Bishop & Bishop 2024, algorithm 12.3. BERT is a stack of these.

    >>> PostBlock(6, 2, 24, torch.Generator().manual_seed(0))(torch.zeros(5, 3, 6)).shape
    torch.Size([5, 3, 6])
    """

    def __init__(self, C, H, F, rng, act=torch.relu, eps=1e-5):
        super().__init__()
        self.attention = Attention(C, H, rng)
        self.feed = FeedForward(C, F, rng, act)
        self.norm1, self.norm2 = nn.LayerNorm(C, eps), nn.LayerNorm(C, eps)

    def forward(self, x, mask=None):
        x = self.norm1(x + self.attention(x, mask=mask))
        return self.norm2(x + self.feed(x))


class Block(nn.Module):
    """A block that normalises before it reads, so the stream itself is only added to: (..., T, C) -> same.

    With a causal mask it is a block of GPT. Xiong et al. 2020, table 1.

    >>> Block(6, 2, 24, torch.Generator().manual_seed(0))(torch.zeros(5, 3, 6)).shape
    torch.Size([5, 3, 6])
    """

    def __init__(self, C, H, F, rng, act=torch.relu, eps=1e-5):
        super().__init__()
        self.attention = Attention(C, H, rng)
        self.feed = FeedForward(C, F, rng, act)
        self.norm1, self.norm2 = nn.LayerNorm(C, eps), nn.LayerNorm(C, eps)

    def forward(self, x, mask=None):
        x = x + self.attention(self.norm1(x), mask=mask)
        return x + self.feed(self.norm2(x))


class DecoderBlock(nn.Module):
    """A block that also reads from a memory: own past (mask), memory (memory_mask), feed-forward.

    x (..., T, C), memory (..., S, C) -> (..., T, C); normalises first, as `Block` does.

    >>> block = DecoderBlock(6, 2, 24, torch.Generator().manual_seed(0))
    >>> block(torch.zeros(5, 3, 6), torch.zeros(5, 4, 6)).shape
    torch.Size([5, 3, 6])
    """

    def __init__(self, C, H, F, rng, act=torch.relu, eps=1e-5):
        super().__init__()
        self.attention, self.cross = Attention(C, H, rng), Attention(C, H, rng)
        self.feed = FeedForward(C, F, rng, act)
        norms = (nn.LayerNorm(C, eps) for _ in range(3))
        self.norm1, self.norm2, self.norm3 = norms

    def forward(self, x, memory, mask=None, memory_mask=None):
        x = x + self.attention(self.norm1(x), mask=mask)
        x = x + self.cross(self.norm2(x), memory, memory_mask)
        return x + self.feed(self.norm3(x))
