"""The figures of values, in the units of the target: RMSE, R², MAE, and the residuals in a plot."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.training.statistics import Fit
from playground.ui.rows.residual_plot import ResidualPlot
from playground.ui.rows.summary import Measure, Summary
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.labels import Elided
from playground.ui.widgets.plain import as_tip
from playground.wording import scientific

_WIDEST, _LARGEST = "000,000,000", 1e9  # of the figures, and from where on a power of ten is shorter

_FIGURES = (
    Measure("rmse", "RMSE", _WIDEST, "√((1/N) Σ (target − prediction)²)"),
    Measure(
        "r2",
        "R²",
        "−0.0000",
        "1 − Σ (target − prediction)² / Σ (target − mean of the targets)²: 1 is perfect, 0 no better "
        "than always predicting the mean; – where all targets are equal",
    ),
    Measure("mae", "MAE", _WIDEST, "Mean absolute error: the mean of |target − prediction|"),
    Measure("mean", "Mean", f"−{_WIDEST}", "The mean of the targets"),
    Measure("rows", "Rows", "0,000,000", "Number of rows"),
)


class FitPage(QWidget):
    """Five figures of each part, and the plot of both."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.summary = Summary(_FIGURES)
        self.units = Elided(role="dim")
        self.plot = ResidualPlot(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self.units)
        layout.addWidget(self.plot, 1)

    def apply_theme(self, theme: Theme) -> None:
        for part in (self.summary, self.plot):
            part.apply_theme(theme)

    def show_fit(self, fits: Mapping[str, Fit], target: str) -> None:
        """Show the figures of training and test rows."""
        for part, fit in fits.items():
            self.summary.show_values(
                part,
                rmse=_figure(fit.score.rmse),
                r2=_r2(fit.r2),
                mae=_figure(fit.mae),
                mean=_figure(fit.mean),
                rows=f"{fit.rows:,}",
            )
        units, residual = f"All but R² in the units of {target}.", "Residual = target − prediction."
        self.units.setText(f"{units} {residual}", units)
        self.units.setToolTip(as_tip(self.units.text()))

    def text(self) -> str:
        """All of it, tab-separated."""
        return self.summary.text()


def _figure(number: float | None) -> str:
    """Four significant digits or whole, as long as there is room."""
    if number is not None and _LARGEST <= abs(number) < math.inf:
        return scientific(number, 3)
    return number_format.value(number)


def _r2(number: float) -> str:
    """With four decimals, as long as there is room."""
    return number_format.minus(f"{number:.4f}") if abs(number) < 10 else number_format.value(number)
