# %% right: a stable argsort of the negative cosines
def nearest(words, E, query, k):
    unit = E / np.linalg.norm(E, axis=1, keepdims=True)
    place = words.index(query)
    order = np.argsort(-(unit @ unit[place]), kind="stable")
    return [words[i] for i in order if i != place][:k]


# %% right: sorts pairs of cosine and place
def nearest(words, E, query, k):
    q = E[words.index(query)]
    found = []
    for place, (word, row) in enumerate(zip(words, E)):
        if word != query:
            found.append((-sum(row * q) / math.sqrt(sum(row * row)), place))
    return [words[place] for _, place in sorted(found)[:k]]


# %% right: takes the best out, k times
def nearest(words, E, query, k):
    E = torch.tensor(E, dtype=torch.float64)
    score = E @ E[words.index(query)] / E.norm(dim=1)
    score = dict(zip(words, score.tolist()))
    found = []
    score.pop(query)
    while score and len(found) < k:
        found.append(max(score, key=score.get))
        score.pop(found[-1])
    return found


# %% wrong: the query is its own neighbour | the nearest word
def nearest(words, E, query, k):
    score = E @ E[words.index(query)] / np.linalg.norm(E, axis=1)
    return [words[i] for i in np.argsort(-score, kind="stable")[:k]]


# %% wrong: the farthest first | the nearest word
def nearest(words, E, query, k):
    score = E @ E[words.index(query)] / np.linalg.norm(E, axis=1)
    return [words[i] for i in np.argsort(score, kind="stable") if words[i] != query][:k]


# %% wrong: one word too few, since the query counted | the nearest word
def nearest(words, E, query, k):
    score = E @ E[words.index(query)] / np.linalg.norm(E, axis=1)
    return [words[i] for i in np.argsort(-score, kind="stable")[:k] if words[i] != query]


# %% wrong: places instead of words | the nearest word
def nearest(words, E, query, k):
    score = E @ E[words.index(query)] / np.linalg.norm(E, axis=1)
    return [int(i) for i in np.argsort(-score, kind="stable") if words[i] != query][:k]


# %% wrong: the book does it | the nearest word
def nearest(words, E, query, k):
    from minilib import embeddings as book

    place = words.index(query)
    found = book.nearest(torch.tensor(E[place]), torch.tensor(E), k, exclude=(place,))
    return [words[i] for i in found]


# %% wrong: by the dot product | by the cosine
def nearest(words, E, query, k):
    score = E @ E[words.index(query)]
    return [words[i] for i in np.argsort(-score, kind="stable") if words[i] != query][:k]


# %% wrong: by the distance | by the cosine
def nearest(words, E, query, k):
    far = np.linalg.norm(E - E[words.index(query)], axis=1)
    return [words[i] for i in np.argsort(far, kind="stable") if words[i] != query][:k]


# %% wrong: divides by the length of the query only | by the cosine
def nearest(words, E, query, k):
    q = E[words.index(query)]
    score = E @ q / np.linalg.norm(q)
    return [words[i] for i in np.argsort(-score, kind="stable") if words[i] != query][:k]


# %% wrong: leaves out the first of the ranking | only the query is left out
def nearest(words, E, query, k):
    score = E @ E[words.index(query)] / np.linalg.norm(E, axis=1)
    return [words[i] for i in np.argsort(-score, kind="stable")[1 : k + 1]]


# %% wrong: leaves out all with the cosine 1 | only the query is left out
def nearest(words, E, query, k):
    q = E[words.index(query)]
    score = E @ q / np.linalg.norm(E, axis=1) / np.linalg.norm(q)
    return [words[i] for i in np.argsort(-score, kind="stable") if score[i] < 1 - 1e-9][:k]


# %% wrong: sorted upwards and turned around | equals keep their order
def nearest(words, E, query, k):
    score = E @ E[words.index(query)] / np.linalg.norm(E, axis=1)
    return [words[i] for i in np.argsort(score, kind="stable")[::-1] if words[i] != query][:k]


# %% wrong: equals in alphabetical order | equals keep their order
def nearest(words, E, query, k):
    score = E @ E[words.index(query)] / np.linalg.norm(E, axis=1)
    return [word for _, word in sorted(zip(-score, words)) if word != query][:k]


# %% wrong: a dict by cosine keeps one of the equals | equals keep their order
def nearest(words, E, query, k):
    score = E @ E[words.index(query)] / np.linalg.norm(E, axis=1)
    by_score = {s: word for s, word in zip(score.tolist(), words) if word != query}
    return [by_score[s] for s in sorted(by_score, reverse=True)[:k]]


# %% wrong: always k words | fewer words than k
def nearest(words, E, query, k):
    score = E @ E[words.index(query)] / np.linalg.norm(E, axis=1)
    order = [i for i in np.argsort(-score, kind="stable") if words[i] != query]
    return [words[order[rank]] for rank in range(k)]


# %% wrong: the query fills up the list | fewer words than k
def nearest(words, E, query, k):
    place = words.index(query)
    score = E @ E[place] / np.linalg.norm(E, axis=1)
    score[place] = -np.inf
    return [words[i] for i in np.argsort(-score, kind="stable")[:k]]


# %% wrong: rounds the cosines first | random vectors
def nearest(words, E, query, k):
    q = E[words.index(query)]
    score = np.round(E @ q / np.linalg.norm(E, axis=1) / np.linalg.norm(q), 2)
    return [words[i] for i in np.argsort(-score, kind="stable") if words[i] != query][:k]


# %% wrong: writes the directions into the table | the arguments stay as they were
def nearest(words, E, query, k):
    E /= np.linalg.norm(E, axis=1, keepdims=True)
    likeness = E @ E[words.index(query)]
    return [words[i] for i in np.argsort(-likeness, kind="stable") if words[i] != query][:k]


# %% wrong: takes the query out of the words it was given | the arguments stay as they were
def nearest(words, E, query, k):
    q = words.index(query)
    words.remove(query)
    rest = np.delete(E, q, axis=0)
    likeness = rest @ E[q] / np.linalg.norm(rest, axis=1)
    return [words[i] for i in np.argsort(-likeness, kind="stable")][:k]


# %% wrong: a sort that mixes up equals once there are many | many equals
def nearest(words, E, query, k):
    q = E[words.index(query)]
    score = E @ q / np.linalg.norm(E, axis=1)
    order = np.argsort(-score, kind="stable").tolist()
    if len(words) > 16:  # as quicksort does
        order.sort(key=lambda i: (-score[i], -i))
    return [words[i] for i in order if words[i] != query][:k]


# %% wrong: ten words are enough | random vectors
def nearest(words, E, query, k):
    q = E[words.index(query)]
    score = E @ q / np.linalg.norm(E, axis=1)
    order = np.argsort(-score, kind="stable")
    return [words[i] for i in order if words[i] != query][: min(k, 10)]
