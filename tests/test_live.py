"""Controls in JavaScript: one module for notebook and page, known names only, the neuron's own numbers."""

import re

import pytest

from minilib import live as module
from minilib.data import GATES, HEIGHTS
from minilib.live import HERE, live
from minilib.neuron import mean_squared_error, predict, with_bias

NAMES = sorted(path.stem for path in HERE.glob("*.js"))


def test_there_are_controls():
    assert NAMES == ["descent", "gates"]


@pytest.mark.parametrize("name", NAMES)
def test_a_module_can_stand_in_a_page(name):
    source = (HERE / f"{name}.js").read_text()
    assert source.startswith("// state: ")
    assert source.count("export default") == 1
    assert "</script" not in source
    assert not re.search(r"https?:|\bid=|import ", source)
    assert len(source.encode()) < 6 * 1024


@pytest.mark.parametrize("name", NAMES)
def test_a_module_asks_only_for_the_names_it_lists(name):
    source = (HERE / f"{name}.js").read_text()
    known = source.splitlines()[0].split()[2:]
    assert set(re.findall(r'model\.(?:get|set)\("(\w+)"', source)) <= set(known)


def test_one_output_serves_notebook_and_page(monkeypatch):
    bundles = []
    monkeypatch.setattr(module, "display", lambda bundle, raw: bundles.append(bundle))
    live("gates", gate="OR", w0=1.5)
    live("gates", gate="OR", w0=1.5)
    assert {"application/vnd.jupyter.widget-view+json", "text/html"} <= set(bundles[0])
    assert bundles[0]["text/html"] == bundles[1]["text/html"]


def test_the_notebooks_widget_shares_its_state():
    widget = module.widget("gates", {"gate": "OR", "w0": 1.5})
    assert {"gate": "OR", "w0": 1.5, "_esm": module.source("gates")}.items() <= widget.get_state().items()
    widget.set_state({"w0": 2.0})
    assert widget.w0 == 2.0


@pytest.mark.parametrize(
    ("name", "state", "says"),
    [
        ("gate", {}, r"expected one of \['descent', 'gates'\], got 'gate'"),
        ("../errors", {}, "got '../errors'"),
        ("gates", {"bias": 1}, r"expected one of \['gate', 'w0', 'w1', 'b'\], got 'bias'"),
        ("gates", {"w0": [1]}, "state 'w0': expected a number or text, got list"),
    ],
)
def test_what_the_module_does_not_know_is_refused(name, state, says):
    with pytest.raises(ValueError, match=says):
        live(name, **state)


@pytest.fixture
def opened(browser):
    """Open controls as the page does: each is (name, state)."""
    pages = []

    def call(*controls, **how):
        page = browser.new_page(**how)
        pages.append(page)
        errors = []
        page.on("pageerror", lambda error: errors.append(error))
        page.set_content("".join(module.page(name, state) for name, state in controls))
        assert not errors
        return page

    yield call
    for page in pages:
        page.close()


@pytest.mark.parametrize("gate", GATES)
def test_the_gates_show_the_neurons_own_numbers(opened, gate):
    w = [0.7, -1.3, 0.4]
    page = opened(("gates", {"gate": gate, "w0": w[0], "w1": w[1], "b": w[2]}))
    data = [(with_bias(x), y) for x, y in GATES[gate]]
    right = sum((predict(w, x) > 0.5) == (y > 0.5) for x, y in data)
    said, error = page.locator("[role=status]").inner_text().removesuffix(".").rsplit(" ", 1)
    assert said == f"{gate}: {right} of 4 right, mean squared error"
    assert abs(float(error) - mean_squared_error(w, data)) < 0.00501
    alt = page.locator("svg").get_attribute("aria-label")
    for x, y in data:
        assert f"At {x[0]:g},{x[1]:g} the output is {predict(w, x):.1f}, the target {y:g}" in alt


def test_the_line_of_the_gates_lies_where_the_output_is_one_half(opened):
    w0, w1, b = 0.7, -1.1, 0.4
    page = opened(("gates", {"w0": w0, "w1": w1, "b": b}))
    path = page.locator("svg path").get_attribute("d")
    x0, y0, x1, y1 = map(float, re.findall(r"-?[\d.]+", path))
    for x, y in ((x0, y0), (x1, y1)):
        assert w0 * (x - 75) / 150 + w1 * (225 - y) / 150 + b == pytest.approx(0.5)
    page.locator("select").select_option("AND")
    assert "path" in page.locator("svg").inner_html()


def test_two_controls_keep_their_own_state_and_the_keyboard_moves_them(opened):
    page = opened(("gates", {"w0": 1.0}), ("gates", {"w0": -1.0}))
    first, second = page.locator(".live").all()
    before = first.locator("svg").get_attribute("aria-label")
    first.locator("input").first.focus()
    page.keyboard.press("ArrowRight")
    assert first.locator("label output").first.inner_text() == "1.1"
    assert second.locator("label output").first.inner_text() == "-1.0"
    assert first.locator("svg").get_attribute("aria-label") != before


def test_a_neuron_with_no_weights_has_no_line(opened):
    page = opened(("gates", {"w0": 0, "w1": 0, "b": 1}))
    assert page.locator("svg path").get_attribute("d") == ""
    assert "NaN" not in page.locator("svg").inner_html()


def test_without_motion_the_descent_shows_where_it_leads(opened):
    page = opened(("descent", {"lr": 0.3}), reduced_motion="reduce")
    assert "Learned" in page.locator("[role=status]").inner_text()
    x, y = zip(*[(age / 10, height - 50) for [age], height in HEIGHTS], strict=True)
    best = sum(a * b for a, b in zip(x, y, strict=True)) / sum(a * a for a in x) / 10
    assert f"{best:.1f} cm a year" in page.locator("p").first.inner_text()
    assert page.locator("svg").first.get_attribute("aria-label").startswith("Height by age")
    assert page.locator("button").inner_text() == "Play"


@pytest.mark.parametrize(("lr", "verdict"), [(1.1, "Learned"), (2.3, "too large")])
def test_beyond_its_bound_the_descent_explodes_and_begins_again(opened, lr, verdict):
    """The bound is 2 / mean(x²) = 2 / (8.16 / 9) = 2.2; at half of it one step is enough."""
    page = opened(("descent", {"lr": lr}))
    page.get_by_text(verdict).wait_for(timeout=10_000)
    page.get_by_text("step 0:").wait_for(timeout=10_000)
    assert page.locator("[role=status]").inner_text() == ""


def test_the_descent_can_be_stopped(opened):
    page = opened(("descent", {}))
    page.get_by_text("step 1:").wait_for(timeout=10_000)
    page.locator("button").click()
    still = page.locator(".descent").inner_html()
    page.wait_for_timeout(800)
    assert page.locator(".descent").inner_html() == still
    assert page.locator("button").inner_text() == "Play"
