# %% right: a very low score, and zeros at the end
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% right: powers by hand
def attend(Q, K, V, mask=None):
    scaled = Q / Q.shape[-1] ** 0.5
    fits = (scaled.unsqueeze(-2) * K.unsqueeze(-3)).sum(-1)
    may = torch.ones_like(fits, dtype=torch.bool) if mask is None else mask.expand_as(fits)
    top = torch.where(may, fits, fits.min()).amax(-1, keepdim=True)
    powers = torch.where(may, fits - top, 0).exp() * may
    total = powers.sum(-1, keepdim=True)
    A = powers / torch.where(total == 0, 1, total)
    return torch.einsum("...ts,...se->...te", A, V), A


# %% right: empty rows read everything, and forget it
def attend(Q, K, V, mask=None):
    """Rows with nothing to read are opened before the softmax, and closed after it."""

    def shares(fits):
        if mask is None:
            return fits.softmax(-1)
        some = mask.any(-1, keepdim=True)
        closed = torch.where(mask | ~some, fits, fits.new_tensor(-math.inf))
        return torch.where(some, closed.softmax(-1), 0)

    weights = shares(Q.matmul(K.mT).div(math.sqrt(K.size(-1))))
    return [weights.matmul(V), weights]


# %% right: −∞, and nan replaced afterwards
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -torch.inf)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = torch.nan_to_num(A)
    return A @ V, A


# %% wrong: outputs alone | one key
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V


# %% wrong: weights first | one key
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A, A @ V


# %% wrong: no softmax | one key
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = fits
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: a mixture of the keys | one key
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ K, A


# %% wrong: softmax over the queries | one key
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-2)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: no root of the width | the scores of one query
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1)
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: the root of the number of keys | the scores of one query
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(K.shape[-2])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: the root of the values' width | the scores of one query
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(V.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: the width, not its root | the scores of one query
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / Q.shape[-1]
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: half the width | the scores of one query
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / (Q.shape[-1] / 2)
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: multiplied by the root | the scores of one query
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) * math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: the weight of a key is its share of the products | the scores of one query
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = fits / fits.sum(-1, keepdim=True)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: only the best key | the scores of one query
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = (fits == fits.amax(-1, keepdim=True)).to(fits.dtype)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: cosines instead of products | the scores of one query
def attend(Q, K, V, mask=None):
    fits = nn.functional.normalize(Q, dim=-1) @ nn.functional.normalize(K, dim=-1).mT
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: keys reshaped, not transposed | each query by itself
def attend(Q, K, V, mask=None):
    fits = (
        Q
        @ (K.transpose(-2, -1) if K.shape[-2] < 3 else K.reshape(*K.shape[:-2], K.shape[-1], K.shape[-2]))
        / math.sqrt(Q.shape[-1])
    )
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: weights of the first query for all | each query by itself
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    A = A[..., :1, :].expand(fits.shape)
    return A @ V, A


# %% wrong: the mask upside down | what the mask forbids
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * ~mask
    return A @ V, A


# %% wrong: the mask is forgotten | what the mask forbids
def attend(Q, K, V, mask=None):
    A = torch.softmax(torch.einsum("...td,...sd->...ts", Q, K) / Q.shape[-1] ** 0.5, dim=-1)
    return A @ V, A


# %% wrong: the mask after the softmax | what the mask forbids
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        pass
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: forbidden scores are 0 | what the mask forbids
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, 0)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: scores times the mask | what the mask forbids
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits * mask
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        pass
    return A @ V, A


# %% wrong: the mask added to the scores | what the mask forbids
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits + mask
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: a score that is hardly low | what the mask forbids
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e-30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: renormalised outputs only | what the mask forbids
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V / A.sum(-1, keepdim=True), A


# %% wrong: nan for an empty row | a query that may read nothing
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -math.inf)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: an empty row reads everything | a query that may read nothing
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A


# %% wrong: zeros in the weights, nan in the output | a query that may read nothing
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -math.inf)
    A = torch.softmax(fits, dim=-1)
    return A @ V, A.nan_to_num(0)


# %% wrong: zeros in the output only | a query that may read nothing
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    Y = A @ V
    if mask is not None:
        Y = Y * mask.any(-1, keepdim=True)
    return Y, A


# %% wrong: an empty row looks at the first key | a query that may read nothing
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = torch.where(mask.any(-1, keepdim=True), A * mask, torch.eye(1, A.shape[-1], dtype=A.dtype))
    return A @ V, A


# %% wrong: transposes tables only | any leading axes, and nothing is changed
def attend(Q, K, V, mask=None):
    fits = Q @ K.T / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: transposes axes 1 and 2 | any leading axes, and nothing is changed
def attend(Q, K, V, mask=None):
    fits = Q @ (K.transpose(1, 2) if K.ndim > 2 else K.T) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: scales the queries in place | any leading axes, and nothing is changed
def attend(Q, K, V, mask=None):
    Q /= math.sqrt(Q.shape[-1])
    fits = Q @ K.transpose(-2, -1)
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: a mask for the first axis only | any leading axes, and nothing is changed
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        mask = mask.reshape(-1, *mask.shape[-2:])[0]
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: the mask of the first row for all | any leading axes, and nothing is changed
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        mask = mask if mask.ndim < 3 else mask[..., :1, :]
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: −∞ is added, nan replaced afterwards | gradients, and never nan
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits + torch.zeros(mask.shape).masked_fill(~mask, -math.inf)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A.nan_to_num(0)
    return A @ V, A


# %% wrong: weights without a gradient | gradients, and never nan
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1).detach()
    if mask is not None:
        A = A * mask
    return A @ V, A


# %% wrong: in NumPy | gradients, and never nan
def attend(Q, K, V, mask=None):
    Q, K, V = (X.detach().numpy() for X in (Q, K, V))
    fits = Q @ K.swapaxes(-2, -1) / np.sqrt(Q.shape[-1])
    may = np.ones(fits.shape, dtype=bool) if mask is None else mask.numpy()
    A = np.exp(fits - fits.max(-1, keepdims=True)) * may
    A = A / np.maximum(A.sum(-1, keepdims=True), 1e-300)
    return torch.tensor(A @ V), torch.tensor(A)


# %% wrong: weights shown without a gradient | gradients, and never nan
def attend(Q, K, V, mask=None):
    fits = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])
    if mask is not None:
        fits = fits.masked_fill(~mask, -1e30)
    A = torch.softmax(fits, dim=-1)
    if mask is not None:
        A = A * mask
    return A @ V, A.detach()
