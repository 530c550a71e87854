"""What is imported once, before submissions are forked off, and not again in each of them.

That is what the cells of the problem set import, and of `LATER` what an answer uses: it takes long, and would
count as the time of its cell.
"""

import contextlib
import gc
import importlib
import os
import re
from typing import NamedTuple

ALWAYS = ["numpy", "numpy.ma", "torch", "torch.testing", "grading.checks"]
CELL = re.compile(r"^```\{code-cell\}.*?^```", re.MULTILINE | re.DOTALL)
IMPORT = re.compile(
    r"^[ \t]*(?:import[ \t]+([\w.]+)|from[ \t]+([\w.]+)[ \t]+import[ \t]+([\w, \t]+))", re.MULTILINE
)
CHECK, ANSWER = (re.compile(rf'"?{word}"?: true') for word in ("grade", "solution"))
OWN = re.compile(r"\bminilib\.\w+")
FORBIDDEN = re.compile(r'"((?:minilib|numpy|scipy|sklearn|torch)(?:\.\w+)*)\.[\w{]')  # what is switched off
LATE = "torch._dynamo"  # takes as long as the rest of torch, which imports it where one of these is used
LATER = {  # what a source uses, and so will import
    LATE: r"\b(optim|checkpoint)\b|torch\.compile\b|[\"']meta[\"']",
    "torch.utils._device": r"torch\.device\(",
    "torch.fx.experimental.symbolic_shapes": r"\.backward\([^)]|\bgrad_outputs\b",
    "matplotlib.pyplot": r"\bmatplotlib\b",
    "IPython.display": r"\bIPython\b",
    "IPython.core.inputtransformer2": r"^[ \t]*[%!]|\?$",
}


class Modules(NamedTuple):
    """What is imported where answers run, and what where checks run."""

    answers: list[str]
    checks: list[str]


MANY = ["torch._dynamo", "matplotlib.pyplot", "IPython.display", "minilib.arrays", "minilib.data"]
MANY += ["tokenizers", "tiktoken"]
EVERYTHING = Modules(MANY, MANY)  # where the problem set is not known


def modules_of(text: str) -> Modules:
    """What the graded cells of a problem set's source import, and what these will import.

    >>> lines = ["```{code-cell} python", ":nbgrader: {}", "from minilib import texts, tokens", "```"]
    >>> modules_of("\\n".join(lines)).checks[-2:]
    ['minilib.texts', 'minilib.tokens']
    """
    cells = [cell for cell in CELL.findall(text) if "nbgrader:" in cell and "[demonstration]" not in cell]
    source, found = "\n".join(cells), list(ALWAYS)
    for whole, package, parts in IMPORT.findall(source):
        names = [part.split()[0] for part in parts.split(",") if part.strip()]
        found += [whole] if whole else [f"{package}.{name}" for name in names]
    found += OWN.findall(source)
    answers = later("\n".join(cell for cell in cells if not CHECK.search(cell)))
    checks = later("\n".join(cell for cell in cells if not ANSWER.search(cell)))
    return Modules(_once(found + FORBIDDEN.findall(source) + answers), _once(found + checks))


def together(several: list[Modules]) -> Modules:
    """What all of these need.

    >>> together([Modules(["a", "b"], ["a"]), Modules(["b", "c"], ["d"])])
    Modules(answers=['a', 'b', 'c'], checks=['a', 'd'])
    """
    return Modules(
        *(_once([name for names in kind for name in names]) for kind in zip(*several, strict=True))
    )


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def later(source: str) -> list[str]:
    """What of `LATER` this source uses.

    >>> later("import matplotlib.pyplot as plt")
    ['matplotlib.pyplot']
    """
    return [name for name, uses in LATER.items() if re.search(uses, source, re.MULTILINE)]


def import_all(modules: list[str]) -> None:
    """Import these, as far as they can be had: some name something in a module."""
    for name in modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def warm_up(modules: list[str]) -> None:
    """Import these and what everything needs, in a process that will be forked."""
    os.environ.setdefault("MPLBACKEND", "Agg")
    import_all([*ALWAYS, *modules])
    import torch

    torch.set_num_threads(1)
    gc.collect()
    gc.freeze()  # so that a fork copies no page only because of a collection
