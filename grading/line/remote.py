"""What one process knows of an object that lives in another: it can be called, asked and changed there."""

SPECIAL = [
    "call",
    "len",
    "getitem",
    "setitem",
    "delitem",
    "contains",
    "iter",
    "next",
    "enter",
    "exit",
    "neg",
    "abs",
]
SPECIAL += [
    "add",
    "radd",
    "sub",
    "rsub",
    "mul",
    "rmul",
    "truediv",
    "rtruediv",
    "floordiv",
    "mod",
    "pow",
    "rpow",
]
SPECIAL += ["matmul", "eq", "ne", "lt", "le", "gt", "ge", "bool", "int", "float", "str"]
JUDGING = {"eq", "ne", "lt", "le", "gt", "ge"}
LONGEST = 200  # characters of what the other side calls a thing


class Remote:
    """An object of the other side, by its number there."""

    def __init__(self, peer, number: int, text: str):
        vars(self).update(_peer=peer, _number=number, _text=text)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._peer.ask("get", self._number, name)

    def __setattr__(self, name, value):
        self._peer.ask("set", self._number, name, value)

    def _judge(self, name: str, other):
        """A comparison with another such object; with plain data it is never left to the answer."""
        if not isinstance(other, Remote):
            return NotImplemented
        return self._peer.ask("special", self._number, name, [other])

    def __repr__(self):
        return self._text

    def __hash__(self):
        return hash((id(self._peer), self._number))


def can(value) -> list[str]:
    """Which of the special methods an object has."""
    owned = {
        name for kind in type(value).__mro__ for name, method in vars(kind).items() if method is not None
    }
    return [name for name in SPECIAL if f"__{name}__" in owned]


def remote(peer, number: int, kind: str, text: str, able: list[str]) -> Remote:
    """A stand-in for an object of the other side, with just the special methods that the object has."""
    methods = {f"__{name}__": _method(name) for name in SPECIAL if name in able}
    methods.setdefault("__eq__", object.__eq__)
    if "next" in able:  # what is its own iterator here is so there as well
        methods["__iter__"] = lambda self: self
    kind, text = str(kind)[:LONGEST], str(text)[:LONGEST]
    return type(kind, (Remote,), methods | {"__hash__": Remote.__hash__})(peer, number, text)


def _method(name: str):
    if name == "call":
        return lambda self, *args, **kwargs: self._peer.ask("call", self._number, list(args), kwargs)
    if name in JUDGING:
        return lambda self, other: self._judge(name, other)
    return lambda self, *args: self._peer.ask("special", self._number, name, list(args))
