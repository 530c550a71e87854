"""N-grams: the chapter's numbers, a slow spec from the text itself, sums of one, and refusals."""

import math
import random

import pytest

from minilib.ngrams import NGrams, bits_per_byte


def slow(ids, n, V, context, token):
    """Witten–Bell by looking through the whole text, from the longest context down."""
    c = list(context)[max(0, len(context) - n + 1) :]
    shorter = slow(ids, len(c), V, c[1:], token) if c else 1 / V
    after = [ids[t] for t in range(len(c), len(ids)) if ids[t - len(c) : t] == c]
    kinds = len(set(after))
    return (after.count(token) + kinds * shorter) / (len(after) + kinds) if after else shorter


@pytest.mark.parametrize(("n", "V", "length"), [(1, 3, 5), (2, 4, 30), (3, 2, 50), (4, 6, 80), (3, 5, 0)])
def test_probabilities_are_those_of_the_slow_spec_and_add_up_to_one(n, V, length):
    rng = random.Random(n)
    ids = rng.choices(range(V), k=length)
    model = NGrams(ids, n, V)
    for _ in range(20):
        context = rng.choices(range(V), k=rng.randint(0, 5))
        p = [model.probability(context, w) for w in range(V)]
        assert p == pytest.approx([slow(ids, n, V, context, w) for w in range(V)], abs=1e-12)
        assert sum(p) == pytest.approx(1, abs=1e-12)
        assert min(p) > 0


def test_the_chapters_numbers():
    model = NGrams([0, 1, 0, 1, 0, 2], n=2, V=4)
    assert [model.probability([0], w) for w in (1, 3)] == pytest.approx(
        [(2 + 2 * (2 + 3 / 4) / 9) / 5, 2 * (3 / 4 / 9) / 5]
    )
    assert model.probability([2], 0) == model.probability([], 0)  # 2 was the last: nothing followed


def test_a_smaller_n_set_later_is_a_model_of_that_n():
    ids = random.Random(0).choices(range(4), k=60)
    large, small = NGrams(ids, 4, 4), NGrams(ids, 2, 4)
    large.n = 2
    assert [large.probability([1, 2, w], 3) for w in range(4)] == [
        small.probability([1, 2, w], 3) for w in range(4)
    ]


def test_looking_up_an_unseen_context_does_not_make_it_known():
    model = NGrams([0, 1, 0], 2, 3)
    model.probability([2], 1)
    assert (2,) not in model.total
    assert (2,) not in model.after


def test_bits_per_byte_counts_bytes_not_letters():
    assert bits_per_byte(8 * math.log(2), "ñoño") == pytest.approx(8 / 6)
    assert bits_per_byte(10 * math.log(256), "x" * 10) == pytest.approx(8)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: NGrams([0], 0, 3), "expected at least 1, got 0"),
        (lambda: NGrams([0, 3], 2, 3), "expected below V = 3, got 3"),
        (lambda: bits_per_byte(1.0, ""), "expected at least 1, got 0"),
    ],
)
def test_bad_input_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
