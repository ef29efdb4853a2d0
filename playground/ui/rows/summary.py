"""The figures of the training rows, and below them those of the test rows: how far apart they are is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from playground.ui.theme import Theme
from playground.ui.widgets.basics import Figure, text

PARTS = ("training", "test")


@dataclass(frozen=True)
class Measure:
    """A column: the name of its figures, what is read above them, the widest of them, and what they mean."""

    name: str
    label: str
    widest: str
    tip: str


class Summary(QWidget):
    """A line of figures for each part; `figures` holds them by part and name."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        super().__init__()
        self.figures: dict[tuple[str, str], Figure] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        for line, part in enumerate(PARTS):
            grid.addWidget(text(part.capitalize(), "dim"), line, 0)
            for column, measure in enumerate(measures, 1):
                tip = f"{measure.tip}, of the {part} rows"
                figure = Figure(measure.label, measure.widest, tip, dim=part == "test")
                figure.setObjectName(f"statistics_{'test_' * (part == 'test')}{measure.name}")
                self.figures[part, measure.name] = figure
                grid.addWidget(figure, line, column)
        grid.setColumnStretch(len(measures) + 1, 1)

    def dress(self, theme: Theme) -> None:
        for figure in self.figures.values():
            figure.dress(theme)

    def show_values(self, part: str, **values: str) -> None:
        """Show the figures of a part, by their names."""
        for name, value in values.items():
            self.figures[part, name].show_value(value)

    def text(self) -> str:
        """All of it, tab-separated: a column for each part."""
        names = dict.fromkeys(name for _, name in self.figures)
        lines = ["\t".join(("", *PARTS))]
        for name in names:
            both = [self.figures[part, name] for part in PARTS]
            lines.append("\t".join((both[0].name, *(figure.value for figure in both))))
        return "\n".join(lines)
