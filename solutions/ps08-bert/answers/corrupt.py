# %% right: indexing with tensors of True and False
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    labels = torch.where(chosen, ids, -100)
    inputs = ids.clone()
    inputs[chosen & (fate < 0.8)] = mask
    other = chosen & (fate >= 0.8) & (fate < 0.9)
    inputs[other] = words[other]
    return inputs, labels


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    chance, fate = torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng)
    return corrupt(ids, chance, fate, words, special, mask)


# %% right: place by place, in lists
def corrupt(ids, chance, fate, words, special, mask):
    inputs, labels = [], []
    for row in zip(ids.tolist(), chance.tolist(), fate.tolist(), words.tolist()):
        shown, asked = [], []
        for token, c, f, word in zip(*row):
            if c >= 0.15 or token in special:
                shown.append(token)
                asked.append(-100)
            else:
                shown.append(mask if f < 0.8 else word if f < 0.9 else token)
                asked.append(token)
        inputs.append(shown)
        labels.append(asked)
    return inputs, labels


def draw(ids, special, mask, V, rng):
    pool = sorted(set(range(V)) - set(special))

    def dice():
        return torch.rand(ids.shape, generator=rng)

    words = torch.tensor([[pool[int(u * len(pool))] for u in row] for row in dice().tolist()])
    return corrupt(ids, dice(), dice(), words, special, mask)


# %% right: NumPy, one throw for both, a seed drawn from the generator
def corrupt(ids, chance, fate, words, special, mask):
    ids, chance, fate, words = (np.asarray(part) for part in (ids, chance, fate, words))
    chosen = np.logical_and(chance < 0.15, np.isin(ids, special, invert=True))
    shown = np.select([chosen & (fate < 0.8), chosen & (fate < 0.9)], [mask, words], ids)
    return shown, np.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    dice = np.random.default_rng(int(torch.randint(2**40, (1,), generator=rng)))
    words = dice.choice(np.setdiff1d(np.arange(V), special), size=tuple(ids.shape))
    chance = dice.random(tuple(ids.shape))
    shown, asked = corrupt(ids, chance, np.minimum(chance / 0.15, 1), words, special, mask)
    return torch.from_numpy(shown), torch.from_numpy(asked)


# %% right: throws again for every special, by comparison
def corrupt(ids, chance, fate, words, special, mask):
    free = torch.tensor([[i not in special for i in row] for row in ids.tolist()])
    chosen = free.logical_and(chance.lt(0.15))
    swap = torch.where(fate < 0.9, words, ids)
    swap = torch.where(fate < 0.8, torch.full_like(ids, mask), swap)
    return torch.where(chosen, swap, ids), ids.masked_fill(~chosen, -100)


def draw(ids, special, mask, V, rng):
    words = torch.randint(V, ids.shape, generator=rng)
    while True:
        bad = torch.tensor(np.isin(words.numpy(), special))
        if not bad.any():
            break
        words = torch.where(bad, torch.randint(V, ids.shape, generator=rng), words)
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% right: select in NumPy, and special words drawn again
def corrupt(ids, chance, fate, words, special, mask):
    ids, chance, fate, words = (x.numpy() for x in (ids, chance, fate, words))
    c = (chance < 0.15) & ~np.isin(ids, special)
    return np.select([c & (fate < 0.8), c & (fate < 0.9)], [np.full_like(ids, mask), words], ids), np.where(
        c, ids, -100
    )


def draw(ids, special, mask, V, rng):
    w = torch.randint(V, ids.shape, generator=rng)
    bad = torch.isin(w, torch.tensor(list(special), dtype=torch.long))
    while bad.any():
        w[bad] = torch.randint(V, (int(bad.sum()),), generator=rng)
        bad = torch.isin(w, torch.tensor(list(special), dtype=torch.long))
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), w, special, mask
    )


# %% wrong: labels everywhere | which places are to be guessed
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), ids


# %% wrong: labels only where the input differs | which places are to be guessed
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs)
    return inputs, torch.where(inputs != ids, ids, -100)


# %% wrong: 0 where nothing is to be guessed | which places are to be guessed
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), ids * chosen


# %% wrong: 0.15 counts as below | which places are to be guessed
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance <= 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


# %% wrong: the labels hold the other places | which places are to be guessed
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, -100, ids)


# %% wrong: specials are chosen too | a special token never
def corrupt(ids, chance, fate, words, special, mask):
    chosen = chance < 0.15
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


