"""The page that goes back to a student: for each task its points, what broke first, and where to read on.

What may be told of hidden checks is decided in grading/pages/questions.py; this draws what it lets through.
"""

import re

from nbformat import NotebookNode

from grading.pages.questions import Question, heading, is_begun, questions
from grading.pages.webpage import bar, code, esc, moment, page, points, prose, table, theirs

STATUS = {
    "passed": "all checks passed",
    "failed": "a check failed",
    "error": "it stopped with an error",
    "timeout": "it took too long and was stopped",
    "crashed": "Python itself stopped while it ran",
    "todo": "not written yet",
    "not reached": "not reached",
    "not run": "it did not run",
}
LOST = ("error", "timeout", "crashed")
SIGNS = {"passed": ("✓", "good"), "not reached": ("·", "soft"), "todo": ("·", "soft")}
FIELDS = {"case": "value", "expected": "value", "got": "value", "hint": ""}
AGAIN = """<p>Hand in the notebook itself, the .ipynb file, as Jupyter saves it. If Jupyter cannot open yours,
look for the last copy that it can, and tell your instructor.</p>"""
QUOTED = re.compile(r"line (\d{1,6}) of your cell: ([^\n]*)")
BROKEN_LINE = re.compile(r"\(<answer [^>]*>, line (\d{1,6})\)")


def feedback(
    result: dict,
    source: NotebookNode,
    policy: str,
    due: bool,
    chapter_links: dict[str, tuple[str, str]],
    answers: dict[str, str] | None = None,
    manual: dict[str, dict] | None = None,
    penalty: float = 0.0,
) -> str:
    """The page, as HTML that stands alone.

    source is the instructor's notebook; policy and due (the date to hand in is over) as in
    grading/pages/questions.py; chapter_links as from grading/pages/links.py; answers: the student's code
    by task, shown with its mistakes; manual: by grade id what a person gave, {"score": number or None,
    "comment": text}; penalty: points lost for being late. Raises CourseError for an unknown policy.
    """
    asked = questions(result, source, policy, due, manual or {})
    title = next(filter(None, map(heading, source.cells)), result["set"])
    parts = [f'<p class="soft">Feedback for {theirs(result["student"])}</p>', f"<h1>{esc(title)}</h1>"]
    parts += [
        _lead(result, asked, penalty),
        "</header>",
        "<main>",
        _notes([*result["notes"], *_added(result["cells"])]),
    ]
    if result["status"] == "graded":
        parts.append(_overview(asked))
        for one in asked:
            text = (result["written"] if one.written else answers or {}).get(one.name, "")
            inside = _written(one, text) if one.written else _task(one, text)
            parts.append(_section(one, inside, chapter_links.get(one.name)))
    else:
        parts += [_section(one, "", None) for one in asked if one.comment]
    return page(f"Feedback · {result['set']}", "\n".join(["<header>", *parts, "</main>"]))


def _lead(result: dict, asked: list[Question], penalty: float) -> str:
    reason = theirs(result["reason"], 1000)
    if result["status"] == "unreadable":
        return f'<p class="lead">Your notebook could not be read, {_by_hand(asked)}: {reason}</p>{AGAIN}'
    if result["status"] != "graded":
        sentence = "The grader could not grade your notebook. It is kept, and your instructor sees this too"
        return f'<p class="lead">{sentence}: {reason}</p>'
    counted = [one for one in asked if one.score is not None]
    earned = max(0.0, sum(one.score for one in counted) - penalty)
    late = f", after {points(penalty)} less for being late" if penalty else ""
    lead = f"<strong>{earned:g} of {points(sum(one.points for one in counted))}</strong>{late}."
    waiting = sum(one.points for one in asked if one.score is None)
    rest = f" A person reads what you wrote in words: up to {points(waiting)} more." if waiting else ""
    when = (
        f'<p class="soft">Handed in {esc(moment(result["timestamp"]))}.</p>'
        if result.get("timestamp")
        else ""
    )
    return f'<p class="lead">{lead}{rest}</p>{when}'


def _by_hand(asked: list[Question]) -> str:
    """What an unreadable submission has: points only where a person gave some."""
    scored = [one for one in asked if one.by_hand]
    if not scored:
        return "and has no points for now"
    return f"and a person gave <strong>{points(sum(one.score for one in scored))}</strong> all the same"


def _notes(notes: list[str]) -> str:
    items = "".join(f"<li>{theirs(note, 1000)}</li>" for note in notes)
    return f"<h2>About what you handed in</h2><ul>{items}</ul>" if notes else ""


def _added(cells: list[dict]) -> list[str]:
    """A sentence for each cell that the student added and that stopped: what follows may hang on it."""
    stopped = [cell for cell in cells if cell["name"].startswith("added-") and cell["status"] in LOST]
    return [
        f"A cell that you added: {STATUS[cell['status']]}. {_located(cell['message'])}" for cell in stopped
    ]


