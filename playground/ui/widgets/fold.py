"""Groups that fold: a click on their title leaves the title alone, and another one brings the rest back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import Card


def settle(widget: QWidget) -> None:
    """Lay out at once, from the inside out, what else would take a turn of the event loop for each level."""
    at: QWidget | None = widget
    while at is not None:
        if (layout := at.layout()) is not None:
            layout.activate()
        at = None if at.isWindow() else at.parentWidget()


def _arrow_size() -> QSize:
    return QSize(style.px(12), style.px(12))


class FoldTitle(QToolButton):
    """The title of a group in spaced capitals, with an arrow that points down where the group is open."""

    def __init__(self, name: str, title: str, chosen: Callable[[bool], None]) -> None:
        """`chosen` is told whether the group is to be folded."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "fold")
        self.setText(title)
        style.scaled(self.setIconSize, _arrow_size)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.scaled(self.setFont, style.caps_font)
        self.folded = False
        self.clicked.connect(lambda: chosen(not self.folded))

    def show_folded(self, *, folded: bool) -> None:
        self.folded = folded
        self._show()

    def apply_theme(self, theme: Theme) -> None:
        self._colour = theme.dim
        self._show()

    def _show(self) -> None:
        words = self.text()
        self.setAccessibleName(f"{words}, {'folded' if self.folded else 'open'}")
        self.setToolTip(f"{'Unfold' if self.folded else 'Fold'} {words.lower()}")
        self.setIcon(style.icon("chevron_right" if self.folded else "chevron_down", self._colour))


class FoldingCard(Card):
    """A card that folds: all but its head stands in `content`."""

    def __init__(self, name: str, title: str, chosen: Callable[[bool], None]) -> None:
        super().__init__(title)
        self._fold = FoldTitle(name, title, chosen)
        self.head.insertWidget(0, self._fold)
        self.title.hide()
        self.content = QWidget()
        self._open = self.sizePolicy()
        self._shown_folded: bool | None = None
        self.body.addWidget(self.content)

    def show_folded(self, *, folded: bool) -> None:
        """As high as its head alone, or as it was."""
        if folded == self._shown_folded:
            return
        self._shown_folded = folded
        self._fold.show_folded(folded=folded)
        self.content.setVisible(not folded)
        low = QSizePolicy(self._open.horizontalPolicy(), QSizePolicy.Policy.Maximum)
        self.setSizePolicy(low if folded else self._open)
        settle(self)

    def apply_theme(self, theme: Theme) -> None:
        self._fold.apply_theme(theme)


class FoldingGroup(QWidget):
    """A part of a card with a title of its own, and all that it folds in `body`."""

    def __init__(self, name: str, title: str, chosen: Callable[[bool], None], spacing: int = 6) -> None:
        super().__init__()
        self.title, self.content = FoldTitle(name, title, chosen), QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(spacing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(spacing)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.content)
        self._shown_folded: bool | None = None

    def show_folded(self, *, folded: bool) -> None:
        if folded == self._shown_folded:
            return
        self._shown_folded = folded
        self.title.show_folded(folded=folded)
        self.content.setVisible(not folded)
        settle(self)

    def apply_theme(self, theme: Theme) -> None:
        self.title.apply_theme(theme)
