"""The drawings of chapter 2. They take numbers; only `graph` takes a Value, to walk through its parents."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from minilib.engine import topological
from minilib.plots import (
    BLUE,
    COLOURS,
    GREEN,
    INK,
    MARKERS,
    ORANGE,
    curve,
    figure,
    images,
    note,
    plane,
    points,
    regions,
)

SQUARE = (-0.4, 1.4)
PLACES = {"x0": (-0.3, 2), "x1": (-0.3, 1), "1": (-0.3, 0)}
PLACES |= {"h0": (2, 2), "h1": (2, 1), "1 ": (2, 0), "y": (3.6, 1.2)}
EDGES = {
    "w00": ("x0", "h0"),
    "w10": ("x1", "h0"),
    "w20": ("1", "h0"),
    "w01": ("x0", "h1"),
    "w11": ("x1", "h1"),
    "w21": ("1", "h1"),
    "w0": ("h0", "y"),
    "w1": ("h1", "y"),
    "w2": ("1 ", "y"),
}
# How far along its edge a weight's label stands; 0.29 if it is not named here.
LABELS = {"w20": 0.36, "w21": 0.5, "w0": 0.5, "w1": 0.5, "w2": 0.5}
SIGNS = LinearSegmentedColormap.from_list("signs", [BLUE, BLUE + "00", ORANGE + "00", ORANGE])
SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def activations(functions):
    """Draw each activation and its derivative side by side. functions: {"name": (g, g')} of arrays."""
    _, axes = figure(6.6, 2.6, columns=len(functions))
    z = np.linspace(-4, 4, 401)
    for ax, (name, (g, slope)) in zip(axes, functions.items(), strict=True):
        curve(ax, z, g(z), colour=BLUE)
        curve(ax, z, slope(z), colour=ORANGE, linestyle="--")
        ax.set(title=name, xlabel="z", ylim=(-1.2, 2.2), xticks=[-4, 0, 4])
    note(axes[0], -3.8, 1.75, "g(z)", BLUE)
    note(axes[0], -3.8, 1.3, "g′(z)", ORANGE)


def network(values, blame):
    """Draw the 2-2-1 network: neurons with their values, each weight as thick as its share of the blame.

    values: {"x0": …, "x1", "h0", "h1", "y"}; blame: {"w00": …} for all nine weights. Orange: more of this
    weight raises the loss; blue: it lowers the loss.
    """
    _, ax = figure(4.5, 4.0)
    most = max(abs(b) for b in blame.values())
    for name, (start, end) in EDGES.items():
        ends = np.array([PLACES[start], PLACES[end]], dtype=float)
        colour = INK if abs(blame[name]) < 5e-4 else ORANGE if blame[name] > 0 else BLUE
        at = LABELS.get(name, 0.29)
        dx, dy = np.abs(ends[1] - ends[0])
        gap = min(0.47 / dx, 0.16 / max(dy, 1e-9))  # for the label
        for part in ([0, at - gap], [at + gap, 1]):
            x, y = (ends[0] + np.outer(part, ends[1] - ends[0])).T
            ax.plot(x, y, color=colour, linewidth=0.8 + 7 * abs(blame[name]) / most, zorder=1)
        text = f"{name.translate(SUBSCRIPT)} {blame[name]:+.3f}"
        note(ax, *(ends[0] + at * (ends[1] - ends[0])), text, colour, ha="center", va="center", fontsize=10)
    for name, (x, y) in PLACES.items():
        disc(ax, x, y, name if name.strip() in "1y" else name.translate(SUBSCRIPT), GREEN, size=620)
        if name in values:
            note(ax, x, y + 0.19, f"{values[name]:.4g}", ha="center")
    ax.set(xlim=(-0.52, 3.85), ylim=(-0.2, 2.4))
    ax.axis("off")


def disc(ax, x, y, text, colour, size):
    """Draw a disc with a word in it."""
    ax.scatter([x], [y], s=size, color=colour, zorder=2, edgecolors="none")
    note(ax, x, y, text, "white", ha="center", va="center", zorder=3, fontsize=9 if size < 500 else 11)


def layout(end):
    """Where each node of a computation graph is drawn: columns by the longest way to an input.

    Returns {node: (x, y)}; inputs stand in reading order, one column before their first use.
    """
    column, first_use = {}, {}
    for node in topological(end):
        column[node] = 1 + max((column[parent] for parent, _ in node.parents), default=-1)
        for parent, _ in node.parents:
            first_use[parent] = min(column[node], first_use.get(parent, column[node]))
    place, stack = {}, [end]
    while stack:  # inputs in the order in which the expression is read
        node = stack.pop()
        if not node.parents and node not in place:
            place[node] = (first_use[node] - 1, -len(place))
        stack.extend(parent for parent, _ in reversed(node.parents))
    for node in topological(end):
        if node.parents:
            place[node] = (column[node], np.mean([place[parent][1] for parent, _ in node.parents]))
    return place


def flow(end, steps):
    """The gradients known after so many steps of backward, and the node that passed its gradient on last.

    >>> from minilib.engine import Value
    >>> a = Value(3)
    >>> b = a * a
    >>> [gradients.get(a) for gradients, _ in (flow(b, 0), flow(b, 1))]
    [None, 6.0]
    """
    gradients, last = {end: 1.0}, None
    inner = [node for node in reversed(topological(end)) if node.parents]
    for last in inner[:steps]:
        for parent, local in last.parents:
            gradients[parent] = gradients.get(parent, 0.0) + local * gradients[last]
    return gradients, last


def graph(end, names, steps):
    """Draw the graph that made `end`, and its gradients after so many steps back; return the last node.

    names: {node: "what to call it"}; other nodes show their operation.
    """
    _, ax = figure(4.5, 4.6)
    place, (gradients, last) = layout(end), flow(end, steps)
    for node, (x, y) in place.items():
        for parent, _ in node.parents:
            now = (
                {"color": ORANGE, "linewidth": 4} if node is last else {"color": INK + "80", "linewidth": 1.5}
            )
            (x0, y0), way = place[parent], np.linspace(0, 1, 33)
            rise = way**3 * (10 - 15 * way + 6 * way**2)  # level at both ends, clear of the numbers
            ax.plot(x0 + (x - x0) * way, y0 + (y - y0) * rise, zorder=1, **now)
        inner, name = bool(node.parents), names.get(node, "")
        disc(ax, x, y, node.op if inner else name, GREEN if inner else BLUE, size=330)
        told = f"{name}\n{node.data:.4g}" if inner and name else f"{node.data:.4g}"
        aside = x + 0.14 * inner  # edges come from the left
        note(ax, aside, y + 0.26, told, ha="center", fontsize=9)
        if node in gradients:
            note(ax, aside, y - 0.5, f"{gradients[node]:+.4g}", ORANGE, ha="center", fontsize=9)
    ax.axis("off")
    ax.margins(0.07, 0.09)
    return last


def gate_regions(score, data, title):
    """Draw where a network says 0 (blue) and 1 (orange) around a gate's points. score: at `gate_plane`."""
    _, ax = figure(3.8, 3.6)
    regions(ax, score, SQUARE, SQUARE)
    x = np.array([x for x, _ in data])
    points(ax, *x.T, classes=[y for _, y in data], s=90)
    ax.set(xlim=SQUARE, ylim=SQUARE, xlabel="x₀", ylabel="x₁", xticks=[0, 1], yticks=[0, 1], title=title)


def gate_plane(n=80):
    """The points around a gate's square at which `gate_regions` wants the network's answers: (n·n, 2)."""
    return plane(SQUARE, SQUARE, n)


def lines(curves, xlabel, ylabel, yscale="log", xscale="linear", **limits):
    """Draw one named line for each {"name": (x, y)}; each has a colour and a marker of its own."""
    _, ax = figure(6.0, 3.2)
    for i, (name, (x, y)) in enumerate(curves.items()):
        curve(ax, x, y, name, COLOURS[i % 5], marker=MARKERS[i % 5], markersize=4)
    ax.set(xlabel=xlabel, ylabel=ylabel, yscale=yscale, xscale=xscale, **limits)


def approximation(x, target, fit, inside):
    """Draw a function (dashed) and a network that imitates it; grey outside of inside = (from, to)."""
    _, ax = figure(5.6, 3.1)
    for side in ((x[0], inside[0]), (inside[1], x[-1])):
        ax.axvspan(*side, color=INK, alpha=0.15, linewidth=0)
    curve(ax, x, target, colour=INK, linestyle="--", linewidth=2.5)
    curve(ax, x, fit, colour=BLUE)
    ax.set(xlabel="x", ylim=(-1.6, 1.8))


def weight_images(w, columns=8):
    """Draw weights as images, orange where positive and blue where negative. w (N, H, W)."""
    _, axes = images(w, columns=columns, size=0.75)
    for ax, picture in zip(axes, w, strict=False):
        ax.images[0].set(cmap=SIGNS, clim=(-np.abs(picture).max(), np.abs(picture).max()))
