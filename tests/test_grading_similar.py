"""Pairs of answers that are alike: what counts as alike, what does not, and the page that shows them."""

import random
import re
import time

import pytest
from grading_pages import EVIL, demand_good_manners, demand_harmless, words

from grading.answers import read_answers
from grading.pages.fingerprints import MOST, K, W, runs, tokens, winnow
from grading.pages.side_by_side import shared, side_by_side
from grading.pages.similar import Pair, given_code, similar
from grading.sets import problem_sets
from grading.source import ROOT, read_source

STUB = '''def fit(X, y, steps):
    """The weights that fit best."""
    raise NotImplementedError'''

ANSWER = '''def fit(X, y, steps):
    """The weights that fit best."""
    weights = [0.0] * len(X[0])
    for _ in range(steps):
        for row, target in zip(X, y):
            error = target - sum(w * x for w, x in zip(weights, row))
            weights = [w + 0.05 * error * x for w, x in zip(weights, row)]
        if max(abs(w) for w in weights) > 1e6:
            break
    return weights, sum(abs(w) for w in weights)
'''

# The same with other names, comments and layout, and a line that does nothing.
DISGUISED = """# my own work
def fit(data, labels, n):
    '''A docstring of
    another kind.'''
    v = [0.0] * len(
        data[0],
    )   # one for each input
    for turn in range(n):

        for a, b in zip(data, labels):
            e = b - sum(p * q for p, q in zip(v, a))
            v = [p + 0.05 * e * q for p, q in zip(v, a)]
        unused = None
        if max(abs(p) for p in v) > 1e6: break
    return v, sum(abs(p) for p in v)"""

OTHER = """def fit(X, y, steps):
    import numpy as np
    X, y = np.asarray(X), np.asarray(y)
    w, k = np.zeros(X.shape[1]), 0
    while k < steps and np.abs(w).max(initial=0.0) <= 1e6:
        for i in range(len(X)):
            w = w + 0.05 * (y[i] - X[i] @ w) * X[i]
        k += 1
    return w.tolist(), float(np.abs(w).sum())
"""


def pairs_of(*answers: str, given: str = STUB) -> list[Pair]:
    return similar({f"s{k}": {"fit": text} for k, text in enumerate(answers)}, {"fit": given})


def test_other_names_comments_and_layout_are_seen_through():
    (pair,) = pairs_of(ANSWER, OTHER, DISGUISED)
    assert pair.students == ("s0", "s2")
    assert pair.share >= 0.7
    (same,) = pairs_of(ANSWER, DISGUISED.replace("        unused = None\n", ""))
    assert same.share == 1.0
    assert [(cell.task, cell.share) for cell in same.cells] == [("fit", 1.0)]


def test_names_matter_where_they_say_what_is_done():
    assert tokens("np.sum(x)")[2].text == "sum"
    assert runs(tokens(ANSWER)) != runs(tokens(ANSWER.replace("abs(", "min(")))
    assert runs(tokens(ANSWER)) != runs(tokens(ANSWER.replace("0.05", "0.01")))
    swapped = ANSWER.replace("w * x for w, x", "x * w for w, x")
    assert runs(tokens(ANSWER)) != runs(tokens(swapped))  # which name is which still counts


@pytest.mark.parametrize(
    "broken",
    [ANSWER[:-10], ANSWER.replace("zip(X, y)", "zip(X, y"), ANSWER + "  '''", "\t" + ANSWER],
)
def test_code_that_is_not_python_is_read_all_the_same(broken):
    with pytest.raises(SyntaxError):
        compile(broken, "broken", "exec")
    (pair,) = pairs_of(ANSWER, broken)
    assert pair.share >= 0.8


def test_short_answers_are_never_enough():
    short = "def fit(X, y, steps):\n    return [sum(a * b for a, b in zip(x, y)) for x in X if max(x) > 0]"
    assert len(tokens(short, frozenset(STUB.splitlines()))) > 2 * K
    assert pairs_of(short, short) == []
    assert (
        len(pairs_of(short.replace("return", f"{'z = y[0] * 3 - len(y); ' * 4}return"), ANSWER, ANSWER)) == 1
    )


def test_what_was_given_does_not_count():
    assert len(pairs_of(ANSWER, ANSWER)) == 1
    assert pairs_of(ANSWER, ANSWER, given=ANSWER) == []
    hint = "".join(ANSWER.splitlines(keepends=True)[2:8])
    assert pairs_of(ANSWER, ANSWER, given=f"{STUB}\n{hint}") == []
    assert pairs_of(DISGUISED, DISGUISED, given=ANSWER) == []  # nor under other names


def test_what_many_have_is_a_usual_way_to_write_it():
    assert len(pairs_of(*[ANSWER] * 8)) == 28
    assert pairs_of(*[ANSWER] * 9) == []
    twins = [DISGUISED.replace("0.05", "0.07 - 0.02").replace("e * q", "q * e + [0][0]")] * 2
    assert len(pairs_of(*[ANSWER] * 9, *twins)) <= 1


