# %% right: padding gets −∞
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% right: text by text
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    outputs, weights = [], []
    for b, (x, memory) in enumerate(zip(X, M)):
        n = len(memory) if lengths is None else lengths[b]
        known = memory[:n]
        shares = torch.softmax(x @ Wq @ (known @ Wk).T * Wq.shape[1] ** -0.5, dim=1)
        outputs.append(shares @ (known @ Wv))
        weights.append(nn.functional.pad(shares, (0, len(memory) - n)))
    return torch.stack(outputs), torch.stack(weights)


# %% right: one matrix for query and key, in NumPy
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    X, M, Wq, Wk, Wv = (np.asarray(part, dtype=float) for part in (X, M, Wq, Wk, Wv))
    fits = np.einsum("btc,ce,bse->bts", X, Wq @ Wk.T / np.sqrt(Wk.shape[-1]), M)
    ends = [M.shape[1]] * len(M) if lengths is None else lengths
    for b, end in enumerate(ends):
        fits[b, :, end:] = -np.inf
    powers = np.exp(fits - fits.max(axis=2, keepdims=True))
    A = powers / powers.sum(axis=2, keepdims=True)
    return A @ (M @ Wv), A


# %% wrong: softmax over the places that ask | equal scores: the mean of the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=1)
    return A @ V, A


# %% wrong: queries from the memory | equal scores: the mean of the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = M @ Wk, X @ Wq, X[..., : M.shape[-1]] @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: no softmax | equal scores: the mean of the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = fits
    return A @ V, A


# %% wrong: values that are not projected | equal scores: the mean of the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: outputs alone | equal scores: the mean of the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V


# %% wrong: weights with places and memory swapped | equal scores: the mean of the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A.transpose(1, 2)


# %% wrong: the sum of the memory | equal scores: the mean of the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1) * M.shape[1]
    return A @ V, A


# %% wrong: always the mean | queries from X, keys from M
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(0 * fits, dim=-1)
    return A @ V, A


# %% wrong: a sigmoid, made to add up to 1 | queries from X, keys from M
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.sigmoid(fits)
    A = A / A.sum(-1, keepdim=True)
    return A @ V, A


# %% wrong: the sign of the scores | queries from X, keys from M
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = -Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: distances instead of products | equal scores: the mean of the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = -torch.cdist(Q, K) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: the mean query for all | queries from X, keys from M
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = (X @ Wq).mean(1, keepdim=True).expand(-1, X.shape[1], -1), M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: keys without their weights | queries from X, keys from M
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M.sum(-1, keepdim=True).expand(-1, -1, Wk.shape[1]), M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: no scale | the scale
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2)
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: the root of the width of X, when there are several columns | the scale
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(X.shape[-1] if Q.shape[-1] > 1 else 1)
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: the width, not its root | the scale
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / Q.shape[-1]
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: the scale after the softmax | the scale
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2)
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1) / math.sqrt(Q.shape[-1])
    return A @ V, A


# %% wrong: half the width | the scale
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / max(1, Q.shape[-1] / 2)
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: multiplied by the root | the scale
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) * math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: queries and keys both by the root | the scale
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1]) ** 2
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: lengths are ignored | padding in the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if False:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: one place too many | padding in the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) <= torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: only the padding is read | padding in the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) > torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: the padding out after the softmax | padding in the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    A = torch.softmax(torch.einsum("btc,ce,bse->bts", X, Wq @ Wk.T, M) / Wq.shape[1] ** 0.5, dim=-1)
    if lengths is not None:
        A = A * (torch.arange(A.shape[-1]) < torch.tensor(lengths)[:, None])[:, None]
    return A @ (M @ Wv), A


# %% wrong: the first length for all | padding in the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:1, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: the padding of the memory has the value 0 | padding in the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        V = V * token[:, :, None]
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: the padding has the score 0 | padding in the memory
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], 0)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: the shorter of the two lengths | any sizes
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    M = M[:, : X.shape[1] + 1] if X.shape[1] < 3 else M
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: squeezes axes of length 1 | any sizes
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return (A @ V).squeeze(1), A.squeeze(1)


# %% wrong: scales the queries' weights in place | any sizes
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Wq /= math.sqrt(Wq.shape[1])
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2)
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: zeros in the padding of what was handed in | any sizes
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    for b, n in enumerate(lengths or []):
        M[b, n:] = 0
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits.masked_fill(~token[:, None, :], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: a low number is added | padding may hold anything
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits - 1e4 * ~token[:, None, :]
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: −1e9 is added | padding may hold anything
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = fits - 1e9 * ~token[:, None, :]
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: made to add up to 1 again | padding may hold anything
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    A = torch.softmax(torch.einsum("btc,ce,bse->bts", X, Wq @ Wk.T, M) / Wq.shape[1] ** 0.5, dim=-1)
    if lengths is not None:
        A = A * (torch.arange(A.shape[-1]) < torch.tensor(lengths)[:, None])[:, None]
        A = A / A.sum(-1, keepdim=True)
    return A @ (M @ Wv), A


# %% wrong: the keys of padding are far to the left | padding may hold anything
def cross_attention(X, M, Wq, Wk, Wv, lengths=None):
    Q, K, V = X @ Wq, M @ Wk, M @ Wv
    fits = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
    if lengths is not None:
        token = torch.arange(M.shape[1]) < torch.tensor(lengths)[:, None]
        fits = torch.where(token[:, None, :], fits, fits - 1000)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A
