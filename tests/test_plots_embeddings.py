"""The drawings of chapter 4 show the numbers and words that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import texts

from minilib import plots_embeddings


def test_a_look_up_shows_the_one_hot_row_the_table_and_the_product():
    plots_embeddings.look_up([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], ["a", "b", "c"], 1)
    said = texts()
    assert [t for t in said if t in "01"] == ["0", "1", "0"]
    assert [said.count(t) for t in ("0.1", "0.3", "0.4", "0.6")] == [1, 2, 2, 1]
    assert {"a", "b", "c", "="} <= set(said)


def test_the_feature_table_marks_what_holds_words_across():
    plots_embeddings.feature_table([[1, 0, 0], [0, 0, 1]], ["w", "x"], ["p", "q", "r"])
    ax = plt.gca()
    marks = sorted((line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines)
    assert marks == [(0, 0), (1, 2)]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["w", "x"]


def test_bars_stand_for_the_cosines_and_the_chosen_word_stands_out():
    plots_embeddings.alike(["a", "b", "c"], [1.0, 0.5, 0.0], "a")
    bars = plt.gca().patches
    assert [bar.get_height() for bar in bars] == [1.0, 0.5, 0.0]
    assert bars[0].get_facecolor() != bars[1].get_facecolor() == bars[2].get_facecolor()


def test_a_window_has_an_arc_to_each_neighbour():
    plots_embeddings.window(["a", "b", "c", "d"], 1, [0, 2])
    arrows = [t for t in plt.gca().texts if t.arrow_patch is not None]
    assert sorted(t.xy[0] for t in arrows) == [0, 2]
    colours = {t.get_text(): t.get_color() for t in plt.gca().texts if t.get_text()}
    assert len({colours["a"], colours["b"], colours["d"]}) == 3
    assert colours["a"] == colours["c"]


def test_forces_show_the_vector_its_candidates_and_the_step():
    plots_embeddings.forces((1.0, 0.0), {"crown": ((1, 1), 1), "soup": ((2, -1), 0)}, (0.25, -0.5))
    ends = [tuple(t.xy) for t in plt.gca().texts if t.arrow_patch is not None]
    assert ends == [(1, 1), (2, -1), (1.0, 0.0), (1.25, -0.5)]
    assert {" crown", " soup", " king"} <= set(texts())


def test_a_map_puts_words_in_their_places_and_joins_pairs():
    plots_embeddings.word_map([[0, 0], [1, 2], [3, 1]], ["a", "b", "c"], [0, 1, 0], [("a", "b")], limit=4)
    ax = plt.gca()
    (line,) = ax.lines
    assert line.get_xydata().tolist() == [[0, 0], [1, 2]]
    assert {t.get_text(): t.xy for t in ax.texts}["c"] == (3, 1)
    assert ax.get_ylim() == (-4, 4)
    assert len(ax.collections) == 2


def test_scales_sort_the_words_of_each_direction():
    plots_embeddings.scales({"one": {"x": 0.5, "y": -0.5}, "two": {"z": 0.1, "w": 0.2}})
    first, second = plt.gcf().axes
    assert [t.get_text() for t in first.get_yticklabels()] == ["y", "x"]
    assert [line.get_xdata()[0] for line in first.lines[1:]] == [-0.5, 0.5]
    assert (first.get_title(), second.get_title()) == ("one", "two")


def test_shares_are_drawn_in_their_order_before_and_after():
    plots_embeddings.shares({"a": 0.9, "b": 0.1}, {"a": 0.3, "b": -0.3}, {"a": 0.01, "b": -0.02})
    lines = plt.gca().lines[1:]
    assert [line.get_xdata().tolist() for line in lines] == [[0.1, 0.9]] * 2
    assert [line.get_ydata().tolist() for line in lines] == [[-0.3, 0.3], [-0.02, 0.01]]
    assert {"a", "b", "as drawn", "balanced"} <= set(texts())


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: plots_embeddings.look_up(np.eye(2), ["a"], 0), "expected 2 names, got 1"),
        (lambda: plots_embeddings.feature_table(np.eye(2), ["a", "b"], ["p"]), r"\(2, 1\), got \(2, 2\)"),
        (lambda: plots_embeddings.word_map(np.zeros((2, 2)), ["a"], [0]), r"\(1, 2\), got \(2, 2\)"),
    ],
)
def test_bad_data_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
