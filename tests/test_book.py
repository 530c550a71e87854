"""The built book and its sources, read as files: pages, links, weight, and what the chapters promise."""

import ast
import re
from functools import cache
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

import course
import downloads
import nbformat
import pytest

import minilib

PAGES = [page.stem for page in course.pages()]
CHAPTERS = [page.stem for page in course.pages() if course.is_chapter(page)]
every_page = pytest.mark.parametrize("name", PAGES)
every_chapter = pytest.mark.parametrize("name", CHAPTERS)


class Tags(HTMLParser):
    """Every start tag of a page with its attributes, and the page's text outside scripts and code."""

    def __init__(self, html: str):
        super().__init__()
        self.tags, self.text, self.silent = [], "", 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.silent += tag in ("script", "style", "code", "pre")

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style", "code", "pre")

    def handle_data(self, data):
        self.text += "" if self.silent else data

    def all(self, *names: str) -> list[dict]:
        return [attributes for tag, attributes in self.tags if tag in names]

    def of_class(self, name: str) -> list[dict]:
        return [a for _, a in self.tags if name in (a.get("class") or "").split()]


def html(name: str) -> str:
    return (course.HTML / f"{name}.html").read_text()


def chapter(name: str) -> nbformat.NotebookNode:
    return course.read(course.BOOK / f"{name}.md")


def code(name: str) -> list[nbformat.NotebookNode]:
    return course.code_cells(chapter(name))


# The pages


def test_every_page_of_the_toc_is_built_and_the_start_page_is_one_of_them():
    assert [name for name in PAGES if not (course.HTML / f"{name}.html").is_file()] == []
    assert "index" in PAGES


@every_page
def test_every_image_says_what_it_shows(name):
    assert [image.get("src", "")[:60] for image in Tags(html(name)).all("img") if not image.get("alt")] == []


@every_page
def test_nothing_is_fetched_from_outside(name):
    tags = Tags(html(name))
    found = [a.get("src") for a in tags.all("script", "img", "iframe", "source", "video", "audio")]
    found += [a.get("href") for a in tags.all("link") if a.get("rel") not in ("canonical", "next", "prev")]
    assert [url for url in found if url and re.match(r"(https?:)?//", url)] == []


