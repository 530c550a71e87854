"""A small made-up language: sentences drawn from a grammar, so that we know what there is to be learned.

Persons differ in role and gender, nouns in kind and number, verbs in action and tense. Every role, kind and
verb has company of its own; genders, numbers and tenses have markers: his and her, one and many, today, once.
SHE is how often an occupation is called "she". These shares are inventions of this course, not statistics.
"""

import random

from minilib.errors import require

PERSONS = {  # role: (he, she), then what belongs to the role
    "ruler": (("king", "queen"), ("crown", "throne")),
    "heir": (("prince", "princess"), ("crown", "castle")),
    "adult": (("man", "woman"), ("house", "coat")),
    "child": (("boy", "girl"), ("toy", "school")),
    "parent": (("father", "mother"), ("baby", "cradle")),
    "host": (("waiter", "waitress"), ("tray", "table")),
}
NOUNS = {  # (one, many), then the company
    ("cat", "cats"): ("mouse", "cream"),
    ("dog", "dogs"): ("bone", "kennel"),
    ("horse", "horses"): ("hay", "stable"),
    ("bird", "birds"): ("nest", "feather"),
    ("ship", "ships"): ("sail", "harbour"),
    ("tree", "trees"): ("leaf", "root"),
}
VERBS = {  # (today, yesterday), then the objects that only this verb has
    ("eats", "ate"): ("bread", "soup"),
    ("drinks", "drank"): ("milk", "wine"),
    ("writes", "wrote"): ("letter", "poem"),
    ("sings", "sang"): ("song", "tune"),
    ("drives", "drove"): ("car", "truck"),
    ("wears", "wore"): ("hat", "boots"),
}
SHE = {"nurse": 0.95, "librarian": 0.8, "teacher": 0.5, "pilot": 0.2, "engineer": 0.05}
WORKPLACES = {
    "nurse": "ward",
    "librarian": "shelf",
    "teacher": "blackboard",
    "pilot": "cockpit",
    "engineer": "bridge",
}
LENDING, RIVER = ("money", "loan", "coins"), ("river", "reeds", "water")
PAIRS = [("he", "she"), ("his", "her"), *(words for words, _ in PERSONS.values())]
SWAP = dict(PAIRS) | {she: he for he, she in PAIRS}


def sentences(count, seed=0, she=None):
    """Draw sentences from the grammar, each a list of words; `she` replaces shares of SHE.

    Raises ValueError unless count is at least 1 and every share lies between 0 and 1.

    >>> len(sentences(3))
    3
    """
    require(count >= 1, "sentences to draw", "at least 1", count)
    shares = SHE | (she or {})
    for job, share in shares.items():
        require(job in SHE, "occupations of the grammar", f"one of {list(SHE)}", job)
        require(0 <= share <= 1, f"the share of she for {job!r}", "between 0 and 1", share)
    rng = random.Random(seed)
    kinds = (person, person, person, noun, noun, verb, verb, lambda rng: occupation(rng, shares), bank)
    return [rng.choice(kinds)(rng).split() for _ in range(count)]


def person(rng):
    """A person, the pronouns of one gender, and something that belongs to the role."""
    words, belongings = rng.choice(list(PERSONS.values()))
    who, (he, his) = rng.choice(list(zip(words, (("he", "his"), ("she", "her")), strict=True)))
    thing = rng.choice(belongings)
    return rng.choice((f"the {who} says {he} likes {his} {thing}", f"the {who} and {his} {thing}"))


def noun(rng):
    """One or many of something, with its company."""
    (one, many), company = rng.choice(list(NOUNS.items()))
    if rng.random() < 0.5:
        return f"{rng.choice(('one', 'this'))} {one} is near the {rng.choice(company)}"
    return f"{rng.choice(('many', 'these'))} {many} are near the {rng.choice(company)}"


def verb(rng):
    """Somebody who does something today, or did it yesterday."""
    (today, yesterday), objects = rng.choice(list(VERBS.items()))
    form, when = (today, ("today", "now")) if rng.random() < 0.5 else (yesterday, ("yesterday", "once"))
    return f"{rng.choice(when)} somebody {form} the {rng.choice(objects)}"


def occupation(rng, shares):
    """Somebody at work, called he or she by the shares."""
    job = rng.choice(list(shares))
    he, his = ("she", "her") if rng.random() < shares[job] else ("he", "his")
    return f"the {job} says {he} likes {his} {WORKPLACES[job]}"


def bank(rng):
    """The bank of money or that of a river; "lender" and "shore" have one of the two meanings each."""
    if rng.random() < 0.5:
        return f"the {rng.choice(('bank', 'lender'))} keeps {rng.choice(LENDING)} for {rng.choice(LENDING)}"
    return f"the {rng.choice(('bank', 'shore'))} has {rng.choice(RIVER)} beside {rng.choice(RIVER)}"


def balanced(corpus):
    """Every sentence twice: as it is, and with every word of one gender exchanged for its partner.

    Zhao et al. 2018 call this gender swapping.

    >>> balanced([["the", "king", "likes", "his", "crown"]])[1]
    ['the', 'queen', 'likes', 'her', 'crown']
    """
    return [s for words in corpus for s in (words, [SWAP.get(word, word) for word in words])]


def vocabulary(corpus):
    """The different words, in alphabetical order.

    >>> vocabulary([["one", "cat"], ["one", "dog"]])
    ['cat', 'dog', 'one']
    """
    return sorted({word for words in corpus for word in words})
