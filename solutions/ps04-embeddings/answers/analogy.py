# %% right: sorted by a key
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] + row[c] - row[a]
    others = [w for w in words if w != a and w != b and w != c]
    return sorted(others, key=lambda w: -(row[w] @ x) / math.sqrt(row[w] @ row[w]))[:k]


# %% right: by the angle, the three marked as far away
def analogy(words, E, a, b, c, k):
    i, j, l = words.index(a), words.index(b), words.index(c)
    x = E[l] + (E[j] - E[i])
    unit = E / np.linalg.norm(E, axis=1, keepdims=True)
    cosine = np.clip(unit @ x / np.linalg.norm(x), -1, 1)
    cosine[[i, j, l]] = -9
    best = np.argsort(-cosine, kind="stable")[:k]
    return [words[n] for n in best if cosine[n] > -9]


# %% right: in torch, the best taken out k times
def analogy(words, E, a, b, c, k):
    table = {word: torch.tensor(row) for word, row in zip(words, E)}
    x = table[b] - table[a] + table[c]
    left = {word: float(row @ x / row.norm()) for word, row in table.items() if word not in (a, b, c)}
    found = []
    for _ in range(min(k, len(left))):
        best = max(left, key=left.get)
        found.append(best)
        left.pop(best)
    return found


# %% wrong: the step the other way | from c, as a goes to b
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[a] - row[b] + row[c]
    others = [w for w in words if w not in (a, b, c)]
    return sorted(others, key=lambda w: -(row[w] @ x) / np.linalg.norm(row[w]))[:k]


# %% wrong: starts at b and goes away from c | from c, as a goes to b
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] + row[a] - row[c]
    others = [w for w in words if w not in (a, b, c)]
    return sorted(others, key=lambda w: -(row[w] @ x) / np.linalg.norm(row[w]))[:k]


# %% wrong: one word, not in a list | from c, as a goes to b
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if w not in (a, b, c)]
    return max(others, key=lambda w: row[w] @ x / np.linalg.norm(row[w]))


# %% wrong: the least alike | from c, as a goes to b
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if w not in (a, b, c)]
    return sorted(others, key=lambda w: (row[w] @ x) / np.linalg.norm(row[w]))[:k]


# %% wrong: anything may be the answer | the three are no answers
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    return sorted(words, key=lambda w: -(row[w] @ x) / np.linalg.norm(row[w]))[:k]


# %% wrong: leaves out c alone | the three are no answers
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if w != c]
    return sorted(others, key=lambda w: -(row[w] @ x) / np.linalg.norm(row[w]))[:k]


# %% wrong: leaves out a and b, not c | the three are no answers
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if w not in (a, b)]
    return sorted(others, key=lambda w: -(row[w] @ x) / np.linalg.norm(row[w]))[:k]


# %% wrong: by the dot product | by the cosine
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if w not in (a, b, c)]
    return sorted(others, key=lambda w: -(row[w] @ x))[:k]


# %% wrong: by the distance | by the cosine
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if w not in (a, b, c)]
    return sorted(others, key=lambda w: np.linalg.norm(row[w] - x))[:k]


# %% wrong: makes the vectors equally long first | the vectors as they stand
def analogy(words, E, a, b, c, k):
    unit = E / np.linalg.norm(E, axis=1, keepdims=True)
    row = dict(zip(words, unit))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if w not in (a, b, c)]
    return sorted(others, key=lambda w: -(row[w] @ x))[:k]


# %% wrong: the best first, the rest as they stand | the k best, in order
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if w not in (a, b, c)]
    best = max(others, key=lambda w: row[w] @ x / np.linalg.norm(row[w]))
    return [best, *[w for w in others if w != best]][:k]


# %% wrong: turns equals around | the k best, in order
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if w not in (a, b, c)]
    return sorted(others, key=lambda w: row[w] @ x / np.linalg.norm(row[w]))[::-1][:k]


# %% wrong: takes the k best, then removes the three | the three are no answers
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    best = sorted(words, key=lambda w: -(row[w] @ x) / np.linalg.norm(row[w]))[:k]
    return [w for w in best if w not in (a, b, c)]


# %% wrong: removes each of the three, once | a word that occurs twice among the three
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = list(words)
    for w in (a, b, c):
        others.remove(w)
    return sorted(others, key=lambda w: -(row[w] @ x) / np.linalg.norm(row[w]))[:k]


# %% wrong: walks inside the row of b | a word that occurs twice among the three
def analogy(words, E, a, b, c, k):
    x = E[words.index(b)]
    x -= E[words.index(a)]
    x += E[words.index(c)]
    likeness = E @ x / np.linalg.norm(E, axis=1)
    return [words[i] for i in np.argsort(-likeness, kind="stable") if words[i] not in (a, b, c)][:k]


# %% wrong: leaves out all words with one of the three vectors | the three are no answers
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    others = [w for w in words if not any(np.array_equal(row[w], row[o]) for o in (a, b, c))]
    return sorted(others, key=lambda w: -(row[w] @ x) / np.linalg.norm(row[w]))[:k]


# %% wrong: cosines of two digits | random tables
def analogy(words, E, a, b, c, k):
    i, j, l = (words.index(w) for w in (a, b, c))
    x = E[j] - E[i] + E[l]
    score = np.round(E @ x / np.linalg.norm(E, axis=1) / np.linalg.norm(x), 2)
    order = np.argsort(-score, kind="stable")
    return [words[n] for n in order if n not in (i, j, l)][:k]


# %% wrong: takes the three out of the words it was given | the arguments stay as they were
def analogy(words, E, a, b, c, k):
    row = dict(zip(words, E))
    x = row[b] - row[a] + row[c]
    for w in {a, b, c}:
        words.remove(w)
    return sorted(words, key=lambda w: -(row[w] @ x) / np.linalg.norm(row[w]))[:k]


# %% wrong: makes the table's rows equally long in place, at the end | the arguments stay as they were
def analogy(words, E, a, b, c, k):
    x = E[words.index(b)] - E[words.index(a)] + E[words.index(c)]
    E /= np.linalg.norm(E, axis=1, keepdims=True)
    order = np.argsort(-(E @ x), kind="stable")
    return [words[i] for i in order if words[i] not in (a, b, c)][:k]
