"""What is entered in the column of a lesson, without the rest of the window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem, QRadioButton

from playground.ui.lessons.answering import _Movable
from playground.ui.theme.style_sheet import sheet
from playground.ui.theme.theme import LIGHT
from tests.ui.cut_text import cut_texts

WRAP = Qt.TextFlag.TextWordWrap
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
    items.setStyleSheet(sheet(LIGHT))
    items.show()
    heights = []
    for width in (400, 160, 110):
        items.resize(width, items.height())
        QTest.qWait(0)
        assert not cut_texts(items), width
        heights.append(items.height())
        for row in range(items.count()):
            rect, inside = (
                items.visualItemRect(items.item(row)),
                QRect(0, 0, items.viewport().width() - 22, 999),
            )
            words = items.fontMetrics().boundingRect(inside, WRAP, items.item(row).text())
            assert words.height() <= rect.height() - 12, "what the style leaves"
    assert heights == sorted(set(heights)), "lines were broken"


def test_an_option_without_words_of_its_own_leaves_no_room_for_them(qtbot: Any) -> None:
    button = QRadioButton()
    qtbot.addWidget(button)
    button.setStyleSheet(sheet(LIGHT))
    hint = button.sizeHint()
    assert hint.width() == hint.height(), "the ring of the focus is round"
