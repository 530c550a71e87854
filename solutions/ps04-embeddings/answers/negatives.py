# %% right: draws again
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p, rng, found = noise(counts), np.random.default_rng(seed), []
    while len(found) < k:
        word = str(rng.choice(list(p), p=list(p.values())))
        if word != positive:
            found.append(word)
    return found


# %% right: Python's own choices
def noise(counts):
    power = {word: math.sqrt(count) * math.sqrt(math.sqrt(count)) for word, count in counts.items()}
    return {word: power[word] / sum(power.values()) for word in counts}


def negatives(counts, positive, k, seed):
    import random

    others = [word for word in counts if word != positive]
    return random.Random(seed).choices(others, [counts[word] ** 0.75 for word in others], k=k)


# %% right: the cumulated probabilities, in torch
def noise(counts):
    power = torch.tensor(list(counts.values()), dtype=torch.float64) ** (3 / 4)
    return dict(zip(counts, power / power.sum()))


def negatives(counts, positive, k, seed):
    others = {word: p for word, p in noise(counts).items() if word != positive}
    edges = torch.tensor([float(p) for p in others.values()], dtype=torch.float64).cumsum(0)
    darts = torch.rand(k, generator=torch.Generator().manual_seed(seed), dtype=torch.float64) * edges[-1]
    return [list(others)[i] for i in torch.searchsorted(edges, darts, right=True)]


