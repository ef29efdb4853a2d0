"""The page of the Backprop mode: the network, what is told, the canvas, and what is seen of one weight."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.ui.backprop import diagram_words
from playground.ui.backprop.diagram import Diagram
from playground.ui.backprop.telling_card import TellingCard
from playground.ui.panel import Panel
from playground.ui.theme import Theme
from playground.ui.widgets.basics import GAP, Card


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


class BackpropPage(QWidget):
    """`canvas_place` is where the canvas card stands while the mode is on."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.diagram, self.telling = DiagramCard(session, theme), TellingCard(session)
        self.canvas_place = QHBoxLayout()
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addLayout(self.canvas_place, 36)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.telling, 46)
        right.addLayout(below, 54)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.diagram, 43)
        layout.addLayout(right, 57)
        self.panels: tuple[Panel, ...] = (self.diagram, self.telling)
