"""Chapter 3's drawings show the numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color

from minilib import plots_conv
from minilib.conv import out_size
from minilib.plots import GREEN, ORANGE


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_answers_tell_right_from_wrong_by_sign_and_colour():
    plots_conv.answers(np.ones((3, 4, 5)), [7, 2, 9], [7, 3, 9])
    titles = [ax.title for ax in plt.gcf().axes]
    assert [t.get_text() for t in titles] == ["7 ✓", "2 ✗", "9 ✓"]
    assert all(same_color(t.get_color(), c) for t, c in zip(titles, (GREEN, ORANGE, GREEN), strict=True))


def test_filter_step_shows_the_window_and_only_what_is_known():
    x, w, y = (
        np.arange(20.0).reshape(4, 5),
        np.array([[1.0, -2], [3, 4]]),
        np.arange(100.0, 112).reshape(3, 4),
    )
    plots_conv.filter_step(x, w, y, place=5)
    picture, filter_, output = plt.gcf().axes
    assert texts(picture) == [f"{v:g}" for v in x.ravel()]
    assert texts(filter_) == ["1", "-2", "3", "4"]
    assert texts(output) == [f"{v:g}" for v in range(100, 106)]
    window = picture.patches[0]
    assert (window.get_xy(), window.get_width(), window.get_height()) == ((0.5, 0.5), 2, 2)
    assert output.patches[0].get_xy() == (0.5, 0.5)


def test_filters_stand_in_named_rows_and_zero_is_the_middle_of_their_colours():
    before, after = np.array([[[1.0, -3]], [[0.5, 0.1]]]), np.array([[[2.0, 0]], [[-1, 4]]])
    plots_conv.filters({"before": before, "after": after})
    axes = plt.gcf().axes
    assert [ax.get_title(loc="left") for ax in axes] == ["before", "", "after", ""]
    assert [ax.images[0].get_clim() for ax in axes] == [(-3, 3), (-0.5, 0.5), (-2, 2), (-4, 4)]
    assert np.array_equal(axes[3].images[0].get_array(), after[1])


def test_filter_step_refuses_a_place_outside():
    with pytest.raises(ValueError, match="expected 0 to 11, got 12"):
        plots_conv.filter_step(np.ones((4, 5)), np.ones((2, 2)), np.ones((3, 4)), 12)


def test_cells_refuse_a_batch():
    with pytest.raises(ValueError, match=r"\(2, 3, 4\)"):
        plots_conv.cells(plt.gca(), np.ones((2, 3, 4)))


def test_matrix_is_empty_where_it_is_zero():
    plots_conv.matrix(np.array([[0.0, 2, -1], [1, 0, 0]]))
    image = plt.gca().images[0]
    assert image.get_clim() == (-2, 2)
    assert image.cmap(image.norm(0.0))[3] < 0.02


def test_photographs_keep_their_limits():
    plots_conv.photographs([np.zeros((3, 4)), np.ones((5, 6))], ["a", "b"], [(0, 1), (-2, 2)])
    assert [ax.images[0].get_clim() for ax in plt.gcf().axes] == [(0, 1), (-2, 2)]
    assert [ax.get_title() for ax in plt.gcf().axes] == ["a", "b"]


@pytest.mark.parametrize(("size", "kernel", "stride", "padding"), [(7, 3, 1, 0), (7, 3, 3, 1), (6, 2, 4, 2)])
def test_places_stops_where_the_filter_fits(size, kernel, stride, padding):
    n = plots_conv.places(size, kernel, stride, padding)
    left, right = plt.gcf().axes
    assert n == out_size(size, kernel, stride, padding)
    assert left.lines[-1].get_xdata().size == n * n
    assert left.lines[-1].get_xdata().max() <= size + 2 * padding - 1 - (kernel - 1) / 2
    assert right.get_title() == f"output: {n} × {n}"
    assert left.get_xlim()[1] - left.get_xlim()[0] == pytest.approx(right.get_xlim()[1] - right.get_xlim()[0])


@pytest.mark.parametrize(
    ("kernels", "strides", "expected"),
    [([3], [1], 3), ([3, 3, 3], [1, 1, 1], 7), ([3, 2, 3], [1, 2, 1], 8), ([5, 3], [2, 1], 9)],
)
def test_receptive_field_counts_the_pixels_it_marks(kernels, strides, expected):
    assert plots_conv.receptive_field(kernels, strides) == expected
    pixels = plt.gca().collections[-1].get_facecolors()
    assert sum(same_color(colour, ORANGE) for colour in pixels) == expected


def test_receptive_field_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="expected on 4 pixels, got 2 layers"):
        plots_conv.receptive_field([3, 3], [1, 1], width=4)
    with pytest.raises(ValueError, match="expected 2, got 1"):
        plots_conv.receptive_field([3, 3], [1])


def test_shares_write_counts_in_units_from_top_to_bottom():
    plots_conv.shares(["a", "b"], [2_500_000, 10_000])
    assert texts(plt.gca()) == ["2.50", "0.01"]
    assert plt.gca().yaxis_inverted()
    with pytest.raises(ValueError, match="expected 2 counts, got 1"):
        plots_conv.shares(["a", "b"], [1])


def test_lines_are_named_in_the_legend_in_their_colour():
    plots_conv.lines(
        {"one": ([1, 2], [1, 10]), "two": ([1, 2], [2, 20])}, "x", "y", "lower right", yscale="log"
    )
    ax = plt.gca()
    legend = ax.get_legend().get_texts()
    assert [text.get_text() for text in legend] == ["one", "two"]
    assert all(same_color(t.get_color(), line.get_color()) for t, line in zip(legend, ax.lines, strict=True))
    assert ax.get_yscale() == "log"
