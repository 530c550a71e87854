"""The small data sets hold what the chapters say of them, and mini-batches lose and repeat nothing."""

import numpy as np
import pytest

from minilib.data import GATES, HEIGHTS, SLIDE_EXAMPLE, digits, minibatches


def test_heights_are_in_order_and_the_slides_example_stands_apart():
    ages, heights = [x for [x], _ in HEIGHTS], [y for _, y in HEIGHTS]
    assert ages == sorted(set(ages))
    assert heights == sorted(set(heights))
    assert SLIDE_EXAMPLE == ([15.0], 100.0)
    assert SLIDE_EXAMPLE not in HEIGHTS
    assert np.interp(100.0, heights, ages) == pytest.approx(4.0, abs=0.5)  # "a child of about four"


@pytest.mark.parametrize(
    ("gate", "rule"),
    [
        ("AND", lambda a, b: a and b),
        ("OR", lambda a, b: a or b),
        ("NAND", lambda a, b: not (a and b)),
        ("NOR", lambda a, b: not (a or b)),
        ("XOR", lambda a, b: a != b),
    ],
)
def test_gates_against_pythons_own_logic(gate, rule):
    assert len(GATES[gate]) == 4
    assert {tuple(x) for x, _ in GATES[gate]} == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert all(y == float(rule(bool(a), bool(b))) for (a, b), y in GATES[gate])


def test_digits_are_scaled_split_and_together_the_whole_set():
    from sklearn.datasets import load_digits

    x_train, y_train, x_test, y_test = digits(seed=1)
    assert x_train.min() == 0.0
    assert x_train.max() == 1.0
    whole = np.column_stack([np.vstack([x_train, x_test]) * 16, np.concatenate([y_train, y_test])])
    source = np.column_stack(load_digits(return_X_y=True))
    assert sorted(map(tuple, whole)) == sorted(map(tuple, source))  # each image still has its own label
    assert np.bincount(y_test, minlength=10).min() >= 10  # shuffled: every digit is in the test part


def test_digits_depend_on_the_seed_alone():
    assert np.array_equal(digits(seed=2)[0], digits(seed=2)[0])
    assert not np.array_equal(digits(seed=2)[0], digits(seed=3)[0])


@pytest.mark.parametrize(("count", "size"), [(7, 3), (6, 3), (1, 4), (5, 1)])
def test_every_epoch_has_every_example_once_and_pairs_stay_together(count, size):
    x = np.arange(2 * count).reshape(count, 2)
    y = 10 * np.arange(count)
    batches = list(minibatches(x, y, size, epochs=2, rng=np.random.default_rng(0)))
    per_epoch = -(-count // size)
    assert len(batches) == 2 * per_epoch
    for part in (batches[:per_epoch], batches[per_epoch:]):
        assert sorted(np.concatenate([b for _, b in part])) == sorted(y)
    assert all(np.array_equal(a[:, 0] * 5, b) for a, b in batches)
    assert all(len(a) <= size for a, _ in batches)


def test_each_epoch_has_an_order_of_its_own():
    x = np.arange(50)
    first, second = minibatches(x, x, size=50, epochs=2, rng=np.random.default_rng(0))
    assert not np.array_equal(first[0], second[0])
    assert np.array_equal(x, np.arange(50))


def test_minibatches_refuse_what_cannot_be_paired():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="expected 3 answers, got 2"):
        next(minibatches(np.zeros(3), np.zeros(2), 1, 1, rng))
    with pytest.raises(ValueError, match="expected size of at least 1, got 0"):
        next(minibatches(np.zeros(3), np.zeros(3), 0, 1, rng))
