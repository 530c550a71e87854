# %% right: one function for each kind of layer
def count_parameters(shape, layers):
    def conv(channels, height, width, filters, kernel, stride, padding, groups):
        places = [len(range(0, side + 2 * padding - kernel + 1, stride)) for side in (height, width)]
        return filters * kernel * kernel * channels // groups + filters, (filters, *places)

    def pool(channels, height, width, size, stride):
        return 0, (channels, *(len(range(0, side - size + 1, stride)) for side in (height, width)))

    def linear(channels, height, width, outputs):
        return channels * height * width * outputs + outputs, (outputs, 1, 1)

    kinds, counts = {"conv": conv, "pool": pool, "linear": linear}, []
    for kind, *numbers in layers:
        count, shape = kinds[kind](*shape, *numbers)
        counts.append(count)
    return counts


# %% right: the first layer, then the rest
def count_parameters(shape, layers):
    if not layers:
        return []
    (kind, *n), rest = layers[0], layers[1:]
    inputs, h, w = shape
    if kind == "linear":
        return [n[0] * (inputs * h * w + 1), *count_parameters((n[0], 1, 1), rest)]
    if kind == "pool":
        size, stride = n
        return [0, *count_parameters((inputs, (h - size) // stride + 1, (w - size) // stride + 1), rest)]
    filters, kernel, stride, padding, groups = n
    h, w = ((side + 2 * padding - kernel) // stride + 1 for side in (h, w))
    return [filters * (inputs // groups * kernel**2 + 1), *count_parameters((filters, h, w), rest)]


# %% right: arrays of the right shapes, and their sizes
def count_parameters(shape, layers):
    counts, x = [], np.broadcast_to(0.0, shape)
    for layer in layers:
        if layer[0] == "linear":
            parameters = np.broadcast_to(0.0, (layer[1], x.size)), np.broadcast_to(0.0, layer[1])
            x = np.broadcast_to(0.0, (layer[1], 1, 1))
        else:
            kernel, stride, padding = layer[2:5] if layer[0] == "conv" else (*layer[1:3], 0)
            sides = [1 + (side + 2 * padding - kernel) // stride for side in x.shape[1:]]
            parameters = ()
            if layer[0] == "conv":
                weights = (layer[1], len(x) // layer[5], kernel, kernel)
                parameters = np.broadcast_to(0.0, weights), np.broadcast_to(0.0, layer[1])
            x = np.broadcast_to(0.0, (layer[1] if parameters else len(x), *sides))
        counts.append(sum(p.size for p in parameters))
    return tuple(counts)


# %% wrong: torch's layers count themselves | linear layers
def count_parameters(shape, layers):
    network = []
    for kind, *n in layers:
        if kind == "conv":
            network.append(nn.LazyConv2d(n[0], n[1], n[2], n[3], groups=n[4]))
        elif kind == "pool":
            network.append(nn.MaxPool2d(*n))
        else:
            network.append(nn.Sequential(nn.Flatten(), nn.LazyLinear(n[0])))
    nn.Sequential(*network)(torch.zeros(1, *shape))
    return [sum(p.numel() for p in layer.parameters()) for layer in network]


# %% wrong: the linear layer sees the channels only | linear layers
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: no biases | linear layers
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * c // n[4] * n[1] ** 2)
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append(c * h * w * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: forgets that the picture is a vector now | linear layers
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c = n[0]
    return counts


# %% wrong: weights for every place | one convolution
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            weights = n[0] * (c // n[4] * n[1] ** 2 + 1)
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
            counts.append(weights * h * w)
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: the filter has one slice for all channels | one convolution
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: the lecture's k³ | one convolution
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[1] ** 3)
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: ignores the groups | groups
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c * n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: divides the filters by the groups as well | groups
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] // n[4] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: leaves the pools out of the list | a pool between two convolutions
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: every convolution sees the channels of the picture | a pool between two convolutions
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (shape[0] // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: pools do not shrink the picture | from a picture to a vector
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: forgets the padding | from a picture to a vector
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], (h - n[1]) // n[2] + 1, (w - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: pools move by their size | from a picture to a vector
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = h // n[0], w // n[0]
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: rounds up | pools with something left over
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], -((n[1] - h - 2 * n[3]) // n[2]) + 1, -((n[1] - w - 2 * n[3]) // n[2]) + 1
        elif kind == "pool":
            counts.append(0)
            h, w = -((n[0] - h) // n[1]) + 1, -((n[0] - w) // n[1]) + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: pools divide by their stride | pools with something left over
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], (h + 2 * n[3] - n[1]) // n[2] + 1, (w + 2 * n[3] - n[1]) // n[2] + 1
        elif kind == "pool":
            counts.append(0)
            h, w = h // n[1], w // n[1]
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts


# %% wrong: convolutions round up | other networks
def count_parameters(shape, layers):
    c, h, w = shape
    counts = []
    for kind, *n in layers:
        if kind == "conv":
            counts.append(n[0] * (c // n[4] * n[1] ** 2 + 1))
            c, h, w = n[0], -((n[1] - h - 2 * n[3]) // n[2]) + 1, -((n[1] - w - 2 * n[3]) // n[2]) + 1
        elif kind == "pool":
            counts.append(0)
            h, w = (h - n[0]) // n[1] + 1, (w - n[0]) // n[1] + 1
        else:
            counts.append((c * h * w + 1) * n[0])
            c, h, w = n[0], 1, 1
    return counts
