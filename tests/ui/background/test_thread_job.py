"""Work in a thread: told when it is done, stopped when it is cancelled, waited for when it must end."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from playground.errors import DataError
from playground.ui.background.progress_line import ProgressLine
from tests.patience import MILLISECONDS


def wait_for(holds: Callable[[], Any]) -> None:
    deadline = QDeadlineTimer(MILLISECONDS)
    while not holds():
        assert not deadline.hasExpired(), "waited in vain"
        QTest.qWait(2)


@pytest.fixture
def line(qapp: QApplication) -> Iterator[ProgressLine]:
    window = QWidget()
    line = ProgressLine("progress", with_cancel=True)
    line.setParent(window)
    yield line
    line.cancel()
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Told(list[Any]):
    """What was told, and in which thread."""

    def append(self, what: Any) -> None:
        assert threading.current_thread() is threading.main_thread()
        super().append(what)


def test_the_result_is_told_in_the_windows_thread(line: ProgressLine) -> None:
    told = Told()
    line.run("Adding", lambda _tell: 2 + 3, told.append, told.append)
    assert line.busy
    wait_for(lambda: told)
    assert told == [5] and not line.busy and not line.isVisible()


def test_an_error_is_told(line: ProgressLine) -> None:
    done, failed = Told(), Told()

    def work(_tell: Any) -> None:
        raise DataError("The file is empty.")

    line.run("Reading", work, done.append, failed.append)
    wait_for(lambda: failed)
    assert str(failed[0]) == "The file is empty." and not done and not line.busy


def test_work_that_cannot_begin_is_no_work_that_is_done(
    line: ProgressLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    told = Told()
    with pytest.raises(RuntimeError):
        line.run("Reading", lambda _tell: 1, told.append, told.append)
    QTest.qWait(40)  # two looks at the thread, had there been any
    assert not told and not line.busy


class Endless:
    """Goes on until its word of progress is answered by an exception, or it is let go."""

    def __init__(self) -> None:
        self.go, self.over = threading.Event(), threading.Event()

    def __call__(self, tell: Callable[[float], None]) -> str:
        try:
            while not self.go.wait(0.002):
                tell(0.25)
        finally:
            self.over.set()
        return "the end"


def test_a_cancelled_job_stops_and_tells_nothing(line: ProgressLine) -> None:
    told, work = Told(), Endless()
    line.run("Reading", work, told.append, told.append)
    wait_for(lambda: line.words.text() == "Reading … \N{FIGURE SPACE}25 %")
    line.cancel()
    assert not line.busy
    assert work.over.wait(10)
    QTest.qWait(40)  # two looks at the thread, had there been any
    assert not told


class Rows:
    """Much memory."""


def test_what_is_made_after_a_cancel_is_held_by_nobody(line: ProgressLine) -> None:
    go, told, made = threading.Event(), Told(), []

    def work(_tell: Any) -> Rows:
        go.wait()
        made.append(weakref.ref(rows := Rows()))
        return rows

    line.run("Generating", work, told.append, told.append)
    job, thread = line._job, line._job._work.thread
    line.cancel()
    go.set()
    thread.join()
    assert job is not None and made[0]() is None and not told


def test_other_work_takes_its_place(line: ProgressLine) -> None:
    told, work = Told(), Endless()
    line.run("Reading", work, told.append, told.append)
    line.run("Reading again", lambda _tell: "again", told.append, told.append)
    assert work.over.wait(10)
    wait_for(lambda: told)
    assert told == ["again"]


def test_work_that_must_end_is_waited_for(line: ProgressLine) -> None:
    told, work = Told(), Endless()
    line.run("Saving", work, told.append, told.append, must_end=True)
    work.go.set()
    line.stop()
    assert told == ["the end"] and not line.busy


def test_the_words_keep_their_width_and_no_name_makes_them_long(line: ProgressLine) -> None:
    work = Endless()
    line.run(f"Reading {'a name that goes on and on ' * 9}", work, lambda _: None, lambda _: None)
    texts = []
    for share in (0.004, 0.05, 0.45, 0.999, 1.0):
        line._show_share(share)
        texts.append(line.words.text())
    line.cancel()
    assert len(set(map(len, texts))) == 1 and len(texts[0]) < 80
