"""The activation function of the neuron that is told: why its δ is large or small."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent

from playground.microscope.explanations.context import StageContext
from playground.microscope.neuron_curve import NeuronCurve, describe_curve
from playground.session import Change, Session
from playground.session.microscope import Microscope
from playground.ui.backprop.activation_plot import ActivationPlot
from playground.ui.backprop.heading import set_heading
from playground.ui.backprop.remark import Remark
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import Card
from playground.ui.widgets.guard import recurring

_WORDED = 150  # px of the card from which it has words


class ActivationCard(Card):
    """f and f′ with the row's z, and in words what f′ makes of δ."""

    watches: ClassVar[Change] = Change.MICROSCOPE
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Activation")
        self.session = session
        self.plot = ActivationPlot(theme)
        self.words = Remark("activation_words")
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.words)
        self.curve: NeuronCurve | None = None
        self.apply_theme(theme)

    def refresh(self, changes: Change) -> None:
        seen = self.session.backprop.microscope
        if seen is None:
            return
        context = StageContext(seen.step, seen.names, seen.row_index, seen.followed, seen.digits)
        layer = seen.stage.layer or seen.followed.layer
        neuron = context.neuron_of(layer)
        self.curve = NeuronCurve.of(seen.step, seen.row_index, layer, neuron)
        self._draw(seen)
        set_heading(self.title, f"{self.curve.label} in {context.neuron_name(layer, neuron)}")
        turned = any(
            stage.kind == "delta" and stage.layer == layer for stage in seen.stages[: seen.stage_index + 1]
        )
        words = describe_curve(self.curve, seen.digits, backward=turned)
        self.words.say(words)
        self.plot.setAccessibleDescription(words)

    def apply_theme(self, theme: Theme) -> None:
        self.plot.apply_theme(theme)
        if (seen := self.session.backprop.microscope) is not None:
            self._draw(seen)

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low card the curves need the room of the words."""
        super().resizeEvent(event)
        self.words.setVisible(self.height() >= style.px(_WORDED))
        if (seen := self.session.backprop.microscope) is not None:
            self._draw(seen)

    def _draw(self, seen: Microscope) -> None:
        if self.curve is not None:
            self.plot.show_curve(self.curve, seen.digits)
