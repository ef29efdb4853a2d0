"""The text size: what is set once follows it, what is painted asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from playground.session import TEXT_SIZES
from playground.ui.theme import scale, style
from playground.ui.theme.theme import DARK, LIGHT
from playground.ui.widgets.labels import plain_label
from tests.look import look_of_its_own


@pytest.fixture(autouse=True)
def _normal(qapp: QApplication) -> None:
    assert qapp
    style.apply(LIGHT, QWidget())


def test_no_test_leaves_its_look_to_the_next() -> None:
    font, palette = QApplication.font(), QApplication.palette()
    with look_of_its_own():
        style.apply(DARK, QWidget(), 150)
        assert style.px(20) == 30 and QApplication.palette() != palette
        QTest.keyClick(QWidget(), Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
        assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ShiftModifier
    assert style.px(20) == 20
    assert (QApplication.font(), QApplication.palette()) == (font, palette)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier, "a row would not be selected"


def test_lengths_and_fonts_follow_the_text_size() -> None:
    bar, label, normal = QWidget(), plain_label("words", "dim", style.SMALL), style.font().pixelSize()
    style.scaled(bar.setFixedSize, 30, 20)
    style.apply(LIGHT, QWidget(), 150)
    assert style.px(20) == 30
    assert (bar.width(), bar.height()) == (45, 30)
    assert style.font().pixelSize() == QApplication.font().pixelSize() == round(normal * 1.5)
    assert label.font().pixelSize() == style.font(style.SMALL).pixelSize()
    style.apply(LIGHT, QWidget())
    assert (bar.width(), bar.height()) == (30, 20)


def test_the_style_sheet_follows_it() -> None:
    assert scale.in_px("min-height: 26sp; border: 1px") == "min-height: 26px; border: 1px"
    window = QWidget()
    style.apply(LIGHT, window)
    button = QPushButton("words", window)
    low = button.sizeHint().height()
    style.apply(LIGHT, window, 200)
    button.ensurePolished()
    assert button.sizeHint().height() >= 1.8 * low


def test_what_is_gone_is_forgotten() -> None:
    label, parent = QLabel(), QWidget()
    child = QLabel(parent)
    for one in (label, child):
        style.write(one, style.SMALL)
    parent.deleteLater()
    del label
    QApplication.sendPostedEvents(None, 0)
    style.apply(LIGHT, QWidget(), 200)  # neither of them is touched


def test_the_keys_of_the_window(opened: Callable[..., Any]) -> None:
    one = opened()
    height = one.window.bar.play.font().pixelSize()
    for _ in TEXT_SIZES:
        one.window.action_map["larger_text"].trigger()
    assert one.session.view.settings.text_size == TEXT_SIZES[-1]
    assert not one.window.action_map["larger_text"].isEnabled()
    assert one.window.bar.play.font().pixelSize() == 2 * height
    one.window.action_map["normal_text"].trigger()
    assert one.window.bar.play.font().pixelSize() == height
    assert not one.window.action_map["smaller_text"].isEnabled()


def test_what_is_remembered_is_of_the_present_text_size() -> None:
    @scale.remembered
    def side(length: int) -> int:
        return scale.px(length)

    assert side(10) == side(10) == 10
    style.apply(LIGHT, QWidget(), 150)
    assert side(10) == 15
