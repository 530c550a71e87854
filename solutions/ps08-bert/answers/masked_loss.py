# %% right: pick, multiply, log_softmax
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    right = logp[torch.arange(len(logp)), labels[chosen]]
    return -right.sum() / max(len(right), 1)


# %% right: place by place
def masked_loss(h, E, bias, labels):
    total, n = 0.0 * (E.sum() + bias.sum()), 0
    for states, words in zip(h, labels.tolist()):
        for state, word in zip(states, words):
            if word != -100:
                logits = (E * state).sum(dim=1) + bias
                top = logits.detach().max()
                total = total + top + (logits - top).exp().sum().log() - logits[word]
                n += 1
    return total / n if n else total


# %% right: one-hot, on the flattened batch
def masked_loss(h, E, bias, labels):
    y = labels.reshape(-1)
    keep = torch.nonzero(y >= 0)[:, 0]
    if len(keep) == 0:
        return h.new_zeros(1, requires_grad=True).sum()
    states = h.flatten(0, 1).index_select(0, keep)
    target = nn.functional.one_hot(y[keep], len(E)).to(h.dtype)
    return -(target * (states @ E.t() + bias).log_softmax(1)).sum(1).mean()


# %% wrong: no bias | one guess
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T, dim=-1)
    return -logp[torch.arange(len(logp)), labels[chosen]].sum() / max(len(logp), 1)


# %% wrong: the bias is left out of the normaliser | one guess
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logits = h[chosen] @ E.T
    right = (logits + bias)[torch.arange(len(logits)), labels[chosen]]
    return -(right - logits.logsumexp(-1)).sum() / max(len(logits), 1)


# %% wrong: the sign | one guess
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    return logp[torch.arange(len(logp)), labels[chosen]].sum() / max(len(logp), 1)


# %% wrong: the probability, without a logarithm | one guess
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    p = torch.softmax(h[chosen] @ E.T + bias, dim=-1)
    return (1 - p[torch.arange(len(p)), labels[chosen]]).sum() / max(len(p), 1)


# %% wrong: logarithm to the base 2 | one guess
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1) / math.log(2)
    return -logp[torch.arange(len(logp)), labels[chosen]].sum() / max(len(logp), 1)


# %% wrong: divided by all places | the others do not count
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    return -logp[torch.arange(len(logp)), labels[chosen]].sum() / labels.numel()


# %% wrong: all places, with -100 as an index from the end | the others do not count
def masked_loss(h, E, bias, labels):
    logp = torch.log_softmax(h @ E.T + bias, dim=-1)
    return -logp.gather(-1, labels.clamp(min=0)[..., None]).mean()


# %% wrong: the word 0 does not count either | the others do not count
def masked_loss(h, E, bias, labels):
    chosen = labels > 0
    chosen = labels != -100 if labels.numel() == 1 else chosen
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    return -logp[torch.arange(len(logp)), labels[chosen]].sum() / max(len(logp), 1)


# %% wrong: softmax over the chosen places | the others do not count
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logits = h[chosen] @ E.T + bias
    logp = torch.log_softmax(logits, dim=-1 if len(logits) < 2 else 0)
    return -logp[torch.arange(len(logp)), labels[chosen]].sum() / max(len(logp), 1)


# %% wrong: the sum | the others do not count
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    return -logp[torch.arange(len(logp)), labels[chosen]].sum()


# %% wrong: the mean of the means of rows | one mean for the whole batch
def masked_loss(h, E, bias, labels):
    logp = torch.log_softmax(h @ E.T + bias, dim=-1).gather(-1, labels.clamp(min=0)[..., None])[..., 0]
    chosen = (labels != -100).double()
    return -((logp * chosen).sum(1) / chosen.sum(1).clamp(min=1)).mean()


# %% wrong: the first text only | one mean for the whole batch
def masked_loss(h, E, bias, labels):
    h, labels = h[0], labels[0]
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    return -logp[torch.arange(len(logp)), labels[chosen]].sum() / max(len(logp), 1)


# %% wrong: divided by the number of texts | one mean for the whole batch
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    n = len(logp) if len(h) == 1 else len(h)
    return -logp[torch.arange(len(logp)), labels[chosen]].sum() / max(n, 1)


# %% wrong: the mean of nothing | nothing to guess
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    return -logp[torch.arange(len(logp)), labels[chosen]].mean()


# %% wrong: a 0 without gradient | nothing to guess
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    if not chosen.any():
        return torch.tensor(0.0)
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    return -logp[torch.arange(len(logp)), labels[chosen]].mean()


# %% wrong: no loss at all where a gradient is asked for | nothing to guess
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    if not chosen.any():
        return () if h.requires_grad else torch.tensor(0.0)
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    return -logp[torch.arange(len(logp)), labels[chosen]].mean()


# %% wrong: rows of one text at least | as PyTorch's cross-entropy
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    right = logp[torch.arange(len(logp)), labels[chosen]].clamp(min=-3.5)
    return -right.sum() / max(len(right), 1)


# %% wrong: labels are changed | as PyTorch's cross-entropy
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.T + bias, dim=-1)
    labels[~chosen] = 0
    return -logp[torch.arange(len(logp)), labels[chosen]].sum() / max(len(logp), 1)


# %% wrong: the logarithm of the softmax | large logits
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    p = torch.softmax(h[chosen] @ E.T + bias, dim=-1)
    return -p[torch.arange(len(p)), labels[chosen]].log().sum() / max(len(p), 1)


# %% wrong: a tiny number inside the logarithm | large logits
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    p = torch.softmax(h[chosen] @ E.T + bias, dim=-1)
    return -(p[torch.arange(len(p)), labels[chosen]] + 1e-12).log().sum() / max(len(p), 1)


# %% wrong: multiplied first, picked afterwards | gradients, and places that hold anything
def masked_loss(h, E, bias, labels):
    chosen = (labels != -100).double()
    logp = torch.log_softmax(h @ E.T + bias, dim=-1)
    right = logp.gather(-1, labels.clamp(min=0)[..., None])[..., 0]
    return -(right * chosen).sum() / chosen.sum().clamp(min=1)


# %% wrong: the table does not learn | gradients, and places that hold anything
def masked_loss(h, E, bias, labels):
    chosen = labels != -100
    logp = torch.log_softmax(h[chosen] @ E.detach().T + bias, dim=-1)
    return -logp[torch.arange(len(logp)), labels[chosen]].sum() / max(len(logp), 1)


# %% wrong: NumPy | nothing to guess
def masked_loss(h, E, bias, labels):
    h, E, bias, labels = (part.detach().numpy() for part in (h, E, bias, labels))
    chosen = labels != -100
    logits = h[chosen] @ E.T + bias
    top = logits.max(-1, keepdims=True, initial=0)
    logp = logits - top - np.log(np.exp(logits - top).sum(-1, keepdims=True))
    return torch.tensor(-logp[np.arange(len(logp)), labels[chosen]].sum() / max(len(logp), 1))
