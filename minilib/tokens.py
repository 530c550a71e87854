"""Byte-pair encoding: learn which pieces of text come often, and cut text into them.

Gage 1994 for data, Sennrich et al. 2016 for words, Radford et al. 2019 for bytes. Tokens 0 … 255 are bytes.
A merge is a pair of tokens; merge number i makes token 256 + i. A pattern cuts out the words first, and no
merge crosses their borders.
"""

import heapq
import re
from collections import Counter, defaultdict
from itertools import pairwise

import torch

from minilib.errors import require

PATTERN = r" ?[^\W\d_]+| ?\d+| ?(?:[^\w\s]|_)+|\s+(?!\S)|\s+"


def split(text):
    """The pieces that merges stay within: words, numbers, marks and spaces; a space goes with the next.

    >>> split("we have 42 (no, 43)")
    ['we', ' have', ' 42', ' (', 'no', ',', ' 43', ')']
    """
    return re.findall(PATTERN, text)


def count_pairs(words):
    """How often each two tokens stand side by side. words: {tuple of tokens: times}.

    >>> count_pairs({(5, 6, 5, 6): 2})
    Counter({(5, 6): 4, (6, 5): 2})
    """
    counts = Counter()
    for word, times in words.items():
        for pair in pairwise(word):
            counts[pair] += times
    return counts


def most_frequent(counts):
    """The pair that comes most often, of equals the one with smaller tokens; None if no pair comes twice.

    >>> most_frequent({(7, 1): 3, (2, 9): 3, (0, 0): 2})
    (2, 9)
    """
    pair = min(counts, key=lambda pair: (-counts[pair], pair), default=None)
    return pair if counts.get(pair, 0) > 1 else None


def merge(ids, pair, new):
    """Put one new token in place of a pair, wherever it comes, from left to right.

    >>> merge([5, 5, 5, 6], (5, 5), 256)
    [256, 5, 6]
    """
    out, t = [], 0
    while t < len(ids):
        found = tuple(ids[t : t + 2]) == pair
        out.append(new if found else ids[t])
        t += 2 if found else 1
    return out


def train_slowly(words, size):
    """At most `size` merges, all pairs counted anew for each, until none comes twice. words: {string: times}.

    >>> train_slowly({"abab": 1, "b": 3}, 5)
    [(97, 98)]
    """
    words = {tuple(word.encode()): times for word, times in words.items()}
    merges = []
    while len(merges) < size and (pair := most_frequent(count_pairs(words))):
        new = 256 + len(merges)
        words = {tuple(merge(word, pair, new)): times for word, times in words.items()}
        merges.append(pair)
    return merges


def index_pairs(rows, times):
    """The count of each pair, and the rows in which it stands: ({pair: count}, {pair: set of rows}).

    >>> index_pairs([[1, 2], [3, 1, 2]], [4, 1])[0]
    Counter({(1, 2): 5, (3, 1): 1})
    """
    counts, where = Counter(), defaultdict(set)
    for i, word in enumerate(rows):
        for pair in pairwise(word):
            counts[pair] += times[i]
            where[pair].add(i)
    return counts, where


def recount(counts, where, old, new, i, times):
    """Correct both tables for row i, which changed from old to new; return the pairs whose count changed.

    >>> counts, where = index_pairs([[1, 2, 3]], [4])
    >>> sorted(recount(counts, where, [1, 2, 3], [1, 9], 0, 4))
    [(1, 2), (1, 9), (2, 3)]
    """
    change = Counter(pairwise(new))
    change.subtract(pairwise(old))
    changed = {pair for pair, n in change.items() if n}
    for pair in changed:
        counts[pair] += times * change[pair]
        where[pair].add(i)
    return changed


