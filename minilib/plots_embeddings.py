"""The drawings of chapter 4: a look-up, cosines, a window, forces between vectors, maps of words."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from minilib.errors import require
from minilib.plots import BLUE, COLOURS, GREEN, INK, MARKERS, ORANGE, bars, curve, figure, note, points

MIDDLE = {"ha": "center", "va": "center"}
WARM = LinearSegmentedColormap.from_list("warm", [ORANGE + "00", ORANGE + "90"])


def look_up(table, names, row):
    """Draw a one-hot row, the table it multiplies, and the row that comes out. table (V, C), names (V,)."""
    table = np.asarray(table, dtype=float)
    require(len(names) == len(table), "one name for each row", f"{len(table)} names", len(names))
    V, C = table.shape
    _, ax = figure(5.4, 0.4 * V + 0.9)
    ax.set(xlim=(-2.1, V + 2 * C + 2.6), ylim=(V + 0.2, -1.2))
    ax.axis("off")
    start = V + 1.6  # where the table begins
    for i in range(V):
        hot = i == row
        note(ax, i + 0.5, row + 0.5, f"{hot:d}", ORANGE if hot else INK, **MIDDLE)
        note(ax, start - 0.3, i + 0.5, names[i], ORANGE if hot else INK, ha="right", va="center", fontsize=9)
        for j in range(C):
            how = {**MIDDLE, "fontsize": 10}
            note(ax, start + j + 0.5, i + 0.5, f"{table[i, j]:.1f}", ORANGE if hot else INK, **how)
            if hot:
                note(ax, start + C + 1.6 + j, i + 0.5, f"{table[i, j]:.1f}", ORANGE, **how)
    note(ax, start + C + 0.6, row + 0.5, "=", INK, **MIDDLE)
    for x, text in ((V / 2, "one-hot"), (start + C / 2, "table"), (start + 1.5 * C + 1.1, "product")):
        note(ax, x, -0.6, text, INK, **MIDDLE)
    note(ax, (V / 2 + start + C / 2) / 2, -0.6, "×", INK, **MIDDLE)


def feature_table(table, words, aspects):
    """Draw a table of aspects, words across, filled where the aspect holds. table (V, C)."""
    table = np.asarray(table, dtype=float)
    shape = (len(words), len(aspects))
    require(table.shape == shape, "words by aspects", f"shape {shape}", table.shape)
    _, ax = figure(5.4, 3.6)
    ax.imshow(table.T, cmap=WARM, aspect="auto")
    for i, j in np.argwhere(table):
        ax.plot(i, j, "o", color=ORANGE, markersize=7)
    ax.set_xticks(range(len(words)), words)
    ax.set_yticks(range(len(aspects)), aspects)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def alike(words, cosines, chosen):
    """Draw how alike each word is to the chosen one, as bars. words, cosines (V,)."""
    _, ax = figure(5.4, 2.4)
    bars(ax, words, cosines, form="{:.2f}")
    if chosen in words:
        ax.patches[list(words).index(chosen)].set_color(ORANGE)
    ax.set(ylim=(0, 1.15), yticks=[0, 0.5, 1], ylabel="cosine")


def window(words, t, neighbours):
    """Draw a sentence with its centre at place t, and an arc to each place among the neighbours."""
    _, ax = figure(5.4, 1.5)
    ax.set(xlim=(-0.6, len(words) - 0.4), ylim=(-0.5, 1.4))
    ax.axis("off")
    for i, word in enumerate(words):
        colour = ORANGE if i == t else BLUE if i in neighbours else INK
        note(ax, i, 0, word, colour, **MIDDLE, fontsize=12)
    for i in neighbours:
        bend = -0.45 if i > t else 0.45
        line = {"arrowstyle": "-|>", "color": BLUE, "connectionstyle": f"arc3,rad={bend}"}
        ax.annotate("", (i, 0.22), (t, 0.22), arrowprops=line)


def forces(v, others, dv):
    """Draw a word's vector, its candidates, and where one step takes it.

    v (2,); others: {"name": (u (2,), whether it is a neighbour)}; dv (2,) is the step.
    """
    _, ax = figure(4.6, 3.4)
    ax.set(xlim=(-1.9, 2.6), ylim=(-1.5, 2.2), aspect="equal", xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.plot(0, 0, "+", color=INK)
    for name, (u, real) in others.items():
        colour = GREEN if real else ORANGE
        ax.annotate("", u, (0, 0), arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.5})
        note(ax, u[0], u[1], f" {name}", colour, va="bottom")
    ax.annotate("", v, (0, 0), arrowprops={"arrowstyle": "-|>", "color": BLUE, "lw": 2.5})
    note(ax, v[0], v[1], " king", BLUE, va="bottom")
    end = (v[0] + dv[0], v[1] + dv[1])
    ax.annotate("", end, v, arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 1.5, "linestyle": ":"})


def word_map(xy, words, groups, joined=(), limit=None):
    """Draw words on a map, a colour and a shape for each group, and a line for each joined pair.

    xy (N, 2), words (N,), groups (N,) 0 1 2 …; joined: pairs of words; limit: half the side of the map.
    """
    xy = np.asarray(xy, dtype=float)
    require(xy.shape == (len(words), 2), "two coordinates for each word", f"({len(words)}, 2)", xy.shape)
    _, ax = figure(5.4, 4.6)
    place = dict(zip(words, xy, strict=True))
    for a, b in joined:
        ax.plot(*np.transpose([place[a], place[b]]), color=INK, linewidth=0.8, zorder=1)
    points(ax, *xy.T, groups, s=22)
    for word, (x, y), group in zip(words, xy, groups, strict=True):
        how = {"xytext": (4, 3), "textcoords": "offset points", "fontsize": 9}
        note(ax, x, y, word, COLOURS[group % len(COLOURS)], **how)
    if limit:
        ax.set(xlim=(-limit, limit * 1.15), ylim=(-limit, limit))
    ax.set(xticks=[], yticks=[])


def scales(rows):
    """Draw words on one number line for each direction. rows: {"name": {"word": coordinate}}."""
    _, axes = figure(5.4, 3.3, columns=len(rows))
    for ax, (name, places) in zip(np.atleast_1d(axes), rows.items(), strict=True):
        ordered = sorted(places.items(), key=lambda item: item[1])
        ax.axvline(0, color=INK, linewidth=0.8)
        for y, (_, x) in enumerate(ordered):
            colour, marker = (BLUE, MARKERS[0]) if x < 0 else (ORANGE, MARKERS[1])
            ax.plot(x, y, marker, color=colour)
        ax.set_yticks(range(len(ordered)), [word for word, _ in ordered], fontsize=9)
        ax.set(title=name, xlim=(-0.8, 0.8), xticks=[-0.5, 0.5])


def shares(share, place, after=None):
    """Draw occupations: their share of "she" across, their place on the gender direction up.

    share, place and after: {"occupation": number}; after is the same once the corpus is balanced.
    """
    _, ax = figure(5.4, 3.2)
    ax.axhline(0, color=INK, linewidth=0.8)
    for values, colour, label in ((place, ORANGE, "as drawn"), (after, BLUE, "balanced")):
        if values is None:
            continue
        names = sorted(values, key=share.get)
        curve(ax, [share[n] for n in names], [values[n] for n in names], label, colour, marker="o")
    for name in place:
        last = share[name] == max(share[n] for n in place)  # the curve's own label is to the right
        crossed = after is not None and abs(place[name] - after[name]) < 0.1
        how = {"xytext": (-8, 2), "ha": "right"} if last else {"xytext": (7, -24 if crossed else -13)}
        note(ax, share[name], place[name], name, INK, textcoords="offset points", **how)
    ax.set(
        xlabel='share of "she" in the corpus',
        ylabel="he  ←  direction  →  she",
        xlim=(0, 1.25),
        xticks=[0, 0.25, 0.5, 0.75, 1],
    )
    ax.margins(y=0.15)
