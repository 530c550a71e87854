"""Take in what a student handed in for one problem set, and rebuild the notebook that is graded.

Only the sources of answers and of added cells travel on; all else is the course's own. Whatever the folder
holds, a `Submission` comes of it: read, or unreadable with the reason.
"""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from grading.intake.folder import (
    MOST_FILES,
    TIME,
    HandedIn,
    Unreadable,
    is_notebook,
    shown,
    timestamp,
)
from grading.intake.matching import (
    Added,
    added,
    answers,
    listed,
    oddities,
    places,
    plain,
    recognise,
    released,
)
from grading.intake.reading import Cell, read_notebook
from grading.kernel import DEMONSTRATION
from grading.room.cells import Cell as GradedCell
from grading.rules import graded, is_answer, is_check

MOST_ADDED = 200
STUB = "raise NotImplementedError"


@dataclass(frozen=True)
class Submission:
    """What was handed in; status is "read" or "unreadable" with its reason.

    notes: sentences on what is odd; sources: of every answer, by grade id; added: code cells of the student;
    timestamp: when it was handed in, in UTC, if that is known.
    """

    student: str
    status: str
    reason: str = ""
    notes: tuple[str, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    added: tuple[Added, ...] = ()
    timestamp: str | None = None


@dataclass(frozen=True)
class _Candidate:
    """A notebook of this problem set: its cells, which had lost their grade ids, and where which stands."""

    name: str
    cells: list[Cell]
    notes: list[str]
    lost: list[str]
    where: dict[str, int]
    rank: tuple


def take_in(handed: HandedIn, set_name: str, release: NotebookNode) -> Submission:
    """What is in submitted/<student>/<set>, seen beside the notebook that students get; never an error."""
    names = {name for name in handed.files if is_notebook(name)}
    try:
        best, others = _choose(handed, set_name, release)
    except Unreadable as reason:
        outcome, notes = {"status": "unreadable", "reason": str(reason)}, []
    else:
        own = added(best.cells, best.where, release)
        names &= handed.contents.keys()
        outcome = {"status": "read", "sources": _sources(best, release), "added": own[:MOST_ADDED]}
        notes = _told(best, own, set_name, release) + others
    time, unclear = timestamp(handed.contents.get(TIME))
    return Submission(
        handed.folder.parent.name,
        notes=(*notes, *unclear, *_others(handed.files, {*names, TIME})),
        timestamp=time,
        **outcome,
    )


def cells_to_grade(source: NotebookNode, submission: Submission) -> list[GradedCell]:
    """The code of the instructor's notebook with the student's answers and added cells."""
    names, cells = set(released(source)), []
    own = [
        (cell.after if cell.after in names else "", f"added-{k}", cell.source)
        for k, cell in enumerate(submission.added, 1)
    ]
    place = ""
    for cell in [None, *source.cells]:
        if cell is not None:
            place = graded(cell).get("grade_id")
            cells += _graded_cell(cell, submission)
        if place is not None:
            cells += [GradedCell(name, "answer", text) for after, name, text in own if after == place]
    last = max((i for i, cell in enumerate(cells) if cell.kind == "check"), default=-1)
    # What the student tries out below the last check changes no check, and may take long.
    return [cell for i, cell in enumerate(cells) if i < last or not cell.name.startswith("added-")]


def _graded_cell(cell, submission: Submission) -> list[GradedCell]:
    name = graded(cell).get("grade_id", cell.id)
    if cell.cell_type != "code" or DEMONSTRATION in cell.metadata.get("tags", []):
        return []
    if is_answer(cell):
        return [GradedCell(name, "answer", submission.sources.get(name, STUB))]
    if is_check(cell):
        return [GradedCell(name, "check", cell.source, float(graded(cell).get("points", 0)))]
    return [GradedCell(name, "given", cell.source)]


def _choose(handed: HandedIn, set_name: str, release) -> tuple[_Candidate, list[str]]:
    """The notebook that counts, and sentences on the others; one without any answer comes last."""
    if handed.reason:
        raise handed.reason
    folder, found, wrong = handed.folder, [], {}
    for name in filter(is_notebook, handed.contents):
        try:
            candidate = _candidate(folder / name, name, handed.contents[name], set_name, release)
            found += [candidate] if candidate else []
            if not candidate:
                wrong[name] = f"is another notebook: none of its cells belongs to {set_name}"
        except Unreadable as reason:
            wrong[name] = str(reason)
    told = [f"{shown(name)} {why}" for name, why in wrong.items()]
    if not found:
        raise Unreadable(listed(told, 3) or f"there is no notebook in the folder {shown(folder.name)}")
    best, *rest = sorted(found, key=lambda candidate: candidate.rank, reverse=True)
    others = ", ".join(shown(candidate.name) for candidate in rest)
    more = [f"of several notebooks {shown(best.name)} counts, and not {others}"] if rest else []
    return best, [*more, *([listed(told, 3)] if told else [])]


def _candidate(path: Path, name: str, data, set_name: str, release) -> _Candidate | None:
    """The notebook in this file, unless it is not one of this problem set."""
    if isinstance(data, Unreadable):
        raise data
    notebook = read_notebook(data)
    # "setup" and the like are in every problem set, so that only answers and checks tell it from others.
    telling = {key for key, cell in released(release).items() if is_check(cell) or key in answers(release)}
    matching = len(telling & {cell.grade_id for cell in notebook.cells})
    cells, lost = recognise(notebook.cells, release)
    if not matching and 2 * len(lost) < len(released(release)):
        return None
    where = places(cells, release)
    blank = {name: plain(cell.source) for name, cell in answers(release).items()}
    written = {key: plain(cells[where[key]].source) for key in blank if key in where}
    answered = any(text not in ("", blank[key]) for key, text in written.items())
    changed = 0.0
    with contextlib.suppress(OSError):
        changed = path.lstat().st_mtime
    rank = (answered, matching, len(lost), path.name == f"{set_name}.ipynb", changed)
    return _Candidate(name, cells, notebook.notes, lost, where, rank)


def _sources(best: _Candidate, release: NotebookNode) -> dict[str, str]:
    """The source of every answer; of a deleted one, what students start from."""
    return {
        name: best.cells[best.where[name]].source if name in best.where else cell.source
        for name, cell in answers(release).items()
    }


def _told(best: _Candidate, own: tuple[Added, ...], set_name: str, release: NotebookNode) -> list[str]:
    """Sentences on what is odd about the notebook that counts."""
    notes = list(best.notes)
    if best.name != f"{set_name}.ipynb":
        notes.append(f"the notebook is called {shown(best.name)} instead of {set_name}.ipynb")
    if best.lost:
        notes.append(f"cells that lost their grade id, and were recognised: {listed(best.lost)}")
    notes += oddities(best.cells, best.where, release)
    if own:
        notes.append(f"added code cells: {len(own)}")
    if len(own) > MOST_ADDED:
        notes.append(f"only the first {MOST_ADDED} of the added cells run")
    return notes


def _others(files: list[str], known: set[str]) -> list[str]:
    """A sentence on files that are not used."""
    names = [shown(name) for name in files if name not in known]
    more = [f"there are more than {MOST_FILES - 1} files, of which only some were looked at"]
    told = [f"other files, which are not used: {listed(names)}"] if names else []
    return told + (more if len(files) == MOST_FILES else [])
