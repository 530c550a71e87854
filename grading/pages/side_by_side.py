"""The page of `python -m grading similar`: pairs of answers side by side, what they share marked.

It shows names and is for the instructor alone.
"""

from collections.abc import Iterator

from grading.pages.fingerprints import K, runs, tokens
from grading.pages.similar import (
    COMMON,
    LEAST_SHARE,
    LEAST_TOKENS,
    Pair,
    Sources,
    given_lines,
    own_runs,
    usual_runs,
)
from grading.pages.webpage import MOST_TEXT, esc, framed, page, table, theirs

MOST_PAIRS = 60  # shown side by side; the table has them all
NOTE = f"""<p>Names, comments and layout do not count here, nor does what everybody was given, nor what more
than {COMMON} students (in a large class more than one in twenty) have in common. Answers of fewer than
{LEAST_TOKENS} words and signs of their own are left out. A pair is listed from {LEAST_SHARE:.0%} of the
smaller answer.</p><p><strong>Alike does not say why.</strong> Two answers can be alike because they were
written together where that is allowed, after the same hint or book, or because the task leaves little
choice. Look, and ask.</p>"""


def side_by_side(
    set_name: str, pairs: list[Pair], submissions: dict[str, Sources], release_sources: Sources
) -> str:
    """The page, as HTML that stands alone; the arguments are those of `similar`, and what it returned."""
    parts = [f"<header><h1>Alike in {esc(set_name)}</h1>", f'<p class="lead">{_told(pairs, submissions)}</p>']
    parts += ["</header><main>", NOTE, _table(pairs) if pairs else ""]
    usual = {}
    for i, pair in enumerate(pairs[:MOST_PAIRS], 1):
        parts.append(f'<h2 id="pair{i}">{" and ".join(map(theirs, pair.students))}</h2>')
        for cell in pair.cells:
            given = release_sources[cell.task]
            if cell.task not in usual:
                usual[cell.task] = usual_runs(own_runs(cell.task, submissions, given), given)
            texts = [submissions[student][cell.task] for student in pair.students]
            parts.append(f"<h3>{esc(cell.task)}: {cell.share:.0%} of the smaller answer</h3>")
            parts.append(_sides(pair.students, texts, given, usual[cell.task]))
    foot = "This page shows names: it is for the instructor. Nothing left this machine to make it."
    return page(f"Alike · {set_name}", "\n".join([*parts, "</main>"]), foot, wide=True)


def _told(pairs: list[Pair], submissions: dict) -> str:
    number = f"{len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'}" if pairs else "No pair"
    shown = f", the first {MOST_PAIRS} of them side by side" if len(pairs) > MOST_PAIRS else ""
    return f"{number} of {len(submissions)} submissions with code that is alike{shown}."


def _table(pairs: list[Pair]) -> str:
    rows = []
    for i, pair in enumerate(pairs, 1):
        names = " and ".join(theirs(student, 60) for student in pair.students)
        linked = f'<a href="#pair{i}">{names}</a>' if i <= MOST_PAIRS else names
        cells = ", ".join(f"{esc(cell.task)} {cell.share:.0%}" for cell in pair.cells)
        rows.append([linked, f"{pair.share:.0%}", str(pair.number), cells])
    return table("Pairs", ["Pair", "Alike", "Fingerprints shared", "In"], rows, numbers=(1, 2))


def _sides(students: tuple[str, str], texts: list[str], given: str, usual: set[int]) -> str:
    texts = [text[:MOST_TEXT] for text in texts]
    lines = given_lines(given)
    both = set.intersection(*({*runs(tokens(text, lines))} for text in texts)) - usual
    sides = []
    for student, text in zip(students, texts, strict=True):
        shown = framed("".join(_marked(text, shared(text, lines, both))), f"answer of {student}")
        sides.append(f"<div><h4>{theirs(student, 60)}</h4>{shown}</div>")
    return f'<div class="sides">{"".join(sides)}</div>'


def shared(text: str, lines: frozenset[str], both: set[int]) -> list[tuple[int, int]]:
    """From where to where in an answer its tokens are in a run that both have: places that do not overlap."""
    code, places = tokens(text, lines), []
    for i, run in enumerate(runs(code)):
        if run in both:
            start, end = code[i].start, code[i + K - 1].end
            if places and start <= places[-1][1]:
                start = places.pop()[0]
            places.append((start, end))
    return places


def _marked(text: str, places: list[tuple[int, int]]) -> Iterator[str]:
    """The lines of an answer as HTML, with these places marked."""
    at = 0
    for line in text.split("\n"):
        end, inside, done = at + len(line), "", at
        for a, b in places:
            a, b = max(a, end - len(line.lstrip())), min(b, end)
            if a < b:
                inside += f"{esc(text[done:a])}<mark>{esc(text[a:b])}</mark>"
                done = b
        yield f'<span class="line">{inside}{esc(text[done:end]) or (" " if not inside else "")}</span>'
        at = end + 1
