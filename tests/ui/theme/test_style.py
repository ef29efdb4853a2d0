"""A theme is put on one window, and on that alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from playground.ui.theme import style
from playground.ui.theme.theme import DARK, LIGHT
from playground.ui.widgets.combo_box import ComboBox


class Ear(QObject):
    """Counts how often a widget is told of another style."""

    heard = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.heard += event.type() == QEvent.Type.StyleChange
        return super().eventFilter(watched, event)


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    window = QWidget()
    style.apply(LIGHT, window)
    layout = QVBoxLayout(window)
    label = QLabel("words")
    label.setProperty("role", "dim")
    layout.addWidget(label)
    yield window
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_theme_reaches_what_is_in_the_window(window: QWidget) -> None:
    label = window.findChild(QLabel)
    style.apply(DARK, window)
    assert label.palette().color(label.foregroundRole()).name().upper() == DARK.dim
    assert label.font().family() == style.font().family()


def test_a_theme_restyles_no_widget_of_another_window(window: QWidget) -> None:
    other, ear = QLabel("elsewhere"), Ear()
    other.installEventFilter(ear)
    other.ensurePolished()
    before = ear.heard
    style.apply(DARK, window)
    assert ear.heard == before
    other.deleteLater()


def test_a_number_field_has_no_half_drawn_arrows(window: QWidget) -> None:
    field = QSpinBox(window)
    field.resize(120, 28)
    image = field.grab().toImage()
    right = {image.pixelColor(x, y).name() for x in range(100, 116) for y in range(3, 25)}
    assert right == {LIGHT.card.lower()}


def test_a_text_to_write_in_looks_like_a_field(window: QWidget) -> None:
    for reads, colour in ((False, LIGHT.card), (True, LIGHT.chip)):
        text = QPlainTextEdit(window)
        text.setReadOnly(reads)
        text.resize(120, 60)
        assert text.grab().toImage().pixelColor(60, 50).name() == colour.lower()


@pytest.mark.parametrize("kind", [QPushButton, QToolButton, QLineEdit, ComboBox])
def test_what_cannot_be_used_is_pale(window: QWidget, kind: type[QWidget]) -> None:
    control = kind()
    control.setParent(window)
    if isinstance(control, ComboBox):
        control.setEditable(True)
        control.setEditText("words")
    else:
        assert isinstance(control, (QAbstractButton, QLineEdit))
        control.setText("words")
    control.resize(120, 28)
    darkest = []
    for on in (True, False):
        control.setEnabled(on)
        image = control.grab(QRect(4, 4, 90, 20)).toImage()
        darkest.append(min(image.pixelColor(x, y).lightness() for x in range(90) for y in range(20)))
    assert darkest[0] < 60 and darkest[1] > 120


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_drawn_in_the_colour_that_is_asked_for() -> None:
    for colour in ("#3457d5", "#ffffff"):
        image = style.pixmap("play", colour).toImage()
        places = [(x, y) for x in range(image.width()) for y in range(image.height())]
        seen = [image.pixelColor(*place) for place in places]
        assert {one.name() for one in seen if one.alpha() == 255} == {colour}
        assert any(one.alpha() == 0 for one in seen)
