"""What an interactive figure costs: milliseconds to draw and kilobytes in the page, for each frame."""

import time

import numpy as np

from minilib import plots
from minilib.frames import frames, layers


def line(lr):
    _, ax = plots.figure()
    steps = np.arange(40)
    plots.loss_curve(ax, np.abs(1 - lr) ** steps + 1e-9)
    return f"The error against the step for a learning rate of {lr}."


def filled(turn):
    _, ax = plots.figure()
    x, y = plots.plane((-1, 1), (-1, 1)).T
    plots.regions(ax, 0.5 + 0.5 * np.tanh(4 * x * y + turn), (-1, 1), (-1, 1))
    return f"The regions of a small network, turned by {turn}."


def main() -> None:
    print(f"{'figure':<8}{'frames':>8}{'ms / frame':>12}{'KB / frame':>12}")
    for name, draw, values in (
        ("curve", line, {"lr": [round(0.1 * k, 1) for k in range(1, 21)]}),
        ("filled", filled, {"turn": [round(0.1 * k, 1) for k in range(-10, 10)]}),
    ):
        began = time.perf_counter()
        pictures, _, _ = frames(draw, values)
        shared, own = layers(pictures)
        took = 1000 * (time.perf_counter() - began) / len(own)
        size = len("".join([shared, *own])) / len(own) / 1000
        print(f"{name:<8}{len(own):>8}{took:>12.0f}{size:>12.1f}")


if __name__ == "__main__":
    main()
