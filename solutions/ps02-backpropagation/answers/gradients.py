# %% right: one example after another
def gradients(X, Y, W1, b1, W2, b2):
    total = {"loss": 0.0, "W2": 0 * W2, "b2": 0 * b2, "W1": 0 * W1, "b1": 0 * b1}
    for x, y in zip(X, Y):
        h = np.tanh(x @ W1 + b1)
        error = h @ W2 + b2 - y
        dz = (W2 @ error) * (1 - h * h)
        found = {
            "loss": 0.5 * error @ error,
            "W2": np.outer(h, error),
            "b2": error,
            "W1": np.outer(x, dz),
            "b1": dz,
        }
        total = {name: total[name] + found[name] / len(X) for name in total}
    return total


# %% right: sums written by their indices
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(np.einsum("bi,ih->bh", X, W1) + b1)
    E = (np.einsum("bh,ho->bo", H, W2) + b2 - Y) / len(X)
    Z = np.einsum("bo,ho->bh", E, W2) / np.cosh(np.einsum("bi,ih->bh", X, W1) + b1) ** 2
    return {
        "loss": 0.5 * len(X) * np.einsum("bo,bo->", E, E),
        "W1": np.einsum("bi,bh->ih", X, Z),
        "b1": np.einsum("bh->h", Z),
        "W2": np.einsum("bh,bo->ho", H, E),
        "b2": np.einsum("bo->o", E),
    }


# %% right: the bias as a row of the weights, in torch without its engine
def gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (torch.tensor(array) for array in (X, Y, W1, b1, W2, b2))
    one = torch.ones(len(X), 1, dtype=X.dtype)
    inputs = torch.cat([X, one], dim=1)
    hidden = torch.cat([torch.tanh(inputs @ torch.vstack([W1, b1])), one], dim=1)
    error = hidden @ torch.vstack([W2, b2]) - Y
    back = (error @ W2.T) * (1 - hidden[:, :-1] ** 2)
    second, first = hidden.T @ error / len(X), inputs.T @ back / len(X)
    loss = 0.5 * (error**2).sum() / len(X)
    return {"loss": loss, "W1": first[:-1], "b1": first[-1], "W2": second[:-1], "b2": second[-1]}


# %% right: with helpers that have short names, and one entry more
def network(X, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    return H, H @ W2 + b2


def answer(given, truth):
    return given - truth


def gradients(X, Y, W1, b1, W2, b2):
    H, P = network(X, W1, b1, W2, b2)
    dP = answer(P, Y) / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    found = {"W2": H.T @ dP, "b2": dP.sum(0), "W1": X.T @ dZ, "b1": dZ.sum(0), "X": dZ @ W1.T}
    return {"loss": 0.5 * len(X) * np.sum(dP**2)} | found


# %% wrong: the book's engine does it | the loss
def gradients(X, Y, W1, b1, W2, b2):
    from minilib.arrays import Array, squared_error, tanh

    parameters = {"W1": Array(W1), "b1": Array(b1), "W2": Array(W2), "b2": Array(b2)}
    hidden = tanh(Array(X) @ parameters["W1"] + parameters["b1"])
    loss = squared_error(hidden @ parameters["W2"] + parameters["b2"], Y)
    loss.backward()
    return {"loss": loss.data} | {name: p.grad for name, p in parameters.items()}


# %% wrong: torch does it | the loss
def gradients(X, Y, W1, b1, W2, b2):
    p = {
        name: torch.tensor(a, requires_grad=True)
        for name, a in zip(("W1", "b1", "W2", "b2"), (W1, b1, W2, b2))
    }
    P = torch.tanh(torch.tensor(X) @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]
    loss = 0.5 * (P - torch.tensor(Y)).square().sum(dim=1).mean()
    loss.backward()
    return {"loss": loss.item()} | {name: t.grad for name, t in p.items()}


# %% wrong: forgets the half in the loss | the loss
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    return {"loss": np.sum(E**2) / len(X), "W2": H.T @ dP, "b2": dP.sum(0), "W1": X.T @ dZ, "b1": dZ.sum(0)}


# %% wrong: averages over the outputs as well | the loss
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / E.size
    dZ = dP @ W2.T * (1 - H**2)
    return {"loss": 0.5 * np.mean(E**2), "W2": H.T @ dP, "b2": dP.sum(0), "W1": X.T @ dZ, "b1": dZ.sum(0)}


# %% wrong: the sign of the error | output layer: b2
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = Y - (H @ W2 + b2)
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": H.T @ dP,
        "b2": dP.sum(0),
        "W1": X.T @ dZ,
        "b1": dZ.sum(0),
    }


