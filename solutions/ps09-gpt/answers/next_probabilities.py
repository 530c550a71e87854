# %% right: sorted, cut, put back
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% right: token by token
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    table = []
    for z in logits.tolist():
        order = sorted(range(len(z)), key=lambda i: -z[i])
        if temperature == 0:
            order = order[:1]
        if k is not None:
            order = order[:k]
        top = z[order[0]]
        grown = {i: math.exp((z[i] - top) / (temperature or 1.0)) for i in order}
        total = sum(grown.values())
        kept, so_far = [], 0.0
        for i in order:
            kept.append(i)
            so_far += grown[i] / total
            if p is not None and so_far >= p:
                break
        total = sum(grown[i] for i in kept)
        table.append([grown[i] / total if i in kept else 0.0 for i in range(len(z))])
    return table


# %% right: ranks in NumPy
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    def softmax(z):
        e = np.exp(z - z.max(-1, keepdims=True))
        return e / e.sum(-1, keepdims=True)

    z = logits.numpy().astype(float)
    B, V = z.shape
    order = np.argsort(-z, axis=-1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.broadcast_to(np.arange(V), (B, V)), axis=-1)
    if temperature == 0:
        return (rank == 0) * 1.0
    z = z / temperature
    if k is not None:
        z = np.where(rank < k, z, -np.inf)
    P = softmax(z)
    if p is not None:
        ahead = (rank[:, None, :] < rank[:, :, None]) * P[:, None, :]
        z = np.where(ahead.sum(-1) < p, z, -np.inf)
        P = softmax(z)
    return P


# %% right: scores cut row by row
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    """Cut scores instead of probabilities, ids first shuffled into order."""
    if temperature == 0:
        return nn.functional.one_hot(logits.argmax(-1), logits.shape[-1]).to(logits.dtype)
    z = logits / temperature
    order = torch.argsort(z, dim=-1, descending=True, stable=True)
    for b, ids in enumerate(order):
        if k is not None:
            z[b, ids[k:]] = -torch.inf
        if p is not None:
            sums = torch.softmax(z[b], -1)[ids].cumsum(0)
            cut = sums >= p
            cut[1:] = cut[:-1].clone()
            cut[0] = False
            z[b, ids[cut]] = -torch.inf
    return z.softmax(-1)


# %% right: a rank for each token, without sorting
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    V = logits.shape[1]
    i = torch.arange(V)
    higher = (logits[:, None, :] > logits[:, :, None]) | (
        (logits[:, None, :] == logits[:, :, None]) & (i[None, None, :] < i[None, :, None])
    )
    rank = higher.sum(-1)
    if temperature == 0:
        return (rank == 0).to(logits.dtype)
    z = logits / temperature
    if k is not None:
        z = z.masked_fill(rank >= k, -torch.inf)
    P = z.softmax(-1)
    if p is not None:
        before = (higher * P[:, None, :]).sum(-1)
        P = P * (before < p)
        P = P / P.sum(-1, keepdim=True)
    return P


# %% wrong: multiplied by the temperature | temperature
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits * temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: probabilities divided by the temperature | temperature
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1) / temperature
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: no temperature | temperature
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: softmax over the texts | temperature
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=0)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: returns scores | temperature
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = ranked
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: left in sorted order | temperature
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return shares


# %% wrong: gathered instead of scattered | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return shares.gather(-1, order)


