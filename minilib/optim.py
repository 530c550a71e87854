"""Optimisers: what to do with the gradients once they are known."""

import numpy as np


class SGD:
    """Gradient descent: `step` takes every parameter lr times its gradient downhill.

    Stochastic when the gradient comes from a mini-batch (Robbins & Monro 1951).

    >>> from minilib.arrays import Array
    >>> w = Array([3.0])
    >>> (w * w).backward()
    >>> SGD([w], lr=0.5).step()
    >>> w
    Array([0.])
    """

    def __init__(self, parameters, lr):
        self.parameters, self.lr = parameters, lr

    def zero_grad(self):
        for p in self.parameters:
            p.grad = np.zeros_like(p.data)

    def step(self):
        for p in self.parameters:
            p.data = p.data - self.lr * p.grad
