"""The drawings of chapter 8: who may be read, what masking does, guesses, vectors, parts of a model."""

import numpy as np

from minilib.errors import require
from minilib.plots import BLUE, COLOURS, GREEN, INK, MARKERS, ORANGE, curve, figure, note

MIDDLE = {"ha": "center", "va": "center"}


def row(ax, words, colours, y=0.0, notes=None, across=6):
    """Write words in boxes, `across` to a line, each in its colour, with a small note below it."""
    require(len(words) == len(colours), "a colour for each word", len(words), len(colours))
    for i, (word, colour) in enumerate(zip(words, colours, strict=True)):
        x, down = i % across, y - i // across
        edge = {"boxstyle": "round,pad=0.25", "facecolor": colour + "28", "edgecolor": colour}
        note(ax, x, down, word, colour, bbox=edge, fontsize=11, **MIDDLE)
        if notes:
            note(ax, x, down - 0.42, notes[i], colour, fontsize=9.5, **MIDDLE)


def blank(height, low, high, across=6):
    """A figure of one empty box that holds `across` words a line."""
    _, ax = figure(5.4, height)
    ax.set(xlim=(-0.6, across - 0.4), ylim=(low, high), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    return ax


def visible(words, place):
    """Draw what a guess at one place may read, with a causal mask and without one. words (T,)."""
    require(0 <= place < len(words), "a place", f"0 … {len(words) - 1}", place)
    lines = -(-len(words) // 6)
    ax = blank(0.9 + 0.75 * lines, -2 * lines - 0.6, 0.9)
    shown = [*words[:place], "[MASK]", *words[place + 1 :]]
    for title, y, last in (("causal", 0, place), ("both directions", -lines - 1, len(words))):
        kinds = [ORANGE if t == place else BLUE if t <= last else INK for t in range(len(words))]
        texts = [word if t <= last else "×" for t, word in enumerate(shown)]
        note(ax, -0.45, y + 0.65, title, INK)
        row(ax, texts, kinds, y - 0.05)


def fates(before, after, chosen):
    """Draw a row of words before and after masking: what was chosen, and what became of it. All (T,)."""
    require(len(after) == len(before) == len(chosen), "rows of one length", len(before), len(after))
    look = {"mask": ORANGE, "another": GREEN, "kept": BLUE, "": INK}
    what = []
    for old, new, hit in zip(before, after, chosen, strict=True):
        fate = "mask" if new == "[MASK]" else "kept" if new == old else "another"
        what.append(fate if hit else "")
    lines = -(-len(before) // 6)
    ax = blank(0.4 + 0.75 * lines, -lines + 0.3, 0.5)
    notes = [f"was {old}" if w in ("mask", "another") else w for old, w in zip(before, what, strict=True)]
    row(ax, after, [look[w] for w in what], 0.1, notes)


def segments(words, kinds):
    """Draw the three vectors that are added at each place: word, segment, position. words, kinds (T,)."""
    lines = -(-len(words) // 6)
    ax = blank(0.4 + 0.75 * lines, -lines + 0.3, 0.5)
    notes = [f"{'AB'[kind]} · {t}" for t, kind in enumerate(kinds)]
    row(ax, words, [(BLUE, ORANGE)[kind] for kind in kinds], 0.1, notes)


def guesses(names, shares, right=None):
    """Draw the most probable words for a place, the right one in another colour. names, shares (N,)."""
    require(len(names) == len(shares), "a share for each name", len(names), len(shares))
    _, ax = figure(5.0, 2.3)
    at = np.arange(len(names))
    colours = [ORANGE if name == right else BLUE for name in names]
    ax.barh(at, shares, color=colours)
    for i, share in enumerate(shares):
        note(ax, share + 0.015, i, f"{share:.2f}", INK, va="center", fontsize=10)
    ax.set_yticks(at, names)
    ax.set(xlim=(0, 1.15), ylim=(len(names) - 0.4, -0.6), xticks=[0, 0.5, 1], xlabel="probability")


def progress(steps, lines, levels):
    """Draw accuracies over the steps, and the levels that counting reaches. lines {name: (N,)}."""
    _, axes = figure(4.8 * len(lines), 2.8, columns=len(lines))
    for ax, (name, values), colour in zip(np.atleast_1d(axes), lines.items(), (BLUE, ORANGE), strict=False):
        curve(ax, steps, values, colour=colour, marker="o", markersize=4)
        for text, level in levels[name].items():
            ax.axhline(level, color=INK, linewidth=1, linestyle="--")
            note(ax, max(steps), level + 0.01, text, INK, ha="right", va="bottom", fontsize=9)
        ax.set(title=name, xlabel="step", ylim=(0, 1), xlim=(0, max(steps) * 1.03))


def cloud(points, groups, names):
    """Draw vectors flattened to two numbers, a colour and a shape for each group.

    points (N, 2), groups (N,) whole numbers, names of the groups.
    """
    points, groups = np.asarray(points, dtype=float), np.asarray(groups)
    require(len(points) == len(groups), "a group for each point", len(points), len(groups))
    _, ax = figure(5.4, 3.5)
    for g, name in enumerate(names):
        where = points[groups == g]
        size = 26 if g else 60  # the first still shows below another that lies on it
        look = {"color": COLOURS[g], "marker": MARKERS[g], "s": size, "alpha": 0.75, "linewidths": 0}
        ax.scatter(*where.T, label=name, **look)
    ax.legend(
        frameon=False, labelcolor=INK, fontsize=10, loc="upper center", ncols=2, bbox_to_anchor=(0.5, 1.2)
    )
    ax.set(xticks=[], yticks=[])
    ax.margins(0.12)


def compare(groups, names, ylabel="accuracy", chance=None):
    """Draw several models side by side for each number of labels. groups {"label": heights (M,)}."""
    _, ax = figure(5.4, 3.0)
    width, at = 0.8 / len(names), np.arange(len(groups))
    for i, name in enumerate(names):
        heights = [values[i] for values in groups.values()]
        x = at + (i - (len(names) - 1) / 2) * width
        drawn = ax.bar(x, heights, 0.92 * width, color=COLOURS[i], hatch=("", "//", "..")[i], label=name)
        ax.bar_label(drawn, [f"{h:.2f}" for h in heights], color=INK, fontsize=9, padding=2)
    if chance is not None:
        ax.axhline(chance, color=INK, linewidth=1, linestyle="--")
    ax.set_xticks(at, list(groups))
    ax.set(ylim=(0, 1.22), yticks=[0, 0.5, 1], ylabel=ylabel)
    ax.legend(frameon=False, labelcolor=INK, fontsize=10, ncols=len(names), loc="upper left")


def shares(parts):
    """Draw how a number of parameters divides: parts {"model": {"part": count}}, in millions."""
    _, ax = figure(5.4, 2.6)
    for y, counts in enumerate(parts.values()):
        left = 0.0
        for i, (part, count) in enumerate(counts.items()):
            millions = count / 1e6
            ax.barh(y, millions, left=left, color=COLOURS[i], height=0.5, label=part if y == 0 else None)
            if millions > 20:
                note(ax, left + millions / 2, y + 0.38, f"{millions:.1f}", COLOURS[i], **MIDDLE, fontsize=9)
            left += millions
        note(ax, left + 4, y, f" {left:.1f}", INK, va="center")
    ax.set_yticks(range(len(parts)), list(parts))
    ax.set(ylim=(len(parts) - 0.4, -0.9), xlabel="million parameters")
    ax.set_xlim(0, 1.2 * max(sum(counts.values()) for counts in parts.values()) / 1e6)
    ax.legend(frameon=False, labelcolor=INK, fontsize=9.5, ncols=3, loc="upper right")
