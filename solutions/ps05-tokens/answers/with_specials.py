# %% right: with a pattern
def with_specials(text, encode, specials, allowed):
    if not allowed:
        return encode(text) if text else []
    names = sorted(allowed, key=len, reverse=True)
    ids = []
    for piece in re.split("(" + "|".join(map(re.escape, names)) + ")", text):
        if piece in names:
            ids.append(specials[piece])
        elif piece:
            ids.extend(encode(piece))
    return ids


# %% right: find the next name, again and again
def with_specials(text, encode, specials, allowed):
    places = [(text.find(name), -len(name), name) for name in allowed if name in text]
    if not places:
        return list(encode(text)) if text else []
    start, _, name = min(places)
    before = encode(text[:start]) if start else []
    return [*before, specials[name], *with_specials(text[start + len(name) :], encode, specials, allowed)]


# %% right: letters collected, in a tuple
def with_specials(text, encode, specials, allowed):
    out, waiting = (), ""
    while text:
        for name in sorted(allowed, key=lambda name: (-len(name), name)):
            if text.startswith(name):
                if waiting:
                    out += tuple(encode(waiting))
                out, waiting, text = (*out, specials[name]), "", text.removeprefix(name)
                break
        else:
            waiting, text = waiting + text[0], text[1:]
    return out + tuple(encode(waiting)) if waiting else out


# %% wrong: nothing is special | a name becomes one id
def with_specials(text, encode, specials, allowed):
    return encode(text) if text else []


# %% wrong: the names vanish | a name becomes one id
def with_specials(text, encode, specials, allowed):
    ids = []
    for piece in re.split("|".join(map(re.escape, allowed)) or "$^", text):
        ids += encode(piece) if piece else []
    return ids


# %% wrong: the names' characters mean something in the pattern | a name becomes one id
def with_specials(text, encode, specials, allowed):
    ids = []
    for piece in (
        re.split("(" + "|".join(sorted(allowed, key=len, reverse=True)) + ")", text) if allowed else [text]
    ):
        if piece in allowed:
            ids.append(specials[piece])
        elif piece:
            ids += encode(piece)
    return ids


# %% wrong: all specials at the end | a name becomes one id
def with_specials(text, encode, specials, allowed):
    found = [specials[name] for name in allowed for _ in range(text.count(name))]
    for name in allowed:
        text = text.replace(name, "")
    return (encode(text) if text else []) + found


# %% wrong: letter by letter | pieces stay whole
def with_specials(text, encode, specials, allowed):
    ids = []
    while text:
        name = max((n for n in allowed if text.startswith(n)), key=len, default="")
        ids += [specials[name]] if name else encode(text[0])
        text = text[len(name) or 1 :]
    return ids


# %% wrong: word by word | pieces stay whole
def with_specials(text, encode, specials, allowed):
    names = sorted(allowed, key=len, reverse=True)
    pattern = "|".join([*map(re.escape, names), r"\s+", r"\w+", "."])
    ids = []
    for piece in re.findall(pattern, text):
        ids += [specials[piece]] if piece in names else encode(piece)
    return ids


# %% wrong: without the spaces at the ends of a piece | pieces stay whole
def with_specials(text, encode, specials, allowed):
    ids = []
    for piece in re.split("(" + "|".join(map(re.escape, sorted(allowed, key=len, reverse=True))) + ")", text):
        if piece in allowed:
            ids.append(specials[piece])
        elif piece:
            ids += encode(piece.replace(" ", ""))
    return ids


# %% wrong: empty pieces too | no empty pieces
def with_specials(text, encode, specials, allowed):
    if not allowed:
        return encode(text)
    ids = []
    for piece in re.split("(" + "|".join(map(re.escape, sorted(allowed, key=len, reverse=True))) + ")", text):
        ids += [specials[piece]] if piece in allowed else encode(piece)
    return ids


