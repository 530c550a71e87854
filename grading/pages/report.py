"""The instructor's page on a class: how it went, what failed and why, and what needs a human.

It shows hidden checks and students' names: it is for the instructor's eyes.
"""

from collections import Counter, defaultdict
from pathlib import Path

from grading.pages.diagnosis import broken_step, kept_bank, resembles, wrong_answers
from grading.pages.questions import is_begun
from grading.pages.webpage import STATIC, esc, page, points, table, theirs
from grading.rules import SUFFIX
from grading.whole import write_whole

ITS_OWN = "the check itself stopped"  # as grading/checks.py says it
MOST_NAMED = 12  # students in one cell of a table
WORDS = {"graded": "graded", "unreadable": "cannot be read", "failed": "the grader failed"}
LOST = {"timeout": "took too long", "crashed": "ended Python", "not run": "did not run"}


def write_report(course: Path, name: str, results: list[dict], root: Path) -> Path:
    """Write the page, and say where it is; the diagnosis in it needs what `verify` found."""
    bank = kept_bank(name, root)
    if not bank:
        print(f"no diagnosis of the failures: `python -m grading verify {name}` has to run once before")
    path = course / "results" / name / "report.html"
    write_whole(path, report(name, results, bank).encode())
    return path


def report(set_name: str, results: list[dict], bank: dict) -> str:
    """The page, as HTML that stands alone; without a bank it has no diagnosis.

    results are what the grader keeps of each submission; bank is what `verify --json` writes.
    """
    checks = by_task(results)
    body = [_head(set_name, results), "<main>", _humans(results), "<h2>Tasks</h2>", _tasks(checks)]
    body += [
        _failures(checks, wrong_answers(bank, set_name)),
        "<h2>Students</h2>",
        _students(results, list(checks)),
    ]
    script = (STATIC / "sort.js").read_text(encoding="utf-8")
    foot = "This page shows hidden checks and names: it is not for students."
    return page(f"Report · {set_name}", "\n".join([*body, "</main>"]), foot, wide=True, script=script)


def by_task(results: list[dict]) -> dict[str, list[tuple[str, dict]]]:
    """For each task every graded student and what became of its check, in the order of the notebook."""
    found = defaultdict(list)
    for result in results:
        for cell in result["cells"]:
            if cell["kind"] == "check":
                found[cell["name"].removesuffix(SUFFIX)].append((result["student"], cell))
    return dict(found)


def _head(set_name: str, results: list[dict]) -> str:
    counts = Counter(result["status"] for result in results)
    told = ", ".join(f"{counts[status]} {word}" for status, word in WORDS.items() if counts[status])
    scores = [_score(result) for result in results if result["status"] == "graded"]
    mean = f" On average {sum(scores) / len(scores):.1f} points by the checks." if scores else ""
    levels = Counter(result["level"] for result in results if result["level"])
    fences = ", ".join(f"{level} ({count})" for level, count in levels.items())
    line = f'<p class="soft">Sandbox: {esc(fences)}.</p>' if fences else ""
    lead = f'<p class="lead">{len(results)} handed in: {esc(told) or "nothing"}.{mean}</p>'
    return f"<header><h1>{esc(set_name)}</h1>{lead}{line}</header>"


def _score(result: dict) -> float:
    return sum(cell["score"] or 0 for cell in result["cells"])


def _humans(results: list[dict]) -> str:
    """What no grader decides, as a list; each line with the students that it is about."""
    items = []
    for status, words in {"unreadable": "Cannot be read", "failed": "The grader failed"}.items():
        reasons = [
            f"{theirs(r['student'])}: {theirs(r['reason'], 500)}" for r in results if r["status"] == status
        ]
        items += [f"<li>{words}: {reason}</li>" for reason in reasons]
    for status, words in LOST.items():
        items += _item(words, [(r, c) for r in results for c in r["cells"] if c["status"] == status])
    items += _item(ITS_OWN, [(r, c) for r in results for c in r["cells"] if _stopped(c)])
    written = Counter(
        name for result in results for name, text in result["written"].items() if is_begun(text)
    )
    for name, count in written.items():
        answers = f"{count} written {'answer' if count == 1 else 'answers'} to read"
        items.append(f"<li>{answers}: {esc(name)}. Formgrader shows which are left</li>")
    inside = f"<ul>{''.join(items)}</ul>" if items else '<p class="soft">Nothing.</p>'
    return f"<h2>What needs a human</h2>{inside}"


def _item(words: str, found: list[tuple[dict, dict]]) -> list[str]:
    cells = defaultdict(list)
    for result, cell in found:
        cells[cell["name"]].append(result["student"])
    return [f"<li>{esc(name)} {words}: {_names(students)}</li>" for name, students in cells.items()]


def _stopped(cell: dict) -> bool:
    """Whether a check ended without a report, or one of its steps by a mistake of its own."""
    if cell["kind"] != "check" or cell["status"] != "error":
        return False
    step = broken_step(cell["check"])
    return step is None or step["got"].startswith(ITS_OWN)


def _names(students: list[str]) -> str:
    shown = ", ".join(theirs(student, 60) for student in students[:MOST_NAMED])
    more = len(students) - MOST_NAMED
    return shown if more <= 0 else f"{shown} and {more} more"


