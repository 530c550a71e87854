# %% right: replaced before the mean and the maximum
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    if how == "max":
        return h.masked_fill(~token, -torch.inf).amax(dim=1)
    raise ValueError(f'how is "cls", "mean" or "max", got {how}')


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels)


# %% right: text by text
def sentence_vector(h, real, how):
    if how not in {"cls", "mean", "max"}:
        raise ValueError("unknown: " + str(how))
    vectors = []
    for text, tokens in zip(h, real.tolist()):
        kept = [state for state, is_real in zip(text, tokens) if is_real]
        if how == "cls":
            vectors.append(text[0])
        elif how == "mean":
            vectors.append(sum(kept) / len(kept))
        else:
            best = kept[0]
            for state in kept[1:]:
                best = torch.maximum(best, state)
            vectors.append(best)
    return torch.stack(vectors)


def classify(h, real, head, labels, how="cls"):
    v = sentence_vector(h, real, how)
    hidden = torch.tanh(torch.einsum("bc,gc->bg", v, head["pool.weight"]) + head["pool.bias"])
    logits = torch.einsum("bg,kg->bk", hidden, head["out.weight"]) + head["out.bias"]
    logp = logits - logits.logsumexp(dim=1, keepdim=True)
    return logits, sum(-logp[b, y] for b, y in enumerate(labels.tolist())) / len(labels)


# %% right: weights for the mean, a dict of functions
def sentence_vector(h, real, how):
    def mean():
        share = real.to(h.dtype) / real.sum(1, keepdim=True)
        return torch.einsum("bt,btc->bc", share, h)

    def largest():
        return torch.where(real.unsqueeze(-1), h, torch.finfo(h.dtype).min).max(dim=1).values

    try:
        way = {"cls": lambda: h.select(1, 0), "mean": mean, "max": largest}[how]
    except KeyError:
        raise ValueError(f"expected cls, mean or max, got {how!r}") from None
    return way()


def classify(h, real, head, labels, how="cls"):
    W, b, U, c = (head[name] for name in ("pool.weight", "pool.bias", "out.weight", "out.bias"))
    logits = torch.addmm(c, torch.tanh(torch.addmm(b, sentence_vector(h, real, how), W.T)), U.T)
    loss = nn.CrossEntropyLoss()(logits, labels)
    return [logits, loss]


# %% wrong: the mean over padding too | the state of [CLS], or the mean
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.mean(dim=1)
    return h.masked_fill(~real[..., None], -torch.inf).amax(dim=1)


# %% wrong: padding is 0 and divides all the same | the state of [CLS], or the mean
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~real[..., None], 0).mean(dim=1)
    return h.masked_fill(~real[..., None], -torch.inf).amax(dim=1)


# %% wrong: the mean over the batch | the state of [CLS], or the mean
def sentence_vector(h, real, how):
    if how == "cls":
        return h[0]
    if how == "mean":
        return h.masked_fill(~real[..., None], 0).sum(0) / real.sum(0)[:, None]
    return h.masked_fill(~real[..., None], -torch.inf).amax(dim=0)


# %% wrong: the last state for [CLS] | the state of [CLS], or the mean
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, -1]
    if how == "mean":
        return h.masked_fill(~real[..., None], 0).sum(dim=1) / real.sum(dim=1, keepdim=True)
    return h.masked_fill(~real[..., None], -torch.inf).amax(dim=1)


# %% wrong: [CLS] is left out of the mean | the state of [CLS], or the mean
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~real[..., None], 0)[:, 1:].sum(dim=1) / (real.sum(dim=1, keepdim=True) - 1)
    return h.masked_fill(~real[..., None], -torch.inf).amax(dim=1)


# %% wrong: one divisor for the batch | the state of [CLS], or the mean
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~real[..., None], 0).sum(dim=1) * len(h) / real.sum()
    return h.masked_fill(~real[..., None], -torch.inf).amax(dim=1)


# %% wrong: the maximum over padding set to 0 | the largest
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~real[..., None], 0).sum(dim=1) / real.sum(dim=1, keepdim=True)
    return (h * real[..., None]).amax(dim=1)


# %% wrong: the maximum over padding too | the largest
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~real[..., None], 0).sum(dim=1) / real.sum(dim=1, keepdim=True)
    return h.amax(dim=1)


# %% wrong: the largest in size | the largest
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~real[..., None], 0).sum(dim=1) / real.sum(dim=1, keepdim=True)
    return h.masked_fill(~real[..., None], 0).abs().amax(dim=1)


# %% wrong: the state with the largest first component | the largest
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~real[..., None], 0).sum(dim=1) / real.sum(dim=1, keepdim=True)
    at = h[..., 0].masked_fill(~real, -torch.inf).argmax(dim=1)
    return h[torch.arange(len(h)), at]


