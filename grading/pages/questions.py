"""What a student may read of a result: points, and of hidden checks what the policy allows.

Only what passes through here reaches a student. What an answer printed does not, since it could be the
arguments of a hidden check; nor does what a check with hidden steps said when it stopped by itself.
"""

import re
from dataclasses import dataclass

from grading.errors import CourseError
from grading.rules import HIDDEN, SUFFIX, graded, is_check, is_written

POLICIES = ("never", "names", "after-due")
LATER = "what runs after handing in"
STUB = "*Write your answer here.*"  # text_stub in nbgrader_config.py
NOT_RUN = {"status": "not run", "score": 0.0, "message": "", "check": None}
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
NOTHING = {"hint": "", "case": "", "expected": "", "got": ""}


@dataclass(frozen=True)
class Question:
    """One thing that gives points. score is None where the points are still to come from a person."""

    name: str  # of the task, or the grade id of a written answer
    title: str
    points: float
    written: bool
    score: float | None
    status: str
    message: str  # of a check that could not report
    steps: tuple[dict, ...]
    stopped: tuple[str, str]  # how the answer's own cell ended: its status, its error
    by_hand: bool
    comment: str

    @property
    def broken(self) -> dict | None:
        """The first step that did not pass."""
        return next((step for step in self.steps if step["status"] != "passed"), None)


def questions(result: dict, source, policy: str, due: bool, manual: dict) -> list[Question]:
    """Every task and written question of the problem set in its order, whatever the student handed in.

    policy: "never" tells that something failed after handing in, "names" also what it claims, "after-due"
    as "names" until `due` (the date to hand in is over), and then all. manual: by grade id {"score": number
    or None, "comment": text}. Raises CourseError for another policy.
    """
    if policy not in POLICIES:
        raise CourseError(f"the policy on hidden checks is one of {', '.join(POLICIES)}, got {policy!r}")
    told = "all" if policy == "after-due" and due else "never" if policy == "never" else "names"
    cells, found, title = {cell["name"]: cell for cell in result["cells"]}, [], ""
    for cell in source.cells:
        title = heading(cell) or title
        if is_check(cell) or is_written(cell):
            begun = is_begun(result["written"].get(graded(cell)["grade_id"], ""))
            found.append(_question(cell, cells, title, told, manual, begun))
    return found


def is_begun(text: str) -> bool:
    """Whether a written answer is more than what it was released with."""
    return text.strip() not in ("", STUB)


def heading(cell) -> str:
    """The last heading of a text cell, without its markup; empty for all else, and for written answers."""
    if cell.cell_type != "markdown" or graded(cell):
        return ""
    heads = re.findall(r"^#+ (.+?)\s*$", FENCED.sub("", cell.source), re.MULTILINE)
    return re.sub("[$`*]", "", heads[-1]) if heads else ""


def _question(cell, cells: dict[str, dict], title: str, told: str, manual: dict, begun: bool) -> Question:
    grade_id, written = graded(cell)["grade_id"], is_written(cell)
    name = grade_id.removesuffix(SUFFIX)
    given, said = manual.get(grade_id, {}), manual.get(name, {})
    by_hand = given.get("score") is not None
    check, answer = cells.get(grade_id, NOT_RUN), cells.get(name, {})
    all_steps = (check.get("check") or {"steps": []})["steps"]
    secret = HIDDEN[0] in cell.source or any(step["hidden"] for step in all_steps)
    steps = readable(all_steps, told)
    broken = next((step["status"] for step in steps if step["status"] != "passed"), check["status"])
    return Question(
        name=name,
        title=title or name,
        points=float(graded(cell).get("points", 0)),
        written=written,
        score=given["score"] if by_hand else check["score"] if not written else None if begun else 0.0,
        status=broken if not written else "" if begun else "todo",
        message=check["message"] if not all_steps and (told == "all" or not secret) else "",
        steps=tuple(steps),
        stopped=(answer.get("status", ""), "" if written else answer.get("message", "")),
        by_hand=by_hand,
        comment=given.get("comment") or said.get("comment") or "",
    )


def readable(steps: list[dict], told: str) -> list[dict]:
    """The steps, with what may be told of hidden ones: "never", "names" or "all"; each has its `earned`."""
    steps = [step | {"earned": step["points"] if step["status"] == "passed" else 0} for step in steps]
    hidden = [step for step in steps if step["hidden"]]
    if told == "all" or not hidden:
        return steps
    shown = [step for step in steps if not step["hidden"]]
    return shown + ([step | NOTHING for step in hidden] if told == "names" else [_as_one(hidden)])


def _as_one(hidden: list[dict]) -> dict:
    """All hidden steps as one, that passed, failed or was not reached, and no more."""
    reached = [step["status"] for step in hidden if step["status"] != "not reached"]
    status = "not reached" if not reached else "passed" if set(reached) == {"passed"} else "failed"
    one = {"claim": LATER, "hidden": True, "status": status, **NOTHING}
    return one | {key: sum(step[key] for step in hidden) for key in ("points", "earned")}
