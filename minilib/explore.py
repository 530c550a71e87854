"""Sliders over a figure: widgets that redraw in a live notebook, a player of ready frames in the page.

No ids are used: the page's handler finds its parts from the figure it sits on, so players never clash.
"""

import base64
import json
from html import escape

import ipywidgets
import numpy as np
from IPython.display import display

from minilib.errors import require
from minilib.frames import drawn, frames, layers, pixels, webp
from minilib.plots import STYLE

MOST_FRAMES, MOST_BYTES = 40, 300_000
SCREEN = 96 / STYLE["figure.dpi"]  # CSS pixels a pixel: frames have their true size in inches

CSS = """<style>
.explore{margin:1em 0;padding:0;max-width:100%}
.explore img{display:block;width:100%;height:auto;margin:0 auto}
.explore label{display:flex;flex-wrap:wrap;gap:.2em .8em;align-items:center;margin:.2em 0;min-height:2.2em}
.explore label>span{flex:0 0 auto;min-width:9em}
.explore input{flex:1 1 9em;min-width:8em;margin:0;accent-color:#2b7bba;cursor:pointer}
.explore output{flex:0 0 auto;font-variant-numeric:tabular-nums}
.explore figcaption{margin:.2em 0;min-height:3em;font-size:.95em;font-weight:400;text-align:start}
</style>"""

# `this` is the figure: the sliders' positions give the frame's number, the last parameter changing fastest.
PLAY = """
const frames=JSON.parse(this.dataset.frames);let i=0;
for(const s of this.querySelectorAll('input')){
const v=JSON.parse(s.dataset.values);i=i*v.length+ +s.value;
s.nextElementSibling.value=v[+s.value];s.setAttribute('aria-valuetext',v[+s.value])}
const img=this.querySelector('img');img.src='data:image/webp;base64,'+frames[i][0];img.alt=frames[i][1];
this.querySelector('figcaption').textContent=frames[i][1]
""".strip().replace("\n", "")


def explore(draw, values, labels=None, start=None):
    """Show what `draw(**values)` draws, with a slider for each of its one or two parameters.

    draw opens one matplotlib figure and returns the sentence that describes it: the caption, and the text for
    those who cannot see it. values: {"name": [settings in order]}; labels: {"name": "what readers see"};
    start: {"name": the setting to begin with}. Raises beyond 40 frames or 300 KB, the budget of a whole page.
    """
    start, labels = start or {}, labels or {}
    for name in [*start, *labels]:
        require(name in values, "start and labels name parameters", f"one of {list(values)}", repr(name))
    at, labels = first(values, start), {name: labels.get(name, name) for name in values}
    pictures, sentences, places = frames(draw, values)
    html = player(pictures, sentences, values, labels, at)
    require(len(html) <= MOST_BYTES, "bytes of one figure", f"at most {MOST_BYTES}", len(html))
    display({**widget(draw, places, values, labels, at)._repr_mimebundle_(), "text/html": html}, raw=True)


def first(values, start):
    """Check the parameters and return where each slider begins, as a position in its list of settings.

    >>> first({"lr": [0.1, 0.2, 0.5]}, {"lr": 0.5})
    {'lr': 2}
    """
    require(1 <= len(values) <= 2, "a figure has one or two sliders", "1 or 2 parameters", len(values))
    for name, settings in values.items():
        require(len(settings) >= 2, f"settings of {name!r}", "2 or more", len(settings))
    count = np.prod([len(settings) for settings in values.values()])
    require(count <= MOST_FRAMES, "frames of one figure", f"at most {MOST_FRAMES}", count)
    for name, setting in start.items():
        require(setting in list(values[name]), f"start of {name!r}", f"one of {list(values[name])}", setting)
    return {name: list(v).index(start.get(name, v[0])) for name, v in values.items()}


def player(pictures, sentences, values, labels, at):
    """Return the page's HTML: the starting frame, its sentence, and a range input for each parameter."""
    shared, own = layers(pictures)
    data = json.dumps(list(zip(own, sentences, strict=True)), ensure_ascii=False, separators=(",", ":"))
    i = position(values, at)
    _, height, width, _ = pictures.shape
    sliders = "".join(slider(values[name], labels[name], at[name]) for name in values)
    # The shared layer lies under each frame, also where a theme forbids backgrounds.
    ground = f"url(data:image/webp;base64,{shared}) 0 0/100% 100% no-repeat!important"
    look = f"max-width:{width * SCREEN:.0f}px;background:{ground}"
    return (
        f'{CSS}<figure class="explore" data-frames="{escape(data)}" oninput="{escape(PLAY)}">'
        f'<img class="dark-light" width="{width}" height="{height}" style="{look}" '
        f'alt="{escape(sentences[i])}" src="data:image/webp;base64,{own[i]}">'
        f'{sliders}<figcaption aria-live="polite">{escape(sentences[i])}</figcaption></figure>'
    )


def slider(settings, label, at):
    """Return one labelled range input over the positions of its settings."""
    names = [shown(setting) for setting in settings]
    room = max(map(len, names))  # so that the slider keeps its length
    return (
        f'<label><span>{escape(label)}</span><input type="range" autocomplete="off" '
        f'min="0" max="{len(names) - 1}" value="{at}" aria-valuetext="{escape(names[at])}" '
        f'data-values="{escape(json.dumps(names, ensure_ascii=False))}">'
        f'<output aria-live="off" style="min-width:{room}ch">{escape(names[at])}</output></label>'
    )


def shown(setting):
    """Write a setting as readers see it.

    >>> shown(0.1 + 0.2), shown(12), shown("ReLU")
    ('0.3', '12', 'ReLU')
    """
    return f"{setting:g}" if isinstance(setting, float) else str(setting)


def position(values, at):
    """Return the number of the frame where each slider stands at its position.

    >>> position({"a": [1, 2], "b": [1, 2, 3]}, {"a": 1, "b": 0})
    3
    """
    i = 0
    for name, settings in values.items():
        i = i * len(settings) + at[name]
    return i


def widget(draw, places, values, labels, at):
    """Return the live notebook's control: an ipywidgets slider for each parameter, figure and sentence."""
    sliders = [
        ipywidgets.SelectionSlider(
            options=[(shown(setting), setting) for setting in settings],
            value=settings[at[name]],
            description=labels[name],
            style={"description_width": "9em"},
            layout={"width": "100%"},
        )
        for name, settings in values.items()
    ]
    shelf = ipywidgets.HTML()  # ipywidgets.Image cannot carry a text alternative

    def redraw(_=None):
        fig, sentence = drawn(draw, {name: s.value for name, s in zip(values, sliders, strict=True)})
        data = base64.b64encode(webp(pixels(fig, places))).decode()
        look = f"width:{fig.bbox.width * SCREEN:.0f}px;max-width:100%"
        img = f'<img alt="{escape(sentence)}" style="{look}" src="data:image/webp;base64,{data}">'
        shelf.value = f"{img}<p>{escape(sentence)}</p>"

    redraw()
    for s in sliders:
        s.observe(redraw, "value")
    return ipywidgets.VBox([*sliders, shelf])
