"""A pytest plugin that keeps what nbval saw of each notebook: outputs, seconds, memory, the first error.

nbval runs the cells and throws their outputs away; the pages need them. They are written beside the notebook,
in <name>.seen.json. This rests on names inside nbval (pinned): where one is missing, no outputs are written,
and the book build executes the notebook a second time.
"""

import json
import sys
import time
from pathlib import Path

import pytest


def pytest_runtest_setup(item):
    if hasattr(item.parent, "error"):
        pytest.skip("an earlier cell failed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    if call.when == "call":
        item.parent.seconds = getattr(item.parent, "seconds", 0.0) + call.duration
        if call.excinfo and not call.excinfo.errisinstance(pytest.skip.Exception):
            item.parent.error = error_of(item, call.excinfo.value)
    return (yield)


def pytest_runtest_teardown(item, nextitem):
    if nextitem is None or nextitem.parent is not item.parent:
        write_seen(item.parent)


def error_of(item, error: Exception) -> dict:
    text = getattr(error, "inner_traceback", None) or f"{type(error).__name__}: {error}"
    return {"cell": getattr(item, "cell_num", None), "traceback": text}


def write_seen(notebook) -> None:
    """Write what was seen of a notebook after its last cell."""
    cells = [item for item in notebook.session.items if item.parent is notebook]
    outputs = [getattr(cell, "test_outputs", None) for cell in cells]
    seen = {
        "seconds": getattr(notebook, "seconds", None),
        "error": getattr(notebook, "error", None),
        "outputs": None if None in outputs else outputs,
    }
    seen["cpu"], seen["peak_mb"] = used(notebook)
    Path(notebook.path).with_suffix(".seen.json").write_text(json.dumps(seen))


def used(notebook) -> tuple[float | None, int | None]:
    """The processor time of the notebook's kernel in seconds, and the most memory that it held in MB."""
    try:
        kernel = notebook.kernel
        sent = kernel.execute_cell_input(
            "import resource; _ = resource.getrusage(0); print(_.ru_utime + _.ru_stime, _.ru_maxrss)"
        )
        kernel.await_reply(sent, timeout=5)
        while (message := kernel.get_message("iopub", timeout=5))["msg_type"] != "stream":
            pass
        cpu, peak = message["content"]["text"].split()
        return float(cpu), round(int(peak) / (2**20 if sys.platform == "darwin" else 2**10))
    except Exception:  # a dead kernel has used nothing that it could report
        return None, None


class Progress:
    """One line for each notebook instead of pytest's dots."""

    def __init__(self):
        self.cells, self.started = {}, time.perf_counter()

    def pytest_report_teststatus(self, report):
        return "", "", ""

    def pytest_runtest_logreport(self, report):
        if report.when != "teardown":
            return
        name = Path(report.nodeid.partition("::")[0]).stem
        self.cells[name] = self.cells.get(name, 0) + 1
        if sys.stderr.isatty():
            counts = "   ".join(f"{name}: {count}" for name, count in self.cells.items())
            elapsed = time.perf_counter() - self.started
            print(f"\r  cells done after {elapsed:.0f} s   {counts}", end="", file=sys.stderr, flush=True)


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Progress())
