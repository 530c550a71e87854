# %% right: the squared length, by NumPy
def learning_rates(x):
    with np.errstate(divide="ignore"):
        best = np.float64(1.0) / np.dot(x, x)
    return best, 2 * best


# %% right: watch one step
def learning_rates(x):
    moved = [0.01 * x_i for x_i in x]  # one step with rate 0.01 from weights 0, at an error of 1
    gained = sum(w_i * x_i for w_i, x_i in zip(moved, x))
    if gained == 0:
        return float("inf"), float("inf")
    return 0.01 / gained, 0.02 / gained


# %% right: the length of x, then its square
def learning_rates(x):
    length = np.linalg.norm(x)
    if not np.any(x):
        return [np.inf, np.inf]
    return [length**-2, 2 * length**-2]


# %% wrong: the slide's rule: one factor x only | one input: no error after one step
def learning_rates(x):
    s = sum(x)
    return 1 / s, 2 / s


# %% wrong: the two the other way round | one input: no error after one step
def learning_rates(x):
    s = sum(x_i**2 for x_i in x)
    return 2 / s, 1 / s


# %% wrong: adds a bias of its own | one input: no error after one step
def learning_rates(x):
    s = sum(x_i**2 for x_i in x) + 1
    return 1 / s, 2 / s


# %% wrong: only the bound | one input: no error after one step
def learning_rates(x):
    return 2 / sum(x_i**2 for x_i in x)


# %% wrong: takes the best rate for the bound | one input: the bound
def learning_rates(x):
    s = sum(x_i**2 for x_i in x)
    return 1 / s, 1 / s


# %% wrong: stops just short of the bound | one input: the bound
def learning_rates(x):
    s = sum(x_i**2 for x_i in x)
    return 1 / s, 1.99 / s


# %% wrong: the square of the sum | every input adds its square
def learning_rates(x):
    s = sum(x) ** 2
    return 1 / s, 2 / s


# %% wrong: the mean of the squares | every input adds its square
def learning_rates(x):
    s = np.mean(np.square(x))
    return 1 / s, 2 / s


# %% wrong: the largest input only | every input adds its square
def learning_rates(x):
    s = max(abs(x_i) for x_i in x) ** 2
    return 1 / s, 2 / s


# %% wrong: divides by zero | with no input, any rate will do
def learning_rates(x):
    s = sum(x_i**2 for x_i in x)
    return 1 / s, 2 / s


# %% wrong: forbids every rate when there is no input | with no input, any rate will do
def learning_rates(x):
    s = sum(x_i**2 for x_i in x)
    return (1 / s, 2 / s) if s else (0.0, 0.0)


# %% wrong: any rate will do as soon as one input is 0 | zeros among the inputs, and small ones
def learning_rates(x):
    if 0 in x:
        return float("inf"), float("inf")
    s = sum(x_i**2 for x_i in x)
    return 1 / s, 2 / s


# %% wrong: a pair of rates for each input | every input adds its square
def learning_rates(x):
    pairs = [(1 / x_i**2, 2 / x_i**2) for x_i in x]
    return pairs[0] if len(x) == 1 else pairs


# %% wrong: one infinity where two are asked for | with no input, any rate will do
def learning_rates(x):
    s = sum(x_i**2 for x_i in x)
    return (1 / s, 2 / s) if s else float("inf")


# %% wrong: takes small for zero | zeros among the inputs, and small ones
def learning_rates(x):
    s = sum(x_i**2 for x_i in x)
    return (1 / s, 2 / s) if s > 1 else (float("inf"), float("inf"))


# %% wrong: looks at three inputs at most | random inputs: the bound is where training turns
def learning_rates(x):
    s = sum(x_i**2 for x_i in x[:3])
    return (1 / s, 2 / s) if s else (float("inf"), float("inf"))


# %% wrong: no rate above 1 | zeros among the inputs, and small ones
def learning_rates(x):
    s = sum(x_i**2 for x_i in x)
    return (min(1.0, 1 / s), min(1.0, 2 / s)) if s else (float("inf"), float("inf"))
