"""The notebook that formgrader shows: the instructor's, with a student's answers and what the checks said."""

import json
import re
from pathlib import Path

import nbformat
from nbformat import v4

from grading.kernel import MIME
from grading.rules import graded
from grading.whole import short, storable, write_whole

LIVE = re.compile(r"<(?=[A-Za-z/!?])|\](?=[(:])")  # where a tag or the target of a link could begin
WRITTEN = "as_written"  # in the metadata: an answer that was defused


def autograded_path(folder: Path, name: str, student: str) -> Path:
    """Where nbgrader looks for the graded notebook of a student."""
    if student in ("", ".", "..") or any(mark in student for mark in "/\\\0"):
        raise ValueError(f"a student is named as a folder is, got {student!r}")
    return folder / "autograded" / short(storable(student)) / name / f"{name}.ipynb"


def write_autograded(folder: Path, recorded: nbformat.NotebookNode, result: dict) -> None:
    """Write what formgrader shows of this result, and the time of handing in beside it, as nbgrader does."""
    path = autograded_path(folder, result["set"], result["student"])
    text = json.dumps(rebuilt(recorded, result), ensure_ascii=False)
    write_whole(path, text.encode("utf-8", "backslashreplace"))  # which JSON reads back as what it was
    stamp = path.with_name("timestamp.txt")
    if result["timestamp"]:
        write_whole(stamp, result["timestamp"].encode())
    else:
        stamp.unlink(missing_ok=True)


def answers_before(path: Path) -> dict[str, str]:
    """By grade id, the answers in a graded notebook; none when there is none or it cannot be read."""
    try:
        cells = v4.reads(path.read_text(encoding="utf-8")).cells
        answers = [cell for cell in cells if graded(cell).get("solution")]
        return {graded(cell)["grade_id"]: cell.metadata.get(WRITTEN, cell.source) for cell in answers}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def rebuilt(recorded: nbformat.NotebookNode, result: dict) -> dict:
    """The notebook, its ids kept, with the answers of the result, the student's added cells, and outputs.

    Built without nbformat's functions, which validate every output anew and take ten times as long.
    """
    outcomes = {outcome["name"]: outcome for outcome in result["cells"]}
    before, after = _added(result, {cell.id for cell in recorded.cells})
    cells = _told(result)
    for cell in recorded.cells:
        cells += before.get(cell.id, [])
        fresh = dict(cell)
        if graded(cell).get("solution"):
            fresh |= _answer(cell, result["sources"].get(cell.id, cell.source))
        if cell.cell_type == "code" and cell.id in outcomes:
            fresh["outputs"] = _outputs(outcomes[cell.id])
        cells.append(fresh)
    code = [cell for cell in [*cells, *after] if cell["cell_type"] == "code"]
    for count, cell in enumerate(code, 1):
        cell["execution_count"] = count
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = count
    return {**recorded, "cells": [*cells, *after]}


def _answer(cell: nbformat.NotebookNode, text: str) -> dict:
    """What an answer changes in its cell. Words are Markdown, and formgrader would run what tags and links
    hold as the instructor: a space goes where one could begin.
    """
    if cell.cell_type != "markdown" or not LIVE.search(text):
        return {"source": text}
    return {"source": LIVE.sub(r"\g<0> ", text), "metadata": {**cell.metadata, WRITTEN: text}}


def _added(result: dict, known: set[str]) -> tuple[dict[str, list], list]:
    """The cells that the student added, by the id of the cell that follows them; and those at the end."""
    before, row = {}, []
    for outcome in result["cells"]:
        if outcome["name"] in known:
            before[outcome["name"]] = row
            row = []
        else:
            source = result["sources"].get(outcome["name"], "")
            row.append(_cell("code", outcome["name"], source) | {"outputs": _outputs(outcome)})
    return before, row


def _told(result: dict) -> list[dict]:
    """A cell at the top with what is to say of the submission; verbatim, since file names stand in it."""
    lines = [line for line in (result["reason"], *result["notes"]) if line]
    if not lines:
        return []
    said = "\n".join(f"    {' '.join(line.split())}" for line in lines)
    title = f"Noted when this submission was graded ({result['status']}):"
    return [_cell("markdown", "noted", f"{title}\n\n{said}")]


def _cell(kind: str, name: str, source: str) -> dict:
    return {"cell_type": kind, "id": name, "metadata": {}, "source": source}


def _outputs(outcome: dict) -> list[dict]:
    """As a kernel gives them: what was printed, the reports or else the error, the score."""
    outputs = []
    if outcome["printed"]:
        outputs.append({"output_type": "stream", "name": "stdout", "text": outcome["printed"]})
    for report in outcome["shown"]:
        outputs.append({"output_type": "display_data", "data": {"text/plain": report}, "metadata": {}})
    if outcome["shown"] and outcome["check"]:
        outputs[-1]["data"][MIME] = outcome["check"]
    if outcome["message"] and not outcome["shown"]:
        name, said = outcome["status"], outcome["message"]
        error = {"ename": name, "evalue": said, "traceback": [f"{name}: {said}"]}
        outputs.append({"output_type": "error", **error})
    if outcome["score"] is not None:
        data = {"text/plain": f"{outcome['score']}"}
        outputs.append({"output_type": "execute_result", "data": data, "metadata": {}})
    return outputs
