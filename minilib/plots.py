"""The figures' common look, and the parts that chapters share.

One figure serves the light and the dark page: no background, mid-grey axes, and colours with a contrast of at
least 3.8 : 1 on white and on near-black that colour-blind readers can tell apart (after Okabe and Ito 2008).
Lines are labelled where they end, and classes differ in shape as well as in colour.
"""

import io
from functools import partial

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from matplotlib.colors import LinearSegmentedColormap, ListedColormap
from matplotlib.ticker import LogFormatter
from PIL import Image

from minilib.errors import require

INK = "#767676"
BLUE, ORANGE, GREEN, PURPLE, OCHRE = "#2b7bba", "#d55e00", "#00906a", "#b8629c", "#9a7b1c"
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, OCHRE)
MARKERS = "osD^v"
SIDES = ListedColormap(  # flat steps compress well, and read like contours
    [*(BLUE + alpha for alpha in ("78", "5a", "3c", "1e")), *(ORANGE + a for a in ("1e", "3c", "5a", "78"))]
)
GREYS = LinearSegmentedColormap.from_list("greys", [INK + "00", INK])

SILENT = {"svg": ["Date", "Creator", "Type", "Format"], "png": ["Software"]}  # what a file shall not say
STYLE = {
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.labelcolor": INK,
    "axes.prop_cycle": plt.cycler(color=COLOURS),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlesize": 11,
    "figure.dpi": 128,  # a frame of explore() is then about 690 pixels wide: sharp on a phone
    "figure.facecolor": "none",
    "figure.constrained_layout.use": True,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "sans-serif"],
    "font.size": 11,
    "savefig.facecolor": "none",
    "svg.fonttype": "none",  # text stays text: a tenth of the bytes of drawn letters
    "svg.hashsalt": "minilib",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


def look():
    """Return the context in which everything is drawn and saved in the course's look."""
    plt.draw_if_interactive()  # loads the backend: loaded inside, a notebook's would lose its settings
    return plt.rc_context(STYLE)


def figure(width=5.4, height=3.3, columns=1):
    """Open a figure in the course's look: (figure, axes), or (figure, list of axes) with several columns.

    width, height in inches; at 5.4 the text stays legible on a phone. The figure shows itself at the end of
    the cell, as SVG, or as PNG if it holds pixels. Raises unless the size is positive.

    >>> fig, ax = figure()
    >>> fig.get_facecolor()[3]  # transparent
    0.0
    """
    require(width > 0 and height > 0, "a figure's inches", "two positive numbers", (width, height))
    with look():
        fig, axes = plt.subplots(1, columns, figsize=(width, height), squeeze=False)
    for ax in axes[0]:  # ticks are made later, outside the style: tell each axis now
        ax.tick_params(colors=INK, labelsize=10, labelfontfamily="sans-serif")
    fig._ipython_display_ = partial(show, fig)
    return fig, axes[0, 0] if columns == 1 else list(axes[0])


def show(fig):
    """Display a figure with a transparent background: SVG, or PNG if it holds images."""
    if any(ax.images for ax in fig.axes):
        display({"image/png": save(fig, "png")}, raw=True)
    else:
        display({"image/svg+xml": save(fig, "svg").decode()}, raw=True)


def save(fig, kind):
    """Return the figure as bytes of an "svg" or a "png": the same drawing gives the same bytes."""
    require(kind in SILENT, "the kinds of picture", "'svg' or 'png'", repr(kind))
    out = io.BytesIO()
    with look():
        fig.savefig(out, format=kind, metadata=dict.fromkeys(SILENT[kind]))
    if kind == "png":
        picture = few_colours(Image.open(out))
        out = io.BytesIO()
        picture.save(out, "png", optimize=True)
    return out.getvalue()


