"""A list to choose from: all lines are seen where there is room; an empty one says so in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from playground.ui.documents.list_dialog import ListDialog


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1280, 720)
    yield window
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(window: QWidget, lines: Sequence[str]) -> ListDialog:
    dialog = ListDialog(
        window, "some", lines, lambda _place: None, title="Some", note="What they are.", verb="Take"
    )
    dialog.show()
    QApplication.processEvents()
    return dialog


def test_a_dozen_lines_are_seen_at_once(window: QWidget) -> None:
    dialog = shown(window, [f"Line {place}" for place in range(12)])
    assert not dialog.list.verticalScrollBar().maximum()
    many = shown(window, [f"Line {place}" for place in range(99)])
    assert many.height() <= window.height()


def test_without_a_line_there_is_no_empty_list(window: QWidget) -> None:
    dialog = shown(window, [])
    assert not dialog.list.isVisible() and dialog.height() < shown(window, ["one"]).height()
