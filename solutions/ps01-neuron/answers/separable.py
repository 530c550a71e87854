# %% right: tries small whole weights
def separable(X, y):
    from itertools import product

    for *w, b in product(np.arange(-2, 3), repeat=len(X[0]) + 1):
        for shift in (-4.5, -0.5, 0.5, 4.5):
            answers = [int(np.dot(w, x) + b + shift > 0) for x in X]
            if answers == list(y):
                return True
    return False


# %% right: a linear programme
def separable(X, y):
    from scipy.optimize import linprog

    sign = 2.0 * np.array(y)[:, None] - 1
    rows = sign * np.column_stack([np.array(X), np.ones(len(X))])
    found = linprog(np.zeros(rows.shape[1]), A_ub=-rows, b_ub=-np.ones(len(X)), bounds=(None, None))
    return bool(found.success)


# %% right: until an epoch is clean or the weights come back
def separable(X, y):
    w, b, seen = (0.0,) * len(X[0]), 0.0, set()
    while (w, b) not in seen:
        seen.add((w, b))
        clean = True
        for x, target in zip(X, y):
            answer = 1 if sum(w_i * x_i for w_i, x_i in zip(w, x)) + b > 0 else 0
            clean = clean and answer == target
            w = tuple(w_i + (target - answer) * x_i for w_i, x_i in zip(w, x))
            b += target - answer
        if clean:
            return True
    return False


# %% right: two corners of one kind never have the sum of two of the other
def separable(X, y):
    from itertools import combinations_with_replacement

    def sums(answer):
        corners = [x for x, target in zip(X, y) if target == answer]
        return {tuple(np.add(p, q)) for p, q in combinations_with_replacement(corners, 2)}

    return not sums(0) & sums(1)


# %% wrong: a neuron can do anything | XOR and its opposite: no
def separable(X, y):
    return True


# %% wrong: no bias | AND and OR: yes
def separable(X, y):
    w = np.zeros(len(X[0]))
    for _ in range(100):
        mistakes = 0
        for x, target in zip(X, y):
            error = target - (w @ np.array(x) > 0)
            w = w + error * np.array(x)
            mistakes += error != 0
        if mistakes == 0:
            return True
    return False


# %% wrong: gives up after three epochs | AND and OR: yes
def separable(X, y):
    w = np.zeros(len(X[0]) + 1)
    for _ in range(3):
        mistakes = 0
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            error = target - (w @ x > 0)
            w = w + error * x
            mistakes += error != 0
        if mistakes == 0:
            return True
    return False


# %% wrong: the error before the threshold | AND and OR: yes
def separable(X, y):
    w = np.zeros(len(X[0]) + 1)
    for _ in range(100):
        mistakes = 0
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            error = target - w @ x
            w = w + 0.1 * error * x
            mistakes += error != 0
        if mistakes == 0:
            return True
    return False


# %% wrong: content when the last example is right | XOR and its opposite: no
def separable(X, y):
    w = np.zeros(len(X[0]) + 1)
    for _ in range(100):
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            error = target - (w @ x > 0)
            w = w + error * x
        if error == 0:
            return True
    return False


# %% wrong: takes weights that come back for weights at rest | XOR and its opposite: no
def separable(X, y):
    w, before = np.zeros(len(X[0]) + 1), None
    while before is None or not np.array_equal(w, before):
        before = w
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            w = w + (target - (w @ x > 0)) * x
    return True


# %% wrong: knows XOR, forgets its opposite | XOR and its opposite: no
def separable(X, y):
    return list(y) != [0, 1, 1, 0]


# %% wrong: needs both answers | always 0, always 1: yes
def separable(X, y):
    ones = [x for x, target in zip(X, y) if target == 1]
    zeros = [x for x, target in zip(X, y) if target == 0]
    if not ones or not zeros:
        return False
    w = np.zeros(len(X[0]) + 1)
    for _ in range(100):
        mistakes = 0
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            error = target - (w @ x > 0)
            w = w + error * x
            mistakes += error != 0
        if mistakes == 0:
            return True
    return False


