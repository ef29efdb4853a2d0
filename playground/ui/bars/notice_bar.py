"""The notice in the place of the status line: what happened, and a button that helps."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from playground.session import Change, Session
from playground.text import short
from playground.ui.bars.shortening import shortened
from playground.ui.bars.status_bar import StatusLine
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, on_key
from playground.ui.widgets.card import GAP, PADDING
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.plain import as_tip

_IN_TIP = 2_000  # characters of the tooltip: no screen has room for more
_PLACING = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}


class NoticeBar(QFrame):
    """A notice: the words, a button that helps if there is one, one that copies what had to be cut, a cross.

    It stands over the status line: nothing moves when it comes, and no control is covered. Work that can be
    cancelled is still seen beside it.
    """

    watches: ClassVar[Change] = Change.STATUS
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, status_line: StatusLine) -> None:
        super().__init__(status_line.parentWidget())
        self.session, self._line, self._text = session, status_line, ""
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
        self.copy_button = IconButton("copy", "Copy", "Copy the whole message", "bare")
        self.copy_button.setObjectName("notice_copy")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        self.close_button.clicked.connect(session.notices.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 3, 12, 3)
        self._row.setSpacing(10)
        for widget in (self.mark, self.words, self.offer_button, self.copy_button, self.close_button):
            self._row.addWidget(widget)
        self._row.setStretchFactor(self.words, 1)
        Group(self, self.offer_button, self.copy_button, self.close_button)
        self.hide()
        for watched in (status_line, status_line.progress):
            watched.installEventFilter(self)

    def refresh(self, changes: Change) -> None:
        notice = self.session.notice
        self.setVisible(notice is not None)
        if notice is None:
            return
        colour = self.theme.bad if notice.bad else self.theme.accent
        self.mark.setPixmap(style.mark("warning" if notice.bad else "info", colour))
        self._text = notice.text
        self.words.setToolTip(as_tip(short(notice.text, _IN_TIP)))
        self.offer_button.setVisible(notice.offer is not None)
        self.offer_button.setText(notice.offer.value if notice.offer is not None else "")
        self.setAccessibleName(short(notice.text, _IN_TIP))
        self.place()

    def _accept(self) -> None:
        notice = self.session.notice
        if notice is not None and notice.offer is not None:
            self.session.carry_out(notice.offer)

    def place(self) -> None:
        """Over the status line, as far as the work that is under way there, and as high as the words need:
        not beyond the edges of the cards.
        """
        line, progress = self._line, self._line.progress
        width = progress.x() - GAP if progress.isVisible() else line.width()

        def fits(words: str) -> bool:
            self.words.setText(words)
            high = self._row.totalHeightForWidth(width) > line.height() + GAP + PADDING
            return not high and self._row.minimumSize().width() <= width

        if fits(self._text):
            self.copy_button.hide()
        else:
            self.copy_button.show()
            self.words.setText(shortened(self._text, fits))
        height = max(line.height(), self._row.totalHeightForWidth(width))
        self.setGeometry(line.x(), line.geometry().bottom() + 1 - height, width, height)
        self.raise_()

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it stands over has come, gone or moved."""
        if event.type() in _PLACING and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.copy_button.apply_theme(theme)
        self.close_button.apply_theme(theme)
        self.refresh(Change.STATUS)
