"""Made-up scenes: somebody does something to somebody, takes a thing, and one of the two loses it later.

Who "she" is depends on who did it, "was thanked by" turns the roles round, what can be taken depends on the
place, and "bank" is a place of two kinds. All choices are drawn evenly: an invention of this course.
"""

import random

from minilib.errors import require

WOMEN = ("queen", "mother", "waitress", "girl", "princess", "woman")
MEN = ("king", "father", "waiter", "boy", "prince", "man")
VERBS = ("thanked", "called", "helped", "followed", "warned")
LOOKS = ("old", "young", "tall", "tired")
PLACES = {  # kind: (names), (things to take there)
    "money": (("bank", "office"), ("coins", "loan", "purse")),
    "river": (("bank", "shore"), ("reeds", "boat", "fish")),
    "kitchen": (("kitchen", "table"), ("soup", "bread", "spoon")),
    "garden": (("garden", "gate"), ("rose", "spade", "seeds")),
}
SPECIALS = ("[PAD]", "[CLS]", "[SEP]", "[MASK]")
OTHERS = ("at", "the", "was", "by", "and", "she", "he", "took", "later", "lost", "near")
ASKING = ("who", "where", "what", "did", "take")


def vocabulary():
    """The specials, then all words that scenes and questions can hold: their ids are their places.

    >>> vocabulary()[:5]
    ['[PAD]', '[CLS]', '[SEP]', '[MASK]', 'and']
    """
    places = [word for words in PLACES.values() for word in (*words[0], *words[1])]
    return [*SPECIALS, *sorted({*WOMEN, *MEN, *VERBS, *LOOKS, *places, *OTHERS, *ASKING})]


def scene(rng):
    """One scene as a dictionary: who did what to whom, where, and what was taken."""
    kind = rng.choice(list(PLACES))
    places, things = PLACES[kind]
    people = [rng.choice(WOMEN), rng.choice(MEN)]
    rng.shuffle(people)
    named = [f"{rng.choice(LOOKS)} {who}" if rng.random() < 0.5 else who for who in people]
    return {
        "kind": kind,
        "place": rng.choice(places),
        "thing": rng.choice(things),
        "verb": rng.choice(VERBS),
        "doer": named[0],
        "other": named[1],
        "loser": rng.choice(named),
        "passive": rng.random() < 0.5,
    }


def woman(name):
    """Whether a name, with its look or without, is a woman's.

    >>> woman("old queen"), woman("king")
    (True, False)
    """
    return name.split()[-1] in WOMEN


def act(s):
    """The words in which somebody does something: "at the bank the old queen thanked the king"."""
    if s["passive"]:
        return f"at the {s['place']} the {s['other']} was {s['verb']} by the {s['doer']}".split()
    return f"at the {s['place']} the {s['doer']} {s['verb']} the {s['other']}".split()


def halves(s):
    """A scene's two halves, each a list of words: what was done and taken, and who lost it."""
    she = "she" if woman(s["doer"]) else "he"
    first = [*act(s), *f"and {she} took the {s['thing']}".split()]
    return first, f"later the {s['loser']} lost the {s['thing']} near the {s['place']}".split()


def draw(make, count, seed):
    """What `make` makes of each of some scenes. Raises unless count is at least 1."""
    require(count >= 1, "scenes to draw", "at least 1", count)
    rng = random.Random(seed)
    return [make(scene(rng), rng) for _ in range(count)]


def stories(count, seed=0):
    """Scenes as two halves each: [(words, words), …].

    >>> len(stories(3))
    3
    """
    return draw(lambda s, _: halves(s), count, seed)


def doers(count, seed=0):
    """Pairs of a sentence and whether a woman is the doer, 1 or 0; each comes with its mirror image.

    In the mirror the two have exchanged their roles, so the words are the same and the answer is not.
    """

    def both(s, _):
        mirror = s | {"doer": s["other"], "other": s["doer"]}
        return [(act(t), int(woman(t["doer"]))) for t in (s, mirror)]

    return [pair for two in draw(both, count, seed) for pair in two]


def question(s, rng):
    """A question about a scene's first half, and its answer in words: "who took the coins", "old queen"."""
    she = "she" if woman(s["doer"]) else "he"
    asked = {
        f"who took the {s['thing']}": s["doer"],
        f"who was {s['verb']}": s["other"],
        f"where was the {rng.choice((s['doer'], s['other']))}": s["place"],
        f"what did {she} take": s["thing"],
    }
    return rng.choice(list(asked.items()))


def questions(count, seed=0):
    """Questions with a text and the places of the answer's first and last word in it.

    [(question words, text words, first, last), …]; "the" belongs to the answer.
    """

    def ask(s, rng):
        asked, answer = question(s, rng)
        text, words = halves(s)[0], ["the", *answer.split()]
        first = next(i for i in range(len(text)) if text[i : i + len(words)] == words)
        return asked.split(), text, first, first + len(words) - 1

    return draw(ask, count, seed)
