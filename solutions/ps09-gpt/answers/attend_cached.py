# %% right: keys and values of all heads
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% right: a stacked cache and PyTorch's attention
def attend_cached(x, cache, q, k, v, o, H):
    """The book's layout for torch's fast attention."""
    B, n, _ = x.shape
    fresh = [f(x).view(B, n, H, -1).permute(0, 2, 1, 3) for f in (q, k, v)]
    new = torch.stack(fresh[1:])
    cache = new if cache is None else torch.cat((cache, new), dim=-2)
    start = cache.shape[-2] - n
    allowed = torch.arange(cache.shape[-2])[None] <= start + torch.arange(n)[:, None]
    y = nn.functional.scaled_dot_product_attention(fresh[0], *cache, attn_mask=allowed)
    return o(y.permute(0, 2, 1, 3).reshape(B, n, -1)), cache


# %% right: one token at a time
def attend_cached(x, cache, q, k, v, o, H):
    """One new token at a time; the cache is a list for each text."""
    keys, values = ([], []) if cache is None else (list(cache[0]), list(cache[1]))
    outputs = []
    for i in range(x.shape[1]):
        token = x[:, i : i + 1]
        keys.append(k(token))
        values.append(v(token))
        K, V, Q = torch.cat(keys, 1), torch.cat(values, 1), q(token)
        parts = []
        for a, b, c in zip(Q.chunk(H, -1), K.chunk(H, -1), V.chunk(H, -1)):
            parts.append(torch.softmax((a @ b.mT) * a.shape[-1] ** -0.5, -1) @ c)
        outputs.append(o(torch.cat(parts, -1)))
    return torch.cat(outputs, 1), [keys, values]


# %% right: NumPy, and a class of its own
class Kept:
    """What was read before, as arrays."""


