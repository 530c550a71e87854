"""A cell of the notebook that is graded, and what became of it. This file imports nothing heavy."""

from dataclasses import dataclass, field


@dataclass
class Cell:
    """One cell of the notebook to grade. kind: given, answer or check; points is what a check can give."""

    name: str
    kind: str
    source: str
    points: float = 0.0


@dataclass
class Outcome:
    """What became of one cell. score is None for a cell that gives no points; check is the report of its
    steps."""

    name: str
    kind: str
    status: str = "passed"  # failed, error, timeout, crashed, todo, not run
    score: float | None = None
    points: float = 0.0
    message: str = ""
    check: dict | None = None
    printed: str = ""
    shown: list[str] = field(default_factory=list)
    seconds: float = 0.0
