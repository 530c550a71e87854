# %% right: filled arrays, and log_softmax
def teacher_forcing(sentences, bos, eos, pad):
    T = 1 + max(len(ids) for ids in sentences)
    inputs, labels = np.full((len(sentences), T), pad), np.full((len(sentences), T), pad)
    for row, ids in enumerate(sentences):
        n = len(ids) + 1
        inputs[row, :n], labels[row, :n] = [bos, *ids], [*ids, eos]
    return inputs, labels


def padded_loss(logits, labels, pad):
    real = labels != pad
    logp = logits[real].log_softmax(-1)
    return -logp[torch.arange(len(logp)), labels[real]].mean()


# %% right: lists, and nan taken out before anything else
def teacher_forcing(sentences, bos, eos, pad):
    """The whole sentence once, cut at both ends, then filled."""
    whole = [[bos] + list(ids) + [eos] for ids in sentences]
    T = max(map(len, whole)) - 1

    def fill(ids):
        return ids + [pad] * (T - len(ids))

    return [fill(ids[:-1]) for ids in whole], [fill(ids[1:]) for ids in whole]


def padded_loss(logits, labels, pad):
    real = labels != pad
    clean = torch.where(real[..., None], logits, 0.0)
    chosen = torch.nn.functional.one_hot(labels.where(real, 0), logits.shape[-1])
    nats = -(clean.log_softmax(-1) * chosen).sum(-1)
    return (nats * real).sum() / real.sum()


# %% right: one sentence after the other
def teacher_forcing(sentences, bos, eos, pad):
    T = max(len(ids) for ids in sentences) + 1
    labels = torch.full((len(sentences), T), pad, dtype=torch.long)
    inputs = labels.clone()
    inputs[:, 0] = bos
    for i, ids in enumerate(sentences):
        for j, token in enumerate(ids):
            inputs[i, j + 1] = labels[i, j] = token
        labels[i, len(ids)] = eos
    return (inputs, labels)


def padded_loss(logits, labels, pad):
    total, count = 0, 0
    for scores, wanted in zip(logits, labels.tolist()):
        for row, label in zip(scores, wanted):
            if label != pad:
                total, count = total + torch.logsumexp(row, 0) - row[label], count + 1
    return total / count


# %% right: padding is replaced before anything else
def teacher_forcing(sentences, bos, eos, pad):
    T = 1 + max(map(len, sentences))
    return [[([bos] + s + [pad] * T)[t] for t in range(T)] for s in sentences], [
        [(s + [eos] + [pad] * T)[t] for t in range(T)] for s in sentences
    ]


def padded_loss(logits, labels, pad):
    keep = labels != pad
    z = torch.where(keep[..., None], logits, 0.0)
    y = torch.where(keep, labels, 0)
    l = -z.log_softmax(-1).gather(-1, y[..., None]).squeeze(-1)
    return (l * keep).sum() / keep.sum()


