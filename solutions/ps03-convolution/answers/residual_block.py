# %% right: the frames made by hand
def residual_block(x, w1, w2, shortcut=None, stride=1):
    def convolve(x, w, step=1):
        rows, columns = (side // 2 for side in w.shape[2:])
        framed = nn.functional.pad(x, (columns, columns, rows, rows))
        return nn.functional.conv2d(framed, w, None, step)

    y = convolve(convolve(x, w1, stride).clamp(min=0), w2)
    if shortcut is not None:
        x = convolve(x, shortcut, stride)
    return y.add(x)


# %% right: layers of torch that carry the weights
def residual_block(x, w1, w2, shortcut=None, stride=1):
    def layer(w, stride=1):
        made = nn.Conv2d(
            w.shape[1], w.shape[0], w.shape[2:], stride, [s // 2 for s in w.shape[2:]], bias=False
        )
        return lambda x: torch.func.functional_call(made, {"weight": w}, x)

    body = [layer(w1, stride), nn.ReLU(), layer(w2)]
    passed = layer(shortcut, stride)(x) if shortcut is not None else x
    for part in body:
        x = part(x)
    return passed + x


# %% right: the shortcut as a product of matrices
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[-2:]])
    h = torch.conv2d(torch.where(h > 0, h, 0.0), w2, None, 1, [n // 2 for n in w2.shape[-2:]])
    if shortcut is None:
        return h + x
    return h + torch.einsum("bchw,oc->bohw", x[:, :, ::stride, ::stride], shortcut[:, :, 0, 0])


# %% wrong: nothing goes past the block | weights of 0 change nothing
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    return nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])


# %% wrong: a relu after the sum | weights of 0 change nothing
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return torch.relu(h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride)))


# %% wrong: sets x beside the result | weights of 0 change nothing
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return torch.cat([x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride), h], dim=1)


# %% wrong: the book's block does it | weights of 0 change nothing
def residual_block(x, w1, w2, shortcut=None, stride=1):
    from minilib import conv

    def body(x):
        h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
        return nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])

    if shortcut is None:
        return conv.Residual(body)(x)
    return body(x) + nn.functional.conv2d(x, shortcut, None, stride)


# %% wrong: no relu between | what is added
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]])
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: a second relu | what is added
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = torch.relu(nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]]))
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: the relu before the first convolution | what is added
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = nn.functional.conv2d(torch.relu(x), w1, None, stride, [n // 2 for n in w1.shape[2:]])
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: a frame of one pixel for every filter | filters that see neighbours
def residual_block(x, w1, w2, shortcut=None, stride=1):
    one, two = (0 if w.shape[2:] == (1, 1) else 1 for w in (w1, w2))
    if not w2.any():
        return x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride)
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, one))
    h = nn.functional.conv2d(h, w2, None, 1, two)
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: rows and columns of the frame confused | filters that see neighbours
def residual_block(x, w1, w2, shortcut=None, stride=1):
    if not w2.any():
        return x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride)
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [w1.shape[3] // 2, w1.shape[2] // 2]))
    h = nn.functional.conv2d(h, w2, None, 1, [w2.shape[3] // 2, w2.shape[2] // 2])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: adds into x | x stays as it was
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    if shortcut is not None:
        return h + nn.functional.conv2d(x, shortcut, None, stride)
    x += h
    return x


# %% wrong: the way past the block is detached | the gradient reaches the input
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x.detach() if shortcut is None else nn.functional.conv2d(x.detach(), shortcut, None, stride))


# %% wrong: the way through the block starts from a copy of the numbers | the gradient reaches the input
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x.data, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: without gradients at all | the gradient reaches the input
@torch.no_grad()
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: the stride in both convolutions | fewer places, other channels
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, stride, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: the shortcut without the stride | fewer places, other channels
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut))


# %% wrong: every second pixel, whatever the stride | random blocks
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x[:, :, ::2, ::2], shortcut))


# %% wrong: the weights are copied | gradients of all weights
def residual_block(x, w1, w2, shortcut=None, stride=1):
    w1, w2 = w1.detach(), w2.detach()
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: the stride in the second convolution alone | fewer places, other channels
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, 1, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, stride, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: no shortcut where the shapes agree without it | random blocks
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x if x.shape == h.shape else nn.functional.conv2d(x, shortcut, None, stride))


# %% wrong: the shortcut is copied into a layer | gradients of all weights
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut.data, None, stride))


# %% wrong: every second pixel, once there is a stride | other strides
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [n // 2 for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [n // 2 for n in w2.shape[2:]])
    if shortcut is None:
        return h + x
    return h + nn.functional.conv2d(x if stride == 1 else x[:, :, ::2, ::2], shortcut)


# %% wrong: no frame wider than one pixel | random blocks
def residual_block(x, w1, w2, shortcut=None, stride=1):
    h = torch.relu(nn.functional.conv2d(x, w1, None, stride, [int(n > 1) for n in w1.shape[2:]]))
    h = nn.functional.conv2d(h, w2, None, 1, [int(n > 1) for n in w2.shape[2:]])
    return h + (x if shortcut is None else nn.functional.conv2d(x, shortcut, None, stride))