# %% wrong: no tanh | the logits
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    return h.masked_fill(~token, -torch.inf).amax(dim=1)


def classify(h, real, head, labels, how="cls"):
    pooled = sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"]
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: no bias of the first map | the logits
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    return h.masked_fill(~token, -torch.inf).amax(dim=1)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T)
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: always [CLS] | the logits
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    return h.masked_fill(~token, -torch.inf).amax(dim=1)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(h[:, 0] @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: tanh of the logits too | the logits
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    return h.masked_fill(~token, -torch.inf).amax(dim=1)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = torch.tanh(pooled @ head["out.weight"].T + head["out.bias"])
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: cross_entropy of probabilities | the loss
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    return h.masked_fill(~token, -torch.inf).amax(dim=1)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits.softmax(-1), labels)


# %% wrong: the sum over the batch | the loss
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    return h.masked_fill(~token, -torch.inf).amax(dim=1)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels, reduction="sum")


# %% wrong: the logarithm of the mean probability | the loss
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    return h.masked_fill(~token, -torch.inf).amax(dim=1)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    p = logits.softmax(-1)[torch.arange(len(labels)), labels]
    return logits, -p.mean().log()


# %% wrong: softmax over the batch | the loss
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    return h.masked_fill(~token, -torch.inf).amax(dim=1)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, -logits.log_softmax(0)[torch.arange(len(labels)), labels].mean()


# %% wrong: the padding of h is overwritten | any sizes
def sentence_vector(h, real, how):
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        h[~real] = 0
        return h.sum(dim=1) / real.sum(dim=1, keepdim=True)
    if how == "max":
        h[~real] = -torch.inf
        return h.amax(dim=1)
    raise ValueError(how)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: the mean is what how is if nothing is said | any sizes
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    if how == "max":
        return h.masked_fill(~token, -torch.inf).amax(dim=1)
    raise ValueError(how)


def classify(h, real, head, labels, how="cls"):
    v = sentence_vector(h, real, how)
    pooled = torch.tanh(v @ head["pool.weight"].T + head["pool.bias"])
    logits = (pooled @ head["out.weight"].T + head["out.bias"]).squeeze()
    return logits, nn.functional.cross_entropy(logits.reshape(len(h), -1), labels)


# %% wrong: unknown words mean the largest | padding may hold anything, and how may be wrong
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    return h.masked_fill(~token, -torch.inf).amax(dim=1)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: padding gets -1e9 | padding may hold anything, and how may be wrong
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    if how == "max":
        return h.masked_fill(~token, -1e9).amax(dim=1)
    raise ValueError(how)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: 1e9 is subtracted from padding | padding may hold anything, and how may be wrong
def sentence_vector(h, real, how):
    token = real[..., None].to(h.dtype)
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return (h * token).sum(dim=1) / token.sum(dim=1)
    if how == "max":
        return (h - 1e9 * (1 - token)).amax(dim=1)
    raise ValueError(how)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: the body does not learn | gradients
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0].detach()
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    if how == "max":
        return h.masked_fill(~token, -torch.inf).amax(dim=1)
    raise ValueError(how)


def classify(h, real, head, labels, how="cls"):
    pooled = torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
    logits = pooled @ head["out.weight"].T + head["out.bias"]
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: layers of its own, with copied weights | gradients
def sentence_vector(h, real, how):
    token = real[..., None]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return h.masked_fill(~token, 0).sum(dim=1) / token.sum(dim=1)
    if how == "max":
        return h.masked_fill(~token, -torch.inf).amax(dim=1)
    raise ValueError(how)


def classify(h, real, head, labels, how="cls"):
    G, C = head["pool.weight"].shape
    layers = nn.ModuleDict({"pool": nn.Linear(C, G), "out": nn.Linear(G, len(head["out.bias"]))}).double()
    layers.load_state_dict(head)
    logits = layers["out"](torch.tanh(layers["pool"](sentence_vector(h, real, how))))
    return logits, nn.functional.cross_entropy(logits, labels)


# %% wrong: as many places from the left as there are tokens | padding may hold anything, and how may be wrong
def sentence_vector(h, real, how):
    n = real.sum(1)
    rows = [x[:m] for x, m in zip(h, n.tolist())]
    if how == "cls":
        return h[:, 0]
    if how == "mean":
        return torch.stack([r.mean(0) for r in rows])
    if how == "max":
        return torch.stack([r.amax(0) for r in rows])
    raise ValueError(how)


def classify(h, real, head, labels, how="cls"):
    z = (
        torch.tanh(sentence_vector(h, real, how) @ head["pool.weight"].T + head["pool.bias"])
        @ head["out.weight"].T
        + head["out.bias"]
    )
    return z, nn.functional.cross_entropy(z, labels)
