"""What the book adds to a page: the launch buttons, a line with the seconds and memory that it took, less weight."""

import re
from pathlib import Path

import course

BINDER = "https://mybinder.org/v2/gh"
COLAB = "https://colab.research.google.com/github"


def set_repository(app, config) -> None:
    """Tell the theme where the project is published; _config.yml says it once."""
    repository = course.config()["repository"]
    config.html_theme_options["repository_url"] = repository["url"]
    config.html_theme_options["repository_branch"] = repository["branch"]
    config.html_theme_options["path_to_docs"] = repository["path_to_book"]


def outdated(app, env, added, changed, removed) -> list[str]:
    """Read a page again when its notebook was executed again: Sphinx looks only at the text."""
    known = getattr(env, "course_keys", {})
    env.course_keys = {name: course.record(name).get("key") for name in env.found_docs}
    return [name for name, key in env.course_keys.items() if name in known and known[name] != key]


def add_buttons(app, pagename, templatename, context, doctree) -> None:
    """Point Colab, Binder and the download at the executed notebook, for the theme would offer the .md."""
    if not course.is_chapter(course.BOOK / f"{pagename}.md"):
        return
    repository = app.config.html_theme_options["repository_url"].split("github.com/")[-1].strip("/")
    notebook = f"notebooks/{pagename}.ipynb"
    launch = [
        link("Colab", f"{COLAB}/{repository}/blob/{notebook}", "_static/images/logo_colab.png"),
        link(
            "Binder",
            f"{BINDER}/{repository}/notebooks?urlpath=lab/tree/{pagename}.ipynb",
            "_static/images/logo_binder.svg",
        ),
    ]
    download = link(".ipynb", context["pathto"](notebook, 1), "fas fa-code", "Download the executed notebook")
    buttons = context["header_buttons"]
    group = {
        "type": "group",
        "tooltip": "Run this chapter",
        "icon": "fas fa-rocket",
        "label": "launch-buttons",
    }
    buttons.insert(0, group | {"buttons": launch})
    for existing in buttons:
        if existing.get("label") == "download-buttons":
            existing["buttons"] = [download, *existing["buttons"]]


def link(text: str, url: str, icon: str, tooltip: str = "") -> dict:
    return {"type": "link", "text": text, "url": url, "icon": icon, "tooltip": tooltip or f"Open on {text}"}


def add_ran_line(app, pagename, templatename, context, doctree) -> None:
    """End a chapter with what its execution took."""
    record = course.record(pagename)
    if "body" not in context or not record or not course.is_chapter(course.BOOK / f"{pagename}.md"):
        return
    memory = f", at most {record['peak_mb']} MB" if record["peak_mb"] else ""
    cores = "1 core" if record["cores"] == 1 else f"{record['cores']} cores"
    context["body"] += f'<p class="ran">Ran in {record["seconds"]:.0f} s{memory}, on {cores}.</p>'


def drop_unused(app, error) -> None:
    """Remove what no page uses: the icons' script, maps of the theme's sources, and a rule for each of 1800 icons."""
    site = Path(app.outdir)
    for pattern in ("scripts/fontawesome.js*", "**/*.map", "vendor/**/*.ttf"):
        for file in site.glob(f"_static/{pattern}"):
            file.unlink()
    used = {name for page in site.glob("*.html") for name in re.findall(r"\bfa-[\w-]+", page.read_text())}
    sheet = site / "_static/styles/pydata-sphinx-theme.css"
    rule = re.compile(r'((?:\.fa-[\w-]+:before,?)+)\{content:"[^"]*"\}')
    kept = rule.sub(lambda m: m[0] if used & set(re.findall(r"fa-[\w-]+", m[1])) else "", sheet.read_text())
    sheet.write_text(kept)


def setup(app):
    app.connect("config-inited", set_repository)
    app.connect("env-get-outdated", outdated)
    app.connect("html-page-context", add_buttons, priority=600)
    app.connect("html-page-context", add_ran_line, priority=600)
    app.connect("build-finished", drop_unused)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
