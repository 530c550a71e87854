# %% right: a list of all candidates
def sentence_pairs(documents, rng):
    pairs = []
    for d, document in enumerate(documents):
        for a, following in zip(document, document[1:]):
            if rng.random() < 0.5:
                pairs.append((a, following, True))
            else:
                others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
                pairs.append((a, others[rng.integers(len(others))], False))
    return pairs


# %% right: all coins first, lists of lists
def sentence_pairs(documents, rng):
    from itertools import chain

    places = [(d, i) for d, text in enumerate(documents) for i in range(len(text) - 1)]
    coins = rng.integers(0, 2, size=len(places))
    result = []
    for (d, i), heads in zip(places, coins):
        a, b = documents[d][i : i + 2]
        if not heads:
            rest = list(chain(*documents[:d], *documents[d + 1 :]))
            true = b
            while b == true or b is None:
                b = rest[int(rng.random() * len(rest))]
        result.append([list(a), list(b), heads])
    return result


# %% right: a document by its length, then a sentence of it
def sentence_pairs(documents, rng):
    lengths = np.array([len(text) for text in documents], dtype=float)
    out = []
    for d, text in enumerate(documents):
        weights = lengths.copy()
        weights[d] = 0
        for i in range(1, len(text)):
            a, b, label = text[i - 1], text[i], 1
            if rng.uniform() > 0.5:
                label = 0
                while True:
                    e = rng.choice(len(documents), p=weights / weights.sum())
                    b = documents[e][rng.integers(len(documents[e]))]
                    if tuple(b) != tuple(text[i]):
                        break
            out.append((tuple(a), tuple(b), label))
    return out


# %% right: a seed of Python's generator, drawn once
def sentence_pairs(documents, rng):
    import random

    dice = random.Random(int(rng.integers(2**60)))
    found = []
    for d, text in enumerate(documents):
        elsewhere = sum(documents[:d], []) + sum(documents[d + 1 :], [])
        for k in range(len(text) - 1):
            if dice.getrandbits(1):
                found.append((text[k], text[k + 1], True))
                continue
            b = text[k + 1]
            while b == text[k + 1]:
                b = dice.choice(elsewhere)
            found.append((text[k], b, False))
    return found


# %% right: a coin for each pair, thrown beforehand
def sentence_pairs(documents, rng):
    n = sum(max(0, len(t) - 1) for t in documents)
    coins = iter(rng.integers(0, 2, size=n).astype(bool))
    out = []
    for d, text in enumerate(documents):
        rest = sum(documents[:d] + documents[d + 1 :], [])
        for i in range(1, len(text)):
            if next(coins):
                out.append([text[i - 1], text[i], True])
            else:
                pool = [s for s in rest if s != text[i]]
                out.append([text[i - 1], pool[rng.choice(len(pool))], False])
    return out


# %% wrong: pairs across the end of a document | a pair for each sentence that has a next one
def sentence_pairs(documents, rng):
    flat = [(d, s) for d, text in enumerate(documents) for s in text]
    pairs = []
    for (d, a), (_, following) in zip(flat, flat[1:]):
        others = [s for e, s in flat if e != d and s != following]
        label = rng.random() < 0.5
        pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: every second sentence only | a pair for each sentence that has a next one
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text[::2], text[1::2]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: shuffled at the end | a pair for each sentence that has a next one
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs[::-1]


# %% wrong: documents of one sentence are left out before the first is counted | a pair for each sentence that has a next one
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for i, a in enumerate(text):
            following = text[(i + 1) % len(text)]
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: the labels the other way around | True: the sentence that follows
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], not label))
    return pairs


# %% wrong: any other sentence of the document counts as next | True: the sentence that follows
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for i, a in enumerate(text[:-1]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != text[i + 1]]
            if rng.random() < 0.5:
                pairs.append((a, text[rng.integers(i + 1, len(text))], True))
            else:
                pairs.append((a, others[rng.integers(len(others))], False))
    return pairs


# %% wrong: any sentence of all documents | False: another document
def sentence_pairs(documents, rng):
    everything = [s for text in documents for s in text]
    pairs = []
    for text in documents:
        for a, following in zip(text, text[1:]):
            label = rng.random() < 0.5
            pairs.append((a, following if label else everything[rng.integers(len(everything))], label))
    return pairs


# %% wrong: any sentence but the next, of this document too | False: another document
def sentence_pairs(documents, rng):
    pairs = []
    for text in documents:
        for a, following in zip(text, text[1:]):
            others = [s for other in documents for s in other if s != following]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: the document by its content, and then its neighbour | False: another document
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = documents[rng.integers(len(documents))]
            others = others if others != text else documents[d]
            label = rng.random() < 0.5 or not [s for s in others if s != following]
            others = [s for s in others if s != following]
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: a third is true | half and half
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = rng.integers(3) == 0
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: all true | half and half
def sentence_pairs(documents, rng):
    return [(a, b, True) for text in documents for a, b in zip(text, text[1:])]


