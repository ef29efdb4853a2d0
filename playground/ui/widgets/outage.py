"""A part of the window that has failed: switched off and covered, until the user tries it again."""

from __future__ import annotations

from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QGraphicsItem, QGraphicsScene, QLabel, QPushButton, QWidget

from playground.ui.widgets.soon import soon

WORDS = "This part met an error and was switched off."
_NARROW = 400  # px, from which on the words and the button stand side by side

_off: WeakSet[QWidget] = WeakSet()


def declare(*parts: Any) -> None:
    """From now on what fails in one of these widgets switches it off as a whole."""
    for part in parts:
        part.setProperty("part", True)


def is_off(thing: object) -> bool:
    """Whether the part that something belongs to is switched off."""
    return bool(_off) and part_of(thing) in _off


def switch_off(thing: object) -> None:
    """Have the part that something belongs to rest at once, and cover it as soon as no one paints."""
    part = part_of(thing)
    if part is None or part in _off:
        return
    _off.add(part)
    for child in _inside(part):
        child.setUpdatesEnabled(False)
    soon(part, lambda: Outage(part))


def part_of(thing: object) -> QWidget | None:
    """The part of the window around something; outside of every part, the widget itself."""
    widget = around = _widget_of(thing)
    while around is not None and not around.property("part"):
        around = around.parentWidget()
    return around or widget


def _inside(part: QWidget) -> list[QWidget]:
    """The widgets that stand right in a part."""
    return [child for child in part.children() if isinstance(child, QWidget) and not child.isWindow()]


def _widget_of(thing: Any) -> QWidget | None:
    """The widget that something is, is drawn in, or belongs to."""
    if isinstance(thing, QGraphicsItem):
        scene: QGraphicsScene | None = thing.scene()
        return next(iter(scene.views()), None) if scene is not None else None
    while not isinstance(thing, QWidget):
        if not isinstance(thing, QObject):
            return None
        thing = thing.parent()
    return thing


class Outage(QFrame):
    """Lies over a part, with a line that says so and a button. What is beneath neither paints nor answers."""

    def __init__(self, part: QWidget) -> None:
        self._resting = _inside(part)
        self._disabled = [child for child in self._resting if child.isEnabled()]
        super().__init__(part)
        self._part = part
        for child in self._disabled:
            child.setEnabled(False)
        self.setObjectName("outage")
        self._words = words = QLabel(WORDS)
        again = QPushButton("Try again")
        words.setProperty("role", "dim")
        again.setObjectName("try_again")
        again.setToolTip("Switch this part on again")
        again.clicked.connect(self._try_again)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(10)
        self._row.addStretch()
        for widget in (words, again):
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
        self._row.addStretch()
        part.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        way, narrow = QBoxLayout.Direction, self._part.width() < _NARROW
        self._words.setWordWrap(narrow)
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.setGeometry(self._part.rect())

    def _try_again(self) -> None:
        """Switch the part on; should it fail once more, it is covered once more."""
        _off.discard(self._part)
        self.hide()
        self.deleteLater()
        for child in self._disabled:
            child.setEnabled(True)
        for child in self._resting:
            child.setUpdatesEnabled(True)
        self._part.update()
