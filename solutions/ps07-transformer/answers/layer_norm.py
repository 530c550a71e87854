# %% right: np.var, and moved back into shape
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.array(X, dtype=np.float64)
    rows = X.reshape(-1, X.shape[-1])
    unit = (rows.T - rows.mean(1)) / (rows.var(1) + eps) ** 0.5
    return (unit.T * gain + shift).reshape(X.shape)


# %% right: token by token, in plain Python
def layer_norm(X, gain, shift, eps=1e-5):
    if np.ndim(X) > 1:
        return [layer_norm(row, gain, shift, eps) for row in X]
    mu = sum(float(x) for x in X) / len(X)
    v = sum((float(x) - mu) ** 2 for x in X) / len(X)
    return [g * (float(x) - mu) / math.sqrt(v + eps) + s for x, g, s in zip(X, gain, shift)]


# %% right: in place, on a copy
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.array(X, dtype=float)
    X -= X.mean(-1)[..., None]
    X /= np.sqrt(np.einsum("...c,...c->...", X, X) / X.shape[-1] + eps)[..., None]
    X *= gain
    X += shift
    return X


# %% right: means by a matrix
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    C = X.shape[-1]
    average = np.full((C, C), 1 / C)
    D = X - X @ average
    return D / np.sqrt((D * D) @ average + eps) * gain + shift


# %% wrong: divides by the variance | one token
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    return gain * (X - X.mean(-1, keepdims=True)) / (X.var(-1, keepdims=True) + eps) + shift


# %% wrong: C - 1 | one token
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    return gain * (X - X.mean(-1, keepdims=True)) / np.sqrt(X.var(-1, keepdims=True, ddof=1) + eps) + shift


# %% wrong: eps beside the root | one token
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    return gain * (X - X.mean(-1, keepdims=True)) / (X.std(-1, keepdims=True) + eps) + shift


# %% wrong: no mean taken away (RMS norm) | one token
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    return gain * X / np.sqrt((X**2).mean(-1, keepdims=True) + eps) + shift


# %% wrong: over everything | each token by itself
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    return gain * (X - X.mean()) / np.sqrt(X.var() + eps) + shift


# %% wrong: over the tokens, a batch norm | each token by itself
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    axis = max(0, X.ndim - 2)
    return gain * (X - X.mean(axis, keepdims=True)) / np.sqrt(X.var(axis, keepdims=True) + eps) + shift


# %% wrong: the shift before the gain | gain and shift
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    return gain * ((X - X.mean(-1, keepdims=True)) / np.sqrt(X.var(-1, keepdims=True) + eps) + shift)


# %% wrong: no gain | gain and shift
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    return (X - X.mean(-1, keepdims=True)) / np.sqrt(X.var(-1, keepdims=True) + eps) + shift


# %% wrong: another eps where none is given | gain and shift
def layer_norm(X, gain, shift, eps=1e-6):
    X = np.asarray(X, dtype=float)
    return gain * (X - X.mean(-1, keepdims=True)) / np.sqrt(X.var(-1, keepdims=True) + eps) + shift


# %% wrong: writes into X | any shape
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    X -= X.mean(-1, keepdims=True)
    X /= np.sqrt((X**2).mean(-1, keepdims=True) + eps)
    return X * gain + shift


# %% wrong: lists are not made arrays | any shape
def layer_norm(X, gain, shift, eps=1e-5):
    return gain * (X - X.mean(-1, keepdims=True)) / np.sqrt(X.var(-1, keepdims=True) + eps) + shift


# %% wrong: single precision | far from zero
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    mu = np.float32(X.mean(-1, keepdims=True)) if abs(X).max() > 1e6 else X.mean(-1, keepdims=True)
    return gain * (X - mu) / np.sqrt(((X - mu) ** 2).mean(-1, keepdims=True) + eps) + shift


# %% wrong: mean of squares minus square of the mean | far from zero
def layer_norm(X, gain, shift, eps=1e-5):
    X = np.asarray(X, dtype=float)
    mu = X.mean(-1, keepdims=True)
    v = np.maximum((X**2).mean(-1, keepdims=True) - mu**2, 0)
    return gain * (X - mu) / np.sqrt(v + eps) + shift
