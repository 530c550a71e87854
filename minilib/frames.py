"""Draw a figure at every setting, and keep the pictures in few bytes.

The frames share one background: pixels that are equal in all of them (axes, labels) are stored once, so that
a frame of a line plot weighs about one kilobyte.
"""

import base64
import io
import itertools

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox
from PIL import Image

from minilib.errors import require
from minilib.plots import few_colours, look


def frames(draw, values):
    """Draw every combination, the last parameter changing fastest.

    Returns pictures (N, height, width, 4) of bytes, N sentences, and the places of the axes: the same in all
    frames, so that nothing jumps, and with the widest margins, so that nothing is cut.
    """
    settings = [dict(zip(values, c, strict=True)) for c in itertools.product(*values.values())]
    figures, sentences = zip(*[drawn(draw, setting) for setting in settings], strict=True)
    sizes = {tuple(float(side) for side in fig.get_size_inches()) for fig in figures}
    require(len(sizes) == 1, "every frame has the same size", "one figure size", sorted(sizes))
    counts = {len(fig.axes) for fig in figures}
    require(
        len(counts) == 1 and counts != {0},
        "every frame has the same axes",
        "one number of axes",
        sorted(counts),
    )
    boxes = np.array([[ax.get_position(original=True).extents for ax in fig.axes] for fig in figures])
    places = np.concatenate([boxes[..., :2].max(axis=0), boxes[..., 2:].min(axis=0)], axis=1)
    return np.stack([pixels(fig, places) for fig in figures]), sentences, places


def drawn(draw, setting):
    """Call draw and return its figure, laid out and taken from pyplot, and its sentence."""
    before = set(plt.get_fignums())
    with look():
        sentence = draw(**setting)
        new = set(plt.get_fignums()) - before
        require(len(new) == 1, f"draw opens one figure at {setting}", 1, len(new))
        fig = plt.figure(new.pop())
        plt.close(fig)
        FigureCanvasAgg(fig)
        if fig.get_layout_engine() is not None:
            fig.get_layout_engine().execute(fig)
    said = isinstance(sentence, str) and len(sentence.split()) >= 3
    require(said, f"draw returns a sentence at {setting}", "a description in words", repr(sentence))
    return fig, sentence


def pixels(fig, places):
    """Draw a figure with its axes at these places: (height, width, 4) bytes, red green blue alpha."""
    fig.set_layout_engine("none")
    for ax, (left, bottom, right, top) in zip(fig.axes, places, strict=True):
        ax.set_position(Bbox.from_extents(left, bottom, right, top))
    with look():
        fig.canvas.draw()
    return np.array(fig.canvas.buffer_rgba())


def webp(picture):
    """Return a picture (height, width, 4) as webp in few bytes; the same picture gives the same bytes."""
    out = io.BytesIO()
    few_colours(Image.fromarray(picture)).convert("RGBA").save(out, "webp", lossless=True, method=4)
    return out.getvalue()


def layers(pictures):
    """Split pictures (N, height, width, 4) into what they all share and what each adds, as base64 webp."""
    same = (pictures == pictures[:1]).all(axis=(0, 3))[..., None]
    shared, *own = [np.where(same, pictures[0], 0), *np.where(same, 0, pictures)]
    return base64.b64encode(webp(shared)).decode(), [base64.b64encode(webp(p)).decode() for p in own]
