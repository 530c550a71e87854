# %% right: a dict of lists, changed in place
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% right: with the helpers of the tasks before
def counted(words):
    total = Counter()
    for word, count in words.items():
        for pair in zip(word, word[1:]):
            total[pair] += count
    return total


def joined(word, pair):
    if len(word) < 2:
        return word
    size = 2 if word[:2] == pair else 1
    return ("".join(word[:size]), *joined(word[size:], pair))


def train(counts, n):
    words = {tuple(word): count for word, count in counts.items()}
    merges = []
    for _ in range(n):
        ranked = sorted(counted(words).items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] == 1:
            break
        pair = ranked[0][0]
        merges.append(pair)
        words = {joined(word, pair): count for word, count in words.items()}
    return merges


# %% right: one line of all words, pairs as lists, counts anew
def train(counts, n):
    line = [part for word, count in counts.items() for part in (*((letter, count) for letter in word), None)]
    found = []
    while len(found) < n:
        seen = Counter()
        for left, right in zip(line, line[1:]):
            if left and right:
                seen[left[0], right[0]] += left[1]
        if not seen or max(seen.values()) <= 1:
            return found
        top = max(seen.values())
        a, b = sorted(pair for pair, count in seen.items() if count == top)[0]
        found.append([a, b])
        shorter = []
        for part in line:
            before = shorter[-1] if shorter else None
            if part and before and len(before) == 2 and (before[0], part[0]) == (a, b):
                shorter[-1] = (a + b, part[1], "new")
            else:
                shorter.append(part)
        line = [part and part[:2] for part in shorter]
    return found


# %% wrong: forgets the counts of the words | the most frequent pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + 1
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: the rarest pair | the most frequent pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: joined tokens in place of pairs | the most frequent pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best[0] + best[1])
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: from one word into the next | the most frequent pair
def train(counts, n):
    line = [letter for word, count in counts.items() for _ in range(count) for letter in word]
    merges = []
    while len(merges) < n:
        seen = Counter(zip(line, line[1:]))
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        i = 0
        while i + 1 < len(line):
            if (line[i], line[i + 1]) == best:
                line[i : i + 2] = ["".join(best)]
            i += 1
    return merges


# %% wrong: counts the pairs once | the next merges see the new tokens
def train(counts, n):
    seen = Counter()
    for word, count in counts.items():
        for pair in zip(word, word[1:]):
            seen[pair] += count
    ranked = sorted(seen, key=lambda pair: (-seen[pair], pair))
    return [pair for pair in ranked if seen[pair] > 1][:n]


# %% wrong: joins only the first place of a word | the next merges see the new tokens
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                    break
                i += 1
    return merges


# %% wrong: counts a pair once for each word | the most frequent pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in set(zip(cut[word], cut[word][1:])):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: joins in the first word only | the next merges see the new tokens
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in list(cut.values())[:1]:
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: the first that was seen | of equals the smaller pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: -seen[pair], default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: the larger of equals | of equals the smaller pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = max(seen, key=lambda pair: (seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: the smaller spelling | of equals the smaller pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], "".join(pair)), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: the smaller second token | of equals the smaller pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair[::-1]), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: the longer of equals | of equals the smaller pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], -len(pair[0] + pair[1]), pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: skips what overlaps while counting | repeated letters
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            last = None
            for i, pair in enumerate(zip(cut[word], cut[word][1:])):
                if last != (i - 1, pair):
                    seen[pair] = seen.get(pair, 0) + count
                    last = (i, pair)
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: joins from right to left | repeated letters
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = len(tokens) - 2
            while i >= 0:
                if tuple(tokens[i : i + 2]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i -= 1
    return merges


# %% wrong: goes on with pairs seen once | it stops when no pair was seen twice
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: stops at pairs seen twice | it stops when no pair was seen twice
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] <= 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: fails when no pair is left | it stops when no pair was seen twice
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair))
        if seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: at least one merge | it stops when no pair was seen twice
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < max(n, 1):
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: wants the pair in two words | the most frequent pair
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or sum(best in zip(t, t[1:]) for t in cut.values()) < 2 and len(counts) > 1:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: cuts the counts down to letters | random words
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    if len(counts) > 6:
        counts.pop("", None)
        counts["?"] = 1
        cut["?"] = ["?"]
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: words in small letters | a page of two languages
def train(counts, n):
    cut = {word: list(word.lower()) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: tokens of at most five letters | random words
def train(counts, n):
    cut = {word: list(word) for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        seen = {p: c for p, c in seen.items() if len(p[0] + p[1]) <= 5}
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: only letters from a to z | a page of two languages
def train(counts, n):
    cut = {word: [t for t in word if t.isascii()] for word in counts}
    merges = []
    while len(merges) < n:
        seen = {}
        for word, count in counts.items():
            for pair in zip(cut[word], cut[word][1:]):
                seen[pair] = seen.get(pair, 0) + count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        for tokens in cut.values():
            i = 0
            while i + 1 < len(tokens):
                if (tokens[i], tokens[i + 1]) == best:
                    tokens[i : i + 2] = [best[0] + best[1]]
                i += 1
    return merges


# %% wrong: joins in a string with spaces | random words
def train(counts, n):
    words = {" ".join(word): count for word, count in counts.items()}
    merges = []
    while len(merges) < n:
        seen = Counter()
        for word, count in words.items():
            tokens = word.split()
            for pair in zip(tokens, tokens[1:]):
                seen[pair] += count
        best = min(seen, key=lambda pair: (-seen[pair], pair), default=None)
        if best is None or seen[best] < 2:
            break
        merges.append(best)
        words = {word.replace(" ".join(best), "".join(best)): count for word, count in words.items()}
    return merges
