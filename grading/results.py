"""What became of each submission, one JSON file each: what a run has done is never done again, and never
lost."""

import functools
import hashlib
import json
from pathlib import Path

from grading.sets import ROOT
from grading.whole import short, write_whole

GRADER = [
    "checks.py",
    "compare.py",
    "counting.py",
    "kernel.py",
    "rules.py",
    "source.py",
    "work.py",
    "line/*.py",
    "room/*.py",
    "intake/*.py",
]  # what a score depends on

PARTS = {"set": str, "student": str, "status": str, "reason": str, "notes": list, "key": str, "cells": list}
PARTS |= {"sources": dict, "written": dict, "booked": bool}  # without these it is not one of ours


class Results:
    """The results of one problem set in a course folder."""

    def __init__(self, course: Path, name: str):
        self.folder = course / "results" / name

    def known(self, student: str) -> dict | None:
        """The last result of a student; None when there is none, or what is there cannot be read."""
        try:
            result = json.loads(self._path(student).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        sound = isinstance(result, dict) and all(isinstance(result.get(k), kind) for k, kind in PARTS.items())
        return result if sound else None

    def keep(self, result: dict) -> None:
        """Write a result so that either the old or the new one is there, whenever the power fails."""
        lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in result.items()]
        text = "{" + ",\n".join(lines) + "}\n"  # as json.dumps would with an indent, and ten times as fast
        write_whole(self._path(result["student"]), text.encode())

    def all(self) -> list[dict]:
        """All results, by student."""
        names = sorted(path.stem for path in self.folder.glob("[!.]*.json"))
        return [result for result in map(self.known, names) if result]

    def _path(self, student: str) -> Path:
        return self.folder / f"{short(student)}.json"


def key_of(digest: str, problem_set: bytes, timeout: float) -> str:
    """What a result depends on: the submission, the problem set, the library and the grader itself."""
    found = hashlib.sha256(f"{digest}\n{float(timeout)}\n{_own_code()}\n".encode())
    found.update(problem_set)
    return found.hexdigest()


@functools.cache
def _own_code() -> str:
    """A hash of the grader as it was when the run began."""
    paths = [path for pattern in GRADER for path in sorted((ROOT / "grading").glob(pattern))]
    paths += sorted((ROOT / "minilib").glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
