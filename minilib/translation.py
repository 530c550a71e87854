"""A small grammar that says the same in English and in German, so that a translation is right or wrong.

German asks for what English does not show: articles and adjectives agree with the gender and the case of
their noun, the verb has a helper that agrees with its subject and stands second, the participle comes last.
Sentences are lists of words, the first one written small; `written` prints them with a capital.
"""

import random

from minilib.errors import require
from minilib.tokens import pad

PAD, START, STOP = 0, 1, 2
SPECIALS = ["[pad]", "[start]", "[stop]"]
PRONOUNS = {  # English: (German, to have)
    "I": ("ich", "habe"),
    "he": ("er", "hat"),
    "she": ("sie", "hat"),
    "we": ("wir", "haben"),
    "they": ("sie", "haben"),
}
PEOPLE = {  # English: (German, gender)
    "man": ("Mann", "m"),
    "uncle": ("Onkel", "m"),
    "woman": ("Frau", "f"),
    "aunt": ("Tante", "f"),
    "child": ("Kind", "n"),
    "girl": ("Mädchen", "n"),
}
FOOD = {
    "apple": ("Apfel", "m"),
    "fish": ("Fisch", "m"),
    "cake": ("Kuchen", "m"),
    "orange": ("Orange", "f"),
    "soup": ("Suppe", "f"),
    "pear": ("Birne", "f"),
    "egg": ("Ei", "n"),
    "roll": ("Brötchen", "n"),
}
ADJECTIVES = {"old": "alt", "small": "klein", "good": "gut", "cold": "kalt", "big": "groß"}
VERBS = {"ate": "gegessen", "cooked": "gekocht", "bought": "gekauft", "took": "genommen"}
MEETING = {"saw": "gesehen", "found": "gefunden"}  # these have people as objects, too
TIMES = {"yesterday": "gestern", "today": "heute", "then": "dann"}
ENDINGS = {  # case and gender: the, a, endings of the adjective after each
    ("nominative", "m"): ("der", "ein", "e", "er"),
    ("nominative", "f"): ("die", "eine", "e", "e"),
    ("nominative", "n"): ("das", "ein", "e", "es"),
    ("accusative", "m"): ("den", "einen", "en", "en"),
    ("accusative", "f"): ("die", "eine", "e", "e"),
    ("accusative", "n"): ("das", "ein", "e", "es"),
    ("dative", "m"): ("dem", "einem", "en", "en"),
    ("dative", "f"): ("der", "einer", "en", "en"),
    ("dative", "n"): ("dem", "einem", "en", "en"),
}


def phrase(rng, nouns, case, adjectives=0.4):
    """The or a, perhaps an adjective, and a noun, in both languages: -> (English, German)."""
    noun = rng.choice(list(nouns))
    german, gender = nouns[noun]
    indefinite = rng.random() < 0.5
    article, ending = ENDINGS[case, gender][indefinite], ENDINGS[case, gender][2 + indefinite]
    english, deutsch = [noun], [german]
    if rng.random() < adjectives:
        adjective = rng.choice(list(ADJECTIVES))
        english, deutsch = [adjective, noun], [ADJECTIVES[adjective] + ending, german]
    a = "an" if english[0][0] in "aeiou" else "a"
    return [a if indefinite else "the", *english], [article, *deutsch]


def subject(rng):
    """Who did it: -> (English, German, the form of to have)."""
    if rng.random() < 0.5:
        pronoun = rng.choice(list(PRONOUNS))
        german, have = PRONOUNS[pronoun]
        return [pronoun], [german], have
    return *phrase(rng, PEOPLE, "nominative"), "hat"


def predicate(rng):
    """What was done, and to what: -> (English, German objects, German participle)."""
    if rng.random() < 0.25:
        whom, wem = phrase(rng, PEOPLE, "dative", adjectives=0.2)
        what, was = phrase(rng, FOOD, "accusative", adjectives=0.2)
        return ["gave", *whom, *what], [*wem, *was], "gegeben"
    verb = rng.choice([*VERBS, *MEETING])
    nouns = FOOD | PEOPLE if verb in MEETING else FOOD
    what, was = phrase(rng, nouns, "accusative")
    return [verb, *what], was, (VERBS | MEETING)[verb]


def clause(rng):
    """Who did what: -> (English, German start, German rest, the form of to have, German participle)."""
    who, wer, have = subject(rng)
    did, objects, participle = predicate(rng)
    return [*who, *did], wer, objects, have, participle


def sentence(rng):
    """A sentence in both languages. A time may come first, a reason last, and both move German words.

    >>> [written(words) for words in sentence(random.Random(2))]
    ['A small man found a girl', 'Ein kleiner Mann hat ein Mädchen gefunden']
    """
    english, wer, objects, have, participle = clause(rng)
    german = [*wer, have, *objects, participle]
    if rng.random() < 0.3:  # the helper stays second, the subject makes room for it
        time = rng.choice(list(TIMES))
        english, german = [time, *english], [TIMES[time], have, *wer, *objects, participle]
    if rng.random() < 0.4:  # a reason keeps its helper for the very end
        reason, wer, objects, have, participle = clause(rng)
        english, german = [*english, "because", *reason], [*german, ",", "weil", *wer, *objects]
        german += [participle, have]
    return english, german


def pairs(count, seed=0, without=()):
    """Draw sentences with their translations, none whose English is in `without`. Raises unless count ≥ 1.

    >>> len(pairs(3))
    3
    """
    require(count >= 1, "sentences to draw", "at least 1", count)
    rng, left_out, drawn = random.Random(seed), {" ".join(words) for words in without}, []
    while len(drawn) < count:
        english, german = sentence(rng)
        if " ".join(english) not in left_out:
            drawn.append((english, german))
    return drawn


def vocabularies():
    """The words of both languages, after the specials: -> (English, German)."""
    things = [*PRONOUNS, *PEOPLE, *FOOD, *ADJECTIVES, *VERBS, *MEETING, "gave", *TIMES, "because"]
    things += ["a", "an", "the"]
    german = {word for word, _ in [*PRONOUNS.values(), *PEOPLE.values(), *FOOD.values()]}
    german |= {have for _, have in PRONOUNS.values()} | {"gegeben", ",", "weil"}
    german |= {*VERBS.values(), *MEETING.values(), *TIMES.values()}
    for the, a, weak, mixed in ENDINGS.values():
        german |= {the, a} | {adjective + end for adjective in ADJECTIVES.values() for end in (weak, mixed)}
    return [*SPECIALS, *sorted(things)], [*SPECIALS, *sorted(german)]


def written(words):
    """A sentence to read: words -> text with a capital, specials left out.

    >>> written(["[start]", "ich", "habe", "gegessen", "[stop]"])
    'Ich habe gegessen'
    """
    text = " ".join(word for word in words if word not in SPECIALS).replace(" ,", ",")
    return text[:1].upper() + text[1:]


def numbered(sentences, vocabulary, stop=False):
    """Sentences as one table of token numbers, and where it is real: -> ids (B, T), mask (B, T).

    Raises KeyError for a word that the vocabulary lacks.
    """
    index = {word: i for i, word in enumerate(vocabulary)}
    rows = [[index[word] for word in words] + [STOP] * stop for words in sentences]
    return pad(rows, PAD)
