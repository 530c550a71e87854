"""N-grams: guess the next token from how often it followed the last few.

Witten & Bell 1991, method C, interpolated: each context's counts, mixed with the guess of the context that is
one token shorter, down to all tokens being equal. Also bits per byte, which compare models of other tokens.
"""

import math
from collections import Counter, defaultdict

from minilib.errors import require


class NGrams:
    """What followed each run of up to n − 1 tokens in a text: ids is a list of tokens below V.

    Raises unless n is at least 1 and every token below V. A smaller n may be set later, not a larger one.

    >>> model = NGrams([0, 1, 0, 1, 0, 2], n=2, V=4)
    >>> model.after[(0,)]
    Counter({1: 2, 2: 1})
    """

    def __init__(self, ids, n, V):
        require(n >= 1, "tokens in an n-gram", "at least 1", n)
        top = max(ids, default=0)
        require(top < V, "tokens", f"below V = {V}", top)
        self.n, self.V, self.after = n, V, defaultdict(Counter)
        for t, token in enumerate(ids):
            for order in range(min(n, t + 1)):
                self.after[tuple(ids[t - order : t])][token] += 1
        after = self.after.items()
        self.total = {c: counts.total() for c, counts in after}

    def probability(self, context, token):
        """P(token | context), of which the last n − 1 tokens count.

        P(w|c) = (count(cw) + kinds(c)·P(w|c')) / (count(c) + kinds(c)), c' without its oldest token; a
        context never seen says what the shorter one says. Witten & Bell 1991.

        >>> NGrams([0, 1, 0, 1, 0, 2], n=1, V=4).probability((), 0)  # (3 + 3/4) / (6 + 3)
        0.4166666666666667
        """
        p = 1 / self.V
        for order in range(min(self.n, len(context) + 1)):
            c = tuple(context[len(context) - order :])
            if c not in self.total:
                break  # nor was any longer one
            kinds = len(self.after[c])
            count = self.after[c][token]
            p = (count + kinds * p) / (self.total[c] + kinds)
        return p


def bits_per_byte(nats, text):
    """The bits a model needs for each byte of a text whose tokens surprise it by `nats` in all.

    >>> bits_per_byte(math.log(2) * 6, "été!")  # 6 bytes in UTF-8
    1.0
    """
    count = len(text.encode())
    require(count > 0, "bytes of the text", "at least 1", count)
    return nats / math.log(2) / count
