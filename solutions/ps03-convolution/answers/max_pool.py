# %% right: windows, all at once
def max_pool(x, size, stride):
    seen = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))
    return seen[:, ::stride, ::stride].max(axis=(-2, -1))


# %% right: the largest of shifted pictures
def max_pool(x, size, stride):
    rows, columns = ((side - size) // stride + 1 for side in x.shape[1:])
    best = np.full((len(x), rows, columns), -np.inf)
    for i in range(size):
        for j in range(size):
            shifted = x[:, i : i + stride * rows : stride, j : j + stride * columns : stride]
            best = np.maximum(best, shifted)
    return best


# %% right: rows first, then columns, as lists
def max_pool(x, size, stride):
    def along(line):
        return [max(line[i : i + size]) for i in range(0, len(line) - size + 1, stride)]

    result = []
    for channel in x.tolist():
        narrow = [along(row) for row in channel]
        result.append([list(row) for row in zip(*[along(column) for column in zip(*narrow)])])
    return result


# %% wrong: torch does it | the first window
def max_pool(x, size, stride):
    return torch.nn.functional.max_pool2d(torch.tensor(x), size, stride)


# %% wrong: the largest over all channels | the first window
def max_pool(x, size, stride):
    rows, columns = ((side - size) // stride + 1 for side in x.shape[1:])
    y = np.empty((len(x), rows, columns))
    for r, c in np.ndindex(rows, columns):
        y[:, r, c] = x[:, r * stride : r * stride + size, c * stride : c * stride + size].max()
    return y


# %% wrong: the mean | the first window
def max_pool(x, size, stride):
    rows, columns = ((side - size) // stride + 1 for side in x.shape[1:])
    y = np.empty((len(x), rows, columns))
    for r, c in np.ndindex(rows, columns):
        y[:, r, c] = x[:, r * stride : r * stride + size, c * stride : c * stride + size].mean(axis=(1, 2))
    return y


# %% wrong: moves by one | side by side
def max_pool(x, size, stride):
    rows, columns = ((side - size) // stride + 1 for side in x.shape[1:])
    y = np.empty((len(x), rows, columns))
    for r, c in np.ndindex(rows, columns):
        y[:, r, c] = x[:, r : r + size, c : c + size].max(axis=(1, 2))
    return y


# %% wrong: rows and columns of the result confused | side by side
def max_pool(x, size, stride):
    columns, rows = ((side - size) // stride + 1 for side in x.shape[1:])
    y = np.empty((len(x), rows, columns))
    for r, c in np.ndindex(rows, columns):
        y[:, r, c] = x[:, c * stride : c * stride + size, r * stride : r * stride + size].max(axis=(1, 2))
    return y


# %% wrong: moves by the size | windows that overlap
def max_pool(x, size, stride):
    rows, columns = x.shape[1] // size, x.shape[2] // size
    y = np.empty((len(x), rows, columns))
    for r, c in np.ndindex(rows, columns):
        y[:, r, c] = x[:, r * size : r * size + size, c * size : c * size + size].max(axis=(1, 2))
    return y


# %% wrong: cuts into blocks by a reshape | windows that overlap
def max_pool(x, size, stride):
    C, H, W = x.shape
    H, W = H // size, W // size
    return x[:, : H * size, : W * size].reshape(C, H, size, W, size).max(axis=(2, 4))


# %% wrong: keeps the windows that stick out | what is left over
def max_pool(x, size, stride):
    rows, columns = (-((size - side) // stride) + 1 for side in x.shape[1:])
    y = np.empty((len(x), rows, columns))
    for r, c in np.ndindex(rows, columns):
        y[:, r, c] = x[:, r * stride : r * stride + size, c * stride : c * stride + size].max(axis=(1, 2))
    return y


# %% wrong: starts from 0 | nothing above 0
def max_pool(x, size, stride):
    rows, columns = ((side - size) // stride + 1 for side in x.shape[1:])
    y = np.zeros((len(x), rows, columns))
    for r, c, i, j in np.ndindex(rows, columns, size, size):
        y[:, r, c] = np.maximum(y[:, r, c], x[:, r * stride + i, c * stride + j])
    return y


# %% wrong: the largest without its sign | nothing above 0
def max_pool(x, size, stride):
    rows, columns = ((side - size) // stride + 1 for side in x.shape[1:])
    y = np.empty((len(x), rows, columns))
    for r, c in np.ndindex(rows, columns):
        window = x[:, r * stride : r * stride + size, c * stride : c * stride + size].reshape(len(x), -1)
        y[:, r, c] = window[range(len(x)), np.abs(window).argmax(axis=1)]
    return y


# %% wrong: leaves no pixel between two windows | windows apart
def max_pool(x, size, stride):
    stride = min(stride, size)
    rows, columns = ((side - size) // stride + 1 for side in x.shape[1:])
    y = np.empty((len(x), rows, columns))
    for r, c in np.ndindex(rows, columns):
        y[:, r, c] = x[:, r * stride : r * stride + size, c * stride : c * stride + size].max(axis=(1, 2))
    return y


# %% wrong: starts from a number that seems small enough | nothing above 0
def max_pool(x, size, stride):
    C, H, W = x.shape
    y = np.full((C, (H - size) // stride + 1, (W - size) // stride + 1), -9999.0)
    for c, i, j in np.ndindex(y.shape):
        for k, l in np.ndindex(size, size):
            y[c, i, j] = max(y[c, i, j], x[c, i * stride + k, j * stride + l])
    return y


# %% wrong: looks at the corners of the window only | random pictures
def max_pool(x, size, stride):
    rows, columns = ((side - size) // stride + 1 for side in x.shape[1:])
    y = np.empty((len(x), rows, columns))
    for r, c in np.ndindex(rows, columns):
        window = x[:, r * stride : r * stride + size, c * stride : c * stride + size]
        y[:, r, c] = window[:, [0, 0, -1, -1], [0, -1, 0, -1]].max(axis=1)
    return y


# %% wrong: begins with two rows and two columns | one pixel, and the whole picture
def max_pool(x, size, stride):
    def along_the_last(x):
        places = (x.shape[-1] - size) // stride + 1
        starts = stride * np.arange(places)
        best = np.maximum(x[..., starts], x[..., np.minimum(starts + 1, x.shape[-1] - 1)])
        for k in range(2, size):
            best = np.maximum(best, x[..., starts + k])
        return best

    return along_the_last(along_the_last(x).swapaxes(1, 2)).swapaxes(1, 2)
