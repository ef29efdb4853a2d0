"""A plot that is worked with: reached by Tab, moved by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from playground.ui.plotting.plot import Plot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.own_keys import keeps

_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class InteractivePlot(Plot):
    """`moved` tells steps of the arrow keys (±1, with Shift ±10), `let_go` that the key is up again.

    A click leaves the focus where it is: ← and → are the steps of the mode, unless Tab has led here.
    """

    moved = Signal(int)
    let_go = Signal()

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name)
        self.theme = theme
        self._across = ""
        self.setProperty("role", "instrument")  # has a frame while the arrow keys are for it
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(120, 90)
        self.leave_room(below=4)
        # Fixed, or the plot would be laid out and painted twice.
        style.scaled(self.getAxis("left").setWidth, 58)
        style.scaled(self.getAxis("bottom").setHeight, 40)
        for side in ("left", "bottom"):
            self.getAxis(side).setStyle(maxTickLevel=0)  # figures with the same number of decimals

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.theme = theme
        self.label_axis("bottom", self._across, theme)

    def name_across(self, words: str) -> None:
        """Name the lower axis."""
        if words != self._across:
            self._across = words
            self.label_axis("bottom", words, self.theme)

    def at(self, x: float, y: float) -> QPointF:
        """The pixel of a point of the plot."""
        return QPointF(self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(x, y))))

    def under(self, pixel: QPointF) -> QPointF:
        """The point of the plot under a pixel."""
        return self.getViewBox().mapSceneToView(self.mapToScene(pixel.toPoint()))

    def event(self, event: QEvent) -> bool:
        return keeps(event, _step_of) or bool(super().event(event))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _step_of(event):
            self.moved.emit(step)
        else:
            event.ignore()

    @guarded
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if _step_of(event) and not event.isAutoRepeat():
            self.let_go.emit()


def _step_of(event: QKeyEvent) -> int:
    """How far an arrow key moves; 0 for every other key."""
    step = _KEYS.get(Qt.Key(event.key()), 0)
    return 10 * step if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else step
