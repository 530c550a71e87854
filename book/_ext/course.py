"""Where things are: the pages of the toc, the notebooks to execute, and what an execution depends on."""

import ast
import hashlib
import json
from pathlib import Path

import yaml
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "book"
BUILD = ROOT / "_build"
HTML = BUILD / "html"
EXECUTED = BUILD / "executed"
CACHE = BUILD / ".jupyter_cache"
PINNED = [ROOT / "requirements.txt", ROOT / "constraints.txt"]


def config() -> dict:
    return yaml.safe_load((ROOT / "_config.yml").read_text())


def site() -> str:
    """Where the pages are published, made from the repository's address."""
    owner, name = config()["repository"]["url"].rstrip("/").split("/")[-2:]
    return f"https://{owner}.github.io/{name}/"


def pages() -> list[Path]:
    """Every page of the toc, in the order of the book."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    parts = [*toc.get("parts", []), toc]
    names = [toc["root"], *(chapter["file"] for part in parts for chapter in part.get("chapters", []))]
    return [BOOK / f"{name}.md" for name in names]


def is_chapter(page: Path) -> bool:
    """Chapters are the pages that start with their number."""
    return page.name[:2].isdigit()


def notebooks() -> list[Path]:
    """What is executed: the pages with code, and every solved problem set."""
    from myst_nb.core.read import is_myst_markdown_notebook

    with_code = [page for page in pages() if is_myst_markdown_notebook(page.read_text())]
    return with_code + sorted(ROOT.glob("solutions/ps*/ps*.md"))


def read(path: Path) -> NotebookNode:
    """The notebook in a text file, read as the book build reads it, so that the hashes of both agree."""
    from myst_nb.core.read import read_myst_markdown_notebook
    from myst_parser.config.main import MdParserConfig

    extensions = set(config()["parse"]["myst_enable_extensions"])
    settings = MdParserConfig(enable_extensions=extensions)
    return read_myst_markdown_notebook(path.read_text(), settings, add_source_map=True, path=path)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def key(notebook: NotebookNode) -> str:
    """A hash of what an execution depends on: code cells, what they import from here, the pinned packages."""
    cells = [(cell.source, cell.metadata) for cell in code_cells(notebook)]
    kernel = notebook.metadata.get("kernelspec")
    digest = hashlib.sha256(json.dumps([cells, kernel], sort_keys=True).encode())
    for file in sorted(imported("\n".join(cell.source for cell in code_cells(notebook)))) + PINNED:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def imported(source: str) -> set[Path]:
    """The files of minilib and grading that some code imports, directly or through each other."""
    found, todo = set(), _imports(source, "")
    while todo:
        file = todo.pop()
        if file not in found:
            found.add(file)
            found.update(file.parent.glob("*.js"))
            todo |= _imports(file.read_text(), file.parent.name)
    return found


def _imports(source: str, package: str) -> set[Path]:
    """The files imported by name; every file when the code is not plain Python (a notebook's %magic)."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return {*ROOT.glob("minilib/*.py"), *ROOT.glob("grading/*.py")}
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            module = ".".join(filter(None, [package if node.level else "", node.module]))
            names += [module, *(f"{module}.{alias.name}" for alias in node.names)]
    files = {
        ROOT / (name.replace(".", "/") + ".py") for name in names if name.startswith(("minilib.", "grading."))
    }
    return {file for file in files if file.exists()}


def record(name: str) -> dict:
    """What is known of the last execution: key, seconds (by the clock, of the processor), memory, cores."""
    file = EXECUTED / f"{name}.json"
    return json.loads(file.read_text()) if file.exists() else {}
