"""The drawings of chapter 1: errors, the parabola of one weight, the plane of two, gates."""

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator

from minilib.plots import BLUE, GREEN, INK, ORANGE, PURPLE, curve, figure, note, points, regions


def errors(named, ylabel="error in cm, without its sign"):
    """Draw the size of the error before each step on a logarithmic scale. named: {"label": errors (N,)}."""
    _, ax = figure(5.4, 3.2)
    for (label, values), colour in zip(named.items(), (BLUE, ORANGE, GREEN, PURPLE), strict=False):
        curve(ax, range(len(values)), np.abs(values), label, colour, marker="o", markersize=4)
    ax.set(xlabel="updates done", ylabel=ylabel, yscale="log")
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter("{x:g}")  # 200 rather than a power of ten


def neuron(inputs, weights):
    """Draw a neuron: inputs, a weight on each arrow, the sum, the answer. inputs, weights: words (I,)."""
    _, ax = figure(5.4, 0.7 + 0.65 * len(inputs))
    ax.set(xlim=(-0.4, 4.2), ylim=(-len(inputs) + 0.4, 0.6))
    ax.axis("off")
    middle = -(len(inputs) - 1) / 2
    how = {"ha": "center", "va": "center", "fontsize": 13}
    arrow = {"arrowstyle": "-|>", "color": INK, "shrinkA": 14, "shrinkB": 20}
    for i, (name, weight) in enumerate(zip(inputs, weights, strict=True)):
        ax.annotate("", (2, middle), (0, -i), arrowprops=arrow)
        note(ax, 0, -i, name, BLUE, **how)
        note(ax, 0.85, -i + 0.425 * (middle + i) + 0.22, weight, ORANGE, **how)
    ax.scatter([2], [middle], s=1300, facecolors="none", edgecolors=INK, linewidths=2)
    note(ax, 2, middle, "Σ", INK, **{**how, "fontsize": 18})
    ax.annotate("", (3.4, middle), (2, middle), arrowprops={**arrow, "shrinkA": 20, "shrinkB": 0})
    note(ax, 3.7, middle, "f(x)", GREEN, **how)


def descent(ws, x, y, wlim=(-26, 40)):
    """Draw one weight learning one example: its error by step, and its way over the parabola ½(y − xw)²."""
    _, (left, right) = figure(5.4, 2.7, columns=2)
    ws = np.asarray(ws, dtype=float)
    off = np.asarray(y - x * ws)
    left.axhline(0, color=INK, linewidth=1)
    curve(left, range(len(ws)), off, colour=ORANGE, marker="o", markersize=5)
    left.set(xlabel="updates done", title="error y − xw in cm", ylim=(-390, 390), xticks=range(0, 13, 3))
    grid = np.linspace(*wlim, 200)
    curve(right, grid, (y - x * grid) ** 2 / 2000, colour=INK, linewidth=1.5)
    curve(right, ws, off**2 / 2000, colour=ORANGE, marker="o", markersize=5, linewidth=1)
    right.set(xlabel="weight w", title="½ error², in thousands", xlim=wlim, ylim=(-4, 90))


def heights(data, lines, to_age=18):
    """Draw ages and heights, and lines through them. lines: {"label": (cm per year, cm at age 0)}."""
    _, ax = figure(5.4, 3.3)
    points(ax, [age for [age], _ in data], [height for _, height in data], colour=BLUE)
    ages = np.array([0, to_age])
    for (label, (slope, start)), colour in zip(lines.items(), (ORANGE, GREEN, PURPLE), strict=False):
        curve(ax, ages, slope * ages + start, label, colour)
    ax.set(xlabel="age in years", ylabel="height in cm", ylim=(0, 240), xticks=range(0, 17, 4))


