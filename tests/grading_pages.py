"""Results made by hand for the tests of the grader's pages, and what is demanded of every page."""

from html import unescape
from html.parser import HTMLParser
from re import sub

STAMP = "2026-11-20T10:00:00+00:00"
EVIL = "</pre><script>pwned=1</script><img src=http://evil.test/x onerror=pwned=1>"
EVIL += "\"'\u202eevil\x1b[2J\ud800&lt;"
HARMLESS = """html head meta title style body header main section footer h1 h2 h3 h4 p ul li dl dt dd div pre
    code span mark bdi table thead tbody tr th td a button strong details summary svg rect text"""


def step(claim: str, status: str = "passed", points: float = 1, hidden: bool = False, **told) -> dict:
    """One step of a report; told are its hint, case, expected and got."""
    empty = {"hint": "", "case": "", "expected": "", "got": ""}
    return {"claim": claim, "points": points, "hidden": hidden, "status": status, **empty, **told}


def check(task: str, steps: list[dict], **changes) -> dict:
    """The cell of a check with this report."""
    worth = sum(one["points"] for one in steps)
    earned = sum(one["points"] for one in steps if one["status"] == "passed")
    status = next((one["status"] for one in steps if one["status"] != "passed"), "passed")
    report = {"task": task, "points": worth, "earned": earned, "steps": steps}
    cell = {"name": f"{task}-check", "kind": "check", "status": status, "score": earned, "points": worth}
    return {**cell, "message": "", "check": report, "printed": "", "shown": [], "seconds": 0.1, **changes}


def lost(task: str, status: str, points: float = 4, **changes) -> dict:
    """The cell of a check that did not come to report."""
    return check(task, [], **{"check": None, "status": status, "score": 0.0, "points": points, **changes})


def answer(task: str, status: str = "passed", message: str = "") -> dict:
    """The cell of an answer."""
    cell = {"name": task, "kind": "answer", "status": status, "score": None, "points": 0, "message": message}
    return {**cell, "check": None, "printed": "", "shown": [], "seconds": 0.1}


def result(student: str = "ana", cells: list[dict] = (), **changes) -> dict:
    """One submission's result."""
    begun = {"set": "ps07-sample", "student": student, "status": "graded", "reason": "", "notes": []}
    rest = {"level": "bubblewrap", "key": "", "timestamp": STAMP, "seconds": 0.4, "written": {}}
    return {**begun, **rest, "cells": list(cells), **changes}


def words(page: str) -> str:
    """The text that a page shows, in one line; each piece of markup is a space."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", page.partition("<body")[2].partition(">")[2])).split())


def demand_harmless(text: str, scripts: tuple[str, ...] = ()) -> None:
    """Nothing in a page can act or be asked for from elsewhere, and nothing in it is invisible."""
    page = _Page()
    page.feed(text)
    assert page.tags - set(HARMLESS.split()) == ({"script"} if scripts else set())
    assert page.scripts == list(scripts)
    assert [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "style")] == []
    links = [value for name, value in page.attributes if name == "href"]
    assert [link for link in links if not link.startswith(("#", "https://one-neuron.github.io/"))] == []
    assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x00\x07\x1b")
    text.encode("utf-8")


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.scripts = set(), [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data):
        if self.lasttag == "script" and self.scripts and not self.scripts[-1]:
            self.scripts[-1] = data


def open_alone(browser, path, scheme: str = "light"):
    """A page from a file on a phone, and the list of what it did that it should not have."""
    troubles = []
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, bypass_csp=False
    )
    page = context.new_page()
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: None if request.url == path.as_uri() else troubles.append(request.url))
    page.goto(path.as_uri())
    return page, troubles


def demand_good_manners(browser, path) -> None:
    """On a phone, light and dark: no request, no error, no sideways scroll, and nothing that axe finds."""
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        page, troubles = open_alone(browser, path, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("window.pwned") is None
        assert troubles == []
        page.context.close()
        context = browser.new_context(bypass_csp=True, color_scheme=scheme)  # axe is a script from outside
        page = context.new_page()
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []
        context.close()