def test_cells_are_compared_with_the_same_cell_of_others_and_add_up():
    given = {"fit": STUB, "refit": STUB}
    class_ = {
        "ana": {"fit": ANSWER, "refit": OTHER},
        "bob": {"fit": DISGUISED},
        "cleo": {"fit": OTHER, "why": ANSWER},
    }
    class_ |= {"dan": {"fit": ANSWER, "refit": OTHER, "why": ANSWER}}
    found = {pair.students: [cell.task for cell in pair.cells] for pair in similar(class_, given)}
    assert found == {("ana", "dan"): ["fit", "refit"], ("ana", "bob"): ["fit"], ("bob", "dan"): ["fit"]}
    assert next(iter(found)) == ("ana", "dan")


def test_texts_that_share_enough_in_a_row_share_a_fingerprint():
    rng = random.Random(0)
    for _ in range(200):
        common = [rng.randrange(10**9) for _ in range(W)]  # W runs in a row are K + W - 1 tokens
        texts = [[rng.randrange(10**9) for _ in range(rng.randrange(30))] for _ in range(4)]
        a, b = texts[0] + common + texts[1], texts[2] + common + texts[3]
        assert winnow(a) & winnow(b) & set(common)
        assert len(winnow(a)) < len(a)


@pytest.mark.parametrize("name", problem_sets())
def test_answers_written_differently_are_rarely_alike(name):
    given = given_code(read_source(name))
    people: dict[str, dict[str, str]] = {}
    for task, answers in read_answers(ROOT / "solutions" / name, list(given)).items():
        for k, answer in enumerate(answer for answer in answers if not answer.claim):
            people.setdefault(f"person{k}", {})[task] = answer.source
    assert len(people) >= 2
    compared = len(given) * len(people) * (len(people) - 1) / 2
    assert sum(len(pair.cells) for pair in similar(people, given)) <= 0.03 * compared


def test_what_is_given_is_the_stub_and_the_code_of_the_hints():
    given = given_code(read_source("ps01-neuron"))
    assert '"""The neuron\'s predictions for a batch' in given["forward"]
    assert "predictions.append(total)" in given["forward"]
    assert "raise NotImplementedError" in given["forward"]
    assert "strict=True" not in given["forward"]  # of the solution
    assert "predictions.append(total)" not in given["delta_step"]
    assert "too_right" not in given


def test_a_class_of_five_hundred_takes_seconds():
    rng, lines = random.Random(0), ANSWER.splitlines()
    own = "    {} = {} {} {}"
    class_ = {}
    for k in range(500):
        text = list(lines)
        for _ in range(12):
            a, b = rng.choices("abcdefgh", k=2)
            text.insert(rng.randrange(2, len(text)), own.format(a, b, rng.choice("+-*/"), rng.randrange(100)))
        class_[f"s{k}"] = {"fit": "\n".join(text)}
    class_["twin"] = {"fit": re.sub(r"\berror\b", "miss", class_["s7"]["fit"])}
    began = time.monotonic()
    found = similar(class_, {"fit": STUB})
    assert time.monotonic() - began < 20
    assert ("s7", "twin") in [pair.students for pair in found]
    assert len(found) < 50


@pytest.mark.parametrize(
    "bomb", ["'''" * 20_001 + "\\", "\\" * MOST, '"' * MOST, "(" * MOST, "x" * MOST, "1e" * MOST]
)
def test_no_text_is_slow_to_read(bomb):
    began = time.monotonic()
    runs(tokens(bomb, frozenset({"x"})))
    assert time.monotonic() - began < 5


def test_the_shared_code_is_marked_and_the_rest_is_not():
    given = frozenset(line.strip() for line in STUB.splitlines())
    both = {*runs(tokens(ANSWER, given))} & {*runs(tokens(DISGUISED, given))}
    marked = "".join(DISGUISED[a:b] for a, b in shared(DISGUISED, given, both))
    assert "e = b - sum(p * q for p, q in zip(v, a))" in marked
    assert "my own work" not in marked
    assert "None" not in marked


def sample() -> tuple:
    class_ = {"ana": {"fit": ANSWER}, "bob": {"fit": DISGUISED}, "cleo": {"fit": OTHER}}
    given = {"fit": STUB}
    return similar(class_, given), class_, given


def test_the_page_shows_them_side_by_side_and_accuses_nobody():
    page = side_by_side("ps07-sample", *sample())
    text = words(page)
    assert "1 pair of 3 submissions with code that is alike." in text
    assert text.index("ana and bob") < text.index("fit: ")
    assert "import numpy" not in text
    assert re.search(r'<span class="line">            <mark>e = b - sum\(', page)
    assert not re.search(r"cop(y|ied)|cheat|plagiar|suspect|guilt|steal|stole|dishonest", text, re.IGNORECASE)
    assert "Alike does not say why." in text


def test_a_class_without_pairs_has_a_page():
    assert "No pair of 1 submissions" in words(
        side_by_side("ps07-sample", [], {"ana": {"fit": ANSWER}}, {"fit": STUB})
    )


def test_nothing_that_a_student_wrote_can_act(browser, tmp_path):
    texts = {f"{EVIL}{k}": {EVIL: f"{ANSWER}\n{EVIL}"} for k in range(2)}
    page = side_by_side(EVIL, similar(texts, {EVIL: EVIL}), texts, {EVIL: EVIL})
    assert page.count("<mark>") > 10
    demand_harmless(page)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    demand_good_manners(browser, tmp_path / "page.html")
