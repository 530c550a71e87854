"""The notebooks that a reader can download or open on Colab: executed, and able to stand alone."""

import contextlib
import re
import shutil
import sys

import course
import nbformat
from nbformat import NotebookNode

from grading.archive import TOP, archive, bundle_files

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

    known = cache()
    for page in course.pages():
        record = course.record(page.stem)
        if record.get("outputs"):
            notebook = nbformat.read(course.EXECUTED / f"{page.stem}.ipynb", as_version=4)
            bundle = CacheBundleIn(notebook, str(page), data={"execution_seconds": record["seconds"]})
            known.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
        elif record:  # nbval's outputs were not found: what the cache holds may be old
            with contextlib.suppress(KeyError):
                known.remove_cache(known.match_cache_notebook(course.read(page)).pk)


def write_chapters() -> None:
    """Write the chapters' executed notebooks into the site."""
    folder = course.HTML / "notebooks"
    folder.mkdir(exist_ok=True)
    for page in filter(course.is_chapter, course.pages()):
        try:
            _, notebook = cache().merge_match_into_notebook(course.read(page))
        except KeyError:
            sys.exit(f"{page.name} changed while the book was built: run the same command again.")
        nbformat.write(portable(notebook), folder / f"{page.stem}.ipynb")


def write_exercises() -> None:
    """Put the released exercises into the site, each alone and all in the student bundle."""
    folder = course.ROOT / "exercises"
    released = sorted(folder.glob("*/*.ipynb"))
    for path in released:
        shutil.copy(path, course.HTML / "notebooks")
    exercises = {path.relative_to(folder).as_posix(): path.read_bytes() for path in released}
    (course.HTML / f"{TOP}.zip").write_bytes(archive(bundle_files(course.ROOT, exercises)))


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

    >>> plain("a {term}`weight <weights>` of {glue:text}`w:.1f`", {"w": "0.25"})
    'a weight of 0.2'
    """
    site = course.site()
    text = re.sub(
        r"\{glue:text\}`([^`:]+)(?::([^`]*))?`", lambda match: _value(values, *match.groups()), text
    )
    text = re.sub(r"\{cite:[a-z]+\}`([^`]+)`", rf"([\1]({site}bibliography.html))", text)
    text = re.sub(r"\{[a-z:]+\}`([^`<]+?)\s*(?:<[^`]*>)?`", r"\1", text)
    text = re.sub(r"\]\(([\w-]+)\.md(#[\w-]*)?\)", rf"]({site}\1.html\2)", text)
    text = re.sub(r'href="(?=notebooks/)', f'href="{site}', text)
    text = re.sub(r"^\(([\w-]+)\)=\n", "", text, flags=re.MULTILINE)
    return _unfold_boxes(text)


def _value(values: dict[str, str], name: str, spec: str | None) -> str:
    value = values.get(name, "?")
    return format(float(value), spec) if spec else value.strip("'\"")


def _unfold_boxes(text: str) -> str:
    """Write :::{admonition} as a quotation under its title in bold, and a dropdown as something to open."""
    lines, ends, options = [], [], False
    rows = text.splitlines()
    for row, following in zip(rows, [*rows[1:], ""], strict=True):
        opening = re.match(r":{3,}\s*\{([\w-]+)\}\s*(.*)", row)
        options = bool(opening or (options and re.match(r":[\w-]+:", row)))
        quote = "> " * ends.count("")
        if opening:
            title = opening[2] if opening[1] == "admonition" else opening[1].capitalize()
            folded = "dropdown" in following
            ends.append("\n</details>\n" if folded else "")
            lines += (
                [f"<details><summary>{title}</summary>", ""]
                if folded
                else [f"{quote}> **{title}**", f"{quote}>"]
            )
        elif ends and re.fullmatch(r":{3,}\s*", row):
            lines.append(ends.pop())
        elif not options:
            lines.append((quote + row).rstrip() if quote else row)
    return "\n".join(lines)
