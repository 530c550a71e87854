"""The engine for NumPy arrays: the local derivative, a number before, becomes a function.

Each parent is stored with its pull: a function that turns the gradient of the result, an array of the
result's shape, into the parent's share, an array of the parent's shape. Everything is float64.
Shapes: B examples, I inputs, O outputs.
"""

import numpy as np

from minilib.engine import topological
from minilib.errors import require


def as_array(x):
    """x itself when it is an Array, otherwise an Array without parents."""
    return x if isinstance(x, Array) else Array(x)


def unbroadcast(d, shape):
    """Sum d over the axes along which an array of this shape was repeated to get d's shape.

    >>> unbroadcast(np.ones((3, 2)), (2,))
    array([3., 3.])
    """
    d = d.sum(axis=tuple(range(d.ndim - len(shape))))
    repeated = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return d.sum(axis=repeated, keepdims=True)


def add(a, b):
    """a + b with NumPy's broadcasting.

    >>> add(np.ones((2, 1)), np.ones(3)).shape
    (2, 3)
    """
    a, b = as_array(a), as_array(b)
    parents = (
        (a, lambda d: unbroadcast(d, a.shape)),
        (b, lambda d: unbroadcast(d, b.shape)),
    )
    return Array(a.data + b.data, parents, "+")


def mul(a, b):
    """a · b, number by number, with NumPy's broadcasting.

    >>> mul([1, 2], [3, 4])
    Array([3. 8.])
    """
    a, b = as_array(a), as_array(b)
    parents = (
        (a, lambda d: unbroadcast(d * b.data, a.shape)),
        (b, lambda d: unbroadcast(d * a.data, b.shape)),
    )
    return Array(a.data * b.data, parents, "×")


def matmul(a, b):
    """The matrix product: a (..., B, I), b (..., I, O) -> (..., B, O); ValueError when the two I differ.

    >>> matmul([[1, 2]], [[3], [4]])
    Array([[11.]])
    """
    a, b = as_array(a), as_array(b)
    inner = a.shape[-1:] == b.shape[-2:-1] and a.data.ndim > 1
    require(inner, "sizes in a matrix product", "(..., B, I) and (..., I, O)", f"{a.shape} and {b.shape}")
    parents = (
        (a, lambda d: unbroadcast(d @ b.data.swapaxes(-1, -2), a.shape)),
        (b, lambda d: unbroadcast(a.data.swapaxes(-1, -2) @ d, b.shape)),
    )
    return Array(a.data @ b.data, parents, "@")


def tanh(a):
    """The hyperbolic tangent of every number.

    >>> tanh(Array([0]))
    Array([0.])
    """
    y = np.tanh(a.data)
    return Array(y, ((a, lambda d: d * (1 - y * y)),), "tanh")


def sigmoid(a):
    """The logistic sigmoid of every number.

    >>> sigmoid(Array([0]))
    Array([0.5])
    """
    e = np.exp(-np.abs(a.data))  # never above 1, so it cannot overflow
    y = np.where(a.data >= 0, 1.0, e) / (1 + e)
    return Array(y, ((a, lambda d: d * y * (1 - y)),), "σ")


def relu(a):
    """Every number where it is positive, otherwise 0; the derivative at 0 is taken as 0.

    >>> relu(Array([-2, 2]))
    Array([0. 2.])
    """
    return Array(np.maximum(0, a.data), ((a, lambda d: d * (a.data > 0)),), "relu")


def total(a):
    """The sum of all numbers, an Array of shape ().

    >>> total(Array([1, 2]))
    Array(3.)
    """
    return Array(a.data.sum(), ((a, lambda d: np.full(a.shape, d)),), "Σ")


def squared_error(y, target):
    """½ Σ (y - target)² over the outputs, averaged over the B examples.

    y (..., B, O), target the same -> (). ValueError otherwise: (B, O) - (B,) would broadcast silently.

    >>> squared_error([[1, 2]], [[1, 5]])
    Array(4.5)
    """
    y, target = as_array(y), as_array(target)
    alike = y.shape == target.shape and len(y.shape) > 1
    require(alike, "outputs and targets have one shape", "(..., B, O) twice", f"{y.shape} and {target.shape}")
    error = y - target
    return total(error * error) * (0.5 / y.shape[-2])


def cross_entropy(logits, labels):
    """-log softmax(logits)[label], averaged over the B examples: how surprised the network is by the labels.

    logits (B, O), labels (B,) whole numbers from 0 to O - 1 -> (). Its gradient is (softmax - one-hot) / B.
    ValueError for other labels.

    >>> cross_entropy([[0, 0]], [1])
    Array(0.693147)
    """
    logits, labels = as_array(logits), np.asarray(labels)
    B, outputs = logits.shape
    require(labels.shape == (B,), "one label for each row of logits", (B,), labels.shape)
    whole = labels.dtype.kind in "iu" and labels.min() >= 0 and labels.max() < outputs
    require(whole, "labels are whole numbers", f"0 to {outputs - 1}", sorted(set(labels.tolist())))
    shifted = logits.data - logits.data.max(axis=1, keepdims=True)  # so that exp cannot overflow
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    right = np.eye(outputs)[labels]
    parents = ((logits, lambda d: d * (np.exp(log_p) - right) / B),)
    return Array(-(log_p * right).sum() / B, parents, "cross entropy")


def backward(end):
    """Add d end / d node to the grad of every node, as in the engine for numbers; `end` must hold one number.

    >>> x = Array([1, 2])
    >>> total(x * x).backward()
    >>> x.grad
    array([2., 4.])
    """
    require(end.data.size == 1, "backward starts from one number", "size 1", f"shape {end.shape}")
    nodes = topological(end)
    for node in nodes:
        if node.parents:
            node.grad = np.zeros(node.shape)
    end.grad += 1.0
    for node in reversed(nodes):
        for parent, pull in node.parents:
            parent.grad += pull(node.grad)


class Array:
    """Numbers, the parents they were made from as pairs (parent, pull), and their gradient, of their shape.

    >>> Array([[1, 2]]) @ [[3], [4]] - 1
    Array([[10.]])
    """

    __array_ufunc__ = None  # in `ndarray + Array`, let Array do the adding

    def __init__(self, data, parents=(), op=""):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = np.zeros(self.data.shape)
        self.parents, self.op = parents, op

    def __repr__(self):
        return f"Array({np.array2string(self.data, precision=6)})"

    def __sub__(self, other):
        return self + as_array(other) * -1

    def __rsub__(self, other):
        return other + self * -1

    shape = property(lambda self: self.data.shape)
    __add__ = __radd__ = add
    __mul__ = __rmul__ = mul
    __matmul__ = matmul
    tanh, sigmoid, relu, backward = tanh, sigmoid, relu, backward
