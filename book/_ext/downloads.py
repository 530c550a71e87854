"""The notebooks that a reader can download or open on Colab: executed, and able to stand alone."""

import re
import shutil

import course
import nbformat
from nbformat import NotebookNode

BUNDLE = course.BUILD / "bundle" / "one-neuron-student.zip"
GLUE = "application/papermill.record/text/plain"
INSTALL = """\
# On Colab or Binder: install the course's library. At home `make lab` has done it.
import importlib.util
if importlib.util.find_spec("minilib") is None:
    %pip install -q "git+{url}"
"""


def cache():
    from jupyter_cache import get_cache

    return get_cache(course.CACHE)


def fill_cache() -> None:
    """Hand what execute.py executed to the cache that the book build reads."""
    from jupyter_cache.base import CacheBundleIn

    for page in course.pages():
        record = course.record(page.stem)
        if record.get("outputs"):
            notebook = nbformat.read(course.EXECUTED / f"{page.stem}.ipynb", as_version=4)
            bundle = CacheBundleIn(notebook, str(page), data={"execution_seconds": record["seconds"]})
            cache().cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def write_chapters() -> None:
    """Write the chapters' executed notebooks into the site."""
    folder = course.HTML / "notebooks"
    folder.mkdir(exist_ok=True)
    for page in filter(course.is_chapter, course.pages()):
        _, notebook = cache().merge_match_into_notebook(course.read(page))
        nbformat.write(portable(notebook), folder / f"{page.stem}.ipynb")


def copy_exercises() -> None:
    """Put the problem sets and the student bundle into the site, where they exist."""
    for exercise in sorted(course.ROOT.glob("exercises/ps*/ps*.ipynb")):
        shutil.copy(exercise, course.HTML / "notebooks")
    if BUNDLE.exists():
        shutil.copy(BUNDLE, course.HTML)


def portable(notebook: NotebookNode) -> NotebookNode:
    """A notebook as it is read outside the book: no MyST, checks folded away, the library installed first."""
    values = glued(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = plain(cell.source, values)
        elif {"remove-cell", "remove-input", "hide-input"} & set(cell.metadata.get("tags", [])):
            cell.metadata.update(jupyter={"source_hidden": True}, cellView="form")
    install = nbformat.v4.new_code_cell(INSTALL.format(url=course.config()["repository"]["url"]).rstrip())
    notebook.cells.insert(0, install)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    kept = {"kernelspec": notebook.metadata.get("kernelspec"), "language_info": {"name": "python"}}
    notebook.metadata = nbformat.from_dict(kept)
    notebook.nbformat_minor = 5
    return notebook


def glued(notebook: NotebookNode) -> dict[str, str]:
    """The numbers that cells handed to the prose, by name."""
    outputs = [output for cell in course.code_cells(notebook) for output in cell.outputs]
    named = [(o.get("metadata", {}).get("scrapbook"), o.get("data", {})) for o in outputs]
    return {scrap["name"]: data.get(GLUE) or data.get("text/plain", "") for scrap, data in named if scrap}


def plain(text: str, values: dict[str, str]) -> str:
    """MyST turned into the Markdown that every notebook reader shows.

    >>> plain("a {term}`weight <weights>` of {glue:text}`w:.1f` {cite:p}`rosenblatt1958`", {"w": "0.25"})
    'a weight of 0.2 (rosenblatt1958)'
    """
    text = re.sub(
        r"\{glue:text\}`([^`:]+)(?::([^`]*))?`", lambda match: _value(values, *match.groups()), text
    )
    text = re.sub(r"\{cite:[a-z]+\}`([^`]+)`", r"(\1)", text)
    text = re.sub(r"\{[a-z:]+\}`([^`<]+?)\s*(?:<[^`]*>)?`", r"\1", text)
    text = re.sub(r"^\(([\w-]+)\)=\n", "", text, flags=re.MULTILINE)
    return _quote_admonitions(text)


def _value(values: dict[str, str], name: str, spec: str | None) -> str:
    value = values.get(name, "?")
    return format(float(value), spec) if spec else value.strip("'\"")


def _quote_admonitions(text: str) -> str:
    """Write :::{admonition} Title as a quotation that begins with its title in bold."""
    lines, depth = [], 0
    for line in text.splitlines():
        if opening := re.match(r":{3,}\s*\{([\w-]+)\}\s*(.*)", line):
            depth += 1
            title = (
                opening[2]
                if opening[1] == "admonition"
                else f"{opening[1].capitalize()} {opening[2]}".strip()
            )
            lines.append("> " * depth + f"**{title}**")
            lines.append(">" * depth)
        elif depth and re.fullmatch(r":{3,}\s*", line):
            depth -= 1
            lines.append("")
        elif not (depth and re.match(r":[\w-]+:", line)):
            lines.append("> " * depth + line if depth else line)
    return "\n".join(lines)
