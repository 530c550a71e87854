"""Decide whether the answers of a problem set got what they should, and print it."""

from grading.rules import SUFFIX

TASKS, WRITTEN, RIGHT, WRONG = 6, 1, 2, 5  # a problem set has at least so many of each


def judge(answers: dict, grades: dict[str, dict]) -> dict:
    """What each answer of each task was worth, and in a sentence each what is wrong with that."""
    ungraded = [f"submission {label!r}: {got}" for label, got in grades.items() if isinstance(got, str)]
    if ungraded:
        return {"tasks": {}, "problems": ungraded}
    tasks = {task: _rows(task, bank, grades) for task, bank in answers.items()}
    problems = [f"{task}: {found}" for task, rows in tasks.items() for found in _problems(rows)]
    written = {key: grade for key, grade in grades["stub"].items() if key.removesuffix(SUFFIX) not in tasks}
    for key, grade in written.items():
        if grade["score"] != 0:
            problems.append(f"{key}: the untouched stub gets {grade['score']}, and must get 0")
    if len(tasks) < TASKS or len(written) < WRITTEN:
        wanted = f"{TASKS} tasks and {WRITTEN} written question"
        problems.append(f"it needs at least {wanted}, got {len(tasks)} and {len(written)}")
    return {"tasks": tasks, "problems": problems}


def _rows(task: str, bank: list, grades: dict) -> list[dict]:
    """One row for each answer: the stub, the solution, and the bank in its order."""
    rows = [_row("stub", "", "", grades["stub"][task + SUFFIX])]
    rows.append(_row("solution", "", "", grades["solution"][task + SUFFIX]))
    for k, answer in enumerate(bank):
        kind = "wrong" if answer.claim else "right"
        rows.append(_row(kind, answer.name, answer.claim, grades[f"answers-{k}"][task + SUFFIX]))
    return rows


def _row(kind: str, name: str, claim: str, grade: dict) -> dict:
    check = grade["check"] or {"earned": None, "steps": []}
    broken = next((step for step in check["steps"] if step["status"] != "passed"), None)
    row = {"kind": kind, "name": name, "claim": claim, "score": grade["score"], "points": grade["points"]}
    row |= {"claims": [step["claim"] for step in check["steps"]]}
    row |= {"earned": check["earned"], "steps": sum(step["points"] for step in check["steps"])}
    return row | {"broken": broken["claim"] if broken else "", "step": broken}


def _problems(rows: list[dict]) -> list[str]:
    found = [problem for row in rows for problem in [*_disagreements(row), *_injustice(row)]]
    for kind, least in {"right": RIGHT, "wrong": WRONG}.items():
        number = sum(row["kind"] == kind for row in rows)
        if number < least:
            found.append(f"it needs at least {least} {kind} answers beside its solution, got {number}")
    return list(dict.fromkeys(found))


def _disagreements(row: dict) -> list[str]:
    """Where the gradebook, the check's own report and its points do not agree."""
    if row["earned"] is None:
        return [f"{_title(row)}: its check cell did not report: it stopped, or score() is missing"]
    if row["earned"] != row["score"]:
        return [f"{_title(row)}: nbgrader records {row['score']} points, the check reports {row['earned']}"]
    if row["steps"] != row["points"]:
        return [f"its steps add up to {row['steps']} points, its cell has {row['points']}"]
    return []


def _injustice(row: dict) -> list[str]:
    score, points, title = row["score"], row["points"], _title(row)
    if row["kind"] == "stub":
        return [f"{title} gets {score}, and must get 0"] if score != 0 else []
    if row["kind"] in ("solution", "right"):
        return [f"{title} gets {score} of {points}: {_why(row['step'])}"] if score != points else []
    if not row["broken"] or score >= points:
        return [f"{title} is not caught: it gets {score} of {points}"]
    if row["broken"] != row["claim"]:
        told = f"{_why(row['step'])}, and not at its claim {row['claim']!r}"
        return [f"{title} is caught elsewhere: {told}"]
    return []


def _title(row: dict) -> str:
    titles = {"stub": "the untouched stub", "solution": "the solution"}
    return titles.get(row["kind"]) or f"{row['kind']} answer {row['name']!r}"


def _why(step: dict | None) -> str:
    if step is None:
        return "no step is broken"
    return f"at {step['claim']!r}, {step['case']}: expected {step['expected']}, got {step['got']}"


def report(name: str, judged: dict) -> str:
    """The table of a problem set: for each task what each answer gets, and where it is caught."""
    lines = [name]
    for task, rows in judged["tasks"].items():
        lines.append(f"  {task}, {rows[0]['points']:g} points")
        width = max(len(row["name"]) for row in rows)
        lines += [_line(row, width) for row in rows]
        idle = _idle_steps(rows)
        if idle:
            lines.append(f"    (no wrong answer is caught at: {'; '.join(idle)})")
    return "\n".join(lines)


def _line(row: dict, width: int) -> str:
    score = "-" if row["score"] is None else f"{row['score']:g}"
    caught = ""
    if row["kind"] == "wrong" and row["step"]:
        caught = f"{'hidden' if row['step']['hidden'] else 'visible'}: {row['broken']}"
    return f"    {row['kind']:<9}{score:>4}  {row['name']:<{width}}  {caught}".rstrip()


def _idle_steps(rows: list[dict]) -> list[str]:
    """The steps that nobody needs so far: a remark, since they may still be worth their points."""
    caught = {row["broken"] for row in rows if row["kind"] == "wrong"}
    return [claim for claim in rows[1]["claims"] if claim not in caught]
