"""The figures of classes: accuracy and log loss, the confusion matrix, and precision and recall of each."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.training.statistics import Confusion
from playground.ui import numbers
from playground.ui.rows.grid import Figure as Cell
from playground.ui.rows.grid import Grid, Name
from playground.ui.theme import Theme
from playground.ui.widgets.basics import Figure, row, text

# Of each class: name of the figure, how it is found.
_MEASURES = (
    Name("precision", "Of the rows that are taken for this class, the share that is of it"),
    Name("recall", "Of the rows of this class, the share that is taken for it"),
    Name("F1", "2 · precision · recall / (precision + recall): high only where both are"),
    Name("rows", "How many rows are of this class"),
)


class ConfusionPage(QWidget):
    """`chosen` tells the actual and the predicted class of a cell of the matrix."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.accuracy = Figure("Accuracy", ">00.0 %", "Rows that are taken for their own class / all rows")
        self.log_loss = Figure(
            "Log loss",
            "0.00000",
            "The mean of −ln p, with p the probability that the network gives to the row's own class",
        )
        self.rows = Figure("Rows", "0,000,000", "How many rows these figures are made of")
        self.figures = (self.accuracy, self.log_loss, self.rows)
        for figure, name in zip(self.figures, ("accuracy", "log_loss", "rows"), strict=True):
            figure.setObjectName(f"statistics_{name}")
        self.matrix = Grid("confusion", "Confusion matrix: actual classes down, predicted classes across")
        self.matrix.chosen.connect(self.chosen)
        self.measures = Grid("class_figures", "Precision, recall, F1 and rows of each class")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(*self.figures, None, spacing=20))
        layout.addWidget(text("Actual class down, predicted class across; a click selects the rows", "dim"))
        layout.addWidget(self.matrix)
        layout.addWidget(self.measures)
        layout.addStretch(1)

    def dress(self, theme: Theme) -> None:
        for part in (*self.figures, self.matrix, self.measures):
            part.dress(theme)

    def show_confusion(self, found: Confusion, names: tuple[str, ...], part: str) -> None:
        """Show what was found of the training or of the test rows."""
        self.accuracy.show_value(numbers.share(found.score.accuracy))
        self.log_loss.show_value(numbers.loss(found.log_loss))
        self.rows.show_value(f"{found.actual.sum():,}")
        down = tuple(Name(name, f"Rows of the class {name}", place) for place, name in enumerate(names))
        across = tuple(Name(name, f"Rows taken for {name}", place) for place, name in enumerate(names))
        largest = int(found.actual.max(initial=0))
        self.matrix.show_figures(down, across, lambda i, j: _count(found, names, part, i, j), f"{largest:,}")
        self.measures.show_figures(down, _MEASURES, lambda i, j: _measure(found, i, j), ">99.9 %")

    def text(self) -> str:
        """All of it, tab-separated."""
        lines = [f"{figure.name}\t{figure.value}" for figure in self.figures]
        tables = (self.matrix.figures.text("actual \\ predicted"), self.measures.figures.text("class"))
        return "\n".join([*lines, "", *tables])


def _count(found: Confusion, names: tuple[str, ...], part: str, actual: int, predicted: int) -> Cell:
    count, rows = int(found.counts[actual, predicted]), int(found.actual[actual])
    right = actual == predicted
    verdict = "" if right else ", which is wrong"
    tip = f"{count:,} of {rows:,} {part} rows of {names[actual]} are taken for {names[predicted]}{verdict}"
    return Cell(f"{count:,}", tip, count / max(1, rows), right)


def _measure(found: Confusion, label: int, column: int) -> Cell:
    tip = _MEASURES[column].tip
    if column == len(_MEASURES) - 1:
        return Cell(f"{found.actual[label]:,}", tip)
    value = float((found.precision, found.recall, found.f1)[column][label])
    if np.isnan(value):
        return Cell("–", f"{tip}. There are no such rows, so there is no share.")
    return Cell(numbers.share(value), tip)
