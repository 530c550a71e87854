"""Begin to warm up before the run itself is imported: each takes a second."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from grading.room.desk import Hall
from grading.room.sandbox import best_level
from grading.room.warm import modules_of
from grading.sets import source_path


@contextlib.contextmanager
def early(
    name: str, submitted: Path, students: tuple[str, ...], workers: int, unfenced: bool
) -> Iterator[Hall | None]:
    """A hall for the run that is about to begin; None where everybody has a result already."""
    handed_in = [path.parent.name for path in submitted.glob(f"[!.]*/{name}")]
    results = submitted.resolve().parent / "results" / name
    waiting = [s for s in handed_in if s in (students or handed_in) and not (results / f"{s}.json").exists()]
    hall = None
    if waiting and workers and (unfenced or best_level()[0] == "bubblewrap"):
        modules = modules_of(source_path(name).read_text(encoding="utf-8"))
        hall = Hall(best_level()[0], list(range(workers)), modules)
    try:
        yield hall
    finally:
        if hall:
            hall.close()
