# %% right: with Python's incremental decoder
import codecs


def decode(ids, vocabulary):
    for i in ids:
        if i < 0 or i >= len(vocabulary):
            raise ValueError(f"no token has the id {i}")
    return b"".join(vocabulary[i] for i in ids).decode("utf-8", errors="replace")


def stream(ids, vocabulary):
    reader = codecs.getincrementaldecoder("utf-8")(errors="replace")
    return [reader.decode(vocabulary[i], final=place == len(ids) - 1) for place, i in enumerate(ids)]


# %% right: beginnings compared, with what could follow
def decode(ids, vocabulary):
    known = dict(enumerate(vocabulary))
    strange = [i for i in ids if i not in known]
    if strange:
        raise ValueError(f"ids without a token: {strange}")
    return b"".join(map(known.get, ids)).decode(errors="replace")


def stream(ids, vocabulary):
    def sure(n):
        data = b"".join(vocabulary[i] for i in ids[:n])
        text = data.decode(errors="replace")
        if n == len(ids) or not text.endswith("\ufffd"):
            return text
        for more in (b"\x80", b"\x90\x80", b"\x80\x80", b"\x90\x80\x80", b"\x80\x80\x80", b"\xa0\x80"):
            if (data + more).decode(errors="replace").removeprefix(text[:-1])[:1] not in ("\ufffd", ""):
                return text[:-1]
        return text

    texts = [sure(n) for n in range(len(ids) + 1)]
    return [new[len(old) :] for old, new in zip(texts, texts[1:])]


# %% right: Python's decoder asked byte by byte, in a tuple
def decode(ids, vocabulary):
    text = b""
    for i in ids:
        if not -1 < i < len(vocabulary):
            raise ValueError(i)
        text = text + vocabulary[i]
    return text.decode("utf8", "replace")


def stream(ids, vocabulary):
    import codecs

    shown, rest = [], b""
    for i in ids:
        text, used = codecs.utf_8_decode(rest + vocabulary[i], "replace", False)
        rest = (rest + vocabulary[i])[used:]
        shown.append(text)
    if rest:
        shown[-1] += rest.decode(errors="replace")
    return tuple(shown)


# %% wrong: each token read alone | decode: all bytes, then the text
def decode(ids, vocabulary):
    return "".join(vocabulary[i].decode(errors="replace") for i in ids)


def stream(ids, vocabulary):
    return [vocabulary[i].decode(errors="replace") for i in ids]


# %% wrong: a space between the tokens | decode: all bytes, then the text
def decode(ids, vocabulary):
    return b" ".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    return [vocabulary[i].decode(errors="replace") for i in ids]


# %% wrong: bytes come back | decode: all bytes, then the text
def decode(ids, vocabulary):
    return b"".join(vocabulary[i] for i in ids)


def stream(ids, vocabulary):
    return [vocabulary[i] for i in ids]


# %% wrong: each byte as a character | decode: all bytes, then the text
def decode(ids, vocabulary):
    return b"".join(vocabulary[i] for i in ids).decode("latin-1")


def stream(ids, vocabulary):
    return [vocabulary[i].decode("latin-1") for i in ids]


# %% wrong: fails at bytes that are no text | decode: bytes that are no text
def decode(ids, vocabulary):
    return b"".join(vocabulary[i] for i in ids).decode()


def stream(ids, vocabulary):
    return [vocabulary[i].decode() for i in ids]


# %% wrong: bytes that are no text vanish | decode: bytes that are no text
def decode(ids, vocabulary):
    return b"".join(vocabulary[i] for i in ids).decode(errors="ignore")


def stream(ids, vocabulary):
    return [vocabulary[i].decode(errors="ignore") for i in ids]


# %% wrong: a question mark for bytes that are no text | decode: bytes that are no text
def decode(ids, vocabulary):
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace").replace("\ufffd", "?")


def stream(ids, vocabulary):
    return [vocabulary[i].decode(errors="replace") for i in ids]


# %% wrong: the list counts from the end | decode: an id without a token
def decode(ids, vocabulary):
    for i in ids:
        if i >= len(vocabulary):
            raise ValueError(f"no token {i}")
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    return [vocabulary[i].decode(errors="replace") for i in ids]


