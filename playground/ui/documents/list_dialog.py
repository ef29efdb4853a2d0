"""A list to choose one thing from: work that was kept, files that were used."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from playground.ui.data.thumbnails import SIDE
from playground.ui.theme.scale import px
from playground.ui.widgets.card import GAP
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox


class ListDialog(QDialog):
    """One line for each thing; `take` is called with the place of the chosen one, when the dialog is gone."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        lines: Sequence[str],
        take: Callable[[int], None],
        *,
        title: str,
        note: str,
        verb: str,
        pictures: Sequence[QPixmap] = (),
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chosen = take
        self.list = QListWidget(self)
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(f"{title}. {note}")
        self._fill(lines, pictures)
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        words = plain_label(note, "dim")
        words.setWordWrap(True)
        button, close = QPushButton(verb), QPushButton("Close")
        button.setObjectName(f"{name}_take")
        button.setProperty("role", "main")
        button.setDefault(True)
        button.setEnabled(bool(lines))
        close.setProperty("role", "bar")
        button.clicked.connect(self._take)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.list if lines else words, 1)
        if lines:
            layout.addWidget(words)
        else:  # what there is to say stands in the place of the list
            self.list.hide()
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addLayout(hbox(None, close, button))
        self.resize(self._wanted.boundedTo(parent.size() - QSize(GAP, GAP)))

    def _fill(self, lines: Sequence[str], pictures: Sequence[QPixmap]) -> None:
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setIconSize(QSize(SIDE, SIDE))
        for line in lines:
            QListWidgetItem(line, self.list).setToolTip(line)
        for place, picture in enumerate(pictures):
            icon = QIcon(picture)
            icon.addPixmap(picture, QIcon.Mode.Selected)  # as it is, too
            self.list.item(place).setIcon(icon)
        self.list.setCurrentRow(0)

    @property
    def _wanted(self) -> QSize:
        """Its lines, and what is around them."""
        wide = max(px(600), self.list.sizeHintForColumn(0) + px(100))
        lines, line = self.list.count(), self.list.sizeHintForRow(0)
        return QSize(wide, max(px(360), lines * line + px(140)) if lines else px(200))

    def _take(self) -> None:
        self.accept()
        self._chosen(self.list.currentRow())
