"""The scenes of chapter 8: what is true in them is what the chapter's exercises ask for."""

import random
from collections import Counter

import pytest

from minilib import scenes
from minilib.scenes import MEN, PLACES, WOMEN


def test_every_word_has_a_number_and_the_specials_come_first():
    words = scenes.vocabulary()
    assert words[:4] == ["[PAD]", "[CLS]", "[SEP]", "[MASK]"]
    assert len(set(words)) == len(words)
    used = {w for first, second in scenes.stories(500) for w in (*first, *second)}
    used |= {w for question, *_ in scenes.questions(500) for w in question}
    assert used == set(words[4:])


def test_she_or_he_is_the_one_who_acts_in_the_active_and_in_the_passive():
    for first, _ in scenes.stories(300, seed=2):
        people = [w for w in first if w in WOMEN + MEN]
        assert len(people) == 2
        doer = people[1] if "by" in first else people[0]
        assert ("she" in first) == (doer in WOMEN)


def test_the_halves_fit_and_what_is_taken_belongs_to_the_place():
    for first, second in scenes.stories(300, seed=3):
        kinds = [things for places, things in PLACES.values() if first[2] in places and first[-1] in things]
        assert kinds
        assert second[-1] == first[2]
        assert first[-1] in second
        assert next(w for w in second if w in WOMEN + MEN) in first


def test_bank_is_a_place_of_two_kinds_and_both_ways_of_speaking_occur():
    firsts = [first for first, _ in scenes.stories(2000, seed=4)]
    things = Counter(first[-1] for first in firsts if first[2] == "bank")
    assert set(things) == {*PLACES["money"][1], *PLACES["river"][1]}
    assert 0.45 < sum("by" in first for first in firsts) / 2000 < 0.55


def test_seeds_decide():
    assert scenes.stories(5, seed=1) == scenes.stories(5, seed=1) != scenes.stories(5, seed=2)


def test_a_mirror_image_has_the_same_words_and_the_other_label():
    pairs = scenes.doers(200, seed=5)
    assert len(pairs) == 400
    for (one, label), (other, opposite) in zip(pairs[::2], pairs[1::2], strict=True):
        assert sorted(one) == sorted(other)
        assert one != other
        assert label == 1 - opposite
        people = [w for w in one if w in WOMEN + MEN]
        assert ((people[1] if "by" in one else people[0]) in WOMEN) == bool(label)


def test_an_answer_is_the_stretch_of_text_that_the_question_asks_for():
    seen = set()
    for question, text, first, last in scenes.questions(400, seed=6):
        answer = text[first : last + 1]
        assert answer[0] == "the"
        people = [w for w in text if w in WOMEN + MEN]
        doer, other = people[::-1] if "by" in text else people
        seen.add(" ".join(question[:2]))
        right = {"who took": doer, "who was": other, "where was": text[2], "what did": text[-1]}
        assert answer[-1] == right[" ".join(question[:2])]
        assert text[first - 1] in ("at", "by", "was", "took", *scenes.VERBS, text[2])
    assert len(seen) == 4


def test_names_know_whose_they_are():
    assert [scenes.woman(name) for name in ("queen", "tired girl", "king", "old boy")] == [1, 1, 0, 0]
    assert scenes.scene(random.Random(1)) == scenes.scene(random.Random(1))


@pytest.mark.parametrize("make", [scenes.stories, scenes.doers, scenes.questions])
def test_no_scenes_are_refused(make):
    with pytest.raises(ValueError, match="scenes to draw: expected at least 1, got 0"):
        make(0)
