"""What glue writes is what myst_nb reads."""

import numpy as np
import pytest
import torch
from myst_nb.core.variables import format_plain_text
from myst_nb.ext import glue as theirs

from minilib import page
from minilib.page import glue


@pytest.fixture
def written(monkeypatch):
    """Call glue and return the output that it writes."""
    outputs = []

    def display(bundle, raw, metadata):
        outputs.append({"data": bundle, "metadata": metadata})

    monkeypatch.setattr(page, "display", display)
    monkeypatch.setattr(theirs, "ipy_display", display)

    def call(function, *args, **kwargs):
        outputs.clear()
        function(*args, **kwargs)
        (output,) = outputs
        return output

    return call


@pytest.mark.parametrize("value", [3, 0.1 + 0.2, "a word", "12"])
def test_the_record_is_myst_nbs_own(written, value):
    assert written(glue, "ch1-x", value) == written(theirs.glue, "ch1-x", value, display=False)


@pytest.mark.parametrize(
    ("value", "form", "prose"),
    [
        (1.005, ".1f", "1.0"),
        (np.float32(0.5), ".2f", "0.50"),
        (np.int64(7), "d", "7"),
        (np.array(0.25), ".0%", "25%"),
        (torch.tensor(2.0), ".1f", "2.0"),
        (1234567, ",d", "1,234,567"),
        ("12", "s", "12"),
    ],
)
def test_numbers_can_be_formatted_in_the_prose(written, value, form, prose):
    (text,) = written(glue, "x", value)["data"].values()
    assert format_plain_text(text, form) == prose


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("a:b", 1, "expected letters, digits, - _ ., got 'a:b'"),
        ("", 1, "got ''"),
        ("x", [1.0], "expected int, float or str, got list"),
        ("x", np.zeros(3), "got list"),
        ("x", None, "got NoneType"),
    ],
)
def test_what_prose_cannot_say_is_refused(name, value, says):
    with pytest.raises(ValueError, match=says):
        glue(name, value)
