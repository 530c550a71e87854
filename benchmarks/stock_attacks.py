"""What stock nbgrader makes of each attack in tests/attacks.py; writes tests/attacks_stock.json.

    python benchmarks/stock_attacks.py [NAME …]

Every attack gets a course of its own that is thrown away, in the grader's sandbox, as a user of its own and
with limits. Ten minutes on two cores; the tests only read what it wrote.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import nbformat  # noqa: E402
from attacks import ATTACKS, RIGHT, STOCK, Attack, hand_in  # noqa: E402
from grading_sample import write_project  # noqa: E402

from grading.room.sandbox import bubblewrap  # noqa: E402

NAME = "ps07-sample"
USERS = 61_000  # one for each: the number of processes is limited for each user
HONEST = Attack("honest", "", (4, 4), "", RIGHT)
SEEN = Path("/course")  # where an attack finds both project and course
PATIENCE = 40  # seconds for one submission
NOT_TRIED = {"the network": "not tried: it ran without a network"}
STOCK_NBGRADER = """
import json, os, sys
sys.modules["rfc3987_syntax"] = None
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
root, student, result = sys.argv[1:]
os.chdir(root)
config = Config()
config.CourseDirectory.root, config.CourseDirectory.course_id = root, "sample"
config.Execute.timeout = 5
config.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:"]
api = NbGraderAPI(config=config)
if student == "zoe":
    api.generate_assignment("ps07-sample")
done = api.autograde("ps07-sample", student)
scores, why = {}, (done.get("error") or "") + (done.get("log") or "")
with api.gradebook as book:
    for name in {student, "zoe"}:
        try:
            notebook = book.find_submission_notebook("ps07-sample", "ps07-sample", name)
            scores[name] = sum(grade.score for grade in notebook.grades if grade.name != "why")
        except Exception as error:
            why += str(error)
json.dump({"success": done["success"], "scores": scores, "why": why}, open(result, "w"))
"""


def main() -> None:
    """Try the attacks of these names, or all, and keep what came of them beside what is known."""
    cases = [case for case in ATTACKS if not sys.argv[1:] or case.name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        base = _course(Path(folder) / "base")
        with ThreadPoolExecutor(2) as pool:
            found = pool.map(lambda case: (case.name, NOT_TRIED.get(case.name) or _try(case, base)), cases)
            known = json.loads(STOCK.read_text(encoding="utf-8")) if STOCK.exists() else {}
            for name, outcome in found:
                known[name] = outcome
                print(f"{name:<60} {outcome}", flush=True)
    known = {case.name: known[case.name] for case in ATTACKS if case.name in known}
    STOCK.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _course(base: Path) -> Path:
    """A project and a course in one folder, where zoe, who answered rightly, has been graded."""
    base.mkdir()
    write_project(base, tasks=2)
    subprocess.run([sys.executable, "-m", "grading", "release"], cwd=base, check=True, capture_output=True)
    shutil.copytree(base / "_build" / "nbgrader" / "source", base / "source")
    (base / "nbgrader_config.py").unlink()  # stock
    hand_in(HONEST, _release(base), base / "submitted" / "zoe" / NAME, SEEN, SEEN)
    outcome = _grade(base, "zoe", USERS)
    (base / "outcome.json").unlink()
    assert outcome.get("scores") == {"zoe": 8.0}, outcome
    return base


def _release(base: Path):
    return nbformat.read(base / "exercises" / NAME / f"{NAME}.ipynb", as_version=4)


def _try(case: Attack, base: Path) -> str:
    """What came of one attack, in words."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        shutil.copytree(base, course, symlinks=True)
        hand_in(case, _release(base), course / "submitted" / "mallory" / NAME, SEEN, SEEN)
        before = _files(course)
        outcome = _grade(course, "mallory", USERS + 1 + ATTACKS.index(case))
        return "; ".join([_score(outcome), *_damage(outcome, before, _files(course))])


def _score(outcome: dict) -> str:
    if "ended" in outcome:
        return outcome["ended"]
    if outcome["success"] and "mallory" in outcome["scores"]:
        return f"{outcome['scores']['mallory']:g} of 8"
    return "no score"


def _damage(outcome: dict, before: dict, now: dict) -> list[str]:
    found = []
    changed = [name for name, data in before.items() if now.get(name) != data]
    if any(name.startswith("submitted/zoe") for name in changed):
        found.append("another submission is gone")
    if any(name.startswith(("grading/", "solutions/", "source/")) for name in changed):
        found.append("the grader's files are changed")
    if any("left-behind" in name for name in now):
        found.append("files are left in the course")
    if "scores" in outcome and outcome["scores"].get("zoe") != 8:
        found.append("another student's score is changed")
    if outcome.get("left"):
        found.append("processes are left running")
    return found


def _files(course: Path) -> dict[str, bytes]:
    paths = [path for path in course.rglob("*") if path.is_file() and not path.is_symlink()]
    kept = [path for path in paths if "__pycache__" not in path.parts and path.stat().st_size < 10**7]
    return {str(path.relative_to(course)): path.read_bytes() for path in kept}


def _grade(course: Path, student: str, user: int) -> dict:
    """Autograde inside limits: success, scores by student and why; or how it ended without these."""
    result = course / "outcome.json"
    script = (
        f'{_python()} -P -c "$CODE" /course {student} /course/outcome.json; ps -eo args= > /course/left.txt'
    )
    limits = [
        "prlimit",
        "--nproc=200",
        "--as=12000000000",
        "--data=3000000000",
        "--fsize=300000000",
        "--core=0",
    ]
    if os.getuid() == 0:
        subprocess.run(["chown", "-Rh", f"{user}:{user}", str(course)], check=True)
        limits += ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    command = [*_sandbox(course), "nice", *limits, "sh", "-c", script]
    try:
        done = subprocess.run(command, timeout=PATIENCE, capture_output=True)
    except subprocess.TimeoutExpired:
        return {"ended": f"no end in {PATIENCE} s: the run hangs"}
    if not result.exists():
        return {"ended": "the run is aborted", "why": done.stderr.decode(errors="replace")[-2000:]}
    left = (course / "left.txt").read_text(errors="replace") if (course / "left.txt").exists() else ""
    return json.loads(result.read_text()) | {"left": "ipykernel" in left}


def _sandbox(course: Path) -> list[str]:
    """The grader's own sandbox, with the course in it, writable."""
    path = f"{Path(_python()).parent}:/usr/bin:/bin"
    ours = bubblewrap()
    command = [
        *ours[: ours.index("--remount-ro")],
        "--ro-bind",
        "/etc",
        "/etc",
        "--bind",
        str(course),
        "/course",
    ]
    for name, value in {"CODE": STOCK_NBGRADER, "PYTHONPATH": "/course", "PATH": path}.items():
        command += ["--setenv", name, value]
    return [*command, "--chdir", "/course", "--"]


def _python() -> str:
    return str(Path(sys.executable).parent.resolve() / Path(sys.executable).name)


if __name__ == "__main__":
    main()
