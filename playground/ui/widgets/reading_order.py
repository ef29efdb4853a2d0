"""The reading order of a window, and with it the stops of the Tab key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QScrollArea,
    QWidget,
)

from playground.ui.widgets.group import Group

_CLOSED = (QComboBox, QAbstractSpinBox, QAbstractItemView)  # what is inside is reached by other keys


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is seen in it, as one reads: as the layouts have it, then what floats above."""
    yield widget
    if isinstance(widget, _CLOSED):
        return
    laid = list(_laid(widget.layout()))
    floating = [one for one in widget.children() if isinstance(one, QWidget) and one not in laid]
    for child in (*laid, *sorted(floating, key=lambda one: (one.y(), one.x()))):
        if child.isVisible() and not child.isWindow():
            yield from in_order(child)


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab stops, in reading order: once in every group."""
    groups = {member: group for group in window.findChildren(Group) for member in group.members}
    found: list[QWidget] = []
    for widget in in_order(window):
        stop = groups[widget].entry if widget in groups else widget if _is_stop(widget) else None
        if stop is not None and stop not in found:
            found.append(stop)
    return found


def reveal(widget: QWidget) -> None:
    """Scroll what lies around a widget so that it is seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 12, 12)
        parent = parent.parentWidget()


def _is_stop(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
    return by_tab and not isinstance(widget.parentWidget(), QAbstractScrollArea)  # a viewport


def _laid(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout and of those in it, in their order: in a grid line by line."""
    if layout is None:
        return
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: cast("tuple[int, ...]", layout.getItemPosition(place)))
    for item in map(layout.itemAt, places):
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
        elif item is not None:
            yield from _laid(item.layout())
