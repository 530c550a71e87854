"""A student's notebook as plain data: sources, grade ids, cell ids and the kernel's name, nothing else of it.

Any bytes at all are read, of formats 2 to 4, or refused as `Unreadable`; what is odd but can be read is told.
"""

import gc
import json
from collections.abc import Iterator
from dataclasses import dataclass

from grading.intake.folder import Unreadable, shown

MOST_CELLS = 2000
OLD, NEW, MINOR = (2, 3), 4, 5  # notebook formats


@dataclass(frozen=True)
class Cell:
    """A cell as handed in: kind is code, markdown or raw; no grade id is ""."""

    kind: str
    source: str
    grade_id: str = ""
    cell_id: str = ""


@dataclass(frozen=True)
class Notebook:
    """The cells of a notebook, and sentences on what is odd about the file."""

    cells: list[Cell]
    notes: list[str]


def read_notebook(data: bytes) -> Notebook:
    """The notebook that these bytes are."""
    encoding = json.detect_encoding(data)
    content = _parse(data, encoding)
    if not isinstance(content, dict):
        raise Unreadable("is no notebook, but other JSON")
    notes = _format(content)
    if encoding != "utf-8":
        notes.append(f"the notebook is encoded in {encoding.upper()} instead of UTF-8")
    found = list(_raw_cells(content))
    if len(found) > MOST_CELLS:
        raise Unreadable(f"has {len(found)} cells, and at most {MOST_CELLS} are read")
    cells = [_cell(cell) for cell in found if isinstance(cell, dict)]
    damaged = len(found) - sum(_text(_source(cell)) is not None for cell in found if isinstance(cell, dict))
    if damaged:
        notes.append(f"{damaged} of its cells are damaged and count as empty")
    return Notebook(cells, notes + _kernel(content))


def _parse(data: bytes, encoding: str):
    if not data.strip():
        raise Unreadable("is empty")
    collecting = gc.isenabled()
    gc.disable()  # with millions of lists in the text, collecting would take most of the time
    try:
        # A number of a million digits would be refused; none of a notebook's numbers matters.
        return json.loads(data.decode(encoding), parse_int=lambda word: int(word) if len(word) < 20 else 0)
    except UnicodeDecodeError as error:
        rule = f"is not encoded in UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}"
        raise Unreadable(
            rule if encoding[:5] == "utf-8" else f"is damaged: not {encoding.upper()}"
        ) from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"is not a notebook, or damaged: line {error.lineno}: {error.msg}") from error
    except (RecursionError, MemoryError) as error:
        raise Unreadable("is nested more deeply than any notebook") from error
    finally:
        if collecting:
            gc.enable()


def _format(content: dict) -> list[str]:
    """What there is to say on the notebook's format; one that is not known is refused."""
    version, minor = content.get("nbformat"), content.get("nbformat_minor")
    if type(version) is not int:
        raise Unreadable("is no notebook: it states no notebook format")
    if version not in (*OLD, NEW):
        raise Unreadable(f"has notebook format {version}, and formats {OLD[0]} to {NEW} are known")
    if version in OLD:
        return [f"the notebook has the old format {version}: it was converted"]
    minor = minor if type(minor) is int else 0
    if minor == MINOR:
        return []
    age = "an older" if minor < MINOR else "a newer"
    return [f"the notebook has the format {version}.{minor}, {age} one than {NEW}.{MINOR}"]


def _raw_cells(content: dict) -> Iterator:
    """The cells as they stand in the file: anything at all. Formats before 4 have them in worksheets."""
    sheets = content.get("worksheets") if content["nbformat"] in OLD else [content]
    for sheet in sheets if isinstance(sheets, list) else []:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        yield from cells if isinstance(cells, list) else []


def _cell(cell: dict) -> Cell:
    kind = cell.get("cell_type")
    grade_id = _inner(cell, "metadata", "nbgrader").get("grade_id")
    cell_id = cell.get("id")
    return Cell(
        kind if kind in ("code", "raw") else "markdown",
        _text(_source(cell)) or "",
        grade_id if isinstance(grade_id, str) else "",
        cell_id if isinstance(cell_id, str) else "",
    )


def _source(cell: dict):
    return cell.get("source", cell.get("input"))  # input: code cells before format 4


def _text(source) -> str | None:
    """A source, which is a string or a list of lines; None for anything else. Half characters become "?"."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return source.encode("utf-8", "replace").decode("utf-8") if isinstance(source, str) else None


def _inner(data: dict, *keys: str) -> dict:
    for key in keys:
        data = data.get(key)
        if not isinstance(data, dict):
            return {}
    return data


def _kernel(content: dict) -> list[str]:
    """What there is to say on the notebook's kernel."""
    kernel = _inner(content, "metadata", "kernelspec")
    name, language = kernel.get("name"), kernel.get("language")
    language = language or _inner(content, "metadata", "language_info").get("name")
    if isinstance(language, str) and not language.lower().startswith(("python", "ipython")):
        return [f"the notebook's language is {shown(language)}: it is graded as Python"]
    if isinstance(name, str) and name not in ("", "python3"):
        return [f"the notebook's kernel is {shown(name)}: it is graded with python3"]
    return []
