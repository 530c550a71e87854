"""The figures' common look: transparent, readable on both grounds, the same bytes, refusals with numbers."""

import io
import warnings

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from minilib import plots

LIGHT, DARK = "#ffffff", "#12181e"  # the book's two backgrounds


def luminance(colour):
    """WCAG 2.2's relative luminance."""
    c = np.array(mpl.colors.to_rgb(colour))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("ground", [LIGHT, DARK])
@pytest.mark.parametrize("colour", [plots.INK, *plots.COLOURS])
def test_every_colour_reads_on_both_grounds(colour, ground):
    low, high = sorted([luminance(colour), luminance(ground)])
    assert (high + 0.05) / (low + 0.05) > 3.8


def pixels(fig):
    return np.asarray(Image.open(io.BytesIO(plots.save(fig, "png"))).convert("RGBA"))


def test_a_figure_is_transparent_and_leaves_matplotlib_as_it_was():
    before = dict(mpl.rcParams)
    fig, ax = plots.figure(4, 2)
    plots.curve(ax, [0, 1], [0, 1], "rises")
    picture = pixels(fig)
    assert dict(mpl.rcParams) == before
    assert picture.shape == (2 * 128, 4 * 128, 4)
    assert picture[0, 0, 3] == 0
    assert picture[..., 3].max() > 245


def test_ticks_that_come_later_have_the_ink_too():
    fig, ax = plots.figure()
    plots.curve(ax, [0, 1], [0, 1])
    svg = plots.save(fig, "svg").decode()
    assert svg.count("<text") > 6
    assert svg.count("fill: " + plots.INK) >= svg.count("<text")


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_same_drawing_gives_the_same_bytes(kind):
    def drawing(end):
        fig, ax = plots.figure()
        plots.points(ax, [0, 1, 2], [1, 0, end], [0, 1, 2])
        return plots.save(fig, kind)

    assert drawing(1) == drawing(1) != drawing(2)


def test_text_in_an_svg_stays_text_and_small():
    fig, ax = plots.figure()
    ax.set(xlabel="learning rate α", title="a title of several words")
    svg = plots.save(fig, "svg").decode()
    assert ">learning rate α</text>" in svg
    assert len(svg) < 12_000  # with letters as outlines it is more than twice as much


def shown(fig, monkeypatch):
    bundles = []
    monkeypatch.setattr(plots, "display", lambda bundle, raw: bundles.append(bundle))
    fig._ipython_display_()
    (bundle,) = bundles
    return bundle


def test_lines_are_shown_as_svg_and_pixels_as_png(monkeypatch):
    fig, ax = plots.figure()
    plots.curve(ax, [0, 1], [0, 1])
    assert shown(fig, monkeypatch)["image/svg+xml"].startswith("<?xml")
    plots.regions(ax, np.linspace(0, 1, 9), (0, 1), (0, 1))
    assert shown(fig, monkeypatch)["image/png"].startswith(b"\x89PNG")


def test_a_label_stands_at_the_last_finite_point():
    _, ax = plots.figure()
    plots.curve(ax, [0, 1, 2], [5.0, 7.0, np.nan], "ends")
    (label,) = ax.texts
    assert (label.get_text(), label.xy) == ("ends", (1.0, 7.0))
    plots.curve(ax, [0, 1], [np.nan, np.inf], "never begins")
    assert len(ax.texts) == 1


def test_classes_differ_in_shape_and_in_colour():
    _, ax = plots.figure()
    plots.points(ax, [0, 1, 2], [0, 0, 0], [0, 1, 1])
    first, second = ax.collections
    assert len(second.get_offsets()) == 2
    assert not np.array_equal(first.get_facecolor(), second.get_facecolor())
    assert len(first.get_paths()[0]) != len(second.get_paths()[0])


def test_the_boundary_is_where_the_score_equals_the_level():
    _, ax = plots.figure()
    ax.set(xlim=(-1, 2), ylim=(-1, 2))
    plots.boundary(ax, 1.0, 2.0, -0.5, level=0.5)
    ((x0, y0), (x1, y1)) = ax.collections[0].get_paths()[0].vertices
    assert [x0 + 2 * y0 - 0.5, x1 + 2 * y1 - 0.5] == pytest.approx([0.5, 0.5])
    assert ax.get_xlim() == (-1, 2)


@pytest.mark.parametrize(("w0", "w1", "b"), [(0, 0, 1), (0, 0, 0), (1, 1, 99)])
def test_no_boundary_where_there_is_none(w0, w1, b):
    _, ax = plots.figure()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plots.boundary(ax, w0, w1, b)
    assert not ax.collections


def test_a_region_is_orange_above_the_level_and_lies_where_its_points_are():
    fig, ax = plots.figure()
    grid = plots.plane((0, 1), (0, 3), n=21)
    plots.regions(ax, (grid[:, 1] > 1.5) * 1.0, (0, 1), (0, 3))
    assert ax.images[0].get_extent() == [0, 1, 0, 3]
    picture = pixels(fig)
    height, width = picture.shape[:2]
    high, low = picture[height // 4, width // 2], picture[3 * height // 4, width // 2]
    assert high[0] > high[2]
    assert low[0] < low[2]
    assert 0 < high[3] < 255


def test_bars_say_their_heights():
    _, ax = plots.figure()
    plots.bars(ax, ["a", "b"], [0.5, 12.0])
    assert [t.get_text() for t in ax.texts] == ["0.5", "12"]


def test_a_loss_curve_counts_steps_from_one_and_writes_plain_numbers():
    fig, ax = plots.figure()
    plots.loss_curve(ax, [1.0, 0.1, 0.01])
    assert ax.lines[0].get_xdata().tolist() == [1, 2, 3]
    fig.canvas.draw()
    assert "0.01" in [t.get_text() for t in ax.get_yticklabels()]


def test_small_images_fill_a_grid_in_reading_order():
    _, axes = plots.images(np.arange(3)[:, None, None] * np.ones((3, 2, 2)), ["a", "b", "c"], columns=2)
    assert [ax.get_title() for ax in axes] == ["a", "b", "c", ""]
    assert [len(ax.images) for ax in axes] == [1, 1, 1, 0]
    assert axes[2].images[0].get_array()[0, 0] == 2


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda ax: plots.figure(0, 3), r"two positive numbers, got \(0, 3\)"),
        (lambda ax: plots.curve(ax, [1, 2, 3], [1, 2]), "expected 3 values, got 2"),
        (lambda ax: plots.points(ax, [1, 2], [1, 2], [0]), "expected 2 classes, got 1"),
        (lambda ax: plots.regions(ax, np.zeros(8), (0, 1), (0, 1)), "expected n·n values, got 8"),
        (lambda ax: plots.bars(ax, ["a"], [1, 2]), "expected 1 heights, got 2"),
        (lambda ax: plots.loss_curve(ax, []), r"got \(0,\)"),
        (lambda ax: plots.images(np.zeros((2, 3))), r"expected shape \(N, H, W\), got \(2, 3\)"),
        (lambda ax: plots.images(np.zeros((2, 3, 3)), ["a"]), "expected 2 titles, got 1"),
        (lambda ax: plots.save(ax.figure, "jpg"), "expected 'svg' or 'png', got 'jpg'"),
    ],
)
def test_bad_data_is_refused_with_its_numbers(bad, says):
    _, ax = plots.figure()
    with pytest.raises(ValueError, match=says):
        bad(ax)
