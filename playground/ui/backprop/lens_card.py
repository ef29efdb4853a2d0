"""The weight lens: E over the chosen weight, to look at and to take hold of."""

from __future__ import annotations

import math
from typing import ClassVar

from PySide6.QtGui import QResizeEvent

from playground.microscope.digits import apart, number
from playground.microscope.lens import Lens
from playground.microscope.lens_text import describe_slope
from playground.session import Change, Session
from playground.ui.background.sliced_job import Slices
from playground.ui.backprop.heading import set_heading
from playground.ui.backprop.lens_plot import LensPlot
from playground.ui.backprop.remark import Remark
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import Card
from playground.ui.widgets.guard import recurring

_WORDED = 150  # px of the card from which it has words
_STEPS = 200  # of the arrow keys from end to end


class LensCard(Card):
    """The curve with its point, and in words what the slope says."""

    watches: ClassVar[Change] = Change.MICROSCOPE
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Weight lens")
        self.session, self.theme = session, theme
        self.plot = LensPlot(theme)
        self.words = Remark("lens_words")
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.words)
        self.lens: Lens | None = None
        self._key: tuple[object, ...] = ()  # of what is drawn
        self._slices = Slices(self, self._draw)
        self.plot.dragged.connect(self._set)
        self.plot.moved.connect(self._nudge)
        self.plot.let_go.connect(self._let_go)
        self.apply_theme(theme)

    def refresh(self, changes: Change) -> None:
        seen = self.session.backprop.microscope
        if seen is None:
            return
        key = (seen.step, seen.followed, seen.digits, self.plot.held)
        if key == self._key:
            return
        self._key = key
        before, step = self.lens, seen.step
        if before is None or (before.step, before.parameter) != (step, seen.followed):
            held = before is not None and before.parameter == seen.followed and self.plot.held
            self.lens = Lens(step, seen.followed, before.span if before is not None and held else None)
            self._slices.begin(self.lens.loss_grid)
        else:
            self._draw()
        self._say()

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.plot.apply_theme(theme)
        if self.lens is not None:
            self._draw()

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low card the curve needs the room of the words: they stand in the card above, too."""
        super().resizeEvent(event)
        self.words.setVisible(self.height() >= style.px(_WORDED))
        self._draw()

    # --- inside ------------------------------------------------------------------------------------

    def _draw(self) -> None:
        if self.lens is not None and self.session.backprop.microscope is not None:
            self.plot.show_lens(self.lens, self.session.backprop.microscope.digits)

    def _say(self) -> None:
        seen, lens = self.session.backprop.microscope, self.lens
        assert seen is not None and lens is not None
        label, digits = lens.parameter.label, seen.digits
        set_heading(self.title, f"Loss over {label}")
        said = describe_slope(seen.step, seen.followed, digits)
        enough = apart(lens.now, lens.after, digits)
        moves = f"{label}: {number(lens.now, enough)} → {number(lens.after, enough)}."
        words = f"{said[0].upper()}{said[1:]} {moves}"
        self.words.say(words)
        self.plot.setAccessibleDescription(words)

    def _set(self, value: float) -> None:
        """Put the weight there: to a thousandth of what is seen, within it."""
        if self.lens is None or self.session.backprop.present_microscope is None:
            return  # the network that the curve is of is no longer there
        low, high = self.lens.span
        unit = 10.0 ** math.floor(math.log10((high - low) / 1000.0))
        value = round(min(max(value, low), high) / unit) * unit
        self.session.model.set_parameter(self.lens.parameter, float(f"{value:.12g}"), merge=True)

    def _nudge(self, steps: int) -> None:
        if self.lens is not None:
            low, high = self.lens.span
            self._set(self.lens.now + steps * (high - low) / _STEPS)

    def _let_go(self) -> None:
        """The drag is one undo, and the axis may follow the weight now."""
        self.session.end_merge()
        self.lens = None
        self.refresh(Change.MICROSCOPE)