# %% wrong: only the first of the specials | a special token never
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & (ids != special[0])
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


# %% wrong: specials have no label, and are covered all the same | a special token never
def corrupt(ids, chance, fate, words, special, mask):
    chosen = chance < 0.15
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs)
    return inputs, torch.where(chosen & ~torch.isin(ids, torch.tensor(special)), ids, -100)


# %% wrong: special are the ids below their number | a special token never
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & (ids >= len(special) + 1) & (ids < mask)
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    asked = torch.where(chosen | ((chance < 0.15) & (ids == 1)) | ((chance < 0.15) & (ids == 4)), ids, -100)
    return inputs, torch.where(chosen & (ids == 5), ids, asked)


# %% wrong: all are covered | covered, replaced or kept
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    return torch.where(chosen, mask, ids), torch.where(chosen, ids, -100)


# %% wrong: replaced and kept the other way around | covered, replaced or kept
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.9), words, inputs), torch.where(chosen, ids, -100)


# %% wrong: no word is replaced | covered, replaced or kept
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    return torch.where(chosen & (fate < 0.9), mask, ids), torch.where(chosen, ids, -100)


# %% wrong: the inputs of all places | covered, replaced or kept
def corrupt(ids, chance, fate, words, special, mask):
    special = torch.isin(ids, torch.tensor(special))
    inputs = torch.where(~special & (fate < 0.8), mask, ids)
    inputs = torch.where(~special & (fate >= 0.8) & (fate < 0.9), words, inputs)
    return inputs, torch.where((chance < 0.15) & ~special, ids, -100)


# %% wrong: the random words in their order, not at their places | covered, replaced or kept
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    other = chosen & (fate >= 0.8) & (fate < 0.9)
    inputs[other] = words.flatten()[: int(other.sum())]
    return inputs, torch.where(chosen, ids, -100)


# %% wrong: writes into ids | covered, replaced or kept
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    labels = torch.where(chosen, ids, -100)
    ids[chosen & (fate < 0.8)] = mask
    ids[(ids != mask) & chosen & (fate < 0.9)] = words[chosen & (fate >= 0.8) & (fate < 0.9)][:1]
    return ids, labels


# %% wrong: writes into ids, with the right result | random numbers
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    labels = torch.where(chosen, ids, -100)
    other = chosen & (fate >= 0.8) & (fate < 0.9)
    ids[chosen & (fate < 0.8)] = mask
    ids[other] = words[other]
    return ids, labels


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    return corrupt(
        ids.clone(),
        torch.rand(ids.shape, generator=rng),
        torch.rand(ids.shape, generator=rng),
        words,
        special,
        mask,
    )


# %% wrong: the id of the mask is 11 | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), 11, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: numbers of a normal distribution | draw: 15 of 100
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    chance, fate = torch.randn(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng)
    return corrupt(ids, chance, fate, words, special, mask)


# %% wrong: 15 of 100 of all places, specials included | draw: 15 of 100
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, [], mask
    )


# %% wrong: one draw for the first place, the same chance for all | draw: 15 of 100
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    words = torch.randint(V, ids.shape, generator=rng)
    return corrupt(
        ids, torch.rand(1, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: chance is fate | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    chance = torch.rand(ids.shape, generator=rng)
    return corrupt(ids, chance, chance, words, special, mask)


# %% wrong: random words may be special | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    words = torch.randint(V, ids.shape, generator=rng)
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: words from the number of specials on | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    words = torch.randint(len(special), V, ids.shape, generator=rng)
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: a special draw is moved to the next id | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    words = torch.randint(V, ids.shape, generator=rng)
    for _ in special:
        words = torch.where(torch.isin(words, torch.tensor(special)), (words + 1) % V, words)
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: never the last word | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed) - 1, ids.shape, generator=rng)]
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: one random word for all | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    words = ids.flatten()[torch.randperm(ids.numel(), generator=rng)].view_as(ids) * 0 + 3
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: the global generator | the generator alone
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape)]
    return corrupt(ids, torch.rand(ids.shape), torch.rand(ids.shape), words, special, mask)


# %% wrong: only the random words are global | the generator alone
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = np.array([i for i in range(V) if i not in special])
    words = torch.tensor(np.random.choice(allowed, size=tuple(ids.shape)))
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: a seed of its own | the generator alone
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    rng = torch.Generator().manual_seed(rng.initial_seed())
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: one row of chance for all texts | each place by itself
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    chance = torch.rand(10 * ids.shape[1], generator=rng)[::10].expand(ids.shape)
    shift = torch.rand(ids.shape[0], 1, generator=rng) * 0.02 - 0.01
    return corrupt(ids, chance + shift, torch.rand(ids.shape, generator=rng), words, special, mask)


