# %% right: all windows at once, added at their winners
def max_pool_backward(x, gradient, size, stride):
    seen = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    first = seen.reshape(*gradient.shape, -1).argmax(axis=-1)
    channel, row, column = np.indices(gradient.shape)
    back = np.zeros(x.shape)
    np.add.at(back, (channel, row * stride + first // size, column * stride + first % size), gradient)
    return back


# %% right: looks for the winner by hand
def max_pool_backward(x, gradient, size, stride):
    C, H, W = x.shape
    back = [[[0.0] * W for _ in range(H)] for _ in range(C)]
    for ch in range(C):
        for r in range(gradient.shape[1]):
            for c in range(gradient.shape[2]):
                best = i, j = r * stride, c * stride
                for p in range(i, i + size):
                    for q in range(j, j + size):
                        if x[ch, p, q] > x[ch][best]:
                            best = p, q
                back[ch][best[0]][best[1]] += float(gradient[ch, r, c])
    return back


# %% right: one shift of the windows after the other
def max_pool_backward(x, gradient, size, stride):
    _, rows, columns = gradient.shape
    ends = stride * (rows - 1) + 1, stride * (columns - 1) + 1
    cuts = [
        (slice(None), slice(i, i + ends[0], stride), slice(j, j + ends[1], stride))
        for i in range(size)
        for j in range(size)
    ]
    largest = np.max([x[cut] for cut in cuts], axis=0)
    back, left = np.zeros(x.shape), np.array(gradient, dtype=float)
    for cut in cuts:
        wins = x[cut] == largest
        back[cut] += np.where(wins, left, 0.0)
        left = np.where(wins, 0.0, left)
    return back


# %% wrong: torch does it | the first window
def max_pool_backward(x, gradient, size, stride):
    x = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    torch.max_pool2d(x, size, stride).backward(torch.tensor(gradient))
    return x.grad


# %% wrong: every number of the window gets it | the first window
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        back[ch, r * stride : r * stride + size, c * stride : c * stride + size] += gradient[ch, r, c]
    return back


# %% wrong: hands back the number itself | the first window
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size]
        i, j = divmod(window.argmax(), size)
        back[ch, r * stride + i, c * stride + j] += window[i, j]
    return back


# %% wrong: the place is counted from the corner of the picture | side by side
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size]
        i, j = divmod(window.argmax(), size)
        back[ch, i, j] += gradient[ch, r, c]
    return back


# %% wrong: the winners of the first channel for all | side by side
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[0, r * stride : r * stride + size, c * stride : c * stride + size]
        i, j = divmod(window.argmax(), size)
        back[ch, r * stride + i, c * stride + j] += gradient[ch, r, c]
    return back


# %% wrong: the last window writes over the others | windows that overlap
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size]
        i, j = divmod(window.argmax(), size)
        back[ch, r * stride + i, c * stride + j] = gradient[ch, r, c]
    return back


# %% wrong: adds by indices that occur twice | windows that overlap
def max_pool_backward(x, gradient, size, stride):
    seen = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    first = seen.reshape(*gradient.shape, size * size).argmax(axis=-1)
    ch, r, c = np.indices(gradient.shape)
    back = np.zeros(x.shape)
    back[ch, r * stride + first // size, c * stride + first % size] += gradient
    return back


# %% wrong: all equals get all | two that are equal
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        rows, columns = (slice(n * stride, n * stride + size) for n in (r, c))
        window = x[ch, rows, columns]
        back[ch, rows, columns] += (window == window.max()) * gradient[ch, r, c]
    return back


# %% wrong: equals share | two that are equal
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        rows, columns = (slice(n * stride, n * stride + size) for n in (r, c))
        wins = x[ch, rows, columns] == x[ch, rows, columns].max()
        back[ch, rows, columns] += wins * gradient[ch, r, c] / wins.sum()
    return back


# %% wrong: the last of equals | two that are equal
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size]
        i, j = divmod(size * size - 1 - window.ravel()[::-1].argmax(), size)
        back[ch, r * stride + i, c * stride + j] += gradient[ch, r, c]
    return back


# %% wrong: the first column by column | two that are equal
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size]
        j, i = divmod(window.T.argmax(), size)
        back[ch, r * stride + i, c * stride + j] += gradient[ch, r, c]
    return back


# %% wrong: as large as the windows together | pixels that no window sees
def max_pool_backward(x, gradient, size, stride):
    C, rows, columns = gradient.shape
    back = np.zeros((C, (rows - 1) * stride + size, (columns - 1) * stride + size))
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size]
        i, j = divmod(window.argmax(), size)
        back[ch, r * stride + i, c * stride + j] += gradient[ch, r, c]
    return back


# %% wrong: writes the result into x | the arguments stay as they were
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size]
        i, j = divmod(window.argmax(), size)
        back[ch, r * stride + i, c * stride + j] += gradient[ch, r, c]
    x[:] = back
    return x


# %% wrong: whole numbers for a picture of whole numbers | whole numbers, many of them equal
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros_like(x)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size]
        i, j = divmod(window.argmax(), size)
        back[ch, r * stride + i, c * stride + j] += gradient[ch, r, c].astype(x.dtype)
    return back


# %% right: in torch with 32 bits
def max_pool_backward(x, gradient, size, stride):
    x, back = torch.as_tensor(x), torch.zeros(x.shape)
    for c, r, q in np.ndindex(*gradient.shape):
        top, left = r * stride, q * stride
        n = int(x[c, top : top + size, left : left + size].reshape(-1).argmax())
        back[c, top + n // size, left + n % size] += gradient[c, r, q]
    return back


# %% wrong: looks for the maximum in the whole picture | two that are equal
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for c, r, q in np.ndindex(*gradient.shape):
        largest = x[c, r * stride : r * stride + size, q * stride : q * stride + size].max()
        i, j = np.argwhere(x[c] == largest)[0]
        back[c, i, j] += gradient[c, r, q]
    return back


# %% wrong: the search for the winner starts at 0 | far below 0
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for c, r, q in np.ndindex(*gradient.shape):
        best, at = 0, (r * stride, q * stride)
        for k, l in np.ndindex(size, size):
            here = (r * stride + k, q * stride + l)
            if x[c][here] > best:
                best, at = x[c][here], here
        back[c][at] += gradient[c, r, q]
    return back


# %% wrong: torch finds it from the other end | the first window
def max_pool_backward(x, gradient, size, stride):
    def loss(x):
        seen = x.unfold(1, size, stride).unfold(2, size, stride).flatten(-2)
        return (seen.max(dim=-1).values * torch.tensor(gradient)).sum()

    return torch.func.jacfwd(loss)(torch.tensor(x).double())


# %% wrong: the last of equals where there are three | whole numbers, many of them equal
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size].ravel()
        best = np.flatnonzero(window == window.max())
        i, j = divmod(int(best[-1] if size > 2 else best[0]), size)
        back[ch, r * stride + i, c * stride + j] += gradient[ch, r, c]
    return back


# %% wrong: counts places in rows of two | random pictures
def max_pool_backward(x, gradient, size, stride):
    back = np.zeros(x.shape)
    for ch, r, c in np.ndindex(gradient.shape):
        window = x[ch, r * stride : r * stride + size, c * stride : c * stride + size]
        i, j = divmod(int(window.argmax()), 2)
        back[ch, min(r * stride + i, x.shape[1] - 1), min(c * stride + j, x.shape[2] - 1)] += gradient[
            ch, r, c
        ]
    return back