def attend_cached(x, cache, q, k, v, o, H):
    new_k, new_v = (np.asarray(f(x)) for f in (k, v))
    K = new_k if cache is None else np.concatenate([cache.K, new_k], axis=1)
    V = new_v if cache is None else np.concatenate([cache.V, new_v], axis=1)
    B, n, W = np.asarray(x).shape[0], x.shape[1], K.shape[-1]
    Q = np.asarray(q(x)).reshape(B, n, H, -1)
    scores = np.einsum("bnhd,bshd->bhns", Q, K.reshape(B, -1, H, W // H)) / np.sqrt(W // H)
    S = scores.shape[-1]
    scores[..., np.triu(np.ones((n, S)), S - n + 1) > 0] = -1e30
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    scores /= scores.sum(-1, keepdims=True)
    y = np.einsum("bhns,bshd->bnhd", scores, V.reshape(B, -1, H, W // H)).reshape(B, n, W)
    kept = Kept()
    kept.K, kept.V = K, V
    return o(torch.from_numpy(y)), kept


# %% right: a dict and a bias
def attend_cached(x, cache, q, k, v, o, H):
    """Only where there are several new tokens is a mask needed."""
    K, V = k(x), v(x)
    if cache:
        K, V = torch.cat((cache["K"], K), 1), torch.cat((cache["V"], V), 1)
    n, S = x.shape[1], K.shape[1]
    cut = lambda z: z.unflatten(-1, (H, -1)).movedim(-2, 1)
    bias = torch.zeros(n, S, dtype=K.dtype)
    if n > 1:
        bias[torch.arange(S)[None, :] - (S - n) > torch.arange(n)[:, None]] = -math.inf
    heard = torch.nn.functional.scaled_dot_product_attention(cut(q(x)), cut(K), cut(V), bias)
    return o(heard.movedim(1, -2).flatten(-2)), {"K": K, "V": V}


# %% right: one token after the other, without a mask
def attend_cached(x, cache, q, k, v, o, H):
    ys = []
    K, W = cache if cache else (None, None)
    for i in range(x.shape[1]):
        t = x[:, i : i + 1]
        K = k(t) if K is None else torch.cat([K, k(t)], 1)
        W = v(t) if W is None else torch.cat([W, v(t)], 1)
        f = lambda z: z.unflatten(-1, (H, -1)).transpose(1, 2)
        ys.append(
            o(nn.functional.scaled_dot_product_attention(f(q(t)), f(K), f(W)).transpose(1, 2).flatten(2))
        )
    return torch.cat(ys, 1), (K, W)


# %% wrong: without the output layer | a text of one token
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return y, (K, V)


# %% wrong: the output layer on the values' place | a text of one token
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(o(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: outputs alone | a text of one token
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y)


# %% wrong: the cache first | a text of one token
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return (K, V), o(y)


# %% wrong: keys as values | a text of one token
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(k(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: x is added | a text of one token
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return x + o(y), (K, V)


# %% wrong: reshaped without turning back | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).reshape(x.shape[0], n, -1)
    return o(y), (K, V)


# %% wrong: reads later tokens | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: does not read itself | a text of one token
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n - 1)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1).nan_to_num()
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: no scale | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1)
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: the root of C | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(x.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: the root of all heads' width | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(H * Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: divided by D | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / Q.shape[-1]
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: heads by a reshape alone | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], H, z.shape[1], -1)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: columns dealt out in turn | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], -1, H).permute(0, 3, 1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).permute(0, 2, 3, 1).flatten(2)
    return o(y), (K, V)


# %% wrong: one head | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], 1, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: softmax over the queries | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-2)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: keys ask queries | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(k(x)), heads(q(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: the mask after the softmax | a prompt
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores, dim=-1) * mask
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: no cache is read | one token more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: new values before the old ones | one token more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([V, cache[1]], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: keys are kept, values are not | one token more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([torch.zeros_like(cache[1]), V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: the cache holds the newest only | one token more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K[:, :, -n:], V[:, :, -n:])


# %% wrong: the cache grows only once | one token more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), ((K, V) if cache is None or cache[0].shape[2] < 3 else cache)


# %% wrong: one key is lost | one token more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0][:, :, 1:], K], dim=2), torch.cat([cache[1][:, :, 1:], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: keys and values change places in the cache | one token more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (V, K)


# %% wrong: the mask begins with the first key | one token more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(0)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: is_causal | one token more
def attend_cached(x, cache, q, k, v, o, H):
    Q, K, V = (f(x).unflatten(-1, (H, -1)).transpose(1, 2) for f in (q, k, v))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    y = nn.functional.scaled_dot_product_attention(Q, K, V, is_causal=True)
    return o(y.transpose(1, 2).flatten(2)), (K, V)


# %% wrong: tokens are kept, and pass all layers again | each token once
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    text = x if cache is None else torch.cat([cache, x], dim=1)
    Q, K, V = heads(q(text)), heads(k(text)), heads(v(text))
    S, n = K.shape[2], Q.shape[2]
    scores = Q @ K.mT / math.sqrt(Q.shape[-1])
    weights = torch.softmax(scores.masked_fill(torch.ones(n, S).triu(S - n + 1) > 0, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y)[:, -x.shape[1] :], text


# %% wrong: tokens are kept, keys and values made again | each token once
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    text = x if cache is None else torch.cat([cache, x], dim=1)
    Q, K, V = heads(q(x)), heads(k(text)), heads(v(text))
    S, n = K.shape[2], Q.shape[2]
    scores = Q @ K.mT / math.sqrt(Q.shape[-1])
    weights = torch.softmax(scores.masked_fill(torch.ones(n, S).triu(S - n + 1) > 0, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), text


# %% wrong: old outputs are made again | each token once
def attend_cached(x, cache, q, k, v, o, H):
    fresh = [f(x).unflatten(-1, (H, -1)).transpose(1, 2) for f in (q, k, v)]
    kept = fresh if cache is None else [torch.cat(pair, dim=2) for pair in zip(cache, fresh)]
    y = nn.functional.scaled_dot_product_attention(*kept, is_causal=True)
    return o(y.transpose(1, 2).flatten(2))[:, -x.shape[1] :], kept


# %% wrong: keys are made twice | each token once
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x) * 0.5 + k(x) * 0.5), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: the prompt passes in twice | each token once
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    if cache is None:
        q(x)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: no mask when there is a cache | several tokens more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n if cache is None else S)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: is_causal without a cache, no mask with one | several tokens more
def attend_cached(x, cache, q, k, v, o, H):
    Q, K, V = (f(x).unflatten(-1, (H, -1)).transpose(1, 2) for f in (q, k, v))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    y = nn.functional.scaled_dot_product_attention(Q, K, V, is_causal=cache is None)
    return o(y.transpose(1, 2).flatten(2)), (K, V)


# %% wrong: new tokens do not read each other | several tokens more
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n) & (
        torch.eye(n, S).roll(S - n, 1).bool() | (torch.arange(S) < S - n) | torch.tensor(cache is None)
    )
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: a window of eight | cut anywhere
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n).triu(S - n - 8)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    return o(y), (K, V)


