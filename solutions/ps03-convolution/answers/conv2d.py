# %% right: seven loops, one number at a time
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    H, W = x.shape[1:]
    rows = (H + 2 * padding - K) // stride + 1
    columns = (W + 2 * padding - L) // stride + 1
    y = [[[float(b[o]) for _ in range(columns)] for _ in range(rows)] for o in range(O)]
    for o, r, c, i, k, l in np.ndindex(O, rows, columns, I, K, L):
        row, column = r * stride + k - padding, c * stride + l - padding
        if 0 <= row < H and 0 <= column < W:  # what lies in the frame adds 0
            y[o][r][c] += x[i, row, column] * w[o, i, k, l]
    return y


# %% right: all filters at once, by a product of matrices
def conv2d(x, w, b, stride=1, padding=0):
    x = np.pad(x, [(0, 0), (padding, padding), (padding, padding)])
    K, L = w.shape[2:]
    flat = w.reshape(len(w), -1)
    result = []
    for top in range(0, x.shape[1] - K + 1, stride):
        row = [
            flat @ x[:, top : top + K, j : j + L].ravel() + b for j in range(0, x.shape[2] - L + 1, stride)
        ]
        result.append(row)
    return np.moveaxis(np.array(result), -1, 0)


# %% right: spreads each weight over the picture
def conv2d(x, w, b, stride=1, padding=0):
    p, (_, _, K, L) = padding, w.shape
    x = torch.nn.functional.pad(torch.tensor(x, dtype=torch.float64), (p, p, p, p))
    bottom, right = x.shape[1] - K + 1, x.shape[2] - L + 1
    y = 0
    for k, l in np.ndindex(K, L):
        y = y + torch.einsum("ihw,oi->ohw", x[:, k : k + bottom, l : l + right], torch.tensor(w[:, :, k, l]))
    return y[:, ::stride, ::stride] + torch.tensor(b)[:, None, None]


# %% wrong: torch does it | one channel, one filter
def conv2d(x, w, b, stride=1, padding=0):
    return torch.nn.functional.conv2d(torch.tensor(x), torch.tensor(w), torch.tensor(b), stride, padding)


# %% wrong: the book does it | one channel, one filter
def conv2d(x, w, b, stride=1, padding=0):
    from minilib import conv

    return conv.conv2d(torch.tensor(x)[None], torch.tensor(w), torch.tensor(b), stride, padding)[0]


# %% wrong: flips the filter | one channel, one filter
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        piece = x[:, r * stride : r * stride + K, c * stride : c * stride + L]
        y[o, r, c] = np.sum(piece * w[o, :, ::-1, ::-1]) + b[o]
    return y


# %% wrong: stops one place too early | one channel, one filter
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride, (x.shape[2] - L) // stride
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o]) + b[o]
    return y


# %% wrong: rows and columns of the filter confused | one channel, one filter
def conv2d(x, w, b, stride=1, padding=0):
    O, I, L, K = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        piece = x[:, r * stride : r * stride + K, c * stride : c * stride + L]
        y[o, r, c] = np.sum(piece * w[o].transpose(0, 2, 1)) + b[o]
    return y


# %% wrong: forgets the bias | the bias
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o])
    return y


# %% wrong: the bias with every product | the bias
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o] + b[o])
    return y


# %% wrong: the bias for every input channel | several input channels
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c, i in np.ndindex(O, rows, columns, I):
        piece = x[i, r * stride : r * stride + K, c * stride : c * stride + L]
        y[o, r, c] += np.sum(piece * w[o, i]) + b[o]
    return y


# %% wrong: the first channel only | several input channels
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[0, r * stride : r * stride + K, c * stride : c * stride + L] * w[o, 0]) + b[o]
    return y


# %% wrong: one slice of the filter for all channels | several input channels
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o, 0]) + b[o]
    return y


# %% wrong: filters last | several filters
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((rows, columns, O))
    for r, c, o in np.ndindex(y.shape):
        y[r, c, o] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o]) + b[o]
    return y if O > 1 else y[None, :, :, 0]


# %% wrong: the bias of the first filter for all | several filters
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.full((O, rows, columns), b[0])
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] += np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o])
    return y


