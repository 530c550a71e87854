"""Pages that stand alone: one file, no request to anywhere, and nothing that a student wrote can act in them.

All text passes `esc`. The page also forbids itself, by its security policy, whatever it does not bring along.
"""

import base64
import hashlib
import html
import re
from datetime import datetime
from pathlib import Path

STATIC = Path(__file__).parent / "static"
MOST_TEXT = 20_000  # characters of one answer on a page
MOST_LINE = 500  # and of one of its lines

# Control characters, those that turn the direction of writing or cannot be seen, and halves of characters.
ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
PILE = re.compile(f"([{MARKS}]{{4}})[{MARKS}]+")  # accents on accents, which would cover the lines above


def esc(text) -> str:
    """Any text for a page or an attribute: markup shows as it is written, what cannot be seen by its code.

    >>> esc("<b>\\u202eoops")
    '&lt;b&gt;⟨U+202E⟩oops'
    """
    lines = str(text).replace("\r\n", "\n")
    seen = ODD.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", PILE.sub(r"\1", lines))
    return html.escape(seen)


def cut(text: str, most: int) -> str:
    """At most so many characters, with a word on what is left out.

    >>> cut("abcdefg", 4)
    'abcd … (3 more characters)'
    """
    return text if len(text) <= most else f"{text[:most]} … ({len(text) - most} more characters)"


def page(title: str, body: str, foot: str = "", wide: bool = False, script: str = "") -> str:
    """A whole page. body and foot are HTML; script runs in it, and no other script can."""
    style = (STATIC / "grading.css").read_text(encoding="utf-8")
    allowed = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{_hash(style)}'"
    if script:
        allowed += f"; script-src 'sha256-{_hash(script)}'"
        script = f"<script>{script}</script>\n"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{esc(title)}</title>
<style>{style}</style>
</head>
<body{' class="wide"' if wide else ""}>
{body}
<footer>{foot}</footer>
{script}</body>
</html>
"""


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def theirs(text, most: int = 300) -> str:
    """A short text that may come from a student, kept apart from what stands around it."""
    return f'<bdi class="theirs">{esc(cut(str(text), most))}</bdi>'


def code(source: str, at: int = 0, label: str = "code") -> str:
    """Code with line numbers; line `at` is marked."""
    lines = cut(source.replace("\r\n", "\n"), MOST_TEXT).split("\n")
    shown = [
        f'<span class="line{" at" if i == at else ""}">{_line(line)}</span>'
        for i, line in enumerate(lines, 1)
    ]
    return framed("".join(shown), label)


def _line(text: str) -> str:
    return esc(cut(text, MOST_LINE)) or " "


def framed(inside: str, label: str) -> str:
    """HTML lines in a box that can be scrolled, also from the keyboard."""
    return f'<pre dir="ltr" tabindex="0" role="region" aria-label="{esc(label)}"><code>{inside}</code></pre>'


def prose(text: str) -> str:
    """A written answer as it was written."""
    return f'<div class="prose theirs" dir="auto">{esc(cut(text, MOST_TEXT))}</div>'


def table(label: str, heads: list[str], rows: list[list], numbers: tuple = (), sortable: bool = False) -> str:
    """A table of HTML cells, the first of each row its heading; numbers are the columns set to the right.

    A cell may be a pair (value, HTML): it is sorted by the value.
    """

    def cell(tag: str, i: int, inside: str | tuple, attributes: str = "") -> str:
        value, inside = inside if isinstance(inside, tuple) else (None, inside)
        kept = "" if value is None else f' data-value="{esc(value)}"'
        kind = ' class="number"' if i in numbers else ""
        return f"<{tag}{kind}{kept}{attributes}>{inside}</{tag}>"

    def row(cells: list) -> str:
        first = cell("th", 0, cells[0], ' scope="row"')
        return f"<tr>{first}{''.join(cell('td', i, inside) for i, inside in enumerate(cells[1:], 1))}</tr>"

    button = "<button>{}</button>" if sortable else "{}"
    sort = ' scope="col" aria-sort="none"' if sortable else ' scope="col"'
    head = "".join(cell("th", i, button.format(esc(name)), sort) for i, name in enumerate(heads))
    inside = "<table><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>".format(
        head, "\n".join(map(row, rows))
    )
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{esc(label)}">{inside}</div>'


def bar(share: float) -> str:
    """How much of the points, 0 to 1, as a bar; the number stands beside it."""
    full = f'<rect class="fill" width="{100 * min(1, max(0, share)):.0f}" height="8"/>'
    ground = '<rect class="ground" width="100" height="8"/>'
    start = '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
    return f"{start}{ground}{full}</svg>"


def moment(stamp: str) -> str:
    """A time as people write it; what is not an ISO time stays as it is.

    >>> moment("2026-11-20T10:05:00+00:00")
    '20 November 2026, 10:05 UTC'
    """
    try:
        time = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return f"{time.day} {time:%B %Y, %H:%M %Z}".strip()


def points(number: float) -> str:
    """
    >>> points(5.0), points(1), points(2.5)
    ('5 points', '1 point', '2.5 points')
    """
    return f"{number:g} {'point' if number == 1 else 'points'}"
