"""The graders are graded; and the grading of the graders fails when it should."""

import json
import sys

from grading_sample import command, replace, write_project

from grading.answers import Answer
from grading.judge import judge, report
from grading.sets import problem_sets
from grading.verify import verify

NAME = "ps07-sample"


def test_every_answer_of_every_problem_set_gets_what_it_should(tmp_path):
    assert verify(problem_sets(), tmp_path / "verified.json") == 0
    verified = json.loads((tmp_path / "verified.json").read_text())
    assert list(verified) == problem_sets()
    for found in verified.values():
        assert len(found["tasks"]) >= 6
        for rows in found["tasks"].values():
            kinds = [row["kind"] for row in rows]
            assert kinds[:2] == ["stub", "solution"]
            assert kinds.count("right") >= 2
            assert kinds.count("wrong") >= 5


def test_planted_faults_are_named(tmp_path, capsys):
    folder = write_project(tmp_path, tasks=8) / "solutions" / NAME
    text, answers = folder / f"{NAME}.md", folder / "answers"
    always_right = ("lambda: times2(0.0), 0.0", "lambda: 0.0, 0.0")
    wrong_oracle = (
        "times3(hidden_number), 3 * hidden_number",
        "times3(hidden_number), abs(3 * hidden_number)",
    )
    generous_stub = ('"""Multiply by 7."""\n', '"""Multiply by 7."""\n    return 7 * x\n')
    silent_check = ('task = Task("times9", points=4)', "from grading.checks import Task as T\n" + SILENT)
    for old, new in (always_right, wrong_oracle, generous_stub, silent_check):
        replace(text, old, new)
    replace(answers / "times4.py", "return 4 * abs(x)", "return 4 * x if x < 100 else 0")
    replace(answers / "times5.py", "return sum([x] * 5) + 0.0", "return sum([x] * 5) + 0.1")
    replace(answers / "times6.py", "wrong: adds | zero stays zero", "wrong: adds | one number")
    replace(answers / "times8.py", "right: by a matrix", "wrong: none | one number")
    replace(answers / "times8.py", "right: in bits", "wrong: nothing | one number")
    assert verify([NAME], None, tmp_path) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("✗")]
    for sentence in PLANTED:
        assert any(sentence in line for line in told), "\n".join([sentence, *told])
    faulty = {line.split(": ")[1] for line in told}
    assert faulty == {f"times{k}" for k in range(2, 10)}, "every fault belongs to a task with a planted one"


SILENT = """class Task(T):
    def score(self):
        return float(sum(step.points for step in self.steps if step.status == "passed"))

task = Task("times9", points=4)"""

PLANTED = [
    "times2: the untouched stub gets 1.0, and must get 0",
    "times2: wrong answer 'forgets the return' is caught elsewhere: at 'one number', x=2.0: expected 4.0",
    "times3: the solution gets 2.0 of 4.0: at 'negative numbers too', x=-3.0: expected 9.0, got -9.0",
    "times3: right answer 'in bits' gets 2.0 of 4.0",
    "times3: wrong answer 'drops the sign' is not caught: it gets 4.0 of 4.0",
    "times4: wrong answer 'drops the sign' is not caught: it gets 4.0 of 4.0",
    "times5: right answer 'by adding' gets 0.0 of 4.0: at 'zero stays zero', x=0.0: expected 0.0, got 0.1",
    "times6: wrong answer 'adds' is caught elsewhere: at 'zero stays zero', x=0.0: expected 0.0, got 6.0",
    "times7: the untouched stub gets 4.0, and must get 0",
    "times8: wrong answer 'none' is not caught",
    "times8: it needs at least 2 right answers beside its solution, got 1",
    "times9: the solution: its check cell did not report",
]


