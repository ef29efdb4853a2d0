"""The columns that are on neither axis: where they are held, in words and on sliders."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from playground.data import columns_used
from playground.session import Session
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import Elided, plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.plain import as_tip
from playground.ui.widgets.scroll import FitScrollArea
from playground.ui.widgets.sliders import Slider

_NOTCHES = 1000
_SAMPLES = 38  # values of a column whose widest leaves room for the others
_APART = 6  # px between two lines: a name belongs to the slider below it
_ROW, _ROWS_SEEN, _ACROSS = 34, 2, 2  # px of a slider's line; lines without scrolling; sliders in a line


def held_columns(session: Session) -> tuple[int, ...]:
    """The columns that the network is fed and that are on neither axis."""
    plane = session.view.plane
    used = columns_used(session.experiment.features)
    return tuple(column for column in used if column not in (plane.x, plane.y))


def held_caption(session: Session) -> tuple[str, ...]:
    """Where they are held, to follow the name of an axis; in ever fewer words, at last in none."""
    names, columns = session.view.names.columns, held_columns(session)
    if not columns:
        return ("",)
    moved = [column for column in columns if not _at_mean(session, column)]
    parts = [f"{names[i]} {number_format.value(session.view.plane.held[i])}" for i in moved]
    at_mean = [names[i] for i in columns if i not in moved]
    words = f" · {', '.join(parts)} held" if parts else ""
    words += f" · {', '.join(at_mean)} at the mean" if at_mean else ""
    others = f"the other {len(columns)}" if len(columns) > 1 else "the other"
    return (words, f" · {others} {'held' if moved else 'at the mean'}", "")


def _at_mean(session: Session, column: int) -> bool:
    """Whether a column is held at its mean, as far as can be read."""
    held, mean = session.view.plane.held[column], session.data.means[column]
    return number_format.value(held) == number_format.value(mean) or np.isnan(mean)


class HeldInputSliders(QWidget):
    """A slider for each of them, two in a line; where there are none, or in the Backprop mode, nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._sliders: list[HeldSlider] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setHorizontalSpacing(18)
        style.scaled(self._grid.setVerticalSpacing, _APART)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1)
        inside = QWidget()
        inside.setLayout(self._grid)
        self.back = IconButton(
            "reset", "Reset to means", "Reset all unplotted inputs to their means.", "tool"
        )
        self.back.setObjectName("hold_at_means")
        self.back.clicked.connect(lambda _on=False: session.view.reset_held_inputs())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._area = FitScrollArea(inside, _ROW)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)

    def refresh(self) -> None:
        columns = held_columns(self.session)
        self.setVisible(bool(columns) and not self.session.backprop.is_open)
        while len(self._sliders) < len(columns):
            self._add_slider()
        for place, slider in enumerate(self._sliders):
            slider.setVisible(place < len(columns))
            if place < len(columns):
                slider.show_column(columns[place])
        self.back.setEnabled(any(not _at_mean(self.session, column) for column in columns))
        lines = min(_ROWS_SEEN, -(-len(columns) // _ACROSS))
        self.setFixedHeight(style.px(_ROW) * lines + style.px(_APART) * max(0, lines - 1))

    def apply_theme(self, theme: Theme) -> None:
        self.back.apply_theme(theme)

    def _add_slider(self) -> None:
        slider = HeldSlider(self.session)
        self._grid.addWidget(slider, *divmod(len(self._sliders), _ACROSS))
        self._sliders.append(slider)


class HeldSlider(QWidget):
    """A name, below it a slider over the column's range, and the value in original units.

    A double click: to the mean.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.column = -1
        self._range = 0.0, 1.0
        self._range_of: object = None
        self.name, self.value = Elided(role="dim"), plain_label("")
        style.write(self.name, style.SMALL)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.slider = Slider(self)
        self.slider.setRange(0, _NOTCHES)
        style.scaled(self.slider.setFixedHeight, 16)
        self.slider.valueChanged.connect(self._hold)
        self.slider.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.name)
        line = hbox(self.slider, self.value)
        line.setStretch(0, 1)
        layout.addLayout(line)
        style.scaled(self.setFixedHeight, _ROW)

    def show_column(self, column: int) -> None:
        """Show where this column is held."""
        data, held = self.session.data, self.session.view.plane.held[column]
        if (data, column) != (self._range_of, self.column):
            self._introduce(column)
        low, high = self._range
        self.value.setText(number_format.value(held))
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(_NOTCHES * min(1.0, max(0.0, (held - low) / (high - low)))))

    def _introduce(self, column: int) -> None:
        """The name and the range of a column."""
        data = self.session.data
        self.column, self._range_of = column, data
        values, name = data.X[:, column], self.session.view.names.columns[column]
        low, high = (float(values.min()), float(values.max())) if len(data) else (0.0, 0.0)
        self._range = (low, high) if low < high else (low - 1.0, low + 1.0)
        self._give_room([number_format.value(number) for number in np.linspace(*self._range, _SAMPLES)])
        self.name.others = self.session.view.names.columns
        self.name.setText(name)
        self.setToolTip(as_tip(f"Value of {name} used in this plot. Double-click to reset it to the mean."))
        self.slider.setObjectName(f"held_{column}")
        self.slider.setAccessibleName(f"Value of {name} used in this plot")

    def _give_room(self, values: list[str]) -> None:
        """The slider stays as long as it is while the value has more and fewer digits."""

        def widest() -> int:
            return max(map(QFontMetrics(style.font()).horizontalAdvance, values))

        style.scaled(self.value.setMinimumWidth, widest)

    def _hold(self, notch: int) -> None:
        low, high = self._range
        self.session.view.set_held_input(self.column, low + (high - low) * notch / _NOTCHES)

    @guarded
    def mouseDoubleClickEvent(self, _event: QEvent) -> None:
        self.session.view.reset_held_inputs(self.column)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The slider's double click is ours."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.session.view.reset_held_inputs(self.column)
            return True
        return bool(super().eventFilter(watched, event))
