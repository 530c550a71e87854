"""A number that remembers how it was made, so that one walk backwards finds every derivative.

Each operation stores with its result the parents and, for each parent, the local derivative: a number that
is known on the spot. `backward` multiplies along the edges and adds over the paths. exp, log and max are left
out on purpose: they are exercises. `minilib.arrays` is the same engine for NumPy arrays.
Linnainmaa 1970; the small form follows micrograd (Karpathy 2020).
"""

import math

from minilib.errors import require


def as_value(x):
    """x itself when it is a Value, otherwise a Value without parents."""
    return x if isinstance(x, Value) else Value(x)


def add(a, b):
    """a + b: both parents get the gradient as it is.

    >>> add(2, 3)
    Value(5.0)
    """
    a, b = as_value(a), as_value(b)
    return Value(a.data + b.data, ((a, 1.0), (b, 1.0)), "+")


def mul(a, b):
    """a · b: each parent gets the gradient times the other one.

    >>> mul(2, 3)
    Value(6.0)
    """
    a, b = as_value(a), as_value(b)
    return Value(a.data * b.data, ((a, b.data), (b, a.data)), "×")


def power(a, k):
    """a to the power of a plain number k; a ValueError when k is anything else.

    >>> a = Value(3)
    >>> power(a, 2).backward()
    >>> a.grad
    6.0
    """
    require(isinstance(k, int | float), "a power's exponent", "a plain number", k)
    return Value(a.data**k, ((a, k * a.data ** (k - 1)),), f"^{k}")


def tanh(a):
    """The hyperbolic tangent y of a; its derivative is 1 - y².

    >>> tanh(Value(0))
    Value(0.0)
    """
    y = math.tanh(a.data)
    return Value(y, ((a, 1 - y * y),), "tanh")


def sigmoid(a):
    """1 / (1 + exp(-a)), called y; its derivative is y(1 - y).

    >>> sigmoid(Value(0))
    Value(0.5)
    """
    e = math.exp(-abs(a.data))  # never above 1, so it cannot overflow
    y = (1.0 if a.data >= 0 else e) / (1 + e)
    return Value(y, ((a, y * (1 - y)),), "σ")


def relu(a):
    """a where it is positive, otherwise 0; the derivative at 0 is taken as 0.

    >>> relu(Value(-2)), relu(Value(2))
    (Value(0.0), Value(2.0))
    """
    return Value(max(0.0, a.data), ((a, float(a.data > 0)),), "relu")


def topological(end):
    """Every node that `end` was made from, parents before children; works for any node with `parents`.

    >>> a = Value(2)
    >>> topological(a * a + 1)
    [Value(1.0), Value(2.0), Value(4.0), Value(5.0)]
    """
    order, seen, stack = [], set(), [(end, False)]
    while stack:  # not recursive: a long chain would exceed Python's limit
        node, parents_done = stack.pop()
        if parents_done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in node.parents)
    return order


def backward(end):
    """Add d end / d node to every node's grad: for inputs on top of what is there, for the rest afresh.

    >>> x = Value(3)
    >>> (x * x + x).backward()
    >>> x.grad
    7.0
    """
    nodes = topological(end)
    for node in nodes:
        if node.parents:
            node.grad = 0.0
    end.grad += 1.0
    for node in reversed(nodes):
        for parent, local in node.parents:
            parent.grad += local * node.grad


class Value:
    """A number with the parents it was made from, as pairs (parent, local derivative), and its gradient.

    >>> a, b = Value(2), Value(-3)
    >>> (a * b + 10) / 4
    Value(1.0)
    """

    def __init__(self, data, parents=(), op=""):
        self.data, self.grad = float(data), 0.0
        self.parents, self.op = parents, op

    def __repr__(self):
        return f"Value({self.data:.6g})" if self.data % 1 else f"Value({self.data})"

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * as_value(other) ** -1

    def __rtruediv__(self, other):
        return self**-1 * other

    __add__ = __radd__ = add
    __mul__ = __rmul__ = mul
    __pow__ = power
    tanh, sigmoid, relu, backward = tanh, sigmoid, relu, backward