# %% wrong: the gradient of the bias for each example | output layer: b2
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    return {"loss": 0.5 * np.sum(E**2) / len(X), "W2": H.T @ dP, "b2": dP, "W1": X.T @ dZ, "b1": dZ}


# %% wrong: the hidden layer before the tanh | output layer: W2
def gradients(X, Y, W1, b1, W2, b2):
    Z = X @ W1 + b1
    H = np.tanh(Z)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": Z.T @ dP,
        "b2": dP.sum(0),
        "W1": X.T @ dZ,
        "b1": dZ.sum(0),
    }


# %% wrong: the gradient of W2 transposed | output layer: W2
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": dP.T @ H,
        "b2": dP.sum(0),
        "W1": X.T @ dZ,
        "b1": dZ.sum(0),
    }


# %% wrong: forgets the slope of tanh | hidden layer: b1
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": H.T @ dP,
        "b2": dP.sum(0),
        "W1": X.T @ dZ,
        "b1": dZ.sum(0),
    }


# %% wrong: the slope of the sigmoid for tanh | hidden layer: b1
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * H * (1 - H)
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": H.T @ dP,
        "b2": dP.sum(0),
        "W1": X.T @ dZ,
        "b1": dZ.sum(0),
    }


# %% wrong: takes the tanh twice in its slope | hidden layer: b1
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - np.tanh(H) ** 2)
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": H.T @ dP,
        "b2": dP.sum(0),
        "W1": X.T @ dZ,
        "b1": dZ.sum(0),
    }


# %% wrong: the size of the inputs without their sign | hidden layer: W1
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    W1_slope = np.abs(X).T @ dZ
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": H.T @ dP,
        "b2": dP.sum(0),
        "W1": W1_slope,
        "b1": dZ.sum(0),
    }


# %% wrong: adds over the batch where the loss takes the mean | a batch
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dZ = E @ W2.T * (1 - H**2)
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": H.T @ E,
        "b2": E.sum(0),
        "W1": X.T @ dZ,
        "b1": dZ.sum(0),
    }


# %% wrong: divides by the batch twice | a batch
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": H.T @ dP,
        "b2": dP.mean(0),
        "W1": X.T @ dZ,
        "b1": dZ.mean(0),
    }


# %% wrong: writes the error into the targets | the arguments stay as they were
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = Y
    E -= H @ W2 + b2
    E *= -1
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    return {
        "loss": 0.5 * np.sum(E**2) / len(X),
        "W2": H.T @ dP,
        "b2": dP.sum(0),
        "W1": X.T @ dZ,
        "b1": dZ.sum(0),
    }


# %% wrong: returns a tuple, in an order of its own | the loss
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    return 0.5 * np.sum(E**2) / len(X), H.T @ dP, dP.sum(0), X.T @ dZ, dZ.sum(0)


# %% wrong: squeezes the sizes of 1 away | sizes of 1
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    found = {"W2": H.T @ dP, "b2": dP.sum(0), "W1": X.T @ dZ, "b1": dZ.sum(0)}
    return {"loss": 0.5 * np.sum(E**2) / len(X)} | {name: np.squeeze(g) for name, g in found.items()}