def test_no_style_sheet_fetches_from_outside():
    sheets = {sheet.name: sheet.read_text() for sheet in course.HTML.glob("_static/**/*.css")}
    outside = re.compile(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""")
    assert [name for name, text in sheets.items() if outside.search(text)] == []


@every_page
def test_every_link_within_the_book_leads_somewhere(name):
    broken = []
    for link in Tags(html(name)).all("a", "link"):
        url = urlsplit(link.get("href") or "")
        if url.scheme or url.netloc or not (url.path or url.fragment):
            continue
        target = course.HTML / (unquote(url.path) or f"{name}.html")
        if not target.is_file() or (url.fragment and not has_anchor(target, unquote(url.fragment))):
            broken.append(link["href"])
    assert broken == []


def has_anchor(page: Path, anchor: str) -> bool:
    return anchor in anchors(page)


@cache
def anchors(page: Path) -> set[str]:
    return {a[key] for _, a in Tags(page.read_text()).tags for key in ("id", "name") if a.get(key)}


@every_page
def test_maths_is_rendered(name):
    page = Tags(html(name))
    assert "$$" not in page.text
    assert not re.search(
        r"\\(frac|sum|partial|alpha|cdot|text)\b", re.sub(r"\s+", " ", without_annotations(name))
    )
    assert "katex-error" not in html(name)
    assert "mathjax" not in html(name).lower().replace("mathjax_ignore", "").replace("mathjax_process", "")


def without_annotations(name: str) -> str:
    """The page's text without the TeX source that KaTeX keeps for copying."""
    return Tags(re.sub(r"<annotation.*?</annotation>", "", html(name), flags=re.DOTALL)).text


def test_a_mark_stays_with_the_formula_before_it_and_with_no_other():
    import katex_math
    from docutils import nodes
    from docutils.utils import new_document

    document, math, code = new_document(""), nodes.math("", "x"), nodes.literal("", "b")
    document += nodes.paragraph(
        "", "", math, nodes.Text(", and "), nodes.math("", "y"), code, nodes.Text(".")
    )
    katex_math.keep_punctuation(None, document)
    assert [node.get("mark") for node in document.findall(nodes.math)] == [",", None]
    assert document.astext() == "x and yb."


def test_a_formula_that_katex_cannot_read_is_an_error():
    import dukpy
    import katex_math

    assert "mfrac" in katex_math.html(r"\frac{1}{2}", False)
    with pytest.raises(dukpy.JSRuntimeError, match="Undefined control sequence"):
        katex_math.html(r"\frak{1}{2} \nosuch", True)


@every_page
def test_the_frames_of_a_page_weigh_at_most_300_kb(name):
    assert sum(len(figure["data-frames"]) for figure in Tags(html(name)).of_class("explore")) <= 300_000


@every_chapter
def test_a_chapter_says_what_it_took_and_can_be_run_elsewhere(name):
    page = html(name)
    assert re.search(r"Ran in \d+ s, at most \d+ MB, on \d+ cores?\.", page)
    assert f"/blob/notebooks/{name}.ipynb" in page
    assert f"urlpath=lab/tree/{name}.ipynb" in page
    assert f'href="notebooks/{name}.ipynb"' in page


@every_chapter
@pytest.mark.parametrize("place", ["glossary.html#term-", "notation.html", "bibliography.html#id"])
def test_a_chapter_links_to_words_symbols_and_sources(name, place):
    article = html(name).split('<article class="bd-article">')[1].split("</article>")[0]
    assert f'href="{place}' in article


# The notebooks that are executed and offered


@every_chapter
def test_an_offered_notebook_is_executed_and_stands_alone(name):
    notebook = nbformat.read(course.HTML / "notebooks" / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    first, *rest = course.code_cells(notebook)
    assert course.config()["repository"]["url"] in first.source
    assert all(cell.execution_count for cell in rest)
    assert [o for cell in rest for o in cell.outputs if o.output_type == "error"] == []
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert re.findall(r"\{[a-z:]+\}`|^:::|^```\{", text, flags=re.MULTILINE) == []


def test_myst_becomes_plain_markdown():
    source = (
        ":::{admonition} Predict\n:class: predict\nIs {glue:text}`w:.1f` a {term}`rate <learning rate>`?\n:::"
    )
    assert downloads.plain(source, {"w": "0.26"}) == "> **Predict**\n>\n> Is 0.3 a rate?\n"
    assert (
        downloads.plain("[more](notation.md#symbols)", {}) == f"[more]({course.site()}notation.html#symbols)"
    )
    folded = ":::{admonition} Why\n:class: dropdown\nBecause.\n:::"
    assert downloads.plain(folded, {}) == "<details><summary>Why</summary>\n\nBecause.\n\n</details>\n"


def test_only_code_and_what_it_imports_decides_whether_a_notebook_is_executed_again(tmp_path):
    def key(text: str) -> str:
        path = tmp_path / "a.md"
        path.write_text("---\nkernelspec: {name: python3}\n---\n" + text)
        return course.key(course.read(path))

    cell = "\n```{code-cell} ipython3\nfrom minilib import quiz\n```\n"
    assert key("prose" + cell) == key("other prose" + cell)
    assert key(cell) != key(cell.replace("quiz", "neuron"))


def test_an_execution_depends_on_the_modules_that_modules_import():
    names = {path.name for path in course.imported("from minilib.neuron import predict")}
    assert {"neuron.py", "errors.py"} <= names
    assert "quiz.py" not in names
    assert "quiz.py" in {path.name for path in course.imported("%matplotlib inline")}


# What the chapters promise


@every_chapter
def test_cells_are_short(name):
    assert [cell.source.splitlines()[0] for cell in code(name) if len(cell.source.splitlines()) > 25] == []


@every_chapter
def test_a_chapter_moves_asks_and_warns(name):
    page = Tags(html(name))
    assert len(page.of_class("explore")) + len(page.of_class("live")) >= 2
    assert len(page.of_class("quiz")) >= 4
    assert len(page.of_class("predict")) >= 3
    assert len(page.of_class("pitfall")) >= 1
    assert len(page.of_class("slide")) >= 1


def modules() -> dict[str, str]:
    """The table in minilib's docstring: module -> chapter that builds it, or '-'."""
    return dict(re.findall(r"^ {4}(\w+) +(\d+|-) ", minilib.__doc__, flags=re.MULTILINE))


@every_chapter
def test_a_chapter_imports_only_what_earlier_chapters_built(name):
    allowed = {module for module, built in modules().items() if built == "-" or int(built) < int(name[:2])}
    nodes = list(ast.walk(ast.parse("\n".join(cell.source for cell in code(name)))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [f"{node.module}.{alias.name}" for node in imports for alias in node.names]
    assert {name.split(".")[1] for name in names if name.startswith("minilib.")} <= allowed


def bare(node: ast.AST) -> str:
    """A definition as text without its docstrings, so that the page may be shorter than the library."""
    for inner in ast.walk(node):
        if (
            isinstance(inner, ast.FunctionDef | ast.ClassDef)
            and ast.get_docstring(inner, clean=False) is not None
        ):
            inner.body = inner.body[1:] or [ast.Pass()]
    return ast.unparse(node)


def definitions(source: str) -> dict[str, str]:
    found = [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    return {node.name: bare(node) for node in found}


def shown(name: str) -> dict[str, str]:
    """The definitions that a chapter shows as the library's own, by their tag: 'neuron.predict' -> code."""
    found = {}
    for cell in code(name):
        for tag in cell.metadata.get("tags", []):
            if tag.startswith("lib:"):
                found[tag[4:]] = definitions(cell.source).get(
                    tag.rpartition(".")[2], "not defined in this cell"
                )
    return found


@every_chapter
def test_what_a_chapter_shows_as_the_library_is_the_library(name):
    library = {
        module: definitions(Path(import_module(f"minilib.{module}").__file__).read_text())
        for module in modules()
    }
    for tag, source in shown(name).items():
        module, _, definition = tag.partition(".")
        assert source == library[module].get(definition, "not in the library"), tag


@every_chapter
def test_a_chapter_shows_everything_that_it_builds(name):
    built = [
        module for module, chapter in modules().items() if chapter != "-" and int(chapter) == int(name[:2])
    ]
    sources = {module: Path(import_module(f"minilib.{module}").__file__).read_text() for module in built}
    wanted = {f"{module}.{d}" for module, source in sources.items() for d in definitions(source)}
    assert wanted - set(shown(name)) == set()
