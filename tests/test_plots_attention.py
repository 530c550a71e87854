"""The drawings of chapter 6 show the numbers and words that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import texts

from minilib import plots_attention


def test_a_mixture_lies_where_the_weights_say_and_larger_weights_are_larger_points():
    plots_attention.mixture([[0, 1], [1, 0], [-1, 0]], [0.5, 0.4, 0.1], "abc", query=(1, 1))
    *dots, y = plt.gca().lines
    np.testing.assert_allclose(y.get_xydata(), [[0.3, 0.5]])
    sizes = [dot.get_markersize() for dot in dots]
    assert sizes == sorted(sizes, reverse=True)
    assert {"a 0.50", "b 0.40", "c 0.10", "q"} <= set(texts())


def test_a_shelf_has_a_bar_for_each_entry():
    plots_attention.shelf(["x", "y"], [0.25, 0.75], "out")
    ax = plt.gca()
    assert [bar.get_width() for bar in ax.patches] == [0.25, 0.75]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["x", "y"]
    assert {"0.25", "0.75", "out"} <= set(texts())


def test_a_table_writes_its_numbers_and_leaves_nan_empty():
    plots_attention.table([[0.5, np.nan, 1], [0, 0.25, 0.125]], ["a", "b"], ["x", "y", "z"])
    assert {t.get_text(): t.xy for t in plt.gca().texts}["0.12"] == (2, 1)
    assert len(texts()) == 5
    assert plt.gca().images[0].get_array().shape == (2, 3)
    plots_attention.table(np.eye(3), "abc", "abc", least=0.5)
    assert texts() == ["1.00"] * 3


def test_saturation_sorts_the_weights_of_both():
    plots_attention.saturation([0.1, 0.9], [0.4, 0.35, 0.25][::-1])
    heights = [[bar.get_height() for bar in ax.patches] for ax in plt.gcf().axes]
    assert heights == [[0.9, 0.1], [0.4, 0.35, 0.25]]


def test_lines_carry_their_data_and_names():
    plots_attention.spread([1, 10], {"one": [2, 3], "two": [4, 5]}, "y")
    assert [line.get_ydata().tolist() for line in plt.gca().lines] == [[2, 3], [4, 5]]
    assert texts() == ["one", "two"]
    plots_attention.costs([2, 8], {"mix": [0.001, 0.016]}, crossing=4)
    crossing, mix = plt.gca().lines
    assert list(crossing.get_xdata()) == [4, 4]
    np.testing.assert_allclose(mix.get_ydata(), [1, 16])
    plots_attention.learning({"a": np.full(30, 2.0)})
    np.testing.assert_allclose(plt.gca().lines[0].get_xydata(), [[t, 2.0] for t in range(20, 31)])


def test_three_layers_differ_in_which_lines_they_have():
    a = np.arange(16).reshape(4, 4) / 100
    plots_attention.layers(a, n=4)
    full, local, attention = ([x for x in ax.lines if len(x.get_xdata()) == 2] for ax in plt.gcf().axes)
    assert (len(full), len(local), len(attention)) == (16, 10, 16)
    assert len({line.get_color() for line in local}) == 3
    np.testing.assert_allclose([line.get_linewidth() for line in attention], 5 * a.ravel())
    assert list(attention[1].get_xdata()) == [1, 0]


def test_clocks_point_at_sine_and_cosine():
    plots_attention.clocks([0.6, 0.8, 0, 1], t=7)
    ends = [t.xy for t in plt.gca().texts if t.arrow_patch is not None]
    np.testing.assert_allclose(ends, [(0.6, 0.8), (2.4, 1)])
    assert {"position 7", "0.60, 0.80"} <= set(texts())


def test_similarities_show_all_products_and_one_row():
    p = np.array([[1.0, 0], [1, 1], [0, 2]])
    plots_attention.similarities(p, 1)
    left, right = plt.gcf().axes
    assert left.images[0].get_array().tolist() == (p @ p.T).tolist()
    assert right.lines[0].get_ydata().tolist() == [1, 2, 2]


def test_senses_have_two_bars_each():
    plots_attention.senses({"before": (0.5, 0.6), "after": (0.9, 0.1)})
    assert [[b.get_height() for b in ax.patches] for ax in plt.gcf().axes] == [[0.5, 0.6], [0.9, 0.1]]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: plots_attention.mixture(np.eye(2), [1], "ab"), "expected 2, got 1"),
        (lambda: plots_attention.shelf(["a"], [0.1, 0.2], ""), "expected 1, got 2"),
        (lambda: plots_attention.table(np.eye(2), ["a", "b"], ["x"]), r"shape \(2, 1\), got \(2, 2\)"),
        (lambda: plots_attention.layers(np.eye(3)), r"shape \(5, 5\), got \(3, 3\)"),
        (lambda: plots_attention.clocks([1, 2, 3], 0), "expected an even width, got 3"),
    ],
)
def test_bad_data_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
