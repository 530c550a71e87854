"""One way to refuse bad input: the rule, what was expected, what came."""


def require(ok: bool, rule: str, expected: object, got: object) -> None:
    """Raise ValueError unless the rule holds.

    >>> require(2 == 3, "one weight for each input", "3 weights", 2)
    Traceback (most recent call last):
    ValueError: one weight for each input: expected 3 weights, got 2
    """
    if not ok:
        raise ValueError(f"{rule}: expected {expected}, got {got}")
