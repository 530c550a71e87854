"""Where in the book a task is explained: each says `section "…"` below its heading."""

import re
from pathlib import Path

import yaml
from docutils.nodes import make_id

from grading.pages.questions import heading
from grading.rules import SUFFIX, graded
from grading.source import ROOT

SECTION = re.compile(r"section \"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.+?)\s*$", re.MULTILINE)


def chapter_links(name: str, source, root: Path = ROOT) -> dict[str, tuple[str, str]]:
    """By task, or grade id of a written answer: the section's title, and its address in the published book.

    The chapter has the number of the problem set. What the book does not have gets no link.
    """
    number = re.sub(r"\D", "", name.split("-")[0])
    chapter = next(iter(sorted((root / "book").glob(f"{number}-*.md"))), None)
    if chapter is None:
        return {}
    titles = HEADING.findall(chapter.read_text(encoding="utf-8"))
    page = f"{book_site(root)}{chapter.stem}.html"
    named = {task: section for task, section in sections(source).items() if section in titles}
    return {task: (section, f"{page}#{make_id(section)}") for task, section in named.items()}


def sections(source) -> dict[str, str]:
    """By task, or grade id of a written answer: the section that the text above it names."""
    found, section = {}, ""
    for cell in source.cells:
        if heading(cell):
            section = next(iter(SECTION.findall(cell.source)), "")
        if graded(cell).get("grade") and section:
            found[graded(cell)["grade_id"].removesuffix(SUFFIX)] = section
    return found


def book_site(root: Path = ROOT) -> str:
    """Where the book is published: the pages of the repository that _config.yml names."""
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    owner, name = config["repository"]["url"].rstrip("/").split("/")[-2:]
    return f"https://{owner}.github.io/{name}/"