# %% wrong: an empty text goes to encode | no empty pieces
def with_specials(text, encode, specials, allowed):
    if not any(name in text for name in allowed):
        return encode(text)
    ids = []
    for piece in re.split("(" + "|".join(map(re.escape, sorted(allowed, key=len, reverse=True))) + ")", text):
        ids += [specials[piece]] if piece in allowed else encode(piece) if piece else []
    return ids


# %% wrong: the same name side by side counts once | no empty pieces
def with_specials(text, encode, specials, allowed):
    ids = []
    names = sorted(allowed, key=len, reverse=True)
    for piece in re.split("(" + "|".join(map(re.escape, names)) + ")", text) if names else [text]:
        if piece in allowed:
            ids += [specials[piece]] if ids[-1:] != [specials[piece]] else []
        elif piece:
            ids += encode(piece)
    return ids


# %% wrong: all names are special | what is not allowed is text
def with_specials(text, encode, specials, allowed):
    ids = []
    for piece in re.split(
        "(" + "|".join(map(re.escape, sorted(specials, key=len, reverse=True))) + ")", text
    ):
        ids += [specials[piece]] if piece in specials else encode(piece) if piece else []
    return ids


# %% wrong: cuts at names that are not allowed | what is not allowed is text
def with_specials(text, encode, specials, allowed):
    ids = []
    for piece in re.split(
        "(" + "|".join(map(re.escape, sorted(specials, key=len, reverse=True))) + ")", text
    ):
        ids += [specials[piece]] if piece in allowed else encode(piece) if piece else []
    return ids


# %% wrong: refuses a name that is not allowed | what is not allowed is text
def with_specials(text, encode, specials, allowed):
    if any(name in text and name not in allowed for name in specials):
        raise ValueError("a special token in the text")
    ids = []
    for piece in re.split("(" + "|".join(map(re.escape, sorted(allowed, key=len, reverse=True))) + ")", text):
        ids += [specials[piece]] if piece in allowed else encode(piece) if piece else []
    return ids


# %% wrong: an empty pattern when nothing is allowed | what is not allowed is text
def with_specials(text, encode, specials, allowed):
    ids = []
    for piece in re.split("(" + "|".join(map(re.escape, sorted(allowed, key=len, reverse=True))) + ")", text):
        ids += [specials[piece]] if piece in allowed else encode(piece) if piece else []
    return ids


# %% wrong: the name written first | names that overlap
def with_specials(text, encode, specials, allowed):
    ids = []
    for piece in re.split("(" + "|".join(map(re.escape, allowed)) + ")", text) if allowed else [text]:
        ids += [specials[piece]] if piece in allowed else encode(piece) if piece else []
    return ids


# %% wrong: one name after the other | names that overlap
def with_specials(text, encode, specials, allowed):
    pieces = [text]
    for name in sorted(allowed, key=len, reverse=True):
        cut = []
        for piece in pieces:
            parts = piece.split(name) if isinstance(piece, str) else [piece]
            for i, part in enumerate(parts):
                cut += [part] if i == 0 else [specials[name], part]
        pieces = cut
    ids = []
    for piece in pieces:
        ids += [piece] if isinstance(piece, int) else encode(piece) if piece else []
    return ids


# %% wrong: keeps the list in the order it likes | as tiktoken does
def with_specials(text, encode, specials, allowed):
    allowed.sort(key=len, reverse=True)
    ids = []
    for piece in re.split("(" + "|".join(map(re.escape, allowed)) + ")", text) if allowed else [text]:
        ids += [specials[piece]] if piece in allowed else encode(piece) if piece else []
    return ids


# %% wrong: pieces without the spaces at their ends | as tiktoken does
def with_specials(text, encode, specials, allowed):
    ids = []
    names = sorted(allowed, key=len, reverse=True)
    for piece in re.split("(" + "|".join(map(re.escape, names)) + ")", text) if names else [text]:
        if piece in names:
            ids.append(specials[piece])
        elif piece.rstrip(" "):
            ids += encode(piece.rstrip(" "))
    return ids
