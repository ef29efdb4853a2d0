"""Long computations in slices."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from playground.ui.background.sliced_job import Slices


class Job:
    """Fails in its second slice."""

    done = False
    slices = 0

    def advance(self, _seconds: float) -> None:
        self.slices += 1
        if self.slices == 2:
            raise ZeroDivisionError


def test_a_slice_that_fails_is_the_last(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: told.append(error))
    owner, job, shown = QWidget(), Job(), []
    slices = Slices(owner, lambda: shown.append(job.slices))
    slices.begin(job)
    QTest.qWait(60)  # several more slices, had there been any
    assert (job.slices, shown) == (2, [1])
    assert [kind for kind, *_ in told] == [ZeroDivisionError]
    owner.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_is_done_from_the_start_is_shown_all_the_same(qapp: QApplication) -> None:
    owner, job, shown = QWidget(), Job(), []
    job.done = True
    slices = Slices(owner, lambda: shown.append(job.slices))
    slices.begin(job)
    assert shown == [0] and not slices.isActive()
    owner.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
