"""The matrices: every weight and bias as a number, coloured by sign and size, edited in place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QTableView, QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.ui.background.throttle import Throttle
from playground.ui.network.matrices.delegate import MatrixCell
from playground.ui.network.matrices.model import MatrixModel
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.lock import LockTool

_EVERY = 0.1  # seconds between two repaints while training
_HEIGHT, _WIDTH = 24, 86  # px of a row and of a number
_NAMES = (80, 170)  # px of the column of names: as wide as it must be, between these
_HELP = "Double-click or Enter to edit, K to freeze"


class MatrixPanel(QWidget):
    """The table; below it what was refused, a lock for the chosen number, and a button that copies all."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.model = MatrixModel(session)
        self.table = MatrixTable(self.model)
        self.hint = plain_label(_HELP, "dim")
        self.hint.setObjectName("matrix_hint")
        self.hint.setWordWrap(True)
        self.model.refused.connect(self._say)
        self.lock = LockTool("matrix_lock", "K")
        self.lock.clicked.connect(self._lock)
        self.table.lock_wanted.connect(self._lock)
        self.table.selectionModel().currentChanged.connect(self._show_lock)
        self.copy = QPushButton("Copy as text")
        self.copy.setObjectName("copy_matrices")
        self.copy.setToolTip("Copy all numbers with their names, tab-separated, for a spreadsheet")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.model.text()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table)
        below = hbox(self.hint, self.lock, self.copy)
        below.setStretch(0, 1)
        layout.addLayout(below)
        Group(self, self.lock, self.copy)
        self._names: object = None
        self._throttle = Throttle(session, _EVERY)
        self.apply_theme(theme)

    def refresh(self, changes: Change) -> None:
        names = (self.session.network, self.session.view.names)
        if names != self._names:
            self._names = names
            self.model.rebuild()
            self.table.fit()
        if changes & Change.SPEC:
            self._show_lock()
        if self._throttle.due(at_once=bool(changes & (Change.SPEC | Change.VIEW))):
            self.table.viewport().update()

    def apply_theme(self, theme: Theme) -> None:
        for one in (self.model, self.table.cell, self.lock):
            one.apply_theme(theme)
        self._show_lock()
        if self._names is not None:
            self.table.fit()  # the text may have another size
        self.table.viewport().update()

    def _lock(self) -> None:
        """Keep the chosen number as it is while the others learn, or let it learn again."""
        index = self.table.currentIndex()
        parameter = self.model.at(index)
        if parameter is not None:
            self.session.model.set_frozen(parameter, frozen=not self.model.locked(index))
        self._show_lock()

    def _show_lock(self, *_indices: QModelIndex) -> None:
        """The lock shows how the chosen number is, if one is chosen."""
        index = self.table.currentIndex()
        self.lock.setEnabled(self.model.at(index) is not None)
        self.lock.show_locked(locked=self.model.locked(index))

    def _say(self, problem: str) -> None:
        """Why a number was refused, or what can be done."""
        self.hint.setText(problem or _HELP)
        style.restyle(self.hint, "role", "error" if problem else "dim")


class MatrixTable(QTableView):
    """A table without lines; Enter edits the current number."""

    lock_wanted = Signal()  # for the current number

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self.setObjectName("matrices")
        self.setAccessibleName("Weight matrices")
        self.setModel(model)
        model.setParent(self)  # so that it is known which part of the window it belongs to
        self.cell = MatrixCell(model, self)
        self.setItemDelegate(self.cell)
        style.write(self, 12)
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
        style.scaled(self.verticalHeader().setDefaultSectionSize, _HEIGHT)
        style.scaled(self.horizontalHeader().setDefaultSectionSize, _WIDTH)

    def fit(self) -> None:
        """Titles over the whole width, the column of names wider than the numbers."""
        self.clearSpans()
        model = self.model()
        assert isinstance(model, MatrixModel)
        names = QFontMetrics(style.font(style.SMALL))
        widest = max((names.horizontalAdvance(name) for name in model.names()), default=0) + 16
        self.setColumnWidth(0, min(max(widest, style.px(_NAMES[0])), style.px(_NAMES[1])))
        for block in model.blocks:
            if model.columnCount() > 1:
                self.setSpan(block.top, 0, 1, model.columnCount())

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_K and not editing:
            self.lock_wanted.emit()
        else:
            super().keyPressEvent(event)