def test_the_command_fails_with_the_reason_and_writes_json(tmp_path):
    project = write_project(tmp_path, tasks=1)
    replace(project / "solutions" / NAME / "answers" / "times2.py", "return 2 * abs(x)", "return 2 * x")
    done = command(sys.executable, "-m", "grading", "verify", "ps07", "--json", "out.json", cwd=project)
    assert done.returncode == 1
    assert (
        "✗ ps07-sample: times2: wrong answer 'drops the sign' is not caught: it gets 4.0 of 4.0"
        in done.stdout
    )
    assert "✗ ps07-sample: it needs at least 6 tasks and 1 written question, got 1 and 1" in done.stdout
    problems = json.loads((project / "out.json").read_text())[NAME]["problems"]
    assert [problem.split(":")[0] for problem in problems] == [
        "times2",
        "it needs at least 6 tasks and 1 written question, got 1 and 1",
    ]


def test_an_answer_that_ends_python_is_named(tmp_path, capsys):
    folder = write_project(tmp_path, tasks=1) / "solutions" / NAME
    replace(
        folder / "answers" / "times2.py", "    return sum([x] * 2) + 0.0", "    import os\n    os._exit(1)"
    )
    assert verify([NAME], None, tmp_path) == 1
    assert (
        "✗ ps07-sample: times2: right answer 'by adding' gets 0.0 of 4.0: at 'zero stays zero', x=0.0: "
        "expected 0.0, got Python itself stopped" in capsys.readouterr().out
    )


def grade(score, statuses, earned=None, points=4):
    """What Course.autograde gives for a task with these statuses of three steps of 1, 1 and 2 points."""
    given = zip(("a", "b", "c"), (1, 1, 2), statuses, strict=True)
    steps = [
        {"claim": claim, "points": value, "status": status, "hidden": claim == "c"}
        | {"case": "x", "expected": "1", "got": "2"}
        for claim, value, status in given
    ]
    check = {"task": "t", "points": 4, "earned": score if earned is None else earned, "steps": steps}
    return {
        "t-check": {"score": score, "points": points, "check": check},
        "why": {"score": 0, "points": 3, "check": None},
    }


FULL, STUB = grade(4.0, ("passed",) * 3), grade(0.0, ("todo", "not reached", "not reached"))
WRONG = grade(1.0, ("passed", "failed", "not reached"))


def problems(answers, **grades):
    judged = judge({"t": answers}, {"stub": STUB, "solution": FULL} | grades)
    needed = ("it needs at least", "t: it needs at least")
    return [problem for problem in judged["problems"] if not problem.startswith(needed)]


def test_a_sound_task_has_no_problem():
    answers = [Answer("r", "", ""), Answer("w", "b", "")]
    assert problems(answers, **{"answers-0": FULL, "answers-1": WRONG}) == []


def test_the_gradebook_and_the_check_must_agree():
    (found,) = problems([], solution=grade(4.0, ("passed",) * 3, earned=3.0))
    assert found == "t: the solution: nbgrader records 4.0 points, the check reports 3.0"


def test_steps_must_add_up_to_the_points_of_the_cell():
    found = problems([], solution=grade(5.0, ("passed",) * 3, points=5))
    assert "t: its steps add up to 4 points, its cell has 5" in found


def test_a_written_answer_left_empty_must_get_nothing():
    stub = {**STUB, "why": {"score": None, "points": 3, "check": None}}
    assert problems([], stub=stub) == ["why: the untouched stub gets None, and must get 0"]


def test_the_table_says_where_wrong_answers_are_caught():
    hidden = grade(2.0, ("passed", "passed", "failed"))
    answers = [Answer("first", "b", ""), Answer("second", "c", "")]
    lines = report(
        "set",
        judge({"t": answers}, {"stub": STUB, "solution": FULL, "answers-0": WRONG, "answers-1": hidden}),
    )
    assert [" ".join(line.split()) for line in lines.splitlines()] == [
        *("set", "t, 4 points", "stub 0", "solution 4"),
        *("wrong 1 first visible: b", "wrong 2 second hidden: c", "(no wrong answer is caught at: a)"),
    ]