# %% wrong: divided by 0 | temperature 0
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: temperature 0 as 1 | temperature 0
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature = 1.0
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: temperature 0 as a small one | temperature 0
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature = 0.05
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: temperature 0 gives ids | temperature 0
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        return logits.argmax(-1)
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: temperature 0 for the whole table | temperature 0
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        return (logits == logits.max()) * 1.0
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: no top-k | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: one too many | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) > k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: one too few | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k - 1, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: the k smallest | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) < ranked.shape[-1] - k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: the first k ids | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(order >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: the k largest of the whole table | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None and k < ranked.shape[-1]:
        bar = logits.flatten().sort(descending=True).values[2 * k - 1] / temperature
        ranked = ranked.masked_fill(ranked < bar, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: not made to add up to 1 after k | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    shares = torch.softmax(ranked, dim=-1)
    if k is not None:
        shares = shares * (torch.arange(shares.shape[-1]) < k)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: k + p mixed up: scores of 0 instead of minus infinity | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, 0.0)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: k larger than V fails | the k largest
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        assert k <= ranked.shape[-1]
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: no top-p | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: the token that crosses is cut | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) <= p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: the token that crosses is cut, the first kept | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where((shares.cumsum(-1) <= p) | (torch.arange(shares.shape[-1]) == 0), shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: one more after the crossing | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(
            (shares.cumsum(-1) - shares).roll(1, -1).index_fill(-1, torch.tensor([0, 1]), 0.0) < p, shares, 0
        )
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: probabilities above p | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares >= 1 - p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: relative to the most probable | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares >= (1 - p) * shares[:, :1], shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: the least probable first | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.flip(-1).cumsum(-1).flip(-1) < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: in the order of the ids | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(
            (lambda q: q.cumsum(-1) - q < p)(torch.zeros_like(shares).scatter(-1, order, shares)).gather(
                -1, order
            ),
            shares,
            0,
        )
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: not made to add up to 1 after p | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: the first row decides for all | the token that crosses p stays
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where((shares.cumsum(-1) - shares < p)[:1], shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: p before k | temperature, then k, then p
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
    if k is not None:
        shares = shares * (torch.arange(shares.shape[-1]) < k)
    shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: temperature at the end | temperature, then k, then p
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        ranked = ranked.masked_fill(shares.cumsum(-1) - shares >= p, -torch.inf)
    shares = torch.softmax(ranked / temperature, dim=-1)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: p without making k's rest add up to 1 | temperature, then k, then p
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
    if k is not None:
        shares = shares * (torch.arange(shares.shape[-1]) < k)
    if True:
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: p only without k | temperature, then k, then p
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None and k is None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: equal ones all stay under k | equal scores
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(ranked < ranked[:, [min(k, ranked.shape[-1]) - 1]], -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: temperature 0 shares among equal ones | equal scores
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        top = (logits == logits.max(-1, keepdim=True).values) * 1.0
        return top / top.sum(-1, keepdim=True)
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: the higher id first | equal scores
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, stable=True)
    ranked, order = ranked.flip(-1), order.flip(-1)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: a sort without a promise | equal scores
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    def softmax(z):
        e = np.exp(z - z.max(-1, keepdims=True))
        return e / e.sum(-1, keepdims=True)

    z = logits.numpy().astype(float)
    B, V = z.shape
    order = np.argsort(-z, axis=-1, kind="quicksort")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.broadcast_to(np.arange(V), (B, V)), axis=-1)
    if temperature == 0:
        return (rank == 0) * 1.0
    z = z / temperature
    if k is not None:
        z = np.where(rank < k, z, -np.inf)
    P = softmax(z)
    if p is not None:
        ahead = (rank[:, None, :] < rank[:, :, None]) * P[:, None, :]
        z = np.where(ahead.sum(-1) < p, z, -np.inf)
        P = softmax(z)
    return P


# %% wrong: a sum equal to p goes on | equal scores
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares <= p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: equal ones all stay under p | equal scores
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        last = torch.where(shares.cumsum(-1) - shares < p, shares, 2.0).amin(-1, keepdim=True)
        shares = torch.where(shares >= last, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: k is at most 10 | random rows
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= min(k, 10), -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: temperature is at least 0.5 | temperature
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / max(temperature, 0.6), dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: temperature is at most 2 | random rows
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / min(temperature, 2), dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: exponentials without subtracting | large scores, −∞, and nothing is changed
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = ranked.exp() / ranked.exp().sum(-1, keepdim=True)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: changes the scores in place | large scores, −∞, and nothing is changed
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits.div_(temperature), dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: minus infinity turned into a number | large scores, −∞, and nothing is changed
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(
        logits.nan_to_num(neginf=-1000.0) / temperature, dim=-1, descending=True, stable=True
    )
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -torch.inf)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)


# %% wrong: what is cut gets -100 | large scores, −∞, and nothing is changed
def next_probabilities(logits, temperature=1.0, k=None, p=None):
    if temperature == 0:
        temperature, k = 1.0, 1
    ranked, order = torch.sort(logits / temperature, dim=-1, descending=True, stable=True)
    if k is not None:
        ranked = ranked.masked_fill(torch.arange(ranked.shape[-1]) >= k, -100.0)
    shares = torch.softmax(ranked, dim=-1)
    if p is not None:
        shares = torch.where(shares.cumsum(-1) - shares < p, shares, 0)
        shares = shares / shares.sum(-1, keepdim=True)
    return torch.zeros_like(shares).scatter(-1, order, shares)
