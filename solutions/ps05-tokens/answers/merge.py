# %% right: a while over places
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new, i = [], 0
        while i < len(word):
            if word[i : i + 2] == tuple(pair):
                new.append(pair[0] + pair[1])
                i += 2
            else:
                new.append(word[i])
                i += 1
        merged[tuple(new)] = merged.get(tuple(new), 0) + count
    return merged


# %% right: token by token, looking back
def merge(words, pair):
    def joined(word):
        out = []
        fresh = False
        for token in word:
            if out and not fresh and (out[-1], token) == pair:
                out[-1] += token
                fresh = True
            else:
                out.append(token)
                fresh = False
        return tuple(out)

    total = Counter()
    for word in words:
        total[joined(word)] += words[word]
    return total


# %% right: recursion on what is left
def glued(word, pair):
    if len(word) < 2:
        return word
    if word[:2] == pair:
        return ("".join(pair), *glued(word[2:], pair))
    return (word[0], *glued(word[1:], pair))


def merge(words, pair):
    out = dict.fromkeys((glued(word, pair) for word in words), 0)
    for word, count in words.items():
        out[glued(word, pair)] += count
    return out


# %% wrong: only the first place in a word | joined wherever it stands
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        for i in range(len(word) - 1):
            if word[i : i + 2] == pair:
                word = (*word[:i], "".join(pair), *word[i + 2 :])
                break
        merged[word] = merged.get(word, 0) + count
    return merged


# %% wrong: drops the words without the pair | joined wherever it stands
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new, i = [], 0
        while i < len(word):
            size = 2 if word[i : i + 2] == pair else 1
            new.append("".join(word[i : i + size]))
            i += size
        if len(new) < len(word):
            merged[tuple(new)] = merged.get(tuple(new), 0) + count
    return merged


# %% wrong: forgets the last token | joined wherever it stands
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new, i = [], 0
        while i < len(word) - 1:
            size = 2 if word[i : i + 2] == pair else 1
            new.append("".join(word[i : i + size]))
            i += size
        merged[tuple(new)] = merged.get(tuple(new), 0) + count
    return merged


# %% wrong: in either order | joined wherever it stands
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new, i = [], 0
        while i < len(word):
            size = 2 if set(word[i : i + 2]) == set(pair) else 1
            new.append("".join(word[i : i + size]))
            i += size
        merged[tuple(new)] = merged.get(tuple(new), 0) + count
    return merged


# %% wrong: from right to left | from left to right
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new, i = [], len(word)
        while i > 0:
            size = 2 if word[max(0, i - 2) : i] == pair else 1
            new.insert(0, "".join(word[i - size : i]))
            i -= size
        merged[tuple(new)] = merged.get(tuple(new), 0) + count
    return merged


# %% wrong: goes on inside the joined token | from left to right
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new = []
        for i in range(len(word)):
            if word[i : i + 2] == pair:
                new.append("".join(pair))
            elif i == 0 or word[i - 1 : i + 1] != pair:
                new.append(word[i])
        merged[tuple(new)] = merged.get(tuple(new), 0) + count
    return merged


# %% wrong: joins the joined token again | from left to right
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new = []
        for token in word:
            if new and new[-1].endswith(pair[0]) and token == pair[1]:
                new[-1] += token
            else:
                new.append(token)
        merged[tuple(new)] = merged.get(tuple(new), 0) + count
    return merged


# %% wrong: replaces in a string with spaces | whole tokens only
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new = tuple(" ".join(word).replace(" ".join(pair), "".join(pair)).split(" "))
        merged[new] = merged.get(new, 0) + count
    return merged


# %% wrong: compares spellings | whole tokens only
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new, i = [], 0
        while i < len(word):
            size = 2 if "".join(word[i : i + 2]) == "".join(pair) and i + 1 < len(word) else 1
            new.append("".join(word[i : i + size]))
            i += size
        merged[tuple(new)] = merged.get(tuple(new), 0) + count
    return merged


# %% wrong: a pattern in which the tokens mean something | whole tokens only
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        line = re.sub(
            rf"(?<!\S){pair[0]} {pair[1]}(?!\S)", lambda found: found[0].replace(" ", ""), " ".join(word)
        )
        merged[tuple(line.split(" "))] = merged.get(tuple(line.split(" ")), 0) + count
    return merged


# %% wrong: the later of two equal words wins | words that become equal
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new, i = [], 0
        while i < len(word):
            size = 2 if word[i : i + 2] == pair else 1
            new.append("".join(word[i : i + size]))
            i += size
        merged[tuple(new)] = count
    return merged


# %% wrong: the earlier of two equal words wins | words that become equal
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new, i = [], 0
        while i < len(word):
            size = 2 if word[i : i + 2] == pair else 1
            new.append("".join(word[i : i + size]))
            i += size
        merged.setdefault(tuple(new), count)
    return merged


# %% wrong: changes the words it was given | the argument stays as it was
def merge(words, pair):
    for word in list(words):
        new, i = [], 0
        while i < len(word):
            size = 2 if word[i : i + 2] == pair else 1
            new.append("".join(word[i : i + size]))
            i += size
        if len(new) < len(word):
            words[tuple(new)] = words.get(tuple(new), 0) + words.pop(word)
    return words


# %% wrong: a word of no tokens vanishes | random words
def merge(words, pair):
    merged = {}
    for word, count in words.items():
        new, i = [], 0
        while i < len(word):
            size = 2 if word[i : i + 2] == pair else 1
            new.append("".join(word[i : i + size]))
            i += size
        if new:
            merged[tuple(new)] = merged.get(tuple(new), 0) + count
    return merged
