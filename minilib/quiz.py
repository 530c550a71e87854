"""A question whose every choice is explained, in the page and in a live notebook.

Plain radio buttons in a form of their own: the arrow keys work, nothing is stored, no ids or names can clash.
"""

import re
from html import escape

from IPython.display import display

from minilib.errors import require

CSS = """<style>
.quiz{margin:1.2em 0;padding:.8em 1em;border:1px solid #76767680;border-inline-start:4px solid #2b7bba}
.quiz fieldset{border:0;margin:0;padding:0;min-width:0}
.quiz legend{font-size:1em;font-weight:600;margin:0 0 .4em;padding:0;float:none;width:auto}
.quiz label{display:flex;gap:.6em;align-items:baseline;padding:.35em 0;margin:0;cursor:pointer}
.quiz input{flex:none;margin:0;accent-color:#2b7bba}
.quiz output{display:block;min-height:3em;margin-top:.4em}
</style>"""

# `this` is the form, the event's target the chosen radio button.
ANSWER = """
const b=event.target,o=this.querySelector('output');
o.innerHTML=(b.dataset.right?'<strong>✓ Right.</strong> ':'<strong>✗ Not quite.</strong> ')+b.dataset.why;
""".strip().replace("\n", "")


def quiz(question, choices, answer):
    """Show a question; choosing shows at once whether it is right, and why or which misconception it reveals.

    choices: {"choice": "explanation"}; answer: the right choice. Backticks become code; maths is Unicode:
    α·x², ≤, w₀. Raises on fewer than two choices, an answer that is not among them, or an empty explanation.
    """
    display({"text/html": form(question, choices, answer), "text/plain": question}, raw=True)


def form(question, choices, answer):
    """Return the HTML of a quiz."""
    require(bool(question.strip()), "a quiz asks something", "a question", repr(question))
    require(len(choices) >= 2, "a quiz offers a choice", "2 choices or more", len(choices))
    require(answer in choices, "the answer is a choice", f"one of {list(choices)}", repr(answer))
    for choice, why in choices.items():
        require(bool(why.strip()), f"choice {choice!r} is explained", "an explanation", repr(why))
    radios = "".join(radio(choice, why, choice == answer) for choice, why in choices.items())
    return (
        f'{CSS}<form class="quiz" onchange="{escape(ANSWER)}" onsubmit="return false"><fieldset>'
        f"<legend>{text(question)}</legend>{radios}</fieldset>"
        '<output role="status" aria-live="polite"></output></form>'
    )


def radio(choice, why, right):
    """Return one choice; radio buttons of one name belong together only within their form."""
    mark = ' data-right="yes"' if right else ""
    return (
        '<label><input type="radio" name="choice" autocomplete="off" data-lm-suppress-shortcuts'
        f'{mark} data-why="{escape(text(why))}">'
        f"<span>{text(choice)}</span></label>"
    )


def text(words):
    """Escape HTML and turn backticks into code.

    >>> text("is `a < b`?")
    'is <code>a &lt; b</code>?'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(words))
