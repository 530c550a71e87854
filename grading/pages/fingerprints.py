"""Fingerprints of code that do not depend on names, comments or layout, also where the code is broken.

Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document fingerprinting": hash every
run of K tokens, and of every W hashes in a row keep the smallest. Two texts that share K + W - 1 tokens in a
row are sure to share a fingerprint. A regular expression reads the tokens, since `tokenize` gives up on code
with a missing bracket.
"""

import builtins
import hashlib
import keyword
import re
from dataclasses import dataclass

K, W = 10, 5
MOST = 100_000  # characters that are read of one answer

TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<string>[rRbBuUfF]{0,2}(?:\"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)|'''(?:\\.|[^\\])*?(?:'''|\Z)
        |"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))
    |(?P<name>[^\W\d]\w*)
    |(?P<number>(?:\d[\w.]*|\.\d\w*)(?:(?<=[eE])[+-]\d+)?)
    |(?P<sign>\*\*=?|//=?|<<=?|>>=?|->|:=|[!=<>+\-*/%&|^@]=|[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)
QUOTES = "\"'"
KEPT = frozenset(keyword.kwlist) | frozenset(dir(builtins))  # names that mean the same in every answer


@dataclass(frozen=True)
class Token:
    """What stands in the code from start to end; text is None for a name that the author could choose."""

    start: int
    end: int
    text: str | None
    name: str


def tokens(source: str, given: frozenset[str] = frozenset()) -> list[Token]:
    """The code's tokens without comments, docstrings and the lines that were given (each stripped)."""
    source, found = source[:MOST], []
    lines = _given_places(source, given)
    for match in TOKEN.finditer(source):
        kind, text = match.lastgroup, match[0]
        if kind == "comment" or match.start() in lines or (kind == "string" and _stands_alone(source, match)):
            continue
        chosen = kind == "name" and text not in KEPT and not (found and found[-1].text == ".")
        if text in ")]}" and found and found[-1].text == ",":
            found.pop()  # a comma that only a formatter puts there
        word = f'"{text.strip(QUOTES)}' if kind == "string" else text
        found.append(Token(match.start(), match.end(), None if chosen else word, text))
    return found


def _given_places(source: str, given: frozenset[str]) -> set[int]:
    places, at = set(), 0
    for line in source.splitlines(keepends=True):
        if line.strip() in given:
            places.update(range(at, at + len(line)))
        at += len(line)
    return places


def _stands_alone(source: str, match: re.Match) -> bool:
    """Whether a string is a statement of its own, as docstrings are."""
    if match[0].lstrip("rRuU")[:3] not in ('"""', "'''"):
        return False
    end = source.find("\n", match.end())
    before = source[source.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not before.strip() and not source[match.end() : end if end >= 0 else None].strip()


def runs(code: list[Token]) -> list[int]:
    """A hash for each K tokens in a row; a chosen name counts as the first, second, … to appear in the run.

    Numbered once for all, a new line at the top would make all the rest look different.
    """
    return [_hash(code[i : i + K]) for i in range(len(code) - K + 1)]


def _hash(run: list[Token]) -> int:
    numbers: dict[str, int] = {}
    words = [f"\0{numbers.setdefault(t.name, len(numbers))}" if t.text is None else t.text for t in run]
    return int.from_bytes(hashlib.blake2b("\n".join(words).encode(errors="replace"), digest_size=8).digest())


def winnow(hashes: list[int]) -> set[int]:
    """The smallest of every W hashes in a row; of fewer than W, the smallest.

    >>> sorted(winnow([77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98]))
    [8, 17, 39]
    """
    return {min(hashes[i : i + W]) for i in range(max(1, len(hashes) - W + 1))} if hashes else set()
