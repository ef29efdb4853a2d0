"""A drop-down list with our own arrow."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from playground.ui.theme import style
from playground.ui.widgets.eliding import elided_apart
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.popup import Entries, cut, round_off


class ComboBox(QComboBox):
    """A drop-down list with our own arrow, which the wheel changes only when it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the views
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(24)
        self.setItemDelegate(Entries(self))
        self._rounded = False
        self.symbol = ""  # what stands for the entry where its words have given way
        self._is_brief = False

    def write_briefly(self, *, on: bool) -> None:
        """Show the symbol of the entry in the place of its words."""
        self._is_brief = on
        self.updateGeometry()
        self.update()

    def saved(self) -> int:
        """The px that its symbol is narrower than its longest entry."""
        whole, brief = super().sizeHint().width(), self.width_for(self.symbol)
        return max(0, whole - max(self.minimumWidth(), brief))

    @property
    def words(self) -> str:
        """What is written on it, as far as there is room."""
        if self._is_brief:
            return self.symbol
        return self.placeholderText() if self.currentIndex() < 0 else self.currentText()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint - QSize(self.saved(), 0) if self._is_brief else hint

    def minimumSizeHint(self) -> QSize:
        """Of one that fits its entries: Qt keeps that of the entries before, and lays out by the larger."""
        fits = self.sizeAdjustPolicy() == QComboBox.SizeAdjustPolicy.AdjustToContents
        return self.sizeHint() if fits else super().minimumSizeHint()

    @guarded
    def showPopup(self) -> None:
        """The list is as wide as its longest entry, and its corners are round."""
        view = self.view()
        if not self._rounded:
            self._rounded = True
            round_off(view.window())
        view.setMinimumWidth(view.sizeHintForColumn(0) + style.px(12))
        super().showPopup()
        cut(view.window())

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        with painter:
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            if not self.isEditable():
                room = self.width() - self._beside()
                entries = map(self.itemText, range(self.count()))
                option.currentText = elided_apart(self.words, entries, self.fontMetrics(), room)
                painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
            draw_arrow(painter, self, 18)

    def width_for(self, words: str) -> int:
        """The px in which these words are not cut."""
        return math.ceil(QFontMetricsF(self.font()).horizontalAdvance(words)) + 1 + self._beside()

    @staticmethod
    def _beside() -> int:
        """The px of the edges and of the arrow."""
        return 16 + style.px(18)

    @guarded
    def wheelEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def draw_arrow(painter: QPainter, button: QWidget, place: int) -> None:
    """The arrow of a list or menu, `place` px before the right edge of what opens it."""
    side = style.px(12)
    arrow = style.pixmap("chevron_down", style.app_colour(QPalette.ColorRole.PlaceholderText), side)
    painter.drawPixmap(button.width() - style.px(place), (button.height() - side) // 2, arrow)
