"""Embeddings: a vector for each word, learned from the words around it.

Skip-gram with negative sampling (Mikolov et al. 2013b), without its subsampling of frequent words. Each of
the V words has two vectors of C numbers: v as the centre of a window, u as somebody's neighbour.
"""

import torch
from torch import nn
from torch.nn import functional as F

from minilib.errors import require


def one_hot(ids, V):
    """A 1 in the column of each id, 0 elsewhere: ids (...) -> (..., V). Raises for an id outside 0 … V − 1.

    >>> one_hot(torch.tensor([2, 0]), 3).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    low, high = ids.min().item(), ids.max().item()
    ok = low >= 0 and high < V
    require(ok, "ids of words", f"0 … {V - 1}", f"{low} … {high}")
    return (ids[..., None] == torch.arange(V)).float()


def cosine(a, b):
    """The cosine of the angle between vectors: a (..., C), b (..., C) -> (...). Raises if a vector is 0.

    >>> cosine(torch.tensor([3.0, 4.0]), torch.tensor([2.0, 0.0])).item()
    0.6000000238418579
    """
    lengths = a.norm(dim=-1) * b.norm(dim=-1)
    ok = bool((lengths > 0).all())
    require(ok, "vectors that have a direction", "lengths above 0", 0)
    return (a * b).sum(-1) / lengths


def nearest(query, vectors, k=1, exclude=()):
    """The ids of the k rows with the largest cosine to the query, the best first.

    query (C,), vectors (V, C); rows in `exclude` do not take part. Raises if fewer than k are left.

    >>> nearest(torch.tensor([1.0, 0.1]), torch.eye(2), k=2)
    [0, 1]
    """
    left = len(vectors) - len(set(exclude))
    require(1 <= k <= left, "neighbours that there are", f"1 … {left}", k)
    alike = cosine(vectors, query)
    alike[list(exclude)] = -torch.inf
    return alike.argsort(descending=True, stable=True)[:k].tolist()


def analogy(vectors, a, b, c, k=1):
    """The ids of the k best answers to "a is to b as c is to …": near b − a + c, but none of the three.

    Mikolov et al. 2013a, section 4; every vector is first divided by its length.

    >>> analogy(torch.tensor([[1.0, 1.0], [1.0, -1.0], [3.0, 1.0], [3.0, -1.0]]), 0, 1, 2)
    [3]
    """
    unit = F.normalize(vectors, dim=-1)
    return nearest(unit[b] - unit[a] + unit[c], unit, k, exclude=(a, b, c))


def windows(ids, window):
    """All pairs (centre, neighbour) at most `window` places apart, in the order of the text.

    >>> windows([5, 6, 7], window=1)
    [(5, 6), (6, 5), (6, 7), (7, 6)]
    """
    require(window >= 1, "a window", "at least 1 place", window)
    pairs = []
    for t, centre in enumerate(ids):
        for s in range(max(0, t - window), min(len(ids), t + window + 1)):
            if s != t:
                pairs.append((centre, ids[s]))
    return pairs


def noise(counts, power=0.75):
    """Probabilities for drawing negative samples, ∝ counts ** power: (V,) -> (V,).

    Mikolov et al. 2013b, section 2.2. Raises unless all counts are positive.

    >>> noise(torch.tensor([1.0, 16.0])) * 9  # 1 : 8, not 1 : 16
    tensor([1., 8.])
    """
    least = counts.min().item()
    require(least > 0, "counts of words", "all above 0", least)
    return counts**power / (counts**power).sum()


def sgns_loss(scores, real):
    """How surprised we are by which candidates were neighbours: scores (B, 1 + K) -> the mean over B.

    real (1 + K,) or (B, 1 + K) is 1 for a true neighbour and 0 for a word drawn from the noise; a row's loss
    is −Σ log σ(s) over the first and −Σ log σ(−s) over the second. Mikolov et al. 2013b, eq. 4, sign changed.

    >>> round(sgns_loss(torch.zeros(7, 3), torch.tensor([1, 0, 0])).item() / 3, 4)  # log 2 for each candidate
    0.6931
    """
    n, m = scores.shape[-1], real.shape[-1]
    require(n == m, "a truth for each candidate", n, m)
    return -F.logsigmoid((2 * real - 1) * scores).sum(-1).mean()


def sgns_gradients(v, u, real):
    """The gradients of one row's loss: v (C,), u (1 + K, C), real (1 + K,) -> dv (C,), du (1 + K, C).

    >>> dv, du = sgns_gradients(torch.tensor([1.0, 0.0]), torch.zeros(2, 2), torch.tensor([1, 0]))
    >>> du.tolist()  # a step against it pulls the neighbour towards v and pushes the other away
    [[-0.5, -0.0], [0.5, 0.0]]
    """
    error = torch.sigmoid(u @ v) - real
    return error @ u, error[:, None] * v


class SkipGram(nn.Module):
    """Scores u·v of candidates as neighbours of words: (centres (B,), candidates (B, 1 + K)) -> (B, 1 + K).

    Both tables, v and u (V, C), start with std 1/√C.

    >>> model = SkipGram(5, 3, torch.Generator().manual_seed(0))
    >>> model((torch.tensor([4]), torch.tensor([[0, 1]]))).shape
    torch.Size([1, 2])
    """

    def __init__(self, V, C, rng):
        super().__init__()
        self.v = nn.Parameter(torch.randn(V, C, generator=rng) / C**0.5)
        self.u = nn.Parameter(torch.randn(V, C, generator=rng) / C**0.5)

    def forward(self, x):
        centres, candidates = x  # (B,), (B, 1 + K)
        return (self.u[candidates] @ self.v[centres][:, :, None])[:, :, 0]


def samples(pairs, noise, size, steps, K, rng):
    """Batches for `train`: `steps` times ((centres (size,), candidates (size, 1 + K)), real (1 + K,)).

    Each row is a random one of the pairs (N, 2), centre and neighbour, and K words drawn from the noise (V,).

    >>> rng = torch.Generator().manual_seed(0)
    >>> (centres, candidates), real = next(
    ...     samples(torch.tensor([[5, 6]]), torch.tensor([0.0, 1.0]), 2, steps=1, K=3, rng=rng)
    ... )
    >>> candidates.tolist(), real.tolist()
    ([[6, 1, 1, 1], [6, 1, 1, 1]], [1.0, 0.0, 0.0, 0.0])
    """
    require(K >= 1, "negative samples", "at least 1 for each pair", K)
    real = torch.eye(1, 1 + K)[0]
    for _ in range(steps):
        chosen = pairs[torch.randint(len(pairs), (size,), generator=rng)]
        drawn = torch.multinomial(noise, size * K, True, generator=rng)
        candidates = torch.cat([chosen[:, 1:], drawn.view(size, K)], dim=1)
        yield (chosen[:, 0], candidates), real


def principal_axes(vectors, k=2):
    """The k directions in which the vectors spread most, at right angles, as columns: (N, C) -> (C, k).

    Pearson 1901, by singular value decomposition; the sign of each is free.

    >>> points = torch.tensor([[2.0, 9.0, 0.0], [-2.0, 9.0, 0.0], [0.0, 9.0, 1.0], [0.0, 9.0, -1.0]])
    >>> principal_axes(points).abs()
    tensor([[1., 0.],
            [0., 0.],
            [0., 1.]])
    """
    centred = vectors - vectors.mean(0)
    return torch.linalg.svd(centred, full_matrices=False).Vh[:k].T
