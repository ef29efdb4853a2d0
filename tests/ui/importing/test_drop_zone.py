"""What is dragged over the window: whether it is taken, and that every part of the window lets it through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QWidget

from playground.ui.importing.drop_zone import dropped


def mime(*urls: str, words: str = "") -> QMimeData:
    made = QMimeData()
    if urls:
        made.setUrls([QUrl(url) for url in urls])
    if words:
        made.setText(words)
    return made


@pytest.mark.usefixtures("qapp")
def test_what_can_be_dropped() -> None:
    assert dropped(mime("file:///tmp/a%20b.csv", "file:///tmp/c.csv")) == Path("/tmp/a b.csv")
    assert dropped(mime("https://example.org/a.csv")) is None
    assert dropped(mime(words="a\tb")) == "a\tb"
    assert dropped(QMimeData()) is None


def test_a_file_is_announced_and_a_link_is_not(opened: Callable[..., Any]) -> None:
    one = opened()
    zone = one.window.drop_zone

    def enter(what: QMimeData, over: QWidget) -> bool:
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, what, left, none)
        QApplication.sendEvent(over, event)
        return event.isAccepted()

    file = mime("file:///tmp/a.csv", words="file:///tmp/a.csv")  # as file managers offer it
    for part in one.window.findChildren(QWidget):
        if part.isVisible() and part is not zone:
            zone.hide()
            assert enter(file, part) and zone.isVisible(), part
    assert zone.size() == one.window.size()
    assert not zone.grab().isNull()
    QApplication.sendEvent(one.window, QDragLeaveEvent())
    assert not zone.isVisible()
    assert not enter(mime("https://example.org/a.csv"), one.window) and not zone.isVisible()
