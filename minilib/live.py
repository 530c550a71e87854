"""Continuous controls written in JavaScript: one ES module, alive with a kernel and without.

In a notebook the module is an anywidget that shares its state with the kernel; in the page the same source
runs with a model that keeps the state in the browser. A module's first line, `// state: …`, lists the names.
"""

import json
from html import escape
from pathlib import Path

import anywidget
import traitlets
from IPython.display import display

from minilib.errors import require

HERE = Path(__file__).parent

# The part of anywidget's model that the modules use: get, set, save_changes, on.
STUB = """
const el=document.querySelector('.live[data-live="NAME"]:not([data-on])');el.dataset.on='';
const state=JSON.parse(el.dataset.state),heard={};
live.render({el,model:{get:k=>state[k],save_changes(){},on(e,f){(heard[e]??=[]).push(f)},
set(k,v){if(state[k]===v)return;state[k]=v;(heard['change:'+k]??[]).forEach(f=>f())}}});
"""


def live(name, **state):
    """Show the control `name` (a module minilib/name.js), starting from this state.

    Raises unless there is such a module, it knows each name of the state, and the values are numbers or text.
    """
    html = page(name, state)
    display({**widget(name, state)._repr_mimebundle_()[0], "text/html": html}, raw=True)


def source(name):
    """Return a module's JavaScript, or refuse a name that has none."""
    modules = sorted(path.stem for path in HERE.glob("*.js"))
    require(name in modules, "controls written in JavaScript", f"one of {modules}", repr(name))
    return (HERE / f"{name}.js").read_text(encoding="utf-8")


def check(name, state):
    """Refuse state that the module does not know or cannot be written as JSON."""
    known = source(name).splitlines()[0].removeprefix("// state:").split()
    for key, value in state.items():
        require(key in known, f"state of {name!r}", f"one of {known}", repr(key))
        require(
            isinstance(value, int | float | str), f"state {key!r}", "a number or text", type(value).__name__
        )


def page(name, state):
    """Return the page's HTML: the module itself, and a model that needs no kernel."""
    check(name, state)
    script = source(name).replace("export default", "const live =") + STUB.replace("NAME", name)
    return (
        f'<div class="live" data-live="{escape(name)}" data-state="{escape(json.dumps(state))}"></div>'
        f'<script type="module">\n{script}</script>'
    )


def widget(name, state):
    """Return the notebook's anywidget; each name of the state is a trait that Python can read and set."""
    traits = {key: traitlets.Any(value).tag(sync=True) for key, value in state.items()}
    return type(name.capitalize(), (anywidget.AnyWidget,), {"_esm": source(name), **traits})()