# %% wrong: torch does it forwards | the loss
def gradients(X, Y, W1, b1, W2, b2):
    given = tuple(torch.tensor(array) for array in (W1, b1, W2, b2))

    def loss(W1, b1, W2, b2):
        P = torch.tanh(torch.tensor(X) @ W1 + b1) @ W2 + b2
        return 0.5 * (P - torch.tensor(Y)).square().sum(dim=1).mean()

    found = {"loss": loss(*given)}
    for k, name in enumerate(("W1", "b1", "W2", "b2")):
        slopes = torch.zeros_like(given[k])
        for i in np.ndindex(*slopes.shape):
            direction = tuple(torch.zeros_like(p) for p in given)
            direction[k][i] = 1.0
            slopes[i] = torch.func.jvp(loss, given, direction)[1]
        found[name] = slopes
    return found


# %% wrong: W2 without its transpose, so that the shapes do not fit | the loss
def gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2 * (1 - H**2)
    found = {"W2": H.T @ dP, "b2": dP.sum(0), "W1": X.T @ dZ, "b1": dZ.sum(0)}
    return {"loss": 0.5 * np.sum(E**2) / len(X)} | found


# %% wrong: no more than the loss | output layer: b2
def gradients(X, Y, W1, b1, W2, b2):
    E = np.tanh(X @ W1 + b1) @ W2 + b2 - Y
    return {"loss": 0.5 * np.sum(E**2) / len(X)}


# %% wrong: the first example only | a batch
def gradients(X, Y, W1, b1, W2, b2):
    X, Y = X[:1], Y[:1]
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    found = {"W2": H.T @ dP, "b2": dP.sum(0), "W1": X.T @ dZ, "b1": dZ.sum(0)}
    return {"loss": 0.5 * np.sum(E**2) / len(X)} | found


# %% wrong: differences of the loss | to ten digits
def gradients(X, Y, W1, b1, W2, b2):
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

    def loss(W1, b1, W2, b2):
        return 0.5 * np.sum((np.tanh(X @ W1 + b1) @ W2 + b2 - Y) ** 2) / len(X)

    found = {"loss": loss(**parameters)}
    for name, array in parameters.items():
        found[name] = np.zeros(array.shape)
        for i in np.ndindex(array.shape):
            step = np.zeros(array.shape)
            step[i] = 1e-5
            above, below = (loss(**parameters | {name: array + s}) for s in (step, -step))
            found[name][i] = (above - below) / 2e-5
    return found


# %% wrong: single precision | to ten digits
def gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (a.astype(np.float32) for a in (X, Y, W1, b1, W2, b2))
    H = np.tanh(X @ W1 + b1)
    E = H @ W2 + b2 - Y
    dP = E / len(X)
    dZ = dP @ W2.T * (1 - H**2)
    found = {"W2": H.T @ dP, "b2": dP.sum(0), "W1": X.T @ dZ, "b1": dZ.sum(0)}
    return {"loss": 0.5 * np.sum(E**2) / len(X)} | found


# %% wrong: four hidden neurons, as in the first case | other networks
def gradients(X, Y, W1, b1, W2, b2):
    H = np.zeros((len(X), 4))
    for h in range(4):
        H[:, h] = np.tanh(X @ W1[:, h] + b1[h])
    error = H @ W2[:4] + b2 - Y
    dP = error / len(X)
    dZ = (dP @ W2[:4].T) * (1 - H**2)
    loss = 0.5 * (error**2).sum() / len(X)
    return {"loss": loss, "W2": H.T @ dP, "b2": dP.sum(0), "W1": X.T @ dZ, "b1": dZ.sum(0)}


# %% wrong: the first eight examples of a batch | other networks
def gradients(X, Y, W1, b1, W2, b2):
    X, Y = X[:8], Y[:8]
    H = np.tanh(X @ W1 + b1)
    error = H @ W2 + b2 - Y
    dP = error / len(X)
    dZ = (dP @ W2.T) * (1 - H**2)
    loss = 0.5 * (error**2).sum() / len(X)
    return {"loss": loss, "W2": H.T @ dP, "b2": dP.sum(0), "W1": X.T @ dZ, "b1": dZ.sum(0)}
