"""The drawings of chapter 3. They take numbers: arrays, or tensors that need no gradient."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, ListedColormap
from matplotlib.patches import Rectangle

from minilib.errors import require
from minilib.plots import BLUE, COLOURS, GREEN, INK, MARKERS, ORANGE, curve, figure, images, note

# Unlike plots_backprop.SIGNS, these begin to colour at 0: small numbers show too.
SHADES = LinearSegmentedColormap.from_list(
    "shades", [(0, BLUE), (0.5, BLUE + "00"), (0.5, ORANGE + "00"), (1, ORANGE)]
)


def answers(pictures, said, labels):
    """Draw pictures in a row with what was said of each, green ✓ where right, orange ✗ where wrong."""
    _, axes = images(pictures, columns=len(pictures), size=0.8)
    for ax, a, y in zip(axes, said, labels, strict=True):
        ax.set_title(f"{a} {'✓' if a == y else '✗'}", fontsize=12, color=GREEN if a == y else ORANGE)
    for ax, picture in zip(axes, pictures, strict=True):  # an edge, so that one sees where the digit stands
        H, W = picture.shape
        edge = Rectangle((-0.5, -0.5), W, H, fill=False, edgecolor=INK, linewidth=0.6, clip_on=False)
        ax.add_patch(edge)


def cells(ax, x, form="{:g}", most=None, title=""):
    """Draw a matrix as a grid of shaded cells with its numbers: orange above 0, blue below, NaN empty."""
    x = np.asarray(x, float)
    require(x.ndim == 2, "a matrix to draw", "shape (H, W)", x.shape)
    most = most or max(np.nanmax(np.abs(x), initial=0), 1e-9)
    ax.imshow(x, cmap=SHADES, vmin=-3 * most, vmax=3 * most, interpolation="nearest")
    for (i, j), v in np.ndenumerate(x):
        if np.isfinite(v):
            note(ax, j, i, form.format(v), ha="center", va="center", fontsize=9)
    grid(ax, *x.shape)
    ax.set_title(title, fontsize=11)


def grid(ax, H, W):
    """Draw the lines between the cells of a picture, and nothing else around it."""
    for i in range(H + 1):
        ax.plot([-0.5, W - 0.5], [i - 0.5] * 2, color=INK, linewidth=0.5)
    for j in range(W + 1):
        ax.plot([j - 0.5] * 2, [-0.5, H - 0.5], color=INK, linewidth=0.5)
    ax.set(xlim=(-0.7, W - 0.3), ylim=(H - 0.3, -0.7), aspect="equal")
    ax.axis("off")


def matrix(x):
    """Draw a matrix without its numbers: orange above 0, blue below, and nothing where it is 0. x (H, W)."""
    x = np.asarray(x, float)
    _, ax = figure(6.0, 0.5 + 6.0 * x.shape[0] / x.shape[1])
    most = np.abs(x).max()
    ax.imshow(x, cmap=SHADES, vmin=-most, vmax=most, interpolation="nearest")
    grid(ax, *x.shape)


def filters(rows):
    """Draw rows of filters, each with its name: orange above 0, blue below. rows: {"name": (N, K, K)}."""
    stacks = [np.asarray(w, float) for w in rows.values()]
    N = len(stacks[0])
    _, axes = images(np.concatenate(stacks), columns=N, size=0.6)
    for ax, w in zip(axes, np.concatenate(stacks), strict=True):
        most = np.abs(w).max()
        ax.images[0].set(cmap=SHADES, clim=(-most, most))
        H, W = w.shape
        edge = Rectangle((-0.5, -0.5), W, H, fill=False, edgecolor=INK, linewidth=0.6, clip_on=False)
        ax.add_patch(edge)
    for ax, name in zip(axes[::N], rows, strict=True):
        ax.set_title(name, fontsize=11, loc="left")


def frame(ax, row, column, K, colour=ORANGE, W=None):
    """Draw a thick frame around K rows and W columns (K, if not given) of a picture."""
    ax.add_patch(
        Rectangle((column - 0.5, row - 0.5), W or K, K, fill=False, edgecolor=colour, linewidth=3, zorder=4)
    )


def filter_step(x, w, y, place):
    """Draw a filter at one place: the picture with its window, the filter, the output as far as it is known.

    x (H, W), w (K, K), y (H', W'); place counts the places row by row from 0.
    """
    y = np.array(y, dtype=float)
    require(0 <= place < y.size, "a place of the filter", f"0 to {y.size - 1}", place)
    row, column = divmod(place, y.shape[1])
    known = np.where(np.arange(y.size).reshape(y.shape) <= place, y, np.nan)
    _, axes = figure(5.4, 2.3, columns=3)
    cells(axes[0], x, title="picture X")
    frame(axes[0], row, column, len(w))
    cells(axes[1], w, title="filter w")
    cells(axes[2], known, most=np.abs(y).max(), title="output h")
    frame(axes[2], row, column, 1)


def photographs(pictures, titles, limits=None):
    """Draw photographs side by side in grey, black to white: from 0 to 1, or each between its own limits.

    pictures: a list of (H, W); limits: a (low, high) for each.
    """
    _, axes = figure(2.75 * len(pictures), 2.95, columns=len(pictures))
    limits = limits or [(0, 1)] * len(pictures)
    for ax, picture, title, (low, high) in zip(axes, pictures, titles, limits, strict=True):
        ax.imshow(picture, cmap="gray", vmin=low, vmax=high, interpolation="nearest")
        ax.set_title(title, fontsize=11)
        ax.axis("off")


def places(size, kernel, stride, padding, room=11):
    """Draw where a filter stops on a padded square picture, and the output of that size; returns its side."""
    wide = size + 2 * padding
    stops = range(0, wide - kernel + 1, stride)
    _, (left, right) = figure(6.4, 3.3, columns=2)
    inside = np.full((wide, wide), np.nan)
    inside[padding : wide - padding, padding : wide - padding] = 1
    left.imshow(inside, cmap=ListedColormap([INK + "40"]))
    grid(left, wide, wide)
    frame(left, 0, 0, kernel)
    frame(left, 0, stops[-1], kernel, BLUE)
    middle = np.array(stops) + (kernel - 1) / 2
    left.plot(*map(np.ravel, np.meshgrid(middle, middle)), "o", color=INK, markersize=5)
    grid(right, len(stops), len(stops))
    frame(right, 0, 0, 1)
    frame(right, 0, len(stops) - 1, 1, BLUE)
    for ax, n, name in ((left, wide, "picture with its padding"), (right, len(stops), "output")):
        side = (room - n) / 2 + 0.7
        ax.set(xlim=(-side, n - 1 + side), ylim=(n - 1 + side, -side))
        ax.set_title(f"{name}: {n} × {n}", fontsize=11)
    return len(stops)


def receptive_field(kernels, strides, width=33):
    """Draw one row of pixels and the layers above; mark what the middle unit of the top one sees.

    kernels, strides: one for each layer, from the first. Returns how many pixels that unit sees.
    """
    require(len(kernels) == len(strides), "one stride for each layer", len(kernels), len(strides))
    rows = [np.arange(width, dtype=float)]  # where each unit stands, in pixels
    for kernel, stride in zip(kernels, strides, strict=True):
        last = rows[-1]
        starts = range(0, len(last) - kernel + 1, stride)
        rows.append(np.array([last[s : s + kernel].mean() for s in starts]))
        require(len(rows[-1]) > 0, "the filters fit", f"on {width} pixels", f"{len(kernels)} layers")
    _, ax = figure(6.6, 3.4)
    seen = {len(rows[-1]) // 2}
    for level in range(len(rows) - 1, -1, -1):
        units = rows[level]
        colours = [ORANGE if i in seen else INK + "60" for i in range(len(units))]
        ax.scatter(
            units, np.full(len(units), level), c=colours, s=34, zorder=2, edgecolors="none", marker="s"
        )
        if level:
            kernel, stride = kernels[level - 1], strides[level - 1]
            below = {i: range(i * stride, i * stride + kernel) for i in seen}
            for i, reads in below.items():
                for j in reads:
                    ends = [units[i], rows[level - 1][j]], [level, level - 1]
                    ax.plot(*ends, color=ORANGE, linewidth=0.8, zorder=1)
            seen = {j for reads in below.values() for j in reads}
    ax.set(ylim=(-0.5, 5.5), xlim=(-1, width), yticks=range(6), ylabel="layer", xlabel="pixel of the input")
    return len(seen)


def lines(curves, xlabel, ylabel, place, **limits):
    """Draw one line for each {"name": (x, y)}, with a legend, for lines that end at one point."""
    _, ax = figure(6.0, 3.2)
    for i, (name, (x, y)) in enumerate(curves.items()):
        curve(ax, x, y, colour=COLOURS[i % 5], marker=MARKERS[i % 5], markersize=4)
        ax.lines[-1].set_label(name)
    ax.legend(loc=place, frameon=False, labelcolor="linecolor")
    ax.set(xlabel=xlabel, ylabel=ylabel, **limits)


def shares(names, counts, unit=1e6, form="{:.2f}", xlabel=""):
    """Draw named horizontal bars from top to bottom, with their counts in units. names (N,), counts (N,)."""
    require(len(names) == len(counts), "one count for each name", f"{len(names)} counts", len(counts))
    _, ax = figure(6.0, 0.5 + 0.33 * len(names))
    drawn = ax.barh(names, np.asarray(counts) / unit, color=BLUE)
    ax.bar_label(drawn, [form.format(c / unit) for c in counts], color=INK, family="sans-serif", padding=3)
    ax.invert_yaxis()
    ax.set(xticks=[], xlabel=xlabel)
    ax.spines["bottom"].set_visible(False)
