"""A window fits its screen, with the title bar that the desktop adds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from playground.ui.window_size import bring_inside, room_for


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    window = QWidget()
    yield window
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_there_is_room_for_a_title_bar(window: QWidget) -> None:
    screen, room = window.screen().availableSize(), room_for(window)
    assert screen.height() - 60 < room.height() < screen.height() - 15
    assert room.width() <= screen.width()


def test_a_window_that_is_too_large_or_outside_is_brought_inside(window: QWidget) -> None:
    screen = window.screen().availableGeometry()
    window.setGeometry(screen.right() - 50, screen.top() - 40, screen.width() + 300, 300)
    window.show()
    bring_inside(window)
    assert screen.contains(window.frameGeometry())
    window.resize(QSize(300, 200))
    place = window.frameGeometry()
    bring_inside(window)
    assert window.frameGeometry() == place
