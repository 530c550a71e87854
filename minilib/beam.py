"""Writing one token after the other: take the likeliest each time, or keep several beginnings in play.

next_logp maps ids (B, T) to the log-probabilities (B, V) of the token that comes after each.
"""

import torch

from minilib.errors import require


def greedy(next_logp, start, stop, limit):
    """Take the likeliest token at each step: start (B, T) -> ids (B, T + at most limit).

    A row that has written `stop` goes on writing it, until all have, or `limit` tokens are written.

    >>> always_two = lambda ids: torch.tensor([0.2, 0.3, 0.5]).log().expand(len(ids), 3)
    >>> greedy(always_two, torch.tensor([[0]]), stop=1, limit=3).tolist()
    [[0, 2, 2, 2]]
    """
    ids, done = start, torch.zeros(len(start), dtype=torch.bool)
    for _ in range(limit):
        token = next_logp(ids).argmax(-1).masked_fill(done, stop)
        ids = torch.cat([ids, token[:, None]], dim=1)
        done = done | (token == stop)
        if done.all():
            break
    return ids


def extend(hypotheses, logp, k):
    """Each hypothesis (ids, score) with each of its k likeliest next tokens: logp (B, V) -> a list of B·k.

    Scores are logarithms, so they add where probabilities multiply. A token of probability 0 is no choice.

    >>> extend([([5], -1.0)], torch.tensor([[-2.0, -0.5, -3.0]]), k=2)
    [([5, 1], -1.5), ([5, 0], -3.0)]
    """
    longer = []
    for (ids, score), row in zip(hypotheses, logp, strict=True):
        best = row.topk(min(k, len(row)))
        choices = zip(best.values.tolist(), best.indices.tolist(), strict=True)
        for p, token in choices:
            if p > -float("inf"):
                longer.append(([*ids, token], score + p))
    return longer


def beam_search(next_logp, start, k, stop, limit):
    """The k best hypotheses that were found, [(ids, log-probability)], best first; start is a list of ids.

    At each step every active one is extended by its k likeliest tokens, and the k best of all stay. One that
    has written `stop`, or `limit` tokens, is finished. k = 1 is greedy. Raises unless k is at least 1.

    >>> coin = lambda ids: torch.tensor([0.25, 0.75]).log().expand(len(ids), 2)
    >>> [(ids, round(logp, 2)) for ids, logp in beam_search(coin, [1], k=2, stop=0, limit=2)]
    [([1, 1, 1], -0.58), ([1, 0], -1.39)]
    """
    require(k >= 1, "hypotheses kept", "at least 1", k)
    beam = [(list(start), 0.0)]
    for _ in range(limit):
        done = [h for h in beam if h[0][-1] == stop and len(h[0]) > len(start)]
        active = [h for h in beam if h not in done]
        if not active:
            break
        logp = next_logp(torch.tensor([ids for ids, _ in active]))
        pool = done + extend(active, logp, k)
        beam = sorted(pool, key=lambda h: -h[1])[:k]
    return beam
