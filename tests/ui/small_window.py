"""Of the main window what a card needs: it is told of changes, frame after frame.

The whole one takes three times as long.
"""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.session import TEXT_SIZES, Session
from playground.ui.actions.make import make_actions
from playground.ui.network.card import NetworkPanel
from playground.ui.panel import Panel
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.rows.side_panel import SidePanelHost
from playground.ui.theme import style
from playground.ui.theme.theme import theme
from playground.ui.widgets.guard import attempt
from playground.ui.window.refresh_scheduler import RefreshScheduler

# The size of the place, in px, in a window of this one.
BESIDE_CANVAS = {(1440, 900): (636, 778), (1280, 720): (548, 598), (1120, 640): (460, 518)}


class SmallWindow(QWidget):
    """Holds the place beside the canvas: the network, the table or the statistics."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.theme = session, theme(dark=False, safe=False)
        style.apply(self.theme, self, TEXT_SIZES[0])
        self.heatmap = Heatmap(session)
        self.action_map = make_actions(self, lambda _name: None)
        for action in self.action_map.values():
            self.removeAction(action)  # of the keys none is the window's
        self.network_panel = NetworkPanel(session, self.heatmap, self.theme)
        self.side_panel = SidePanelHost(session, self.action_map)
        self.side_panel.take_network(self.network_panel)
        self.side_panel.apply_theme(self.theme)
        self.side_panel.built.connect(self._add)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.side_panel)
        self.refresher = RefreshScheduler(self, session, self.frame)
        self._add(self.network_panel)
        session.listen(self.refresher.mark_dirty)
        session.changes.on_change = self.refresher.refresh_now
        self.refresher.begin()

    def frame(self) -> None:
        for step in (self.session.tick, self.side_panel.sync, self.refresher.refresh):
            attempt(step)
        self.refresher.rest()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.refresher.stop()
        self.session.close()
        self.deleteLater()

    def _add(self, panel: Panel) -> None:
        panel.apply_theme(self.theme)
        self.refresher.add(panel)
