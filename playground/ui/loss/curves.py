"""The curves of the loss plot: both losses of the present run, and the training loss of others."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from msgspec import Struct

from playground.arrays import Array
from playground.session import Session
from playground.ui.plotting.curve import Curve
from playground.ui.theme.theme import Theme

_ROUGH = 40.0  # times up and down the whole plot, both curves together
_POINTS = 600  # drawn per curve; of more epochs, the peaks


class _Losses(Struct, frozen=True):
    """Epochs (k,) and losses (k, 2) of the present run, or (k, 1) of another one in its colour."""

    epochs: Array
    losses: Array
    colour: str = ""

    @property
    def finite(self) -> Array:
        """What is not finite is a gap."""
        return np.where(np.isfinite(self.losses), self.losses, np.nan)

    def is_as(self, other: _Losses) -> bool:
        pairs = (self.epochs, other.epochs), (self.losses, other.losses)
        same = all(a is b or np.array_equal(a, b, equal_nan=True) for a, b in pairs)
        return same and self.colour == other.colour


class LossCurves:
    """`train` and `test` of the present run, and behind them, on the same axes, `others`."""

    def __init__(self, session: Session, box: pg.ViewBox) -> None:
        self._session, self._box = session, box
        self.test, self.train = self._make(), self._make()
        self.others: list[Curve] = []
        self._found: list[_Losses] = []
        self._look: object = None
        self._pens: object = None

    def find(self, theme: Theme) -> bool:
        """Look for what is to be drawn; says whether it is there already, in the same look."""
        before, look = self._found, self._look
        self._found, self._look = [self._present, *self._compared(theme)], self._wanted_look(theme)
        return (
            look == self._look
            and len(before) == len(self._found)
            and all(one.is_as(other) for one, other in zip(self._found, before, strict=True))
        )

    @property
    def losses(self) -> Array:
        """All that are drawn, (n,)."""
        return np.concatenate([one.finite.ravel() for one in self._found])

    @property
    def end_of_others(self) -> float:
        """The last epoch of the runs that are compared; 0 without any."""
        return max((float(one.epochs[-1]) for one in self._found[1:] if len(one.epochs)), default=0.0)

    def draw(self, theme: Theme) -> None:
        """Draw what was found."""
        present, *others = self._found
        rough = self._show(present, self.train, self.test)
        self._choose_pens(theme, fine=rough or self._session.training)
        while len(self.others) < len(others):
            self.others.append(self._make())
            self.others[-1].setZValue(-1.0)
        for place, item in enumerate(self.others):
            item.setVisible(place < len(others))
        for item, one in zip(self.others, others, strict=False):
            self._show(one, item)
            item.setPen(pg.mkPen(one.colour, width=1))

    @property
    def _present(self) -> _Losses:
        return _Losses(*self._session.history.curve(_POINTS, self._session.view.epoch_range))

    def _compared(self, theme: Theme) -> list[_Losses]:
        """The runs that are compared, but for those whose losses cannot be."""
        session, found = self._session, []
        for kept in session.runs.shown:
            if session.runs.why_not_comparable(kept):
                continue
            epochs, losses = kept.history.curve(_POINTS, session.view.epoch_range)
            epochs = session.comparison.shared_epochs(kept, epochs)
            found.append(_Losses(epochs, losses[:, :1], theme.run(kept.colour)))
        return found

    def _wanted_look(self, theme: Theme) -> object:
        """All but the losses that the plot depends on."""
        view = self._session.view
        held, by_steps = view.held_losses.tobytes(), self._session.comparison.shares_steps
        log, span = view.settings.log_loss_axis, (view.epoch_range, view.known_epochs)
        return theme, log, span, held, by_steps, self._session.training

    def _make(self) -> Curve:
        made = Curve(skipFiniteCheck=True, connect="finite")
        self._box.addItem(made)
        return made

    def _show(self, one: _Losses, *items: Curve) -> bool:
        """Draw each column as a curve; says whether it is a rough one."""
        losses = one.finite
        rough = _rough(losses)
        if self._session.view.settings.log_loss_axis:
            losses = np.log10(np.where(losses > 0.0, losses, np.nan))
        for item, values in zip(items, losses.T, strict=True):
            item.setData(one.epochs, values, antialias=not rough)
        return rough

    def _choose_pens(self, theme: Theme, *, fine: bool) -> None:
        """One pixel wide while training or where a curve is rough: Qt draws wider lines ten times slower."""
        width = 1.0 if fine else theme.stroke(2.0)
        if (theme, width) != self._pens:
            self._pens = theme, width
            self.train.setPen(pg.mkPen(theme.ink, width=width))
            self.test.setPen(pg.mkPen(theme.accent, width=width))


def _rough(losses: Array) -> bool:
    """Whether curves (k, n) go up and down so often that they fill the plot."""
    steps = np.abs(np.diff(losses, axis=0))
    seen = np.isfinite(steps)
    reach = float(np.ptp(losses[np.isfinite(losses)])) if np.isfinite(losses).any() else 0.0
    return float(steps[seen].sum()) > _ROUGH * reach > 0.0
