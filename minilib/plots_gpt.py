"""The drawings of chapter 9: who reads whom, the next token's chances, hypotheses, curves and baselines."""

import numpy as np

from minilib.errors import require
from minilib.plots import BLUE, GREEN, INK, ORANGE, PURPLE, curve, figure, note

MIDDLE = {"ha": "center", "va": "center"}


def stack(words, after, L, position):
    """Draw L layers over a text, and what the guess at one position has read. words, after (T,).

    after[t] is the token that comes after words[t]; 0 ≤ position < T.
    """
    T = len(words)
    require(len(after) == T, "a next token for each", T, len(after))
    require(0 <= position < T, "position", f"0 … {T - 1}", position)
    _, ax = figure(5.6, 0.75 * (L + 1) + 1.1)
    for layer in range(L):
        for out in range(T):
            for into in range(out + 1):
                on = out <= position and (layer < L - 1 or out == position)
                look = {"color": BLUE, "linewidth": 1.6} if on else {"color": INK, "linewidth": 0.5}
                ax.plot([into, out], [layer, layer + 1], alpha=0.9 if on else 0.35, zorder=1, **look)
    for t in range(T):
        for layer in range(L + 1):
            on = t == position if layer == L else t <= position
            ax.plot(t, layer, "s" if on else "o", color=BLUE if on else INK, markersize=9, zorder=2)
        note(ax, t, -0.45, words[t], BLUE if t <= position else INK, **MIDDLE)
        note(ax, t, L + 0.45, after[t], ORANGE if t == position else INK, **MIDDLE)
    ax.set(xlim=(-0.6, T - 0.4), ylim=(-0.8, L + 0.8))
    ax.axis("off")


def chances(names, p, before=None, right=None):
    """Draw a distribution as bars with their numbers; `before` as outlines. names, p, before (N,).

    right: the name whose bar is drawn as the one that came. A probability of exactly 0 has a dash.
    """
    p = np.asarray(p, dtype=float)
    require(len(p) == len(names), "a probability for each name", len(names), len(p))
    _, ax = figure(5.4, 0.34 * len(names) + 0.7)
    at = np.arange(len(names))
    ax.barh(at, p, color=[ORANGE if name == right else BLUE for name in names])
    if before is not None:
        ax.barh(at, before, color="none", edgecolor=INK, linewidth=1, linestyle="--")
    for i, value in enumerate(p):
        said = "–" if value == 0 else f"{value:.2f}" if value >= 0.005 else "< 0.01"
        at_least = value if before is None else max(value, before[i])
        note(ax, at_least + 0.015, i, said, INK, va="center", fontsize=10)
    ax.set_yticks(at, names)
    ax.set(xlim=(0, 1.15), ylim=(len(names) - 0.4, -0.6), xticks=[0, 0.5, 1], xlabel="probability")


def hypotheses(names, p, greedy, best):
    """Draw whole continuations with their probabilities, and which one greedy and beam search end with.

    names, p (N,); greedy and best are two of the names.
    """
    p = np.asarray(p, dtype=float)
    require({greedy, best} <= set(names), "greedy and best", f"among {list(names)}", (greedy, best))
    _, ax = figure(5.4, 0.42 * len(names) + 0.8)
    at = np.arange(len(names))
    ax.barh(at, p, color=[BLUE if name == best else INK for name in names])
    for i, (name, value) in enumerate(zip(names, p, strict=True)):
        who = [w for w, n in (("beam's best", best), ("greedy", greedy)) if n == name]
        note(ax, value + 0.02 * p.max(), i, "  ".join([f"{value:.4f}", *who]), INK, va="center", fontsize=10)
    ax.set_yticks(at, names)
    ax.set(
        xlim=(0, 1.65 * p.max()),
        ylim=(len(names) - 0.4, -0.6),
        xticks=[],
        xlabel="probability of both tokens",
    )


def orders(lines):
    """Draw bits per byte against the length n of the n-grams. lines: {"name": [from n = 1 on]}."""
    _, ax = figure(5.4, 3.0)
    longest = max(map(len, lines.values()))
    for (name, bits), (colour, marker) in zip(lines.items(), ((BLUE, "o"), (ORANGE, "s")), strict=False):
        n = np.arange(1, len(bits) + 1)
        curve(ax, n, bits, colour=colour, marker=marker)
        note(ax, 1.12, bits[0], name, colour, va="center")
    ax.set(xlabel="n", ylabel="bits per byte, new topics", xlim=(0.8, longest + 0.3), ylim=(1.5, None))
    ax.set_xticks(range(1, longest + 1))


def progress(steps, bits, best, name):
    """Draw bits per byte on new text while a model trains, and the best baseline. steps, bits (N,)."""
    _, ax = figure(5.4, 3.0)
    ax.axhline(best, color=ORANGE, linestyle="--", linewidth=1.5)
    note(ax, steps[0], best, name, ORANGE, va="top", xytext=(0, -4), textcoords="offset points")
    curve(ax, steps, bits, colour=BLUE, marker="o")
    note(ax, steps[1], bits[1], "GPT", BLUE, xytext=(8, 4), textcoords="offset points")
    ax.set(xlabel="training step", ylabel="bits per byte, new topics", ylim=(min(bits) - 0.3, None))


def lengths(n, lines):
    """Draw milliseconds against length, both logarithmic. n (N,); lines: {"name": seconds (N,)}."""
    _, ax = figure(5.4, 3.0)
    for (name, seconds), (colour, marker) in zip(lines.items(), ((ORANGE, "s"), (BLUE, "o")), strict=False):
        curve(ax, n, 1000 * np.asarray(seconds), name, colour, marker=marker)
    ax.set(xscale="log", yscale="log", xlabel="tokens before it", ylabel="ms for one token")
    ax.set_xlim(min(n) * 0.8, max(n) * 4)
    ax.set_xticks(n, [str(x) for x in n])
    slow, fast = (1000 * pick(map(pick, lines.values())) for pick in (max, min))
    ticks = [t for t in (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200) if fast / 2 <= t <= slow * 2]
    ax.set_yticks(ticks, [f"{t:g}" for t in ticks])
    ax.minorticks_off()


def shots(lines, best):
    """Draw how often the answer is right against the examples in the prompt, and the best possible.

    lines: {"name": shares from 0 examples on}; best (N,), drawn as short bars.
    """
    _, ax = figure(5.4, 3.0)
    at = np.arange(len(best))
    ax.plot(at, best, "_", color=INK, markersize=26, markeredgewidth=2)
    note(ax, at[-1] + 0.3, best[-1] + 0.02, "best possible", INK, va="bottom", fontsize=10)
    looks = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"), (PURPLE, "D"))
    for (name, shares), (colour, marker) in zip(lines.items(), looks, strict=False):
        curve(ax, np.arange(len(shares)), shares, colour=colour, marker=marker)
        note(ax, len(shares) - 0.7, shares[-1], name, colour, va="top" if shares[-1] > 0.9 else "center")
    ax.set(xlabel="examples in the prompt", ylabel="right", ylim=(0, 1.15), xlim=(-0.4, len(best) + 1.4))
    ax.set_xticks(at)
