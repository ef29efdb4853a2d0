"""The two-weight landscape: which two, the map, and what E is where the mouse points."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtWidgets import QSizePolicy

from playground.microscope.digits import number
from playground.microscope.landscape import Landscape
from playground.session import Change, Microscope, Session
from playground.training import History
from playground.training.parameters import all_parameters
from playground.ui.background.sliced_job import Slices
from playground.ui.backprop.landscape_plot import LandscapePlot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import Card
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox

_SIDES = (16, 48)  # points along an axis: coarse at once, fine a moment later


class LandscapeCard(Card):
    """The map with its two selectors."""

    watches: ClassVar[Change] = Change.MICROSCOPE | Change.HISTORY
    refresh_every: ClassVar[int] = 4

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Loss over two weights")
        self.session = session
        self.plot = LandscapePlot(theme)
        self.land: Landscape | None = None  # what is on screen
        self._next: Landscape | None = None  # what is being found
        self._epoch = -1
        self.across = _choice("landscape_x", "Weight on the x-axis")
        self.up = _choice("landscape_y", "Weight on the y-axis")
        self._sizes: tuple[int, ...] = ()
        self.words = plain_label("", "dim", style.SMALL)
        self.words.setObjectName("landscape_words")
        self.words.setWordWrap(True)
        self.body.addWidget(self.plot, 1)
        self.body.addLayout(
            hbox(plain_label("↑", "dim"), self.up, plain_label("→", "dim"), self.across, None, spacing=5)
        )
        self.body.addWidget(self.words)
        self._slices = Slices(self, self._show)
        self.across.activated.connect(lambda: self._choose(self.across, self.up))
        self.up.activated.connect(lambda: self._choose(self.up, self.across))
        self.plot.pointed.connect(self._say)
        self.apply_theme(theme)

    def refresh(self, changes: Change) -> None:
        seen = self.session.backprop.microscope
        if seen is None:
            return
        self._offer(seen)
        self._drop_others(seen)
        land = self._next or self.land
        if not (land is not None and self._is_of(land, seen) and land.follow(seen.step.before.theta)):
            self._epoch = self.session.history.last_epoch
            self._look_over(seen, _SIDES[0])
        self._show_path()

    def apply_theme(self, theme: Theme) -> None:
        self.plot.apply_theme(theme)
        if self.land is not None:
            self.plot.show_surface(self.land)

    # --- inside ------------------------------------------------------------------------------------

    def _offer(self, seen: Microscope) -> None:
        """The names of all parameters in both selectors, and the chosen pair."""
        sizes = seen.step.before.sizes
        parameters = all_parameters(sizes)
        for choice, one in zip((self.across, self.up), seen.pair, strict=True):
            if sizes != self._sizes:
                choice.clear()
                choice.addItems([parameter.label for parameter in parameters])
            choice.setCurrentIndex(one.index(sizes))
        self._sizes = sizes

    def _choose(self, changed: ComboBox, other: ComboBox) -> None:
        """Take what was chosen; the one that is on the other axis already changes places with it."""
        seen = self.session.backprop.microscope
        if seen is None or seen.step.before.sizes != self._sizes:
            return  # another network, whose weights are offered at the next frame
        parameters = all_parameters(self._sizes)
        if changed.currentIndex() == other.currentIndex():
            across, up = reversed(seen.pair)
        else:
            across, up = parameters[self.across.currentIndex()], parameters[self.up.currentIndex()]
        self.session.backprop.set_landscape_pair(across, up)

    def _is_of(self, land: Landscape, seen: Microscope) -> bool:
        same_run = land.experiment is seen.step.experiment and self._epoch == self.session.history.last_epoch
        return same_run and land.pair == seen.pair

    def _drop_others(self, seen: Microscope) -> None:
        """A map of another network is no longer shown, nor found."""
        if self.land is not None and not _fits(self.land, seen):
            self.land = None
            self.plot.clear_all()
            self.words.setText("")
        if self._next is not None and not _fits(self._next, seen):
            self._next = None
            self._slices.cancel()

    def _look_over(self, seen: Microscope, side: int) -> None:
        """Begin a map; the history tells its path, unless it is by now that of another run."""
        history = self.session.history if seen is self.session.backprop.present_microscope else History()
        thetas = [point.theta for point in history.timeline.checkpoints]
        self._next = Landscape(seen.step.experiment, seen.step.before, seen.pair, thetas, side)
        self._slices.begin(self._next.loss_grid)

    def _show(self) -> None:
        """When a map is found, draw it; after the coarse one begin the fine one."""
        found, seen = self._next, self.session.backprop.microscope
        if found is None or not found.loss_grid.done or seen is None or not _fits(found, seen):
            return
        self.land, self._next = found, None
        self.plot.show_surface(found)
        self._show_path()
        self._say(None)
        if found.side < _SIDES[-1]:
            self._look_over(seen, _SIDES[-1])

    def _show_path(self) -> None:
        seen = self.session.backprop.microscope
        if (
            self.land is not None
            and seen is not None
            and _fits(self.land, seen)
            and self.land.pair == seen.pair
        ):
            self.land.follow(seen.step.before.theta)
            after = seen.step.after.theta[[one.index(seen.step.before.sizes) for one in seen.pair]]
            self.plot.show_path(self.land, after)

    def _say(self, place: tuple[float, float] | None) -> None:
        """E under the mouse; without one, from where to where E goes."""
        seen, land = self.session.backprop.microscope, self.land
        if seen is None or land is None:
            return
        E, digits = land.losses, seen.digits
        if not np.isfinite(E).any():
            self.words.setText("E is not finite in this range.")
        elif place is None:
            finite = E[np.isfinite(E)]
            low, high = number(float(finite.min()), digits), number(float(finite.max()), digits)
            self.words.setText(f"E from {low} to {high}: stronger colour = higher loss.")
        else:
            column, line = np.abs(land.x - place[0]).argmin(), np.abs(land.y - place[1]).argmin()
            x, y, there = (number(float(v), digits) for v in (land.x[column], land.y[line], E[line, column]))
            across, up = land.pair
            self.words.setText(f"{across.label} = {x}, {up.label} = {y}: E = {there}")


def _fits(land: Landscape, seen: Microscope) -> bool:
    """Whether the map is of the network that is looked at: of its shape, if not of its weights of now."""
    return land.experiment.sizes == seen.step.experiment.sizes


def _choice(name: str, words: str) -> ComboBox:
    choice = ComboBox()
    choice.setObjectName(name)
    choice.setAccessibleName(words)
    choice.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
    choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    choice.setToolTip(f"{words}. The map shows the loss over it; training is not affected.")
    return choice