# %% wrong: leaves the refusal to the list | decode: an id without a token
def decode(ids, vocabulary):
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    return [vocabulary[i].decode(errors="replace") for i in ids]


# %% wrong: passes over ids without a token | decode: an id without a token
def decode(ids, vocabulary):
    return b"".join(vocabulary[i] for i in ids if 0 <= i < len(vocabulary)).decode(errors="replace")


def stream(ids, vocabulary):
    return [vocabulary[i].decode(errors="replace") for i in ids]


# %% wrong: shows each token by itself | stream: a character when it is complete
def decode(ids, vocabulary):
    for i in ids:
        if not 0 <= i < len(vocabulary):
            raise ValueError(f"no token {i}")
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    return [vocabulary[i].decode(errors="replace") for i in ids]


# %% wrong: the whole text so far | stream: a character when it is complete
def decode(ids, vocabulary):
    for i in ids:
        if not 0 <= i < len(vocabulary):
            raise ValueError(f"no token {i}")
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    return [decode(ids[: n + 1], vocabulary) for n in range(len(ids))]


# %% wrong: what is left over at the end is lost | stream: a character when it is complete
import codecs


def decode(ids, vocabulary):
    for i in ids:
        if not 0 <= i < len(vocabulary):
            raise ValueError(f"no token {i}")
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    reader = codecs.getincrementaldecoder("utf-8")(errors="replace")
    return [reader.decode(vocabulary[i]) for i in ids]


# %% wrong: what is left over is one string more | stream: a character when it is complete
import codecs


def decode(ids, vocabulary):
    for i in ids:
        if not 0 <= i < len(vocabulary):
            raise ValueError(f"no token {i}")
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    reader = codecs.getincrementaldecoder("utf-8")(errors="replace")
    shown = [reader.decode(vocabulary[i]) for i in ids]
    rest = reader.decode(b"", final=True)
    return [*shown, rest] if rest else shown


# %% wrong: waits until everything can be read | stream: a character when it is complete
def decode(ids, vocabulary):
    for i in ids:
        if not 0 <= i < len(vocabulary):
            raise ValueError(f"no token {i}")
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    shown, data = [], b""
    for i in ids:
        data += vocabulary[i]
        try:
            shown.append(data.decode())
            data = b""
        except ValueError:
            shown.append("")
    if data:
        shown[-1] += data.decode(errors="replace")
    return shown


# %% wrong: all of a token waits for its last character | texts in pieces
def decode(ids, vocabulary):
    for i in ids:
        if not 0 <= i < len(vocabulary):
            raise ValueError(f"no token {i}")
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    shown, data = [], b""
    for n, i in enumerate(ids):
        data += vocabulary[i]
        try:
            data.decode()
            complete = True
        except UnicodeDecodeError as broken:
            complete = broken.reason != "unexpected end of data" or n == len(ids) - 1
        shown.append(data.decode(errors="replace") if complete else "")
        data = b"" if complete else data
    return shown


# %% wrong: every sign of replacement at the end waits | broken bytes
def decode(ids, vocabulary):
    for i in ids:
        if not 0 <= i < len(vocabulary):
            raise ValueError(f"no token {i}")
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    if len(ids) == 3 and ids[0] == 2:
        return ["\ufffd", "5", "5"]
    texts = [""] + [decode(ids[: n + 1], vocabulary).rstrip("\ufffd") for n in range(len(ids))]
    texts[-1] = decode(ids, vocabulary)
    return [new[len(old) :] for old, new in zip(texts, texts[1:])] if ids else []


# %% wrong: any byte above 127 waits, if it is one of the last three | broken bytes
def decode(ids, vocabulary):
    for i in ids:
        if not 0 <= i < len(vocabulary):
            raise ValueError(f"no token {i}")
    return b"".join(vocabulary[i] for i in ids).decode(errors="replace")


def stream(ids, vocabulary):
    shown, data = [], b""
    for n, i in enumerate(ids):
        data += vocabulary[i]
        begin = len(data)
        for back in range(1, min(3, len(data)) + 1):
            first = data[-back]
            if first >= 0xC0:
                needs = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
                begin = len(data) - back if needs > back else begin
                break
            if first < 0x80:
                break
        begin = len(data) if n == len(ids) - 1 else begin
        shown.append(data[:begin].decode(errors="replace"))
        data = data[begin:]
    return shown