# %% wrong: labels begin with bos too | one place apart
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = torch.tensor([[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences])
    return rows, rows


def padded_loss(logits, labels, pad):
    raise NotImplementedError


# %% wrong: no eos | one place apart
def teacher_forcing(sentences, bos, eos, pad):
    T = 1 + max(map(len, sentences))
    rows = torch.tensor([[bos, *ids] + [pad] * (T - len(ids)) for ids in sentences])
    return rows[:, :-1], rows[:, 1:]


def padded_loss(logits, labels, pad):
    raise NotImplementedError


# %% wrong: labels are the inputs, shifted the other way | one place apart
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = torch.tensor([[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences])
    return rows[:, 1:], rows[:, :-1]


def padded_loss(logits, labels, pad):
    raise NotImplementedError


# %% wrong: eos is left in the inputs of short sentences | sentences of different lengths
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = torch.tensor([[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences])
    return rows[:, :-1], rows[:, 1:]


def padded_loss(logits, labels, pad):
    raise NotImplementedError


# %% wrong: eos behind the padding | sentences of different lengths
def teacher_forcing(sentences, bos, eos, pad):
    T = max(map(len, sentences))
    rows = torch.tensor([[bos, *ids] + [pad] * (T - len(ids)) + [eos] for ids in sentences])
    return rows[:, :-1], rows[:, 1:]


def padded_loss(logits, labels, pad):
    raise NotImplementedError


# %% wrong: padding in front | sentences of different lengths
def teacher_forcing(sentences, bos, eos, pad):
    T = max(map(len, sentences))
    inputs = [[pad] * (T - len(ids)) + [bos, *ids] for ids in sentences]
    return torch.tensor(inputs), torch.tensor([[pad] * (T - len(ids)) + [*ids, eos] for ids in sentences])


def padded_loss(logits, labels, pad):
    raise NotImplementedError


# %% wrong: the probability, without a logarithm | the loss without padding
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    p = logits.softmax(-1).gather(-1, labels[..., None])
    return -p.mean()


# %% wrong: softmax over the places | the loss without padding
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    real = labels != pad
    logp = logits.log_softmax(1)
    return -logp[real].gather(-1, labels[real][:, None]).mean()


# %% wrong: the sum | the loss without padding
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    real = labels != pad
    return -logits[real].log_softmax(-1).gather(-1, labels[real][:, None]).sum()


# %% wrong: padding counts as a label | padding does not count
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    return -logits.log_softmax(-1).gather(-1, labels[..., None]).mean()


# %% wrong: divides by all places | padding does not count
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    real = labels != pad
    return -logits[real].log_softmax(-1).gather(-1, labels[real][:, None]).sum() / labels.numel()


# %% wrong: the mean of the sentences' means | padding does not count
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    means = []
    for scores, wanted in zip(logits, labels):
        real = wanted != pad
        means.append(-scores[real].log_softmax(-1).gather(-1, wanted[real][:, None]).mean())
    return torch.stack(means).mean()


# %% wrong: a pad that is no token is looked up | padding does not count
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    real = labels != pad
    nats = -logits.log_softmax(-1).gather(-1, labels[..., None])[..., 0]
    return nats[real].mean()


# %% wrong: exponentials of large numbers | logits of any size
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    real = labels != pad
    powers = logits[real].exp()
    return -(powers / powers.sum(-1, keepdim=True)).gather(-1, labels[real][:, None]).log().mean()


# %% wrong: the logarithm of a softmax that is 0 | logits of any size
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    real = labels != pad
    return -(logits[real].softmax(-1) + 1e-12).gather(-1, labels[real][:, None]).log().mean()


# %% wrong: padding times 0 | logits of any size
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    real = labels != pad
    nats = -logits.log_softmax(-1).gather(-1, (labels * real)[..., None])[..., 0]
    return (nats * real).sum() / real.sum()


# %% wrong: puts eos into the given sentences | random sentences
def teacher_forcing(sentences, bos, eos, pad):
    inputs = [[bos, *ids] for ids in sentences]
    for ids in sentences:
        ids.append(eos)
    T = max(map(len, sentences))
    return [row + [pad] * (T - len(row)) for row in inputs], [
        ids + [pad] * (T - len(ids)) for ids in sentences
    ]


def padded_loss(logits, labels, pad):
    real = labels != pad
    return -logits[real].log_softmax(-1).gather(-1, labels[real][:, None]).mean()


# %% wrong: finds the padding by its id, in the inputs | random sentences
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = torch.tensor([[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences])
    inputs = rows[:, :-1].clone()
    inputs[inputs == eos] = pad
    return inputs, rows[:, 1:]


def padded_loss(logits, labels, pad):
    real = labels != pad
    return -logits[real].log_softmax(-1).gather(-1, labels[real][:, None]).mean()


# %% wrong: writes into the labels | the loss, random
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    real = labels != pad
    labels[~real] = 0
    return -logits[real].log_softmax(-1).gather(-1, labels[real][:, None]).mean()


# %% wrong: a number without a gradient | gradients of the loss
def teacher_forcing(sentences, bos, eos, pad):
    T = 2 + max(map(len, sentences))
    rows = [[bos, *ids, eos] + [pad] * (T - len(ids) - 2) for ids in sentences]
    return [[pad if b == pad else a for a, b in zip(row, row[1:])] for row in rows], [row[1:] for row in rows]


def padded_loss(logits, labels, pad):
    real = labels != pad
    nats = -logits[real].log_softmax(-1).gather(-1, labels[real][:, None])
    return torch.tensor(nats.mean().item())


# %% wrong: padding is taken out after the logarithm | gradients of the loss
def teacher_forcing(sentences, bos, eos, pad):
    T = 1 + max(map(len, sentences))
    return [[([bos] + s + [pad] * T)[t] for t in range(T)] for s in sentences], [
        [(s + [eos] + [pad] * T)[t] for t in range(T)] for s in sentences
    ]


def padded_loss(logits, labels, pad):
    keep = labels != pad
    y = torch.where(keep, labels, 0)
    l = -logits.log_softmax(-1).gather(-1, y[..., None]).squeeze(-1)
    return torch.where(keep, l, 0).sum() / keep.sum()
