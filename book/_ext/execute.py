"""Execute the notebooks that changed, once: nbval runs them, and the pages show the outputs that it saw.

Run by `make html`; `python book/_ext/execute.py 01-neuron` runs a single notebook when it changed.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import course
import nbformat

LIMIT_SECONDS = 60  # of one processor's time for a chapter that runs alone
TWO_TRAININGS = {"07-transformer": 90, "08-bert": 90, "09-gpt": 90}
BUSY = 2  # times the limit is refused: two notebooks at once, beside others, slow each other down as much
PATIENCE = 600  # seconds by the clock until a cell is taken for endless
CHECK = "application/vnd.course.check+json"
ONE_THREAD = dict.fromkeys(["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1")


def main(names: list[str]) -> int:
    paths = [path for path in course.notebooks() if not names or path.stem in names]
    if unknown := set(names) - {path.stem for path in paths}:
        print(f"No notebook is called {', '.join(sorted(unknown))}: the names are those in _toc.yml.")
        return 1
    notebooks = {path: course.read(path) for path in paths}
    stale = [path for path in paths if course.record(path.stem).get("key") != course.key(notebooks[path])]
    broken = run(stale, notebooks) if stale else []
    print_table(paths)
    if broken:
        print("\n" + "\n\n".join(broken), file=sys.stderr)
    return 1 if broken else 0


def run(stale: list[Path], notebooks: dict) -> list[str]:
    """Execute notebooks through nbval, record what was seen, and return what went wrong."""
    course.EXECUTED.mkdir(parents=True, exist_ok=True)
    print(f"Executing {', '.join(path.stem for path in stale)} ...", flush=True)
    for path in stale:
        for suffix in (".json", ".seen.json"):
            (course.EXECUTED / (path.stem + suffix)).unlink(missing_ok=True)
        nbformat.write(notebooks[path], course.EXECUTED / f"{path.stem}.ipynb")
    code = run_pytest([course.EXECUTED / f"{path.stem}.ipynb" for path in stale])
    broken = [trouble for path in stale if (trouble := take_in(path, notebooks[path]))]
    if code not in (0, 1) and not broken:
        broken = [f"pytest ended with exit code {code}: the lines above say why."]
    return broken


def run_pytest(files: list[Path]) -> int:
    options = ["--nbval-lax", "--nbval-current-env", f"--nbval-cell-timeout={PATIENCE}"]
    options += [f"-n{min(2, len(files))}", "--dist=loadfile", "-p", "collect", "-p", "no:cacheprovider"]
    options += ["--noconftest", "-c", os.devnull, f"--rootdir={course.EXECUTED}"]
    options += ["-qq", "--no-header", "--no-summary", "--tb=no"]
    start = (
        f"import sys; sys.path.append({str(Path(__file__).parent)!r}); import pytest; sys.exit(pytest.main())"
    )
    environment = (
        os.environ | ONE_THREAD | {"PYTHONHASHSEED": "0", "IPYTHONDIR": str(course.BUILD / ".ipython")}
    )
    done = subprocess.run(
        [sys.executable, "-c", start, *options, *files], env=environment, stdout=subprocess.PIPE
    )
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if done.returncode not in (0, 1):
        print(done.stdout.decode())
    return done.returncode


def take_in(path: Path, notebook) -> str | None:
    """Record one execution, and put its outputs into the notebook; return what went wrong."""
    where = path.relative_to(course.ROOT)
    file = course.EXECUTED / f"{path.stem}.seen.json"
    if not file.exists():
        return f"{where} was not executed: the lines above say why."
    seen = json.loads(file.read_text())
    if seen["error"]:
        return describe(where, notebook, seen["error"])
    if seen["outputs"] is not None:
        fill_in(notebook, seen["outputs"])
        nbformat.write(notebook, course.EXECUTED / f"{path.stem}.ipynb")
        if lost := points_lost(notebook):
            return f"{where}: {lost}"
    limit = TWO_TRAININGS.get(path.stem, LIMIT_SECONDS)
    if (seen["cpu"] or 0) > BUSY * limit and course.is_chapter(path):
        return f"{where} took {seen['cpu']:.0f} s of processor time, and may take {limit} s when alone."
    facts = {"key": course.key(notebook)} | {name: seen[name] for name in ("seconds", "cpu", "peak_mb")}
    text = json.dumps(facts | {"cores": os.cpu_count(), "outputs": seen["outputs"] is not None})
    (course.EXECUTED / f"{path.stem}.json").write_text(text)
    return None


def describe(where: Path, notebook, error: dict) -> str:
    """The failing cell, with its line in the source, its code and the error."""
    if error["cell"] is None:
        return f"{where}: {error['traceback']}"
    cell = course.code_cells(notebook)[error["cell"]]
    line = notebook.metadata["source_map"][notebook.cells.index(cell)] + 1
    code = "\n".join(f"    {row}" for row in cell.source.splitlines())
    text = f"{where}:{line}: code cell {error['cell'] + 1} failed:\n\n{code}\n{error['traceback']}"
    return text if sys.stderr.isatty() else re.sub(r"\x1b\[[\d;]*m", "", text)


def fill_in(notebook, outputs: list[list[dict]]) -> None:
    for count, (cell, seen) in enumerate(zip(course.code_cells(notebook), outputs, strict=True), 1):
        cell.execution_count = count
        cell.outputs = [nbformat.from_dict(output) for output in seen]


def points_lost(notebook) -> str:
    """Which tasks of a solved problem set did not earn all their points."""
    data = [output.get("data", {}) for cell in course.code_cells(notebook) for output in cell.outputs]
    lost = [check for check in (d.get(CHECK) for d in data) if check and check["earned"] != check["points"]]
    return "; ".join(f"task {c['task']} earned {c['earned']:g} of {c['points']:g} points" for c in lost)


def print_table(paths: list[Path]) -> None:
    print(f"{'notebook':<28}{'seconds':>8}{'CPU s':>7}{'peak MB':>9}")
    for path in paths:
        record = course.record(path.stem)
        if record:
            seconds, cpu, peak = record["seconds"], record.get("cpu") or 0, record["peak_mb"] or "?"
            print(f"{path.stem:<28}{seconds:>8.1f}{cpu:>7.1f}{peak:>9}")
        else:
            print(f"{path.stem:<28}{'failed':>8}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
