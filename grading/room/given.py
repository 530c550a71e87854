"""Run a cell that the course wrote, in the trusted process, as a notebook would."""

import ast
import io
import symtable

from grading.room.cells import Cell

MOST_SHOWN = 20_000  # characters of each check's output


class Bounded(io.StringIO):
    """Keeps the beginning of what is written."""

    def write(self, text: str) -> int:
        super().write(text[: max(0, MOST_SHOWN - self.tell())])
        return len(text)


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
    tree = ast.parse(cell.source, f"<{cell.name}>")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, f"<{cell.name}>", "exec"), namespace)
    return eval(compile(ast.Expression(last.value), f"<{cell.name}>", "eval"), namespace) if last else None
