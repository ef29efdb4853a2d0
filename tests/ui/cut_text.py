"""Finds words on the screen that are cut: too long for their place, or beyond the edge of what is around."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QToolButton,
    QWidget,
)

from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.labels import Elided
from playground.ui.widgets.readout import Readout

_NO_BAR = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_ARROW = 30  # px of a drop-down list beside its words


def cut_texts(window: QWidget, *, excused: bool = True) -> list[str]:
    """One line for each: who it is, the words, and what is wrong.

    `excused`: words that end in … on purpose, as they are whole in a tooltip; those in a field always are.
    """
    seen = (widget for widget in window.findChildren(QWidget) if widget.isVisible())
    return [line for widget in seen for line in _faults(widget, excused=excused)]


def _faults(widget: QWidget, *, excused: bool) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
        needed = widget.heightForWidth(widget.width())
        if needed > widget.height() + 1:
            yield f"{widget.objectName()} “{widget.text()}”: {needed} px high in {widget.height()}"
    if isinstance(widget, QListWidget) and widget.verticalScrollBarPolicy() == _NO_BAR and widget.count():
        last = widget.visualItemRect(widget.item(widget.count() - 1)).bottom()
        if last >= widget.viewport().height():
            yield f"{widget.objectName()}: its lines are {last} px high in {widget.viewport().height()}"
    words = _words(widget)
    if not words:
        return
    name = f"{type(widget).__name__} {widget.objectName()} “{words}”"
    needed, told = _needed(widget, words), words in _tip(widget)
    if needed > widget.width() and not (told and (excused or isinstance(widget, QLineEdit))):
        yield f"{name}: {needed} px wide in {widget.width()}"
    if widget.fontMetrics().height() > widget.height() + 2:
        yield f"{name}: {widget.fontMetrics().height()} px high in {widget.height()}"
    beyond = _beyond(widget)
    if beyond:
        yield f"{name}: {beyond}"


def _elided(label: Elided) -> str:
    """What it says in the room it has; all its words where even the fewest have none."""
    shown = label.shown()
    return shown if shown in label.wordings else label.text()


# What the widgets write that say it in their own way, the special kinds first.
_WRITES: tuple[tuple[type[QWidget], Callable[[Any], str]], ...] = (
    (ComboBox, lambda choice: choice.words),
    (QComboBox, lambda choice: choice.currentText()),
    (Elided, _elided),
    (Readout, lambda readout: readout.value),
)


def _words(widget: QWidget) -> str:
    """What it writes, if it writes."""
    own = next((words(widget) for kind, words in _WRITES if isinstance(widget, kind)), None)
    if own is not None:
        return own
    if isinstance(widget, QToolButton) and _is_picture(widget):
        return ""
    if isinstance(widget, (QLabel, QAbstractButton)):
        rich = isinstance(widget, QLabel) and (widget.wordWrap() or "<" in widget.text())
        return "" if rich else widget.text().strip()
    if isinstance(widget, QLineEdit) and not isinstance(widget.parent(), QComboBox):
        return widget.text()
    return ""


def _is_picture(button: QToolButton) -> bool:
    return not button.icon().isNull() and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly


def _needed(widget: QWidget, words: str) -> int:
    """The width in px that shows all the words."""
    advance = max(map(widget.fontMetrics().horizontalAdvance, words.split("\n")))
    if isinstance(widget, Readout):
        return max(widget.needed, advance)
    if isinstance(widget, Elided):
        return advance
    if isinstance(widget, QComboBox):
        return advance + _ARROW
    if isinstance(widget, (QCheckBox, QAbstractButton)):
        return min(widget.sizeHint().width(), widget.minimumSizeHint().width())
    return advance


def _tip(widget: QWidget) -> str:
    """The tooltip that the mouse finds."""
    at: QWidget | None = widget
    while at is not None and not at.toolTip():
        at = at.parentWidget()
    return at.toolTip() if at is not None else ""


def _beyond(widget: QWidget) -> str:
    """The first widget around it that it sticks out of, up to one that scrolls."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around.parentWidget(), QAbstractScrollArea):
        inside = QRect(widget.mapTo(around, QPoint()), widget.size())
        if not around.rect().adjusted(-1, -1, 1, 1).contains(inside):
            edge = f"{type(around).__name__} {around.objectName()} {around.rect().getRect()}"
            return f"{inside.getRect()} beyond {edge}"
        if around.isWindow():
            break
        around = around.parentWidget()
    return ""
