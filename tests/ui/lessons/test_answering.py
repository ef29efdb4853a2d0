"""What is entered in the column of a lesson, without the rest of the window."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem

from playground.ui.lessons.answering import _Movable
from tests.ui.cut_text import cut_texts

LINES = (
    "All hidden neurons have the same weights",
    "They get the same z",
    "δ",
    "Equal again after the update",
)


def test_every_line_of_a_list_is_seen_however_narrow_it_is(qtbot: Any) -> None:
    items = _Movable(lambda _: None)
    qtbot.addWidget(items)
    for words in LINES:
        QListWidgetItem(words, items)
    items.show()
    heights = []
    for width in (400, 160, 110):
        items.resize(width, items.height())
        QTest.qWait(0)
        assert not cut_texts(items), width
        heights.append(items.height())
    assert heights == sorted(set(heights)), "lines were broken"
