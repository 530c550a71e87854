# %% right: with Counter and defaultdict
from collections import defaultdict


def pair_counts(words):
    counts = Counter()
    for word, count in words.items():
        for pair in zip(word, word[1:]):
            counts.update({pair: count})
    return counts


def pair_words(words):
    holders = defaultdict(set)
    for word in words:
        for pair in zip(word, word[1:]):
            holders[pair].add(word)
    return holders


# %% right: one from the other, lists of words without repetition
def pair_counts(words):
    return {
        pair: sum(words[w] for w in holders for i in range(len(w)) if w[i : i + 2] == pair)
        for pair, holders in pair_words(words).items()
    }


def pair_words(words):
    pairs = {w[i : i + 2] for w in words for i in range(len(w) - 1)}
    return {pair: [w for w in words if any(w[i : i + 2] == pair for i in range(len(w)))] for pair in pairs}


# %% right: every word as often as it was seen
def neighbours(word):
    return [] if len(word) < 2 else [(word[0], word[1]), *neighbours(word[1:])]


def pair_counts(words):
    found = [pair for word in words for _ in range(words[word]) for pair in neighbours(word)]
    return {pair: found.count(pair) for pair in set(found)}


def pair_words(words):
    return {
        pair: frozenset(w for w in words if pair in neighbours(w))
        for word in words
        for pair in neighbours(word)
    }


# %% wrong: single tokens | the neighbours in one word
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        for token in word:
            counts[token] = counts.get(token, 0) + count
    return counts


def pair_words(words):
    return {token: {w for w in words if token in w} for word in words for token in word}


# %% wrong: the pair as one string | the neighbours in one word
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        for a, b in zip(word, word[1:]):
            counts[a + b] = counts.get(a + b, 0) + count
    return counts


def pair_words(words):
    return {
        a + b: {w for w in words if a + b in "".join(w)} for word in words for a, b in zip(word, word[1:])
    }


# %% wrong: each pair once for each word | the neighbours in one word
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        for pair in set(zip(word, word[1:])):
            counts[pair] = counts.get(pair, 0) + count
    return counts


def pair_words(words):
    return {
        pair: {w for w in words if pair in zip(w, w[1:])} for word in words for pair in zip(word, word[1:])
    }


# %% wrong: without the last pair | the neighbours in one word
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        for i in range(len(word) - 2):
            pair = word[i : i + 2]
            counts[pair] = counts.get(pair, 0) + count
    return counts


def pair_words(words):
    return {
        pair: {w for w in words if pair in zip(w, w[1:])} for word in words for pair in zip(word, word[1:])
    }


# %% wrong: forgets the counts of the words | a word counts as often as it was seen
def pair_counts(words):
    counts = {}
    for word in words:
        for pair in zip(word, word[1:]):
            counts[pair] = counts.get(pair, 0) + 1
    return counts


def pair_words(words):
    return {
        pair: {w for w in words if pair in zip(w, w[1:])} for word in words for pair in zip(word, word[1:])
    }


# %% wrong: the last word replaces the others | a word counts as often as it was seen
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        mine = Counter(zip(word, word[1:]))
        for pair in mine:
            counts[pair] = mine[pair] * count
    return counts


def pair_words(words):
    return {
        pair: {w for w in words if pair in zip(w, w[1:])} for word in words for pair in zip(word, word[1:])
    }


# %% wrong: from one word into the next | a word counts as often as it was seen
def pair_counts(words):
    counts, line = {}, [(t, count) for word, count in words.items() for t in word]
    for (a, count), (b, _) in zip(line, line[1:]):
        counts[a, b] = counts.get((a, b), 0) + count
    return counts


def pair_words(words):
    return {
        pair: {w for w in words if pair in zip(w, w[1:])} for word in words for pair in zip(word, word[1:])
    }


# %% wrong: skips what overlaps | places that overlap
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        taken = None
        for i, pair in enumerate(zip(word, word[1:])):
            if pair[0] == pair[1] and taken == (i - 1, pair):
                continue
            counts[pair] = counts.get(pair, 0) + count
            taken = (i, pair)
    return counts


def pair_words(words):
    return {
        pair: {w for w in words if pair in zip(w, w[1:])} for word in words for pair in zip(word, word[1:])
    }


# %% wrong: how many words, not which | the words that hold a pair
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        for pair in zip(word, word[1:]):
            counts[pair] = counts.get(pair, 0) + count
    return counts


def pair_words(words):
    return {pair: sum(pair in zip(w, w[1:]) for w in words) for word in words for pair in zip(word, word[1:])}


# %% wrong: the words as strings | the words that hold a pair
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        for pair in zip(word, word[1:]):
            counts[pair] = counts.get(pair, 0) + count
    return counts


def pair_words(words):
    pairs = {pair for word in words for pair in zip(word, word[1:])}
    return {pair: {"".join(w) for w in words if pair in zip(w, w[1:])} for pair in pairs}


# %% wrong: only the last word that holds it | the words that hold a pair
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        for pair in zip(word, word[1:]):
            counts[pair] = counts.get(pair, 0) + count
    return counts


def pair_words(words):
    holders = {}
    for word in words:
        for pair in zip(word, word[1:]):
            holders[pair] = {word}
    return holders


# %% wrong: looks for the spelling of a pair | tokens of any length
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        for pair in zip(word, word[1:]):
            counts[pair] = counts.get(pair, 0) + count
    return counts


def pair_words(words):
    pairs = {pair for word in words for pair in zip(word, word[1:])}
    return {(a, b): {w for w in words if a + b in "".join(w)} for a, b in pairs}


# %% wrong: reads letters, not tokens | tokens of any length
def pair_counts(words):
    counts = {}
    for word, count in words.items():
        spelled = "".join(word)
        for pair in zip(spelled, spelled[1:]):
            counts[pair] = counts.get(pair, 0) + count
    return counts


def pair_words(words):
    return {
        pair: {w for w in words if pair in zip(w, w[1:])} for word in words for pair in zip(word, word[1:])
    }


# %% wrong: takes the word out of the table to count it | random words
def pair_counts(words):
    counts = {}
    for word in list(words):
        count = words.pop(word)
        for pair in zip(word, word[1:]):
            counts[pair] = counts.get(pair, 0) + count
    return counts


def pair_words(words):
    return {
        pair: {w for w in words if pair in zip(w, w[1:])} for word in words for pair in zip(word, word[1:])
    }
