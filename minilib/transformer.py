"""The Transformer of 2017, but normalised first: one stack of blocks reads, another looks there and writes.

source (B, S) and target (B, T) are token numbers. An encoder makes a memory (B, S, C) of the source, and a
decoder says at each position of the target what comes next. Left out: dropout, label smoothing.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from minilib.attention import causal
from minilib.blocks import Block, DecoderBlock
from minilib.errors import require
from minilib.positions import sinusoid


@dataclass(frozen=True)
class TransformerConfig:
    """The sizes of a Transformer. Raises for sizes below 1, and unless H divides C.

    >>> TransformerConfig(V_source=52, V_target=61).C
    64
    """

    V_source: int  # tokens that can be read
    V_target: int  # tokens that can be written
    C: int = 64  # numbers at each position
    H: int = 4  # heads, each of C / H
    F: int = 256  # keys of a feed-forward layer
    L: int = 2  # blocks of the encoder, and as many of the decoder
    T_max: int = 64  # the longest source or target

    def __post_init__(self):
        for name, size in vars(self).items():
            require(size >= 1, name, "at least 1", size)
        require(self.C % self.H == 0, "heads", f"a divisor of {self.C}", self.H)


def embed(ids, table, positions):
    """Token and place in one vector: ids (B, T), table (V, C), positions (T_max, C) -> (B, T, C).

    The factor √C brings rows of length 1 to the size of the positions. Raises if T is more than T_max.
    Vaswani et al. 2017, section 3.4.

    >>> embed(torch.tensor([[1]]), torch.eye(4), torch.zeros(3, 4)).tolist()
    [[[0.0, 2.0, 0.0, 0.0]]]
    """
    T, T_max = ids.shape[-1], len(positions)
    require(T_max >= T, "positions", f"at most {T_max}", T)
    return table[ids] * table.shape[-1] ** 0.5 + positions[:T]


class Encoder(nn.Module):
    """Reads: ids (B, S), mask (B, S), True where it is no padding -> what stands at each place (B, S, C).

    >>> config = TransformerConfig(9, 7, C=6, H=2, F=8, T_max=5)
    >>> Encoder(config, torch.Generator().manual_seed(0))(torch.tensor([[1, 2, 3]])).shape
    torch.Size([1, 3, 6])
    """

    def __init__(self, config, rng):
        super().__init__()
        V, C, H, F = config.V_source, config.C, config.H, config.F
        self.table = nn.Parameter(torch.randn(V, C, generator=rng) / C**0.5)
        self.register_buffer("positions", sinusoid(config.T_max, C))
        blocks = (Block(C, H, F, rng) for _ in range(config.L))
        self.blocks = nn.ModuleList(blocks)
        self.norm = nn.LayerNorm(C)

    def forward(self, ids, mask=None):
        x = embed(ids, self.table, self.positions)
        if mask is not None:
            mask = mask[:, None, None]  # for all heads and queries
        for block in self.blocks:
            x = block(x, mask)
        return self.norm(x)


class Decoder(nn.Module):
    """Writes: ids (B, T), memory (B, S, C), its mask (B, S) -> logits of the token after each (B, T, V).

    One table looks tokens up and, transposed, scores them: the two are tied. Press & Wolf 2017.

    >>> config = TransformerConfig(9, 7, C=6, H=2, F=8, T_max=5)
    >>> decoder = Decoder(config, torch.Generator().manual_seed(0))
    >>> decoder(torch.tensor([[4, 5]]), torch.zeros(1, 3, 6)).shape
    torch.Size([1, 2, 7])
    """

    def __init__(self, config, rng):
        super().__init__()
        V, C, H, F = config.V_target, config.C, config.H, config.F
        self.table = nn.Parameter(torch.randn(V, C, generator=rng) / C**0.5)
        self.register_buffer("positions", sinusoid(config.T_max, C))
        blocks = (DecoderBlock(C, H, F, rng) for _ in range(config.L))
        self.blocks = nn.ModuleList(blocks)
        self.norm = nn.LayerNorm(C)

    def forward(self, ids, memory, mask=None):
        x = embed(ids, self.table, self.positions)
        if mask is not None:
            mask = mask[:, None, None]
        past = causal(ids.shape[-1])
        for block in self.blocks:
            x = block(x, memory, past, mask)
        return self.norm(x) @ self.table.T


class Transformer(nn.Module):
    """Logits of the next target token, at each place of the target: (B, S), (B, T) -> (B, T, V_target).

    >>> config = TransformerConfig(9, 7, C=6, H=2, F=8, T_max=5)
    >>> model = Transformer(config, torch.Generator().manual_seed(0))
    >>> model(torch.tensor([[1, 2, 3]]), torch.tensor([[4, 5]])).shape
    torch.Size([1, 2, 7])
    """

    def __init__(self, config, rng):
        super().__init__()
        self.encoder, self.decoder = Encoder(config, rng), Decoder(config, rng)

    def encode(self, source, mask=None):
        """Read: source (B, S), mask (B, S) -> memory (B, S, C)."""
        return self.encoder(source, mask)

    def decode(self, target, memory, mask=None):
        """Write: target (B, T), memory (B, S, C), mask (B, S) -> logits (B, T, V_target)."""
        return self.decoder(target, memory, mask)

    def forward(self, source, target, mask=None):
        return self.decode(target, self.encode(source, mask), mask)


def shift(target, bos):
    """What the decoder is shown: the target one place later, after a token that begins it, (B, T) -> (B, T).

    >>> shift(torch.tensor([[7, 8, 9]]), bos=1).tolist()
    [[1, 7, 8]]
    """
    first = torch.full_like(target[:, :1], bos)
    return torch.cat([first, target[:, :-1]], dim=1)


def sequence_loss(logits, target, real):
    """Mean of −log P(token) over the real ones: logits (B, T, V), target (B, T), real (B, T) -> a number.

    Raises if nothing is real.

    >>> real = torch.tensor([[True, True, False]])
    >>> round(sequence_loss(torch.zeros(1, 3, 8), torch.tensor([[5, 2, 0]]), real).item(), 4)  # log 8
    2.0794
    """
    count = real.sum().item()
    require(count > 0, "real tokens", "at least 1", count)
    return cross_entropy(logits[real], target[real])
