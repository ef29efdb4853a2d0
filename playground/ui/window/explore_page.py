"""The page of the Explore mode: data and training on the left, then the network, canvas and losses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from playground.session import Session
from playground.ui.background.progress_line import ProgressLine
from playground.ui.canvas.card import CanvasPanel
from playground.ui.panel import Panel
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.rows.side_panel import SidePanelHost
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import GAP, Card
from playground.ui.widgets.reparent_slot import ReparentingHost
from playground.ui.widgets.scroll import FitScrollArea

if TYPE_CHECKING:
    from playground.ui.data.card import DataPanel
    from playground.ui.loss.card import LossPanel
    from playground.ui.network.card import NetworkPanel
    from playground.ui.training_card import LearningPanel

_LEFT, _MARGINS = 206, 42  # px of the cards on the left: what grows with the text, and what does not
_CANVAS_WIDTH, _CANVAS_HEIGHT = 260, 220  # px of the canvas card at least
_SIDE, _CANVAS_NEEDS = 0.55, 190  # share of the card beside them; px they keep beside a table at least
_LOSS_HEIGHT = 168  # px of the loss card at least, as long as it is empty


class ExplorePage(QWidget):
    """The cards, and `canvas_place`, where the canvas is while this mode is on.

    The canvas is there from the beginning; in the places of the other cards are empty ones until `fill`.
    From the outside in: a widget that has its place is given its style once, not at every move.
    """

    data_panel: DataPanel
    learning_panel: LearningPanel
    network_panel: NetworkPanel
    loss_panel: LossPanel

    def __init__(
        self,
        pages: QStackedWidget,
        session: Session,
        heatmap: Heatmap,
        theme: Theme,
        actions: dict[str, QAction],
        *,
        line: ProgressLine,
    ) -> None:
        super().__init__()
        pages.addWidget(self)
        self._session, self._heatmap, self._actions, self._line = session, heatmap, actions, line
        self.canvas_panel = CanvasPanel(session, heatmap, theme, actions)
        self.canvas_place = ReparentingHost(_CANVAS_WIDTH, _CANVAS_HEIGHT)
        self.side_panel = SidePanelHost(session, actions)
        self.settings_place = ReparentingHost(0, 0)
        style.scaled(self.settings_place.setFixedWidth, lambda: _card_width() + GAP)
        self._filled = False
        self._loss_place = Card("")
        style.scaled(self._loss_place.setMinimumHeight, _LOSS_HEIGHT)
        body = QHBoxLayout(self)
        body.setContentsMargins(GAP, GAP, GAP, GAP)
        body.setSpacing(0)
        self._right = right = QVBoxLayout()
        right.setSpacing(GAP)
        body.addWidget(self.settings_place)
        body.addWidget(self.side_panel)
        body.addLayout(right)
        self._body = body
        right.setContentsMargins(GAP, 0, 0, 0)
        right.addWidget(self.canvas_place, 68)
        right.addWidget(self._loss_place, 32)

    def fill(self, theme: Theme) -> tuple[Panel, ...]:
        """Make the other cards; says which."""
        from playground.ui.data.card import DataPanel
        from playground.ui.loss.card import LossPanel
        from playground.ui.network.card import NetworkPanel
        from playground.ui.training_card import LearningPanel

        session, actions = self._session, self._actions
        self.network_panel = NetworkPanel(session, self._heatmap, theme)
        self.side_panel.take_network(self.network_panel)
        self.loss_panel = LossPanel(session, theme)
        self._right.replaceWidget(self._loss_place, self.loss_panel)
        self._loss_place.hide()  # it may be painted before it is deleted
        self._loss_place.deleteLater()
        self._loss_place = self.loss_panel
        self._filled = True
        self.data_panel = DataPanel(session, theme, actions, self._line)
        self.learning_panel = LearningPanel(session, actions["new_seed"], actions["defaults"])
        self.settings = _column(self.data_panel, self.learning_panel)
        self.settings_place.take(self.settings)
        return self.data_panel, self.learning_panel, self.network_panel, self.loss_panel

    def show_cards(self) -> None:
        """All of them or, in a presentation, those that were chosen for it."""
        view = self._session.view
        canvas, losses = view.presents("canvas"), view.presents("loss")
        held = self._session.lesson.is_open  # then they stand in its column
        self.settings_place.setVisible(view.presents("settings") and not held)
        self.side_panel.setVisible(view.presents("network"))
        self.canvas_place.setVisible(canvas)
        self._loss_place.setVisible(losses)
        beside = not self.settings_place.isHidden() or not self.side_panel.isHidden()
        self._right.setContentsMargins(GAP if beside and (canvas or losses) else 0, 0, 0, 0)

    def share_room(self, height: int) -> None:
        """Of so many px of height, the losses have what the canvas leaves.

        Of the width, the card beside them has a little more than half, or what its table needs if the canvas
        can do without.
        """
        room = self.side_panel.width() + self._right.geometry().width()
        most = room - style.px(_CANVAS_NEEDS)
        wanted = next((wide for wide in self.side_panel.wanted_widths if wide <= most), 0)
        side = max(round(_SIDE * room), wanted)
        for place, share in ((1, side), (2, room - side)):
            if self._body.stretch(place) != share:
                self._body.setStretch(place, share)
        if self._filled:
            needed = max(_CANVAS_HEIGHT, self.canvas_panel.minimumSizeHint().height())
            self.loss_panel.take_room(height - 3 * GAP - needed)


def _column(*cards: QWidget) -> FitScrollArea:
    """One below the other; the bar to scroll them stands beside them."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for card in cards:
        style.scaled(card.setFixedWidth, _card_width)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch()
    area = FitScrollArea(inside, 0)
    style.scaled(area.setFixedWidth, lambda: _card_width() + GAP)
    return area


def _card_width() -> int:
    return style.px(_LEFT) + _MARGINS
