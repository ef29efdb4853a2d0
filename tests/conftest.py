"""What holds for every test: no screen, no touching of the user's settings, nothing left running."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest
import tqdm
from hypothesis import settings

from playground.fastpath.compiled import SWITCH
from tests.look import look_of_its_own
from tests.patience import SECONDS_TO_END
from tests.properties import QUICK
from tests.witnesses import LARGE
from tests.workers_forked import fork_workers, spawned

__all__ = ["spawned"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is first imported
os.environ.setdefault(SWITCH, "0")  # to load numba takes each worker 0.3 s

settings.load_profile(QUICK)  # unless --hypothesis-profile says otherwise
fork_workers()
tqdm.tqdm.monitor_interval = 0  # or the first progress bar starts a thread that lives on


QT = "pytest-qt"  # the plugin; `-p no:pytest-qt` makes a run in which Qt stays unimported


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """The settings of pytest-qt are known without it too. `--with torch`: run the tests that need it."""
    parser.addoption("--with", action="append", default=[], choices=LARGE, help="run its tests, too")
    if not pluginmanager.has_plugin(QT):
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "of no use in this run")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the user's settings out of reach."""
    if config.pluginmanager.has_plugin(QT):
        from PySide6.QtCore import QStandardPaths

        QStandardPaths.setTestModeEnabled(True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, as deselected, what needs a large library that was not asked for."""
    wanted = set(config.getoption("--with"))
    needed = [{mark.args[0] for mark in item.iter_markers("needs")} for item in items]
    left_out = [item for item, names in zip(items, needed, strict=True) if names - wanted]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item, names in zip(items, needed, strict=True) if names <= wanted]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test has to tell though it passes (`record_property("told", …)`): a seed, for one."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, words in report.user_properties:
            if name == "told":
                terminalreporter.write_line(str(words).strip())


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Under CI a test that did not run is a failure. Of parallel runs the one with all results says so."""
    if hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == pytest.ExitCode.OK and reporter.stats.get("skipped"):
        reporter.write_line("\nTests were skipped: under CI that is a failure.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _look_of_its_own(request: pytest.FixtureRequest) -> Iterator[None]:
    """Text size, font and palette are those of the start again after each test, and no key is held."""
    with look_of_its_own() if "qapp" in request.fixturenames else nullcontext():
        yield


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that held and leaves a thread, a child process, a window or a running timer behind."""
    qt, failed = "qapp" in request.fixturenames, request.session.testsfailed
    threads, children = set(threading.enumerate()), set(multiprocessing.active_children())
    before = _windows_and_timers() if qt else set()
    if qt:
        gc.freeze()  # out of the collector's sight: to look for leaks is ten times quicker
    yield
    if request.session.testsfailed > failed:
        return  # its traceback keeps alive what it used, windows above all: to wait for their end is in vain
    left = _still_there(lambda: _windows_and_timers() - before) if qt else set()
    left |= _still_there(lambda: set(threading.enumerate()) - threads)
    left |= _still_there(lambda: set(multiprocessing.active_children()) - children)
    assert not left, f"left behind by the test: {left}"


def _still_there(extra: Callable[[], set[Any]]) -> set[Any]:
    """What is extra even after a moment in which an orderly end can finish."""
    deadline = time.monotonic() + SECONDS_TO_END
    while (left := extra()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


def _windows_and_timers() -> set[Any]:
    """Every top-level widget and every running timer, once all that is due for deletion is deleted."""
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # type(), because isinstance() would wake lazy proxies
    timers = [thing for thing in gc.get_objects() if issubclass(type(thing), QTimer)]
    return {*QApplication.topLevelWidgets(), *(t for t in timers if isValid(t) and t.isActive())}
