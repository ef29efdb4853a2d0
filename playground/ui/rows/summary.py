"""The figures of the training rows, and below them those of the test rows: how far apart they are is seen."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.readout import Readout

PARTS = ("training", "test")
_GAP = 14  # px between two figures


class Measure(Struct, frozen=True):
    """A column: the name of its figures, what is read above them, the widest of them, and what they mean."""

    name: str
    label: str
    widest: str
    tip: str


class Summary(QWidget):
    """A line of figures for each part; `figures` holds them by part and name."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        super().__init__()
        self.figures: dict[tuple[str, str], Readout] = {}
        self._names = [plain_label(part.capitalize(), "dim") for part in PARTS]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(len(measures) + 1, 1)
        self._across = 0
        for part in PARTS:
            for measure in measures:
                tip = f"{measure.tip}, of the {part} rows"
                figure = Readout(measure.label, measure.widest, tip, dim=part == "test")
                figure.setObjectName(f"statistics_{'test_' * (part == 'test')}{measure.name}")
                self.figures[part, measure.name] = figure
        self._arrange(len(measures))

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The lines are broken where there is no room for them."""
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """On one line, or on as many of the same length as it takes."""
        figures = list(self.figures.values())[: len(self.figures) // len(PARTS)]
        room = self.width() - max(name.sizeHint().width() for name in self._names)
        whole = sum(figure.width() + _GAP for figure in figures)
        widest = max(figure.width() + _GAP for figure in figures)
        most = len(figures) if whole <= room else max(1, min(len(figures) - 1, room // widest))
        self._arrange(-(-len(figures) // -(-len(figures) // most)))

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across, figures = across, list(self.figures.values())
        count = len(figures) // len(PARTS)
        lines = -(-count // across)
        for part, name in enumerate(self._names):
            self._grid.addWidget(name, part * lines, 0)
            for place, figure in enumerate(figures[part * count : (part + 1) * count]):
                self._grid.addWidget(figure, part * lines + place // across, 1 + place % across)

    def apply_theme(self, theme: Theme) -> None:
        for figure in self.figures.values():
            figure.apply_theme(theme)
        self._fit()

    def show_values(self, part: str, **values: str) -> None:
        """Show the figures of a part, by their names."""
        for name, value in values.items():
            self.figures[part, name].show_value(value)

    def rename(self, name: str, label: str) -> None:
        """Have a figure of both parts under another label."""
        for part in PARTS:
            figure = self.figures[part, name]
            figure.show_value(figure.value, label)

    def text(self) -> str:
        """All of it, tab-separated: a column for each part."""
        names = dict.fromkeys(name for _, name in self.figures)
        lines = ["\t".join(("", *PARTS))]
        for name in names:
            both = [self.figures[part, name] for part in PARTS]
            lines.append("\t".join((both[0].name, *(figure.value for figure in both))))
        return "\n".join(lines)
