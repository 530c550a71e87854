"""Build the book into _build/html: execute what changed, render strictly, add what a reader can download."""

import contextlib
import hashlib
import io
import re
import shutil
import sys
import time
from pathlib import Path

import course
import downloads
import execute

STAMP = course.BUILD / "html.stamp"
DOCTREES = course.BUILD / ".doctrees"


class Progress(io.TextIOBase):
    """Lets through the lines of Sphinx that say how far it is; Sphinx writes them in pieces."""

    line = ""

    def write(self, text: str) -> int:
        self.line += re.sub(r"\x1b\[[\d;]*[mK]", "", text)
        *done, self.line = re.split(r"[\r\n]", self.line)
        for line in done:
            if line.startswith(("reading sources... [", "writing output... [")):
                print(f"  {line.strip()}", file=sys.__stdout__, flush=True)
        return len(text)


def main() -> int:
    if missing := [page for page in course.pages() if not page.exists()]:
        print(f"_toc.yml names {missing[0].relative_to(course.ROOT)}, which does not exist.")
        return 1
    if execute.main([]):
        return 1
    stamp = fingerprint()
    if not STAMP.exists() or STAMP.read_text() != stamp or missing_pages():
        if trouble := render():
            print(trouble, file=sys.stderr)
            return 1
        downloads.write_chapters()
        STAMP.write_text(stamp)
    downloads.write_exercises()
    print("The book is in _build/html.")
    return 0


def fingerprint() -> str:
    """A hash of all that the pages are made of: their sources, and what was executed."""
    sources = sorted(
        file for file in course.BOOK.rglob("*") if file.is_file() and "__pycache__" not in file.parts
    )
    sources += [course.ROOT / "_config.yml", course.ROOT / "_toc.yml", *course.PINNED]
    sources += [course.EXECUTED / f"{page.stem}.json" for page in course.pages()]
    digest = hashlib.sha256()
    for file in sources:
        digest.update(
            str(file.relative_to(course.ROOT)).encode() + (file.read_bytes() if file.exists() else b"")
        )
    return digest.hexdigest()


def machinery() -> str:
    """A hash of what every page depends on; Sphinx would notice only some of it."""
    sources = [
        file for file in sorted(course.BOOK.glob("_ext/**/*")) if file.is_file() and file.suffix != ".pyc"
    ]
    sources += [course.ROOT / "_config.yml", course.ROOT / "_toc.yml", *course.PINNED]
    return hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()


def render() -> str | None:
    """Run jupyter-book, strict; return what went wrong.

    After a failure the next run starts afresh, for Sphinx does not repeat the warnings of pages it has read.
    """
    from jupyter_book.sphinx import build_sphinx  # late: takes a second

    began = time.perf_counter()
    used = course.BUILD / "machinery.stamp"
    if not used.exists() or used.read_text() != machinery():
        for folder in (DOCTREES, course.HTML):
            shutil.rmtree(folder, ignore_errors=True)
    downloads.fill_cache()
    print("Rendering the pages ...", flush=True)
    overrides = {"external_toc_path": str(course.ROOT / "_toc.yml")}
    overrides |= {"nb_execution_cache_path": str(course.CACHE)}
    overrides |= {"nitpicky": True, "latex_individualpages": False}
    with contextlib.redirect_stdout(Progress()):
        failed = build_sphinx(
            course.BOOK,
            course.HTML,
            noconfig=True,
            path_config=course.ROOT / "_config.yml",
            confoverrides=overrides,
            warningiserror=True,
            keep_going=True,
        )
    if failed or missing_pages():
        for folder in (DOCTREES, course.HTML):
            shutil.rmtree(folder, ignore_errors=True)
        names = ", ".join(f"{page.stem}.html" for page in missing_pages())
        return "The book was not built: every warning above has to go." if failed else f"Not built: {names}"
    used.write_text(machinery())
    print(f"Rendered in {time.perf_counter() - began:.0f} s.")
    return None


def missing_pages() -> list[Path]:
    """The pages of the toc that were not built (another version of jupyter-book builds nothing, quietly)."""
    return [page for page in course.pages() if not (course.HTML / f"{page.stem}.html").is_file()]


if __name__ == "__main__":
    sys.exit(main())
