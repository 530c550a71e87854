"""The grammar of English and German: its rules, checked on what it draws."""

import itertools
import random
import re

import pytest

from minilib.translation import (
    ADJECTIVES,
    ENDINGS,
    FOOD,
    MEETING,
    PAD,
    PEOPLE,
    PRONOUNS,
    SPECIALS,
    START,
    STOP,
    TIMES,
    VERBS,
    clause,
    numbered,
    pairs,
    phrase,
    predicate,
    subject,
    vocabularies,
    written,
)

MANY = pairs(4000, seed=1)
HAVE = ("habe", "hat", "haben")


def test_the_lectures_sentence_is_in_the_grammar():
    assert (["I", "ate", "an", "apple"], ["ich", "habe", "einen", "Apfel", "gegessen"]) in pairs(
        20_000, seed=0
    )


def test_a_sentence_has_one_translation_and_many_are_different():
    translation = {}
    for english, german in MANY:
        assert translation.setdefault(" ".join(english), german) == german
    assert len(translation) > 3000


def test_every_word_is_in_its_vocabulary_and_no_word_is_twice():
    for words, sentences in zip(vocabularies(), zip(*MANY, strict=True), strict=True):
        assert words[:3] == SPECIALS
        assert len(set(words)) == len(words)
        used = {word for sentence in sentences for word in sentence}
        assert used <= set(words)
        assert len(used) > 0.9 * (len(words) - 3)
    assert [SPECIALS[i] for i in (PAD, START, STOP)] == ["[pad]", "[start]", "[stop]"]


def test_articles_of_the_three_cases():
    assert [ENDINGS["accusative", g][1] for g in "mfn"] == ["einen", "eine", "ein"]
    assert [ENDINGS["nominative", g][0] for g in "mfn"] == ["der", "die", "das"]
    assert [ENDINGS["dative", g][0] for g in "mfn"] == ["dem", "der", "dem"]
    rng = random.Random(0)
    seen = {" ".join(phrase(rng, FOOD, "accusative")[1]) for _ in range(2000)}
    assert {
        "einen alten Apfel",
        "den alten Apfel",
        "ein kaltes Ei",
        "das kalte Ei",
        "eine gute Suppe",
    } <= seen


def test_an_stands_before_vowels_only():
    for english, _ in MANY:
        for article, word in itertools.pairwise(english):
            if article in ("a", "an"):
                assert (article == "an") == (word[0] in "aeiou")


def test_the_helper_agrees_and_stands_where_it_should():
    for english, german in MANY:
        main, *reason = " ".join(german).split(" , ")
        main = main.split()
        place = next(i for i, word in enumerate(main) if word in HAVE)
        first_is_time = main[0] in TIMES.values()
        who = english[1 if first_is_time else 0]
        assert main[place] == (PRONOUNS[who][1] if who in PRONOUNS else "hat")
        assert (place == 1) if first_is_time else main[0] not in HAVE
        assert re.fullmatch(r"ge\w+|genommen", main[-1])
        if reason:
            words = reason[0].split()
            assert words[0] == "weil"
            assert words[-1] in HAVE
            assert words[-2].startswith("ge")
            assert "because" in english


def test_parts_fit_together():
    rng = random.Random(3)
    for _ in range(50):
        who, wer, have = subject(rng)
        did, objects, participle = predicate(rng)
        english, start, rest, helper, last = clause(rng)
        assert who
        assert wer
        assert have in HAVE
        assert participle.startswith("ge")
        assert objects
        assert did[0] in [*VERBS, *MEETING, "gave"]
        assert english
        assert start
        assert rest
        assert helper in HAVE
        assert last.startswith("ge")
    assert all(gender in "mfn" for _, gender in [*PEOPLE.values(), *FOOD.values()])
    assert len(ADJECTIVES) == 5


def test_what_is_held_out_is_not_drawn_and_seeds_repeat():
    held = [english for english, _ in MANY[:200]]
    left_out = {" ".join(words) for words in held}
    drawn = pairs(2000, seed=1, without=held)
    assert not left_out & {" ".join(english) for english, _ in drawn}
    assert pairs(5, seed=2) == pairs(5, seed=2) != pairs(5, seed=3)


def test_numbers_and_words_are_each_others_inverse():
    _, german = vocabularies()
    sentences = [g for _, g in MANY[:7]]
    ids, mask = numbered(sentences, german, stop=True)
    for row, real, words in zip(ids.tolist(), mask.tolist(), sentences, strict=True):
        assert [german[i] for i in row[: sum(real)]] == [*words, "[stop]"]
        assert all(i == PAD for i in row[sum(real) :])
    assert STOP not in numbered(sentences, german)[0]


def test_written_for_people():
    assert written(["dann", "hat", ",", "weil", "[stop]", "[pad]"]) == "Dann hat, weil"
    assert written([]) == ""


def test_refusals():
    with pytest.raises(ValueError, match="sentences to draw: expected at least 1, got 0"):
        pairs(0)
    with pytest.raises(KeyError, match="pizza"):
        numbered([["pizza"]], vocabularies()[0])
