# %% right: place by place
def windows(sentences, size):
    pairs = []
    for sentence in sentences:
        n = len(sentence)
        for i in range(n):
            for j in range(i - size, i + size + 1):
                if 0 <= j < n and j != i:
                    pairs.append((sentence[i], sentence[j]))
    return pairs


# %% right: every two places of a sentence, as far as they are near
def windows(sentences, size):
    return [
        (centre, context)
        for sentence in sentences
        for i, centre in enumerate(sentence)
        for j, context in enumerate(sentence)
        if 1 <= abs(i - j) <= size
    ]


# %% right: pairs of lists, from a generator
def windows(sentences, size):
    def around(sentence):
        for i in range(len(sentence)):
            low = i - size if i > size else 0
            near = [j for j in range(low, len(sentence))[: i + size + 1 - low] if j - i]
            yield from ([sentence[i], sentence[j]] for j in near)

    return [pair for sentence in sentences for pair in around(sentence)]


# %% wrong: looks to the right only | neighbours
def windows(sentences, size):
    return [(s[i], w) for s in sentences for i in range(len(s)) for w in s[i + 1 : i + 1 + size]]


# %% wrong: a word is its own context | neighbours
def windows(sentences, size):
    return [(s[i], w) for s in sentences for i in range(len(s)) for w in s[max(0, i - size) : i + size + 1]]


# %% wrong: size is the width of the whole window | neighbours
def windows(sentences, size):
    half = size // 2
    return [
        (s[i], s[j])
        for s in sentences
        for i in range(len(s))
        for j in range(max(0, i - half), min(len(s), i + half + 1))
        if j != i
    ]


# %% wrong: stops one place too early | neighbours
def windows(sentences, size):
    return [
        (s[i], s[j])
        for s in sentences
        for i in range(len(s))
        for j in range(max(0, i - size), min(len(s), i + size))
        if j != i
    ]


# %% wrong: goes around the beginning | neighbours
def windows(sentences, size):
    return [
        (s[i], s[i + d])
        for s in sentences
        for i in range(len(s))
        for d in range(-size, size + 1)
        if d and i + d < len(s)
    ]


# %% wrong: the context first | neighbours
def windows(sentences, size):
    return [
        (s[j], s[i])
        for s in sentences
        for i in range(len(s))
        for j in range(max(0, i - size), min(len(s), i + size + 1))
        if j != i
    ]


# %% wrong: a slice that starts below 0 | wider windows, from left to right
def windows(sentences, size):
    pairs = []
    for s in sentences:
        for i, word in enumerate(s):
            pairs += [(word, near) for near in s[i - size : i] + s[i + 1 : i + size + 1]]
    return pairs


# %% wrong: the nearest first | wider windows, from left to right
def windows(sentences, size):
    pairs = []
    for s in sentences:
        for i, word in enumerate(s):
            for d in range(1, size + 1):
                pairs += [(word, s[j]) for j in (i - d, i + d) if 0 <= j < len(s)]
    return pairs


# %% wrong: neighbours only, whatever the size | wider windows, from left to right
def windows(sentences, size):
    return [(s[i], s[j]) for s in sentences for i in range(len(s)) for j in (i - 1, i + 1) if 0 <= j < len(s)]


# %% wrong: one long text | never across the end of a sentence
def windows(sentences, size):
    s = [word for sentence in sentences for word in sentence]
    return [
        (s[i], s[j])
        for i in range(len(s))
        for j in range(max(0, i - size), min(len(s), i + size + 1))
        if j != i
    ]


# %% wrong: only the first sentence | never across the end of a sentence
def windows(sentences, size):
    for s in sentences:
        return [
            (s[i], s[j])
            for i in range(len(s))
            for j in range(max(0, i - size), min(len(s), i + size + 1))
            if j != i
        ]
    return []


# %% wrong: leaves out every word equal to the centre | the same word twice
def windows(sentences, size):
    pairs = []
    for s in sentences:
        for i, word in enumerate(s):
            pairs += [(word, near) for near in s[max(0, i - size) : i + size + 1] if near != word]
    return pairs


# %% wrong: finds the place by the word | the same word twice
def windows(sentences, size):
    pairs = []
    for s in sentences:
        for word in s:
            i = s.index(word)
            pairs += [(word, near) for near in s[max(0, i - size) : i] + s[i + 1 : i + size + 1]]
    return pairs


# %% wrong: each pair only once | the same word twice
def windows(sentences, size):
    pairs = []
    for s in sentences:
        for i, word in enumerate(s):
            pairs += [(word, near) for near in s[max(0, i - size) : i] + s[i + 1 : i + size + 1]]
    return list(dict.fromkeys(pairs))


# %% wrong: skips sentences that are shorter than the window | short sentences
def windows(sentences, size):
    pairs = []
    for s in sentences:
        if len(s) > size:
            for i, word in enumerate(s):
                pairs += [(word, near) for near in s[max(0, i - size) : i] + s[i + 1 : i + size + 1]]
    return pairs


# %% wrong: stops at an empty sentence | short sentences
def windows(sentences, size):
    pairs = []
    for s in sentences:
        if not s:
            break
        for i, word in enumerate(s):
            pairs += [(word, near) for near in s[max(0, i - size) : i] + s[i + 1 : i + size + 1]]
    return pairs


# %% wrong: two places at most | other sentences, wider windows
def windows(sentences, size):
    pairs = []
    for s in sentences:
        for i, word in enumerate(s):
            for d in (-2, -1, 1, 2):
                if abs(d) <= size and 0 <= i + d < len(s):
                    pairs.append((word, s[i + d]))
    return pairs


# %% wrong: takes words for letters | never across the end of a sentence
def windows(sentences, size):
    return [
        (s[i], s[j])
        for s in map("".join, sentences)
        for i in range(len(s))
        for j in range(max(0, i - size), min(len(s), i + size + 1))
        if j != i
    ]


# %% wrong: uses the sentences up | the sentences stay as they were
def windows(sentences, size):
    pairs = []
    for s in sentences:
        before = []
        while s:
            word = s.pop(0)
            pairs += [(word, near) for near in before[-size:] + s[:size]]
            before.append(word)
    return pairs


# %% wrong: drops the empty sentences from what it was given | the sentences stay as they were
def windows(sentences, size):
    for s in sentences:
        if not s:
            sentences.remove(s)
    return [
        (s[i], s[j])
        for s in sentences
        for i in range(len(s))
        for j in range(max(0, i - size), min(len(s), i + size + 1))
        if i != j
    ]


# %% wrong: no sentence longer than five words | other sentences, wider windows
def windows(sentences, size):
    pairs = []
    for s in sentences:
        s = s[:5]
        for i, word in enumerate(s):
            pairs += [(word, near) for near in s[max(0, i - size) : i] + s[i + 1 : i + 1 + size]]
    return pairs
