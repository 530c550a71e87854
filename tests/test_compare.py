"""What counts as the same value, and how the first difference is told."""

from fractions import Fraction

import numpy as np
import pytest
import torch

from grading.compare import difference, show

X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
THREE = {"x": 6.0, "y": [1.0], "z": "a"}

SAME = {
    "a list and a tuple": ((1.0, 2.0), [1.0, 2.0]),
    "an array and nested lists": (X.tolist(), X),
    "a tensor and an array": (torch.tensor(X), X),
    "a tensor that requires a gradient": (torch.tensor(X, requires_grad=True), X),
    "a list of such tensors": ([torch.tensor(1.5, requires_grad=True), torch.tensor(2.5)], [1.5, 2.5]),
    "a 0-d array and a number": (np.array(2.5), 2.5),
    "an int and the float of its value": (3, 3.0),
    "the float of its value and an int": (3.0, 3),
    "within the tolerance": (1.0 + 1e-7, 1.0),
    "nan where nan is expected": ([np.nan, 1.0], [np.nan, 1.0]),
    "infinity": (np.inf, np.inf),
    "complex numbers": (1 + 2j, 1 + 2j),
    "empty lists": ((), []),
    "ragged lists": ([[1.0], [2.0, 3.0]], [[1.0], (2.0, 3.0)]),
    "text": ("ab", "ab"),
    "arrays of text": (["a", "b"], np.array(["a", "b"])),
    "a dict": ({"w": np.array([1.0]), "b": 2}, {"b": 2.0, "w": [1.0]}),
    "sets": ({1, 2}, {2, 1}),
    "a list for a set": ([2, 1], {1, 2}),
    "truth as a NumPy bool": (np.bool_(True), True),
    "truth as a 0-d tensor": (torch.tensor(True), True),
    "truth as 1": (1, True),
    "None": (None, None),
    "an int too long for an array": (10**30, 10**30),
    "fractions": ([Fraction(1, 2), 2], [0.5, 2.0]),
    "an array of objects that are numbers": (np.array([0.5, 2.0], dtype=object), [0.5, 2.0]),
    "a pair as an array of objects": (np.array([np.array([1.0, 2.0]), 3.0], dtype=object), ([1.0, 2.0], 3.0)),
}

DIFFERENT = {
    "a number off": (2.0, 2.1, ("2.1", "2.0")),
    "a missing return": (None, 2.0, ("2.0", "None: is a return missing?")),
    "something for None": (1, None, ("None", "1")),
    "the first place": (X, X + (X == 5), ("6.0 at [1, 1]", "5.0")),
    "nan for a number": ([np.nan], [1.0], ("1.0 at [0]", "nan")),
    "a number for nan": ([1.0], [np.nan], ("nan at [0]", "1.0")),
    "integers are exact": (3.0000001, 3, ("3", "3.0000001")),
    "a difference past the digits shown": (1.00001234, 1.00001434, ("1.00001434", "1.00001234")),
    "a transposed shape": (X.T, X, None),
    "a row for a number": ([2.0], 2.0, ("one number: 2.0", "shape (1,): [2.]")),
    "a number for a row": (2.0, [2.0], ("shape (1,): [2.]", "one number: 2.0")),
    "a number in a pair": ((0.0, [2.0]), ([2.0], 0.0), ("shape (1,): [2.] at [0]", "one number: 0.0")),
    "a place in a pair": (([2.0, 4.0], 0.0), ([2.0, 3.0], 0.0), ("3.0 at [0][1]", "4.0")),
    "one of three": ([2.0], ([2.0], 1.0, 0.0), ("3 items: ([2.], 1.0, 0.0)", "1 item: [2.]")),
    "a 0-d array for a pair": (np.array(2.0), ([2.0], 1.0), ("([2.], 1.0)", "2.0")),
    "None in a pair": ((None, None), [1.0, 2.0], ("[1., 2.]", "(None, None)")),
    "text for a number": ("2.0", 2.0, ("2.0", "the text '2.0'")),
    "text for True": ("True", True, ("True", "the text 'True'")),
    "a number for text": (2, "2", ("'2'", "2")),
    "an object": (object, [0, 1], ("[0, 1]", "<class 'object'>")),
    "a generator": ((i for i in range(2)), [0, 1], ("[0, 1]", "a generator: put list(...) around it")),
    "a map in a pair": ((map(abs, [1]), 2), ([1], 2), ("[1] at [0]", "a map: put list(...) around it")),
    "a fraction off": ([Fraction(1, 3)], [0.5], ("0.5 at [0]", "0.333333")),
    "a wrong length": ([[1.0]], [[1.0], [2.0, 3.0]], None),
    "inside ragged lists": ([[1.0], [2.0, 4.0]], [[1.0], [2.0, 3.0]], ("3.0 at [1][1]", "4.0")),
    "missing keys": ({"w": 1}, {"w": 1, "b": 2}, ("keys ['b', 'w']", "keys ['w']")),
    "a value in a dict": ({"w": 1.5}, {"w": 1.0}, ("1.0 at ['w']", "1.5")),
    "a list for a dict": ([1], {"w": 1}, None),
    "False for True": (False, True, ("True", "False")),
    "2 for True": (2, True, ("True", "2")),
    "an array for True": (np.array([True, True]), True, None),
    "a long int off by one": (10**30 + 1, 10**30, None),
    "sets": ({1}, {1, 2}, ("{1, 2}", "{1}")),
}


@pytest.mark.parametrize("case", SAME)
def test_equal_values_are_equal(case):
    assert difference(*SAME[case]) is None


@pytest.mark.parametrize("case", DIFFERENT)
def test_a_difference_is_found_and_told(case):
    got, expected, told = DIFFERENT[case]
    found = difference(got, expected)
    assert found is not None
    assert told is None or found == told


def test_the_shape_is_told_when_it_is_what_differs():
    expected, got = difference(X.T, X)
    assert expected.startswith("shape (2, 3)")
    assert got.startswith("shape (3, 2)")


def test_tolerances_are_those_asked_for():
    assert difference(1.01, 1.0) is not None
    assert difference(1.01, 1.0, rtol=0.02) is None
    assert difference(0.01, 0.0, atol=0.02) is None


def test_an_expected_value_that_cannot_be_compared_is_the_authors_mistake():
    with pytest.raises(TypeError, match="can compare numbers, text, lists and dicts, not object"):
        difference(1, object())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (1 / 3, "0.333333"),
        (np.float64(2.0), "2.0"),
        (3, "3"),
        ("word", "'word'"),
        ([1.0, 2.5], "[1. , 2.5]"),
        (torch.ones(2), "[1., 1.]"),
        (torch.tensor(1.5), "1.5"),
        (np.bool_(True), "True"),
        ((np.array([2.0]), np.float64(1 / 3)), "([2.], 0.333333)"),
        (THREE, "{'x': 6.0, 'y': [1.], 'z': 'a'}"),
    ],
)
def test_values_are_shown_short(value, text):
    assert show(value) == text


def test_a_list_that_holds_itself_is_shown_and_differs():
    endless = [1.0]
    endless.append(endless)
    assert difference(endless, [1.0, 2.0]) is not None


def test_long_values_are_cut():
    assert len(show("x" * 1000)) == 100
    assert show(np.zeros((50, 40))).endswith("of shape (50, 40)")


def test_the_keys_of_a_dict_are_a_set():
    assert difference({"a": 1, "b": 2}.keys(), {"b", "a"}) is None
    assert difference({"a": 1}.keys(), {"b", "a"}) is not None
