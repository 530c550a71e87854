"""The drawings of chapter 6: mixtures, tables of weights, layers compared, clocks of positions, costs."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from minilib.errors import require
from minilib.plots import BLUE, GREEN, INK, ORANGE, bars, curve, figure, note

MIDDLE = {"ha": "center", "va": "center"}
WARM = LinearSegmentedColormap.from_list("warm", [ORANGE + "00", ORANGE + "68"])


def mixture(xs, weights, names, query=None):
    """Draw points, each as large as its weight, their hull, and the mixture. xs (N, 2), weights (N,).

    A query (2,) is drawn as an arrow from the origin.
    """
    xs, weights = np.asarray(xs, dtype=float), np.asarray(weights, dtype=float)
    require(len(weights) == len(xs), "a weight for each point", len(xs), len(weights))
    _, ax = figure(4.6, 3.2)
    ax.fill(*xs.T, facecolor=BLUE + "20", edgecolor=INK, linewidth=0.8)
    for x, weight, name in zip(xs, weights, names, strict=True):
        ax.plot(*x, "o", color=BLUE, markersize=4 + 26 * weight**0.5)
        note(ax, 1.32 * x[0], 1.32 * x[1], f"{name} {weight:.2f}", BLUE, **MIDDLE)
    y = weights @ xs
    ax.plot(*y, "s", color=ORANGE, markersize=10)
    note(ax, *y, "  y", ORANGE, va="bottom", fontsize=13)
    if query is not None:
        ax.annotate("", query, (0, 0), arrowprops={"arrowstyle": "-|>", "color": GREEN, "lw": 2})
        note(ax, 1.15 * query[0], 1.15 * query[1], "q", GREEN, **MIDDLE, fontsize=13)
    ax.set(xlim=(-1.75, 1.75), ylim=(-0.95, 1.5), aspect="equal", xticks=[], yticks=[])
    ax.spines[:].set_visible(False)


def shelf(names, weights, value):
    """Draw how much is read of each entry of a store, and what comes out. names, weights (S,)."""
    require(len(weights) == len(names), "a weight for each name", len(names), len(weights))
    _, ax = figure(5.4, 3.3)
    at = np.arange(len(names))
    ax.barh(at, weights, color=BLUE)
    for i, weight in enumerate(weights):
        note(ax, weight + 0.015, i, f"{weight:.2f}", INK, va="center", fontsize=10)
    ax.set_yticks(at, names)
    ax.set(xlim=(0, 1.12), ylim=(len(names) - 0.4, -0.6), xticks=[0, 0.5, 1], xlabel="weight")
    note(ax, 0.97, 0.92, value, ORANGE, xycoords="axes fraction", ha="right")


def table(values, rows, columns, form="{:.2f}", top=None, least=-np.inf):
    """Draw a matrix as numbers on a ground that is warmer for larger ones; empty where it is None or nan.

    values (N, M), rows (N,), columns (M,); numbers below `least` are left out; top: what is drawn warmest.
    """
    values = np.array(values, dtype=float)
    shape = (len(rows), len(columns))
    require(values.shape == shape, "rows by columns", f"shape {shape}", values.shape)
    _, ax = figure(5.4, max(1.4, 0.36 * len(rows) + 0.5))
    top = np.nanmax(values) if top is None else top
    ax.imshow(values, cmap=WARM, vmin=0, vmax=top or 1, aspect="auto")
    for (i, j), value in np.ndenumerate(values):
        if np.isfinite(value) and value >= least:
            note(ax, j, i, form.format(value), INK, **MIDDLE, fontsize=11)
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def saturation(raw, scaled):
    """Draw the weights of one query over its keys, largest first, without and with √d. raw, scaled (S,)."""
    _, axes = figure(5.4, 2.4, columns=2)
    for ax, weights, title in zip(axes, (raw, scaled), ("q·k", "q·k / √d"), strict=True):
        ax.bar(range(len(weights)), np.sort(np.asarray(weights))[::-1], color=BLUE)
        ax.set(title=title, ylim=(0, 1), yticks=[0, 0.5, 1], xticks=[], xlabel="keys")


def spread(widths, lines, ylabel):
    """Draw measured numbers against the width d, both on logarithmic scales. lines: {"name": (N,)}."""
    _, ax = figure(5.4, 3.0)
    for (name, values), colour in zip(lines.items(), (ORANGE, BLUE), strict=False):
        curve(ax, widths, values, name, colour, marker="o")
    ax.set(xscale="log", yscale="log", xlabel="width d", ylabel=ylabel)
    ax.set_xlim(min(widths) * 0.8, max(widths) * 7)
    ax.set_yticks([0.1, 0.2, 0.5, 1], ["0.1", "0.2", "0.5", "1"])
    ax.set_xticks(widths, [str(w) for w in widths])
    ax.minorticks_off()


def layers(weights, n=5):
    """Draw which inputs reach which outputs in three layers, the style of a line showing whose weight it is.

    weights (n, n) are those of the attention layer, row by row.
    """
    weights = np.asarray(weights, dtype=float)
    require(weights.shape == (n, n), "attention from n to n", f"shape ({n}, {n})", weights.shape)
    _, axes = figure(6.4, 2.6, columns=3)
    styles = {-1: (GREEN, ":"), 0: (ORANGE, "-"), 1: (BLUE, "--")}
    for ax, title in zip(axes, ("fully connected", "convolution", "attention"), strict=True):
        for out in range(n):
            for into in range(n):
                step = into - out
                if title == "fully connected":
                    ax.plot([into, out], [0, 1], color=INK, linewidth=1)
                elif title == "convolution" and abs(step) <= 1:
                    ax.plot(
                        [into, out], [0, 1], color=styles[step][0], linestyle=styles[step][1], linewidth=2
                    )
                elif title == "attention":
                    width = 5 * weights[out, into]
                    ax.plot([into, out], [0, 1], color=BLUE, linewidth=width, alpha=0.8)
        ax.plot(range(n), np.zeros(n), "o", color=INK, markersize=7)
        ax.plot(range(n), np.ones(n), "s", color=INK, markersize=7)
        ax.set(title=title, xlim=(-0.5, n - 0.5), ylim=(-0.15, 1.15))
        ax.axis("off")


def clocks(p, t):
    """Draw a position's vector as the hands of clocks, sine across and cosine up. p (C,) with C even."""
    p = np.asarray(p, dtype=float)
    require(p.size % 2 == 0, "a sine and a cosine for each clock", "an even width", p.size)
    n = p.size // 2
    _, ax = figure(5.4, 1.9)
    turn = np.linspace(0, 2 * np.pi, 80)
    for i in range(n):
        x = 2.4 * i
        ax.plot(x + np.cos(turn), np.sin(turn), color=INK, linewidth=0.8)
        ax.annotate(
            "",
            (x + p[2 * i], p[2 * i + 1]),
            (x, 0),
            arrowprops={"arrowstyle": "-|>", "color": ORANGE, "lw": 2, "shrinkA": 0, "shrinkB": 0},
        )
        note(ax, x, -1.4, f"{p[2 * i]:.2f}, {p[2 * i + 1]:.2f}", INK, **MIDDLE)
    ax.set(xlim=(-1.2, 2.4 * n - 1.2), ylim=(-1.7, 1.5), aspect="equal")
    note(ax, -1.1, 1.3, f"position {t}", INK, va="center")
    ax.axis("off")


