"""What is dragged over the window: whether it is taken, and that every part of the window lets it through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QWidget

from playground.session import SidePanel
from playground.ui.importing.drop_zone import dropped

LINK = QUrl("https://example.org/a.csv")


def mime(*urls: QUrl, words: str = "") -> QMimeData:
    made = QMimeData()
    if urls:
        made.setUrls(list(urls))
    if words:
        made.setText(words)
    return made


@pytest.mark.usefixtures("qapp")
def test_what_can_be_dropped(tmp_path: Path) -> None:
    files = [tmp_path / "a b.csv", tmp_path / "c.csv"]
    assert dropped(mime(*(QUrl.fromLocalFile(str(file)) for file in files))) == files
    assert dropped(mime(LINK)) is None
    assert len(dropped(mime(QUrl.fromLocalFile(str(files[0])), LINK)) or "") == 2, (
        "which is meant nobody can tell"
    )
    assert dropped(mime(words="a\tb")) == "a\tb"
    assert dropped(QMimeData()) is None


@pytest.mark.parametrize("card", ["network", "table", "statistics"])
def test_a_file_is_announced_and_a_link_is_not(
    opened: Callable[..., Any], tmp_path: Path, card: SidePanel
) -> None:
    one = opened()
    one.session.view.set_side_panel(card)
    one.settle()
    zone = one.window.drop_zone

    def enter(what: QMimeData, over: QWidget) -> bool:
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, what, left, none)
        QApplication.sendEvent(over, event)
        return event.isAccepted()

    url = QUrl.fromLocalFile(str(tmp_path / "a.csv"))
    file = mime(url, words=url.toString())  # as file managers offer it
    for part in one.window.findChildren(QWidget):
        if part.isVisible() and part is not zone:
            zone.hide()
            assert enter(file, part) and zone.isVisible(), part
    assert zone.size() == one.window.size()
    assert not zone.grab().isNull()
    QApplication.sendEvent(one.window, QDragLeaveEvent())
    assert not zone.isVisible()
    assert not enter(mime(LINK), one.window) and not zone.isVisible()
