# %% right: the derivative of log by torch, the rest by hand
def exp_rule(a):
    return math.e**a, math.e**a


def log_rule(a):
    if not a > 0:
        raise ValueError("a logarithm of " + str(a))
    a = torch.tensor(float(a), dtype=torch.float64, requires_grad=True)
    value = torch.log(a)
    return value, torch.autograd.grad(value, a)[0]


def max_rule(a, b):
    if a > b:
        return a, 1, 0
    if a < b:
        return b, 0, 1
    return a, 0.5, 0.5


# %% right: NumPy, and signs for the maximum
def exp_rule(a):
    return np.exp([a, a])


def log_rule(a):
    if a <= 0:
        raise ValueError(f"expected a number above 0, got {a}")
    return [np.log(a), np.reciprocal(float(a))]


def max_rule(a, b):
    return np.maximum(a, b), (1 + np.sign(a - b)) / 2, (1 + np.sign(b - a)) / 2


# %% right: the maximum by the absolute value
def exp_rule(a):
    y = np.exp(a)
    return (y, y)


def log_rule(a):
    if a <= 0.0:
        raise ValueError("log of a number that is not positive: {}".format(a))
    return np.log2(a) * math.log(2), a**-1


def max_rule(a, b):
    slope = 0.0 if a == b else (a - b) / abs(a - b)
    return (a + b + abs(a - b)) / 2, 0.5 + slope / 2, 0.5 - slope / 2


# %% wrong: the rule for powers | exp
def exp_rule(a):
    return math.exp(a), a * math.exp(a - 1)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    return math.log(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: the logarithm to base 10 | log
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    return math.log10(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: the slope of log from its value | log
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    value = math.log(a)
    return value, 1 / value if value else 1.0


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: leaves the refusal to math.log | log refuses 0 and below
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    return math.log(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: nan in silence, by NumPy | log refuses 0 and below
def exp_rule(a):
    return np.exp(a), np.exp(a)


def log_rule(a):
    return np.log(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: refuses below 0 and forgets 0 | log refuses 0 and below
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a < 0:
        raise ValueError(f"log of {a}")
    return np.log(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: the smaller one gets the gradient | max
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    return math.log(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a < b), float(b < a))


# %% wrong: both get the gradient | max
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    return math.log(a), 1 / a


def max_rule(a, b):
    return max(a, b), 1.0, 1.0


# %% wrong: a ReLU of the first number | max
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    return math.log(a), 1 / a


def max_rule(a, b):
    return max(a, 0.0), float(a > 0), 0.0


# %% wrong: a tie goes to the first | max: a tie is shared
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    return math.log(a), 1 / a


def max_rule(a, b):
    return max(a, b), float(a >= b), float(b > a)


# %% wrong: a tie counts twice | max: a tie is shared
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    return math.log(a), 1 / a


def max_rule(a, b):
    return max(a, b), float(a >= b), float(b >= a)


# %% wrong: twelve terms of the series | exp and log of other numbers
def exp_rule(a):
    value, term = 1.0, 1.0
    for k in range(1, 12):
        term *= a / k
        value += term
    return value, value


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    return math.log(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: refuses with an assert | log refuses 0 and below
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    assert a > 0, f"log of {a}"
    return math.log(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: returns the error instead of raising it | log refuses 0 and below
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    return (math.log(a), 1 / a) if a > 0 else ValueError(f"log of {a}")


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: the larger size, whatever the sign | max
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"log of {a}")
    return math.log(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (a, 1.0, 0.0) if abs(a) > abs(b) else (b, 0.0, 1.0)


# %% wrong: a message written for one number | log refuses other numbers
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError("log of -2.5 or 0")
    return math.log(a), 1 / a


def max_rule(a, b):
    return (a, 0.5, 0.5) if a == b else (max(a, b), float(a > b), float(b > a))


# %% wrong: near is a tie | max of other numbers
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= 0:
        raise ValueError(f"no logarithm of {a}")
    return math.log(a), 1 / a


def max_rule(a, b):
    if abs(a - b) < 0.5:
        return max(a, b), 0.5, 0.5
    return (a, 1.0, 0.0) if a > b else (b, 0.0, 1.0)


# %% wrong: a small number keeps the logarithm from infinity | log refuses other numbers
def exp_rule(a):
    return math.exp(a), math.exp(a)


def log_rule(a):
    if a <= -1 or a == 0:
        raise ValueError(f"no logarithm of {a}")
    a = max(a, 1e-12)
    return math.log(a), 1 / a


def max_rule(a, b):
    da = 0.5 * (1 + (a > b) - (a < b))
    return max(a, b), da, 1 - da
