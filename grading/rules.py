"""What must hold of a problem set before anyone sees it; each rule broken is told in a sentence.

nbgrader itself notices few of these, and some only when a submission is graded.
"""

import ast
import re

SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
SUFFIX = "-check"


def graded(cell) -> dict:
    """The cell's nbgrader metadata, empty when it has none."""
    return cell.metadata.get("nbgrader", {})


def is_answer(cell) -> bool:
    """Whether this is where the code of a task is written."""
    return cell.cell_type == "code" and graded(cell).get("solution", False)


def is_check(cell) -> bool:
    """Whether this cell checks a task and gives its points."""
    return cell.cell_type == "code" and graded(cell).get("grade", False)


def is_written(cell) -> bool:
    """Whether this is a written answer, which a person grades."""
    return cell.cell_type == "markdown" and graded(cell).get("grade", False)


def broken_rules(notebook) -> list[str]:
    """Every rule that the notebook breaks, in the order of its cells."""
    found = _broken_ids(notebook.cells)
    if found:
        return found
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell, after in zip(code, [*code[1:], None], strict=True):
        if is_answer(cell):
            found += _broken_in_answer(cell, after)
    for cell in notebook.cells:
        if is_check(cell) and not is_answer(cell):
            found += _broken_in_check(cell, notebook.cells)
        elif is_written(cell):
            found += _broken_in_written(cell)
        else:
            found += _misplaced_markers(cell)
    return found


def _broken_ids(cells) -> list[str]:
    found, seen = [], set()
    for i, cell in enumerate(cells):
        if not graded(cell):
            continue
        name = graded(cell).get("grade_id", "")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name):
            found.append(f"cell {i}: grade_id {name!r} must be 1 to 64 letters, digits, - or _")
        if name in seen:
            found.append(f"cell {i}: grade_id {name!r} is used twice")
        if graded(cell)["schema_version"] != 3:
            found.append(f"cell {name}: schema_version must be 3, got {graded(cell)['schema_version']}")
        seen.add(name)
    return found


def _broken_in_answer(cell, after) -> list[str]:
    name = graded(cell)["grade_id"]
    found = _markers(cell, SOLUTION, at_least=1)
    if graded(cell)["grade"] or graded(cell)["locked"]:
        found.append(f"cell {name}: an answer cell has grade: false and locked: false")
    if after is None or graded(after).get("grade_id") != name + SUFFIX:
        found.append(f"cell {name}: the next code cell must be its check, with grade_id {name + SUFFIX!r}")
    return found


def _broken_in_check(cell, cells) -> list[str]:
    name, source, points = graded(cell)["grade_id"], cell.source, graded(cell).get("points", 0)
    task = name.removesuffix(SUFFIX)
    found = _markers(cell, HIDDEN, at_least=0)
    if not graded(cell)["locked"]:
        found.append(f"cell {name}: a check cell has locked: true")
    if not any(is_answer(other) and graded(other)["grade_id"] == task for other in cells):
        found.append(f"cell {name}: there is no answer cell with grade_id {task!r}")
    if found:
        return found
    try:
        told, visible, hidden = _points_in(source)
    except SyntaxError as error:
        return [f"cell {name}: line {error.lineno} is not Python: {error.msg}"]
    if told != (task, points):
        return [f"cell {name}: Task must be {task!r} with points={points:g} as in the metadata, got {told}"]
    if not visible:
        found.append(f"cell {name}: no step is visible, so that a student has nothing to run")
    if points <= 0 or sum(visible + hidden) != points:
        found.append(f"cell {name}: its steps add up to {sum(visible + hidden):g} points, not to {points:g}")
    if 3 * sum(hidden) < points:
        share = f"{sum(hidden):g} of its {points:g} points stand in hidden steps"
        found.append(f"cell {name}: {share}, and a third must: a table of the visible cases earns the others")
    if HIDDEN[0] in source and "task.hidden()" not in _between(source, HIDDEN):
        found.append(f"cell {name}: the hidden tests must begin with task.hidden()")
    if "task.hidden()" in source and "task.hidden()" not in _between(source, HIDDEN):
        found.append(f"cell {name}: task.hidden() stands outside the hidden tests")
    if source.rstrip().splitlines()[-1].strip() != "task.score()":
        found.append(f"cell {name}: its last line must be task.score(), or nbgrader gives all points")
    return found


def _broken_in_written(cell) -> list[str]:
    found = _markers(cell, SOLUTION, at_least=1)
    if not graded(cell)["solution"] or graded(cell).get("points", 0) <= 0:
        found.append(f"cell {graded(cell)['grade_id']}: a written answer has solution: true and points > 0")
    return found


def _markers(cell, pair: tuple[str, str], at_least: int) -> list[str]:
    """Whether the two markers of a region come in turn, BEGIN first, each on a line of its own."""
    name = graded(cell)["grade_id"]
    lines = [line.strip() for line in cell.source.splitlines()]
    turns = [line for line in lines if line in pair]
    if turns != list(pair) * (len(turns) // 2) or len(turns) < 2 * at_least:
        return [f"cell {name}: {pair[0]!r} and {pair[1]!r} must come in turn, each on a line of its own"]
    return []


def _misplaced_markers(cell) -> list[str]:
    """A marker where nbgrader would not look for it."""
    allowed = SOLUTION if is_answer(cell) else ()
    words = [marker for marker in (*SOLUTION, *HIDDEN) if marker not in allowed and marker[4:] in cell.source]
    return [f"cell {cell.id}: {words[0]!r} does not belong into this cell"] if words else []


def _between(source: str, pair: tuple[str, str]) -> str:
    return source.partition(pair[0])[2].partition(pair[1])[0]


def _lines_between(source: str, pair: tuple[str, str]) -> set[int]:
    """The numbers of the lines that stand in a region: what students receive has them no more."""
    lines = [line.strip() for line in source.splitlines()]
    return {i for i in range(1, len(lines) + 1) if lines[:i].count(pair[0]) > lines[:i].count(pair[1])}


def _points_in(source: str) -> tuple[tuple, list[float], list[float]]:
    """(name, points) that the cell gives its Task, and the points of its visible and of its hidden steps."""
    tree, told, hidden_lines = ast.parse(source), (None, None), _lines_between(source, HIDDEN)
    steps: tuple[list, list] = ([], [])
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called, values = ast.unparse(call.func), _constants(call)
        if called == "Task":
            told = (values.get("name"), values.get("points"))
        elif called == "task.step":
            steps[call.lineno in hidden_lines].append(values.get("points") or 0)
    return told, *steps


def _constants(call: ast.Call) -> dict:
    """The arguments that are written as constants, by name; the first two have one in Task and in step."""
    named = dict(zip(("name", "points"), call.args, strict=False))
    named |= {keyword.arg: keyword.value for keyword in call.keywords}
    return {key: value.value for key, value in named.items() if isinstance(value, ast.Constant)}
