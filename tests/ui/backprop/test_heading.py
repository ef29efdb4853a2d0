"""The title of a card that tells a stage: read whole, in two lines where one is too short."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel

from playground.ui.backprop.heading import capitals, set_heading

WORDS = "What does neuron 1 of hidden layer 2 compute?"


@pytest.fixture
def title(qapp: QApplication) -> Iterator[QLabel]:
    title = QLabel()
    yield title
    title.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("share", [2.0, 1.0, 0.75, 0.6])
def test_it_is_read_whole(title: QLabel, share: float) -> None:
    set_heading(title, WORDS)
    room = round(title.fontMetrics().horizontalAdvance(title.text()) * share)
    set_heading(title, WORDS, room)
    lines = title.text().split("\n")
    assert " ".join(lines) == capitals(WORDS) and len(lines) == (1 if share >= 1.0 else 2)
    assert max(map(title.fontMetrics().horizontalAdvance, lines)) <= room and not title.toolTip()


def test_no_last_word_stands_alone(title: QLabel) -> None:
    said = "How does E depend on z of hidden neuron 1?"
    set_heading(title, said)
    advance = title.fontMetrics().horizontalAdvance
    set_heading(title, said, advance(title.text()) - 1)
    first, second = title.text().split("\n")
    assert 0.6 < advance(first) / advance(second) < 1.7


def test_where_two_lines_are_too_few_the_tooltip_has_all(title: QLabel) -> None:
    set_heading(title, WORDS, 90)
    assert title.text().endswith("…") and title.text().count("\n") == 1
    assert title.toolTip() == capitals(WORDS)
