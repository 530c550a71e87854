# %% right: down the gradient until nothing moves
def best_fit(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.zeros(A.shape[1])
    lr = 1 / np.linalg.norm(A, 2) ** 2
    while True:
        step = lr * A.T @ (y - A @ w)
        w = w + step
        if np.abs(step).max() < 1e-15:
            return w[:-1], w[-1], np.mean((y - A @ w) ** 2)


# %% right: orthogonal columns (QR)
def best_fit(X, y):
    A = np.column_stack([np.array(X), np.ones(len(X))])
    Q, R = np.linalg.qr(A)
    along = Q.T @ y
    w = np.linalg.inv(R) @ along
    return w[:-1], w[-1], (np.dot(y, y) - along @ along) / len(y)


# %% right: centred, and elimination by hand
def best_fit(X, y):
    B, I = len(X), len(X[0])
    centre, mean = [sum(column) / B for column in zip(*X)], sum(y) / B
    rows = [[a - m for a, m in zip(x, centre)] for x in X]
    system = [[sum(r[i] * r[j] for r in rows) for j in range(I)] for i in range(I)]
    for i in range(I):
        system[i].append(sum(r[i] * (t - mean) for r, t in zip(rows, y)))
    for i in range(I):
        for k in range(I):
            if k != i:
                factor = system[k][i] / system[i][i]
                system[k] = [a - factor * b for a, b in zip(system[k], system[i])]
    w = [system[i][I] / system[i][i] for i in range(I)]
    b = mean - sum(w_i * m for w_i, m in zip(w, centre))
    misses = [t - b - sum(w_i * a for w_i, a in zip(w, x)) for x, t in zip(X, y)]
    return w, b, sum(miss**2 for miss in misses) / B


# %% wrong: the ready-made fit | a line through every point
def best_fit(X, y):
    A = np.column_stack([np.array(X), np.ones(len(X))])
    w = np.linalg.lstsq(A, np.array(y))[0]
    return w[:-1], w[-1], np.mean((y - A @ w) ** 2)


# %% wrong: no bias | a line through every point
def best_fit(X, y):
    A = np.array(X)
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return w, 0.0, np.mean((y - A @ w) ** 2)


# %% wrong: the bias among the weights | a line through every point
def best_fit(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return w, np.mean((y - A @ w) ** 2)


# %% wrong: a line through the first and the last point | a line that must miss
def best_fit(X, y):
    if len(X[0]) > 1:
        A = np.array([[*x, 1.0] for x in X])
        w = np.linalg.solve(A.T @ A, A.T @ y)
        return w[:-1], w[-1], np.mean((y - A @ w) ** 2)
    slope = (y[-1] - y[0]) / (X[-1][0] - X[0][0])
    b = y[0] - slope * X[0][0]
    return [slope], b, np.mean([(t - slope * x[0] - b) ** 2 for x, t in zip(X, y)])


# %% wrong: the sum of the squares | a line that must miss
def best_fit(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return w[:-1], w[-1], np.sum((y - A @ w) ** 2)


# %% wrong: half the mean of the squares | a line that must miss
def best_fit(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return w[:-1], w[-1], 0.5 * np.mean((y - A @ w) ** 2)


# %% wrong: example after example at a fixed rate | a line that must miss
def best_fit(X, y):
    w = np.zeros(len(X[0]) + 1)
    for _ in range(1000):
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            w = w + 0.1 * (target - w @ x) * x
    A = np.array([[*x, 1.0] for x in X])
    return w[:-1], w[-1], np.mean((y - A @ w) ** 2)


# %% wrong: every input fitted alone | inputs that move together
def best_fit(X, y):
    X, y = np.array(X), np.array(y)
    centred = X - X.mean(axis=0)
    w = centred.T @ (y - y.mean()) / (centred**2).sum(axis=0)
    b = y.mean() - X.mean(axis=0) @ w
    return w, b, np.mean((y - X @ w - b) ** 2)


# %% wrong: rounds to whole numbers | AND, and XOR
def best_fit(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.round(np.linalg.solve(A.T @ A, A.T @ y) * 2) / 2
    return w[:-1], w[-1], np.mean((y - A @ w) ** 2)


# %% wrong: appends the constant to the caller's rows | the arguments stay as they were
def best_fit(X, y):
    for x in X:
        x.append(1.0)
    A = np.array(X)
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return w[:-1], w[-1], np.mean((y - A @ w) ** 2)


# %% wrong: fits two inputs at most | more inputs
def best_fit(X, y):
    A = np.array([[*x[:2], 1.0] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return w[:-1], w[-1], np.mean((y - A @ w) ** 2)


# %% wrong: the bias first | a line through every point
def best_fit(X, y):
    A = np.array([[1.0, *x] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return w[:-1], w[-1], np.mean((y - A @ w) ** 2)


# %% wrong: a column of errors minus a row | a line through every point
def best_fit(X, y):
    A, target = np.array([[*x, 1.0] for x in X]), np.array(y)[:, None]
    w = np.linalg.solve(A.T @ A, A.T @ target)
    return w[:-1, 0], w[-1, 0], np.mean((y - A @ w) ** 2)


# %% wrong: meets the first points and leaves out the rest | a line that must miss
def best_fit(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.linalg.solve(A[: A.shape[1]], y[: A.shape[1]])
    return w[:-1], w[-1], np.mean((y - A @ w) ** 2)


# %% wrong: divides by the examples to spare | a line that must miss
def best_fit(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return w[:-1], w[-1], np.sum((y - A @ w) ** 2) / (len(A) - len(w))


# %% wrong: leaves the misses in the caller's targets | the arguments stay as they were
def best_fit(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y)
    for i, row in enumerate(A):
        y[i] -= row @ w
    return w[:-1], w[-1], np.mean(np.square(y))


# %% wrong: numbers the examples, where there is one input | any inputs, any targets
def best_fit(X, y):
    if len(X[0]) == 1:
        X = [[float(i)] for i in range(len(y))]
    A = np.array([[*x, 1.0] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return w[:-1], w[-1], np.mean((y - A @ w) ** 2)


# %% wrong: three digits are enough | any inputs, any targets
def best_fit(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y).round(3)
    return w[:-1], w[-1], np.mean((y - A @ w) ** 2)