def train(words, size):
    """The merges of `train_slowly`, but only the words that a merge changes are counted anew.

    A heap holds every pair under the count it had; entries whose count has changed since are passed over.

    >>> train({"low": 5, "lower": 2, "newest": 6, "widest": 3}, 2)  # es, then est
    [(101, 115), (256, 116)]
    """
    rows = [list(word.encode()) for word in words]
    times = list(words.values())
    counts, where = index_pairs(rows, times)
    heap = [(-count, pair) for pair, count in counts.items()]
    heapq.heapify(heap)
    merges = []
    while heap and len(merges) < size:
        count, pair = heapq.heappop(heap)
        if -count != counts[pair] or count > -2:  # outdated, or it comes only once
            continue
        changed = set()
        for i in where[pair]:
            old = rows[i]
            rows[i] = merge(old, pair, 256 + len(merges))
            changed |= recount(counts, where, old, rows[i], i, times[i])
        for other in changed:
            heapq.heappush(heap, (-counts[other], other))
        merges.append(pair)
    return merges


def vocabulary(merges):
    """The bytes that each token stands for. Raises if a merge needs a token that is not made yet.

    >>> vocabulary([(104, 105), (256, 33)])[256:]
    [b'hi', b'hi!']
    """
    vocab = [bytes([b]) for b in range(256)]
    for a, b in merges:
        made = len(vocab)
        require(max(a, b) < made, "a merge of tokens made before", f"ids below {made}", (a, b))
        vocab.append(vocab[a] + vocab[b])
    return vocab


def encode_piece(data, ranks):
    """The tokens of some bytes: of all pairs that have a merge, the one learned first, again and again.

    >>> encode_piece(b"hi!", {(105, 33): 256, (104, 105): 257})
    [104, 256]
    """
    ids = list(data)
    while known := [pair for pair in pairwise(ids) if pair in ranks]:
        first = min(known, key=ranks.get)
        ids = merge(ids, first, ranks[first])
    return ids


class Tokenizer:
    """Merges at work: text to ids and back. Specials are names that get ids of their own, after all merges.

    >>> tokenizer = Tokenizer([(104, 105)], specials=["[PAD]"])
    >>> tokenizer.encode("hi!"), tokenizer.decode([256, 257])
    ([256, 33], 'hi[PAD]')
    """

    def __init__(self, merges, specials=()):
        self.ranks = {pair: 256 + i for i, pair in enumerate(merges)}
        self.vocab = vocabulary(merges)
        first = len(self.vocab)
        self.specials = {s: first + i for i, s in enumerate(specials)}
        self.vocab += [s.encode() for s in specials]

    def encode(self, text):
        """The ids of a text in which nothing is special, not even a special's name."""
        return [i for s in split(text) for i in encode_piece(s.encode(), self.ranks)]

    def encode_with_specials(self, text):
        """The same, but each special's name becomes its one id. For text that we wrote ourselves."""
        names = "|".join(re.escape(s) for s in self.specials)
        ids = []
        for p in re.split(f"({names})", text) if names else [text]:
            known = p in self.specials
            ids += [self.specials[p]] if known else self.encode(p)
        return ids

    def decode(self, ids):
        """The text of some ids; bytes that are no text become �. Raises for an id that does not exist."""
        ok = all(0 <= i < len(self.vocab) for i in ids)
        require(ok, "ids of tokens", f"0 … {len(self.vocab) - 1}", ids)
        data = b"".join(self.vocab[i] for i in ids)
        return data.decode(errors="replace")


def pad(rows, fill):
    """Rows of any length as one table, and where it is real: ids (B, T), mask (B, T). Raises without rows.

    >>> pad([[7, 8], [9]], fill=0)
    (tensor([[7, 8],
            [9, 0]]), tensor([[ True,  True],
            [ True, False]]))
    """
    require(len(rows) > 0, "rows to pad", "at least 1", len(rows))
    T = max(len(row) for row in rows)
    ids = torch.tensor([[*row, *[fill] * (T - len(row))] for row in rows]).long()
    lengths = torch.tensor([len(row) for row in rows])
    return ids, torch.arange(T) < lengths[:, None]


def printable():
    """A character that can be seen for each byte, as GPT-2 writes its vocabulary: a space is Ġ.

    >>> printable()[65], printable()[32]
    ('A', 'Ġ')
    """
    shown = {b: chr(b) for b in range(256) if chr(b).isprintable() and b != 32}
    others = [b for b in range(256) if b not in shown]
    shown |= {b: chr(256 + i) for i, b in enumerate(others)}
    return [shown[b] for b in range(256)]
