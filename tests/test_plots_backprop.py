"""Chapter 2's drawings show the numbers that they are given, and of a graph what the engine says."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import texts

from minilib import plots_backprop
from minilib.engine import Value, topological


def example():
    """A graph in which x is used twice."""
    x, w = Value(2), Value(-3)
    end = (x * w + x).tanh() ** 2
    return end, x, w


def test_flow_ends_at_the_engines_gradients():
    end, *_ = example()
    gradients, last = plots_backprop.flow(end, 99)
    end.backward()
    assert {node: node.grad for node in topological(end)} == pytest.approx(gradients)
    assert last.op == "×"


def test_flow_goes_one_node_at_a_time():
    end, x, _ = example()
    known = [len(plots_backprop.flow(end, step)[0]) for step in range(5)]
    assert known == [1, 2, 3, 5, 6]
    assert plots_backprop.flow(end, 0) == ({end: 1.0}, None)
    partly, wholly = (plots_backprop.flow(end, step)[0][x] for step in (3, 4))
    assert wholly == pytest.approx(partly * (1 - 3))  # 1 from the sum, w = -3 from the product


def test_layout_puts_parents_on_the_left_and_nothing_twice():
    end, *_ = example()
    place = plots_backprop.layout(end)
    assert len(set(place.values())) == len(place) == len(topological(end))
    assert all(place[parent][0] < place[node][0] for node in place for parent, _ in node.parents)


def test_graph_shows_numbers_names_and_the_gradients_known():
    end, x, w = example()
    names = {x: "x", w: "w", end: "L"}
    assert plots_backprop.graph(end, names, 0) is None
    assert {"x", "w", "2", "-3", "×", "+1"} <= set(texts())
    assert sum(text.startswith("+") and text != "+" for text in texts()) == 1
    plt.close("all")
    assert plots_backprop.graph(end, names, 4).op == "×"
    assert f"{plots_backprop.flow(end, 4)[0][x]:+.4g}" in texts()


def test_network_writes_every_weights_blame_and_every_value():
    blame = {name: (i - 4) / 10 for i, name in enumerate(plots_backprop.EDGES)}
    plots_backprop.network({"x0": 1, "x1": 0, "h0": 0.25, "h1": 0.5, "y": 0.75}, blame)
    assert {"0.25", "0.5", "0.75"} <= set(texts())
    assert sum(f"{b:+.3f}" in text for b in blame.values() for text in texts()) == 9
    widths = [line.get_linewidth() for line in plt.gca().lines[::2]]
    assert np.argmax(widths) in (0, 8)
    assert np.argmin(widths) == 4


def test_gate_plane_and_regions_belong_together():
    grid = plots_backprop.gate_plane()
    plots_backprop.gate_regions(grid[:, 0] * 2, [([0.0, 1.0], 0.0), ([1.0, 0.0], 1.0)], "a title")
    image = plt.gca().images[0]
    assert image.get_array().shape[0] ** 2 == len(grid)
    assert tuple(image.get_extent()) == (*plots_backprop.SQUARE, *plots_backprop.SQUARE)
    assert image.get_array()[0, 0] < 0.5 < image.get_array()[0, -1]  # blue on the left, orange on the right


def test_lines_are_named_and_limits_are_kept():
    plots_backprop.lines({"one": ([1, 2], [1, 10]), "two": ([1, 2], [2, 20])}, "x", "y", ylim=(1, 100))
    assert {"one", "two"} <= set(texts())
    assert (plt.gca().get_yscale(), plt.gca().get_ylim()) == ("log", (1, 100))


def test_weight_images_are_white_at_zero():
    plots_backprop.weight_images(np.array([[[-1.0, 2.0]], [[0.0, 8.0]]]))
    limits = [ax.images[0].get_clim() for ax in plt.gcf().axes[:2]]
    assert limits == [(-2, 2), (-8, 8)]


def test_activations_draw_the_function_and_its_slope():
    plots_backprop.activations(
        {"square": (lambda z: z * z, lambda z: 2 * z), "line": (lambda z: z, lambda z: 0 * z + 1)}
    )
    first, second = plt.gcf().axes
    assert [ax.get_title() for ax in (first, second)] == ["square", "line"]
    np.testing.assert_allclose(first.lines[1].get_ydata(), 2 * first.lines[0].get_xdata())


def test_approximation_greys_what_lies_outside():
    x = np.linspace(-2, 2, 5)
    plots_backprop.approximation(x, x, x, (-1, 1))
    assert len(plt.gca().patches) == 2
