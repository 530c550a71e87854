# %% right: comparisons that broadcast
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% right: place by place
def reading_mask(lengths, T, causal=False):
    tables = []
    for n in lengths:
        n = int(n)
        if n < 0 or n > T:
            raise ValueError("impossible length: " + str(n))
        last = [min(n, t + 1) if causal else n for t in range(T)]
        tables.append([[[True] * k + [False] * (T - k) for k in last]])
    return torch.tensor(tables, dtype=torch.bool)


# %% right: torch.tril, and a product of 0 and 1
def reading_mask(lengths, T, causal=False):
    lengths = np.asarray(lengths)
    if lengths.min() < 0 or lengths.max() > T:
        raise ValueError(f"lengths {lengths.tolist()} for {T} places")
    tokens = np.arange(T)[None, None, None, :] < lengths[:, None, None, None]
    earlier = np.tril(np.ones((T, T), dtype=int)) if causal else np.ones((T, T), dtype=int)
    return tokens * earlier


# %% wrong: True for the padding | padding is not read
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at >= n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: one place too many | padding is not read
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at <= n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: the padding does not ask | padding is not read
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, :, None].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: the padding neither reads nor asks | padding is not read
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :] & (at < n[:, None])[:, None, :, None]
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: a row for each text | padding is not read
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :]
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: no axis for the heads | padding is not read
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, :].expand(-1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: scores to be added | padding is not read
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    mask = torch.where(mask, 0.0, -torch.inf)
    return mask * (at <= at[:, None]) if causal else mask


# %% wrong: padding at the beginning | padding is not read
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at >= T - n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: the longest length for all | each text has its own length
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n.max().expand(len(n))[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: the first length for all | each text has its own length
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:1].expand(len(n))[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: texts from the last to the first | each text has its own length
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n.flip(0)[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: texts beside the heads | each text has its own length
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T).transpose(0, 1)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: only what comes later | causal: not what comes later
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at > at[:, None]) if causal else mask


# %% wrong: no place reads itself | causal: not what comes later
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at < at[:, None]) if causal else mask


# %% wrong: one place later, too | causal: not what comes later
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None] + 1) if causal else mask


# %% wrong: itself and what comes later | causal: not what comes later
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at >= at[:, None]) if causal else mask


# %% wrong: causal is ignored | causal: not what comes later
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask


# %% wrong: only itself | causal: not what comes later
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at == at[:, None]) if causal else mask


# %% wrong: causal instead of padding | both at once
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return (at <= at[:, None]).expand_as(mask) if causal else mask


# %% wrong: the rows of padding read nothing | both at once
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) & mask.mT if causal else mask


# %% wrong: padding reads itself | both at once
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) | (at == at[:, None]) & ~mask if causal else mask


# %% wrong: lists only | random lengths, full and empty texts
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths + [])
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: an empty text keeps its first place | random lengths, full and empty texts
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n.clamp(min=1)[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: an empty text is refused | random lengths, full and empty texts
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 1) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: nothing is refused | a length that cannot be
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: too short is not refused | a length that cannot be
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[n > T].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: an error without the length | a length that cannot be
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError("a length does not fit")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask


# %% wrong: too long is cut | a length that cannot be
def reading_mask(lengths, T, causal=False):
    n = torch.as_tensor(lengths).clamp(0, T)
    for wrong in n[(n < 0) | (n > T)].tolist():
        raise ValueError(f"length {wrong} does not fit into {T} places")
    at = torch.arange(T)
    mask = (at < n[:, None])[:, None, None, :].expand(-1, 1, T, T)
    return mask & (at <= at[:, None]) if causal else mask
