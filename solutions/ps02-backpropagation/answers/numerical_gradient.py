# %% right: a flat view of a copy
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    flat, slopes = x.reshape(-1), []
    for i in range(flat.size):
        keep = flat[i]
        flat[i] = keep + h
        above = f(x)
        flat[i] = keep - h
        below = f(x)
        flat[i] = keep
        slopes.append((above - below) / (2 * h))
    return np.reshape(slopes, x.shape)


# %% right: all directions as rows of the identity
def numerical_gradient(f, x, h=1e-5):
    shape = np.shape(x)
    steps = h * np.eye(np.size(x)).reshape(-1, *shape)
    slopes = [(f(x + step) - f(x - step)) / h / 2 for step in steps]
    return torch.tensor(slopes).reshape(shape)


# %% right: the mean of the slopes to both sides
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=np.float64)
    here = f(x)

    def slope(i, step):
        moved = x.copy()
        moved[i] += step
        return (f(moved) - here) / step

    gradient = np.zeros(x.shape)
    for i, _ in np.ndenumerate(x):
        gradient[i] = 0.5 * slope(i, h) + 0.5 * slope(i, -h)
    return gradient


# %% wrong: divides by h | one number, a straight line
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / h
    return gradient


# %% wrong: the sign | one number, a straight line
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x - step) - f(x + step)) / (2 * h)
    return gradient


# %% wrong: one side only | from both sides
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x)) / h
    return gradient


# %% wrong: its own h, whatever comes in | from both sides
def numerical_gradient(f, x, h=1e-5):
    x, h = np.array(x, dtype=float), 1e-5
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


# %% wrong: moves all entries at once | one entry at a time
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


# %% wrong: does not put the entry back | one entry at a time
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        gradient[i] = (above - f(x)) / (2 * h)
    return gradient


# %% wrong: one row only | any shape
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        step = np.zeros(len(x))
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


# %% wrong: returns a flat gradient | any shape
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    slopes = []
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        slopes.append((f(x + step) - f(x - step)) / (2 * h))
    return slopes


# %% wrong: cut to whole numbers | whole numbers
def numerical_gradient(f, x, h=1e-5):
    x = x.copy()
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        keep = x[i]
        x[i] = keep + h
        above = f(x)
        x[i] = keep - h
        below = f(x)
        x[i] = keep
        gradient[i] = (above - below) / (2 * h)
    return gradient


# %% wrong: a gradient of the dtype of x | whole numbers
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


# %% wrong: leaves x moved | x stays as it was
def numerical_gradient(f, x, h=1e-5):
    moved = np.asarray(x, dtype=float)
    gradient, original = np.zeros(x.shape), moved.copy()
    for i in np.ndindex(x.shape):
        moved[...] = original
        moved[i] = original[i] + h
        above = f(moved)
        moved[i] = original[i] - h
        gradient[i] = (above - f(moved)) / (2 * h)
    return gradient


# %% wrong: rounds what it finds | a small h
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = round((f(x + step) - f(x - step)) / (2 * h), 3)
    return gradient


# %% wrong: single precision | a small h
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=np.float32)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape, dtype=np.float32)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


# %% wrong: two names for one array | one number, a straight line
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above = below = x
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient


# %% wrong: half a step to both sides | from both sides
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h / 2
        gradient[i] = (f(x + step) - f(x - step)) / h
    return gradient


# %% wrong: hands f one number instead of the array | one entry at a time
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        gradient[i] = (f(x[i] + h) - f(x[i] - h)) / (2 * h)
    return gradient


# %% wrong: a row for a single number | any shape
def numerical_gradient(f, x, h=1e-5):
    x = np.atleast_1d(np.array(x, dtype=float))
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


# %% wrong: whole numbers in single precision | whole numbers and a small h
def numerical_gradient(f, x, h=1e-5):
    x = x.astype(np.float32 if x.dtype.kind == "i" else float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        right = f(x)
        x[i] = old - h
        gradient[i] = (right - f(x)) / (2 * h)
        x[i] = old
    return gradient


# %% wrong: a loop over rows and one over columns | other shapes
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    table = x.reshape(1, -1) if x.ndim < 2 else x
    gradient = np.zeros(table.shape)
    for r in range(table.shape[0]):
        for c in range(table.shape[1]):
            old = table[r, c].copy()
            table[r, c] = old + h
            right = f(x)
            table[r, c] = old - h
            gradient[r, c] = np.sum(right - f(x)) / (2 * h)
            table[r, c] = old
    return gradient.reshape(x.shape)
