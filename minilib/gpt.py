"""GPT: a stack of blocks that read only what came before, and guess the next token at every position.

Radford et al. 2018 and 2019 (GPT-2, whose weights `from_gpt2` reads): learned positions, blocks that
normalise first, GELU, one more norm at the end, and the table of tokens used twice. Left out: dropout.
"""

from dataclasses import dataclass
from functools import partial

import torch
from torch import nn
from torch.nn import functional

from minilib.attention import causal
from minilib.blocks import Block
from minilib.errors import require

GELU = partial(functional.gelu, approximate="tanh")  # GPT-2's: Hendrycks & Gimpel 2016, section 2


@dataclass(frozen=True)
class GPTConfig:
    """The sizes of a GPT. Raises if one is below 1 or H does not divide C.

    >>> GPTConfig(V=1024, C=96, H=4, L=2, T_max=64).F
    384
    """

    V: int  # tokens in the vocabulary
    C: int  # numbers at each position, the residual stream
    H: int  # heads a block, C / H numbers each
    L: int  # blocks
    T_max: int  # positions it has a vector for, and so the most that it can read

    def __post_init__(self):
        sizes = (self.V, self.C, self.H, self.L, self.T_max)
        names = "V, C, H, L and T_max"
        require(min(sizes) >= 1, names, "at least 1 each", sizes)
        fits = self.C % self.H == 0
        require(fits, "heads", f"a divisor of C = {self.C}", self.H)

    @property
    def F(self):
        """Feed-forward width: four times C, as in every GPT."""
        return 4 * self.C


def table(n, C, rng):
    """n learned vectors of C numbers with std 1/√C, so that each begins with a length of about 1: (n, C)."""
    return nn.Parameter(torch.randn(n, C, generator=rng) / C**0.5)


def quiet_block(config, rng):
    """A block of GPT whose two additions to the stream start smaller, by 1/√(2L).

    2L additions then weigh as much together as one. Radford et al. 2019, section 2.3.

    >>> sizes = GPTConfig(V=7, C=6, H=2, L=8, T_max=5)
    >>> quiet_block(sizes, torch.Generator().manual_seed(0))(torch.zeros(1, 3, 6)).shape
    torch.Size([1, 3, 6])
    """
    block = Block(config.C, config.H, config.F, rng, GELU)
    with torch.no_grad():
        for layer in (block.attention.o, block.feed.values):
            layer.weight /= (2 * config.L) ** 0.5
    return block


class GPT(nn.Module):
    """Scores for the token after each position: ids (B, T) -> logits (B, T, V).

    Raises for more than T_max positions. Radford et al. 2019, section 2.3.

    >>> model = GPT(GPTConfig(V=7, C=6, H=2, L=2, T_max=5), torch.Generator().manual_seed(0))
    >>> model(torch.tensor([[1, 2, 3, 4]])).shape
    torch.Size([1, 4, 7])
    """

    def __init__(self, config, rng):
        super().__init__()
        self.config = config
        self.tokens = table(config.V, config.C, rng)
        self.positions = table(config.T_max, config.C, rng)
        blocks = [quiet_block(config, rng) for _ in range(config.L)]
        self.blocks = nn.ModuleList(blocks)
        self.norm = nn.LayerNorm(config.C)

    def embed(self, ids, start=0):
        """The stream at the beginning, token + position, the first at `start`: (B, T) -> (B, T, C)."""
        most, end = self.config.T_max, start + ids.shape[-1]
        require(end <= most, "positions", f"at most {most}", end)
        x = functional.embedding(ids, self.tokens)
        return x + self.positions[start:end]

    def score(self, x):
        """How well each token of the vocabulary would continue: (B, T, C) -> (B, T, V)."""
        return self.norm(x) @ self.tokens.T

    def forward(self, ids):
        x, mask = self.embed(ids), causal(ids.shape[-1])
        for block in self.blocks:
            x = block(x, mask)
        return self.score(x)


