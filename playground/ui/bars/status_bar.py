"""The line at the bottom, in words: what is happening and why."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from playground.session import Change, Session
from playground.ui.background.progress_line import ProgressLine
from playground.ui.bars import status_text
from playground.ui.bars.shortening import SENTENCES
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.labels import Dot, Elided, plain_label
from playground.ui.widgets.plain import as_tip

HEIGHT = 34  # px of the status line
_BETWEEN = " · "  # two parts of the subject, or of what is said of a place
_AROUND = 80  # px of the line beside its words


class StatusLine(QFrame):
    """One sentence on the left, the subject on the right."""

    watches: ClassVar[Change] = (
        Change.STATUS | Change.WEIGHTS | Change.DATA | Change.SPEC | Change.MICROSCOPE | Change.LESSON
    )
    refresh_every: ClassVar[int] = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("status")
        style.scaled(self.setFixedHeight, HEIGHT)
        self.dot = Dot()
        self.words, self.subject = Elided("status_text"), plain_label("")
        self._words = self._subject = ""
        self.progress = ProgressLine("progress", with_cancel=True)
        self.pointed = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.addWidget(self.dot)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.subject)

    def refresh(self, changes: Change) -> None:
        pointed = "" if self.session.training else self.pointed
        self._words = pointed or status_text.happening(self.session)
        self._subject = status_text.subject(self.session)
        self._share()
        theme = self.theme
        diverged = self.session.snapshot.status == "diverged"
        self.dot.show_colour(
            theme.bad if diverged else theme.classes[1] if self.session.training else theme.dim
        )

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.refresh(Change.STATUS)

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The sentences have the room first, then as many parts of the subject as there is room for; of the
        sentences the last give way, and of one sentence its last parts. All is in the tooltips.
        """
        advance, parts = self.subject.fontMetrics().horizontalAdvance, self._subject.split(_BETWEEN)
        sentences, room = SENTENCES.split(self._words), self.width() - _AROUND
        while len(sentences) > 1 and advance(" ".join(sentences)) > room:
            sentences.pop()
        words = " ".join(sentences)
        while parts and advance(words) + advance(_BETWEEN.join(parts)) > room:
            parts.pop()
        said = words.split(_BETWEEN)
        self.words.setText(words, *(_BETWEEN.join(said[:count]) for count in range(len(said) - 1, 1, -1)))
        self.subject.setText(_BETWEEN.join(parts))
        self.subject.setToolTip(as_tip(self._subject))
        self.words.setToolTip(as_tip(self._words))

    def point_at(self, what: str) -> None:
        """Say what is under the mouse instead, as long as it is there and nothing is trained."""
        self.pointed = what
        self.refresh(Change.STATUS)
