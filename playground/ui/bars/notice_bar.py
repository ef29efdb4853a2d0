"""The notice above the status line: what happened, and a button that helps."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from playground.session import Change, Session
from playground.ui.bars.status_bar import HEIGHT
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, on_key
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import plain_label


class NoticeBar(QFrame):
    """A notice above the status line: the words, a button that helps if there is one, and a cross."""

    watches: ClassVar[Change] = Change.STATUS
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self._host = session, parent
        self.setObjectName("notice")
        self.words = plain_label("")
        self.words.setObjectName("notice_text")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.mark = plain_label("")
        self.offer_button = QPushButton()
        self.offer_button.setObjectName("notice_offer")
        self.offer_button.clicked.connect(self._accept)
        self.close_button = IconButton("close", "Dismiss", "Dismiss this notice", "bare")
        self.close_button.setObjectName("notice_close")
        on_key("Esc", self.close_button)
        self.close_button.clicked.connect(session.notices.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 5, 12, 5)
        self._row.setSpacing(10)
        for widget in (self.mark, self.words, self.offer_button, self.close_button):
            self._row.addWidget(widget)
        self._row.setStretchFactor(self.words, 1)
        Group(self, self.offer_button, self.close_button)
        self.hide()

    def refresh(self, changes: Change) -> None:
        notice = self.session.notice
        self.setVisible(notice is not None)
        if notice is None:
            return
        colour = self.theme.classes[0] if notice.bad else self.theme.accent
        self.mark.setPixmap(style.pixmap("warning" if notice.bad else "info", colour))
        self.words.setText(notice.text)
        self.offer_button.setVisible(notice.offer is not None)
        self.offer_button.setText(notice.offer.value if notice.offer is not None else "")
        self.setAccessibleName(notice.text)
        self.place()

    def _accept(self) -> None:
        notice = self.session.notice
        if notice is not None and notice.offer is not None:
            self.session.carry_out(notice.offer)

    def place(self) -> None:
        """Above the status line, as wide as the window, and as high as the words need."""
        width = self._host.width()
        height = self._row.totalHeightForWidth(width)
        self.setGeometry(0, self._host.height() - style.px(HEIGHT) - height, width, height)
        self.raise_()

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.close_button.apply_theme(theme)
        self.refresh(Change.STATUS)
