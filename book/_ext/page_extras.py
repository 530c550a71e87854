"""What the book adds to a page: launch buttons, and a line with the seconds and memory it took."""

import re

import course

BINDER = "https://mybinder.org/v2/gh"
COLAB = "https://colab.research.google.com/github"


def set_repository(app, config) -> None:
    """Tell theme and text where the project is published; _config.yml says it once."""
    repository = course.config()["repository"]
    url = repository["url"]
    config.html_baseurl = config.ogp_site_url = course.site()
    config.myst_substitutions = {"readme": f"[README]({url}#readme)"}
    config.html_theme_options["repository_url"] = url
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


def mend(app, pagename, templatename, context, doctree) -> None:
    """Correct what screen readers stumble over: empty headings of columns, roles that are not in use."""
    if "body" in context:
        body = re.sub(r' role="doc-biblioentry"| role="list"(?= class="citation-list")', "", context["body"])
        context["body"] = re.sub(r'<th class="head[^>]*>(?:<p></p>)?</th>', "<td></td>", body)


def add_ran_line(app, pagename, templatename, context, doctree) -> None:
    """End a chapter with what its execution took, and with where to look things up."""
    record = course.record(pagename)
    if "body" not in context or not record or not course.is_chapter(course.BOOK / f"{pagename}.md"):
        return
    memory = f", at most {record['peak_mb']} MB" if record["peak_mb"] else ""
    cores = "1 core" if record["cores"] == 1 else f"{record['cores']} cores"
    context["body"] += f'<p class="ran">Ran in {record["seconds"]:.0f} s{memory}, on {cores}. '
    context["body"] += 'Words are in the <a href="glossary.html">glossary</a>, symbols on the page about '
    context["body"] += '<a href="notation.html">notation</a>, sources in the '
    context["body"] += '<a href="bibliography.html">bibliography</a>.</p>'


def setup(app):
    app.connect("config-inited", set_repository)
    app.connect("env-get-outdated", outdated)
    app.connect("html-page-context", add_buttons, priority=600)
    app.connect("html-page-context", mend, priority=600)
    app.connect("html-page-context", add_ran_line, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
