"""The notice stands over the status line: it covers no control, and not the work that can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QWidget

from playground.session import Notice

LONG = "The column “price” is read as a number: 1.234,50 is 1234.50. " * 12
PATH = f"/{'work' * 1_000}.json cannot be written: file name too long. Choose another file or folder."
EVERY = "\n".join(f"{what} cannot be kept: /{'work' * 40}. Save it." for what in ("It", "Work", "An answer"))


def place(window: Any, widget: QWidget) -> tuple[int, int]:
    """Where a widget begins and ends, from the top of the window."""
    top = widget.mapTo(window, QPoint(0, 0)).y()
    return top, top + widget.height()


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720)])
def test_no_control_is_covered(opened: Callable[..., Any], size: tuple[int, int]) -> None:
    window = opened().window
    window.resize(*size)
    QTest.qWait(0)
    for text in ("Saved circle.json in a folder.", PATH, EVERY, LONG):
        window.session.notices.show(Notice(text))
        window.frame()
        assert 0 < window.notice.words.minimumSizeHint().width() < window.width()
        top, bottom = place(window, window.notice)
        assert bottom == window.height() and top <= place(window, window.status_line)[0]
        for kind in (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit):
            for control in window.explore.findChildren(kind):
                area = control.visibleRegion().boundingRect().translated(control.mapTo(window, QPoint(0, 0)))
                if not (area.isEmpty() or window.explore.settings.isAncestorOf(control)):
                    assert area.bottom() < top, control.objectName()
    assert window.notice.words.text().endswith("…") and window.notice.words.toolTip() == LONG
    small = window.notice.mark.pixmap().deviceIndependentSize().width()
    window.session.view.update(text_size=125)
    window.frame()
    assert window.notice.mark.pixmap().deviceIndependentSize().width() > small
    window.notice.copy_button.click()
    assert QGuiApplication.clipboard().text() == LONG


def test_what_can_be_cancelled_is_seen_beside_it(opened: Callable[..., Any]) -> None:
    window = opened().window
    window.session.notices.show(Notice("Saved circle.json in a folder."))
    window.frame()
    progress = window.status_line.progress
    assert window.notice.width() == window.status_line.width()
    progress.words.setText("Reading big.csv … 45 %")
    progress.show()
    QTest.qWait(0)
    assert 0 < window.notice.width() <= progress.x()
    progress.hide()
    assert window.notice.width() == window.status_line.width()
