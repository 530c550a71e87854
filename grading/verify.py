"""Grade the graders: run every right and every wrong answer through the real grading path, and judge it.

The k-th answers to all tasks are handed in together, as one submission: answers to different tasks do not
depend on each other, and starting a kernel is what takes the time.
"""

import json
import multiprocessing
import os
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from grading.answers import fill, read_answers, solutions
from grading.errors import CourseError
from grading.judge import judge, report
from grading.progress import show_progress
from grading.rules import graded, is_answer
from grading.source import ROOT, convert, read_source

WORKERS = 2
_course = None  # each worker process has a course folder of its own, since a gradebook has one writer


def verify(names: list[str], json_file: Path | None = None, root: Path = ROOT) -> int:
    """Print what every answer is worth, and return the exit code: 1 when one does not get what it should."""
    begun, sets = time.monotonic(), {}
    banks = {name: _bank(name, root) for name in names}
    graded = _grade_all(banks, names, root)
    for name, (answers, _) in banks.items():
        sets[name] = judge(answers, graded[name])
        print(report(name, sets[name]))
    problems = [f"{name}: {problem}" for name in names for problem in sets[name]["problems"]]
    print("\n".join([f"✗ {problem}" for problem in problems] or ["✓ every answer gets what it should"]))
    print(f"{sum(len(jobs) for _, jobs in banks.values())} submissions in {time.monotonic() - begun:.0f} s")
    if json_file:
        json_file.write_text(json.dumps(sets, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if problems else 0


def _bank(name: str, root: Path) -> tuple[dict, dict[str, dict[str, str]]]:
    """The answers to each task, and what each submission has in its answer cells."""
    source = read_source(name, root)
    tasks = [graded(cell)["grade_id"] for cell in source.cells if is_answer(cell)]
    answers = read_answers(root / "solutions" / name, tasks)
    solution = solutions(source)
    jobs = {"stub": {}, "solution": solution}
    for k in range(max(map(len, answers.values()), default=0)):
        others = {task: bank[k].source for task, bank in answers.items() if k < len(bank)}
        jobs[f"answers-{k}"] = solution | others
    return answers, jobs


def _grade_all(banks: dict, names: list[str], root: Path) -> dict[str, dict[str, dict]]:
    """What Course.autograde gives for every submission: problem set -> submission -> grade id -> grade."""
    jobs = [(name, label, sources) for name in names for label, sources in banks[name][1].items()]
    outcome = {name: {} for name in names}
    spawn = multiprocessing.get_context("spawn")  # a fork would share this process's event loop and database
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        convert(names, Path(folder, "template"), root)
        with ProcessPoolExecutor(WORKERS, spawn, _open_course, (Path(folder), names, root)) as pool:
            for done, (job, grades) in enumerate(zip(jobs, pool.map(_grade, jobs), strict=True), 1):
                outcome[job[0]][job[1]] = grades
                show_progress(f"{job[0]}: {done} of {len(jobs)} submissions graded")
        show_progress("")
    return outcome


def _open_course(folder: Path, names: list[str], root: Path) -> None:
    """Prepare a worker: a course folder with the problem sets released in it."""
    from grading.course import Course

    global _course
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _course = Course(shutil.copytree(folder / "template", folder / str(os.getpid())), root)
    for name in names:
        _course.generate(name)


def _grade(job: tuple[str, str, dict[str, str]]) -> dict[str, dict] | str:
    """Hand in and grade one submission; a submission that cannot be graded gives the reason."""
    name, label, sources = job
    try:
        _course.submit(name, label, fill(_course.released(name), sources))
        return _course.autograde(name, label)
    except CourseError as error:
        return str(error)
