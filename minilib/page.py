"""Hand a number from a cell to the prose, so that text and result cannot disagree."""

import re

from IPython.display import display

from minilib.errors import require

HIDDEN = "application/papermill.record/"  # outputs with this prefix are kept but not shown


def glue(name, value):
    """Keep a number or a word under a name; the text then says {glue:text}`name:.2f`, or `name` for a word.

    The record is the one that myst_nb's own glue writes with display=False. Raises unless the value is one
    number or text, and the name one that can be written there.
    """
    require(re.fullmatch(r"[\w.-]+", name) is not None, "a glue name", "letters, digits, - _ .", repr(name))
    if hasattr(value, "tolist"):  # a scalar of NumPy's or torch's becomes a number, an array a list
        value = value.tolist()
    require(
        isinstance(value, int | float | str),
        "glue a number or text",
        "int, float or str",
        type(value).__name__,
    )
    metadata = {"scrapbook": {"name": name, "mime_prefix": HIDDEN}}
    display({HIDDEN + "text/plain": repr(value)}, raw=True, metadata=metadata)
