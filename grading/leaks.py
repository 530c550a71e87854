"""Look for solutions and hidden tests in what students receive or can import.

Passages are compared without spaces and comment signs, functions as syntax trees without names. A passage is
a line, or as many lines as it takes to tell something; what an author shows outside the markers is no secret.
"""

import ast
import json
import re
import tomllib
from pathlib import Path

from grading.answers import read_answers, solutions
from grading.rules import HIDDEN, SOLUTION, graded, is_answer
from grading.source import read_source

IMPORT = re.compile(r"\s*(from [\w.]+ )?import [\w., ]+$")
SHORTEST = 20  # characters without spaces: shorter passages are the same by chance
IDIOMS = ("rng=np.random.default_rng(0)", "withtorch.no_grad():")  # longer ones that everybody writes


def secrets(names: list[str], root: Path) -> dict[str, str]:
    """Every passage that no student may see, squeezed, and where it comes from."""
    secret, public = {}, ""
    for name in names:
        source = read_source(name, root)
        for cell in source.cells:
            shown, hidden = _split(cell.source)
            public += _squeeze(shown)
            secret |= dict.fromkeys(_passages(hidden), f"{name}, cell {cell.id}")
        for task, bank in _answers(name, source, root).items():
            for answer in bank:
                secret |= dict.fromkeys(_passages(answer.source), f"{name}, {task}.py, {answer.name}")
    return {text: where for text, where in secret.items() if text not in public and text not in IDIOMS}


def leaks(files: dict[str, bytes], names: list[str], root: Path) -> list[str]:
    """A sentence for each secret passage, each marker and each solution that stands in one of these files."""
    secret, functions, found = secrets(names, root), _solution_trees(names, root), []
    for path, data in files.items():
        text = _text(path, data)
        squeezed = _squeeze(text)
        places = {where: passage for passage, where in secret.items() if passage in squeezed}
        found += [f"{path} holds a part of {where}: {passage}" for where, passage in places.items()]
        if not path.endswith(".py"):
            found += [f"{path} holds the marker {mark!r}" for mark in (*SOLUTION, *HIDDEN) if mark in text]
        else:
            same = [(f"{path}, {name}", functions[tree]) for name, tree in _trees(text) if tree in functions]
            found += [f"{place} is the same function as {where}" for place, where in same]
    return found


def importable(root: Path) -> dict[str, bytes]:
    """Every file that installing the project puts where Python finds it."""
    packages = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    paths = [path for package in packages for path in (root / package.replace(".", "/")).glob("*.*")]
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(paths) if path.is_file()}


def _answers(name: str, source, root: Path) -> dict:
    tasks = [graded(cell)["grade_id"] for cell in source.cells if is_answer(cell)]
    return read_answers(root / "solutions" / name, tasks)


def _split(source: str) -> tuple[str, str]:
    """What students see of a cell, and what stands between markers."""
    shown, hidden, inside = [], [], False
    for line in source.splitlines():
        if line.strip() in (*SOLUTION, *HIDDEN):
            inside = "BEGIN" in line
        else:
            (hidden if inside else shown).append(line)
    return "\n".join(shown), "\n".join(hidden)


def _passages(text: str) -> list[str]:
    """From each line on, as many lines, squeezed, as it takes to tell something."""
    kept = [
        line for line in text.splitlines() if not IMPORT.match(line)
    ]  # which library is used tells nothing
    lines, found = [_squeeze(line) for line in kept], []
    for i, passage in enumerate(lines):
        for line in lines[i + 1 :]:
            if len(passage) >= SHORTEST:
                break
            passage += line
        if lines[i] and len(passage) >= SHORTEST:
            found.append(passage)
    return found


def _squeeze(text: str) -> str:
    return re.sub(r"[\s#>]+", "", text)


def _text(path: str, data: bytes) -> str:
    """A file's text; of a notebook everything that it holds, unescaped."""
    text = data.decode("utf-8", errors="replace")
    return "\n".join(_strings(json.loads(text))) if path.endswith(".ipynb") else text


def _strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in items for text in _strings(item)]


def _solution_trees(names: list[str], root: Path) -> dict[str, str]:
    """The functions of all right answers, as trees."""
    found = {}
    for name in names:
        source = read_source(name, root)
        sources = [text for key, text in solutions(source).items() if is_code(source, key)]
        sources += [a.source for bank in _answers(name, source, root).values() for a in bank if not a.claim]
        found |= {tree: f"{name}, {title}" for text in sources for title, tree in _trees(text)}
    return found


def is_code(source, key: str) -> bool:
    """Whether the cell with this grade id holds code."""
    return any(graded(cell).get("grade_id") == key and is_answer(cell) for cell in source.cells)


def _trees(text: str) -> list[tuple[str, str]]:
    """Name and tree of each function in a text of Python."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    return [(node.name, _tree(node)) for node in functions]


def _tree(function: ast.FunctionDef) -> str:
    """A function without its name, docstring and types, its variables numbered as they appear."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    parts = [*function.args.args, *function.args.kwonlyargs, *body]
    nodes = [node for part in parts for node in ast.walk(part)]
    own = {node.arg for node in nodes if isinstance(node, ast.arg)} | {function.name}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    order: dict[str, str] = {}
    text = "\n".join(ast.dump(part) for part in body) or "nothing"
    text = f"{len(function.args.args)} {text}"

    def number(match: re.Match) -> str:
        return f"'{order.setdefault(match[1], f'_{len(order)}')}'" if match[1] in own else match[0]

    return re.sub(r"'(\w+)'", number, text)
