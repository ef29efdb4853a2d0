"""What is dropped on the window, wherever: while it is dragged about, a frame says that it will be taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from playground.export import is_text
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded, recurring

Dropped = list[Path] | str  # files, or the text of a table

_WORDS = "Drop to open"
_DRAGGED = (QEvent.Type.DragEnter, QEvent.Type.DragLeave, QEvent.Type.Drop)


class DropZone(QWidget):
    """Lies over the whole window while something is dragged that can be opened; `take` has what is let go."""

    def __init__(self, window: QWidget, theme: Callable[[], Theme], take: Callable[[Dropped], None]) -> None:
        super().__init__(window)
        self._window, self._theme, self._take = window, theme, take
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self.setObjectName("drop_zone")
        self.setAccessibleName(_WORDS)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def take_over(self) -> None:
        """Let the window have all that is dropped, in place of the plots and fields in it."""
        for widget in self._window.findChildren(QWidget):
            if widget.acceptDrops():
                widget.setAcceptDrops(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is dragged over the window, and dropped."""
        if event.type() not in _DRAGGED:
            return super().eventFilter(watched, event)
        self._follow(event)
        return True

    @guarded
    def _follow(self, event: QEvent) -> None:
        what = dropped(event.mimeData()) if isinstance(event, QDropEvent) else None
        entered = event.type() == QEvent.Type.DragEnter
        if isinstance(event, QDropEvent) and what is not None:
            event.acceptProposedAction()
        if entered and what is not None:
            self._announce()
        elif not entered:
            self.hide()
        if event.type() == QEvent.Type.Drop and what is not None:
            self._take(what)

    def _announce(self) -> None:
        """Show that it will be taken."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            veil = QColor(theme.accent)
            veil.setAlpha(22)
            painter.fillRect(self.rect(), veil)
            painter.setPen(QPen(QColor(theme.accent), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 12, 12)
            font = style.font(style.FIGURE, QFont.Weight.DemiBold)
            pill = QRectF(0, 0, QFontMetrics(font).horizontalAdvance(_WORDS) + 56, 52)
            pill.moveCenter(QRectF(self.rect()).center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(pill, 12, 12)
            painter.setFont(font)
            painter.setPen(QColor(theme.on_accent))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, _WORDS)


def dropped(mime: QMimeData) -> Dropped | None:
    """The files that are dragged, or a link or a text to be opened; None for what cannot be opened."""
    urls = mime.urls()
    if any(url.isLocalFile() for url in urls):
        return [Path(url.toLocalFile() or url.toString()) for url in urls]  # all count, where one is meant
    if links := [link for url in mime.urls() if is_text(link := url.toString())]:
        return links[0]
    return mime.text() if mime.hasText() and not mime.hasUrls() else None
