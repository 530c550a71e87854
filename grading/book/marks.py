"""What a result means for the gradebook: automatic scores, what a person has to look at, the comments.

As nbgrader has it, but for two things. A regrade asks a person to look again at what a person has scored only
if the answer or its automatic score changed since; nbgrader always asks. And a result without a grade is no
zero: no score is set, and a person is asked.
"""

from grading.rules import SUFFIX
from grading.whole import storable

Answers = dict[str, str]  # by grade id


def marks(result: dict, grades: dict, stubs: Answers, before: Answers) -> dict[str, dict]:
    """By grade id, `auto`: the automatic score (None: none), `needs`: whether a person has to look.

    grades are the rows of the gradebook, stubs what stood in each answer at release, before the answers that
    a person may have seen.
    """
    found = {}
    for name, grade in grades.items():
        auto = _automatic(result, name, stubs)
        needs = auto is None
        if grade.manual_score is not None:
            answer = name.removesuffix(SUFFIX)
            changed = before.get(answer) != _answer(result, answer, stubs) or auto != grade.auto_score
            needs = changed or grade.needs_manual_grade
        found[name] = {"auto": auto, "needs": needs}
    return found


def comments(result: dict, names: list[str], stubs: Answers) -> dict[str, str | None]:
    """By grade id of an answer, what stands beside it where no person wrote a comment."""
    if result["status"] != "graded":
        return dict.fromkeys(names, storable(f"This submission was not graded: {result['reason']}"))
    empty = {name for name in names if _answer(result, name, stubs) == stubs[name]}
    return {name: "No response." if name in empty else None for name in names}


def score_of(grade, auto: float | None) -> float | None:
    """What nbgrader counts for a grade with this automatic score; None where nobody has scored it."""
    score = auto if grade.manual_score is None else grade.manual_score
    return None if score is None else score + (grade.extra_credit or 0.0)


def _automatic(result: dict, name: str, stubs: Answers) -> float | None:
    if result["status"] != "graded":
        return None
    if name in stubs:  # a written answer: as released it is worth nothing, else a person decides
        return 0.0 if _answer(result, name, stubs) == stubs[name] else None
    return next((cell["score"] for cell in result["cells"] if cell["name"] == name), None)


def _answer(result: dict, name: str, stubs: Answers) -> str | None:
    return result["sources"].get(name, stubs.get(name))
