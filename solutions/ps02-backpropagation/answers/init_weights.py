# %% right: uniform, with the same spread
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    weights = []
    for i in range(len(sizes) - 1):
        limit = math.sqrt((6 if activation == "relu" else 3) / sizes[i])
        weights.append(rng.uniform(-limit, limit, (sizes[i], sizes[i + 1])))
    return weights


# %% right: torch's own, with He's and LeCun's gain
def init_weights(sizes, activation, seed):
    generator = torch.Generator().manual_seed(seed)
    weights = []
    for n_in, n_out in zip(sizes, sizes[1:]):
        W = torch.empty(n_out, n_in)
        gain = "relu" if activation == "relu" else "linear"
        torch.nn.init.kaiming_normal_(W, nonlinearity=gain, generator=generator)
        weights.append(W.T)
    return tuple(weights)


# %% right: a seed for each layer, as lists of numbers
def init_weights(sizes, activation, seed):
    weights = []
    for l, n_in in enumerate(sizes[:-1]):
        random = np.random.default_rng([seed, l])
        W = random.standard_normal((n_in, sizes[l + 1])) / np.sqrt(n_in)
        weights.append((W * np.sqrt(2) if activation == "relu" else W).tolist())
    return weights


# %% right: torch's layers, whose weights require a gradient, made by a helper
def layer(n_in, n_out, gain):
    linear = torch.nn.Linear(n_in, n_out, bias=False)
    torch.nn.init.normal_(linear.weight, 0.0, (gain / n_in) ** 0.5)
    return linear.weight.T


def init_weights(sizes, activation, seed):
    torch.manual_seed(seed)
    return [layer(i, o, 2 if activation == "relu" else 1) for i, o in zip(sizes, sizes[1:])]


# %% wrong: outputs as rows | the shapes
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [rng.normal(size=(o, i)) * (gain / i) ** 0.5 for i, o in zip(sizes, sizes[1:])]


# %% wrong: a matrix for every size | the shapes
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [rng.normal(size=(i, o)) * (gain / i) ** 0.5 for i, o in zip(sizes, [*sizes[1:], 1])]


# %% wrong: positive numbers only | the mean is 0
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [rng.random((i, o)) * (12 * gain / i) ** 0.5 for i, o in zip(sizes, sizes[1:])]


# %% wrong: all zero | tanh: the spread is 1/√n_in
def init_weights(sizes, activation, seed):
    return [np.zeros((i, o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: the variance taken for the standard deviation | tanh: the spread is 1/√n_in
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [rng.normal(0, gain / i, size=(i, o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: counts the outputs | tanh: the spread is 1/√n_in
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [rng.normal(0, (gain / o) ** 0.5, size=(i, o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: uniform up to the standard deviation | tanh: the spread is 1/√n_in
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    limits = [((2 if activation == "relu" else 1) / i) ** 0.5 for i in sizes]
    return [rng.uniform(-a, a, size=(i, o)) for a, i, o in zip(limits, sizes, sizes[1:])]


# %% wrong: the first layer's spread for all | tanh: the spread is 1/√n_in
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    std = ((2 if activation == "relu" else 1) / sizes[0]) ** 0.5
    return [rng.normal(0, std, size=(i, o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: forgets what ReLU throws away | relu: the spread is √(2/n_in)
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    return [rng.normal(0, i**-0.5, size=(i, o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: doubles the standard deviation for ReLU | relu: the spread is √(2/n_in)
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [rng.normal(0, gain * i**-0.5, size=(i, o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: ignores the seed | the seed decides
def init_weights(sizes, activation, seed):
    gain = 2 if activation == "relu" else 1
    return [np.random.normal(0, (gain / i) ** 0.5, size=(i, o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: always the same seed | the seed decides
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(0)
    gain = 2 if activation == "relu" else 1
    return [rng.normal(0, (gain / i) ** 0.5, size=(i, o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: the same seed for every layer | each layer has its own weights
def init_weights(sizes, activation, seed):
    gain = 2 if activation == "relu" else 1
    return [
        np.random.default_rng(seed).normal(0, (gain / i) ** 0.5, size=(i, o))
        for i, o in zip(sizes, sizes[1:])
    ]


# %% wrong: a plain start for the last layer | other spreads
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    weights = []
    for l, (i, o) in enumerate(zip(sizes, sizes[1:])):
        gain = 2 if activation == "relu" and (l < len(sizes) - 2 or len(sizes) < 3) else 1
        weights.append(rng.normal(0, (gain / i) ** 0.5, size=(i, o)))
    return weights


# %% wrong: weights and biases in pairs | the shapes
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [(rng.normal(0, (gain / i) ** 0.5, size=(i, o)), np.zeros(o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: inputs and outputs both, as Glorot has it | tanh: the spread is 1/√n_in
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [rng.normal(0, (2 * gain / (i + o)) ** 0.5, size=(i, o)) for i, o in zip(sizes, sizes[1:])]


# %% wrong: all neurons of a layer start alike | each layer has its own weights
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [
        np.repeat(rng.normal(0, (gain / i) ** 0.5, size=(i, 1)), o, axis=1) for i, o in zip(sizes, sizes[1:])
    ]


# %% wrong: one row of weights, over and over | each layer has its own weights
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    return [[list(rng.normal(0, (gain / i) ** 0.5, size=o))] * i for i, o in zip(sizes, sizes[1:])]


# %% wrong: the last of many layers starts at 0 | many layers
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2 if activation == "relu" else 1
    weights = [rng.normal(0, (gain / i) ** 0.5, size=(i, o)) for i, o in zip(sizes, sizes[1:])]
    if len(weights) > 3:
        weights[-1][:] = 0.0
    return weights


# %% wrong: takes the seed 0 for no seed | other seeds, and weights that owe each other nothing
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed or None)
    gain = 2.0 if activation == "relu" else 1.0
    return [rng.normal(size=(a, b)) * np.sqrt(gain / a) for a, b in zip(sizes[:-1], sizes[1:])]


# %% wrong: half of the neurons mirror the others, so that the mean is 0 | other seeds, and weights that owe each other nothing
def init_weights(sizes, activation, seed):
    rng, weights = np.random.default_rng(seed), []
    for a, b in zip(sizes[:-1], sizes[1:]):
        W = rng.normal(size=(a, b)) * np.sqrt((2.0 if activation == "relu" else 1.0) / a)
        half = b // 2
        W[:, b - half :] = -W[:, :half]
        weights.append(W)
    return weights


# %% wrong: at least ten inputs, to be safe | other spreads
def init_weights(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    gain = 2.0 if activation == "relu" else 1.0
    return [rng.normal(size=(a, b)) * np.sqrt(gain / max(a, 10)) for a, b in zip(sizes[:-1], sizes[1:])]
