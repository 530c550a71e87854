"""What a student may rely on in every problem set, this one and those to come.

That the graders judge right is proved by `python -m grading verify` (test_grading_verify.py); here it is the
text, the hints, the inputs that the checks choose, and the first "Run all" of a student.
"""

import ast
import contextlib
import copy
import io
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from grading.answers import read_answers
from grading.execute import execute
from grading.kernel import MIME
from grading.rules import SUFFIX, graded, is_answer, is_check, is_written
from grading.sets import problem_sets
from grading.source import read_source

ROOT = Path(__file__).resolve().parent.parent
NAMES = problem_sets(ROOT)
HINTS = ["Hint 1: the idea", "Hint 2: where to look", "Hint 3: almost the code"]
FACTS = re.compile(r'^(\d+) minutes · ([★☆]{3}) · (\d+) points · section "(.+)"$', re.MULTILINE)

of_every_set = pytest.mark.parametrize("name", NAMES)


def texts(source) -> dict[str, str]:
    """For each task and each question, by grade id, the text since its heading."""
    found, text = {}, ""
    for cell in source.cells:
        if is_answer(cell) or is_written(cell):
            found[graded(cell)["grade_id"]] = text[text.rindex("\n## ") :]
        elif cell.cell_type == "markdown":
            text += "\n" + cell.source
    return found


def points(source) -> dict[str, int]:
    cells = [cell for cell in source.cells if is_check(cell) or is_written(cell)]
    return {graded(cell)["grade_id"].removesuffix(SUFFIX): graded(cell)["points"] for cell in cells}


def fences(source) -> list[str]:
    """The code that stands in the text as ```python; hints use fences without a language."""
    text = "\n".join(cell.source for cell in source.cells if cell.cell_type == "markdown")
    return re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


class Recorded:
    """The solved problem set, run once: every call of a function of the answers, and the tasks it reports."""

    def __init__(self, source):
        self.names, self.calls, self.tasks = {}, [], {}
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in (cell for cell in source.cells if cell.cell_type == "code"):
                exec(cell.source, self.names)
                if is_answer(cell):
                    for function in functions(cell.source):
                        self.names[function] = self.record(function, self.names[function])
                elif is_check(cell):
                    self.tasks[graded(cell)["grade_id"].removesuffix(SUFFIX)] = self.names["task"]

    def record(self, name, function):
        def recorder(*args, **kwargs):
            before = copy.deepcopy(args)
            result = function(*args, **kwargs)
            self.calls.append((name, before, args))
            return result

        return recorder


@pytest.fixture(scope="module")
def solved():
    return {name: Recorded(read_source(name, ROOT)) for name in NAMES}


def functions(code: str) -> list[str]:
    return [node.name for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]


