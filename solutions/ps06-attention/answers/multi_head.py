# %% right: reshape and transpose
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% right: weights as tables for each head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    """The weights are split instead of the projections."""
    wq, wk, wv = (w.reshape(len(w), H, -1).permute(1, 0, 2) for w in (Wq, Wk, Wv))
    queries, keys, values = X[:, None] @ wq, M[:, None] @ wk, M[:, None] @ wv
    scores = torch.einsum("bhtd,bhsd->bhts", queries, keys) * queries.shape[3] ** -0.5
    if mask is not None:
        scores = scores + torch.zeros_like(scores).masked_fill(mask.unsqueeze(1).logical_not(), float("-inf"))
    shares = nn.functional.softmax(scores, -1)
    return torch.einsum("bhts,bhsd,hde->bte", shares, values, Wo.reshape(H, -1, Wo.shape[1])), shares


# %% right: heads as further texts
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    B, D = X.shape[0], Wq.shape[1] // H

    def fold(Z):
        return Z.view(B, -1, H, D).permute(0, 2, 1, 3).reshape(B * H, -1, D)

    fits = torch.bmm(fold(X @ Wq), fold(M @ Wk).mT) / D**0.5
    if mask is not None:
        fits = torch.where(mask.repeat_interleave(H, dim=0), fits, -1e300)
    A = fits.softmax(-1)
    heard = torch.bmm(A, fold(M @ Wv)).view(B, H, -1, D).permute(0, 2, 1, 3)
    return heard.reshape(B, -1, H * D) @ Wo, A.view(B, H, X.shape[1], -1)


# %% wrong: without the output matrix | one head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined, A


# %% wrong: the root of the width of X | one head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(X.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: half the width | one head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / (Q.shape[-1] / 2)
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: no scale | one head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3)
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: softmax over the places that ask | one head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-2)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: outputs alone | one head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo


# %% wrong: the mean weights of all heads | one head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A.mean(1)


# %% wrong: reshape without transpose | the weights of each head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], H, Z.shape[1], -1)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: columns dealt out in turn | the weights of each head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], -1, H).permute(0, 3, 1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the root of the whole width | the weights of each head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Wq.shape[1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the first head for all | the weights of each head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)[:, :1].expand(fits.shape)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: heads among the places | one head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.transpose(1, 2).reshape(Z.shape[0], H, Z.shape[1], -1)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the heads from the last to the first | the weights of each head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2).flip(1)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: all heads add up to 1 | the weights of each head
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1) / H
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: joined without transposing back | the heads side by side again
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: heads joined column by column | the heads side by side again
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).permute(0, 2, 3, 1).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the mean weights read the values | the heads side by side again
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A.mean(1, keepdim=True) @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: values reshaped without transpose | the heads side by side again
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), (M @ Wv).reshape(M.shape[0], H, M.shape[1], -1)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the mean of the heads in every head's place | the heads side by side again
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (
        (A @ V)
        .mean(1, keepdim=True)
        .expand(-1, H, -1, -1)
        .transpose(1, 2)
        .reshape(X.shape[0], X.shape[1], -1)
    )
    return joined @ Wo, A


# %% wrong: the mask lined up with the heads | one mask for all heads
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the mask upside down | one mask for all heads
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the mask after the softmax | one mask for all heads
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask[:, None]
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the mask is ignored | one mask for all heads
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: only the first head is masked | one mask for all heads
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        closed = ~mask[:, None] & (torch.arange(H) == 0)[None, :, None, None]
        fits = fits.masked_fill(closed, -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the first text's mask for all | one mask for all heads
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:1, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: head after head | no loop over heads
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    D = Wq.shape[1] // H
    outputs, weights = [], []
    for h in range(H):
        own = slice(h * D, h * D + D)
        fits = torch.einsum("btd,bsd->bts", X @ Wq[:, own], M @ Wk[:, own]) / math.sqrt(D)
        if mask is not None:
            fits = fits.masked_fill(~mask, -torch.inf)
        weights.append(fits.softmax(-1))
        outputs.append(weights[-1] @ (M @ Wv[:, own]))
    return torch.cat(outputs, dim=2) @ Wo, torch.stack(weights, dim=1)


# %% wrong: split by chunk and stack, head by head | no loop over heads
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return torch.stack([Z[..., h * Z.shape[-1] // H : (h + 1) * Z.shape[-1] // H] for h in range(H)], 1)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: joined head by head | no loop over heads
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = torch.cat([A[:, h] @ V[:, h] for h in range(H)], dim=-1)
    return joined @ Wo, A


# %% wrong: heads and texts mixed in the mask | as PyTorch's MultiheadAttention
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    B, D = X.shape[0], Wq.shape[1] // H

    def fold(Z):
        return Z.view(B, -1, H, D).permute(0, 2, 1, 3).reshape(B * H, -1, D)

    fits = fold(X @ Wq) @ fold(M @ Wk).mT / D**0.5
    if mask is not None:
        mixed = mask.repeat(H, 1, 1) if B > 2 else mask.repeat_interleave(H, dim=0)
        fits = fits.masked_fill(~mixed, -1e300)
    A = fits.softmax(-1)
    heard = (A @ fold(M @ Wv)).view(B, H, -1, D).permute(0, 2, 1, 3)
    return heard.reshape(B, -1, H * D) @ Wo, A.view(B, H, X.shape[1], -1)


# %% wrong: squeezes axes of length 1 | as PyTorch's MultiheadAttention
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return (joined @ Wo).squeeze(1).squeeze(-1), A


# %% wrong: scales the weights in place | as PyTorch's MultiheadAttention
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Wq /= math.sqrt(Wq.shape[1] // H)
    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3)
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: turns the mask around in place | as PyTorch's MultiheadAttention
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(mask.logical_not_()[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: weights without a gradient | gradients
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1).detach()
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: the memory without a gradient | gradients
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    M = M.detach()
    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return joined @ Wo, A


# %% wrong: a new tensor at the end | gradients
def multi_head(X, M, Wq, Wk, Wv, Wo, H, mask=None):
    def parts(Z):
        return Z.reshape(Z.shape[0], Z.shape[1], H, -1).transpose(1, 2)

    Q, K, V = parts(X @ Wq), parts(M @ Wk), parts(M @ Wv)
    fits = Q @ K.transpose(2, 3) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask[:, None], -torch.inf)
    A = torch.softmax(fits, dim=-1)
    joined = (A @ V).transpose(1, 2).reshape(X.shape[0], X.shape[1], -1)
    return torch.tensor((joined @ Wo).tolist(), dtype=Wo.dtype), A
