"""The drawings of chapter 7 show the numbers and words that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import texts

from minilib import plots_transformer


def test_a_stream_names_its_parts_and_who_reads_a_memory():
    plots_transformer.stream(["attention", "feed-forward"])
    assert {"attention", "feed-forward"} <= set(texts())
    assert "memory" not in texts()
    assert texts().count("+") == texts().count("norm") == 2
    plots_transformer.stream(["own past", "cross", "feed-forward"], {"cross"})
    assert texts().count("memory") == 1
    assert texts().count("+") == 3
    with pytest.raises(ValueError, match="parts of a block: expected at least 1, got 0"):
        plots_transformer.stream([])


def test_depth_draws_both_numbers_of_each_kind():
    plots_transformer.depth({"one": ([1, 2], [3, 4]), "two": ([5, 6], [7, 8])}, ("size", "slope"))
    left, right = plt.gcf().axes
    assert [line.get_ydata().tolist() for line in left.lines] == [[1, 2], [5, 6]]
    assert [line.get_ydata().tolist() for line in right.lines] == [[3, 4], [7, 8]]
    assert [ax.get_title() for ax in (left, right)] == ["size", "slope"]
    assert left.get_yscale() == "log"
    assert len({line.get_linestyle() for line in left.lines}) == 2


def test_a_map_writes_what_is_read_and_names_both_sides():
    a = [[0.9, 0.1, 0.0], [0.02, 0.48, 0.5]]
    plots_transformer.attention_map(a, ["ich", "habe"], ["I", "ate", "it"])
    ax = plt.gca()
    written = [(t.get_text(), t.xy) for t in ax.texts]
    assert written == [("0.9", (0, 0)), ("0.5", (1, 1)), ("0.5", (2, 1))]
    np.testing.assert_allclose(ax.images[0].get_array(), a)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["ich", "habe"]
    with pytest.raises(ValueError, match=r"rows by columns: expected shape \(1, 2\), got \(2, 3\)"):
        plots_transformer.attention_map(a, ["x"], ["y", "z"])


def test_a_key_shows_what_fires_it_and_what_its_value_writes():
    plots_transformer.key_value([("… ich", 2.0), ("… er", 1.0)], [("habe", 0.5)], "key 7")
    assert texts() == ["2.0  … ich", "1.0  … er", "0.5  habe"]
    left, right = plt.gcf().axes
    assert [bar.get_width() for bar in left.patches] == [1.0, 0.5]
    assert len(right.patches) == 1
    assert plt.gcf().get_suptitle() == "key 7"


def test_hypotheses_stand_in_rows_and_the_kept_are_marked():
    rows = [("un", 0.48), ("y", 0.04)]
    cells = [[("idas", 0.4752)], [("pue", 0.0084), ("g", 0.0028)]]
    plots_transformer.hypotheses(rows, cells, kept=[(0, 0), (1, 0)])
    assert texts() == ["un\n0.4800", "idas\n0.4752", "y\n0.0400", "pue\n0.0084", "g\n0.0028"]
    assert [patch.get_linewidth() for patch in plt.gca().patches] == [2, 2, 0.7]
    plots_transformer.hypotheses(rows, [[], []])
    assert len(plt.gca().patches) == 0
    with pytest.raises(ValueError, match="cells for each hypothesis: expected 2, got 1"):
        plots_transformer.hypotheses(rows, [[]])


def test_shares_stand_over_their_lengths():
    plots_transformer.by_length(["1–4", "5–6"], {"one": [1.0, 0.5], "two": [0.9, 0.1]}, "words", "right")
    ax = plt.gca()
    assert [line.get_ydata().tolist() for line in ax.lines] == [[1.0, 0.5], [0.9, 0.1]]
    assert texts() == ["one", "two"]
    assert ax.get_xlabel() == "words"
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["1–4", "5–6"]
