# %% right: number by number, with math
def activations(name, z):
    def one(v):
        if name == "relu":
            return (v, 1.0) if v > 0 else (0.0, 0.0)
        y = math.tanh(v if name == "tanh" else v / 2)
        return (y, 1 - y * y) if name == "tanh" else ((1 + y) / 2, (1 - y * y) / 4)

    z = np.array(z, dtype=float)
    pairs = [one(v) for v in z.ravel()]
    return tuple(np.array(half).reshape(z.shape) for half in zip(*pairs))


# %% right: torch, value and slope by its own engine
def activations(name, z):
    z = torch.tensor(np.array(z, dtype=float), requires_grad=True)
    y = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}[name](z)
    (slope,) = torch.autograd.grad(y.sum(), z)
    return [y, slope]


# %% right: sigmoid by cases, so that no power overflows
def activations(name, z):
    z = np.asarray(z, dtype=np.float64)
    small = np.exp(-np.abs(z))
    sigmoid = np.where(z >= 0, 1 / (1 + small), small / (1 + small))
    square = np.exp(-2 * np.abs(z))
    table = {
        "sigmoid": (sigmoid, sigmoid * (1 - sigmoid)),
        "tanh": (np.sign(z) * (1 - square) / (1 + square), 4 * square / (1 + square) ** 2),
        "relu": (z * (z > 0), np.heaviside(z, 0.0)),
    }
    return table[name]


# %% right: the textbook sigmoid, which warns far out and is right
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        y = 1 / (1 + np.exp(-z))
        return y, y * (1 - y)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    return np.maximum(0, z), (z > 0).astype(float)


# %% right: lists in lists, by recursion
def activations(name, z):
    if isinstance(z, (list, np.ndarray)):
        pairs = [activations(name, part) for part in z]
        return [y for y, _ in pairs], [slope for _, slope in pairs]
    if name == "relu":
        return max(z, 0), int(z > 0)
    y = math.tanh(z if name == "tanh" else z / 2)
    return (y, 1 - y * y) if name == "tanh" else ((1 + y) / 2, (1 - y * y) / 4)


# %% wrong: the value without the slope | the values
def activations(name, z):
    z = np.asarray(z, dtype=float)
    return {"sigmoid": 0.5 + 0.5 * np.tanh(z / 2), "tanh": np.tanh(z), "relu": np.maximum(z, 0)}[name]


# %% wrong: the sign in the exponent | the values
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        y = 1 / (1 + np.exp(z))
        return y, y * (1 - y)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    return np.maximum(0, z), (z > 0).astype(float)


# %% wrong: z(1 - z) for the slope of the sigmoid | the slopes of sigmoid and tanh
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        return 0.5 + 0.5 * np.tanh(z / 2), z * (1 - z)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    return np.maximum(0, z), (z > 0).astype(float)


# %% wrong: the sigmoid's slope for tanh | the slopes of sigmoid and tanh
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "relu":
        return np.maximum(0, z), (z > 0).astype(float)
    y = np.tanh(z) if name == "tanh" else 0.5 + 0.5 * np.tanh(z / 2)
    return y, y * (1 - y)


# %% wrong: 1 - z squared for the slope of tanh | the slopes of sigmoid and tanh
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        y = 0.5 + 0.5 * np.tanh(z / 2)
        return y, y * (1 - y)
    if name == "tanh":
        return np.tanh(z), 1 - z**2
    return np.maximum(0, z), (z > 0).astype(float)


# %% wrong: the slope of ReLU is 1 at 0 | the slope of ReLU
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        y = 0.5 + 0.5 * np.tanh(z / 2)
        return y, y * (1 - y)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    return np.maximum(0, z), (z >= 0).astype(float)


# %% wrong: the slope of ReLU is its value | the slope of ReLU
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        y = 0.5 + 0.5 * np.tanh(z / 2)
        return y, y * (1 - y)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    return np.maximum(0, z), np.maximum(0, z)


# %% wrong: writes the result into an array of whole numbers | any shape, whole numbers too
def activations(name, z):
    z = np.asarray(z)
    y, slope = np.zeros_like(z), np.zeros_like(z)
    for i in np.ndindex(z.shape):
        if name == "relu":
            y[i], slope[i] = max(z[i], 0), z[i] > 0
        elif name == "tanh":
            y[i] = math.tanh(z[i])
            slope[i] = 1 - math.tanh(z[i]) ** 2
        else:
            y[i] = 0.5 + 0.5 * math.tanh(z[i] / 2)
            slope[i] = 0.25 * (1 - math.tanh(z[i] / 2) ** 2)
    return y, slope


