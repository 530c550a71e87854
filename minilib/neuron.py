"""One neuron: it weighs its inputs, adds them up, and learns from its error. Built in chapter 1.

A data set is a list of examples (x, y): x is a list of numbers, y is the answer wanted. Plain Python, so that
every step can be redone on paper. Left out: an activation; the answer is the bare sum (chapter 2 adds one).
Source: Widrow & Hoff 1960; their rule is also called Δ-rule or LMS.
"""

from minilib.errors import require


def predict(w, x):
    """The neuron's answer f(x): every input times its weight, added up.

    w (I,), x (I,) -> a number. ValueError when the lengths differ.

    >>> predict([2.0, -1.0], [3.0, 4.0])
    2.0
    """
    require(len(x) == len(w), "one weight for each input", f"{len(w)} inputs", len(x))
    return sum(w_i * x_i for w_i, x_i in zip(w, x, strict=True))


def update(w, x, y, lr):
    """The weights after one example: each moves by learning rate × error × its own input (Δ-rule).

    w (I,), x (I,) -> a new list (I,). This is one gradient step on ½(y - f(x))².

    >>> update([0.0, 0.0], [1.0, 2.0], y=4.0, lr=0.5)
    [2.0, 4.0]
    """
    error = y - predict(w, x)
    return [w_i + lr * error * x_i for w_i, x_i in zip(w, x, strict=True)]


def epoch(w, data, lr):
    """The weights after every example of the data once, in the order given.

    >>> epoch([0.0, 0.0], [([1.0, 0.0], 1.0), ([1.0, 1.0], 1.0)], lr=0.5)
    [0.75, 0.25]
    """
    for x, y in data:
        w = update(w, x, y, lr)
    return w


def with_bias(x):
    """The inputs with a constant 1 behind them; its weight is the bias.

    x (I,) -> (I + 1,), a new list.

    >>> with_bias([5.0, 7.0])
    [5.0, 7.0, 1.0]
    """
    return [*x, 1.0]


def mean_squared_error(w, data):
    """The squared error (y - f(x))², averaged over the examples. ValueError when there are none.

    >>> mean_squared_error([1.0], [([2.0], 5.0), ([3.0], 2.0)])
    5.0
    """
    require(len(data) > 0, "a mean needs examples", "at least 1 example", len(data))
    return sum((y - predict(w, x)) ** 2 for x, y in data) / len(data)
