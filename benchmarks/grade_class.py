"""What it costs to grade a class: stock `nbgrader autograde` beside `python -m grading run`, in one go.

Both grade the same submissions, an honest mix from the bank of answers, and have to give the same points.
Then larger classes, each graded twice. `--sizes 20 200 500 1000` takes seven minutes; without it only 20 are
graded. `--write` keeps the tables where the book shows them.
"""

import argparse
import contextlib
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path

import nbformat

from grading.answers import fill, read_answers, solutions
from grading.course import Course
from grading.results import Results
from grading.rules import graded, is_answer
from grading.sets import chosen
from grading.source import ROOT, convert, read_source

TABLES = ROOT / "book" / "_includes" / "costs.md"
OTHER, BLANK = 0.25, 0.05  # of the answers: another one of the bank, right or wrong; none
SETTINGS = """# nbgrader as it comes, apart from where things are
c = get_config()
c.CourseDirectory.course_id = "one-neuron"
c.CourseDirectory.source_directory = "_build/nbgrader/source"
c.CourseDirectory.release_directory = "exercises"
"""
EVERY = 0.5  # seconds between two looks at the memory


def hand_in(name: str, number: int, folder: Path) -> None:
    """Submissions of so many students: mostly the solution, some other right and wrong answers, some gaps."""
    source, rng = read_source(name), random.Random(0)
    release = nbformat.read(ROOT / "exercises" / name / f"{name}.ipynb", as_version=4)
    tasks = [graded(cell)["grade_id"] for cell in source.cells if is_answer(cell)]
    bank, solution = read_answers(ROOT / "solutions" / name, tasks), solutions(source)
    for i in range(number):
        written = dict(solution)
        for task in tasks:
            luck = rng.random()
            if luck < OTHER:
                written[task] = rng.choice(bank[task]).source
            elif luck < OTHER + BLANK:
                del written[task]
        path = folder / "submitted" / f"student{i:04d}" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(fill(release, written), path)


def stock(name: str, folder: Path) -> tuple[float, dict]:
    """Seconds of `nbgrader autograde`, and by student the points of each check."""
    convert([name], folder)
    course = Course(folder)
    course.generate(name)
    (folder / "nbgrader_config.py").write_text(SETTINGS)
    seconds, _ = timed([str(Path(sys.executable).with_name("nbgrader")), "autograde", name], folder)
    with course.api.gradebook as gradebook:
        return seconds, {
            submission.student.id: {
                grade.name: grade.auto_score
                for grade in submission.notebooks[0].grades
                if grade.auto_score is not None
            }
            for submission in gradebook.assignment_submissions(name)
        }


def ours(name: str, folder: Path, workers: int) -> tuple[float, float]:
    """Seconds of `python -m grading run`, and the most memory of all its processes together, in MB."""
    command = [sys.executable, "-m", "grading", "run", name, "--submitted", str(folder / "submitted")]
    return timed([*command, "--workers", str(workers)], ROOT)


def points(name: str, folder: Path) -> dict:
    """By student the points of each check."""
    return {
        result["student"]: {
            cell["name"]: cell["score"] for cell in result["cells"] if cell["kind"] == "check"
        }
        for result in Results(folder, name).all()
    }


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command; the seconds it took, and the most memory it had, in MB."""
    began, most = time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=said, stderr=subprocess.STDOUT
        )
        ended = threading.Event()
        threading.Thread(target=lambda: (process.wait(), ended.set()), daemon=True).start()
        while not ended.wait(EVERY):
            most = max(most, memory(process.pid))
        seconds = time.perf_counter() - began
        if process.returncode:
            said.seek(0)
            sys.exit(said.read().decode(errors="replace"))
    return seconds, most


def environment() -> dict[str, str]:
    """As after activating this environment; the kernels of nbgrader find the project too."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}


def memory(first: int) -> float:
    """What a process and all that it started hold, in MB; what they share counts once."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
    family, size = {first}, 0
    while len(family) > size:
        size = len(family)
        family |= {child for child, parent in parents.items() if parent in family}
    return sum(map(held, family)) / 1000


def held(process: int) -> float:
    """Its share of the memory, in KB; nothing when it has just ended, or is another user's."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return float(next(line.split()[1] for line in lines if line.startswith("Pss:")))
    return 0.0


def compare(name: str, number: int, place: Path) -> list[str]:
    """The same submissions graded by nbgrader, by one worker and by two."""
    folders = [place / kind for kind in ("nbgrader", "one", "two")]
    hand_in(name, number, folders[0])
    for folder in folders[1:]:
        shutil.copytree(folders[0] / "submitted", folder / "submitted")
    seconds, theirs = stock(name, folders[0])
    rows = [["`nbgrader autograde`", seconds]]
    for workers, folder in enumerate(folders[1:], 1):
        rows.append([f"`run --workers {workers}`", ours(name, folder, workers)[0]])
        if points(name, folder) != theirs:
            sys.exit(
                f"{folder.name} gives other points than nbgrader: {different(points(name, folder), theirs)}"
            )
    body = [[what, f"{s:.1f}", f"{s / number:.2f}", f"{seconds / s:.1f} ×"] for what, s in rows]
    return table([f"{number} submissions", "seconds", "each", "as quick as nbgrader"], body)


def different(mine: dict, theirs: dict) -> list:
    """The students with other points."""
    return sorted(student for student in mine | theirs if mine.get(student) != theirs.get(student))


def grow(name: str, sizes: list[int], place: Path, workers: int = 2) -> list[str]:
    """Classes of several sizes, each graded, and then once more without a change."""
    body = []
    for number in sizes:
        folder = place / f"class{number}"
        hand_in(name, number, folder)
        first, most = ours(name, folder, workers)
        second, _ = ours(name, folder, workers)
        row = [f"{number:,}", f"{first:.1f}", f"{first / number:.2f}", f"{most:.0f}", f"{second:.1f}"]
        body.append([*row, f"{first / second:.0f} ×"])
        print("  ".join(body[-1]), flush=True)
        shutil.rmtree(folder)
    return table(["submissions", "seconds", "each", "most memory, MB", "again, seconds", "quicker by"], body)


def check(name: str) -> str:
    """How long a student waits."""
    path = ROOT / "exercises" / name / f"{name}.ipynb"
    seconds, _ = timed([sys.executable, "-m", "grading", "check", str(path)], ROOT)
    return f"`python -m grading check` on one notebook that is not begun: {seconds:.1f} s."


def machine(name: str) -> str:
    """What it was measured on."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.split(": ")[1] for line in lines if line.startswith("model name")), "")
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{package} {version(package)}" for package in ("nbgrader", "torch"))
    what = f"{os.cpu_count()} cores ({model or platform.machine()}), {gigabytes:.0f} GB"
    return f"Measured with {name} on {what}, Python {platform.python_version()}, {packages}."


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """A table in Markdown, numbers to the right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return ["", *(f"| {' | '.join(line)} |" for line in lines), ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="ps03", help="a problem set (ps03)")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[20], help="of classes, the first with nbgrader too"
    )
    parser.add_argument("--write", action="store_true", help=f"keep the tables in {TABLES.relative_to(ROOT)}")
    args = parser.parse_args()
    (name,) = chosen([args.set])
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        lines = [
            machine(name),
            *compare(name, args.sizes[0], place),
            *grow(name, args.sizes, place),
            check(name),
        ]
    print("\n".join(lines))
    if args.write:
        TABLES.parent.mkdir(exist_ok=True)
        TABLES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
