"""What the window holds: bar above, pages of both modes, status line below, notices on top."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from playground.session import Session
from playground.ui.bars.notice_bar import NoticeBar
from playground.ui.bars.status_bar import StatusLine
from playground.ui.bars.top_bar import TopBar
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.theme.theme import Theme
from playground.ui.window.explore_page import ExplorePage


class Centre(QWidget):
    """Built with the page of the Explore mode alone: the other one follows when it is first seen.

    rows     from the top down, for bars that come later
    columns  the pages, for columns beside them

    From the outside in: a widget that has its place is given its style once, not at every move.
    """

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        heatmap: Heatmap,
        theme: Theme,
        actions: dict[str, QAction],
    ) -> None:
        super().__init__()
        window.setCentralWidget(self)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(0)
        self.bar, self.pages = TopBar(session, actions), QStackedWidget()
        self.status_line = StatusLine(session)
        self.rows.addWidget(self.bar)
        self.columns = QHBoxLayout()
        self.columns.setSpacing(0)
        self.columns.addWidget(self.pages, 1)
        self.rows.addLayout(self.columns, 1)
        self.rows.addWidget(self.status_line)
        line = self.status_line.progress
        self.explore = ExplorePage(self.pages, session, heatmap, theme, actions, line=line)
        self.notice = NoticeBar(session, self.status_line)
        canvas = self.explore.canvas_panel.canvas
        canvas.pointed.connect(self.status_line.point_at)
        self.explore.side_panel.focus_released.connect(canvas.setFocus)