def _located(message: str) -> str:
    """An error of Python's own reader of code, with the place as the others have it."""
    return BROKEN_LINE.sub(r"(line \1 of your cell)", message)


def _overview(asked: list[Question]) -> str:
    rows = []
    for one in asked:
        score = "–" if one.score is None else f"{one.score:g}"
        drawn = bar((one.score or 0) / one.points if one.points else 0)
        link = f'<a href="#{esc(one.name)}">{esc(one.title)}</a>'
        rows.append([link, drawn, f"{score} of {one.points:g}", _in_a_word(one)])
    return table("Points", ["Task", "Share", "Points", "Status"], rows, numbers=(2,))


def _in_a_word(one: Question) -> str:
    if one.by_hand:
        return "graded by a person"
    return (
        "a person reads this" if one.written and not one.status else esc(STATUS.get(one.status, one.status))
    )


def _section(one: Question, inside: str, link: tuple[str, str] | None) -> str:
    score = f"{one.score:g} of " if one.score is not None else ""
    parts = [f'<section aria-labelledby="{esc(one.name)}"><h2 id="{esc(one.name)}">{esc(one.title)}</h2>']
    parts.append(f'<p class="soft">{score}{points(one.points)} · {_in_a_word(one)}</p>')
    if one.comment:
        parts.append(f'<p class="comment">{esc(one.comment)}</p>')
    parts.append(inside)
    if link and (one.score is None or one.score < one.points):
        parts.append(f'<p>Read on: <a href="{esc(link[1])}" rel="noreferrer">{esc(link[0])}</a></p>')
    return "\n".join([*parts, "</section>"])


def _written(one: Question, text: str) -> str:
    if not is_begun(text):
        return '<p class="soft">Nothing is written here.</p>'
    return prose(text)


def _task(one: Question, source: str) -> str:
    """The steps, the message of the first that broke, and the code it is about."""
    if one.status == "passed":
        return f"<details><summary>What was checked</summary>{_steps(one)}</details>"
    shown = code(source, _line_at_fault(one, source), f"your answer to {one.title}") if source else ""
    own = f"<h3>Your answer</h3>{shown}" if shown else ""
    return f"{_steps(one)}{_error_of_the_cell(one)}{_message(one)}{own}"


def _steps(one: Question) -> str:
    items = []
    for step in one.steps:
        sign, kind = SIGNS.get(step["status"], ("✗", "bad"))
        word = STATUS.get(step["status"], step["status"]) if step["status"] != "passed" else "passed"
        word = {"a check failed": "failed"}.get(word, word)
        signed = f'<span class="sign {kind}" aria-hidden="true">{sign}</span>'
        score = f'<span class="score soft">{step["earned"]:g} of {points(step["points"])}</span>'
        items.append(f"<li>{signed}{esc(step['claim'])} — {esc(word)}, {score}</li>")
    return f'<ul class="steps">{"".join(items)}</ul>' if items else ""


def _error_of_the_cell(one: Question) -> str:
    status, message = one.stopped
    if status in ("", "passed", "todo"):
        return ""
    return _box(f"The cell of your answer: {STATUS.get(status, status)}", {"got": _located(message)})


def _message(one: Question) -> str:
    """What the first broken step says, as in the notebook."""
    broken = one.broken
    if one.steps and broken is None:
        return ""
    if broken is None and one.status == "error":
        return _box("The check stopped before it could give points", {"got": one.message})
    if broken is None:
        return _box(f"This task has no points: {STATUS.get(one.status, one.status)}", {})
    if broken["status"] == "todo":
        return _box("Not written yet", {"case": broken["case"]} if one.score else {}, "todo")
    if broken["hidden"] and not broken["case"]:
        title = "A check that runs after handing in failed"
        return _box(title if broken["claim"].startswith("what runs") else f"{title}: {broken['claim']}", {})
    return _box(broken["claim"], broken)


def _box(title: str, step: dict, kind: str = "") -> str:
    fields = "".join(
        f"<dt>{key}</dt><dd{f' class={style!r}' if style else ''}>{theirs(step[key], 1000)}</dd>"
        for key, style in FIELDS.items()
        if step.get(key)
    )
    listed = f"<dl>{fields}</dl>" if fields else ""
    return f'<div class="message {kind}"><p class="claim">{esc(title)}</p>{listed}</div>'


def _line_at_fault(one: Question, source: str) -> int:
    """The line of this answer that an error names; 0 when none does, or it is in another cell."""
    lines = source.splitlines()
    for text in (one.stopped[1], one.broken["got"] if one.broken else ""):
        if found := BROKEN_LINE.search(text):
            return int(found[1])
        for number, quoted in QUOTED.findall(text):
            own = lines[int(number) - 1].strip() if int(number) <= len(lines) else ""
            if own and quoted.startswith(own):
                return int(number)
    return 0
