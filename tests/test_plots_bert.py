"""The drawings of chapter 8 show the numbers and words that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import texts

from minilib import plots_bert


def test_what_comes_later_is_crossed_out_under_a_causal_mask_only():
    plots_bert.visible(["a", "b", "c", "d"], 1)
    assert texts() == ["causal", "a", "[MASK]", "×", "×", "both directions", "a", "[MASK]", "c", "d"]


def test_a_long_row_goes_on_in_the_next_line():
    plots_bert.visible([str(i) for i in range(10)], 9)
    places = [t.xy for t in plt.gca().texts[1:11]]
    assert places[5][0] == 5
    assert places[6] == (0, places[0][1] - 1)
    assert len(set(places)) == 10


def test_every_fate_is_named():
    plots_bert.fates(list("abcd"), ["[MASK]", "x", "c", "d"], [True, True, True, False])
    assert texts() == ["[MASK]", "was a", "x", "was b", "c", "kept", "d", ""]


def test_segments_and_places_stand_below_the_words():
    plots_bert.segments(["[CLS]", "a", "b"], [0, 0, 1])
    assert texts() == ["[CLS]", "A · 0", "a", "A · 1", "b", "B · 2"]


def test_guesses_are_bars_and_the_right_one_has_its_colour():
    plots_bert.guesses(["she", "he"], [0.25, 0.5], right="he")
    bars = plt.gca().patches
    assert [bar.get_width() for bar in bars] == [0.25, 0.5]
    assert bars[0].get_facecolor() != bars[1].get_facecolor()
    assert texts() == ["0.25", "0.50"]


def test_progress_has_its_curves_and_levels():
    lines = {"one": [0.1, 0.5], "two": [0.5, 0.9]}
    plots_bert.progress([0, 10], lines, {"one": {"low": 0.3, "high": 0.6}, "two": {"chance": 0.5}})
    left, right = plt.gcf().axes
    assert [list(line.get_ydata()) for line in left.lines] == [[0.1, 0.5], [0.3, 0.3], [0.6, 0.6]]
    assert [list(line.get_ydata()) for line in right.lines] == [[0.5, 0.9], [0.5, 0.5]]
    assert texts() == ["low", "high", "chance"]


def test_a_cloud_has_each_point_in_its_group():
    points = np.arange(8.0).reshape(4, 2)
    plots_bert.cloud(points, [0, 1, 1, 0], ["a", "b"])
    first, second = plt.gca().collections
    assert first.get_offsets().tolist() == points[[0, 3]].tolist()
    assert second.get_offsets().tolist() == points[[1, 2]].tolist()
    assert [t.get_text() for t in plt.gca().get_legend().get_texts()] == ["a", "b"]


def test_models_stand_side_by_side():
    plots_bert.compare({"20": (0.5, 0.75), "50": (1.0, 0.25), "90": (0.1, 0.2)}, ["x", "y"], chance=0.5)
    assert [bar.get_height() for bar in plt.gca().patches] == [0.5, 1.0, 0.1, 0.75, 0.25, 0.2]
    assert texts() == ["0.50", "1.00", "0.10", "0.75", "0.25", "0.20"]
    assert [list(line.get_ydata()) for line in plt.gca().lines] == [[0.5, 0.5]]


def test_shares_add_up():
    plots_bert.shares({"small": {"a": 30e6, "b": 1e6}, "large": {"a": 40e6, "b": 50e6}})
    bars = plt.gca().patches
    assert [(bar.get_x(), bar.get_width()) for bar in bars] == [(0, 30), (30, 1), (0, 40), (40, 50)]
    assert texts() == ["30.0", " 31.0", "40.0", "50.0", " 90.0"]
    assert [t.get_text() for t in plt.gca().get_legend().get_texts()] == ["a", "b"]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: plots_bert.visible(["a"], 1), "expected 0 … 0, got 1"),
        (lambda: plots_bert.fates(["a", "b"], ["a"], [True]), "expected 2, got 1"),
        (lambda: plots_bert.segments(["a", "b"], [0]), "expected 2, got 1"),
        (lambda: plots_bert.guesses(["a"], [0.1, 0.2]), "expected 1, got 2"),
        (lambda: plots_bert.cloud(np.eye(2), [0], ["a"]), "expected 2, got 1"),
    ],
)
def test_bad_data_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
