"""Layers of neurons on top of `minilib.arrays`: a linear layer and the multilayer perceptron made of them."""

from itertools import pairwise

import numpy as np

from minilib.arrays import Array, matmul


class Linear:
    """x W + b: as many neurons side by side as W has columns. x (..., B, I) -> (..., B, O).

    W (I, O) is drawn from N(0, std²), b (O,) is 0.

    >>> Linear(3, 2, np.random.default_rng(0), std=0)([[1, 2, 3]])
    Array([[0. 0.]])
    """

    def __init__(self, n_in, n_out, rng, std):
        self.w = Array(std * rng.normal(size=(n_in, n_out)))
        self.b = Array(np.zeros(n_out))

    def __call__(self, x):
        return matmul(x, self.w) + self.b

    def parameters(self):
        return [self.w, self.b]


class MLP:
    """Linear layers with an activation between each two; the last one's output is left as it is.

    sizes (I, hidden ..., O). Every W starts with std gain / √(its inputs): a gain of 1 keeps the variance
    where the activation is nearly the identity (LeCun et al. 1998, section 4.6), √2 where it is a ReLU
    (He et al. 2015, eq. 10).

    >>> net = MLP((2, 3, 1), Array.tanh, np.random.default_rng(0))
    >>> sum(p.data.size for p in net.parameters())
    13
    """

    def __init__(self, sizes, activation, rng, gain=1.0):
        self.layers = [Linear(i, o, rng, gain / i**0.5) for i, o in pairwise(sizes)]
        self.activation = activation

    def __call__(self, x):
        for layer in self.layers[:-1]:
            x = self.activation(layer(x))
        return self.layers[-1](x)

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]
