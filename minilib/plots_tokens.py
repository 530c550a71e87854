"""The drawings of chapter 5: texts cut into pieces, pairs counted, tables of lengths."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from minilib.errors import require
from minilib.plots import BLUE, COLOURS, GREEN, INK, ORANGE, PURPLE, curve, figure, note

WIDTH = 54  # characters of a monospaced line in a figure of 4.7 inches
MONO = {"family": "monospace", "fontsize": 10, "va": "center"}
WARM = LinearSegmentedColormap.from_list("warm", [ORANGE + "08", ORANGE + "40"])


def visible(data):
    r"""Bytes as one can see them: · for a space, ↵ for a new line, \x and two digits for what is no text.

    >>> visible(b" we"), visible(b"\xf0\x9f")
    ('·we', '\\xf0\\x9f')
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return "".join(f"\\x{b:02x}" for b in data)
    return text.replace(" ", "·").replace("\n", "↵")


def canvas(lines, width=4.7):
    """Open a figure for some lines of monospaced text: columns across, lines down."""
    fig, ax = figure(width, 0.27 * lines + 0.15)
    ax.set(xlim=(0, WIDTH), ylim=(lines - 0.5, -0.5))
    ax.axis("off")
    return fig, ax


def box(ax, x, y, text, colour, line="-"):
    """Draw a piece of text in its box; return where the next begins."""
    wide = len(text) + 0.7
    frame = Rectangle((x, y - 0.4), wide, 0.8, fill=False, edgecolor=colour, linestyle=line)
    ax.add_patch(frame)
    ax.text(x + wide / 2, y, text, color=colour, ha="center", **MONO)
    return x + wide + 0.3


def pieces(tokens, lines=1):
    """Draw the tokens of a text, each in its box, with room for some lines. tokens: list of bytes."""
    shown = [visible(token) for token in tokens]
    _, ax = canvas(lines)
    x, y = 0.2, 0
    for n, text in enumerate(shown):
        if x + len(text) + 0.7 > WIDTH:
            x, y = 0.2, y + 1
        x = box(ax, x, y, text, COLOURS[n % 4])
    require(y < lines, "lines that the tokens need", f"at most {lines}", y + 1)


def rows(named, empty=None, start=14, lines=None):
    """Draw named rows of tokens, `empty` ones dotted. named: [(name, list of bytes)]."""
    _, ax = canvas(lines or len(named))
    for y, (name, tokens) in enumerate(named):
        ax.text(start - 1, y, name, color=INK, ha="right", **MONO)
        x = start
        for n, token in enumerate(tokens):
            filler = token == empty
            text = visible(token).strip("[]") if filler else visible(token)
            x = box(ax, x, y, text, INK if filler else COLOURS[n % 4], ":" if filler else "-")
        require(x < WIDTH + 0.5, f"a row that fits, {name!r}", f"at most {WIDTH} characters", round(x))


def merging(words, counts, chosen=None, most=6):
    """Draw words as they are cut now, and the most frequent pairs beside them, the chosen one in orange.

    words: {tuple of bytes: times}, counts: {(bytes, bytes): times}.
    """
    _, (left, right) = figure(5.4, 2.4, columns=2)
    left.set(xlim=(-6, 18), ylim=(len(words) - 0.5, -0.5))
    left.axis("off")
    for y, (word, times) in enumerate(words.items()):
        left.text(-0.6, y, f"{times} ×", color=INK, ha="right", **MONO)
        x = 0
        for n, token in enumerate(word):
            x = 0.6 + box(left, x, y, visible(token), COLOURS[n % 4])
    best = sorted(counts, key=lambda pair: (-counts[pair], pair != chosen, pair))[:most]
    names = [" ".join(map(visible, pair)) for pair in best]
    drawn = right.barh(range(len(best)), [counts[p] for p in best], height=0.6, color=BLUE)
    for bar, pair in zip(drawn, best, strict=True):
        bar.set_color(ORANGE if pair == chosen else BLUE)
    right.bar_label(drawn, color=INK, padding=3)
    right.set_yticks(range(len(best)), names, family="monospace")
    right.set(ylim=(most - 0.5, -0.5), xlim=(0, 11), xticks=[], title="most frequent pairs")
    right.tick_params(length=0)
    right.spines[["bottom"]].set_visible(False)


def heat(table, down, across, label, form="{:.2f}"):
    """Draw a table of numbers, more ink for larger ones. table (rows, columns), down, across: their names."""
    table = np.asarray(table, dtype=float)
    shape = (len(down), len(across))
    require(table.shape == shape, "a number for each two names", f"shape {shape}", table.shape)
    _, ax = figure(5.4, 0.55 * len(down) + 0.9)
    ax.imshow(table / table.min(axis=0), cmap=WARM, aspect="auto")
    for (i, j), value in np.ndenumerate(table):
        least = value == table[:, j].min()
        how = {"ha": "center", "va": "center", "fontweight": "bold" if least else "normal"}
        note(ax, j, i, form.format(value), INK, **how)
    ax.set_yticks(range(len(down)), down)
    ax.set_xticks(range(len(across)), across)
    ax.set(title=label)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def lengths(sizes, curves, V=None, table=None, limit=None):
    """Draw how long texts are with V tokens, and how many numbers their table of embeddings has.

    sizes (N,), curves: {"name": bytes for each token (N,)}; V is marked, table is V·C, limit its largest.
    """
    columns = 1 if table is None else 2
    _, axes = figure(5.4, 2.8, columns=columns)
    ax = axes[0] if columns == 2 else axes
    for (name, values), colour in zip(curves.items(), (BLUE, GREEN, PURPLE), strict=False):
        curve(ax, sizes, values, name, colour, marker="o", markersize=4)
    ax.set(xscale="log", xlabel="V, tokens in the vocabulary", ylabel="bytes for each token")
    ax.set_xticks([256, 1024, 4096], ["256", "1024", "4096"])
    ax.minorticks_off()
    ax.set(xlim=(220, 16000), ylim=(0.8, None))
    if V is not None:
        ax.axvline(V, color=ORANGE, linewidth=1.5, linestyle="--")
    if columns == 2:
        curve(axes[1], sizes, np.asarray(sizes) * table / V, colour=ORANGE)
        axes[1].plot([V], [table], color=ORANGE, marker="o", markersize=8)
        axes[1].set(xscale="log", xlabel="V", yscale="log", ylim=(1e4, 1.5 * limit), title=f"V·C = {table:,}")
        axes[1].set_xticks([256, 1024, 4096], ["256", "1024", "4096"])
        axes[1].tick_params(which="minor", length=0, labelbottom=False)
        axes[1].set(ylabel="numbers in the table")
