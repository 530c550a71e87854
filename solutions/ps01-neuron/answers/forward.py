# %% right: matrix product
def forward(X, w, b):
    return np.array(X) @ np.array(w) + b


# %% right: the bias as the weight of a constant input
def forward(X, w, b):
    weights = [*w, b]
    return tuple(np.dot(weights, [*x, 1.0]) for x in X)


# %% right: plain loops
def forward(X, w, b):
    predictions = []
    for i in range(len(X)):
        total = b
        for j in range(len(w)):
            total = total + X[i][j] * w[j]
        predictions.append(total)
    return predictions


# %% right: torch tensors
def forward(X, w, b):
    import torch

    return torch.tensor(X, dtype=torch.float64) @ torch.tensor(w, dtype=torch.float64) + b


# %% right: exact, with fractions
def forward(X, w, b):
    from fractions import Fraction

    return [sum(Fraction(a) * Fraction(c) for a, c in zip(w, x)) + Fraction(b) for x in X]


# %% wrong: answers the first example only | one prediction for each row
def forward(X, w, b):
    return [float(np.dot(X[0], w) + b)]


# %% wrong: a bare number instead of a list of one | one example, one input
def forward(X, w, b):
    return sum(w_i * x_i for w_i, x_i in zip(w, X[0])) + b


# %% wrong: forgets the bias | the bias is added once
def forward(X, w, b):
    return [sum(w_i * x_i for w_i, x_i in zip(w, x)) for x in X]


# %% wrong: adds the bias for every input | the bias is added once
def forward(X, w, b):
    return [sum(w_i * x_i + b for w_i, x_i in zip(w, x)) for x in X]


# %% wrong: takes the columns for examples | one prediction for each row
def forward(X, w, b):
    return [sum(w_i * x_i for w_i, x_i in zip(w, column)) + b for column in zip(*X)]


# %% wrong: adds the predictions of the batch up | one prediction for each row
def forward(X, w, b):
    return [float(np.sum(np.array(X) @ np.array(w) + b))]


# %% wrong: one total that is never reset | one prediction for each row
def forward(X, w, b):
    total, predictions = b, []
    for x in X:
        for w_i, x_i in zip(w, x):
            total += w_i * x_i
        predictions.append(total)
    return predictions


# %% wrong: a column of predictions | one example, one input
def forward(X, w, b):
    return np.array(X) @ np.array(w)[:, None] + b


# %% wrong: appends the constant input to the caller's rows | the arguments stay as they were
def forward(X, w, b):
    for x in X:
        x.append(1.0)
    return [sum(w_i * x_i for w_i, x_i in zip([*w, b], x)) for x in X]


# %% wrong: looks at three inputs at most | many inputs, many examples
def forward(X, w, b):
    return [sum(w[i] * x[i] for i in range(min(3, len(w)))) + b for x in X]


# %% wrong: one list of predictions for all calls | one example, one input
def forward(X, w, b, predictions=[]):
    for x in X:
        predictions.append(sum(w_i * x_i for w_i, x_i in zip(w, x)) + b)
    return predictions


# %% wrong: predictions that nobody has asked for yet | one example, one input
def forward(X, w, b):
    return map(lambda x: sum(w_i * x_i for w_i, x_i in zip(w, x)) + b, X)


# %% wrong: returns inside the loop | one prediction for each row
def forward(X, w, b):
    predictions = []
    for x in X:
        predictions.append(sum(w_i * x_i for w_i, x_i in zip(w, x)) + b)
        return predictions


# %% wrong: rounds the predictions to one digit | numbers that are not round
def forward(X, w, b):
    return [round(sum(w_i * x_i for w_i, x_i in zip(w, x)) + b, 1) for x in X]


# %% wrong: cuts the predictions off below 0 once there is a bias | numbers that are not round
def forward(X, w, b):
    sums = [sum(w_i * x_i for w_i, x_i in zip(w, x)) for x in X]
    return [max(0.0, s + b) if b else s for s in sums]


# %% wrong: answers the first three examples | many inputs, many examples
def forward(X, w, b):
    return [sum(w_i * x_i for w_i, x_i in zip(w, x)) + b for x in X[:3]]