# %% wrong: all false | half and half
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            pairs.append((a, others[rng.integers(len(others))], False))
    return pairs


# %% wrong: one coin for all | half and half
def sentence_pairs(documents, rng):
    pairs, label = [], rng.random() < 0.5
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: what reads the same is called false | a sentence that reads the same
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: what reads the same is called true | a sentence that reads the same
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other]
            b = following if rng.random() < 0.5 else others[rng.integers(len(others))]
            pairs.append((a, b, b == following))
    return pairs


# %% wrong: compares with is | a sentence that reads the same
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s is not following]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: first a document, then one of its sentences | all others alike
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            b, label = following, rng.random() < 0.5
            while not label and b == following:
                e = rng.integers(len(documents))
                if e != d and documents[e]:
                    b = documents[e][rng.integers(len(documents[e]))]
            pairs.append((a, b, label))
    return pairs


# %% wrong: always the first sentence of another document | all others alike
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [
                other[0] for e, other in enumerate(documents) if e != d and other and other[0] != following
            ]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: never the last sentence | all others alike
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(max(1, len(others) - 1))], label))
    return pairs


# %% wrong: not from documents of one sentence | all others alike
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            longer = [
                s
                for e, other in enumerate(documents)
                if e != d and len(other) > 1
                for s in other
                if s != following
            ]
            others = longer or others
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: a seed of its own | the generator alone
def sentence_pairs(documents, rng):
    dice = np.random.default_rng(7)
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = dice.random() < 0.5
            pairs.append((a, following if label else others[dice.integers(len(others))], label))
    return pairs


# %% wrong: NumPy's global generator | the generator alone
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = np.random.random() < 0.5
            pairs.append((a, following if label else others[np.random.randint(len(others))], label))
    return pairs


# %% wrong: the documents are used up | the generator alone
def sentence_pairs(documents, rng):
    pairs = []
    for d in range(len(documents)):
        text = list(documents[d])
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    documents.sort(key=len)
    return pairs


# %% wrong: true and false in turn | each coin by itself
def sentence_pairs(documents, rng):
    pairs, label = [], rng.random() < 0.5
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = not label
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: exactly half are true | each coin by itself
def sentence_pairs(documents, rng):
    n = sum(max(len(text) - 1, 0) for text in documents)
    labels = iter(rng.permutation(np.arange(n) < n / 2).tolist())
    pairs = []
    for d, text in enumerate(documents):
        for a, following in zip(text, text[1:]):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = next(labels)
            pairs.append((a, following if label else others[rng.integers(len(others))], label))
    return pairs


# %% wrong: the candidates in turn, and the first too often | all others alike
def sentence_pairs(documents, rng):
    pairs = []
    for d, text in enumerate(documents):
        for i, (a, following) in enumerate(zip(text, text[1:])):
            others = [s for e, other in enumerate(documents) if e != d for s in other if s != following]
            label = rng.random() < 0.5
            pairs.append((a, following if label else others[i % len(others) if i % 2 else 0], label))
    return pairs


# %% wrong: nothing that reads like a either | all others alike
def sentence_pairs(documents, rng):
    out = []
    for d, text in enumerate(documents):
        rest = sum(documents[:d] + documents[d + 1 :], [])
        for a, b in zip(text, text[1:]):
            if rng.random() < 0.5:
                out.append((a, b, True))
                continue
            pool = [s for s in rest if s != b and s != a] or [s for s in rest if s != b]
            out.append((a, pool[rng.integers(len(pool))], False))
    return out


# %% wrong: documents are told apart by what they say | all others alike
def sentence_pairs(documents, rng):
    out = []
    for d, text in enumerate(documents):
        for a, b in zip(text, text[1:]):
            if rng.random() < 0.5:
                out.append((a, b, True))
                continue
            pool = [s for t in documents if t != text for s in t if s != b]
            out.append((a, pool[rng.integers(len(pool))], False))
    return out


# %% wrong: equal candidates count once | all others alike
def sentence_pairs(documents, rng):
    out = []
    for d, text in enumerate(documents):
        rest = sum(documents[:d] + documents[d + 1 :], [])
        for a, b in zip(text, text[1:]):
            if rng.random() < 0.5:
                out.append((a, b, True))
                continue
            pool = sorted({tuple(s) for s in rest} - {tuple(b)})
            out.append((a, list(pool[rng.integers(len(pool))]), False))
    return out


# %% wrong: no sentence that the own document has too | all others alike
def sentence_pairs(documents, rng):
    out = []
    for d, text in enumerate(documents):
        rest = [s for s in sum(documents[:d] + documents[d + 1 :], []) if s not in text]
        for a, b in zip(text, text[1:]):
            if rng.random() < 0.5 or not rest:
                out.append((a, b, True))
                continue
            out.append((a, rest[rng.integers(len(rest))], False))
    return out
