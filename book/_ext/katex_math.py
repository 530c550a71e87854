"""Render the maths with KaTeX at build time: a page needs no script, and a bad formula is a warning."""

from functools import cache
from pathlib import Path

import dukpy
from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

KATEX = Path(__file__).parent / "katex" / "katex.min.js"  # the same version as _static/katex
MARKS, SHORT = tuple(".,;:!?)"), 30
RENDER = """
function render(tex, displayMode) {
  const strict = (code) => (code === "unknownSymbol" ? "error" : "ignore");
  return katex.renderToString(tex, { displayMode, strict, throwOnError: true });
}
"""
logger = logging.getLogger(__name__)


@cache
def interpreter() -> dukpy.JSInterpreter:
    javascript = dukpy.JSInterpreter()
    javascript.evaljs([KATEX.read_text(), RENDER, "0"])
    return javascript


@cache
def html(tex: str, display: bool) -> str:
    """The HTML of a formula; dukpy.JSRuntimeError says what is wrong with it."""
    return interpreter().evaljs("render(dukpy.tex, dukpy.display)", tex=tex, display=display)


def formula(node: nodes.Element, tex: str, display: bool) -> str:
    try:
        return html(tex, display)
    except dukpy.JSRuntimeError as error:
        message = str(error).split("\n")[0].removeprefix("ParseError: ")
        logger.warning("%s in the formula %s", message, tex, location=place(node), type="katex")
        return "<code class='katex-error'></code>"


def place(node: nodes.Element) -> nodes.Element:
    """The nearest node around a formula that knows its line."""
    while node.line is None and node.parent is not None:
        node = node.parent
    return node


def keep_punctuation(app, doctree: nodes.document) -> None:
    """Hand the mark behind a short formula to it: a browser may start a line with the mark otherwise."""
    for node in list(doctree.findall(nodes.math)):
        after = node.parent[node.parent.index(node) + 1 :][:1]
        if (
            after
            and isinstance(after[0], nodes.Text)
            and after[0].startswith(MARKS)
            and len(node.astext()) <= SHORT
        ):
            node["mark"] = after[0][0]
            node.parent.replace(after[0], nodes.Text(after[0][1:]))


def visit_math(self, node: nodes.math) -> None:
    mark = node.get("mark", "")
    kind = "math kept" if mark else "math"
    self.body.append(f'<span class="{kind}">{formula(node, node.astext(), False)}{mark}</span>')
    raise nodes.SkipNode


def visit_displaymath(self, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math displaymath"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    # a formula wider than a phone scrolls inside itself, also with the keyboard
    self.body.append(f'<div class="scroll" tabindex="0">{formula(node, node.astext(), True)}</div></div>\n')
    raise nodes.SkipNode


def setup(app):
    app.connect("doctree-read", keep_punctuation)
    app.add_html_math_renderer("katex", (visit_math, None), (visit_displaymath, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
