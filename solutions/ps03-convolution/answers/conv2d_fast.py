# %% right: windows, and one sum by its indices
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("bihwkl,oikl->bohw", seen, w) + b[:, None, None]


# %% right: columns of pixels times one matrix
def conv2d_fast(x, w, b, stride=1, padding=0):
    O, I, K, L = w.shape
    B, _, H, W = x.shape
    padded = np.zeros((B, I, H + 2 * padding, W + 2 * padding))
    padded[:, :, padding : padding + H, padding : padding + W] = x
    rows, columns = (padded.shape[2] - K) // stride + 1, (padded.shape[3] - L) // stride + 1
    r = (stride * np.arange(rows))[:, None, None, None] + np.arange(K)[:, None]
    c = (stride * np.arange(columns))[None, :, None, None] + np.arange(L)
    pixels = padded[:, :, r, c].transpose(0, 2, 3, 1, 4, 5).reshape(B * rows * columns, I * K * L)
    y = pixels @ w.reshape(O, -1).T + b
    return y.reshape(B, rows, columns, O).transpose(0, 3, 1, 2)


# %% right: in torch with 32 bits, over the positions of the filter
def conv2d_fast(x, w, b, stride=1, padding=0):
    x, w, b = (torch.tensor(array, dtype=torch.float32) for array in (x, w, b))
    x = torch.nn.functional.pad(x, [padding] * 4)
    K, L = w.shape[2:]
    rows, columns = (x.shape[2] - K) // stride + 1, (x.shape[3] - L) // stride + 1
    y = b[:, None, None].expand(len(x), len(b), rows, columns).clone()
    for n in range(K * L):
        k, l = divmod(n, L)
        met = x[:, :, k:, l:][:, :, ::stride, ::stride][:, :, :rows, :columns]
        y += (w[:, :, k, l] @ met.flatten(2)).reshape(y.shape)
    return y


# %% wrong: torch does it | a filter of one pixel
def conv2d_fast(x, w, b, stride=1, padding=0):
    layer = torch.nn.functional.conv2d
    return layer(torch.tensor(x), torch.tensor(w), torch.tensor(b), stride, padding)


# %% wrong: torch cuts the windows | a filter of one pixel
def conv2d_fast(x, w, b, stride=1, padding=0):
    B, _, H, W = x.shape
    O, _, K, L = w.shape
    columns = torch.nn.functional.unfold(torch.tensor(x), (K, L), padding=padding, stride=stride)
    y = torch.tensor(w).flatten(1) @ columns + torch.tensor(b)[:, None]
    return y.reshape(B, O, -1, (W + 2 * padding - L) // stride + 1)


# %% wrong: the book cuts the windows | a filter of one pixel
def conv2d_fast(x, w, b, stride=1, padding=0):
    from minilib import conv

    x = torch.nn.functional.pad(torch.tensor(x), [padding] * 4)
    seen = conv.windows(x, w.shape[2], stride)
    return torch.einsum("bihwkl,oikl->bohw", seen, torch.tensor(w)) + torch.tensor(b)[:, None, None]


# %% wrong: filters first, then pictures | a filter of one pixel
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.tensordot(w, seen, axes=((1, 2, 3), (1, 4, 5))) + b[:, None, None, None]


# %% wrong: forgets the bias | a filter of one pixel
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("bihwkl,oikl->bohw", seen, w)


# %% wrong: the bias at every position of the filter | a larger filter
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    K, L = w.shape[2:]
    rows, columns = (x.shape[2] - K) // stride + 1, (x.shape[3] - L) // stride + 1
    y = 0
    for k in range(K):
        for l in range(L):
            part = x[:, :, k : k + stride * rows : stride, l : l + stride * columns : stride]
            y = y + np.einsum("bihw,oi->bohw", part, w[:, :, k, l]) + b[:, None, None]
    return y


# %% wrong: flips the filter | a larger filter
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("bihwkl,oikl->bohw", seen, w[:, :, ::-1, ::-1]) + b[:, None, None]


# %% wrong: puts the batch where the places are | a batch
def conv2d_fast(x, w, b, stride=1, padding=0):
    O, K, L = len(w), *w.shape[2:]
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    seen = np.lib.stride_tricks.sliding_window_view(x, (K, L), axis=(2, 3))[:, :, ::stride, ::stride]
    B, I, rows, columns = seen.shape[:4]
    pixels = seen.transpose(1, 4, 5, 0, 2, 3).reshape(I * K * L, -1)
    return (w.reshape(O, -1) @ pixels + b[:, None]).reshape(B, O, rows, columns)


# %% wrong: adds the pictures up | a batch
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("bihwkl,oikl->ohw", seen, w)[None] + b[:, None, None]


# %% wrong: ignores the stride | stride, then padding
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))
    return np.einsum("bihwkl,oikl->bohw", seen, w) + b[:, None, None]