# %% wrong: forgets to move by the stride | stride
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r : r + K, c : c + L] * w[o]) + b[o]
    return y


# %% wrong: the stride for rows only | stride
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, x.shape[2] - L + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c : c + L] * w[o]) + b[o]
    return y


# %% wrong: zeros at one end only | padding
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (0, 2 * padding), (0, 2 * padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o]) + b[o]
    return y


# %% wrong: repeats the edge instead of zeros | padding
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)), mode="edge")
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o]) + b[o]
    return y


# %% wrong: pads the channels as well | padding
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, padding)
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:I, r * stride : r * stride + K, c * stride : c * stride + L] * w[o]) + b[o]
    return y


# %% wrong: a result of whole numbers for a picture of whole numbers | a picture of whole numbers
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns), dtype=x.dtype)
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o]) + b[o]
    return y


# %% wrong: the stride widens the frame | stride and padding at once
def conv2d(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    p = padding * stride
    x = np.pad(x, ((0, 0), (p, p), (p, p)))
    rows, columns = (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1
    y = np.zeros((O, rows, columns))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o]) + b[o]
    return y


# %% right: a product of waves, by Fourier
def conv2d(x, w, b, stride=1, padding=0):
    p = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    H, W = p.shape[1:]
    waves = np.fft.fft2(p)[None] * np.conj(np.fft.fft2(w, s=(H, W)))
    y = np.fft.ifft2(waves.sum(axis=1)).real[:, : H - w.shape[2] + 1, : W - w.shape[3] + 1]
    return y[:, ::stride, ::stride] + b[:, None, None]


# %% wrong: SciPy does it by Fourier | one channel, one filter
def conv2d(x, w, b, stride=1, padding=0):
    import scipy.signal

    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    y = []
    for f, bias in zip(w, b):
        parts = [scipy.signal.fftconvolve(x[i], f[i, ::-1, ::-1], "valid") for i in range(len(f))]
        y.append(sum(parts)[::stride, ::stride] + bias)
    return y


# %% wrong: torch does it backwards | one channel, one filter
def conv2d(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    (H, W), (K, L) = x.shape[1:], w.shape[2:]
    turned = torch.tensor(w[:, :, ::-1, ::-1].copy()).transpose(0, 1)
    y = nn.functional.conv_transpose2d(torch.tensor(x)[None].double(), turned)[0]
    return y[:, K - 1 : H, L - 1 : W][:, ::stride, ::stride] + torch.tensor(b)[:, None, None]


# %% wrong: the book's layer carries the weights | one channel, one filter
def conv2d(x, w, b, stride=1, padding=0):
    from minilib.conv import Conv2d

    x, w, b = (torch.tensor(array).double() for array in (x[None], w, b))
    return Conv2d.compute(x, w, b, stride, padding)[0]


# %% wrong: a frame of one pixel, however wide | wider frames
def conv2d(x, w, b, stride=1, padding=0):
    (O, _, K, L), p = w.shape, min(padding, 1)
    x = np.pad(x, ((0, 0), (p, p), (p, p)))
    y = np.zeros((O, (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o]) + b[o]
    return y


# %% wrong: a step is never longer than the filter | one pixel, the whole picture, and long steps
def conv2d(x, w, b, stride=1, padding=0):
    (O, _, K, L), p = w.shape, padding
    down, across = min(stride, K), min(stride, L)
    x = np.pad(x, ((0, 0), (p, p), (p, p)))
    y = np.zeros((O, (x.shape[1] - K) // down + 1, (x.shape[2] - L) // across + 1))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * down : r * down + K, c * across : c * across + L] * w[o]) + b[o]
    return y


# %% wrong: the frame takes part only where the filter does not move | stride and padding at once
def conv2d(x, w, b, stride=1, padding=0):
    (O, _, K, L), p = w.shape, padding if stride == 1 else 0
    x = np.pad(x, ((0, 0), (p, p), (p, p)))
    y = np.zeros((O, (x.shape[1] - K) // stride + 1, (x.shape[2] - L) // stride + 1))
    for o, r, c in np.ndindex(y.shape):
        y[o, r, c] = np.sum(x[:, r * stride : r * stride + K, c * stride : c * stride + L] * w[o]) + b[o]
    return y