# %% wrong: one row only | any shape, whole numbers too
def activations(name, z):
    pairs = []
    for v in z:
        if name == "relu":
            pairs.append((max(v, 0.0), 1.0 if v > 0 else 0.0))
        else:
            y = math.tanh(v) if name == "tanh" else 0.5 + 0.5 * math.tanh(v / 2)
            pairs.append((y, 1 - y * y if name == "tanh" else y * (1 - y)))
    return [y for y, _ in pairs], [slope for _, slope in pairs]


# %% wrong: inf divided by inf in the sigmoid | far out
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        y = np.exp(z) / (1 + np.exp(z))
        return y, y * (1 - y)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    return np.maximum(0, z), (z > 0).astype(float)


# %% wrong: the slope of the sigmoid from exponentials | far out
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        return 1 / (1 + np.exp(-z)), np.exp(-z) / (1 + np.exp(-z)) ** 2
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    return np.maximum(0, z), (z > 0).astype(float)


# %% wrong: tanh from its definition | far out
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        y = 0.5 + 0.5 * np.tanh(z / 2)
        return y, y * (1 - y)
    if name == "tanh":
        y = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
        return y, 1 - y**2
    return np.maximum(0, z), (z > 0).astype(float)


# %% wrong: goes through two dimensions at most | other shapes
def activations(name, z):
    z = np.asarray(z, dtype=float)
    rows = z if z.ndim > 1 else z[None]
    y, slope = np.zeros(rows.shape), np.zeros(rows.shape)
    for i, row in enumerate(rows):
        for j, v in enumerate(row):
            if name == "relu":
                y[i, j], slope[i, j] = max(v, 0.0), v > 0
            else:
                y[i, j] = math.tanh(v) if name == "tanh" else 0.5 + 0.5 * math.tanh(v / 2)
                slope[i, j] = 1 - y[i, j] ** 2 if name == "tanh" else y[i, j] * (1 - y[i, j])
    return y.reshape(z.shape), slope.reshape(z.shape)


# %% wrong: the slope and then the value | the values
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "sigmoid":
        y = 0.5 + 0.5 * np.tanh(z / 2)
        return y * (1 - y), y
    if name == "tanh":
        return 1 - np.tanh(z) ** 2, np.tanh(z)
    return (z > 0).astype(float), np.maximum(0, z)


# %% wrong: one question for the whole array | the values
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "relu":
        return (z, 1.0) if z > 0 else (0.0, 0.0)
    y = np.tanh(z) if name == "tanh" else 0.5 + 0.5 * np.tanh(z / 2)
    return y, 1 - y**2 if name == "tanh" else y * (1 - y)


# %% wrong: half a slope for ReLU at 0 | the slope of ReLU
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "relu":
        return np.maximum(0, z), np.heaviside(z, 0.5)
    y = np.tanh(z) if name == "tanh" else 0.5 + 0.5 * np.tanh(z / 2)
    return y, 1 - y**2 if name == "tanh" else y * (1 - y)


# %% wrong: cuts z at 10 to be safe | far out
def activations(name, z):
    z = np.clip(np.asarray(z, dtype=float), -10, 10)
    if name == "relu":
        return np.maximum(0, z), (z > 0).astype(float)
    y = np.tanh(z) if name == "tanh" else 0.5 + 0.5 * np.tanh(z / 2)
    return y, 1 - y**2 if name == "tanh" else y * (1 - y)


# %% wrong: in single precision | other numbers, in double precision
def activations(name, z):
    z = torch.as_tensor(z).float()
    if name == "relu":
        return z.clamp(min=0), (z > 0).float()
    if name == "tanh":
        return torch.tanh(z), 1 - torch.tanh(z) ** 2
    y = torch.sigmoid(z)
    return y, y * (1 - y)


# %% wrong: whole numbers stay whole in tanh | whole numbers, near and far out
def activations(name, z):
    z = np.asarray(z)
    if name == "relu":
        return np.maximum(z, 0), 1.0 * (z > 0)
    if name == "tanh":
        y = np.tanh(z).astype(z.dtype)
        return y, 1 - y**2
    y = (1 + np.tanh(z / 2)) / 2
    return y, y * (1 - y)


# %% wrong: the sigmoid cut at 5 and told to be flat there, as chips do | other numbers, in double precision
def activations(name, z):
    z = np.asarray(z, dtype=float)
    if name == "relu":
        return np.maximum(z, 0.0), np.where(z > 0, 1.0, 0.0)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    y = np.where(z > 5, 1.0, np.where(z < -5, 0.0, (1 + np.tanh(z / 2)) / 2))
    return y, y * (1 - y)
