"""Text of a program or a file, to read and to copy: in a fixed font, with quiet colours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QResizeEvent, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.lexer import Span, by_line

_SIZE = 12  # px of its letters
_AROUND, _BAR = 16, 10  # px: padding of the style sheet; the bar to scroll sideways


class CodeView(QPlainTextEdit):
    """Cannot be typed into; Tab leaves it."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        style.scaled(self.setFont, code_font)
        self._most = 0  # lines; 0: as high as there is room
        self._highlighter = _Highlighter(self)

    def show_text(self, text: str, lines: list[list[Span]] | None = None) -> None:
        """Show a text; `lines`, what stands out in it, if that is known already."""
        if text != self.toPlainText():
            self._highlighter.lines = by_line(text) if lines is None else lines
            self.setPlainText(text)

    def apply_theme(self, theme: Theme) -> None:
        self._highlighter.apply_theme(theme)

    def fit_height(self, most: int) -> None:
        """Be as high as its lines, up to so many of them."""
        self._most = most
        self._fit()

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._most:
            return
        lines, metrics = self.toPlainText().split("\n"), self.fontMetrics()
        margin = round(2 * self.document().documentMargin())
        widest = max(map(metrics.horizontalAdvance, lines)) + margin
        room = margin + _AROUND + (_BAR if widest > self.viewport().width() else 0)
        height = min(len(lines), self._most) * metrics.lineSpacing() + room
        if height != self.height():
            self.setFixedHeight(height)
        policy = Qt.ScrollBarPolicy
        whole = len(lines) <= self._most
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if whole else policy.ScrollBarAsNeeded)


class _Highlighter(QSyntaxHighlighter):
    """Colours what the lexer has found."""

    def __init__(self, view: QPlainTextEdit) -> None:
        super().__init__(view.document())
        self.lines: list[list[Span]] = []
        self._formats: dict[str, QTextCharFormat] = {}

    def apply_theme(self, theme: Theme) -> None:
        colours = {
            "comment": theme.dim,
            "string": mix(theme.classes[1], theme.ink, 0.35),
            "keyword": theme.accent,
            "number": mix(theme.accent, theme.ink, 0.55),
        }
        for kind, colour in colours.items():
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(QColor(colour))
        self.rehighlight()

    @recurring
    def highlightBlock(self, _text: str) -> None:
        number = self.currentBlock().blockNumber()
        for start, length, kind in self.lines[number] if number < len(self.lines) else ():
            if kind in self._formats:
                self.setFormat(start, length, self._formats[kind])


def code_font() -> QFont:
    """Letters of one width, for what machines write and read."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(style.px(_SIZE))
    return font
