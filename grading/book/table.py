"""Comma-separated values that nobody outside the course can make a spreadsheet run."""

import csv
import io

FORMULA = tuple("=+-@＝＋－＠")  # what begins a formula, in some spreadsheets also as a wide letter


def as_csv(rows: list[list]) -> bytes:
    """The table as UTF-8; text is made harmless, numbers stay numbers, None is empty."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def harmless(cell):
    """The cell, with `'` before a text that a spreadsheet would run as a formula; it looks past blanks."""
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\0", "")
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell
