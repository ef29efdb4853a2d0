"""The figures of classes: accuracy and log loss, the confusion matrix, and precision and recall of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.training.statistics import Confusion
from playground.ui.rows.figure_table import Figure as Cell
from playground.ui.rows.figure_table import Grid, Name
from playground.ui.rows.summary import Measure, Summary
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.labels import Elided
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.segments import SegmentedControl
from playground.wording import counted

_FIGURES = (
    Measure("accuracy", "Accuracy", ">00.0 %", "Correctly classified rows / all rows"),
    Measure("log_loss", "Log loss", "0.00·10⁻⁰", "The mean of −ln p, p the probability of the true class"),
    Measure("rows", "Rows", "0,000,000", "Number of rows"),
)

# Of each class: name of the figure, how it is found.
_MEASURES = (
    Name("precision", "Fraction of the predictions of this class that are correct"),
    Name("recall", "Fraction of the rows of this class that are predicted correctly"),
    Name("F1", "2 · precision · recall / (precision + recall): high only where both are high"),
    Name("rows", "Number of rows of this class"),
)


class ConfusionPage(QWidget):
    """`parts` choose whose matrix is shown; `chosen` tells the actual and the predicted class of a cell."""

    chosen = Signal(int, int)

    def __init__(self, parts: SegmentedControl) -> None:
        super().__init__()
        self.summary = Summary(_FIGURES)
        self.matrix = Grid("confusion", "Confusion matrix: actual classes down, predicted classes across")
        self.matrix.chosen.connect(self.chosen)
        self.measures = Grid("class_figures", "Precision, recall, F1 and rows of each class")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addSpacing(6)
        layout.addLayout(hbox(parts, None))
        told = Elided(role="dim")
        told.setText("Actual class down, predicted class across")
        told.setToolTip("Actual class down, predicted class across; a click selects the rows")
        layout.addWidget(told)
        layout.addWidget(self.matrix)
        layout.addWidget(self.measures)
        layout.addStretch(1)

    def apply_theme(self, theme: Theme) -> None:
        for part in (self.summary, self.matrix, self.measures):
            part.apply_theme(theme)

    def show_confusion(
        self, both: Mapping[str, Confusion], classes: Sequence[tuple[str, int]], part: str, loss: str
    ) -> None:
        """Show the figures of training and test rows, and the matrix of one part of them.

        classes  the name and the look of each class
        loss     what their log loss is called where it is trained
        """
        self.summary.rename("log_loss", loss)
        for each, one in both.items():
            self.summary.show_values(
                each,
                accuracy=number_format.share(one.score.accuracy),
                log_loss=number_format.loss(one.log_loss),
                rows=f"{one.actual.sum():,}",
            )
        found, names = both[part], tuple(name for name, _ in classes)
        down = tuple(Name(name, f"Rows of class {name}", look) for name, look in classes)
        across = tuple(Name(name, f"Rows predicted as {name}", look) for name, look in classes)
        largest = int(found.actual.max(initial=0))
        self.matrix.show_figures(down, across, lambda i, j: _count(found, names, part, i, j), f"{largest:,}")
        self.measures.show_figures(down, _MEASURES, lambda i, j: _measure(found, i, j), ">99.9 %")

    def text(self) -> str:
        """All of it, tab-separated."""
        tables = (self.matrix.figures.text("actual \\ predicted"), self.measures.figures.text("class"))
        return "\n".join([self.summary.text(), "", *tables])


def _count(found: Confusion, names: tuple[str, ...], part: str, actual: int, predicted: int) -> Cell:
    count, rows = int(found.counts[actual, predicted]), int(found.actual[actual])
    right = actual == predicted
    verdict = "correctly" if right else "wrongly"
    among = f"{count:,} of {counted(rows, f'{part} row')} of class {names[actual]}"
    tip = f"{among} {verdict} predicted as {names[predicted]}"
    return Cell(f"{count:,}", tip, count / max(1, rows), right)


def _measure(found: Confusion, label: int, column: int) -> Cell:
    tip = _MEASURES[column].tip
    if column == len(_MEASURES) - 1:
        return Cell(f"{found.actual[label]:,}", tip)
    value = float((found.precision, found.recall, found.f1)[column][label])
    if np.isnan(value):
        return Cell("–", f"{tip}. Undefined: the number of such rows is 0.")
    return Cell(number_format.share(value), tip)