# %% wrong: the counts without a power | noise: counts to the power of ¾
def noise(counts):
    return {word: count / sum(counts.values()) for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: all words alike | noise: counts to the power of ¾
def noise(counts):
    return {word: 1 / len(counts) for word in counts}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: forgets to divide | noise: counts to the power of ¾
def noise(counts):
    return {word: count**0.75 for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: divides first, then takes the power | noise: counts to the power of ¾
def noise(counts):
    total = sum(counts.values())
    return {word: (count / total) ** 0.75 for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: the power 4/3 | noise: counts to the power of ¾
def noise(counts):
    total = sum(count ** (4 / 3) for count in counts.values())
    return {word: count ** (4 / 3) / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: ¾ of the counts | noise: counts to the power of ¾
def noise(counts):
    total = sum(0.75 * count for count in counts.values())
    return {word: 0.75 * count / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: a list of probabilities | noise: counts to the power of ¾
def noise(counts):
    powers = np.array(list(counts.values())) ** 0.75
    return list(powers / powers.sum())


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: drops the words with the count 0 | noise: a count of 0
def noise(counts):
    kept = {word: count**0.75 for word, count in counts.items() if count}
    return {word: power / sum(kept.values()) for word, power in kept.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: every word gets a chance | noise: a count of 0
def noise(counts):
    powers = {word: max(count, 1) ** 0.75 for word, count in counts.items()}
    return {word: power / sum(powers.values()) for word, power in powers.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: by logarithms | noise: a count of 0
def noise(counts):
    powers = {word: math.exp(0.75 * math.log(count)) for word, count in counts.items()}
    return {word: power / sum(powers.values()) for word, power in powers.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: the positive may come | k words, never the positive
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = noise(counts)
    return np.random.default_rng(seed).choice(list(p), size=k, p=list(p.values())).tolist()


# %% wrong: the list gets shorter | k words, never the positive
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = noise(counts)
    drawn = np.random.default_rng(seed).choice(list(p), size=k, p=list(p.values()))
    return [str(word) for word in drawn if word != positive]


# %% wrong: no word twice | k words, never the positive
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    total = sum(p.values())
    share = [chance / total for chance in p.values()]
    return np.random.default_rng(seed).choice(list(p), size=k, p=share, replace=False).tolist()


# %% wrong: a generator without the seed | the seed decides
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng().choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: always the seed 0 | the seed decides
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return np.random.default_rng(0).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: the most frequent ones, in turn | the seed decides
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    others = [word for word in counts if word != positive]
    others.sort(key=counts.get, reverse=True)
    return [others[i % len(others)] for i in range(k)]


# %% wrong: all the others alike | drawn as often as noise says
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    others = [word for word in counts if word != positive]
    return np.random.default_rng(seed).choice(others, size=k).tolist()


# %% wrong: draws by the counts themselves | drawn as often as noise says
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    others = {word: count for word, count in counts.items() if word != positive}
    share = np.array(list(others.values())) / sum(others.values())
    return np.random.default_rng(seed).choice(list(others), size=k, p=share).tolist()


# %% wrong: the next word stands in for the positive | drawn as often as noise says
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p, order = noise(counts), list(counts)
    drawn = np.random.default_rng(seed).choice(order, size=k, p=list(p.values())).tolist()
    return [order[order.index(w) - 1] if w == positive else w for w in drawn]


# %% wrong: every draw counts for two places | drawn as often as noise says
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values())) / sum(p.values())
    half = np.random.default_rng(seed).choice(list(p), size=(k + 1) // 2, p=weights)
    return np.repeat(half, 2)[:k].tolist()


# %% wrong: sorted | drawn as often as noise says
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = {word: chance for word, chance in noise(counts).items() if word != positive}
    weights = np.array(list(p.values()))
    return sorted(np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist())


# %% wrong: expects the positive among the counts | a positive that was never counted
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    p = noise(counts)
    del p[positive]
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: takes the positive out of the counts it was given | the counts stay as they were
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    counts.pop(positive, None)
    p = noise(counts)
    return np.random.default_rng(seed).choice(list(p), size=k, p=list(p.values())).tolist()


# %% wrong: the probabilities take the place of the counts | the counts stay as they were
def noise(counts):
    total = sum(n**0.75 for n in counts.values())
    for word in counts:
        counts[word] = counts[word] ** 0.75 / total
    return counts


def negatives(counts, positive, k, seed):
    left = {word: p for word, p in noise(dict(counts)).items() if word != positive}
    p = np.array(list(left.values()))
    return np.random.default_rng(seed).choice(list(left), k, p=p / p.sum())


# %% wrong: a table of a hundred places, too few for rare words | a positive that was never counted
def noise(counts):
    total = sum(n**0.75 for n in counts.values())
    return {word: n**0.75 / total for word, n in counts.items()}


def negatives(counts, positive, k, seed):
    places = [word for word, p in noise(counts).items() if word != positive for _ in range(round(100 * p))]
    return np.random.default_rng(seed).choice(places, k)


# %% wrong: each word as often as expected, shuffled | a positive that was never counted
def noise(counts):
    total = sum(n**0.75 for n in counts.values())
    return {word: n**0.75 / total for word, n in counts.items()}


def negatives(counts, positive, k, seed):
    left = {word: p for word, p in noise(counts).items() if word != positive}
    often = [math.ceil(k * p / sum(left.values())) for p in left.values()]
    return np.random.default_rng(seed).permutation(np.repeat(list(left), often))[:k]


# %% wrong: powers cut to whole numbers | noise of other counts
def noise(counts):
    power = {word: int(count**0.75 + 1e-9) for word, count in counts.items()}
    return {word: p / sum(power.values()) for word, p in power.items()}


def negatives(counts, positive, k, seed):
    p = noise(counts)
    p.pop(positive, None)
    weights = np.array(list(p.values()))
    return np.random.default_rng(seed).choice(list(p), size=k, p=weights / weights.sum()).tolist()


# %% wrong: counts the positive where it was never seen | the counts stay as they were
def noise(counts):
    total = sum(count**0.75 for count in counts.values())
    return {word: count**0.75 / total for word, count in counts.items()}


def negatives(counts, positive, k, seed):
    counts[positive] = 0
    p = noise(counts)
    return np.random.default_rng(seed).choice(list(p), size=k, p=list(p.values())).tolist()