def asked_for(code: str) -> list[str]:
    """The functions and classes that a student writes in this cell."""
    return [node.name for node in ast.parse(code).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def shapes(value) -> list[tuple]:
    """The shapes of the arrays of numbers in an argument: itself, or what a ragged list holds."""
    try:
        array = np.asarray(value.detach() if hasattr(value, "detach") else value)
    except (ValueError, TypeError):
        return [shape for item in value for shape in shapes(item)]
    return [array.shape] if array.dtype.kind in "biuf" else []


@of_every_set
def test_points_and_minutes_in_the_text_are_those_that_count(name):
    source = read_source(name, ROOT)
    told = {task: int(FACTS.search(text)[3]) for task, text in texts(source).items()}
    assert told == points(source)
    assert f"{sum(points(source).values())} points" in source.cells[0].source


@of_every_set
def test_headings_are_numbered_and_sections_stand_in_the_chapter(name):
    number = int(name[2:4])
    (chapter,) = ROOT.glob(f"book/{number:02d}-*.md")
    sections = re.findall(r"^##+ (.+)$", chapter.read_text(encoding="utf-8"), re.MULTILINE)
    for i, (task, text) in enumerate(texts(read_source(name, ROOT)).items(), 1):
        assert text.startswith(f"\n## {number}.{i} "), task
        assert FACTS.search(text)[4] in sections, task


@of_every_set
def test_the_chapter_lists_the_tasks_as_they_are(name):
    number = int(name[2:4])
    (chapter,) = ROOT.glob(f"book/{number:02d}-*.md")
    row = rf"^\| ({number}\.\d) (.+?) \|.*\| (\d+) \| ([★☆]+) \| (\d+) \|"
    listed = re.findall(row, chapter.read_text(encoding="utf-8"), re.MULTILINE)
    source = read_source(name, ROOT)
    code = {graded(cell)["grade_id"]: asked_for(cell.source) for cell in filter(is_answer, source.cells)}
    wanted = []
    for i, (task, text) in enumerate(texts(source).items(), 1):
        called = ", ".join(f"`{function}`" for function in code.get(task, []))
        title = re.search(r"## [\d.]+ (.+)", text)[1]
        wanted.append((f"{number}.{i}", called or title, *FACTS.search(text).groups()[:3]))
    assert listed == wanted


@of_every_set
def test_each_task_has_three_collapsed_hints_and_names_its_functions(name):
    source = read_source(name, ROOT)
    text_of = texts(source)
    for cell in filter(is_answer, source.cells):
        task = graded(cell)["grade_id"]
        assert re.findall(r"^<details><summary>(.+)</summary>$", text_of[task], re.MULTILINE) == HINTS, task
        assert text_of[task].count("\n</details>") == 3, task
        for name_of in asked_for(cell.source):
            assert f"`{name_of}(" in text_of[task], f"{task}: the text gives no call of {name_of}"


@of_every_set
def test_each_question_shows_three_bands_from_all_points_to_none(name):
    source = read_source(name, ROOT)
    for cell in filter(is_written, source.cells):
        text = texts(source)[graded(cell)["grade_id"]]
        bands = [
            (int(low), int(high)) for low, high in re.findall(r"^\| (\d+)–(\d+) \| ", text, re.MULTILINE)
        ]
        assert len(bands) == 3
        assert bands[0][1] == graded(cell)["points"]
        assert [low for low, _ in bands] == [high + 1 for _, high in bands[1:]] + [0]


@of_every_set
def test_each_step_has_a_wrong_answer_that_it_must_catch(name, solved):
    banks = read_answers(ROOT / "solutions" / name, list(solved[name].tasks))
    for task, checked in solved[name].tasks.items():
        caught = {answer.claim for answer in banks[task] if answer.claim}
        assert caught == {step.claim for step in checked.steps}, task
        assert any(step.hidden for step in checked.steps), f"{task} has nothing that runs after handing in"
        assert all(step.hint.endswith((".", "?")) for step in checked.steps), f"{task}: a hint is a sentence"


@of_every_set
def test_checks_never_use_square_matrices(name, solved):
    for function, before, _ in solved[name].calls:
        found = [shape for arg in before for shape in shapes(arg)]
        square = [s for s in found if len(s) > 1 and s[-1] == s[-2] > 1]
        assert not square, f"{function} is called with {square}: a transposed answer would pass"


@of_every_set
def test_solutions_leave_their_arguments_alone(name, solved):
    address = re.compile(r" at 0x[0-9A-Fa-f]+")  # of a random generator, whose state is meant to go on
    for function, before, after in solved[name].calls:
        was, now = address.sub("", repr(before)), address.sub("", repr(after))
        assert was == now, f"{function} changed an argument"


@of_every_set
def test_code_in_the_text_runs(name, solved):
    for code in fences(read_source(name, ROOT)):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, solved[name].names)


@of_every_set
def test_a_check_leaves_the_names_of_a_students_helpers_alone(name):
    for cell in filter(is_check, read_source(name).cells):
        defined = set()
        for node in ast.parse(cell.source).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                defined.add(node.name)
            targets = getattr(node, "targets", [getattr(node, "target", None)])
            parts = [part for target in targets if target for part in ast.walk(target)]
            defined |= {part.id for part in parts if isinstance(part, ast.Name)}
        assert [name for name in defined - {"_", "task"} if not name.startswith("check_")] == []


@of_every_set
def test_stubs_do_nothing_but_raise(name):
    release = nbformat.read(ROOT / "exercises" / name / f"{name}.ipynb", as_version=4)
    bodies = [node for cell in filter(is_answer, release.cells) for node in ast.parse(cell.source).body]
    classes = [node for node in bodies if isinstance(node, ast.ClassDef)]
    assert all(ast.get_docstring(node) for node in classes)
    stubs = [node for node in bodies if node not in classes]
    stubs += [method for node in classes for method in node.body[1:]]  # behind the docstring
    assert stubs
    for stub in stubs:
        docstring, *body = stub.body
        assert isinstance(docstring.value.value, str), f"{stub.name} has no docstring"
        assert [type(line) for line in body] == [ast.Raise], f"{stub.name} should only raise"
        assert "NotImplementedError" in ast.unparse(body[0])


@of_every_set
def test_run_all_on_the_released_notebook_ends_without_an_error(name, tmp_path):
    release = nbformat.read(ROOT / "exercises" / name / f"{name}.ipynb", as_version=4)
    done = execute(release, tmp_path, timeout=60)
    outputs = [output for cell in done.cells for output in cell.get("outputs", [])]
    assert [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"] == []
    results = [output["data"][MIME] for output in outputs if MIME in output.get("data", {})]
    assert len(results) == len(list(filter(is_check, release.cells)))
    for result in results:
        assert result["earned"] == 0
        assert result["steps"][0]["status"] == "todo"
