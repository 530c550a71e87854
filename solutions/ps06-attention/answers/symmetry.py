# %% right: order by order
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% right: allclose with a tolerance of its own
def symmetry(layer, X, orders):
    def close(a, b, size):
        return torch.allclose(a / size, b / size, rtol=0, atol=1e-6)

    Y = layer(X)
    size = Y.abs().max().item() or 1.0
    moved = [layer(X[torch.tensor(order)]) for order in orders]
    ignores = all(close(Z, Y, size) for Z in moved)
    if Y.dim() == 0 or Y.shape[0] != X.shape[0]:
        return dict(invariant=ignores, equivariant=False)
    return dict(
        invariant=ignores, equivariant=all(close(Z, Y[order], size) for Z, order in zip(moved, orders))
    )


# %% right: the largest gap, with the outputs put back by the inverse
def symmetry(layer, X, orders):
    Y = layer(X).numpy()
    gaps = {"equivariant": 0.0, "invariant": 0.0}
    for order in orders:
        Z = layer(X.clone()[order]).numpy()
        gaps["invariant"] = max(gaps["invariant"], np.abs(Z - Y).max())
        if Y.shape[:1] == (X.shape[0],):
            back = Z[np.argsort(order)]
            gaps["equivariant"] = max(gaps["equivariant"], np.abs(back - Y).max())
        else:
            gaps["equivariant"] = math.inf
    return {name: gap <= 1e-6 * np.abs(Y).max() for name, gap in gaps.items()}


# %% wrong: the two keys swapped | row by row
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": ignores, "invariant": follows}


# %% wrong: the shuffled input is the shuffled input | row by row
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = Y[order]
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: one of the two at most | row by row
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores and not follows}


# %% wrong: always equivariant | row by row
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        pass
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: the layer's input is not shuffled | row by row
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X)
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: equal sums are enough | row by row
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).sum().abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: columns are shuffled | row by row
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[:, [i % X.shape[1] for i in order][: X.shape[1]]])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: rows are taken for granted | outputs without a row for each token
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = True
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: a single number has a length | outputs without a row for each token
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: an output without rows follows | outputs without a row for each token
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order]) if Y.ndim and len(Y) == len(X) else True
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: another number of rows is neither | outputs without a row for each token
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = follows
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: enough rows | outputs without a row for each token
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) >= len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: undone by the same order | an order and its inverse
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z[order], Y)
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: output shuffled by the inverse | an order and its inverse
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[np.argsort(order).tolist()])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: input shuffled by the inverse | an order and its inverse
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[np.argsort(order).tolist()])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: only the first order | every order
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders[:1]:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: only the last order | every order
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        rows = Y.ndim > 0 and len(Y) == len(X)
        follows, ignores = rows and same(Z, Y[order]), same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: one order is enough | every order
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores, some = False, False
    for order in orders:
        Z = layer(X[order])
        some = some or follows and same(Z, Y[order])
        ignores = ignores or same(Z, Y)
    return {"equivariant": some, "invariant": ignores}


# %% wrong: all orders one after the other | every order
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    once = list(range(len(X)))
    for order in orders:
        once = [once[i] for i in order]
    for order in [once]:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: equal to the last digit | attention and its relatives
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 0

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: torch.equal | attention and its relatives
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return torch.equal(a, b)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: relative to the differing entry | attention and its relatives
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool(((a - b).abs() <= 1e-16 * b.abs()).all())

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: shuffles X itself | attention and its relatives
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    X[:] = X[orders[0]]
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: smaller than, so that 0 is not like 0 | attention and its relatives
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() < limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: an absolute tolerance | large and small outputs
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: torch.allclose as it is | large and small outputs
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and torch.allclose(a, b)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: a tolerance of a thousandth | large and small outputs
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-3 * Y.abs().max()

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}


# %% wrong: at least 1 in the tolerance | large and small outputs
def symmetry(layer, X, orders):
    Y = layer(X)
    limit = 1e-6 * max(1, Y.abs().max())

    def same(a, b):
        return a.shape == b.shape and bool((a - b).abs().max() <= limit)

    follows = Y.ndim > 0 and len(Y) == len(X)
    ignores = True
    for order in orders:
        Z = layer(X[order])
        follows = follows and same(Z, Y[order])
        ignores = ignores and same(Z, Y)
    return {"equivariant": follows, "invariant": ignores}
