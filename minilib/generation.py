"""Writing with a model that guesses the next token: bend its distribution, draw from it, go on.

Every filter takes logits (..., V) and returns logits, so that they can follow each other; what must not
come gets −∞. Of equal logits the one with the lower id counts as larger.
"""

import torch

from minilib.errors import require
from minilib.gpt import step


def temperature(logits, tau):
    """Logits divided by τ: below 1 the likely becomes likelier, above 1 everything more equal.

    Raises unless τ > 0; towards 0 it becomes the largest alone. Ackley et al. 1985.

    >>> temperature(torch.tensor([2.0, 1.0]), 0.5).tolist()
    [4.0, 2.0]
    """
    require(tau > 0, "temperature", "above 0", tau)
    return logits / tau


def top_k(logits, k):
    """The k largest, −∞ for all others. Raises unless k is at least 1. Fan et al. 2018.

    >>> top_k(torch.tensor([2.0, 5.0, 5.0, 1.0]), 2).tolist()
    [-inf, 5.0, 5.0, -inf]
    """
    require(k >= 1, "tokens to keep", "at least 1", k)
    return logits.masked_fill(rank(logits) >= k, -torch.inf)


def top_p(logits, p):
    """The fewest of the largest whose probabilities reach p together, −∞ for all others.

    Raises unless 0 < p ≤ 1. Holtzman et al. 2020.

    >>> top_p(torch.tensor([2.0, 1.0, 0.0]), 0.7).tolist()  # 0.67, 0.24, 0.09
    [2.0, 1.0, -inf]
    """
    require(0 < p <= 1, "probability to keep", "above 0, at most 1", p)
    largest = logits.sort(dim=-1, descending=True).values.softmax(dim=-1)
    before = largest.cumsum(dim=-1) - largest  # what the larger ones have already
    kept = (before < p).sum(dim=-1, keepdim=True)
    return logits.masked_fill(rank(logits) >= kept, -torch.inf)


def rank(logits):
    """Each number's place from the largest, 0, to the smallest.

    >>> rank(torch.tensor([2.0, 5.0, 5.0, 1.0])).tolist()
    [2, 0, 1, 3]
    """
    order = logits.argsort(dim=-1, descending=True, stable=True)
    return order.argsort(dim=-1)


def sample(logits, rng):
    """Draw a token from each row: (..., V) -> (...).

    >>> sample(torch.tensor([[0.0, -torch.inf], [-torch.inf, 0.0]]), torch.Generator()).tolist()
    [0, 1]
    """
    p = logits.softmax(dim=-1).flatten(0, -2)
    drawn = torch.multinomial(p, 1, generator=rng)
    return drawn.view(logits.shape[:-1])


@torch.no_grad()
def generate(model, ids, n, choose):
    """Go on for n tokens: ids (B, T) -> (B, T + n). choose makes tokens (B,) of logits (B, V).

    Keys and values are kept from step to step. When the model's positions are used up, the later half of them
    is read anew.
    """
    got = ids.shape[-1]
    require(got >= 1, "tokens to begin with", "at least 1", got)
    most = model.config.T_max
    new, cache = ids[:, -most:], None
    for _ in range(n):
        logits, cache = step(model, new, cache)
        new = choose(logits[:, -1])[:, None]
        ids = torch.cat([ids, new], dim=-1)
        if cache[0][0].shape[-2] == most:
            new, cache = ids[:, -(most // 2) - 1 :], None
    return ids
