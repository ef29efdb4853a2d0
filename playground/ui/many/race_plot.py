"""The losses of a race over the epochs: a colour for each value."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt

from playground.session.side_runs import Outcome
from playground.ui.many.losses_plot import LossesPlot
from playground.ui.plotting.curve import Curve
from playground.ui.theme.theme import Theme


class RacePlot(LossesPlot):
    """The training loss of each as a line, its test loss dotted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("race_plot", theme)
        self.setAccessibleName("Losses of the values over epochs")
        self.setToolTip(
            "The training loss of each value as a line, its test loss dotted; all on the same axes"
        )
        self._curves: list[Curve] = []

    def show_outcome(self, outcome: Outcome, *, logarithmic: bool) -> None:
        """Draw what there is, unless it is drawn already."""
        made_of = (outcome, logarithmic)
        if made_of == self.made_of:
            return
        self.made_of = made_of
        losses = outcome.losses
        sound = [place for place, one in enumerate(outcome.standings) if one.diverged_at is None]
        fitted = losses[:, sound] if sound else losses[:1]  # what diverged runs out of the plot
        drawn = self.on_axis(losses, fitted, outcome.request.epochs, logarithmic=logarithmic)
        networks = drawn.shape[1]
        self._have(2 * networks)
        for place in range(networks):
            colour = self.theme.contender(place)
            for part, (width, line) in enumerate(((2.0, Qt.PenStyle.SolidLine), (1.0, Qt.PenStyle.DotLine))):
                curve = self._curves[2 * place + part]
                curve.setPen(pg.mkPen(colour, width=self.theme.stroke(width), style=line))
                curve.setData(outcome.epochs, drawn[:, place, part])

    def _have(self, count: int) -> None:
        """So many curves, and no more."""
        while len(self._curves) > count:
            self.getViewBox().removeItem(self._curves.pop())
        while len(self._curves) < count:
            self._curves.append(Curve(connect="finite", skipFiniteCheck=True))
            self.getViewBox().addItem(self._curves[-1])
