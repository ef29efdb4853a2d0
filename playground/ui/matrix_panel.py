"""The matrices: every weight and bias as a number, coloured by sign and size, edited in place."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QTableView, QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.ui import style
from playground.ui.matrix_model import MatrixModel
from playground.ui.theme import Theme
from playground.ui.widgets.basics import row, text
from playground.ui.widgets.guard import guarded

_EVERY = 0.1  # seconds between two repaints while training: figures that change faster cannot be read
_HEIGHT, _FIRST, _WIDTH = 24, 84, 85  # px of a row, of the column of names, and of a number


class MatrixPanel(QWidget):
    """The table, and below it what was refused and a button that copies all of it."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.model = MatrixModel(session)
        self.model.dress(theme)
        self.table = MatrixTable(self.model)
        self.hint = text("Enter or a double click changes a number: 0.25, -3, 1/2", "dim")
        self.hint.setObjectName("matrix_hint")
        self.hint.setWordWrap(True)
        self.model.refused.connect(self._say)
        self.copy = QPushButton("Copy as text")
        self.copy.setObjectName("copy_matrices")
        self.copy.setToolTip("All numbers with their names, tab-separated, for a spreadsheet")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.model.text()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table)
        below = row(self.hint, self.copy)
        below.setStretch(0, 1)
        layout.addLayout(below)
        self._names: object = None
        self._at = 0.0

    def refresh(self, changes: Change) -> None:
        names = (self.session.network, self.session.data.columns, self.session.data.class_names)
        if names != self._names:
            self._names = names
            self.model.rebuild()
            self.table.fit()
        now = perf_counter()
        if not self.session.training or now - self._at > _EVERY or changes & (Change.SPEC | Change.VIEW):
            self._at = now
            self.table.viewport().update()

    def dress(self, theme: Theme) -> None:
        self.model.dress(theme)
        self.table.viewport().update()

    def _say(self, problem: str) -> None:
        """Why a number was refused, or what can be done."""
        self.hint.setText(problem or "Enter or a double click changes a number: 0.25, -3, 1/2")
        self.hint.setProperty("role", "error" if problem else "dim")
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)


class MatrixTable(QTableView):
    """A table without lines; Enter edits the current number."""

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self.setObjectName("matrices")
        self.setAccessibleName("Weight matrices")
        self.setModel(model)
        self.setFont(style.font(12))
        self.setShowGrid(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)  # Tab leaves the table, as it leaves every other control
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
        self.verticalHeader().setDefaultSectionSize(_HEIGHT)
        self.horizontalHeader().setDefaultSectionSize(_WIDTH)

    def fit(self) -> None:
        """Titles over the whole width, the column of names wider than the numbers."""
        self.clearSpans()
        self.setColumnWidth(0, _FIRST)
        model = self.model()
        assert isinstance(model, MatrixModel)
        for block in model.blocks:
            if model.columnCount() > 1:
                self.setSpan(block.top, 0, 1, model.columnCount())

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
