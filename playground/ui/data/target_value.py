"""The value that the tools give to points of a surface: a slider, and a field beside it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSignalBlocker

from playground.session import Session
from playground.ui.data.part import Part
from playground.ui.theme import style
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.line_edit import EntryNumber
from playground.ui.widgets.sliders import Slider

_NOTCHES = 200
_LARGEST = 1e9


class Value(Part):
    """The slider spans the values of the data, of generated ones around 0; the field takes any value."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._range = -1.0, 1.0
        self._range_of: object = None
        tip = "Target value for new points"
        self.slider = Slider()
        self.slider.setObjectName("brush_value_slider")
        self.slider.setRange(0, _NOTCHES)
        self.slider.valueChanged.connect(lambda notch: self._give(self._value_at(notch)))
        self.field = EntryNumber()
        self.field.setObjectName("brush_value")
        self.field.setRange(-_LARGEST, _LARGEST)
        style.scaled(self.field.setFixedWidth, 84)
        self.field.valueChanged.connect(self._give)
        for part in (self.slider, self.field):
            part.setAccessibleName(tip)
            part.setToolTip("Target value for new and relabelled points.")
        self.body.addLayout(hbox(plain_label("Value", "dim"), self.slider, self.field))

    def refresh(self) -> None:
        data = self.session.data
        self.setVisible(not data.class_names and self.session.view.plane.y is not None)
        if data is not self._range_of:
            self._range_of, self._range = data, self._span()
            self.field.setSingleStep((self._range[1] - self._range[0]) / 20)
        low, high = self._range
        value = self.session.tools.brush.value
        with QSignalBlocker(self.field), QSignalBlocker(self.slider):
            if self.field.value() != value:
                self.field.setValue(value)
            if not self.slider.isSliderDown():
                self.slider.setValue(round(_NOTCHES * min(1.0, max(0.0, (value - low) / (high - low)))))

    def _span(self) -> tuple[float, float]:
        data = self.session.data
        low, high = (float(data.y.min()), float(data.y.max())) if len(data) else (-1.0, 1.0)
        if data.generated:
            high = max(-low, high, 1.0)
            low = -high
        return (low, high) if low < high else (low - 1.0, high + 1.0)

    def _value_at(self, notch: int) -> float:
        low, high = self._range
        step = 10.0 ** np.floor(np.log10((high - low) / _NOTCHES))  # no more digits than the slider means
        return float(round((low + (high - low) * notch / _NOTCHES) / step) * step)

    def _give(self, value: float) -> None:
        self.session.tools.set_brush(tool=self.session.tools.brush.painter, value=value)