# %% wrong: x is changed | cut anywhere
def attend_cached(x, cache, q, k, v, o, H):
    def heads(z):
        return z.reshape(z.shape[0], z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = heads(q(x)), heads(k(x)), heads(v(x))
    if cache is not None:
        K, V = torch.cat([cache[0], K], dim=2), torch.cat([cache[1], V], dim=2)
    n, S = Q.shape[2], K.shape[2]
    scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    mask = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    y = (weights @ V).transpose(1, 2).flatten(2)
    y = o(y)
    x.zero_()
    return y, (K, V)


# %% wrong: appends to the old cache | two texts from one beginning
def attend_cached(x, cache, q, k, v, o, H):
    cache = cache or []
    cache.append((k(x), v(x)))
    K, V = (torch.cat(parts, 1).unflatten(-1, (H, -1)).transpose(1, 2) for parts in zip(*cache))
    Q = q(x).unflatten(-1, (H, -1)).transpose(1, 2)
    n, S = x.shape[1], K.shape[2]
    allowed = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    y = nn.functional.scaled_dot_product_attention(Q, K, V, attn_mask=allowed)
    return o(y.transpose(1, 2).flatten(2)), cache


# %% wrong: an object that grows | two texts from one beginning
class Growing:
    K = V = None


def attend_cached(x, cache, q, k, v, o, H):
    if cache is None:
        cache = Growing()
    Q, K, V = (f(x).unflatten(-1, (H, -1)).transpose(1, 2) for f in (q, k, v))
    cache.K = K if cache.K is None else torch.cat([cache.K, K], dim=2)
    cache.V = V if cache.V is None else torch.cat([cache.V, V], dim=2)
    n, S = x.shape[1], cache.K.shape[2]
    allowed = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    y = nn.functional.scaled_dot_product_attention(Q, cache.K, cache.V, attn_mask=allowed)
    return o(y.transpose(1, 2).flatten(2)), cache


# %% wrong: one cache for the whole notebook | two texts from one beginning
everything = {}


def attend_cached(x, cache, q, k, v, o, H):
    if cache is None:
        everything.clear()
    Q, K, V = (f(x).unflatten(-1, (H, -1)).transpose(1, 2) for f in (q, k, v))
    if cache is not None:
        K, V = torch.cat([everything["K"], K], dim=2), torch.cat([everything["V"], V], dim=2)
    everything.update(K=K, V=V)
    n, S = x.shape[1], K.shape[2]
    allowed = torch.ones(n, S, dtype=torch.bool).tril(S - n)
    y = nn.functional.scaled_dot_product_attention(Q, K, V, attn_mask=allowed)
    return o(y.transpose(1, 2).flatten(2)), True