def few_colours(picture):
    """Return a Pillow image with a palette of at most 96 colours and alphas: a third of the bytes."""
    return picture.convert("RGBA").quantize(96, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def same_length(x, y):
    """Return x and y as arrays, or refuse them if they differ in length."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    require(x.shape == y.shape and x.ndim == 1, "one y for each x", f"{x.size} values", y.size)
    return x, y


def note(ax, x, y, text, colour=INK, **how):
    """Write text at a place of the axes' own coordinates."""
    return ax.annotate(text, (x, y), color=colour, family="sans-serif", **{"fontsize": 11, **how})


def curve(ax, x, y, label=None, colour=BLUE, **how):
    """Draw y over x, named at its right end instead of in a legend. x (N,), y (N,)."""
    x, y = same_length(x, y)
    ax.plot(x, y, color=colour, **{"linewidth": 2, **how})
    ends = np.flatnonzero(np.isfinite(y))
    if label is not None and ends.size:
        note(
            ax,
            x[ends[-1]],
            y[ends[-1]],
            label,
            colour,
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
        )


def points(ax, x, y, classes=None, colour=BLUE, **how):
    """Draw points; each class, 0 1 2 …, has a colour and a shape of its own. x, y and classes (N,)."""
    x, y = same_length(x, y)
    how = {"s": 60, "zorder": 3, "edgecolors": "none", **how}
    if classes is None:
        ax.scatter(x, y, color=colour, **how)
        return
    classes = np.asarray(classes).astype(int)
    require(classes.shape == x.shape, "one class for each point", f"{x.size} classes", classes.size)
    for c in np.unique(classes):
        here = classes == c
        ax.scatter(x[here], y[here], color=COLOURS[c % 5], marker=MARKERS[c % 5], **how)


def boundary(ax, w0, w1, b, level=0.0, colour=INK, **how):
    """Draw where w0 · x0 + w1 · x1 + b equals the level; outside the axes, or for weights 0, nothing."""
    x, y = np.meshgrid(ax.get_xlim(), ax.get_ylim())
    score = w0 * x + w1 * y + b
    if score.min() < level < score.max():  # contour warns about a line outside
        how = {"linewidths": 2, "linestyles": "solid", **how}
        ax.contour(x, y, score, levels=[level], colors=[colour], **how)


def plane(xlim, ylim, n=120):
    """Return the points of an n × n grid over a rectangle, row by row from below: (n·n, 2).

    >>> plane((0, 1), (0, 2), n=2).tolist()
    [[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [1.0, 2.0]]
    """
    x, y = np.meshgrid(np.linspace(*xlim, n), np.linspace(*ylim, n))
    return np.stack([x.ravel(), y.ravel()], axis=1)


def regions(ax, score, xlim, ylim, level=0.5, full=0.5):
    """Shade a rectangle blue where the score is below the level, orange above, and draw the line between.

    score (n·n,), one for each point of `plane(xlim, ylim, n)`; the shade is full at a distance `full` from
    the level. Raises if the scores are not those of a square grid.
    """
    score = np.asarray(score, dtype=float).ravel()
    n = round(score.size**0.5)
    require(n > 1 and n * n == score.size, "scores of a square grid", "n·n values", score.size)
    score = score.reshape(n, n)
    where = {"extent": (*xlim, *ylim), "vmin": level - full, "vmax": level + full}
    ax.imshow(score, cmap=SIDES, origin="lower", aspect="auto", interpolation="bilinear", **where)
    if score.min() < level < score.max():
        ax.contour(np.linspace(*xlim, n), np.linspace(*ylim, n), score, levels=[level], colors=[INK])


def bars(ax, names, heights, colour=BLUE, form="{:.2g}"):
    """Draw named bars with their values written on them. names (N,), heights (N,)."""
    require(len(names) == len(heights), "one height for each name", f"{len(names)} heights", len(heights))
    drawn = ax.bar([str(name) for name in names], heights, color=colour)
    ax.bar_label(drawn, [form.format(h) for h in heights], color=INK, family="sans-serif", padding=2)


def loss_curve(ax, losses, label=None, colour=BLUE, xlabel="step", ylabel="loss", log=True):
    """Draw the loss of each step, counted from 1, on a logarithmic scale unless log=False. losses (N,)."""
    losses = np.asarray(losses, dtype=float)
    require(losses.ndim == 1 and losses.size > 0, "a list of losses", "(N,) with N ≥ 1", losses.shape)
    curve(ax, np.arange(1, losses.size + 1), losses, label, colour)
    ax.set(xlabel=xlabel, ylabel=ylabel, yscale="log" if log else "linear")
    if log:
        ax.yaxis.set_major_formatter("{x:g}")  # 0.01 rather than a power of ten
        ax.yaxis.set_minor_formatter(LogFormatter(labelOnlyBase=False, minor_thresholds=(1, 0.5)))


def images(pictures, titles=None, columns=5, size=1.0):
    """Draw small images in a grid, more ink for larger numbers: (figure, axes). pictures (N, H, W)."""
    pictures = np.asarray(pictures, dtype=float)
    require(pictures.ndim == 3, "a stack of images", "shape (N, H, W)", pictures.shape)
    if titles is not None:
        require(
            len(titles) == len(pictures), "one title for each image", f"{len(pictures)} titles", len(titles)
        )
    rows = -(-len(pictures) // columns)
    with look():
        fig, axes = plt.subplots(rows, columns, figsize=(columns * size, rows * (size + 0.25)), squeeze=False)
    fig._ipython_display_ = partial(show, fig)
    for ax in axes.flat:
        ax.axis("off")
    for i, (ax, picture) in enumerate(zip(axes.flat, pictures, strict=False)):
        ax.imshow(picture, cmap=GREYS, interpolation="nearest")
        if titles is not None:
            ax.set_title(titles[i], fontsize=10)
    return fig, list(axes.flat)