# %% wrong: slices without an end | stride, then padding
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    K, L = w.shape[2:]
    y = b[:, None, None]
    for k in range(K):
        for l in range(L):
            part = x[:, :, k : x.shape[2] - K + 1 + k, l : x.shape[3] - L + 1 + l]
            part = part if stride == 1 else x[:, :, k::stride, l::stride]
            y = y + np.einsum("bihw,oi->bohw", part, w[:, :, k, l])
    return y


# %% wrong: pads rows only | stride, then padding
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (0, 0)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("bihwkl,oikl->bohw", seen, w) + b[:, None, None]


# %% wrong: loops over the places | no loop outside the filter
def conv2d_fast(x, w, b, stride=1, padding=0):
    O, _, K, L = w.shape
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    rows, columns = (x.shape[2] - K) // stride + 1, (x.shape[3] - L) // stride + 1
    y = np.zeros((len(x), O, rows, columns))
    for r in range(rows):
        for c in range(columns):
            piece = x[:, :, r * stride : r * stride + K, c * stride : c * stride + L]
            y[:, :, r, c] = np.einsum("bikl,oikl->bo", piece, w) + b
    return y


# %% wrong: loops over the pictures in a comprehension | no loop outside the filter
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.stack([np.einsum("ihwkl,oikl->ohw", one, w) + b[:, None, None] for one in seen])


# %% wrong: hides the loop over the filters in map | no loop outside the filter
def conv2d_fast(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    each = map(lambda one, bias: np.einsum("bihwkl,ikl->bhw", seen, one) + bias, w, b)
    return np.stack(list(each), axis=1)


# %% wrong: the stride widens the frame | random sizes
def conv2d_fast(x, w, b, stride=1, padding=0):
    p = padding * stride
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("bihwkl,oikl->bohw", seen, w) + b[:, None, None]


# %% right: einsum makes a plan first
def conv2d_fast(x, w, b, stride=1, padding=0):
    p = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), p, p))
    B, I, H, W = x.shape
    down = stride * np.arange((H - w.shape[2]) // stride + 1)[:, None] + np.arange(w.shape[2])
    along = stride * np.arange((W - w.shape[3]) // stride + 1)[:, None] + np.arange(w.shape[3])
    rows, columns = (down[..., None] == np.arange(H)) * 1.0, (along[..., None] == np.arange(W)) * 1.0
    y = np.einsum("bihw,rkh,clw,oikl->borc", x, rows, columns, w, optimize=True)
    return y + b[:, None, None]


# %% wrong: a sum in one line goes over the input channels | no loop outside the filter
def conv2d_fast(x, w, b, stride=1, padding=0):
    p, (O, I, K, L) = (padding, padding), w.shape
    x = np.pad(x, ((0, 0), (0, 0), p, p))
    seen = np.lib.stride_tricks.sliding_window_view(x, (K, L), axis=(2, 3))[:, :, ::stride, ::stride]
    B, _, rows, columns = seen.shape[:4]
    seen = seen.transpose(1, 0, 2, 3, 4, 5).reshape(I, B * rows * columns, K * L)
    y = sum(seen[i] @ w[:, i].reshape(O, -1).T for i in range(I)) + b
    return y.reshape(B, rows, columns, O).transpose(0, 3, 1, 2)


# %% wrong: a result of whole numbers for pictures of whole numbers | pictures of whole numbers
def conv2d_fast(x, w, b, stride=1, padding=0):
    p = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), p, p))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    y = np.einsum("bihwkl,oikl->bohw", seen, w) + b[:, None, None]
    return y.astype(x.dtype)


# %% wrong: goes back to loops over the places when there is a stride | no loop with a stride and padding either
def conv2d_fast(x, w, b, stride=1, padding=0):
    K, L, p = *w.shape[2:], padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    if stride == 1:
        seen = np.lib.stride_tricks.sliding_window_view(x, (K, L), axis=(2, 3))
        return np.einsum("bihwkl,oikl->bohw", seen, w) + b[:, None, None]
    y = np.zeros((len(x), len(w), (x.shape[2] - K) // stride + 1, (x.shape[3] - L) // stride + 1))
    for r in range(y.shape[2]):
        for c in range(y.shape[3]):
            seen = x[:, :, r * stride : r * stride + K, c * stride : c * stride + L]
            y[:, :, r, c] = np.einsum("bikl,oikl->bo", seen, w) + b
    return y


# %% wrong: a frame for the first column and row only, once there is a stride | random sizes
def conv2d_fast(x, w, b, stride=1, padding=0):
    p = (padding, padding if stride == 1 else 0)
    x = np.pad(x, ((0, 0), (0, 0), p, p))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("bihwkl,oikl->bohw", seen, w) + b[:, None, None]
