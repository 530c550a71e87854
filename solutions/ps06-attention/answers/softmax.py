# %% right: shares where there is something to choose
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% right: by the logarithm of the sum
def softmax(Z, axis=-1):
    Z = np.asarray(Z) * 1.0
    log_total = np.logaddexp.reduce(Z, axis=axis, keepdims=True)
    log_total = np.where(np.isneginf(log_total), 0.0, log_total)
    return np.exp(Z - log_total)


# %% right: row after row, in plain Python
def softmax(Z, axis=-1):
    def row(scores):
        top = max(scores)
        if top == -math.inf:
            return [0.0 for _ in scores]
        powers = [math.exp(score - top) for score in scores]
        return [power / math.fsum(powers) for power in powers]

    moved = np.moveaxis(np.asarray(Z, dtype=float), axis, -1)
    shares = np.array([row(scores) for scores in moved.reshape(-1, moved.shape[-1]).tolist()])
    return np.moveaxis(shares.reshape(moved.shape), -1, axis)


# %% right: nan_to_num at the end
def softmax(Z, axis=-1):
    Z = np.asarray(Z, dtype=float)
    with np.errstate(all="ignore"):
        powers = np.exp(Z - Z.max(axis, keepdims=True))
        return np.nan_to_num(powers / powers.sum(axis, keepdims=True), nan=0.0)


# %% wrong: scores divided by their sum | scores become shares
def softmax(Z, axis=-1):
    Z = np.asarray(Z, dtype=float)
    return Z / Z.sum(axis=axis, keepdims=True)


# %% wrong: powers that do not add up to 1 | scores become shares
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts


# %% wrong: powers of 2 | scores become shares
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp2(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: divided by the largest power | scores become shares
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / parts.max(axis=axis, keepdims=True)


# %% wrong: the logarithm of the shares | scores become shares
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return np.log(parts / whole)


# %% wrong: a sigmoid for each score | scores become shares
def softmax(Z, axis=-1):
    return 1 / (1 + np.exp(-np.asarray(Z, dtype=float)))


# %% wrong: the whole table adds up to 1 | along one axis
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: columns instead of rows | along one axis
def softmax(Z, axis=0):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: always the last axis | along one axis
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=-1, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=-1, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: sums without the axis | along one axis
def softmax(Z, axis=-1):
    Z = np.asarray(Z, dtype=float)
    parts = np.exp(Z - Z.max())
    return parts / parts.sum(axis)


# %% wrong: the other axis of a table | along one axis
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=1 - axis if axis >= 0 else axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=1 - axis if axis >= 0 else axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: the formula as it stands | only differences count
def softmax(Z, axis=-1):
    powers = np.exp(np.asarray(Z, dtype=float))
    whole = powers.sum(axis=axis, keepdims=True)
    return powers / np.where(whole == 0, 1, whole)


# %% wrong: the largest of the whole table | only differences count
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = np.array(Z.max(keepdims=True))
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: the mean is subtracted | only differences count
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.mean(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: scores cut at 700 | only differences count
def softmax(Z, axis=-1):
    powers = np.exp(np.clip(np.asarray(Z, dtype=float), -700, 700))
    return powers / powers.sum(axis=axis, keepdims=True)


# %% wrong: the smallest is subtracted | only differences count
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.min(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: a row of −∞ is nan | a score of −∞
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    return parts / whole


# %% wrong: a row of −∞ is shared equally | a score of −∞
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    parts = np.exp(np.maximum(Z, -1e30) - np.maximum(highest, -1e30))
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: −∞ counts as 0 | a score of −∞
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    Z[np.isneginf(Z)] = 0
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: one −∞ empties its row | a score of −∞
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole * np.isfinite(Z).all(axis=axis, keepdims=True)


# %% wrong: 0 / 0 at the end | a score of −∞
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    return parts / whole


# %% wrong: tables only | random scores of any shape
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    axis = axis % 2 if Z.ndim > 1 else 0
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: a small number below the line | random scores of any shape
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / (whole + 1e-9)


# %% wrong: single precision | only differences count
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=np.float32)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: squeezes axes of length 1 | random scores of any shape
def softmax(Z, axis=-1):
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return np.squeeze(parts / whole)


# %% wrong: subtracts in place | whole numbers, and nothing is changed
def softmax(Z, axis=-1):
    Z = np.asarray(Z) if isinstance(Z, np.ndarray) and Z.dtype == float else np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    Z -= highest
    parts = np.exp(Z)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole


# %% wrong: results in the whole numbers' own type | whole numbers, and nothing is changed
def softmax(Z, axis=-1):
    shares = np.zeros_like(Z)
    Z = np.array(Z, dtype=float)
    highest = Z.max(axis=axis, keepdims=True)
    highest[highest == -np.inf] = 0
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    shares[...] = parts / whole
    return shares


# %% wrong: needs an array | whole numbers, and nothing is changed
def softmax(Z, axis=-1):
    highest = Z.max(axis=axis, keepdims=True)
    highest = np.where(highest == -np.inf, 0, highest)
    parts = np.exp(Z - highest)
    whole = parts.sum(axis=axis, keepdims=True)
    whole[whole == 0] = 1
    return parts / whole
