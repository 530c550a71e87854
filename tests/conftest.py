"""What several tests share: programs that may be missing, and the built book served on localhost."""

import os
import shutil
import sys
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "book" / "_ext"))

NAMES = {"chromium": ["chromium", "chromium-browser", "google-chrome"]}
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--no-sandbox"]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """In CI a test that was skipped fails the run: nothing may go unproved in silence."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("CI") and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(
            f"CI: {len(skipped)} skipped, which counts as failed: {skipped[0].nodeid}", red=True
        )
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _close_figures():
    """What one test drew is not in the way of the next."""
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


@pytest.fixture(scope="session")
def need():
    """need("chromium") is the program's path; where it is missing the test is skipped, in CI it fails."""

    def look(program: str) -> str:
        found = [path for name in NAMES.get(program, [program]) if (path := shutil.which(name))]
        if found:
            return found[0]
        why = f"{program} is not installed (on Debian: apt install {program})"
        return pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)

    return look


@pytest.fixture(scope="session")
def site():
    """The address at which the built book is served."""
    import serve

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(serve.Quiet, directory=ROOT / "_build" / "html"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser(need):
    """A headless Chromium."""
    path = need("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()