def weight_plane(paths, best=None, wants=True):
    """Draw ways through the plane of two weights, and the three lines on which an example is satisfied.

    paths: {"label": weights (N, 2)}; the examples are ([1, 0], 1), ([0, 1], 1) and ([1, 1], 1).
    """
    _, ax = figure(4.8, 4.2)
    ax.set(xlim=(-0.25, 1.45), ylim=(-0.25, 1.45), xlabel="weight w₀", ylabel="weight w₁", aspect="equal")
    ax.set(xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    if wants:
        how = {"color": INK, "linewidth": 1, "linestyle": ":"}
        for ends in (([1, 1], [-0.25, 1.45]), ([-0.25, 1.45], [1, 1]), ([-0.25, 1.25], [1.25, -0.25])):
            ax.plot(*ends, **how)
        for x, y, text in (
            (1.02, 1.36, "[1, 0] → 1"),
            (0.08, 1.03, "[0, 1] → 1"),
            (1.08, -0.06, "[1, 1] → 1"),
        ):
            note(ax, x, y, text, INK, fontsize=9)
    if best is not None:
        ax.plot(*best, marker="*", markersize=15, color=PURPLE, linestyle="none", label="least squares")
    for (label, path), colour in zip(paths.items(), (BLUE, ORANGE, GREEN), strict=False):
        path = np.asarray(path, dtype=float)
        ax.plot(*path.T, color=colour, linewidth=1.5, marker="o", markersize=3, label=label)
        ax.plot(*path[-1], marker="s", markersize=8, color=colour)
    ax.legend(loc="lower left", fontsize=9, frameon=False, labelcolor=INK)


def learning(losses, floor, data, line):
    """Draw a learning curve beside what was learned: a line (cm per year, cm at age 0). losses (N,)."""
    _, (left, right) = figure(5.4, 2.7, columns=2)
    left.axhline(floor, color=PURPLE, linewidth=1, linestyle="--")
    curve(left, range(len(losses)), losses, colour=ORANGE)
    left.set(xlabel="epochs done", title="mean squared error", yscale="log", ylim=(30, 1e5))
    points(right, [age for [age], _ in data], [height for _, height in data], s=30)
    ages = np.array([0.0, 18.0])
    curve(right, ages, line[0] * ages + line[1], colour=ORANGE)
    right.set(
        xlabel="age in years", title="height in cm", xlim=(-1, 18), ylim=(0, 240), xticks=range(0, 17, 4)
    )


def gates(data, weights, level=0.5):
    """Draw gates side by side: wanted 1 orange, wanted 0 blue, the ground what the neuron answers.

    data: {"name": examples}, weights: {"name": [w0, w1, b]}, one panel for each name in weights.
    """
    _, axes = figure(2.3 * len(weights), 2.5, columns=len(weights))
    for ax, (name, (w0, w1, b)) in zip(np.atleast_1d(axes), weights.items(), strict=True):
        x0, x1 = np.array([x for x, _ in data[name]]).T
        side = np.linspace(-0.4, 1.4, 60)
        grid = w0 * side[None, :] + w1 * side[:, None] + b
        regions(ax, grid, (-0.4, 1.4), (-0.4, 1.4), level)
        points(ax, x0, x1, [y for _, y in data[name]], s=80)
        ax.set(title=name, xlabel="x₀", xticks=[0, 1], yticks=[0, 1], aspect="equal")
    np.atleast_1d(axes)[0].set_ylabel("x₁")


def valley(error, wlim=(-1.5, 1.5), blim=(-0.5, 1.5)):
    """Draw the level lines of error(w, b), a number for each pair, and a star at the least of them."""
    _, ax = figure(5.0, 3.6)
    w, b = np.meshgrid(np.linspace(*wlim, 121), np.linspace(*blim, 81))
    z = np.vectorize(error)(w, b)
    lines = ax.contour(w, b, z, levels=[0.3, 0.45, 0.7, 1.1, 1.7, 2.5], colors=[BLUE], linewidths=1.2)
    ax.clabel(lines, lines.levels[1::2], fmt="%.2g", fontsize=10, colors=[INK])
    low = np.unravel_index(z.argmin(), z.shape)
    ax.plot(w[low], b[low], marker="*", markersize=15, color=ORANGE)
    ax.set(xticks=[-1, 0, 1], yticks=[-0.5, 0, 0.5, 1, 1.5])
    ax.set(xlabel="w₀ = w₁ = w", ylabel="bias b", title=f"mean squared error; at the star {z[low]:.2f}")
