"""The page of the Backprop mode: the network, what is told, the canvas, and what is seen of one weight."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.session.microscope import Microscope
from playground.ui.backprop.activation_card import ActivationCard
from playground.ui.backprop.batch_card import BatchCard
from playground.ui.backprop.check_card import CheckCard
from playground.ui.backprop.diagram import text
from playground.ui.backprop.diagram.view import Diagram
from playground.ui.backprop.explanation_card import ExplanationCard
from playground.ui.backprop.landscape_card import LandscapeCard
from playground.ui.backprop.lens_card import LensCard
from playground.ui.backprop.stage_tab import StageTab
from playground.ui.backprop.tab_deck import Tab, TabDeck
from playground.ui.panel import Panel
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import GAP, Card
from playground.ui.widgets.giving_way import OptionalPart
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.reparent_slot import ReparentingHost

_NETWORK = "Network"
_LOW, _TIGHT = 420, 560  # px of the height below which what is told needs more than half of it, or half
_WIDE, _NARROW = 1560, 1120  # px from which there are two decks; below which the canvas is in the deck
_STACKED = 960  # px of a page in a presentation below which the network stands above what is told
_OUTPUT = 34  # % of the width below what is told that the canvas has at least
_FRAME = 28  # px by which the card of a square canvas is less wide than high
_DECK, _DECK_OF_TWO = 416, 300  # px that a deck keeps when the canvas would have its room
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class DiagramCard(Card):
    """The diagram under the name of the stage."""

    watches: ClassVar[Change] = Change.MICROSCOPE | Change.LESSON
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(_NETWORK)
        self.diagram = Diagram(session, theme)
        self.body.addWidget(self.diagram, 1)
        self._stage, self._named = "", True
        self.give_way(OptionalPart(self._name_width, self._name))

    def refresh(self, changes: Change) -> None:
        self.diagram.refresh(changes)
        values = self.diagram.values
        self._stage = text.title(values) if values is not None else ""
        self._name(self._named)
        self.fit_head()

    def _name(self, room: bool) -> None:  # noqa: FBT001  of all parts
        """The stage, behind the name of the card if there is room for both."""
        self._named = room
        self.title.setText(" · ".join(filter(None, (_NETWORK if room else "", self._stage))) or _NETWORK)

    def _name_width(self) -> int:
        return self.title.fontMetrics().horizontalAdvance(f"{_NETWORK} · ") if self._stage else 0

    def apply_theme(self, theme: Theme) -> None:
        self.diagram.apply_theme(theme)


class FillCell(QWidget):
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
    """`canvas_place` is where the canvas card stands while the mode is on: a card beside the deck or, where
    the page is narrow, one of the deck. Where it is wide, there are two decks.
    """

    watches: ClassVar[Change] = Change.MICROSCOPE | Change.VIEW | Change.LESSON
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.diagram, self.telling = DiagramCard(session, theme), ExplanationCard(session)
        self.lens, self.landscape = LensCard(session, theme), LandscapeCard(session, theme)
        self.activation = ActivationCard(session, theme)
        self.batch, self.check = BatchCard(session, theme), CheckCard(session, theme)
        self.canvas_place, self._beside = ReparentingHost(120, 120), ReparentingHost(120, 120)
        entries = self._entries()
        self.decks = TabDeck(entries), TabDeck(entries[2:5])
        self._function = StageTab("tab_activation")
        for deck in self.decks:
            deck.chosen.connect(deck.show_entry)
            deck.chosen.connect(self._function.note_choice)
        self._places = [FillCell(one) for one in (self._beside, *self.decks)]
        below = QHBoxLayout()
        below.setSpacing(GAP)
        for place in self._places:
            below.addWidget(place)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(FillCell(self.telling))
        right.addLayout(below)
        self._right, self._below = right, below
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        self._network = FillCell(self.diagram)
        layout.addWidget(self._network, 45)
        layout.addLayout(right, 55)
        self._deal(_WIDE)
        cards: tuple[Panel, ...] = (self.lens, self.landscape, self.batch, self.check)
        self.panels: tuple[Panel, ...] = (self, self.diagram, self.telling, self.activation, *cards)

    def refresh(self, changes: Change) -> None:
        """At the stages that tell f(z) or f′(z), the function is on top."""
        if changes & (Change.VIEW | Change.LESSON):
            self._deal(self.width())
        scope = self.session.backprop.microscope
        if scope is not None:
            deck = next(deck for deck in reversed(self.decks) if "tab_activation" in deck.held)
            self._function.follow(deck, here=_tells_a_function(scope))

    def apply_theme(self, _theme: Theme) -> None:
        pass

    def _entries(self) -> list[Tab]:
        return [
            Tab.of("tab_lens", "Lens", "The loss over the chosen weight, all others fixed", self.lens),
            Tab.of("tab_landscape", "Landscape", "The loss over two weights, as a map", self.landscape),
            Tab.of("tab_activation", "f(z)", "The activation function and its derivative", self.activation),
            Tab.of("tab_batch", "Batch", "The partial derivative of each row, and their mean", self.batch),
            Tab.of(
                "tab_check", "Check", "The partial derivative by finite differences, beside δ·a", self.check
            ),
            Tab("tab_output", "Output", "The canvas, with the rows of this update", self.canvas_place),
        ]

    def _deal(self, width: int) -> None:
        """What stands where at this width (px)."""
        first, second = self.decks
        names, view = list(first.entries), self.session.view
        wide, narrow = width >= _WIDE, width < _NARROW
        output = view.presents("output")
        untold = self.session.lesson.hides_numbers  # which the plots would tell
        plots = not untold and (
            view.presents("plots") or (narrow and output)
        )  # there the canvas is one of them
        if not narrow:
            self._beside.take(self.canvas_place)
        first.hold(names[:2] if wide else names if narrow and output else names[:5])
        second.hold(names[2:5] if wide else ())
        for cell, shown in zip(self._places, (output and not narrow, plots, plots and wide), strict=True):
            cell.setVisible(shown)
        self._network.setVisible(view.presents("network"))
        stacked = view.presenting and width < _STACKED
        self._layout.setDirection(_DOWN if stacked else _ACROSS)
        share = 54 if view.presenting else 45  # its numbers are larger
        for place, part in enumerate((share, 100 - share)):
            self._layout.setStretch(place, part)
        tight = self.height() < style.px(_TIGHT)
        telling = 55 if self.height() < style.px(_LOW) else 50 if wide or tight else 46
        if not (output and not narrow) and not plots:
            telling = 100  # there is nothing below
        for place, part in enumerate((telling, 100 - telling)):
            self._right.setStretch(place, part)
        beside = 0 if stacked or not view.presents("network") else share
        self._share_below((width - 3 * GAP) * (100 - beside) // 100, self.height() * (100 - telling) // 100)

    def _share_below(self, width: int, height: int) -> None:
        """The canvas is square: its card is as wide as that takes, if the decks have enough beside it."""
        decks = 2 if self.decks[1].held else 1
        kept = decks * (style.px(_DECK_OF_TWO if decks == 2 else _DECK) + GAP)
        output = max(width * _OUTPUT // 100, min(height - _FRAME, width - kept))
        for place, part in enumerate((output, *decks * ((width - output) // decks,))):
            self._below.setStretch(place, part)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._deal(self.width())


def _tells_a_function(scope: Microscope) -> bool:
    """Whether f(z), or f′(z), is told at its stage: δ of the output comes from the loss."""
    stage = scope.stage
    hidden = stage.layer < len(scope.step.before.weights)
    return stage.kind == "forward" or (stage.kind == "delta" and hidden)
