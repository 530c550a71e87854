"""Small data sets that need no download, and mini-batches of any of them.

HEIGHTS was made for this course: round numbers of the right size for a child's height, not measurements.
SLIDE_EXAMPLE is the lecture's (15 years, 100 cm). It stands apart because it was chosen for easy arithmetic:
in HEIGHTS, 100 cm is a child of about four.
"""

from collections.abc import Iterator

import numpy as np

from minilib.errors import require

HEIGHTS = [  # ([age in years], height in cm)
    ([0.0], 50.0),
    ([2.0], 87.0),
    ([4.0], 102.0),
    ([6.0], 115.0),
    ([8.0], 127.0),
    ([10.0], 138.0),
    ([12.0], 149.0),
    ([14.0], 160.0),
    ([16.0], 167.0),
]

SLIDE_EXAMPLE = ([15.0], 100.0)


def _gate(*outputs: float) -> list[tuple[list[float], float]]:
    inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    return list(zip(inputs, outputs, strict=True))


GATES = {
    "AND": _gate(0.0, 0.0, 0.0, 1.0),
    "OR": _gate(0.0, 1.0, 1.0, 1.0),
    "NAND": _gate(1.0, 1.0, 1.0, 0.0),
    "NOR": _gate(1.0, 0.0, 0.0, 0.0),
    "XOR": _gate(0.0, 1.0, 1.0, 0.0),
}


def digits(seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Handwritten digits, 8 × 8 pixels, shuffled and split: x_train, y_train, x_test, y_test.

    x_train (1500, 64) and x_test (297, 64) in [0, 1], y integers 0 … 9. Source: scikit-learn's load_digits,
    the test part of the UCI set "Optical Recognition of Handwritten Digits" (Alpaydin & Kaynak 1998).

    >>> [part.shape for part in digits()]
    [(1500, 64), (1500,), (297, 64), (297,)]
    """
    from sklearn.datasets import load_digits  # a second to import: only for those who ask for digits

    x, y = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(x))
    x, y = x[order] / 16.0, y[order]
    return x[:1500], y[:1500], x[1500:], y[1500:]


def minibatches(
    x: np.ndarray, y: np.ndarray, size: int, epochs: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs (x, y) of `size` examples each, every example once an epoch, in a new random order each epoch.

    x (B, ...), y (B, ...) -> (size, ...), (size, ...); an epoch's last batch may be smaller. ValueError at
    the first batch when x and y differ in length or size is below 1.

    >>> rng = np.random.default_rng(0)
    >>> [len(a) for a, _ in minibatches(np.arange(5), np.arange(5), size=2, epochs=2, rng=rng)]
    [2, 2, 1, 2, 2, 1]
    """
    require(len(x) == len(y), "one answer for each example", f"{len(x)} answers", len(y))
    require(size >= 1, "a batch holds examples", "size of at least 1", size)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), size):
            chosen = order[start : start + size]
            yield x[chosen], y[chosen]
