# %% right: one token at a time
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids = [cls, *a[: T - 2], sep]
        segments = [0] * len(ids)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids = [cls, *a, sep, *b, sep]
        segments = [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% right: tensors, filled in place
def input_row(a, b, T, cls, sep, pad):
    ids, segments, real = (
        torch.full((T,), pad),
        torch.zeros(T, dtype=torch.long),
        torch.zeros(T, dtype=torch.bool),
    )
    parts = [list(a)] if b is None else [list(a), list(b)]
    while sum(len(p) for p in parts) + len(parts) + 1 > T:
        longest = max(range(len(parts)), key=lambda k: (len(parts[k]), k))
        parts[longest] = parts[longest][:-1]
    ids[0], at = cls, 1
    for k, part in enumerate(parts):
        for token in [*part, sep]:
            ids[at], segments[at] = token, k
            at += 1
    real[:at] = True
    return ids, segments, real


# %% right: NumPy, lengths by recursion
def input_row(a, b, T, cls, sep, pad):
    def fit(m, n):
        if m + n <= T - 3:
            return m, n
        return fit(m - 1, n) if m > n else fit(m, n - 1)

    if b is None:
        row = [cls] + list(a)[: T - 2] + [sep]
        first = len(row)
    else:
        m, n = fit(len(a), len(b))
        row = [cls] + list(a[:m]) + [sep] + list(b[:n]) + [sep]
        first = m + 2
    used = len(row)
    place = np.arange(T)
    ids = np.pad(row, (0, T - used), constant_values=pad)
    return ids, ((place >= first) & (place < used)).astype(int), place < used


# %% right: half for each, the rest for the longer
def input_row(a, b, T, cls, sep, pad):
    if b is None:
        ids = [cls] + a[: T - 2] + [sep]
        s = [0] * len(ids)
    else:
        if len(a) + len(b) > T - 3:
            n = (T - 3 + 1) // 2
            if len(a) > n and len(b) > T - 3 - n:
                a, b = a[:n], b[: T - 3 - n]
            elif len(a) > n:
                a = a[: T - 3 - len(b)]
            else:
                b = b[: T - 3 - len(a)]
        x = [cls] + a + [sep]
        ids = x + b + [sep]
        s = [0] * len(x) + [1] * (len(b) + 1)
    return ids + [pad] * (T - len(ids)), s + [0] * (T - len(s)), [i < len(ids) for i in range(T)]


# %% wrong: no [SEP] after a single sentence | one sentence
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 1]], [0] * min(T, len(a) + 1)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: the row is cut, and its [SEP] with it | one sentence
def input_row(a, b, T, cls, sep, pad):
    ids = [cls, *a, sep] + ([] if b is None else [*b, sep])
    segments = [0] * (len(a) + 2) + ([] if b is None else [1] * (len(b) + 1))
    ids, segments = ids[:T], segments[:T]
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: real is True for padding | one sentence
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [False] * len(ids) + [True] * empty


# %% wrong: only words are real | one sentence
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [i not in (cls, sep) for i in ids] + [False] * empty


# %% wrong: the middle [SEP] belongs to b | two sentences
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 1) + [1] * (len(b) + 2)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: padding has segment 1 | two sentences
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * T
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (T - len(a) - 2)
    empty = T - len(ids)
    return ids + [pad] * empty, segments, [True] * len(ids) + [False] * empty


# %% wrong: padding is 0 | two sentences
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [0] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: real is what is not pad, and the last [SEP] is forgotten | two sentences
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 2:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b], [0] * (len(a) + 2) + [1] * len(b)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [i != pad for i in ids] + [False] * empty


# %% wrong: b is cut always | the longer one is cut
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 3:
            (b or a).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: the first token goes | the longer one is cut
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop(0)
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: the longer one at the start pays for all | both are cut
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        over = max(0, len(a) + len(b) - (T - 3))
        if len(a) > len(b):
            a = a[: len(a) - over]
        else:
            b = b[: len(b) - over]
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: at equal length a loses | both are cut
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) >= len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: two special tokens are left room for | the longer one is cut
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 2:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: cut in place | any lengths
def input_row(a, b, T, cls, sep, pad):
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: half of the room for each when both are too long | any lengths
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), None if b is None else list(b)
    if b is None:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        if len(a) + len(b) > T - 3 and min(len(a), len(b)) >= 3:
            a, b = a[: (T - 2) // 2], b[: (T - 3) // 2]
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty


# %% wrong: an empty second sentence is taken for none | empty sentences
def input_row(a, b, T, cls, sep, pad):
    a, b = list(a), list(b or [])
    if not b:
        ids, segments = [cls, *a[: T - 2], sep], [0] * min(T, len(a) + 2)
    else:
        while len(a) + len(b) > T - 3:
            (a if len(a) > len(b) else b).pop()
        ids, segments = [cls, *a, sep, *b, sep], [0] * (len(a) + 2) + [1] * (len(b) + 1)
    empty = T - len(ids)
    return ids + [pad] * empty, segments + [0] * empty, [True] * len(ids) + [False] * empty
