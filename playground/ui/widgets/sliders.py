"""Sliders, alone or with their name and value."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QVBoxLayout, QWidget

from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox


class Slider(QSlider):
    """A slider that the wheel moves only when it has the focus; else it scrolls what is around.

    The focus ring goes around `frame`, which also holds its name and its value.
    """

    def __init__(self, frame: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.frame = frame or self
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class LabelledSlider(QWidget):
    """A slider with its name on the left and its value on the right above it."""

    def __init__(self, object_name: str, label: str, tip: str, show: Callable[[int], str], top: int) -> None:
        super().__init__()
        self._show = show
        self.slider = Slider(self)
        self.slider.setObjectName(object_name)
        self.slider.setAccessibleName(label)
        self.slider.setRange(0, top)
        self.slider.setFixedHeight(16)
        self.name, self.value = plain_label(label, "dim"), plain_label("")
        self.setToolTip(tip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addStretch()
        layout.addLayout(hbox(self.name, None, self.value))
        layout.addWidget(self.slider)
        layout.addStretch()
        self.slider.valueChanged.connect(lambda value: self.value.setText(show(value)))
        self.value.setText(show(self.slider.value()))

    def show_value(self, value: int) -> None:
        """Move the handle without telling anyone, unless it is being dragged."""
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(value)
            self.slider.blockSignals(False)
            self.value.setText(self._show(value))
