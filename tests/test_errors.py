"""The one way in which minilib refuses bad input."""

import pytest

from minilib.errors import require


def test_a_rule_that_holds_says_nothing():
    assert require(True, "rule", 1, 2) is None


def test_a_broken_rule_names_rule_expected_and_got():
    with pytest.raises(ValueError, match=r"^one weight for each input: expected 3, got 2$"):
        require(False, "one weight for each input", 3, 2)
