"""The built book in a headless browser: what a reader can move changes what is seen, and nothing else."""

import course
import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [page.stem for page in course.pages()]
CHAPTERS = [page.stem for page in course.pages() if course.is_chapter(page)]
every_page = pytest.mark.parametrize("name", PAGES)
every_chapter = pytest.mark.parametrize("name", CHAPTERS)

FIRST_LOAD = 1_500_000
PHONE = {"width": 390, "height": 844}
LOADED = """performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .map(entry => [entry.name, entry.decodedBodySize])"""

# Findings that are allowed, by axe's rule. Formulas are left out: axe is slow on their many parts.
ALLOWED = {
    "empty-table-header": "the heading of the column is a formula",
}


@pytest.fixture
def open_page(browser, site):
    """open_page(name, **context) opens a page; at the end no console error, no outside request may remain."""
    contexts, troubles = [], []

    def open_it(name: str, until: str = "load", **options):
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((site, "data:", "blob:")) else troubles.append(r.url),
        )
        page.on("response", lambda r: troubles.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.goto(f"{site}/{name}.html", wait_until=until)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert troubles == []


@every_page
def test_the_first_load_is_light(open_page, name):
    sizes = dict(open_page(name, until="networkidle").evaluate(LOADED))
    assert sum(sizes.values()) <= FIRST_LOAD, sorted(sizes.items(), key=lambda item: -item[1])[:5]


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scroll_and_axe_finds_nothing_new(open_page, name, scheme):
    page = open_page(name, viewport=PHONE, color_scheme=scheme)
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    options = {"resultTypes": ["violations"], "preload": False}
    if scheme == "dark":
        options["runOnly"] = ["color-contrast"]
    found = Axe().run(page, {"exclude": [".katex"]}, options).response["violations"]
    new = [
        (f["id"], n["target"], n["html"][:200]) for f in found for n in f["nodes"] if f["id"] not in ALLOWED
    ]
    assert new == []


@every_chapter
def test_sliders_change_the_figure_and_its_words(open_page, name):
    page = open_page(name)
    for figure in page.locator("figure.explore").all():
        for slider in figure.locator("input[type=range]").all():
            before = seen(figure)
            slider.focus()
            slider.press("ArrowLeft" if slider.input_value() == slider.get_attribute("max") else "ArrowRight")
            after = seen(figure)
            assert all(a != b for a, b in zip(before, after, strict=True)), (before[1], after[1])
            assert slider.get_attribute("aria-valuetext")


def seen(figure) -> tuple[str, str, str]:
    """The pixels of a figure, the text for those who do not see them, and its caption."""
    images = figure.locator("img")
    sources = "".join(image.get_attribute("src") or "" for image in images.all())
    alt = "".join(image.get_attribute("alt") or "" for image in images.all())
    return sources, alt, figure.locator("figcaption").inner_text()


@every_chapter
def test_a_quiz_explains_each_choice_with_the_keyboard_alone(open_page, name):
    page = open_page(name)
    for quiz in page.locator("form.quiz").all():
        radios, status = quiz.locator("input[type=radio]"), quiz.get_by_role("status")
        assert status.inner_text().strip() == ""
        radios.first.focus()
        page.keyboard.press("Space")
        said = [status.inner_text()]
        for _ in range(radios.count() - 1):
            page.keyboard.press("ArrowDown")
            said.append(status.inner_text())
        assert len(set(said)) == radios.count()
        assert all(len(text) > 20 for text in said)
        assert sum("Right" in text for text in said) == 1


@pytest.mark.parametrize("name", ["index", *CHAPTERS])
def test_live_figures_draw_and_answer(open_page, name):
    page = open_page(name)
    for figure in page.locator(".live").all():
        slider = figure.locator("input[type=range]").first
        before = figure.inner_html()
        slider.focus()
        slider.press("ArrowRight")
        page.wait_for_timeout(100)
        assert figure.locator("svg, canvas").count()
        assert figure.inner_html() != before


def test_the_figure_of_the_start_page_moves_by_itself_unless_that_is_not_wanted(open_page):
    def moves(page) -> bool:
        figure = page.locator(".live").first
        figure.scroll_into_view_if_needed()
        before = figure.inner_html()
        page.wait_for_timeout(700)
        return figure.inner_html() != before

    assert moves(open_page("index"))
    assert not moves(open_page("index", reduced_motion="reduce"))


def test_the_button_switches_between_light_and_dark(open_page):
    page = open_page("index", color_scheme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    seen = {page.evaluate(background)}
    for _ in range(3):
        page.locator(".theme-switch-button").first.click()
        seen.add(page.evaluate(background))
    assert len(seen) == 2


def test_search_finds_a_word(open_page):
    page = open_page("search")
    page.goto(page.url + "?q=backpropagation")
    page.wait_for_selector("#search-results li a")
    assert page.locator("#search-results li").count() >= 1


@every_chapter
def test_hidden_code_opens(open_page, name):
    page = open_page(name)
    hidden = page.locator("details.hide").first
    hidden.locator("summary").press("Enter")
    assert hidden.locator("pre").first.is_visible()
