"""The place beside the canvas: the network, or in its stead the rows, in a table or figures, or the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from playground.session import Session, SidePanel
from playground.ui.theme.theme import Theme

if TYPE_CHECKING:
    from playground.ui.rows.panel import RowsPanel
    from playground.ui.runs.panel import RunsPanel


_SWITCHED: tuple[SidePanel, ...] = ("table", "statistics", "runs")
_RUNS: tuple[SidePanel, ...] = ("runs", "compare")  # pages of one card


def _same(card: SidePanel) -> tuple[SidePanel, ...]:
    """What the action of a card shows."""
    return _RUNS if card in _RUNS else (card,)


class SidePanelHost(QStackedWidget):
    """Holds the cards; those of rows and runs are built when first wanted: most starts need them not.

    rows, runs   these cards, once they are built: `built` tells of each, to apply the theme to it
    focus_released   tells that the keys belong to the canvas again
    """

    built = Signal(object)
    focus_released = Signal()
    rows: RowsPanel | None = None
    runs: RunsPanel | None = None

    def __init__(self, session: Session, network: QWidget, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.session, self._network = session, network
        self._actions = actions
        self._switches: dict[SidePanel, QAction] = {card: actions[f"show_{card}"] for card in _SWITCHED}
        self._shown: SidePanel = "network"
        self.addWidget(network)

    # --- verbs of the actions ----------------------------------------------------------------------

    def toggle(self, card: SidePanel) -> None:
        """Show a card; if it is there already, the network again."""
        self.session.view.set_side_panel("network" if self.session.view.side_panel in _same(card) else card)

    def close_card(self) -> None:
        self.session.view.set_side_panel("network")

    def show_worst(self) -> None:
        """Show the rows with the greatest errors, and select the worst."""
        self.session.view.set_side_panel("table")
        self._rows().table.sort_worst()

    # --- what is shown -----------------------------------------------------------------------------

    def sync(self) -> None:
        """Change over to the card that the session wants here, in the very same place."""
        card = self.session.view.side_panel
        if card == self._shown:
            return
        self._shown = card
        if card == "network":
            self.setCurrentWidget(self._network)
            self.focus_released.emit()
        elif card in _RUNS:
            self.setCurrentWidget(self._runs())
        else:
            self.setCurrentWidget(self._rows())
            self._rows().take_keys()
        for name, switch in self._switches.items():
            switch.setChecked(card in _same(name))

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _runs(self) -> RunsPanel:
        if self.runs is None:
            from playground.ui.runs.panel import RunsPanel

            self.runs = RunsPanel(self.session, self._theme)
            self.runs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # nothing jumps
            self.addWidget(self.runs)
            self.built.emit(self.runs)
        return self.runs

    def _rows(self) -> RowsPanel:
        if self.rows is None:
            from playground.ui.rows.panel import RowsPanel

            self.rows = RowsPanel(self.session, self._theme, self._actions)
            self.rows.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # nothing jumps
            self.rows.focus_released.connect(self.focus_released)
            self.addWidget(self.rows)
            self.built.emit(self.rows)
        return self.rows