def similarities(p, chosen):
    """Draw all products of positions, and beside it the row of the chosen one. p (T, C)."""
    p = np.asarray(p, dtype=float)
    similar = p @ p.T
    _, (left, right) = figure(6.2, 2.9, columns=2)
    left.imshow(similar, cmap=WARM)
    left.axhline(chosen, color=BLUE, linewidth=1.5)
    left.set(xlabel="position", ylabel="position")
    curve(right, np.arange(len(p)), similar[chosen], colour=BLUE)
    right.set(xlabel="position", title=f"product with position {chosen}", ylim=(0, similar.max() * 1.1))


def costs(lengths, lines, crossing):
    """Draw seconds against length, both logarithmic, and where the two costs should cross.

    lines: {"name": seconds (N,)}; crossing: a length.
    """
    _, ax = figure(5.4, 3.2)
    ax.axvline(crossing, color=INK, linewidth=0.8, linestyle=":")
    how = {"xycoords": ax.get_xaxis_transform(), "xytext": (5, 0), "textcoords": "offset points"}
    note(ax, crossing, 0.95, f"n = {crossing}", INK, **how)
    for (name, seconds), colour in zip(lines.items(), (ORANGE, BLUE), strict=False):
        curve(ax, lengths, np.asarray(seconds) * 1000, name, colour, marker="o")
    ax.set(xscale="log", yscale="log", xlabel="positions n", ylabel="milliseconds")
    ax.set_xlim(min(lengths) * 0.8, max(lengths) * 4)
    ax.set_xticks(lengths, [str(n) for n in lengths])
    ax.minorticks_off()


def learning(lines):
    """Draw the losses of several models over the same steps. lines: {"name": losses}."""
    _, ax = figure(5.4, 3.0)
    looks = ((ORANGE, "-", 10), (BLUE, "-", 8), (GREEN, "--", -8))  # names apart where curves meet
    for (name, losses), (colour, style, up) in zip(lines.items(), looks, strict=False):
        smooth = np.convolve(losses, np.ones(20) / 20, "valid")
        curve(ax, np.arange(len(smooth)) + 20, smooth, colour=colour, linestyle=style)
        how = {"xytext": (6, up), "textcoords": "offset points", "va": "center"}
        note(ax, len(losses), smooth[-1], name, colour, **how)
    ax.set(xlabel="step", ylabel="loss", ylim=(0, None))
    end = max(len(losses) for losses in lines.values())
    ax.set_xlim(0, 1.45 * end)  # room for the names, and no numbers under it
    ax.set_xticks([tick for tick in ax.get_xticks() if 0 <= tick <= end])


def senses(pairs):
    """Draw how alike a word is to two others, before and after. pairs: {"name": (one, other)}."""
    _, axes = figure(5.4, 2.5, columns=len(pairs))
    for ax, (name, heights) in zip(np.atleast_1d(axes), pairs.items(), strict=True):
        bars(ax, ["lender", "shore"], heights, form="{:.2f}")
        ax.patches[1].set_color(ORANGE)
        ax.set_title(name, fontsize=10)
        ax.set(ylim=(0, 1.1), yticks=[])