def read_on(block, x, kept, mask):
    """A block at new positions x (B, T, C): its output there, and the keys and values kept from now on.

    kept: those of S earlier positions, (B, H, S, D) each, or None; mask (T, S + T).
    """
    normed = block.norm1(x)
    new = block.attention.keys_values(normed)
    if kept is not None:
        both = zip(kept, new, strict=True)
        new = [torch.cat([old, more], dim=-2) for old, more in both]
    x = x + block.attention.read(normed, *new, mask)
    return x + block.feed(block.norm2(x)), new


def step(model, ids, cache=None):
    """The model's logits at T new positions after S cached ones: ids (B, T) -> (B, T, V), and the new cache.

    A cache holds the keys and values of each block; it stays valid, so that several texts may go on from it.

    >>> model = GPT(GPTConfig(V=7, C=6, H=2, L=2, T_max=5), torch.Generator().manual_seed(0))
    >>> logits, cache = step(model, torch.tensor([[1, 2, 3]]))
    >>> step(model, torch.tensor([[4]]), cache)[0].shape
    torch.Size([1, 1, 7])
    """
    start = 0 if cache is None else cache[0][0].shape[-2]
    end = start + ids.shape[-1]
    x, mask = model.embed(ids, start), causal(end)[start:]
    kept = []
    for i, block in enumerate(model.blocks):
        x, both = read_on(block, x, cache and cache[i], mask)
        kept.append(both)
    return model.score(x), kept


def mean_surprise(logits, targets):
    """The mean surprise in nats at the tokens that came: logits (B, T, V), targets (B, T) -> a number.

    >>> mean_surprise(torch.zeros(1, 3, 8), torch.tensor([[1, 5, 7]])).item() / torch.tensor(2.0).log().item()
    3.0
    """
    logits, targets = logits.flatten(0, -2), targets.flatten()
    return functional.cross_entropy(logits, targets)


def batches(ids, T, B, steps, rng):
    """Pieces of a long text, and the same pieces one token later: yields x, y (B, T) each, `steps` times.

    >>> x, y = next(batches(torch.arange(9), T=3, B=2, steps=1, rng=torch.Generator().manual_seed(0)))
    >>> bool((y == x + 1).all())
    True
    """
    enough = len(ids) > T
    require(enough, "tokens of the text", f"more than {T}", len(ids))
    for _ in range(steps):
        starts = torch.randint(len(ids) - T, (B, 1), generator=rng)
        piece = ids[starts + torch.arange(T + 1)]
        yield piece[:, :-1], piece[:, 1:]


def block_from_gpt2(state):
    """One block's weights under our names: matrices transposed, q, k and v cut apart."""
    parts = ("weight", "bias")
    qkv = {p: state[f"attn.c_attn.{p}"].chunk(3, dim=-1) for p in parts}
    own = {f"attention.{n}.{p}": qkv[p][i] for i, n in enumerate("qkv") for p in parts}
    names = {
        "attention.o": "attn.c_proj",
        "norm1": "ln_1",
        "feed.keys": "mlp.c_fc",
        "feed.values": "mlp.c_proj",
        "norm2": "ln_2",
    }
    own |= {f"{n}.{p}": state[f"{old}.{p}"] for n, old in names.items() for p in parts}
    return {n: w.T if w.ndim == 2 else w for n, w in own.items()}


def from_gpt2(state, H):
    """A GPT with the weights of a GPT-2, as `transformers` names them; H is not written in them.

    GPT-2 keeps matrices as x @ W, transposed to nn.Linear, and those of q, k and v side by side.
    """
    state = {n.removeprefix("transformer."): w for n, w in state.items()}
    (V, C), T_max = state["wte.weight"].shape, len(state["wpe.weight"])
    layers = [n.split(".")[1] for n in state if n.startswith("h.")]
    L = 1 + max(map(int, layers))
    model = GPT(GPTConfig(V, C, H, L, T_max), torch.Generator())
    own = {"tokens": state["wte.weight"], "positions": state["wpe.weight"]}
    own |= {f"norm.{p}": state[f"ln_f.{p}"] for p in ("weight", "bias")}
    for i in range(L):
        here = f"h.{i}."
        block = {n.removeprefix(here): w for n, w in state.items() if n.startswith(here)}
        block = block_from_gpt2(block)
        own |= {f"blocks.{i}.{n}": w for n, w in block.items()}
    model.load_state_dict(own)
    return model
