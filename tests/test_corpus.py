"""The grammar keeps its promises: who has which company, which markers, and how often."""

from collections import Counter

import pytest

from minilib.corpus import NOUNS, PAIRS, PERSONS, SHE, VERBS, WORKPLACES, balanced, sentences, vocabulary

CORPUS = sentences(4000, seed=0)


def company(word):
    return {other for sentence in CORPUS if word in sentence for other in sentence} - {word}


def test_sentences_depend_on_the_seed_alone():
    assert sentences(50, seed=3) == sentences(50, seed=3)
    assert sentences(50, seed=3) != sentences(50, seed=4)
    assert len(CORPUS) == 4000


def test_partners_share_their_things_and_differ_in_their_pronouns():
    for (he, she), things in PERSONS.values():
        assert set(things) <= company(he) & company(she)
        assert not {"she", "her"} & company(he)
        assert not {"he", "his"} & company(she)
        assert she not in company(he)


def test_numbers_have_their_markers():
    for one, many in NOUNS:
        assert {"one", "this"} <= company(one)
        assert {"many", "these"} <= company(many)
        assert not {"many", "these", many} & company(one)


def test_tenses_have_their_markers_and_each_verb_objects_of_its_own():
    objects = [thing for things in VERBS.values() for thing in things]
    assert len(objects) == len(set(objects))
    for (today, yesterday), things in VERBS.items():
        assert company(today) == {"today", "now", "somebody", "the", *things}
        assert company(yesterday) == {"yesterday", "once", "somebody", "the", *things}


def test_occupations_are_called_she_as_often_as_they_should():
    corpus = sentences(30_000, seed=1, she={"pilot": 0.6})
    for job, share in (SHE | {"pilot": 0.6}).items():
        said = Counter(s[s.index("says") + 1] for s in corpus if job in s)
        assert said["she"] / said.total() == pytest.approx(share, abs=0.05)
    assert set(WORKPLACES) == set(SHE)


def test_only_bank_has_two_meanings():
    assert not company("lender") & {"river", "reeds", "water"}
    assert not company("shore") & {"money", "loan", "coins"}
    assert {"money", "river", "reeds", "loan"} <= company("bank")


def test_balanced_exchanges_both_ways_and_twice_is_the_same():
    twice = balanced(CORPUS)
    counts = Counter(word for sentence in twice for word in sentence)
    assert len(twice) == 2 * len(CORPUS)
    assert all(counts[he] == counts[she] for he, she in PAIRS)
    assert twice[::2] == CORPUS
    assert balanced(twice[1::2])[1::2] == CORPUS


def test_vocabulary_has_every_word_once_in_order():
    words = vocabulary(CORPUS)
    assert words == sorted(set(words))
    assert set(words) == {word for sentence in CORPUS for word in sentence}


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: sentences(0), "expected at least 1, got 0"),
        (lambda: sentences(1, she={"nurse": 1.5}), "expected between 0 and 1, got 1.5"),
        (lambda: sentences(1, she={"king": 0.5}), "got king"),
    ],
)
def test_bad_wishes_are_refused_with_their_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
