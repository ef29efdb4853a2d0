"""The page of the Backprop mode: the network, what is told, the canvas, and what is seen of one weight."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.ui.backprop import diagram_words
from playground.ui.backprop.batch_card import BatchCard
from playground.ui.backprop.check_card import CheckCard
from playground.ui.backprop.deck import Deck
from playground.ui.backprop.diagram import Diagram
from playground.ui.backprop.landscape_card import LandscapeCard
from playground.ui.backprop.lens_card import LensCard
from playground.ui.backprop.telling_card import TellingCard
from playground.ui.panel import Panel
from playground.ui.theme import Theme
from playground.ui.widgets.basics import GAP, Card
from playground.ui.widgets.slot import Slot


class DiagramCard(Card):
    """The diagram under the name of the stage."""

    watches: ClassVar[Change] = Change.MICROSCOPE
    stride: ClassVar[int] = 1

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Network")
        self.diagram = Diagram(session, theme)
        self.body.addWidget(self.diagram, 1)

    def refresh(self, changes: Change) -> None:
        self.diagram.refresh(changes)
        reading = self.diagram.reading
        self.title.setText(diagram_words.title(reading) if reading is not None else "Network")

    def dress(self, theme: Theme) -> None:
        self.diagram.dress(theme)


class Place(QWidget):
    """A place on the page: as large as its share, whatever stands in it would like to have."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)

    def hasHeightForWidth(self) -> bool:
        return False


class BackpropPage(QWidget):
    """`canvas_place` is where the canvas card stands while the mode is on."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.diagram, self.telling = DiagramCard(session, theme), TellingCard(session)
        self.canvas_place = Slot(160, 160)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(Place(self.canvas_place), 34)
        below.addWidget(Place(self._lens_deck(session, theme)), 33)
        below.addWidget(Place(self._batch_deck(session, theme)), 33)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(Place(self.telling), 49)
        right.addLayout(below, 51)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(Place(self.diagram), 40)
        layout.addLayout(right, 60)
        cards: tuple[Panel, ...] = (self.lens, self.landscape, self.batch, self.check)
        self.panels: tuple[Panel, ...] = (self.diagram, self.telling, *cards)

    def _lens_deck(self, session: Session, theme: Theme) -> Deck:
        """E over one weight, and over two."""
        self.lens, self.landscape = LensCard(session, theme), LandscapeCard(session, theme)
        return Deck(
            ("tab_lens", "Lens", "The loss over the chosen weight, all others fixed", self.lens),
            ("tab_landscape", "Landscape", "The loss over two weights, as a map", self.landscape),
        )

    def _batch_deck(self, session: Session, theme: Theme) -> Deck:
        """The partial derivative row by row, and found another way."""
        self.batch, self.check = BatchCard(session, theme), CheckCard(session, theme)
        return Deck(
            ("tab_batch", "Batch", "The partial derivative of each row, and their mean", self.batch),
            ("tab_check", "Check", "The partial derivative by a small nudge, beside δ·a", self.check),
        )
