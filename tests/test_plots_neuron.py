"""The drawings of chapter 1 show the numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from minilib import plots_neuron
from minilib.data import GATES, HEIGHTS


@pytest.fixture(autouse=True)
def axes():
    """A function that returns the axes of the one figure drawn in the test."""

    def only():
        (number,) = plt.get_fignums()
        return plt.figure(number).axes

    plt.close("all")
    yield only
    plt.close("all")


def texts(ax):
    return {text.get_text() for text in ax.texts}


def test_errors_are_drawn_without_their_sign_and_named(axes):
    plots_neuron.errors({"falls": [100, 50], "swings": [100, -125]})
    (ax,) = axes()
    assert ax.get_yscale() == "log"
    assert [list(line.get_ydata()) for line in ax.lines] == [[100, 50], [100, 125]]
    assert texts(ax) == {"falls", "swings"}


def test_a_neuron_has_an_arrow_and_a_weight_for_each_input(axes):
    plots_neuron.neuron(["x₀", "x₁", "1"], ["w₀", "w₁", "b"])
    (ax,) = axes()
    assert {"x₀", "x₁", "1", "w₀", "w₁", "b", "Σ", "f(x)"} <= texts(ax)
    assert sum(text.arrow_patch is not None for text in ax.texts) == 4


def test_descent_puts_the_weights_on_the_parabola(axes):
    plots_neuron.descent([0.0, 15.0], x=15.0, y=100.0)
    left, right = axes()
    assert list(left.lines[-1].get_ydata()) == [100.0, -125.0]
    assert list(right.lines[-1].get_ydata()) == [5.0, 7.8125]  # ½ error², in thousands


def test_heights_are_points_and_lines_through_their_start(axes):
    plots_neuron.heights(HEIGHTS, {"line": (5.0, 70.0)})
    (ax,) = axes()
    np.testing.assert_array_equal(ax.collections[0].get_offsets(), [[a, h] for [a], h in HEIGHTS])
    assert list(ax.lines[0].get_ydata()) == [70.0, 160.0]


def test_weight_plane_draws_each_path_to_its_end(axes):
    plots_neuron.weight_plane({"a": [[0, 0], [0.5, 0.25]]}, best=(0.7, 0.6))
    (ax,) = axes()
    *_, path, end = ax.lines
    assert path.get_xydata().tolist() == [[0, 0], [0.5, 0.25]]
    assert end.get_xydata().tolist() == [[0.5, 0.25]]
    assert [0.7, 0.6] in [line.get_xydata()[0].tolist() for line in ax.lines]


def test_learning_shows_losses_above_their_floor_beside_the_line(axes):
    plots_neuron.learning([900.0, 90.0], 60.0, HEIGHTS, (5.0, 70.0))
    left, right = axes()
    assert left.get_yscale() == "log"
    assert [line.get_ydata()[0] for line in left.lines] == [60.0, 900.0]
    assert list(right.lines[0].get_ydata()) == [70.0, 160.0]


def test_gates_shade_each_gate_by_its_own_weights(axes):
    plots_neuron.gates(GATES, {"AND": [1.0, 1.0, -1.0], "OR": [1.0, 1.0, 0.0]})
    and_, or_ = axes()
    assert (and_.get_title(), or_.get_title()) == ("AND", "OR")
    for ax, corner in ((and_, False), (or_, True)):  # at (0, 1): AND's answer is 0, OR's is 1
        ground = ax.images[0].get_array()
        row, column = (round((v + 0.4) / 1.8 * (len(ground) - 1)) for v in (1, 0))
        assert bool(ground[row, column] > 0.5) == corner


def test_the_star_is_in_the_lowest_place_of_the_valley(axes):
    plots_neuron.valley(lambda w, b: 0.25 + (w - 0.5) ** 2 + b**2)
    (ax,) = axes()
    np.testing.assert_allclose(ax.lines[-1].get_xydata(), [[0.5, 0.0]], atol=1e-9)
    assert ax.get_title().endswith("0.25")
