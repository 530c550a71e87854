"""Run a cell that the course wrote, in the trusted process, as a notebook would."""

import ast
import contextlib
import functools
import io
import symtable

from grading.room.cells import Cell

MOST_SHOWN = 20_000  # characters of each check's output


class Bounded(io.StringIO):
    """Keeps the beginning of what is written."""

    def write(self, text: str) -> int:
        super().write(text[: max(0, MOST_SHOWN - self.tell())])
        return len(text)


def prepare(cell: Cell) -> None:
    """Compile a cell of the course now, for all submissions that are forked off later."""
    with contextlib.suppress(SyntaxError, ValueError):  # told when it runs
        if cell.kind != "answer":
            bound_names(cell.source)
            _compiled(cell.name, cell.source)


@functools.cache
def bound_names(source: str) -> set[str]:
    """The names that a cell of the course defines at its top: no answer may define them for it."""
    try:
        symbols = symtable.symtable(source, "cell", "exec").get_symbols()
    except SyntaxError:  # with a magic in it
        return set()
    return {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}


def is_number(result) -> bool:
    return isinstance(result, int | float) and not isinstance(result, bool)


def run_cell(cell: Cell, namespace: dict):
    """Run a cell that the course wrote; the value of its last expression."""
    body, last = _compiled(cell.name, cell.source)
    exec(body, namespace)
    return eval(last, namespace) if last else None


@functools.cache
def _compiled(name: str, source: str):
    tree = ast.parse(source, f"<{name}>")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    value = compile(ast.Expression(last.value), f"<{name}>", "eval") if last else None
    return compile(tree, f"<{name}>", "exec"), value
