"""Which named wrong answer a failure resembles: one that breaks at the same step, with the same result.

The bank is what `python -m grading verify --json` writes: for each task the wrong answers that are kept
beside the problem set, each with the step that caught it.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import isclose
from pathlib import Path

KEPT = Path("_build", "verified")  # where `verify` leaves the bank of each problem set
MOST = 3  # answers named when none is the same
NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:e[+-]?\d+)?")
WHERE = re.compile(
    r"\s*\(line \d+ of your cell.*", re.DOTALL
)  # where it happened differs from answer to answer


@dataclass(frozen=True)
class Likeness:
    """Names of wrong answers. same: they gave the same on the same case; else they broke at the same step."""

    names: tuple[str, ...]
    same: bool


def broken_step(report: dict | None) -> dict | None:
    """The first step of a check's report that did not pass."""
    steps = (report or {"steps": []})["steps"]
    return next((step for step in steps if step["status"] != "passed"), None)


def wrong_answers(bank: dict, set_name: str) -> dict[str, list[dict]]:
    """By task the bank's rows of wrong answers that a step caught; bank is of all sets, or of this one."""
    tasks = bank.get(set_name, bank).get("tasks", {})
    return {
        task: [row for row in rows if row["kind"] == "wrong" and row["step"]] for task, rows in tasks.items()
    }


def resembles(step: dict, wrong: list[dict]) -> Likeness:
    """What the failure at this step is like, nearest first; no names when no wrong answer breaks there."""
    rows = [row for row in wrong if row["step"]["claim"] == step["claim"]]
    same = [row["name"] for row in rows if _same(row["step"], step)]
    if same:
        return Likeness(tuple(same), True)
    rows.sort(key=lambda row: -_nearness(row["step"], step))
    return Likeness(tuple(row["name"] for row in rows[:MOST]), False)


def _same(one: dict, other: dict) -> bool:
    """The same case came out the same: numbers may differ in their last digits."""
    if (one["status"], one["case"]) != (other["status"], other["case"]):
        return False
    return all(_alike(one[key], other[key]) for key in ("expected", "got"))


def _alike(one: str, other: str) -> bool:
    one, other = WHERE.sub("", one), WHERE.sub("", other)
    numbers = zip(NUMBER.findall(one), NUMBER.findall(other), strict=False)
    close = all(isclose(float(a), float(b), rel_tol=1e-4, abs_tol=1e-9) for a, b in numbers)
    return close and NUMBER.sub("#", one) == NUMBER.sub("#", other)


def _nearness(one: dict, other: dict) -> float:
    """How near two failures at one step are, as something to sort by."""
    same_case = (one["case"] == other["case"]) + (one["status"] == other["status"])
    return same_case + SequenceMatcher(None, WHERE.sub("", one["got"]), WHERE.sub("", other["got"])).ratio()


def keep_bank(name: str, judged: dict, root: Path) -> None:
    """Keep what `verify` found, for reports to come."""
    path = root / KEPT / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"of": _key(name, root), **judged}), encoding="utf-8")


def kept_bank(name: str, root: Path) -> dict:
    """What `verify` found for this problem set as it is now; empty when it has not run since a change."""
    try:
        bank = json.loads((root / KEPT / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return bank if bank.get("of") == _key(name, root) else {}


def _key(name: str, root: Path) -> str:
    paths = sorted((root / "solutions" / name).rglob("*.*"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths if path.is_file())).hexdigest()
