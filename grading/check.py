"""`python -m grading check NOTEBOOK.ipynb`: run a problem set and say how far it has come.

The notebook is read, never written. What it says of a task is what the task's own check cell says.
"""

from pathlib import Path

from grading.checks import WIDTH
from grading.errors import CourseError
from grading.execute import execute, read_notebook
from grading.kernel import DEMONSTRATION, MIME
from grading.progress import show_progress

BAR = 10
TODO = "not written yet"


def check(path: Path, timeout: int = 60) -> None:
    """Run the notebook in a fresh kernel, and print each task's points, what broke first, and the total."""
    notebook = read_notebook(path)
    cells = [i for i, cell in enumerate(notebook.cells) if task_name(cell)]
    if not cells:
        raise CourseError(f"{path} has no task to check: is it a notebook of exercises/?")
    of = f"of {len(notebook.cells)}"
    for cell in notebook.cells:
        if DEMONSTRATION in cell.metadata.get("tags", []):
            cell.source = ""  # as when it is graded: it may train for a minute, and no check needs it
    done = execute(notebook, path.resolve().parent, timeout, lambda i: show_progress(f"cell {i + 1} {of}"))
    show_progress("")
    print("\n".join([*stopped(done), table([result(done.cells[i]) for i in cells])]))


def stopped(notebook) -> list[str]:
    """A line for each cell that ended in an error, the checks apart: what follows may hang on it."""
    cells = [(i, cell) for i, cell in enumerate(notebook.cells, 1) if not task_name(cell)]
    errors = [(i, error) for i, cell in cells for error in _errors(cell)]
    lines = [f"✗ cell {i} of the notebook stopped: {error.ename}: {error.evalue}" for i, error in errors]
    return [line.splitlines()[0][:WIDTH] for line in lines] + [""] * bool(lines)


def _errors(cell) -> list:
    return [output for output in cell.get("outputs", []) if output.output_type == "error"]


def task_name(cell) -> str:
    """The task that a cell checks, empty when it checks none."""
    graded = cell.metadata.get("nbgrader", {})
    checks = cell.cell_type == "code" and graded.get("grade", False)
    return graded.get("grade_id", "").removesuffix("-check") if checks else ""


def result(cell) -> dict:
    """What a check cell found: task, points earned, shown and hidden, and the report to print."""
    outputs = [output for output in cell.outputs if MIME in output.get("data", {})]
    if not outputs:
        return _unfinished(cell)
    data = outputs[-1]["data"][MIME]
    shown = [step for step in data["steps"] if not step["hidden"]]
    points = sum(step["points"] for step in shown)
    row = {"task": data["task"], "shown": points, "hidden": data["points"] - points}
    row["earned"] = sum(step["points"] for step in shown if step["status"] == "passed")
    row["todo"] = any(step["status"] == "todo" for step in shown) and not row["earned"]
    return row | {"report": outputs[-1]["data"]["text/plain"]}


def _unfinished(cell) -> dict:
    errors = [f"{output.ename}: {output.evalue}" for output in _errors(cell)]
    reason = errors[-1].rstrip(": ") if errors else "it shows no report"
    report = f"✗ {task_name(cell)} — the check did not finish: {reason}"
    points = cell.metadata["nbgrader"].get("points", 0)
    return {
        "task": task_name(cell),
        "shown": points,
        "hidden": 0,
        "earned": 0,
        "todo": False,
        "report": report,
    }


def table(rows: list[dict]) -> str:
    """The lines to print: one for each task, the reports of those begun and not done, and the total."""
    width = max(len(row["task"]) for row in rows)
    lines = [_line(row, width) for row in rows]
    reports = [f"\n{row['report']}" for row in rows if row["earned"] < row["shown"] and not row["todo"]]
    earned, shown, hidden = (sum(row[key] for row in rows) for key in ("earned", "shown", "hidden"))
    rest = f"; {hidden:g} more are checked after handing in" if hidden else ""
    return "\n".join([*lines, *reports, f"\nTotal: {earned:g} of {shown:g} points checked here{rest}"])


def _line(row: dict, width: int) -> str:
    done = int(BAR * row["earned"] / row["shown"])
    mark = "·" if row["todo"] else "✓" if row["earned"] == row["shown"] else "✗"
    bar = "█" * done + "░" * (BAR - done)
    return f"{mark} {row['task']:<{width}}  {bar}  {TODO if row['todo'] else _points(row)}"


def _points(row: dict) -> str:
    return f"{row['earned']:g} of {row['shown']:g} points"