# %% wrong: exactly 15 of 100 in each row | each place by itself
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    order = torch.rand(ids.shape, generator=rng).argsort(dim=1).argsort(dim=1)
    chance = (order + 0.5) / ids.shape[1]
    return corrupt(ids, chance, torch.rand(ids.shape, generator=rng), words, special, mask)


# %% wrong: one fate for each row | each place by itself
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    B = len(ids)
    fate = ((torch.randperm(B, generator=rng) + 0.5) / B)[:, None].expand(ids.shape)
    return corrupt(ids, torch.rand(ids.shape, generator=rng), fate, words, special, mask)


# %% wrong: one random word for each row | each place by itself
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    order = torch.randperm(len(ids), generator=rng) % len(allowed)
    words = allowed[order][:, None].expand(ids.shape)
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: a random word is never the true one | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    chosen = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    inputs = torch.where(chosen & (fate < 0.8), mask, ids)
    return torch.where(chosen & (fate >= 0.8) & (fate < 0.9), words, inputs), torch.where(chosen, ids, -100)


def draw(ids, special, mask, V, rng):
    allowed = torch.tensor([i for i in range(V) if i not in special])
    words = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
    for _ in range(40):
        again = allowed[torch.randint(len(allowed), ids.shape, generator=rng)]
        words = torch.where(words == ids, again, words)
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), words, special, mask
    )


# %% wrong: a fate of 0.9 is replaced too | covered, replaced or kept
def corrupt(ids, chance, fate, words, special, mask):
    c = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    x = torch.where(c & (fate < 0.8), mask, ids)
    return torch.where(c & (fate >= 0.8) & (fate <= 0.9), words, x), torch.where(c, ids, -100)


def draw(ids, special, mask, V, rng):
    ok = torch.tensor([i for i in range(V) if i not in special])
    return corrupt(
        ids,
        torch.rand(ids.shape, generator=rng),
        torch.rand(ids.shape, generator=rng),
        ok[torch.randint(len(ok), ids.shape, generator=rng)],
        special,
        mask,
    )


# %% wrong: the ids of the batch, shuffled | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    c = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    x = torch.where(c & (fate < 0.8), mask, ids)
    return torch.where(c & (fate >= 0.8) & (fate < 0.9), words, x), torch.where(c, ids, -100)


def draw(ids, special, mask, V, rng):
    w = ids.flatten()[torch.randperm(ids.numel(), generator=rng)].reshape(ids.shape)
    return corrupt(
        ids, torch.rand(ids.shape, generator=rng), torch.rand(ids.shape, generator=rng), w, special, mask
    )


# %% wrong: random words are those that occur | draw: 80, 10, 10, and any word
def corrupt(ids, chance, fate, words, special, mask):
    c = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    x = torch.where(c & (fate < 0.8), mask, ids)
    return torch.where(c & (fate >= 0.8) & (fate < 0.9), words, x), torch.where(c, ids, -100)


def draw(ids, special, mask, V, rng):
    ok = torch.tensor([i for i in ids.unique().tolist() if i not in special])
    return corrupt(
        ids,
        torch.rand(ids.shape, generator=rng),
        torch.rand(ids.shape, generator=rng),
        ok[torch.randint(len(ok), ids.shape, generator=rng)],
        special,
        mask,
    )


# %% wrong: 15 of 100 of all places, no more and no less | each place by itself
def corrupt(ids, chance, fate, words, special, mask):
    c = (chance < 0.15) & ~torch.isin(ids, torch.tensor(special, dtype=torch.long))
    x = torch.where(c & (fate < 0.8), mask, ids)
    return torch.where(c & (fate >= 0.8) & (fate < 0.9), words, x), torch.where(c, ids, -100)


def draw(ids, special, mask, V, rng):
    ok = torch.tensor([i for i in range(V) if i not in special])
    r = torch.randperm(ids.numel(), generator=rng).reshape(ids.shape) / ids.numel()
    return corrupt(
        ids,
        r,
        torch.rand(ids.shape, generator=rng),
        ok[torch.randint(len(ok), ids.shape, generator=rng)],
        special,
        mask,
    )
