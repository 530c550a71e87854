"""The drawings of chapter 9 show the numbers and words that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import texts

from minilib import plots_gpt
from minilib.plots import BLUE, INK, ORANGE


def test_a_stack_marks_every_line_that_leads_to_the_chosen_position_and_no_other():
    plots_gpt.stack("abcd", "bcde", L=2, position=1)
    lines = [line for line in plt.gca().lines if len(line.get_xdata()) == 2]
    assert len(lines) == 2 * (1 + 2 + 3 + 4)
    on = {(*line.get_xdata(), *line.get_ydata()) for line in lines if line.get_color() == BLUE}
    assert on == {(0, 0, 0, 1), (0, 1, 0, 1), (1, 1, 0, 1), (0, 1, 1, 2), (1, 1, 1, 2)}
    assert texts() == ["a", "b", "b", "c", "c", "d", "d", "e"]
    colours = {text.get_text(): text.get_color() for text in plt.gca().texts[3:4]}
    assert colours == {"c": ORANGE}


def test_chances_write_what_is_small_and_what_is_nothing_and_show_what_was():
    plots_gpt.chances(["a", "b", "c"], [0.75, 0.001, 0], [0.5, 0.3, 0.2], right="b")
    bars = plt.gca().patches
    assert [bar.get_width() for bar in bars] == [0.75, 0.001, 0, 0.5, 0.3, 0.2]
    assert texts() == ["0.75", "< 0.01", "–"]
    assert [t.get_text() for t in plt.gca().get_yticklabels()] == ["a", "b", "c"]
    assert [bars[i].get_facecolor() == bars[0].get_facecolor() for i in (1, 2)] == [False, True]


def test_hypotheses_say_who_found_them():
    plots_gpt.hypotheses(["x y", "z w"], [0.4, 0.1], greedy="z w", best="x y")
    assert texts() == ["0.4000  beam's best", "0.1000  greedy"]
    plots_gpt.hypotheses(["x y"], [0.4], greedy="x y", best="x y")
    assert texts() == ["0.4000  beam's best  greedy"]


def test_curves_carry_their_data_and_names():
    plots_gpt.orders({"tokens": [3.0, 2.0], "bytes": [5.0, 4.0, 3.5]})
    assert [line.get_ydata().tolist() for line in plt.gca().lines] == [[3, 2], [5, 4, 3.5]]
    assert texts() == ["tokens", "bytes"]
    plots_gpt.progress([10, 20, 40], [4.0, 3.0, 2.0], 2.5, "best")
    baseline, curve = plt.gca().lines
    assert list(baseline.get_ydata()) == [2.5, 2.5]
    np.testing.assert_allclose(curve.get_xydata(), [[10, 4], [20, 3], [40, 2]])
    plots_gpt.lengths([16, 64], {"without": [0.002, 0.004], "with": [0.001, 0.001]})
    assert [line.get_ydata().tolist() for line in plt.gca().lines] == [[2, 4], [1, 1]]
    assert texts() == ["without", "with"]


def test_shots_show_the_model_and_the_best_possible():
    plots_gpt.shots({"model": [0.2, 0.8]}, [0.25, 0.9])
    possible, model = plt.gca().lines
    assert (possible.get_ydata().tolist(), model.get_ydata().tolist()) == ([0.25, 0.9], [0.2, 0.8])
    assert set(texts()) == {"best possible", "model"}
    assert possible.get_color() == INK


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: plots_gpt.stack("abc", "bc", 1, 0), "expected 3, got 2"),
        (lambda: plots_gpt.stack("abc", "bcd", 1, 3), "expected 0 … 2, got 3"),
        (lambda: plots_gpt.chances(["a"], [0.5, 0.5]), "expected 1, got 2"),
        (lambda: plots_gpt.hypotheses(["a"], [1.0], "b", "a"), r"among \['a'\], got \('b', 'a'\)"),
    ],
)
def test_bad_data_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
