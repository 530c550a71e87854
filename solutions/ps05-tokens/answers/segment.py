# %% right: once through the merges
def segment(word, merges):
    tokens = list(word)
    for a, b in merges:
        new = []
        for token in tokens:
            if new and (new[-1], token) == (a, b) and not new[-1] == a + b:
                new[-1] = None
                new.append((a, b))
            else:
                new.append(token)
        tokens = [a + b if token == (a, b) else token for token in new if token is not None]
    return tokens


# %% right: all places of the best pair
def segment(word, merges):
    ranks = {tuple(pair): i for i, pair in enumerate(merges)}
    tokens = list(word)
    while len(tokens) > 1:
        best = min(zip(tokens, tokens[1:]), key=lambda pair: ranks.get(pair, math.inf))
        if best not in ranks:
            break
        out, i = [], 0
        while i < len(tokens):
            found = tuple(tokens[i : i + 2]) == best
            out.append("".join(tokens[i : i + 1 + found]))
            i += 1 + found
        tokens = out
    return tokens


# %% right: a tuple, found with index
def segment(word, merges):
    parts = tuple(word)
    known = [(merges.index(pair), i) for i, pair in enumerate(zip(parts, parts[1:])) if pair in merges]
    while known:
        _, i = min(known)
        parts = (*parts[:i], parts[i] + parts[i + 1], *parts[i + 2 :])
        known = [(merges.index(pair), j) for j, pair in enumerate(zip(parts, parts[1:])) if pair in merges]
    return parts


# %% wrong: joins everything into a string | letters and merges
def segment(word, merges):
    tokens = list(word)
    for pair in merges:
        i = 0
        while i + 1 < len(tokens):
            if (tokens[i], tokens[i + 1]) == pair:
                tokens[i : i + 2] = [pair[0] + pair[1]]
            i += 1
    return " ".join(tokens)


# %% wrong: letters only, merged tokens are never parts | letters and merges
def segment(word, merges):
    out, i = [], 0
    while i < len(word):
        size = 2 if tuple(word[i : i + 2]) in merges else 1
        out.append(word[i : i + size])
        i += size
    return out


# %% wrong: drops letters that no merge knows | letters and merges
def segment(word, merges):
    known = {letter for pair in merges for letter in pair[0] + pair[1]}
    tokens = [letter for letter in word if letter in known]
    for pair in merges:
        i = 0
        while i + 1 < len(tokens):
            if (tokens[i], tokens[i + 1]) == pair:
                tokens[i : i + 2] = [pair[0] + pair[1]]
            i += 1
    return tokens


# %% wrong: one empty token for the empty word | letters and merges
def segment(word, merges):
    tokens = list(word) or [""]
    for pair in merges:
        i = 0
        while i + 1 < len(tokens):
            if (tokens[i], tokens[i + 1]) == pair:
                tokens[i : i + 2] = [pair[0] + pair[1]]
            i += 1
    return tokens


# %% wrong: each merge at one place only | everywhere, from left to right
def segment(word, merges):
    tokens = list(word)
    for pair in merges:
        for i in range(len(tokens) - 1):
            if (tokens[i], tokens[i + 1]) == pair:
                tokens[i : i + 2] = [pair[0] + pair[1]]
                break
    return tokens


# %% wrong: from right to left | everywhere, from left to right
def segment(word, merges):
    tokens = list(word)
    for pair in merges:
        for i in reversed(range(len(tokens) - 1)):
            if tuple(tokens[i : i + 2]) == pair:
                tokens[i : i + 2] = [pair[0] + pair[1]]
    return tokens


# %% wrong: the longest token first | the earliest merge first
def segment(word, merges):
    known = {a + b for a, b in merges} | set(word)
    out = []
    while word:
        size = max(n for n in range(1, len(word) + 1) if word[:n] in known)
        out.append(word[:size])
        word = word[size:]
    return out


# %% wrong: the first pair in the word | the earliest merge first
def segment(word, merges):
    tokens = list(word)
    i = 0
    while i + 1 < len(tokens):
        if (tokens[i], tokens[i + 1]) in merges:
            tokens[i : i + 2] = [tokens[i] + tokens[i + 1]]
            i = 0
        else:
            i += 1
    return tokens


# %% wrong: the latest merge first | the earliest merge first
def segment(word, merges):
    tokens = list(word)
    while known := [i for i in range(len(tokens) - 1) if (tokens[i], tokens[i + 1]) in merges]:
        i = max(known, key=lambda i: merges.index((tokens[i], tokens[i + 1])))
        tokens[i : i + 2] = [tokens[i] + tokens[i + 1]]
    return tokens


# %% wrong: all pairs of a round at once | the earliest merge first
def segment(word, merges):
    tokens = list(word)
    while any(pair in merges for pair in zip(tokens, tokens[1:])):
        new, i = [], 0
        while i < len(tokens):
            size = 2 if tuple(tokens[i : i + 2]) in merges else 1
            new.append("".join(tokens[i : i + size]))
            i += size
        tokens = new
    return tokens


# %% wrong: as few tokens as can be | everywhere, from left to right
def segment(word, merges):
    known = {a + b for a, b in merges} | set(word)
    best = [[]]
    for end in range(1, len(word) + 1):
        ways = [[*best[i], word[i:end]] for i in range(end) if word[i:end] in known]
        best.append(min(ways, key=len))
    return best[-1]


# %% wrong: joins whatever spells a token | a pair, not its spelling
def segment(word, merges):
    rank = {}
    for i, (a, b) in enumerate(merges):
        rank.setdefault(a + b, i)
    tokens = list(word)
    while known := [i for i in range(len(tokens) - 1) if tokens[i] + tokens[i + 1] in rank]:
        i = min(known, key=lambda i: rank[tokens[i] + tokens[i + 1]])
        tokens[i : i + 2] = [tokens[i] + tokens[i + 1]]
    return tokens


# %% wrong: replaces in a string with spaces | the earliest merge first
def segment(word, merges):
    line = " ".join(word)
    for a, b in merges:
        line = line.replace(f"{a} {b}", a + b)
    return line.split()


# %% wrong: uses up the merges | few letters, many merges
def segment(word, merges):
    tokens = list(word)
    waiting = merges[:]
    while waiting:
        pair = waiting.pop(0)
        i = 0
        while i + 1 < len(tokens):
            if (tokens[i], tokens[i + 1]) == pair:
                tokens[i : i + 2] = [pair[0] + pair[1]]
            i += 1
    merges.sort()
    return tokens


# %% wrong: gives up after twenty joins | as the library cuts
def segment(word, merges):
    tokens = list(word)
    for pair in merges[:20]:
        i = 0
        while i + 1 < len(tokens):
            if (tokens[i], tokens[i + 1]) == pair:
                tokens[i : i + 2] = [pair[0] + pair[1]]
            i += 1
    return tokens
