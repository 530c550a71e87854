"""The training loop, the same for every model of the book."""


def train(model, loss, optimiser, batches):
    """Take one step for every batch (x, y), and yield its loss, measured before the step.

    Nothing runs before the losses are asked for, e.g. by `list(train(...))`.

    >>> from minilib.arrays import Array, squared_error
    >>> from minilib.optim import SGD
    >>> w = Array([[0.0]])
    >>> list(train(lambda x: w * x, squared_error, SGD([w], lr=1.0), [([[1.0]], [[2.0]])] * 2))
    [2.0, 0.0]
    """
    for x, y in batches:
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        yield float(value.data)