# %% wrong: only weights of 0 or more | all sixteen gates
def separable(X, y):
    from itertools import product

    for *w, b in product((0, 1, 2), (0, 1, 2), (0.5, -0.5, -1.5)):
        if [int(np.dot(w, x[:2]) + b > 0) for x in X] == list(y):
            return True
    return False


# %% wrong: as many 1s as 0s cannot be parted | all sixteen gates
def separable(X, y):
    return 2 * sum(y) != len(y)


# %% wrong: the best line, cut at one half | three inputs
def separable(X, y):
    A = np.array([[*x, 1.0] for x in X])
    w = np.linalg.solve(A.T @ A, A.T @ y)
    return bool(((A @ w > 0.5) == np.array(y)).all())


# %% wrong: looks for the two crossed gates, and nothing else | three inputs
def separable(X, y):
    answer = {tuple(x): target for x, target in zip(X, y)}
    crossed = answer[0, 0] == answer[1, 1] and answer[0, 1] == answer[1, 0]
    return not crossed or answer[0, 0] == answer[0, 1]


# %% wrong: weights of -1, 0 and 1 only | random gates with three inputs
def separable(X, y):
    from itertools import product

    for w in product((-1, 0, 1), repeat=len(X[0])):
        for b in np.arange(-3.5, 4.0):
            if [int(np.dot(w, x) + b > 0) for x in X] == list(y):
                return True
    return False


# %% wrong: adds up errors that cancel | XOR and its opposite: no
def separable(X, y):
    w = np.zeros(len(X[0]) + 1)
    for _ in range(100):
        errors = 0
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            error = target - (w @ x > 0)
            w = w + error * x
            errors += error
        if errors == 0:
            return True
    return False


# %% wrong: counts the mistakes of all epochs | AND and OR: yes
def separable(X, y):
    w, mistakes = np.zeros(len(X[0]) + 1), 0
    for _ in range(100):
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            error = target - (w @ x > 0)
            w = w + error * x
            mistakes += error != 0
        if mistakes == 0:
            return True
    return False


# %% wrong: a margin of 0 is enough | XOR and its opposite: no
def separable(X, y):
    from scipy.optimize import linprog

    sign = 2.0 * np.array(y)[:, None] - 1
    rows = sign * np.column_stack([np.array(X), np.ones(len(X))])
    return bool(
        linprog(np.zeros(rows.shape[1]), A_ub=-rows, b_ub=np.zeros(len(X)), bounds=(None, None)).success
    )


# %% wrong: only parity is refused | three inputs
def separable(X, y):
    odd = [sum(x) % 2 for x in X]
    return list(y) != odd and [1 - target for target in y] != odd


# %% wrong: no patience for three inputs | random gates with three inputs
def separable(X, y):
    w = np.zeros(len(X[0]) + 1)
    for _ in range(10):
        mistakes = 0
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            error = target - (w @ x > 0)
            w = w + error * x
            mistakes += error != 0
        if mistakes == 0:
            return True
    return False


# %% wrong: looks for crossed corners where the first input stays | three inputs, of which one or two count
def separable(X, y):
    answer = {tuple(int(x_i) for x_i in x): target for x, target in zip(X, y)}
    for front in {x[:-2] for x in answer}:
        a, b, c, d = (answer[(*front, i, j)] for i in (0, 1) for j in (0, 1))
        if a == d != b == c:
            return False
    if len(X) == 4:
        return True
    ones = [x for x, target in answer.items() if target]
    return len(ones) != 2 or sum(abs(a - b) for a, b in zip(*ones)) < 3


# %% wrong: takes eight corners to stand as in a truth table | random gates with three inputs
def separable(X, y):
    if len(X) == 8:
        X = [[i >> 2, i >> 1 & 1, i & 1] for i in range(8)]
    w = np.zeros(len(X[0]) + 1)
    for _ in range(100):
        mistakes = 0
        for x, target in zip(X, y):
            x = np.array([*x, 1.0])
            error = target - (w @ x > 0)
            w = w + error * x
            mistakes += error != 0
        if mistakes == 0:
            return True
    return False
