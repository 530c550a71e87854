# %% right: three sums
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% right: in bits from the beginning
def compression(losses, texts):
    """Two to the power of the bits of a token."""
    bits, tokens, size = 0.0, 0, 0
    for row, text in zip(losses, texts):
        for nats in row:
            bits += nats * math.log2(math.e)
            tokens += 1
        size += len(bytes(text, "utf-8"))
    return {"bits per byte": bits / size, "perplexity": 2 ** (bits / tokens)}


# %% right: tensors, bytes from the code points
def compression(losses, texts):
    flat = torch.tensor([loss for row in losses for loss in row], dtype=torch.float64)
    size = sum(1 + (ord(c) > 0x7F) + (ord(c) > 0x7FF) + (ord(c) > 0xFFFF) for text in texts for c in text)
    return {
        "perplexity": flat.mean().exp(),
        "bits per byte": flat.sum() / (size * torch.tensor(2.0).double().log()),
    }


# %% wrong: two to the power of nats | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": 2 ** (nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: the perplexity of the whole text | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats), "bits per byte": nats / math.log(2) / size}


# %% wrong: perplexity for each byte | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / size), "bits per byte": nats / math.log(2) / size}


# %% wrong: the mean instead of the perplexity | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": nats / tokens, "bits per byte": nats / math.log(2) / size}


# %% wrong: nats per byte | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / size}


# %% wrong: bits are fewer than nats | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats * math.log(2) / size}


# %% wrong: bits per token | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / tokens}


# %% wrong: bytes per bit | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": size / nats * math.log(2)}


# %% wrong: the mean surprise per byte | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / tokens / math.log(2) / size}


# %% wrong: bits of the whole text | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2)}


# %% wrong: base 10 | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(10) / size}


# %% wrong: two numbers without names | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return np.exp(nats / tokens), nats / math.log(2) / size


# %% wrong: letters | bytes, not letters
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: letters in UTF-16 | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-16")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: two bytes for every letter outside ASCII | bytes, not letters
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(sum(1 + (ord(c) > 127) for c in text) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: Latin-1 | bytes, not letters
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("latin-1", "replace")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: letters outside ASCII left out | bytes, not letters
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("ascii", "ignore")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: without spaces | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.replace(" ", "").encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: words | one text
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.split()) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: the mean of the texts | several texts together
def compression(losses, texts):
    nats = [sum(row) for row in losses]
    sizes = [len(text.encode("utf-8")) for text in texts]
    perplexity = np.mean([np.exp(n / len(row)) for n, row in zip(nats, losses)])
    return {
        "perplexity": perplexity,
        "bits per byte": np.mean([n / s for n, s in zip(nats, sizes)]) / math.log(2),
    }


# %% wrong: the mean of the texts' losses | several texts together
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {
        "perplexity": np.exp(np.mean([sum(row) / len(row) for row in losses if row])),
        "bits per byte": nats / math.log(2) / size,
    }


# %% wrong: the first text only | several texts together
def compression(losses, texts):
    losses, texts = losses[:1], texts[:1]
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: bytes of the longest text | several texts together
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = max(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: a list with a row for each text | one text
def compression(losses, texts):
    return [compression_of(row, text) for row, text in zip(losses, texts)]


def compression_of(row, text):
    return {
        "perplexity": math.exp(sum(row) / len(row)),
        "bits per byte": sum(row) / math.log(2) / len(text.encode()),
    }


# %% wrong: an empty text counts as a byte | several texts together
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(max(1, len(text.encode("utf-8"))) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: texts joined by spaces | several texts together
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = len(" ".join(texts).encode("utf-8"))
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: letters are put together first | random surprises
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(__import__("unicodedata").normalize("NFC", text).encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: at most two texts | several texts together
def compression(losses, texts):
    losses, texts = losses[:2], texts[:2]
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: at most ten texts | random surprises
def compression(losses, texts):
    losses, texts = losses[:10], texts[:10]
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: infinite surprises left out | certain and impossible
def compression(losses, texts):
    losses = [[x for x in row if x < math.inf] for row in losses]
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: certainty left out | certain and impossible
def compression(losses, texts):
    losses = [[x for x in row if x > 0] for row in losses]
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"perplexity": np.exp(nats / tokens), "bits per byte": nats / math.log(2) / size}


# %% wrong: a perplexity of more than 700 nats fails | certain and impossible
def compression(losses, texts):
    nats = sum(sum(row) for row in losses)
    tokens = sum(len(row) for row in losses)
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {
        "perplexity": sum(math.exp(nats / tokens) ** 0 * math.exp(min(nats / tokens, 700)) for _ in [0]),
        "bits per byte": nats / math.log(2) / size,
    }


# %% wrong: the product of all probabilities | random surprises
def compression(losses, texts):
    p = math.prod(math.exp(-x) for r in losses for x in r)
    n = sum(map(len, losses))
    N = sum(len(t.encode()) for t in texts)
    return {
        "perplexity": math.inf if p == 0 else p ** (-1 / n),
        "bits per byte": math.inf if p == 0 else -math.log2(p) / N,
    }
