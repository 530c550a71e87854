# %% right: NumPy arrays
def run_epoch(w, data, order, lr):
    w, errors = np.array(w, dtype=float), []
    for i in order:
        x, y = np.array(data[i][0]), data[i][1]
        error = y - w @ x
        errors.append(error)
        w = w + lr * error * x
    return w, np.array(errors)


# %% right: recursion on the order
def run_epoch(w, data, order, lr):
    if not order:
        return w, []
    x, y = data[order[0]]
    error = y - sum(map(lambda a, b: a * b, w, x))
    after, errors = run_epoch([a + lr * error * b for a, b in zip(w, x)], data, order[1:], lr)
    return after, [error, *errors]


# %% right: a step of its own, and a list of all the weights
def run_epoch(w, data, order, lr):
    def step(w, x, y):
        error = y - np.dot(w, x)
        return np.add(w, np.multiply(lr * error, x)), error

    weights, errors = [w], []
    for x, y in [data[i] for i in order]:
        new, error = step(weights[-1], x, y)
        weights.append(new)
        errors.append(error)
    return weights[-1], errors


# %% wrong: returns the weights only | one visit: the new weights and the error seen
def run_epoch(w, data, order, lr):
    for i in order:
        x, y = data[i]
        error = y - np.dot(w, x)
        w = [a + lr * error * b for a, b in zip(w, x)]
    return w


# %% wrong: the error after the update | one visit: the new weights and the error seen
def run_epoch(w, data, order, lr):
    errors = []
    for i in order:
        x, y = data[i]
        w = [a + lr * (y - np.dot(w, x)) * b for a, b in zip(w, x)]
        errors.append(y - np.dot(w, x))
    return w, errors


# %% wrong: squared errors | one visit: the new weights and the error seen
def run_epoch(w, data, order, lr):
    errors = []
    for i in order:
        x, y = data[i]
        error = y - np.dot(w, x)
        errors.append(error**2)
        w = [a + lr * error * b for a, b in zip(w, x)]
    return w, errors


# %% wrong: all errors from the first weights, as in a batch | the second visit starts from the new weights
def run_epoch(w, data, order, lr):
    errors = [data[i][1] - np.dot(w, data[i][0]) for i in order]
    for i, error in zip(order, errors):
        w = [a + lr * error * b for a, b in zip(w, data[i][0])]
    return w, errors


# %% wrong: every visit starts from the first weights | the second visit starts from the new weights
def run_epoch(w, data, order, lr):
    errors = []
    for i in order:
        x, y = data[i]
        errors.append(y - np.dot(w, x))
        after = [a + lr * errors[-1] * b for a, b in zip(w, x)]
    return after, errors


# %% wrong: goes through the data, not the order | the order is the one asked for
def run_epoch(w, data, order, lr):
    errors = []
    for x, y in data:
        errors.append(y - np.dot(w, x))
        w = [a + lr * errors[-1] * b for a, b in zip(w, x)]
    return w, errors


# %% wrong: sorts the order first | the order is the one asked for
def run_epoch(w, data, order, lr):
    errors = []
    for i in sorted(order):
        x, y = data[i]
        errors.append(y - np.dot(w, x))
        w = [a + lr * errors[-1] * b for a, b in zip(w, x)]
    return w, errors


# %% wrong: stops at the first example without error | the order is the one asked for
def run_epoch(w, data, order, lr):
    errors = []
    for i in order:
        x, y = data[i]
        errors.append(y - np.dot(w, x))
        w = [a + lr * errors[-1] * b for a, b in zip(w, x)]
        if errors[-1] == 0:
            break
    return w, errors + [0.0] * (2 - len(errors)) * (len(order) > 1)


# %% wrong: visits every example once only | an example may come twice, or not at all
def run_epoch(w, data, order, lr):
    errors = []
    for i in dict.fromkeys(order):
        x, y = data[i]
        errors.append(y - np.dot(w, x))
        w = [a + lr * errors[-1] * b for a, b in zip(w, x)]
    return w, errors


# %% wrong: writes into the caller's weights | the arguments stay as they were
def run_epoch(w, data, order, lr):
    errors = []
    for i in order:
        x, y = data[i]
        errors.append(y - np.dot(w, x))
        for j, x_j in enumerate(x):
            w[j] += lr * errors[-1] * x_j
    return w, errors


# %% wrong: empties the caller's order | the arguments stay as they were
def run_epoch(w, data, order, lr):
    errors = []
    while order:
        x, y = data[order.pop(0)]
        errors.append(y - np.dot(w, x))
        w = [a + lr * errors[-1] * b for a, b in zip(w, x)]
    return w, errors


# %% wrong: needs at least one visit | an empty order changes nothing
def run_epoch(w, data, order, lr):
    errors, i = [], 0
    while True:
        x, y = data[order[i]]
        errors.append(y - np.dot(w, x))
        w = [a + lr * errors[-1] * b for a, b in zip(w, x)]
        i += 1
        if i == len(order):
            return w, errors


# %% wrong: one list of errors for all calls | one visit: the new weights and the error seen
def run_epoch(w, data, order, lr, errors=[]):
    for i in order:
        x, y = data[i]
        errors.append(y - np.dot(w, x))
        w = [a + lr * errors[-1] * b for a, b in zip(w, x)]
    return w, errors


# %% wrong: the last error only | one visit: the new weights and the error seen
def run_epoch(w, data, order, lr):
    for i in order:
        x, y = data[i]
        error = y - np.dot(w, x)
        w = [a + lr * error * b for a, b in zip(w, x)]
    return w, error


# %% wrong: returns inside the loop | the second visit starts from the new weights
def run_epoch(w, data, order, lr):
    errors = []
    for i in order:
        x, y = data[i]
        errors.append(y - np.dot(w, x))
        w = [a + lr * errors[-1] * b for a, b in zip(w, x)]
        return w, errors


# %% wrong: keeps the errors by example, not by visit | the order is the one asked for
def run_epoch(w, data, order, lr):
    errors = [0.0] * len(data)
    for i in order:
        x, y = data[i]
        errors[i] = y - np.dot(w, x)
        w = [a + lr * errors[i] * b for a, b in zip(w, x)]
    return w, errors


# %% wrong: errors to two digits, as a plot needs them | numbers that are not round
def run_epoch(w, data, order, lr):
    errors = []
    for i in order:
        x, y = data[i]
        error = y - float(np.dot(w, x))
        errors.append(round(error, 2))
        w = [a + lr * error * b for a, b in zip(w, x)]
    return w, errors


# %% wrong: an epoch has as many visits as there are examples | more visits than examples
def run_epoch(w, data, order, lr):
    errors = []
    for i in order[: len(data)]:
        x, y = data[i]
        errors.append(y - np.dot(w, x))
        w = [a + lr * errors[-1] * b for a, b in zip(w, x)]
    return w, errors
