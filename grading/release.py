"""`python -m grading release`: write exercises/ and the student bundle, and let no secret out."""

import tempfile
from pathlib import Path

import nbformat

from grading.archive import TOP, archive, bundle_files
from grading.course import Course
from grading.errors import CourseError
from grading.leaks import importable, leaks
from grading.sets import milestones, problem_sets
from grading.source import ROOT, convert, read_source

STAGING = "_build/nbgrader/release"


def release(root: Path = ROOT) -> None:
    """Write what changed, with the gradebook that `nbgrader autograde` will use, and say what was written."""
    files = build(root, root)
    exercises = {path: data for path, data in files.items() if path.startswith("exercises/")}
    for path, data in exercises.items():
        print(f"{path}  {_write(root / path, data)}")
    bundle = archive(files)
    path = Path("_build", "bundle", f"{TOP}.zip")
    print(f"{path}  {_write(root / path, bundle)}: {len(files)} files, {len(bundle) // 1024} kB")


def out_of_step(root: Path = ROOT) -> list[str]:
    """Release into a folder that is thrown away, and name what differs in exercises/."""
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        files = build(root, Path(folder))
    wanted = {path: data for path, data in files.items() if path.startswith("exercises/")}
    there = {str(path.relative_to(root)) for path in root.glob("exercises/*/*") if "." not in path.name[0]}
    differ = [path for path, data in wanted.items() if _read(root / path) != data]
    return [f"{path} is out of step: run `make release`" for path in [*differ, *sorted(there - set(wanted))]]


def build(root: Path, course: Path) -> dict[str, bytes]:
    """The files of the student bundle, made in this course folder; refused when anything leaks."""
    names = problem_sets(root)
    convert(names, course, root)
    maker, exercises = Course(course, root, STAGING), {}
    for name in names:
        exercises[f"{name}/{name}.ipynb"] = maker.generate(name).read_bytes()
    for name in milestones(root):  # nothing to clear and nothing to grade, so nbgrader has no part in them
        text = nbformat.writes(read_source(name, root)) + "\n"
        exercises[f"{name}/{name}.ipynb"] = text.encode()
    files = bundle_files(root, exercises)
    found = leaks(importable(root) | files, names, root)
    if found:
        raise CourseError("\n".join(["nothing was released, since students would see secrets:", *found]))
    return files


def _write(path: Path, data: bytes) -> str:
    """Write the file unless it holds these bytes already."""
    if _read(path) == data:
        return "unchanged"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return "written"


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
