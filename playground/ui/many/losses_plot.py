"""What the plots of many networks share: epochs across, losses upright, as in the loss plot."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.ui.plotting.loss_axis import LossAxis, linear_range, log_range
from playground.ui.plotting.plot import Plot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded


class LossesPlot(Plot):
    """`made_of`: what is drawn; a plot that draws the same again does nothing."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, LossAxis("left"))
        self.theme = theme
        self.made_of: tuple[object, ...] = ()
        self.showGrid(x=False, y=True, alpha=0.12)
        style.scaled(self.getAxis("left").setWidth, 52)
        style.scaled(self.getAxis("bottom").setHeight, 34)
        self.getViewBox().sigResized.connect(self._name_axes)

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.theme, self.made_of = theme, ()
        self._name_axes()

    @guarded
    def _name_axes(self, *_resized: object) -> None:
        """As far as there is room: a plot that was not seen yet has none."""
        self.label_axis("bottom", "epoch", self.theme)
        self.label_axis("left", "loss", self.theme)

    def on_axis(self, losses: Array, fitted: Array, epochs: int, *, logarithmic: bool) -> Array:
        """The losses as the axis has them, with room for those that are `fitted`, and for so many epochs."""
        self.getAxis("left").logarithmic = logarithmic
        known = fitted[np.isfinite(fitted)]
        known = known[known > 0.0] if logarithmic else known
        low, high = (float(known.min()), float(known.max())) if len(known) else (0.1, 1.0)
        bottom, top = (log_range if logarithmic else linear_range)(low, high)
        self.getViewBox().setRange(xRange=(0, epochs), yRange=(bottom, top), padding=0)
        if not logarithmic:
            return np.where(np.isfinite(losses), losses, np.nan)
        with np.errstate(divide="ignore", invalid="ignore"):
            drawn: Array = np.log10(np.where(np.isfinite(losses) & (losses > 0.0), losses, np.nan))
        return drawn
