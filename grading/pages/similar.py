"""Which submissions have code that is alike, beyond what everybody was given and what many wrote.

A pair says that two answers are alike, and never why: they may have been written together where that is
allowed, after the same hint, or after the same book. A person has to look.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

from nbformat import NotebookNode

from grading.pages.fingerprints import K, runs, tokens, winnow
from grading.rules import SOLUTION, graded, is_answer

LEAST_TOKENS = 40  # an answer with fewer of its own is never enough: there are not many ways to write it
LEAST_SHARE = 0.6  # of the fingerprints of the smaller answer
COMMON = 8  # what more students than this have, and more than one in twenty, is a usual way to write it
FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
SOLVED = re.compile(f"{SOLUTION[0]}.*?{SOLUTION[1]}", re.DOTALL)

Sources = dict[str, str]  # grade id -> source


@dataclass(frozen=True)
class Alike:
    """Two answers to one task: how many fingerprints are in both, and their share of the smaller answer's."""

    task: str
    share: float
    number: int


@dataclass(frozen=True)
class Pair:
    """Two students whose answers are alike in these cells; share is that of all these cells together."""

    students: tuple[str, str]
    share: float
    cells: tuple[Alike, ...]

    @property
    def number(self) -> int:
        """Of the shared fingerprints: how much there is to see."""
        return sum(cell.number for cell in self.cells)


def similar(submissions: dict[str, Sources], release_sources: Sources) -> list[Pair]:
    """The pairs that are alike, most shared code first.

    release_sources holds what was given for each code cell, as `given_code` finds it; other cells are left
    out. A cell is compared with the same cell of others only.
    """
    found = defaultdict(list)
    for task, given in release_sources.items():
        prints = prints_of(task, submissions, given)
        for students, number in _shared(prints).items():
            smaller = min(len(prints[student]) for student in students)
            if number / smaller >= LEAST_SHARE:
                found[students].append((Alike(task, number / smaller, number), smaller))
    pairs = [_pair(students, cells) for students, cells in found.items()]
    return sorted(pairs, key=lambda pair: (-pair.number, -pair.share, pair.students))


def _pair(students: tuple[str, str], cells: list[tuple[Alike, int]]) -> Pair:
    share = sum(alike.number for alike, _ in cells) / sum(smaller for _, smaller in cells)
    return Pair(students, share, tuple(alike for alike, _ in cells))


def given_code(source: NotebookNode) -> Sources:
    """What students were given for each code cell: its stub, and the code in the text above (the hints)."""
    found, text = {}, ""
    for cell in source.cells:
        if cell.cell_type == "markdown" and not graded(cell):
            text = "\n".join(FENCED.findall(cell.source))
        if is_answer(cell):
            stub = SOLVED.sub("raise NotImplementedError", cell.source)
            found[graded(cell)["grade_id"]] = f"{stub}\n{text}"
    return found


def prints_of(task: str, submissions: dict[str, Sources], given: str) -> dict[str, set[int]]:
    """By student the fingerprints of the answer to a task; answers that are too short are left out."""
    found, own = {}, own_runs(task, submissions, given)
    usual = usual_runs(own, given)
    for student, hashes in own.items():
        left = [run for run in hashes if run not in usual]
        if len(left) >= LEAST_TOKENS - K + 1:
            found[student] = winnow(left)
    return found


def own_runs(task: str, submissions: dict[str, Sources], given: str) -> dict[str, list[int]]:
    """By student the runs of tokens of the answer to a task, without the lines that were given."""
    lines = given_lines(given)
    return {student: runs(tokens(cells.get(task, ""), lines)) for student, cells in submissions.items()}


def given_lines(given: str) -> frozenset[str]:
    """The lines of what was given, as they are looked for in answers."""
    return frozenset(line.strip() for line in given.splitlines() if line.strip())


def usual_runs(own: dict[str, list[int]], given: str) -> set[int]:
    """The runs of tokens that were given, or that many students have."""
    counts = Counter(run for hashes in own.values() for run in set(hashes))
    many = max(COMMON, len(own) // 20)
    return {run for run, count in counts.items() if count > many} | set(runs(tokens(given)))


def _shared(prints: dict[str, set[int]]) -> Counter:
    """How many fingerprints each two students share, from an index of who has which."""
    owners = defaultdict(list)
    for student in sorted(prints):
        for fingerprint in prints[student]:
            owners[fingerprint].append(student)
    return Counter(two for students in owners.values() for two in combinations(students, 2))
