"""The small editor of one weight or bias: type a number, drag a slider, freeze it, revert it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSlider, QVBoxLayout, QWidget

from playground.data.numbers import parse_number
from playground.errors import PlaygroundError
from playground.session import Session
from playground.training.parameters import Parameter
from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.line_edit import LineEdit, set_error_state
from playground.ui.widgets.lock import LockTool
from playground.ui.widgets.own_keys import keeps

_STEPS = 1000  # of the slider, on either side of 0
_WIDTH = 236


class WeightEditor(QFrame):
    """Floats over the network beside the number it edits. `element` is what it is open on."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("weight_editor")
        self.setProperty("role", "popover")
        self.session, self._host = session, parent
        self.element: DiagramElement | None = None
        self._before, self._reach = 0.0, 1.0
        self.name = plain_label("", "", 15, QFont.Weight.DemiBold)
        self.route = plain_label("", "dim", style.SMALL)
        self.route.setWordWrap(True)
        self.problem = plain_label("", "error", style.SMALL)
        self.problem.setObjectName("weight_problem")
        self.problem.setWordWrap(True)
        self._make_tools()
        self._make_field()
        self._lay_out()
        self.hide()

    def open(self, element: DiagramElement, anchor: QPointF) -> None:
        """Edit the number at an element, beside this point of the network."""
        self.element = element
        self._before = words.number(self.session, element)
        self._widen(self._before)
        self.field.setModified(False)
        self._say("")
        self.refresh()
        self.show()
        self._place(anchor)
        self.raise_()
        self.field.setFocus()
        self.field.selectAll()

    def dismiss(self) -> None:
        """Leave the number as it is."""
        if self.element is not None:
            self.element = None
            self.session.end_merge()
            self.hide()
            self.closed.emit()

    def refresh(self) -> None:
        """Show the number in force, unless the user is changing it."""
        if self.element is None:
            return
        number, parameter = words.number(self.session, self.element), self._parameter
        self.name.setText(parameter.label)
        self.route.setText(words.route(self.session.experiment, self.session.view.names, self.element))
        self.lock.show_locked(locked=parameter.name in self.session.spec.frozen)
        if not self.field.isModified():
            selected = self.field.hasSelectedText() and self.field.selectionLength() == len(self.field.text())
            self.field.setText(number_format.short(float(f"{number:.6g}")))
            if selected:
                self.field.selectAll()
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(_notch(number, self._reach))
            self.slider.blockSignals(False)

    def apply_theme(self, theme: Theme) -> None:
        for tool in (self.lock, self.back, self.cross):
            tool.apply_theme(theme)

    # --- inside ------------------------------------------------------------------------------------

    @property
    def _parameter(self) -> Parameter:
        assert self.element is not None and self.element.parameter is not None
        return self.element.parameter

    def _make_tools(self) -> None:
        self.lock = LockTool("weight_lock")
        self.lock.clicked.connect(
            lambda on: self._do(lambda: self.session.model.set_frozen(self._parameter, frozen=bool(on)))
        )
        self.back = IconButton("reset", "Revert", "Restore the original value", "bare")
        self.back.setObjectName("weight_reset")
        self.back.clicked.connect(lambda: self._set(self._before))
        self.cross = IconButton("close", "Close", with_key("Close", "Esc"), "bare")
        self.cross.setObjectName("weight_close")
        self.cross.clicked.connect(self.dismiss)

    def _make_field(self) -> None:
        self.field = LineEdit()
        self.field.setObjectName("weight_value")
        self.field.setAccessibleName("Value")
        self.field.setToolTip("A number or a fraction: 0.25, -3, 1/2")
        self.field.returnPressed.connect(self._enter)
        self.field.editingFinished.connect(self._take)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("weight_slider")
        self.slider.setAccessibleName("Value")
        self.slider.setToolTip("Drag: boundary and losses follow immediately")
        self.slider.setRange(-_STEPS, _STEPS)
        self.slider.valueChanged.connect(
            lambda notch: self._set(round(self._reach * notch / _STEPS, 6), merge=True)
        )
        self.slider.sliderReleased.connect(self.session.end_merge)
        self.least = plain_label("", "dim", style.SMALL)
        self.most = plain_label("", "dim", style.SMALL)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 12)
        layout.setSpacing(6)
        layout.addLayout(hbox(self.name, None, self.lock, self.back, self.cross, spacing=0))
        for item in (self.route, self.field, self.problem):
            inset = hbox(item)
            inset.setContentsMargins(0, 0, 6, 0)
            layout.addLayout(inset)
        sliding = hbox(self.least, self.slider, self.most, spacing=6)
        sliding.setContentsMargins(0, 0, 6, 0)
        layout.addLayout(sliding)
        style.scaled(self.setFixedWidth, _WIDTH)

    def _place(self, anchor: QPointF) -> None:
        """Beside the point, inside the network's view."""
        self.adjustSize()
        right = anchor.x() + 34
        x = right if right + self.width() < self._host.width() - 4 else anchor.x() - 34 - self.width()
        y = anchor.y() - self.height() / 2
        most = (self._host.width() - self.width() - 4, self._host.height() - self.height() - 4)
        self.move(round(min(max(4.0, x), most[0])), round(min(max(4.0, y), most[1])))

    def _enter(self) -> None:
        if not self.field.isModified() and not self.problem.text():
            self.dismiss()

    def _take(self) -> None:
        """Take what was typed; what is not a number is refused here, with the reason."""
        if self.element is None or not self.field.isModified():
            return
        self._do(lambda: self._set(parse_number(self.field.text())))

    def _set(self, number: float, *, merge: bool = False) -> None:
        if self.element is None:
            return
        self.session.model.set_parameter(self._parameter, number, merge=merge)
        if not merge:
            self._widen(number)
        self.field.setModified(False)
        self._say("")
        self.refresh()

    def _do(self, verb: object) -> None:
        try:
            verb()  # type: ignore[operator]
        except PlaygroundError as error:
            self._say(str(error))

    def _say(self, problem: str) -> None:
        """Why a number was refused; the field turns red."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        set_error_state(self.field, bad=bool(problem))
        self.adjustSize()

    def _widen(self, number: float) -> None:
        """A reach of the slider, to 1, 2 or 5 times a power of ten, that has room for twice the number."""
        self._reach = _round_reach(2.0 * abs(number)) if math.isfinite(number) else 2.0
        self.least.setText(number_format.short(-self._reach))
        self.most.setText(number_format.short(self._reach))

    # --- events ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Escape closes this, and no notice."""
        return keeps(event, lambda key: key.key() == Qt.Key.Key_Escape) or super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()  # a key that is not for the editor is not for the network behind it either

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


def _notch(number: float, reach: float) -> int:
    share = number / reach if math.isfinite(number) else 0.0
    return round(_STEPS * min(1.0, max(-1.0, share)))


def _round_reach(least: float) -> float:
    if least <= 2.0:
        return 2.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= least)