def _tasks(checks: dict[str, list]) -> str:
    rows = []
    for task, cells in checks.items():
        scores, most = [cell["score"] or 0.0 for _, cell in cells], max(cell["points"] for _, cell in cells)
        full, none = sum(score >= most for score in scores), sum(score == 0 for score in scores)
        todo = sum(cell["status"] == "todo" for _, cell in cells)
        mean = f"{sum(scores) / len(scores):.2f} of {most:g}"
        row = [esc(task), histogram(scores, most), (sum(scores) / len(scores) / (most or 1), mean)]
        rows.append([*row, str(full), str(none), str(todo)])
    heads = ["Task", "Students by points", "Average", "All points", "No points", "Not begun"]
    return table("Tasks", heads, rows, numbers=(2, 3, 4, 5))


def histogram(scores: list[float], most: float) -> str:
    """A small drawing: how many students have 0, 1, … points of a task; its words name every column."""
    columns = max(1, round(most))
    counts = Counter(min(columns, max(0, int(score * columns / (most or 1)))) for score in scores)
    width, tallest, bars = 14, max(counts.values(), default=1), []
    for k in range(columns + 1):
        tall = round(34 * counts[k] / tallest, 1)
        bars.append(f'<rect class="ground" x="{k * width}" y="35" width="{width - 2}" height="1"/>')
        bars.append(
            f'<rect class="fill" x="{k * width}" y="{35 - tall}" width="{width - 2}" height="{tall}"/>'
        )
    ends = f'<text x="0" y="47">0</text><text x="{columns * width}" y="47">{columns}</text>'
    words = ", ".join(
        f"{counts[k]} with {points(k * most / columns)}" for k in range(columns + 1) if counts[k]
    )
    size = f'width="{(columns + 1) * width + 8}" height="50"'
    return f'<svg role="img" aria-label="{esc(words)}" {size}>{"".join(bars)}{ends}</svg>'


def _failures(checks: dict[str, list], wrong: dict[str, list[dict]]) -> str:
    """For each task where answers broke, and the wrong answers that they resemble."""
    parts = []
    for task, cells in checks.items():
        groups = defaultdict(list)
        for student, cell in cells:
            step = broken_step(cell["check"])
            if step and step["status"] != "todo":
                groups[_kind(step, wrong.get(task, []))].append(student)
        order = sorted(groups.items(), key=lambda item: -len(item[1]))
        rows = [[*map(esc, kind), str(len(students)), _names(students)] for kind, students in order]
        if rows:
            heads = ["Broke at", "Like", "Students", "Who"]
            parts.append(f"<h3>{esc(task)}</h3>{table(f'Failures of {task}', heads, rows, numbers=(2,))}")
    note = """<p class="soft">“As” names wrong answers of the problem set that gave the same on the same case;
        “perhaps” names those that broke at the same step. What is like none may deserve a name.</p>"""
    return f"<h2>What failed, and why</h2>{note if wrong else ''}{''.join(parts) or '<p>Nothing failed.</p>'}"


def _kind(step: dict, wrong: list[dict]) -> tuple[str, str]:
    """A failure in words: its step, and what it is like."""
    broken = step["claim"] + (" (hidden)" if step["hidden"] else "")
    if step["status"] in ("timeout", "crashed"):
        return broken, LOST[step["status"]]
    if step["got"].startswith(ITS_OWN):
        return broken, ITS_OWN
    like = resembles(step, wrong)
    if not like.names:
        return broken, "no answer that has a name" if wrong else ""
    names = " or ".join(f"“{name}”" for name in like.names)
    return broken, f"as {names}" if like.same else f"perhaps {names}"


def _students(results: list[dict], tasks: list[str]) -> str:
    rows = []
    for result in sorted(results, key=lambda result: result["student"]):
        cells = {
            cell["name"].removesuffix(SUFFIX): cell for cell in result["cells"] if cell["kind"] == "check"
        }
        graded = result["status"] == "graded"
        row = [theirs(result["student"], 60), esc(WORDS.get(result["status"], result["status"]))]
        row.append((_score(result), f"{_score(result):g}") if graded else ("", "–"))
        row += [_task_score(cells.get(task)) for task in tasks]
        row += [_handed_in(result), f"{result['seconds']:.1f}", _notes(result)]
        rows.append(row)
    heads = ["Student", "Status", "Points", *tasks, "Handed in", "Seconds", "Notes"]
    numbers = (*range(2, 3 + len(tasks)), 4 + len(tasks))
    return table("Students", heads, rows, numbers, sortable=True)


def _handed_in(result: dict) -> tuple[str, str]:
    stamp = result.get("timestamp") or ""
    return stamp, f'<span class="score">{esc(stamp[:16].replace("T", " "))}</span>'


def _task_score(cell: dict | None) -> tuple:
    if cell is None:
        return "", "–"
    mark = (
        "" if cell["status"] in ("passed", "failed") else f' <span class="soft">{esc(cell["status"])}</span>'
    )
    return cell["score"] or 0, f"{cell['score'] or 0:g}{mark}"


def _notes(result: dict) -> str:
    notes = [*([result["reason"]] if result["reason"] else []), *result["notes"]]
    inside = "".join(f"<li>{theirs(note, 500)}</li>" for note in notes)
    return f"<details><summary>{len(notes)}</summary><ul>{inside}</ul></details>" if notes else ""
