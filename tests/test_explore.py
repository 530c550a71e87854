"""Sliders over a figure: one output for notebook and page, in step with each other, within the budget."""

import html
import json
import re

import matplotlib.pyplot as plt
import nbclient
import nbformat
import numpy as np
import pytest

from minilib import explore as module
from minilib import frames, plots
from minilib.explore import explore

VALUES = {"a": [1, 2, 8], "b": [0, 5]}


def draw(a, b=3):
    _, ax = plots.figure(3, 2)
    ax.set(ylim=(0, 10))
    plots.curve(ax, [0, 1], [b, a])
    return f"A line from {b} to <{a}>."


@pytest.fixture
def shown(monkeypatch):
    """Call explore and return what it displays."""
    bundles = []
    monkeypatch.setattr(module, "display", lambda bundle, raw: bundles.append(bundle))

    def call(*args, **kwargs):
        bundles.clear()
        explore(*args, **kwargs)
        (bundle,) = bundles
        return bundle

    return call


def test_one_output_serves_notebook_and_page(shown):
    bundle = shown(draw, VALUES)
    assert {"application/vnd.jupyter.widget-view+json", "text/html"} <= set(bundle)
    assert not plt.get_fignums()


def test_the_page_begins_with_the_start_and_its_sentence(shown):
    page = shown(draw, VALUES, labels={"a": "end α"}, start={"a": 8, "b": 5})["text/html"]
    listed = json.loads(html.unescape(re.search(r'data-frames="(.*?)"', page)[1]))
    assert [words for _, words in listed] == [f"A line from {b} to <{a}>." for a in (1, 2, 8) for b in (0, 5)]
    assert f'alt="A line from 5 to &lt;8&gt;." src="data:image/webp;base64,{listed[5][0]}"' in page
    assert "<span>end α</span>" in page
    assert "<span>b</span>" in page
    assert re.findall(r'max="(\d)" value="(\d)"', page) == [("2", "2"), ("1", "1")]


def test_the_page_has_no_ids_to_clash_and_nothing_from_outside(shown):
    page = shown(draw, VALUES)["text/html"]
    assert not re.search(r"\bid=", page)
    assert not re.search(r"https?:", page)


def test_the_same_figure_gives_the_same_page(shown):
    assert shown(draw, VALUES)["text/html"] == shown(draw, VALUES)["text/html"]


def test_the_notebooks_slider_redraws_figure_text_and_caption():
    _, _, places = frames.frames(draw, VALUES)
    box = module.widget(draw, places, VALUES, {"a": "end α", "b": "b"}, {"a": 1, "b": 0})
    a, _, shelf = box.children
    assert (a.description, a.value) == ("end α", 2)
    before = shelf.value
    a.value = 8
    assert 'alt="A line from 0 to &lt;8&gt;."' in shelf.value
    assert "<p>A line from 0 to &lt;8&gt;.</p>" in shelf.value
    assert re.search('base64,[^"]*', before)[0] != re.search('base64,[^"]*', shelf.value)[0]


def test_settings_may_be_numpys(shown):
    page = shown(draw, {"a": np.linspace(0.1, 0.3, 3)}, start={"a": 0.1})["text/html"]
    assert ">0.1</output>" in page
    assert "0.30000000000000004" not in page


@pytest.mark.parametrize(
    ("values", "more", "says"),
    [
        ({}, {}, "expected 1 or 2 parameters, got 0"),
        ({"a": [1, 2], "b": [1, 2], "c": [1, 2]}, {}, "expected 1 or 2 parameters, got 3"),
        ({"a": [1]}, {}, "settings of 'a': expected 2 or more, got 1"),
        ({"a": range(7), "b": range(6)}, {}, "expected at most 40, got 42"),
        ({"a": [1, 2]}, {"start": {"a": 3}}, r"start of 'a': expected one of \[1, 2\], got 3"),
        ({"a": [1, 2]}, {"start": {"A": 1}}, r"expected one of \['a'\], got 'A'"),
        ({"a": [1, 2]}, {"labels": {"alpha": "α"}}, r"expected one of \['a'\], got 'alpha'"),
    ],
)
def test_settings_that_cannot_work_are_refused(values, more, says):
    with pytest.raises(ValueError, match=says):
        explore(draw, values, **more)
    assert not plt.get_fignums()


def test_a_figure_too_heavy_for_a_page_is_refused():
    def noise(a):
        _, ax = plots.figure()
        ax.imshow(np.random.default_rng(a).uniform(size=(400, 400)), cmap="gray")
        return "Nothing but noise."

    with pytest.raises(ValueError, match=r"expected at most 300000, got \d{6,}"):
        explore(noise, {"a": list(range(12))})


def test_in_the_page_the_keyboard_moves_the_right_figure(shown, browser):
    page = browser.new_page()
    page.set_content(shown(draw, VALUES)["text/html"] * 2)
    first, second = page.locator("figure").all()
    first.locator("input").nth(0).focus()
    page.keyboard.press("End")
    first.locator("input").nth(1).focus()
    page.keyboard.press("ArrowRight")
    image = first.locator("img")
    assert image.get_attribute("alt") == first.locator("figcaption").inner_text() == "A line from 5 to <8>."
    assert image.evaluate("i => i.decode().then(() => i.naturalWidth)") == 384
    assert first.locator("output").all_inner_texts() == ["8", "5"]
    assert first.locator("input").nth(1).get_attribute("aria-valuetext") == "5"
    assert second.locator("img").get_attribute("alt") == "A line from 0 to <1>."
    page.close()


CELLS = [
    "from minilib.plots import curve, figure\n_, ax = figure()\ncurve(ax, [0, 1], [0, 1])",
    "_, ax = figure()\ncurve(ax, [0, 1], [0, 1])",
    "from minilib.explore import explore\ndef draw(a):\n    curve(figure()[1], [0, 1], [0, a])\n"
    "    return f'A line up to {a}.'\nexplore(draw, {'a': [1, 2]})",
    "_, ax = figure()\ncurve(ax, [0, 1], [0, 1])",
]


def test_in_a_kernel_each_cell_shows_its_figure_once_and_the_slider_has_a_model():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = [[set(output.get("data", {})) for output in cell.outputs] for cell in notebook.cells]
    view = "application/vnd.jupyter.widget-view+json"
    assert shown == [
        [{"image/svg+xml"}],
        [{"image/svg+xml"}],
        [{view, "text/html", "text/plain"}],
        [{"image/svg+xml"}],
    ]
    models = notebook.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    box = models[notebook.cells[2].outputs[0].data[view]["model_id"]]
    assert box["model_name"] == "VBoxModel"
    assert "A line up to 1." in str([model["state"].get("value") for model in models.values()])
