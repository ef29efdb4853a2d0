"""Words in little room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from playground.ui.widgets.eliding import elided_apart
from playground.ui.widgets.labels import Elided

COLUMNS = ("sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("mode", [Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight])
def test_columns_that_begin_and_end_alike_are_told_apart(mode: Qt.TextElideMode) -> None:
    metrics = QFontMetrics(QFont())
    for room in (metrics.horizontalAdvance("petal_le"), metrics.horizontalAdvance("petal_length")):
        shown = [elided_apart(one, COLUMNS, metrics, room, mode) for one in COLUMNS]
        assert len({*shown[:2]}) == len({*shown[2:]}) == 2, shown
        assert all(metrics.horizontalAdvance(one) <= room for one in shown)


@pytest.mark.usefixtures("qapp")
@given(st.text("abc", max_size=20), st.lists(st.text("abc", max_size=20)), st.integers(0, 200))
def test_words_that_have_room_or_no_like_stay_as_usual(words: str, others: list[str], room: int) -> None:
    metrics = QFontMetrics(QFont())
    shown = elided_apart(words, others, metrics, room)
    cut = {one: metrics.elidedText(one, Qt.TextElideMode.ElideMiddle, room) for one in [words, *others]}
    if all(one == words or cut[one] != cut[words] for one in others):
        assert shown == cut[words]
    assert shown or not cut[words] or room < metrics.horizontalAdvance("…a…")


def test_what_can_be_said_in_fewer_words_is_not_cut(qtbot: QtBot) -> None:
    label, wordings = Elided(), ("150 rows, 75 of them test", "150 rows", "150")
    qtbot.addWidget(label)
    label.setText(*wordings)
    advance = label.fontMetrics().horizontalAdvance
    for words in wordings:
        label.resize(advance(words), 20)
        assert label.shown() == words
    label.resize(advance("150") - 1, 20)
    assert label.shown().endswith("…")
    label.setText("others")
    assert label.shown() not in wordings
