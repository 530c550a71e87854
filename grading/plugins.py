"""Steps that nbgrader takes beside its own, or in place of them; nbgrader_config.py says where."""

from nbgrader.preprocessors import NbGraderPreprocessor, OverwriteCells

from grading.kernel import MIME
from grading.rules import HIDDEN, SUFFIX, graded, is_answer, is_check

LOST = "stopped before it could give points"


class ForStudents(NbGraderPreprocessor):
    """At release: let `Run all` go on after an error in an answer or its check, and fold the checks' code."""

    def preprocess_cell(self, cell, resources, index):
        if is_answer(cell) or is_check(cell):
            cell.metadata.tags = sorted({*cell.metadata.get("tags", []), "raises-exception"})
        if is_check(cell):
            cell.metadata.jupyter = {"source_hidden": True}
        return cell, resources


class MendMetadata(NbGraderPreprocessor):
    """Before grading: take nbgrader's metadata off copied cells and off cells that lost a part of it.

    nbgrader itself would stop at either, and with it the grading of everybody after in the alphabet.
    Of two cells with one id the last counts, as in nbgrader.
    """

    def preprocess(self, notebook, resources):
        seen = set()
        for cell in reversed(notebook.cells):
            name = graded(cell).get("grade_id")
            if "nbgrader" in cell.metadata and (name in seen or graded(cell).get("schema_version") != 3):
                self.log.warning("Cell %r is a copy or lost its metadata: it is not graded", name)
                del cell.metadata["nbgrader"]
            seen.add(name)
        return notebook, resources


class RestoreCells(OverwriteCells):
    """Before grading: put deleted graded cells back, each check after the answer it belongs to.

    nbgrader's own way fails when the answer is deleted as well, and takes the whole submission with it.
    """

    def add_missing_grade_cells(self, notebook, resources):
        source = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        texts = {cell.name: cell for cell in source.source_cells}
        written = {cell.name for cell in source.solution_cells}
        there = [graded(cell).get("grade_id") for cell in notebook.cells]
        for cell in source.grade_cells:
            if cell.name not in there:
                back = self.missing_cell_transform(texts[cell.name], cell.max_score, cell.name in written)
                back["id"] = cell.name
                task = cell.name.removesuffix(SUFFIX)
                at = there.index(task) + 1 if task in there else len(there)
                notebook.cells.insert(at, back)
                there.insert(at, cell.name)
        return notebook, resources


class HideHiddenTests(NbGraderPreprocessor):
    """In feedback: of a check with hidden tests, show the visible part and the report, and nothing else.

    What an answer prints could be the hidden arguments, and a traceback shows lines of the hidden tests.
    """

    def preprocess_cell(self, cell, resources, index):
        if is_check(cell) and HIDDEN[0] in cell.source:
            before, rest = cell.source.split(HIDDEN[0], 1)
            cell.source = f"{before.rstrip()}\n\n\n{rest.partition(HIDDEN[1])[2].lstrip()}"
            cell.outputs = [shown for output in cell.outputs for shown in _fit_to_show(output)]
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(MIME, None)
        return cell, resources


def _fit_to_show(output) -> list:
    if output.output_type == "error":
        line = f"{output.ename}: the check {LOST}"
        return [output | {"evalue": "", "traceback": [line]}]
    ours = output.output_type == "execute_result" or MIME in output.get("data", {})
    return [output] if ours else []
