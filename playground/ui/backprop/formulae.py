"""The formulae of a stage, drawn as large as there is room; lines can be selected and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from playground.microscope.formula import Formula
from playground.ui.backprop import maths
from playground.ui.theme.theme import LIGHT, Theme
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.popup import Menu

_LEAST, _MOST = 12, 46  # px of a formula


class Formulae(QWidget):
    """Give it its room by `fit`. A press and a drag select whole lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("formulae")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.theme: Theme = LIGHT
        self.formulae: tuple[Formula, ...] = ()
        self.letter_size = _LEAST
        self._tops: list[float] = []  # of each formula, and where the last one ends
        self._chosen = range(0)
        self._from = 0

    def show_formulae(self, formulae: Sequence[Formula]) -> None:
        """Draw these; `fit` has to follow."""
        if tuple(formulae) != self.formulae:
            self.formulae, self._chosen = tuple(formulae), range(0)
        self.setAccessibleName("\n".join(one.plain() for one in formulae))

    def fit(self, room: QSize, least: int = _LEAST) -> None:
        """As large as fits there, `least` px at the least; what is too much all the same is scrolled."""
        wide = max(80, room.width())
        self.letter_size = maths.fit(self.formulae, wide, room.height(), least, _MOST)
        blocks = [maths.lay(one, self.letter_size, wide) for one in self.formulae]
        self._tops = maths.tops(blocks, self.letter_size, room.height())
        self._blocks = blocks
        self.setFixedHeight(max(1, round(self._tops[-1])))
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def selected(self) -> str:
        """The chosen lines as text; all where none is chosen."""
        chosen = self._chosen or range(len(self.formulae))
        return "\n".join(self.formulae[place].plain() for place in chosen)

    # --- painting ----------------------------------------------------------------------------------

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inks = {"note": self.theme.dim}
            for place, (block, top) in enumerate(zip(self._blocks, self._tops, strict=False)):
                if place in self._chosen:
                    painter.fillRect(QRectF(0.0, top, self.width(), block.height), QColor(self.theme.chip))
                for glyphs in block.glyphs:
                    painter.setFont(glyphs.font)
                    painter.setPen(QColor(inks.get(glyphs.role, self.theme.ink)))
                    painter.drawText(QPointF(glyphs.x, top + self.letter_size + glyphs.y), glyphs.text)

    # --- selecting and copying ---------------------------------------------------------------------

    def _at(self, y: float) -> int:
        below = [place for place, top in enumerate(self._tops[:-1]) if top <= y]
        return below[-1] if below else 0

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from, self._chosen = self._at(event.position().y()), range(0)
            self.update()

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        to = self._at(event.position().y())
        self._chosen = range(min(self._from, to), max(self._from, to) + 1) if self.formulae else range(0)
        self.update()

    @guarded
    def event(self, event: QEvent) -> bool:
        """The key that copies is for the chosen lines, when there are some."""
        wanted = event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if (
            wanted
            and self._chosen
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            if event.type() == QEvent.Type.KeyPress:
                self._copy()
            event.accept()
            return True
        return super().event(event)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._chosen and self.formulae:
            place = self._at(event.pos().y())
            self._chosen = range(place, place + 1)
            self.update()
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy", self._copy)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.selected())
