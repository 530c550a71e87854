"""Frames behind sliders: every combination once, nothing jumps, nothing is lost in the split, few bytes."""

import base64
import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from minilib import frames, plots


@pytest.fixture(autouse=True)
def _closed():
    yield
    assert not plt.get_fignums(), "every figure was taken from pyplot"


def draw(a, b=1):
    _, ax = plots.figure(3, 2)
    ax.set(ylim=(0, 10), ylabel="y" if a < 3 else "a taller\nlabel")
    plots.curve(ax, [0, 1], [b, a], "ends here")
    return f"A line from {b} to {a}."


def opened(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGBA"))


def test_all_combinations_the_last_parameter_fastest():
    pictures, said, _ = frames.frames(draw, {"a": [1, 2], "b": [0, 5, 7]})
    assert pictures.shape == (6, 256, 384, 4)
    assert said == tuple(f"A line from {b} to {a}." for a in (1, 2) for b in (0, 5, 7))
    assert len({p.tobytes() for p in pictures}) == 6


def test_axes_stay_in_place_with_room_for_the_widest_label():
    pictures, _, places = frames.frames(draw, {"a": [1, 3]})
    alone, _ = frames.drawn(draw, {"a": 1})
    assert places[0, 0] > alone.axes[0].get_position().x0 + 0.01
    spine = [np.flatnonzero((p[20:-80, :, 3] > 100).all(axis=0)).tolist() for p in pictures]
    assert spine[0] == spine[1] != []


def test_the_shared_layer_and_a_frames_own_give_the_frame_back():
    pictures, _, _ = frames.frames(draw, {"a": [1, 2, 8]})
    shared, own = frames.layers(pictures)
    ground = opened(base64.b64decode(shared)).astype(int)
    for picture, data in zip(pictures, own, strict=True):
        above = opened(base64.b64decode(data)).astype(int)
        assert not ((above[..., 3] > 0) & (ground[..., 3] > 0)).any()
        together = np.where(above[..., 3:] > 0, above, ground)
        seen = together[..., 3] * 1.0 - picture[..., 3]
        assert np.abs(seen).mean() < 0.5
        assert np.abs(seen).max() < 64  # the palette's alphas are coarse, but no stroke is lost


def test_sharing_the_background_saves_most_of_the_bytes():
    pictures, _, _ = frames.frames(draw, {"a": [1, 2, 4, 8]})
    _, own = frames.layers(pictures)
    whole = [len(frames.webp(p)) for p in pictures]
    assert sum(map(len, own)) * 3 / 4 < 0.6 * sum(whole)


def test_the_same_picture_gives_the_same_bytes():
    pictures, _, _ = frames.frames(draw, {"a": [1, 2]})
    again, _, _ = frames.frames(draw, {"a": [1, 2]})
    assert frames.layers(pictures) == frames.layers(again)


def sized(a):
    plots.figure(3, a)
    return "A figure that grows."


def paneled(a):
    plots.figure(columns=a)
    return "More and more panels."


def silent(a):
    plots.figure()


def twice(a):
    plots.figure()
    plots.figure()
    return "Two figures at once."


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (sized, r"expected one figure size, got \[\(3.0, 1.0\), \(3.0, 2.0\)\]"),
        (paneled, r"expected one number of axes, got \[1, 2\]"),
        (silent, r"returns a sentence at \{'a': 1\}: expected a description in words, got None"),
        (twice, r"opens one figure at \{'a': 1\}: expected 1, got 2"),
        (lambda a: "Words without a figure.", "expected 1, got 0"),
    ],
)
def test_a_draw_that_breaks_its_contract_is_refused(bad, says):
    try:
        with pytest.raises(ValueError, match=says):
            frames.frames(bad, {"a": [1, 2]})
    finally:
        plt.close("all")
