"""The figures of values, in the units of the target: RMSE, R², mean error, and the residuals in a plot."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.training.statistics import Fit
from playground.ui import numbers
from playground.ui.rows.residual_plot import ResidualPlot
from playground.ui.theme import Theme
from playground.ui.widgets.basics import Figure, row, text


class FitPage(QWidget):
    """Five figures and the plot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rmse = Figure(
            "RMSE",
            "0,000,000",
            "Root mean squared error: the square root of the mean of (target − prediction)²",
        )
        self.r2 = Figure(
            "R²",
            "−0.0000",
            "1 − Σ (target − prediction)² / Σ (target − mean of the targets)²: 1 is perfect, 0 no better "
            "than always saying the mean. – where all targets are equal.",
        )
        self.mae = Figure("Mean abs. error", "0,000,000", "The mean of |target − prediction|")
        self.mean = Figure("Mean", "0,000,000", "The mean of the targets", dim=True)
        self.rows = Figure("Rows", "0,000,000", "How many rows these figures are made of", dim=True)
        self.figures = (self.rmse, self.r2, self.mae, self.mean, self.rows)
        for figure, name in zip(self.figures, ("rmse", "r2", "mae", "mean", "rows"), strict=True):
            figure.setObjectName(f"statistics_{name}")
        self.units = text("", "dim")
        self.plot = ResidualPlot(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(*self.figures, None, spacing=8))
        layout.addWidget(self.units)
        layout.addWidget(self.plot, 1)

    def dress(self, theme: Theme) -> None:
        for part in (*self.figures, self.plot):
            part.dress(theme)

    def show_fit(self, fit: Fit, target: str, rows: int) -> None:
        """Show what was found of so many rows."""
        self.rmse.show_value(numbers.value(fit.score.rmse))
        self.r2.show_value(numbers.weight(fit.r2))
        self.mae.show_value(numbers.value(fit.mae))
        self.mean.show_value(numbers.value(fit.mean))
        self.rows.show_value(f"{rows:,}")
        self.units.setText(f"All but R² in the units of {target}. Residual = target − prediction.")

    def text(self) -> str:
        """All of it, tab-separated."""
        return "\n".join(f"{figure.name}\t{figure.value}" for figure in self.figures)
