# %% right: cross_entropy with an ignored label, and two loops
def span_loss(start, end, first, last):
    T = start.shape[1]

    def half(logits, place):
        inside = (place >= 0) & (place < T)
        if not inside.any():
            return logits.sum() * 0
        return nn.functional.cross_entropy(logits, torch.where(inside, place, -100))

    return (half(start, first) + half(end, last)) / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        legal = [
            (i, j)
            for i in range(len(s))
            for j in range(i, min(len(s), i + longest))
            if inside[i] and inside[j]
        ]
        spans.append(max(legal, key=lambda span: s[span[0]] + e[span[1]], default=None))
    return spans


# %% right: a table with triu and tril
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return 0.5 * total


def best_span(start, end, passage, longest):
    B, T = start.shape
    band = torch.ones(T, T).triu().tril(longest - 1).bool()
    legal = band & passage[:, :, None] & passage[:, None, :]
    scores = (start[:, :, None] + end[:, None, :]).masked_fill(~legal, -torch.inf).reshape(B, -1)
    best, at = scores.max(dim=1)
    return [None if b == -torch.inf else (int(k) // T, int(k) % T) for b, k in zip(best, at)]


# %% right: NumPy, the best start so far in a window
def span_loss(start, end, first, last):
    def one(logits, place):
        terms = [torch.logsumexp(row, 0) - row[p] for row, p in zip(logits, place) if 0 <= p < len(row)]
        return sum(terms) / len(terms) if terms else logits.mul(0).sum()

    return torch.stack([one(start, first), one(end, last)]).mean()


def best_span(start, end, passage, longest):
    start, end, passage = np.asarray(start), np.asarray(end), np.asarray(passage)
    result = []
    for s, e, inside in zip(start, end, passage):
        best = None
        for j in np.flatnonzero(inside):
            window = [i for i in range(max(0, j - longest + 1), j + 1) if inside[i]]
            i = max(window, key=lambda place: s[place])
            if best is None or s[i] + e[j] > best[0]:
                best = (s[i] + e[j], i, j)
        result.append(None if best is None else np.array(best[1:]))
    return result


# %% wrong: the sum of both | the loss: two classifications
def span_loss(start, end, first, last):
    return nn.functional.cross_entropy(start, first) + nn.functional.cross_entropy(end, last)


# %% wrong: the start alone | the loss: two classifications
def span_loss(start, end, first, last):
    return nn.functional.cross_entropy(start, first)


# %% wrong: each place by itself, with a sigmoid | the loss: two classifications
def span_loss(start, end, first, last):
    losses = []
    for logits, place in ((start, first), (end, last)):
        target = nn.functional.one_hot(place, logits.shape[1]).double()
        losses.append(nn.functional.binary_cross_entropy_with_logits(logits, target))
    return sum(losses) / 2


# %% wrong: one softmax over start and end | the loss: two classifications
def span_loss(start, end, first, last):
    both = torch.cat([start, end], dim=1)
    T = start.shape[1]
    return (nn.functional.cross_entropy(both, first) + nn.functional.cross_entropy(both, last + T)) / 2


# %% wrong: places outside are moved to the last one | the loss: answers that were cut off
def span_loss(start, end, first, last):
    T = start.shape[1]
    a = nn.functional.cross_entropy(start, first.clamp(0, T - 1))
    return (a + nn.functional.cross_entropy(end, last.clamp(0, T - 1))) / 2


# %% wrong: places outside count 0 and divide | the loss: answers that were cut off
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        inside = (place >= 0) & (place < logits.shape[1])
        logp = logits.log_softmax(-1).gather(1, place.clamp(0, logits.shape[1] - 1)[:, None])[:, 0]
        total = total - (logp * inside).mean()
    return total / 2


# %% wrong: the last place counts from the end | the loss: answers that were cut off
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero(place < logits.shape[1]).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


# %% wrong: a text counts only if both places are inside | the loss: answers that were cut off
def span_loss(start, end, first, last):
    T = start.shape[1]
    rows = torch.nonzero((first >= 0) & (first < T) & (last >= 0) & (last < T)).flatten()
    total = 0
    for logits, place in ((start, first), (end, last)):
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


# %% wrong: nan when all are outside | the loss: answers that were cut off
def span_loss(start, end, first, last):
    T = start.shape[1]
    total = 0
    for logits, place in ((start, first), (end, last)):
        kept = torch.where((place >= 0) & (place < T), place, -100)
        total = total + nn.functional.cross_entropy(logits, kept)
    return total / 2


# %% wrong: no gradient | the loss as PyTorch's, with gradients
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        logits = logits.detach()
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    B, T = start.shape
    band = torch.ones(T, T).triu().tril(longest - 1).bool()
    legal = band & passage[:, :, None] & passage[:, None, :]
    scores = (start[:, :, None] + end[:, None, :]).masked_fill(~legal, -torch.inf).reshape(B, -1)
    best, at = scores.max(dim=1)
    return [None if b == -torch.inf else (int(k) // T, int(k) % T) for b, k in zip(best, at)]


# %% wrong: the logarithm of a softmax | the loss as PyTorch's, with gradients
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.softmax(logits[rows], dim=-1).log()
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    B, T = start.shape
    band = torch.ones(T, T).triu().tril(longest - 1).bool()
    legal = band & passage[:, :, None] & passage[:, None, :]
    scores = (start[:, :, None] + end[:, None, :]).masked_fill(~legal, -torch.inf).reshape(B, -1)
    best, at = scores.max(dim=1)
    return [None if b == -torch.inf else (int(k) // T, int(k) % T) for b, k in zip(best, at)]


# %% wrong: the two best places by themselves | the span: it ends where it starts, or later
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    return [(int(i), int(j)) for i, j in zip(start.argmax(1), end.argmax(1))]


# %% wrong: the two best places, in order | the span: it ends where it starts, or later
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    return [sorted((int(i), int(j))) for i, j in zip(start.argmax(1), end.argmax(1))]


# %% wrong: an end must come after its start | the span: it ends where it starts, or later
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        legal = [
            (i, j)
            for i in range(len(s))
            for j in range(i + 1, len(s))
            if inside[i] and inside[j] and j - i < longest
        ]
        spans.append(max(legal, key=lambda span: s[span[0]] + e[span[1]], default=None))
    return spans


# %% wrong: the same span for all texts | the span: it ends where it starts, or later
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    s, e, inside = start[0].tolist(), end[0].tolist(), passage[0].tolist()
    legal = [
        (i, j) for i in range(len(s)) for j in range(i, len(s)) if inside[i] and inside[j] and j - i < longest
    ]
    return [max(legal, key=lambda span: s[span[0]] + e[span[1]], default=None)] * len(start)


# %% wrong: the best start, then the best end for it | the span: both together
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        able = [i for i in range(len(s)) if inside[i]]
        if not able:
            spans.append(None)
            continue
        i = max(able, key=s.__getitem__)
        spans.append((i, max((j for j in able if 0 <= j - i < longest), key=e.__getitem__)))
    return spans


# %% wrong: the best end, then the best start for it | the span: it ends where it starts, or later
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        able = [i for i in range(len(s)) if inside[i]]
        if not able:
            spans.append(None)
            continue
        j = max(able, key=e.__getitem__)
        spans.append((max((i for i in able if 0 <= j - i < longest), key=s.__getitem__), j))
    return spans


# %% wrong: the better of start first and end first | the span by trying all
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        able = [i for i in range(len(s)) if inside[i]]
        if not able:
            spans.append(None)
            continue
        j, i = max(able, key=e.__getitem__), max(able, key=s.__getitem__)
        one = (max((k for k in able if 0 <= j - k < longest), key=s.__getitem__), j)
        two = (i, max((k for k in able if 0 <= k - i < longest), key=e.__getitem__))
        three = max(((k, k) for k in able), key=lambda span: s[span[0]] + e[span[1]])
        spans.append(max(one, two, three, key=lambda span: s[span[0]] + e[span[1]]))
    return spans


# %% wrong: the product of the scores | the span by trying all
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        legal = [
            (i, j)
            for i in range(len(s))
            for j in range(i, len(s))
            if inside[i] and inside[j] and j - i < longest
        ]
        spans.append(max(legal, key=lambda span: (s[span[0]] + 1) * (e[span[1]] + 1), default=None))
    return spans


# %% wrong: the whole row is the passage | the span: in the passage, and not too long
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e in zip(start.tolist(), end.tolist()):
        legal = [(i, j) for i in range(len(s)) for j in range(i, len(s)) if j - i < longest]
        spans.append(max(legal, key=lambda span: s[span[0]] + e[span[1]], default=None))
    return spans


# %% wrong: one token too many | the span: in the passage, and not too long
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        legal = [
            (i, j)
            for i in range(len(s))
            for j in range(i, len(s))
            if inside[i] and inside[j] and j - i <= longest
        ]
        spans.append(max(legal, key=lambda span: s[span[0]] + e[span[1]], default=None))
    return spans


# %% wrong: the best legal or not, then None | the span: in the passage, and not too long
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        pairs = [(i, j) for i in range(len(s)) for j in range(i, len(s))]
        i, j = max(pairs, key=lambda span: s[span[0]] + e[span[1]])
        spans.append((i, j) if inside[i] and inside[j] and j - i < longest else None)
    return spans


# %% wrong: (0, 0) where nothing is legal | the span: in the passage, and not too long
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    T = start.shape[1]
    legal = torch.ones(T, T).triu().tril(longest - 1).bool() & passage[:, :, None] & passage[:, None, :]
    scores = (start[:, :, None] + end[:, None, :]).masked_fill(~legal, -torch.inf).flatten(1)
    return [divmod(int(k), T) for k in scores.argmax(dim=1)]


# %% wrong: all between must be in the passage too | the span by trying all
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        legal = [
            (i, j)
            for i in range(len(s))
            for j in range(i, len(s))
            if all(inside[i : j + 1]) and j - i < longest
        ]
        spans.append(max(legal, key=lambda span: s[span[0]] + e[span[1]], default=None))
    return spans


# %% wrong: what is not in the passage gets -1e4 | far below zero
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    T = start.shape[1]
    start, end = start.masked_fill(~passage, -1e4), end.masked_fill(~passage, -1e4)
    scores = start[:, :, None] + end[:, None, :]
    scores = scores.masked_fill(~torch.ones(T, T).triu().tril(longest - 1).bool(), -torch.inf).flatten(1)
    return [divmod(int(k), T) if row.any() else None for k, row in zip(scores.argmax(dim=1), passage)]


# %% wrong: the best score starts at -1e6 | far below zero
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        best, found = -1e6, None
        for i in range(len(s)):
            for j in range(i, min(len(s), i + longest)):
                if inside[i] and inside[j] and s[i] + e[j] > best:
                    best, found = s[i] + e[j], (i, j)
        spans.append(found)
    return spans


# %% wrong: only the start must lie in the passage | the span: in the passage, and not too long
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        legal = [(i, j) for i in range(len(s)) for j in range(i, len(s)) if inside[i] and j - i < longest]
        spans.append(max(legal, key=lambda span: s[span[0]] + e[span[1]], default=None))
    return spans


# %% wrong: only the end must lie in the passage | the span: in the passage, and not too long
def span_loss(start, end, first, last):
    total = 0
    for logits, place in ((start, first), (end, last)):
        rows = torch.nonzero((place >= 0) & (place < logits.shape[1])).flatten()
        logp = torch.log_softmax(logits[rows], dim=-1)
        total = total - logp[torch.arange(len(rows)), place[rows]].sum() / max(len(rows), 1)
    return total / 2


def best_span(start, end, passage, longest):
    spans = []
    for s, e, inside in zip(start.tolist(), end.tolist(), passage.tolist()):
        legal = [(i, j) for i in range(len(s)) for j in range(i, len(s)) if inside[j] and j - i < longest]
        spans.append(max(legal, key=lambda span: s[span[0]] + e[span[1]], default=None))
    return spans


# %% wrong: -1 is the only place on the left | the loss: answers that were cut off
def span_loss(start, end, first, last):
    def one(z, y):
        ok = y < z.shape[-1]
        if not ok.any():
            return (z * 0).sum()
        return nn.functional.cross_entropy(z[ok], y[ok], ignore_index=-1)

    return 0.5 * one(start, first) + 0.5 * one(end, last)


def best_span(start, end, passage, longest):
    out = []
    for s, e, p in zip(start, end, passage):
        at = p.nonzero().flatten().tolist()
        pairs = [(i, j) for i in at for j in at if i <= j < i + longest]
        out.append(max(pairs, key=lambda q: float(s[q[0]] + e[q[1]]), default=None))
    return out
