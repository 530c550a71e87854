"""The drawings of chapter 7: the stream and its blocks, depth, attention maps, keys and values, beams."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import FancyBboxPatch, Rectangle

from minilib.errors import require
from minilib.plots import BLUE, COLOURS, GREEN, INK, MARKERS, ORANGE, curve, figure, look, note

MIDDLE = {"ha": "center", "va": "center"}
WARM = LinearSegmentedColormap.from_list("warm", [ORANGE + "00", ORANGE + "50"])
ARROW = {"arrowstyle": "-|>", "lw": 1.4, "shrinkA": 0, "shrinkB": 0}


def arrow(ax, start, end, colour=INK):
    """Draw an arrow from one point to another."""
    ax.annotate("", end, start, arrowprops=ARROW | {"color": colour})


def box(ax, x, y, text, colour, width=1.5):
    """Draw a named box around a point."""
    look = {"boxstyle": "round,pad=0.06", "facecolor": colour + "30", "edgecolor": colour, "linewidth": 1.2}
    ax.add_patch(FancyBboxPatch((x - width / 2, y - 0.17), width, 0.34, **look))
    note(ax, x, y, text, INK, **MIDDLE, fontsize=11)


def stacked(width, height):
    """Open a figure with one picture above the other, so that both are legible on a phone: two axes."""
    fig, ax = figure(width, height)
    ax.remove()
    with look():
        axes = fig.subplots(2, 1)
    for ax in axes:
        ax.tick_params(colors=INK, labelsize=10, labelfontfamily="sans-serif")
    return axes


def stream(parts, memory=()):
    """Draw the residual stream from left to right, and the parts that read from it and add to it.

    parts: names; those in `memory` read from somewhere else as well. Raises without parts.
    """
    require(len(parts) > 0, "parts of a block", "at least 1", len(parts))
    _, ax = figure(max(4.6, 0.3 + 1.7 * len(parts)), 2.2)
    end = 2.4 * len(parts) + 0.4
    arrow(ax, (-0.3, 0), (end, 0))
    ax.plot([-0.3, end - 0.2], [0, 0], color=INK, linewidth=4, alpha=0.5)
    for i, name in enumerate(parts):
        x = 2.4 * i + 1.2
        colour = ORANGE if name == "feed-forward" else BLUE
        box(ax, x, 1.05, name, colour, width=1.9)
        ax.plot([x - 0.95, x - 0.95], [0, 0.55], color=colour, linewidth=1.4)
        ax.plot([x - 0.95, x - 0.45], [0.55, 0.55], color=colour, linewidth=1.4)
        arrow(ax, (x - 0.45, 0.55), (x - 0.45, 0.86), colour)
        note(ax, x - 0.52, 0.62, "norm", INK, ha="right", fontsize=10)
        ax.plot([x + 0.45, x + 0.45], [0.86, 0.55], color=colour, linewidth=1.4)
        ax.plot([x + 0.45, x + 0.95], [0.55, 0.55], color=colour, linewidth=1.4)
        arrow(ax, (x + 0.95, 0.55), (x + 0.95, 0.14), colour)
        ax.plot(x + 0.95, 0, "o", color=colour, markersize=13)
        note(ax, x + 0.95, -0.01, "+", "white", **MIDDLE, fontsize=12)
        if name in memory:
            arrow(ax, (x, 1.75), (x, 1.28), GREEN)
            note(ax, x + 0.1, 1.6, "memory", GREEN, va="center")
    note(ax, -0.3, -0.4, "x, C numbers at each position", INK)
    ax.set(xlim=(-0.4, end + 0.1), ylim=(-0.5, 1.9))
    ax.axis("off")


def depth(lines, titles, floor=1e-3, ceiling=1e6):
    """Draw two numbers along a stack of blocks, each on a logarithmic scale.

    lines: {"kind": (first (L,), second (L,))}; values beyond the limits leave the picture.
    """
    axes = stacked(4.8, 5.0)
    styles = ("-", "--", ":")
    for which, (ax, title) in enumerate(zip(axes, titles, strict=True)):
        for (name, pair), colour, style in zip(lines.items(), COLOURS, styles, strict=False):
            y = np.asarray(pair[which], dtype=float)
            ax.plot(np.arange(1, len(y) + 1), y, style, color=colour, linewidth=2, label=name)
        ax.set(yscale="log", ylim=(floor, ceiling), title=title)
        ax.set_xticks(sorted({1, (len(y) + 1) // 2, len(y)}))
        ax.minorticks_off()
    axes[1].set_xlabel("block")
    axes[0].legend(frameon=False, labelcolor=INK, loc="upper left", fontsize=10)


def attention_map(weights, rows, columns, least=0.4):
    """Draw who reads from whom, warmer for more, with a number from `least` on and a frame from a half on.

    weights (T, S), rows (T,) read from columns (S,).
    """
    weights = np.asarray(weights, dtype=float)
    shape = (len(rows), len(columns))
    require(weights.shape == shape, "rows by columns", f"shape {shape}", weights.shape)
    _, ax = figure(4.4, 4.2)  # one size for all sentences
    ax.imshow(weights, cmap=WARM, vmin=0, vmax=1, aspect="auto")
    for (i, j), value in np.ndenumerate(weights):
        if value >= least:
            note(ax, j, i, f"{value:.1f}", INK, **MIDDLE, fontsize=10)
        if value >= 0.5:
            frame = {"facecolor": "none", "edgecolor": ORANGE, "linewidth": 1.5}
            ax.add_patch(Rectangle((j - 0.46, i - 0.44), 0.92, 0.88, **frame))
    ax.set_xticks(range(len(columns)), columns, rotation=55, ha="left", rotation_mode="anchor")
    ax.set_yticks(range(len(rows)), rows)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def key_value(fires, writes, title=""):
    """Draw what makes a key fire, and what its value writes: two lists of (words, number), largest first."""
    axes = stacked(4.4, 4.0)
    names = ("fires most, written so far:", "its value writes:")
    for ax, items, colour, name in zip(axes, (fires, writes), (BLUE, ORANGE), names, strict=True):
        size = max(abs(number) for _, number in items)
        for i, (words, number) in enumerate(items):
            ax.barh(i, number / size, facecolor=colour + "20", edgecolor=colour)
            note(ax, 0.02, i, f"{number:.1f}  {words}", INK, va="center", fontsize=10)
        ax.set(xlim=(0, 1.05), ylim=(len(items) - 0.5, -0.6), xticks=[], yticks=[])
        ax.set_title(name, fontsize=11, loc="left")
        ax.spines[:].set_visible(False)
    if title:
        axes[0].figure.suptitle(title, fontsize=11, color=INK)


def hypotheses(rows, cells, kept=(), form="{:.4f}"):
    """Draw a table of beam search: a row for each hypothesis, a cell (word, number) for each next token.

    rows: [(words, number)]; cells: k lists, which may be empty; kept: places (row, column) that stay.
    """
    require(len(cells) == len(rows), "cells for each hypothesis", len(rows), len(cells))
    n, height = max(len(row) for row in cells), max(3, len(rows))  # one size for all steps
    _, ax = figure(5.4, 0.62 * height + 0.35)
    for i, ((words, number), row) in enumerate(zip(rows, cells, strict=True)):
        note(ax, -0.05, i, f"{words}\n{form.format(number)}", BLUE, ha="right", va="center", fontsize=11)
        for j, (token, value) in enumerate(row):
            stays = (i, j) in kept
            look = {"facecolor": ORANGE + ("28" if stays else "00"), "edgecolor": ORANGE if stays else INK}
            ax.add_patch(Rectangle((j + 0.04, i - 0.42), 0.92, 0.84, linewidth=2 if stays else 0.7, **look))
            text = f"{token}\n{form.format(value)}"
            note(ax, j + 0.5, i, text, INK, **MIDDLE, fontsize=11, fontweight="bold" if stays else "normal")
    ax.set(xlim=(-1.15, max(n, 4)), ylim=(height - 0.45, -0.55))
    ax.axis("off")


def by_length(spans, lines, xlabel, ylabel):
    """Draw shares over spans of length. spans: N names; lines: {"name": shares (N,)}, named at their ends."""
    _, ax = figure(5.6, 3.0)
    at = np.arange(len(spans))
    looks = zip((BLUE, ORANGE, GREEN), ("-", "--", ":"), MARKERS, strict=False)
    for (name, shares), (colour, style, marker) in zip(lines.items(), looks, strict=False):
        curve(ax, at, shares, colour=colour, linestyle=style, marker=marker)
        how = {"xytext": (8, 0), "textcoords": "offset points", "va": "center"}
        note(ax, at[-1], shares[-1], name, colour, **how)
    ax.set(xlabel=xlabel, ylabel=ylabel, ylim=(-0.04, 1.06), yticks=[0, 0.5, 1])
    ax.set_xlim(-0.3, 1.35 * at[-1])
    ax.set_xticks(at, spans)
