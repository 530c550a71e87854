# %% right: NumPy arrays
def delta_step(w, b, x, y, lr):
    w, x = np.array(w), np.array(x)
    error = y - (w @ x + b)
    return w + lr * error * x, b + lr * error


# %% right: the bias as one more weight
def delta_step(w, b, x, y, lr):
    weights, inputs = [*w, b], [*x, 1.0]
    error = y - sum(a * c for a, c in zip(weights, inputs))
    weights = [a + lr * error * c for a, c in zip(weights, inputs)]
    return weights[:-1], weights[-1]


# %% right: the gradient of half the squared error, by torch
def delta_step(w, b, x, y, lr):
    import torch

    w, b = (torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in (w, b))
    loss = 0.5 * (y - w @ torch.tensor(x, dtype=torch.float64) - b) ** 2
    dw, db = torch.autograd.grad(loss, (w, b))
    return w - lr * dw, b - lr * db


# %% right: a copy, changed in place
def delta_step(w, b, x, y, lr):
    move = lr * (y - b - np.dot(w, x))
    new = list(w)
    for i, x_i in enumerate(x):
        new[i] += move * x_i
    return new, b + move


# %% wrong: the target in place of the error | no error, no change
def delta_step(w, b, x, y, lr):
    return [w_i + lr * y * x_i for w_i, x_i in zip(w, x)], b + lr * y


# %% wrong: forgets the bias in the prediction | no error, no change
def delta_step(w, b, x, y, lr):
    error = y - sum(w_i * x_i for w_i, x_i in zip(w, x))
    return [w_i + lr * error * x_i for w_i, x_i in zip(w, x)], b + lr * error


# %% wrong: the slide's rule, without the input | without input, only the bias moves
def delta_step(w, b, x, y, lr):
    error = y - b - sum(w_i * x_i for w_i, x_i in zip(w, x))
    return [w_i + lr * error for w_i in w], b + lr * error


# %% wrong: walks away from the target | without input, only the bias moves
def delta_step(w, b, x, y, lr):
    error = y - b - sum(w_i * x_i for w_i, x_i in zip(w, x))
    return [w_i - lr * error * x_i for w_i, x_i in zip(w, x)], b - lr * error


# %% wrong: the bias never learns | without input, only the bias moves
def delta_step(w, b, x, y, lr):
    error = y - b - sum(w_i * x_i for w_i, x_i in zip(w, x))
    return [w_i + lr * error * x_i for w_i, x_i in zip(w, x)], b


# %% wrong: the bias moves without the learning rate | without input, only the bias moves
def delta_step(w, b, x, y, lr):
    error = y - b - sum(w_i * x_i for w_i, x_i in zip(w, x))
    return [w_i + lr * error * x_i for w_i, x_i in zip(w, x)], b + error


# %% wrong: every weight sees a new error | each input multiplies the error
def delta_step(w, b, x, y, lr):
    w = list(w)
    for i in range(len(w)):
        w[i] += lr * (y - np.dot(w, x) - b) * x[i]
    return w, b + lr * (y - np.dot(w, x) - b)


# %% wrong: the input's size without its sign | each input multiplies the error
def delta_step(w, b, x, y, lr):
    error = y - b - sum(w_i * x_i for w_i, x_i in zip(w, x))
    return [w_i + lr * error * abs(x_i) for w_i, x_i in zip(w, x)], b + lr * error


# %% wrong: the bias sees the error after the weights moved | weights and bias share one error
def delta_step(w, b, x, y, lr):
    error = y - b - np.dot(w, x)
    w = [w_i + lr * error * x_i for w_i, x_i in zip(w, x)]
    return w, b + lr * (y - b - np.dot(w, x))


# %% wrong: writes into the caller's weights | the arguments stay as they were
def delta_step(w, b, x, y, lr):
    error = y - b - np.dot(w, x)
    for i, x_i in enumerate(x):
        w[i] += lr * error * x_i
    return w, b + lr * error


# %% wrong: trusts that the bias starts at 0 | weights and a bias that are not 0
def delta_step(w, b, x, y, lr):
    error = y - b - np.dot(w, x)
    if error == 0:
        return w, b
    return [w_i + lr * error * x_i for w_i, x_i in zip(w, x)], lr * error


# %% wrong: the pair the other way round | no error, no change
def delta_step(w, b, x, y, lr):
    error = y - b - np.dot(w, x)
    return b + lr * error, [w_i + lr * error * x_i for w_i, x_i in zip(w, x)]


# %% wrong: weights and bias in one list | no error, no change
def delta_step(w, b, x, y, lr):
    error = y - b - np.dot(w, x)
    return [w_i + lr * error * x_i for w_i, x_i in zip([*w, b], [*x, 1.0])]


# %% wrong: predicts with the first input only | no error, no change
def delta_step(w, b, x, y, lr):
    error = y - b - w[0] * x[0]
    return [w_i + lr * error * x_i for w_i, x_i in zip(w, x)], b + lr * error


# %% wrong: the size of the error without its sign | without input, only the bias moves
def delta_step(w, b, x, y, lr):
    error = abs(y - b - np.dot(w, x))
    return [w_i + lr * error * x_i for w_i, x_i in zip(w, x)], b + lr * error


# %% wrong: the bias first, and the weights by what is left of the error | each input multiplies the error
def delta_step(w, b, x, y, lr):
    b = b + lr * (y - b - np.dot(w, x))
    error = y - b - np.dot(w, x)
    return [w_i + lr * error * x_i for w_i, x_i in zip(w, x)], b


# %% wrong: appends the bias's input to the caller's x | the arguments stay as they were
def delta_step(w, b, x, y, lr):
    x.append(1.0)
    error = y - np.dot([*w, b], x)
    new = [w_i + lr * error * x_i for w_i, x_i in zip([*w, b], x)]
    return new[:-1], new[-1]


# %% wrong: moves two weights at most | more inputs
def delta_step(w, b, x, y, lr):
    move, new = lr * (y - b - np.dot(w, x)), list(w)
    for i in range(min(2, len(x))):
        new[i] += move * x[i]
    return new, b + move


# %% wrong: the error in whole numbers | weights and a bias that are not 0
def delta_step(w, b, x, y, lr):
    error = round(y - b - float(np.dot(w, x)))
    return [w_i + lr * error * x_i for w_i, x_i in zip(w, x)], b + lr * error


# %% wrong: a learning rate above 0.5 is cut | weights and a bias that are not 0
def delta_step(w, b, x, y, lr):
    move = min(lr, 0.5) * (y - b - np.dot(w, x))
    return [w_i + move * x_i for w_i, x_i in zip(w, x)], b + move
