"""The drawings of chapter 5 show the tokens and numbers that they are given."""

import matplotlib.pyplot as plt
import pytest
from drawn import texts

from minilib import plots_tokens
from minilib.plots import INK, ORANGE


def test_bytes_that_cannot_be_seen_are_made_visible():
    assert plots_tokens.visible(" año\n".encode()) == "·año↵"
    assert plots_tokens.visible("ñ".encode()[:1]) == r"\xc3"


def test_each_token_has_a_box_and_long_texts_break_into_lines():
    plots_tokens.pieces([b"abc", b" d"] * 12, lines=2)
    ax = plt.gca()
    assert texts() == ["abc", "·d"] * 12
    assert len(ax.patches) == 24
    assert {text.get_position()[1] for text in ax.texts} == {0, 1}
    ends = [box.get_x() + box.get_width() for box in ax.patches]
    assert max(ends) <= plots_tokens.WIDTH
    first = ax.patches[:2]
    assert first[0].get_x() + first[0].get_width() < first[1].get_x()


def test_rows_have_names_and_empty_places_are_dotted():
    plots_tokens.rows([("x", [b"a", b"[PAD]"]), ("y", [b"b", b"c"])], b"[PAD]", 3)
    ax = plt.gca()
    assert texts() == ["x", "a", "PAD", "y", "b", "c"]
    assert [box.get_linestyle() in (":", "dotted") for box in ax.patches] == [False, True, False, False]
    assert [t.get_color() == INK for t in ax.texts] == [True, False, True, True, False, False]


def test_merging_shows_the_words_as_cut_and_the_best_pairs_with_the_chosen_one_apart():
    counts = {(b"a", b"b"): 3, (b"b", b"c"): 5, (b"x", b"y"): 5}
    plots_tokens.merging({(b"a", b"bc"): 4}, counts, chosen=(b"x", b"y"), most=2)
    left, right = plt.gcf().axes
    assert [t.get_text() for t in left.texts] == ["4 ×", "a", "bc"]
    assert [t.get_text() for t in right.get_yticklabels()] == ["x y", "b c"]
    assert [bar.get_width() for bar in right.patches] == [5, 5]
    colours = [bar.get_facecolor() for bar in right.patches]
    assert colours[0] != colours[1]


def test_the_table_has_its_numbers_and_the_least_of_each_column_is_bold():
    plots_tokens.heat([[1, 4, 9], [2, 3, 8]], ["p", "q"], ["a", "b", "c"], "title")
    ax = plt.gca()
    assert texts() == ["1.00", "4.00", "9.00", "2.00", "3.00", "8.00"]
    assert [t.get_fontweight() == "bold" for t in ax.texts] == [True, False, False, False, True, True]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["a", "b", "c"]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["p", "q"]


def test_lengths_are_drawn_with_the_chosen_size_and_the_price_of_its_table():
    plots_tokens.lengths([256, 512], {"a": [1, 1.5], "b": [1, 1.2]}, 512, 512 * 64, limit=10**6)
    left, right = plt.gcf().axes
    assert [line.get_ydata().tolist() for line in left.lines[:2]] == [[1, 1.5], [1, 1.2]]
    assert list(left.lines[2].get_xdata()) == [512, 512]
    assert right.lines[0].get_ydata().tolist() == [256 * 64, 512 * 64]
    assert [right.lines[1].get_xdata()[0], right.lines[1].get_ydata()[0]] == [512, 512 * 64]
    assert {"a", "b"} <= set(texts())
    assert "32,768" in right.get_title()
    assert left.lines[2].get_color() == ORANGE


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: plots_tokens.heat([[1, 2]], ["p"], ["a"], ""), r"shape \(1, 1\), got \(1, 2\)"),
        (lambda: plots_tokens.pieces([b"a" * 50] * 3, lines=2), "expected at most 2, got 3"),
        (
            lambda: plots_tokens.rows([("r", [b"a" * 30] * 2)], start=3),
            "'r': expected at most 54 .*, got 65",
        ),
    ],
)
def test_bad_data_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
