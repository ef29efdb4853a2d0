"""The losses of many networks over the epochs: their median, and the band that half of them are in."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from playground.arrays import Array
from playground.session.side_runs import Outcome
from playground.ui.many.losses_plot import LossesPlot
from playground.ui.plotting.curve import Curve
from playground.ui.theme.theme import Theme

_BAND = 40  # of 255, how much the band covers


class BandPlot(LossesPlot):
    """Training in ink, test in the accent, as in the loss plot. Those that diverged are left out.

    `quartiles`: what is drawn, lower, median and upper, (epochs, 3, 2).
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__("seeds_plot", theme)
        self.setAccessibleName("Median and quartiles of the losses over epochs")
        self.setToolTip(
            "The line is the median of the losses of all seeds; half of them lie in the band, from the lower "
            "quartile to the upper one. Seeds that diverged are left out."
        )
        self.quartiles = np.empty((0, 3, 2))
        self._lines = [[Curve(connect="finite", skipFiniteCheck=True) for _ in range(3)] for _ in range(2)]
        self._bands = [pg.FillBetweenItem(low, high) for low, _, high in self._lines]
        for place in (1, 0):  # training in front
            for item in (self._bands[place], *self._lines[place]):
                self.getViewBox().addItem(item)

    def show_outcome(self, outcome: Outcome, *, logarithmic: bool) -> None:
        """Draw what there is, unless it is drawn already."""
        made_of = (outcome, logarithmic)
        if made_of == self.made_of:
            return
        self.made_of = made_of
        self.quartiles = found = bands(outcome)
        drawn = self.on_axis(found, found, outcome.request.epochs, logarithmic=logarithmic)
        for part, lines in enumerate(self._lines):
            known = np.isfinite(drawn[:, :, part]).all(axis=1)
            for place, line in enumerate(lines):
                line.setData(outcome.epochs[known], drawn[known, place, part])
            self._bands[part].setVisible(bool(known.any()))

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        for lines, band, colour in zip(self._lines, self._bands, (theme.ink, theme.accent), strict=True):
            shade = QColor(colour)
            shade.setAlpha(_BAND)
            band.setBrush(pg.mkBrush(shade))
            for line in (lines[0], lines[2]):
                line.setPen(pg.mkPen(None))
            lines[1].setPen(pg.mkPen(colour, width=theme.stroke(2.0)))


def bands(outcome: Outcome) -> Array:
    """Lower quartile, median and upper quartile (epochs, 3, 2) of training and test loss, of those that have
    not diverged; NaN where there are none.
    """
    diverged = {place for place, one in enumerate(outcome.standings) if one.diverged_at is not None}
    sound = [place for place in range(len(outcome.request.experiments)) if place not in diverged]
    losses = outcome.losses[:, sound] if len(outcome.losses) else np.empty((0, 0, 2))
    if not losses.size:
        return np.full((len(outcome.epochs), 3, 2), np.nan)
    found: Array = np.quantile(losses, [0.25, 0.5, 0.75], axis=1).swapaxes(0, 1)
    return found
