"""The place beside the canvas: the network, or in its stead the rows, in a table or figures, or the runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from playground.session import Session, SidePanel
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import Card

if TYPE_CHECKING:
    from playground.ui.many.panel import ManyPanel
    from playground.ui.rows.panel import RowsPanel
    from playground.ui.runs.panel import RunsPanel


class SidePanelHost(QStackedWidget):
    """Holds the cards; all but the network are built when first wanted: most starts need them not.

    rows, runs, many  these cards, once they are built: `built` tells of each, to apply the theme to it
    focus_released    tells that the keys belong to the canvas again
    export_run        tells the number of a run that is to be exported
    """

    built = Signal(object)
    focus_released = Signal()
    export_run = Signal(int)
    rows: RowsPanel | None = None
    runs: RunsPanel | None = None
    many: ManyPanel | None = None

    def __init__(self, session: Session, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.session = session
        self.actions_by_name = actions
        self._switches = {group: actions[f"show_{group[0]}"] for card in _CARDS for group in card.groups}
        self._shown: SidePanel = "network"
        self._network: QWidget = Card("")
        self.addWidget(self._network)

    def take_network(self, network: QWidget) -> None:
        """Have the network in the place of its empty card."""
        empty, self._network = self._network, network
        self.insertWidget(0, network)
        if self.currentWidget() is empty:
            self.setCurrentWidget(network)
        self.removeWidget(empty)
        empty.deleteLater()

    @property
    def wanted_widths(self) -> list[int]:
        """The px that the table of rows would like, best first; none where any room will do."""
        return self.rows.wanted_widths if self.rows is not None and self._shown == "table" else []

    # --- verbs of the actions ----------------------------------------------------------------------

    def toggle(self, card: SidePanel) -> None:
        """Show a card; if it is there already, the network again."""
        shown = self.session.view.side_panel
        there = any(shown in group and card in group for group in self._switches)
        self.session.view.set_side_panel("network" if there else card)

    def close_card(self) -> None:
        self.session.view.set_side_panel("network")

    def show_worst(self) -> None:
        """Show the rows with the greatest errors, and select the worst."""
        self.session.view.set_side_panel("table")
        rows: RowsPanel = self._card("table")
        rows.table.sort_worst()

    # --- what is shown -----------------------------------------------------------------------------

    def sync(self) -> None:
        """Change over to the card that the session wants here, in the very same place."""
        page = self.session.view.side_panel
        if page == self._shown:
            return
        self._shown = page
        if page == "network":
            self.setCurrentWidget(self._network)
            self.focus_released.emit()
        else:
            card = self._card(page)
            self.setCurrentWidget(card)
            card.take_keys()
        for group, switch in self._switches.items():
            switch.setChecked(page in group)

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme

    def _card(self, page: SidePanel) -> Any:
        """The card with this page, built if it is not there yet."""
        row = next(card for card in _CARDS if any(page in group for group in card.groups))
        if getattr(self, row.name) is None:
            card = row.make(self)
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # nothing jumps
            self.addWidget(card)
            setattr(self, row.name, card)
            self.built.emit(card)
        return getattr(self, row.name)


def _rows(host: SidePanelHost) -> QWidget:
    from playground.ui.rows.panel import RowsPanel

    card = RowsPanel(host.session, host.theme, host.actions_by_name)
    card.focus_released.connect(host.focus_released)
    return card


def _runs(host: SidePanelHost) -> QWidget:
    from playground.ui.runs.panel import RunsPanel

    card = RunsPanel(host.session, host.theme)
    card.list.export_run.connect(host.export_run)
    return card


def _many(host: SidePanelHost) -> QWidget:
    from playground.ui.many.panel import ManyPanel

    return ManyPanel(host.session, host.theme)


class _Card(Struct, frozen=True):
    """A card, the attribute of the host that it becomes, and its pages: each group has the action `show_…` of
    its first one.
    """

    name: str
    groups: tuple[tuple[SidePanel, ...], ...]
    make: Callable[[SidePanelHost], QWidget]


_CARDS = (
    _Card("rows", (("table",), ("statistics",)), _rows),
    _Card("runs", (("runs", "compare"),), _runs),
    _Card("many", (("seeds",), ("race",)), _many),
)
