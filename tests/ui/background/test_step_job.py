"""Work of the window's thread, a few steps at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from playground.errors import FileError
from playground.ui.background.step_job import StepJob


class Told:
    """All that a job says."""

    def __init__(self, owner: QWidget, steps: Generator[float]) -> None:
        self.words: list[object] = []
        self.job = StepJob(
            owner,
            steps,
            lambda: self.words.append("done"),
            self.words.append,
            moved=self.words.append,
            ended=lambda: self.words.append("ended"),
        )

    def wait(self) -> None:
        while "ended" not in self.words:
            QTest.qWait(5)


def steps(closed: list[bool], error: Exception | None = None) -> Generator[float]:
    try:
        for place in range(1, 5):
            yield place / 4
        if error is not None:
            raise error
    finally:
        closed.append(True)


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QWidget]:
    owner = QWidget()
    yield owner
    owner.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_all_steps_are_done_and_told(owner: QWidget) -> None:
    closed: list[bool] = []
    told = Told(owner, steps(closed))
    told.wait()
    assert told.words == [0.25, 0.5, 0.75, 1.0, "ended", "done"] and closed


def test_a_refusal_is_told_and_an_error_is_raised(owner: QWidget) -> None:
    told = Told(owner, steps([], refusal := FileError("No.")))
    told.wait()
    assert told.words[-2:] == ["ended", refusal]


def test_one_that_is_cancelled_lets_go_and_says_nothing(owner: QWidget) -> None:
    closed: list[bool] = []
    told = Told(owner, steps(closed))
    told.job.cancel()
    QApplication.processEvents()
    assert told.words == []


def test_the_rest_can_be_done_at_once(owner: QWidget) -> None:
    told = Told(owner, steps([]))
    told.job.finish()
    assert told.words[-1] == "done"
