# %% right: one matrix of derivatives for each token
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    C = X.shape[-1]
    r = np.sqrt(X.var(-1) + eps)[..., None]
    Z = (X - X.mean(-1, keepdims=True)) / r
    J = (np.eye(C) - 1 / C - Z[..., :, None] * Z[..., None, :] / C) / r[..., None]
    dX = np.einsum("...ij,...i->...j", J, dY * gain)
    dY, Z = dY.reshape(-1, C), Z.reshape(-1, C)
    return dX, np.einsum("nc,nc->c", dY, Z), np.einsum("nc->c", dY)


# %% right: backwards through every step, in a loop over tokens
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    C = X.shape[-1]
    dX, dgain, dshift = np.zeros(X.shape), np.zeros(C), np.zeros(C)
    for at in np.ndindex(X.shape[:-1]):
        away = X[at] - X[at].mean()
        r = math.sqrt((away**2).mean() + eps)
        dgain += dY[at] * away / r
        dshift += dY[at]
        dZ = dY[at] * gain
        dr = -(dZ * away).sum() / r**2
        daway = dZ / r + dr * away / (C * r)
        dX[at] = daway - daway.sum() / C
    return [dX, dgain, dshift]


# %% right: everything times C, as in many libraries
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    """Sums in place of means."""

    def total(A):
        return A.sum(axis=-1, keepdims=True)

    C = X.shape[-1]
    A = X - total(X) / C
    inverse = (total(A * A) / C + eps) ** -0.5
    Z = A * inverse
    G = gain * dY
    dX = (C * G - total(G) - Z * total(G * Z)) * (inverse / C)
    lead = tuple(range(X.ndim))[:-1]
    return dX, np.sum(dY * Z, axis=lead).tolist(), np.sum(dY, axis=lead).tolist()


# %% right: two projections, one after the other
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    C = X.shape[-1]
    D = X - X.mean(-1, keepdims=True)
    q = (D * D).sum(-1, keepdims=True) + C * eps
    g = dY * gain
    out = g - (g * D).sum(-1, keepdims=True) / q * D
    out = (out - out.mean(-1, keepdims=True)) * np.sqrt(C / q)
    axes = tuple(range(X.ndim - 1))
    return out, np.sum(dY * D * np.sqrt(C / q), axis=axes), np.sum(dY, axis=axes)


# %% wrong: the shift's gradient is not summed | the shift
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    return (D - D.mean(-1, keepdims=True) - Z * (D * Z).mean(-1, keepdims=True)) / r, dY * Z, dY


# %% wrong: the sum over the first axis only | the shift
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    return (
        (D - D.mean(-1, keepdims=True) - Z * (D * Z).mean(-1, keepdims=True)) / r,
        (dY * Z).sum(0),
        dY.sum(0),
    )


# %% wrong: the mean over the tokens | the shift
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    dX = (D - D.mean(-1, keepdims=True) - Z * (D * Z).mean(-1, keepdims=True)) / r
    return dX, (dY * Z).reshape(rows).mean(0), dY.reshape(rows).mean(0)


# %% wrong: the gain's gradient from X itself | the gain
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    dX = (D - D.mean(-1, keepdims=True) - Z * (D * Z).mean(-1, keepdims=True)) / r
    return dX, (dY * X).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: the gain's gradient with the gain in it | the gain
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    dX = (D - D.mean(-1, keepdims=True) - Z * (D * Z).mean(-1, keepdims=True)) / r
    return dX, (D * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: no gain on the way to X | through the division
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    rows = (-1, X.shape[-1])
    dX = (dY - dY.mean(-1, keepdims=True) - Z * (dY * Z).mean(-1, keepdims=True)) / r
    return dX, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: times the spread | through the division
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    dX = (D - D.mean(-1, keepdims=True) - Z * (D * Z).mean(-1, keepdims=True)) * r
    return dX, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: mean and spread taken for constants | through the mean
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    rows = (-1, X.shape[-1])
    return dY * gain / r, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: the mean over all tokens | through the mean
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    return (
        (D - D.mean() - Z * (D * Z).mean(-1, keepdims=True)) / r,
        (dY * Z).reshape(rows).sum(0),
        dY.reshape(rows).sum(0),
    )


# %% wrong: the spread taken for a constant | through the spread
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    return (D - D.mean(-1, keepdims=True)) / r, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: a sum for the mean in the last part | through the spread
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    dX = (D - D.mean(-1, keepdims=True) - Z * (D * Z).sum(-1, keepdims=True)) / r
    return dX, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: C - 1 in the last part | through the spread
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    dX = (D - D.mean(-1, keepdims=True) - Z * (D * Z).sum(-1, keepdims=True) / (X.shape[-1] - 1)) / r
    return dX, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: no eps in the last part | with eps
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    U = Z * r / X.std(-1, keepdims=True)
    D = dY * gain
    rows = (-1, X.shape[-1])
    dX = (D - D.mean(-1, keepdims=True) - U * (D * U).mean(-1, keepdims=True)) / r
    return dX, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: eps beside the root | with eps
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = X.std(-1, keepdims=True) + eps
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    dX = (D - D.mean(-1, keepdims=True) - Z * (D * Z).mean(-1, keepdims=True)) / r
    return dX, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: writes into dY | any shape
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    rows = (-1, X.shape[-1])
    dgain, dshift = (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)
    dY *= gain
    return (dY - dY.mean(-1, keepdims=True) - Z * (dY * Z).mean(-1, keepdims=True)) / r, dgain, dshift


# %% wrong: tokens need a second axis | any shape
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    dX = (D - D.mean(-1, keepdims=True) - Z * (D * Z).mean(-1, keepdims=True)) / r
    sums = [A.sum(0) if A.ndim == 2 else A.sum((0, 1)) for A in (dY * Z, dY)]
    return dX, *sums


# %% wrong: finite differences for X | tiny and huge numbers
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    def loss(X):
        return (dY * gain * (X - X.mean(-1, keepdims=True)) / np.sqrt(X.var(-1, keepdims=True) + eps)).sum()

    Z = (X - X.mean(-1, keepdims=True)) / np.sqrt(X.var(-1, keepdims=True) + eps)
    dX = np.zeros(X.shape)
    for at in np.ndindex(X.shape):
        h = np.zeros(X.shape)
        h[at] = 1e-3
        dX[at] = (8 * (loss(X + h) - loss(X - h)) - loss(X + 2 * h) + loss(X - 2 * h)) / 12e-3
    rows = (-1, X.shape[-1])
    return dX, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)


# %% wrong: a small number added against division by 0 | tiny and huge numbers
def layer_norm_gradient(X, gain, dY, eps=1e-5):
    r = np.sqrt(X.var(-1, keepdims=True) + eps + 1e-12)
    Z = (X - X.mean(-1, keepdims=True)) / r
    D = dY * gain
    rows = (-1, X.shape[-1])
    dX = (D - D.mean(-1, keepdims=True) - Z * (D * Z).mean(-1, keepdims=True)) / r
    return dX, (dY * Z).reshape(rows).sum(0), dY.reshape(rows).sum(0)
