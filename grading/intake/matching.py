"""Which cell of a student's notebook is which of the release: by grade id, or else by other signs.

A cell may be there twice, elsewhere, not at all, changed or of another kind; each is settled in the student's
favour where that gives no point away, and told in a sentence.
"""

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace

from nbformat import NotebookNode

from grading.intake.reading import Cell
from grading.rules import graded

DEFINED = re.compile(
    r"^(?:async +)?(?:def|class) +(\w+)", re.MULTILINE
)  # no parser: it must survive any text


@dataclass(frozen=True)
class Added:
    """A code cell that the student added: it runs after the cell of this grade id, "" at the start."""

    after: str
    source: str


def released(release: NotebookNode) -> dict[str, NotebookNode]:
    """The cells of a problem set that have a grade id, in their order."""
    return {graded(cell)["grade_id"]: cell for cell in release.cells if graded(cell).get("grade_id")}


def answers(release: NotebookNode) -> dict[str, NotebookNode]:
    """Those in which students write, code or text."""
    return {name: cell for name, cell in released(release).items() if graded(cell).get("solution")}


def plain(text: str) -> str:
    """The text without what editors change on their own: ends of lines, and blank lines around it."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def recognise(cells: list[Cell], release: NotebookNode) -> tuple[list[Cell], list[str]]:
    """The cells, with the grade ids of this set only and with those that were lost; which ones those are."""
    wanted = released(release)
    cells = [cell if cell.grade_id in wanted else replace(cell, grade_id="") for cell in cells]
    present = {cell.grade_id for cell in cells}
    missing = [name for name in wanted if name not in present]
    if not missing:
        return cells, []
    lost, before = [], dict(zip(map(id, release.cells[1:]), release.cells, strict=False))
    seen = [(cell, plain(cell.source), set(DEFINED.findall(cell.source))) for cell in cells]
    for sign in (_same_id, _same_text, _same_function, _same_place):
        for name in [name for name in missing if name not in lost]:
            matches = sign(seen, wanted[name], before.get(id(wanted[name])))
            free = [i for i in matches if not cells[i].grade_id]
            if free:
                at = _best(free, cells, wanted[name])
                cells[at] = replace(cells[at], grade_id=name)
                lost.append(name)
    return cells, [name for name in wanted if name in lost]


def _same_id(seen, original, before) -> list[int]:
    """The released cell ids are the grade ids."""
    return [i for i, (cell, _, _) in enumerate(seen) if cell.cell_id == graded(original)["grade_id"]]


def _same_text(seen, original, before) -> list[int]:
    if graded(original).get("solution"):
        return []
    text = plain(original.source)
    return [i for i, (cell, own, _) in enumerate(seen) if cell.kind == original.cell_type and own == text]


def _same_function(seen, original, before) -> list[int]:
    if not graded(original).get("solution") or original.cell_type != "code":
        return []
    names = set(DEFINED.findall(original.source))
    return [i for i, (cell, _, own) in enumerate(seen) if cell.kind == "code" and names & own]


def _same_place(seen, original, before) -> list[int]:
    """After the same heading; a check has its text, and is not looked for here."""
    if not graded(original).get("solution") or before is None or before.cell_type != "markdown":
        return []
    text = plain(before.source)
    return [
        i for i in range(1, len(seen)) if seen[i][0].kind == original.cell_type and seen[i - 1][1] == text
    ]


def _best(copies: list[int], cells: list[Cell], original: NotebookNode) -> int:
    """Which copy counts: the last that was written in, better one of the right kind, else simply the last."""
    blank = ("", plain(original.source))
    written = [i for i in copies if plain(cells[i].source) not in blank]
    return max(written or copies, key=lambda i: (cells[i].kind == original.cell_type, i))


def places(cells: list[Cell], release: NotebookNode) -> dict[str, int]:
    """Where each cell of the release stands, those that are there: of an answer the copy that counts."""
    copies: dict[str, list[int]] = {}
    for i, cell in enumerate(cells):
        copies.setdefault(cell.grade_id, []).append(i)
    wanted, written = released(release), answers(release)
    present = [name for name in wanted if name in copies]
    return {
        name: _best(copies[name], cells, wanted[name]) if name in written else copies[name][0]
        for name in present
    }


def added(cells: list[Cell], where: dict[str, int], release: NotebookNode) -> tuple[Added, ...]:
    """The code cells that the release does not have, in order; earlier copies of an answer are among them."""
    code = {name for name, cell in answers(release).items() if cell.cell_type == "code"}
    known = {"", *(plain(cell.source) for cell in release.cells)}
    own = [
        i
        for i, cell in enumerate(cells)
        if cell.kind == "code"
        and (not cell.grade_id or cell.grade_id in code)
        and i not in where.values()
        and plain(cell.source) not in known
    ]
    return tuple(Added(_after(i, where, release), cells[i].source) for i in own)


def _after(i: int, where: dict[str, int], release: NotebookNode) -> str:
    """After which cell of the release the student's cell i runs.

    Answers and checks that stand below it may need it, also those that were moved: it runs before the first
    of them in the release, and after all that stands before both.
    """
    names = list(released(release))
    marks = {name: graded(cell) for name, cell in released(release).items()}
    needing = [name for name, mark in marks.items() if mark.get("grade") or mark.get("solution")]
    end = min((names.index(name) for name in needing if where.get(name, -1) > i), default=len(names))
    before = [name for name in names[:end] if where.get(name, i) < i]
    return before[-1] if before else ""


def oddities(cells: list[Cell], where: dict[str, int], release: NotebookNode) -> list[str]:
    """A sentence on everything that is not as in the release, beside what was written into the answers."""
    wanted, written = released(release), answers(release)
    count = Counter(cell.grade_id for cell in cells)
    gone = [name for name in wanted if name not in where]
    copied = [name for name in where if count[name] > 1]
    kinds = [name for name in written if name in where and cells[where[name]].kind != wanted[name].cell_type]
    texts = {name: plain(cells[i].source) for name, i in where.items() if name not in written}
    edited = [name for name, text in texts.items() if text != plain(wanted[name].source)]
    order = sorted(where, key=where.get)
    moved = [b for a, b in itertools.pairwise(order) if list(wanted).index(b) < list(wanted).index(a)]
    found = [
        ([name for name in gone if name in written], "deleted answers, which count as not answered"),
        ([name for name in gone if name not in written], "deleted cells of the course, which are put back"),
        (
            [n for n in copied if n in written],
            "answers that are there several times, of which the last that was changed counts",
        ),
        (
            [n for n in copied if n not in written],
            "cells of the course that are there several times, of which the course's own version counts",
        ),
        (kinds, "answers whose cell was turned from code into text or back, which count all the same"),
        (edited, "edited cells of the course, in place of which the course's own version counts"),
        (moved, "cells in another order, which are graded in that of the release"),
    ]
    return [f"{sentence}: {listed(names)}" for names, sentence in found if names]


def listed(names: list[str], most: int = 10) -> str:
    """The names, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
