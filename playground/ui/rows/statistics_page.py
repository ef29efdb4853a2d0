"""Metrics of the training and of the test rows: classes by their confusion, values by their residuals."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from playground.arrays import RowIndices
from playground.data import Names
from playground.session import Change, Session
from playground.training.statistics import Confusion, Fit, RowErrors, log_loss_of
from playground.ui.background.throttle import Throttle
from playground.ui.rows.confusion_page import ConfusionPage
from playground.ui.rows.error_job import ErrorJob
from playground.ui.rows.fit_page import FitPage
from playground.ui.rows.summary import PARTS
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.buttons import with_key
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import Elided
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.own_keys import keeps
from playground.ui.widgets.scroll import FitScrollArea
from playground.ui.widgets.segments import SegmentedControl
from playground.wording import counted

_EVERY = 0.25  # seconds between two looks while training


class StatisticsPage(QWidget):
    """The figures of training and test rows; below them of how many rows, and when."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("statistics")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.error_job = ErrorJob(session, self)
        self.error_job.found.connect(self._show)
        self.error_job.went_on.connect(self._say)
        self.errors: RowErrors | None = None
        self.part = 0
        self.parts = SegmentedControl(
            (
                "statistics_training",
                "Training rows",
                "Confusion matrix of the training set",
            ),
            ("statistics_test", "Test rows", "Confusion matrix of the test set"),
        )
        self.parts.chosen.connect(self._choose)
        self.copy = QPushButton("Copy as text")
        self.copy.setObjectName("copy_statistics")
        tip = "Copy all figures with their names, for a document or a spreadsheet"
        self.copy.setToolTip(with_key(tip, "Ctrl+C"))
        self.copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        self.classes, self.values = ConfusionPage(self.parts), FitPage(theme)
        self.classes.chosen.connect(self._select)
        self.values.plot.picked.connect(lambda place: self._select_rows(np.array([place])))
        self.foot = Elided("statistics_foot", "dim")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self._of_classes, self._of_values = FitScrollArea(self.classes, 0), FitScrollArea(self.values, 0)
        layout.addWidget(self._of_classes, 1)
        layout.addWidget(self._of_values, 1)
        foot = hbox(self.foot, self.copy)
        foot.setStretch(0, 1)
        layout.addLayout(foot)
        self.throttle, self._epoch = Throttle(session, _EVERY), 0
        self._found_of: object = None
        self.apply_theme(theme)

    def refresh(self, changes: Change) -> None:
        """Find the figures again when rows or weights have changed; four times a second while training."""
        if not changes & (Change.DATA | Change.SPEC | Change.WEIGHTS | Change.STATUS | Change.VIEW):
            return
        if not self.throttle.due(at_once=bool(changes & Change.DATA)):
            return
        names, training = self.session.view.names, self.session.training
        state = (self.session.experiment, self.session.weights_version, training, names)
        if state != self._found_of:
            self._found_of, self._epoch = state, self.session.snapshot.epoch
            self.error_job.ask(self.error_job.sample() if training else None)

    def apply_theme(self, theme: Theme) -> None:
        self.classes.apply_theme(theme)
        self.values.apply_theme(theme)

    def _choose(self, part: int) -> None:
        self.part = part
        if self.errors is not None:
            self._show(self.errors)

    def _show(self, errors: RowErrors) -> None:
        data = errors.data
        self.errors = errors
        self.parts.show_chosen(self.part)
        classes = bool(data.class_names)
        self._of_classes.setVisible(classes)
        self._of_values.setVisible(not classes)
        both = {name: self._of_part(errors, part) for part, name in enumerate(PARTS)}
        names = Names.on_screen(data, safe=self.session.view.settings.safe_colours)
        if classes:
            confusions = {name: Confusion.of(one) for name, one in both.items()}
            looks = list(zip(names.classes, data.looks.tolist(), strict=True))
            loss = log_loss_of(self.session.experiment).label
            self.classes.show_confusion(confusions, looks, PARTS[self.part], loss)
        else:
            fits = {name: Fit.of(one) for name, one in both.items()}
            self.values.show_fit(fits, names.target)
            self.values.plot.show_errors(errors)
        self._say()

    def _of_part(self, errors: RowErrors, part: int) -> RowErrors:
        test = errors.data.test[errors.rows]
        return errors.among(test if part else ~test)

    def _select(self, actual: int, predicted: int) -> None:
        """Select the rows of one cell of the confusion matrix."""
        if self.errors is not None:
            part = self._of_part(self.errors, self.part)
            self._select_rows(part.rows[(part.y == actual) & (part.predicted == predicted)])

    def _select_rows(self, rows: RowIndices) -> None:
        """Select rows that are told by their errors, as long as these are the rows there are."""
        if self.errors is not None and self.errors.data is self.session.data:
            self.session.points.select(rows)

    def _say(self) -> None:
        rows, found = len(self.session.data), 0 if self.errors is None else len(self.errors.rows)
        parts = [f"As of epoch {self._epoch:,}"]
        if self.error_job.progress < 1.0:
            parts.append(
                f"computing the predictions of all rows: {number_format.share(self.error_job.progress)}"
            )
        elif found < rows:
            parts.append(f"estimated from {found:,} of {counted(rows, 'row')}; exact when paused")
        if rows:
            self.foot.setText(" · ".join(parts), *parts[1:])
        else:
            self.foot.setText("No rows yet: click on the canvas to add points.", "No rows yet")

    def text(self) -> str:
        """All figures; of classes, the matrix of the chosen part."""
        values = self._of_classes.isHidden()
        page = self.values if values else self.classes
        matrix = "" if values else f", confusion of the {PARTS[self.part]} rows"
        return f"Epoch {self._epoch:,}{matrix}\n{page.text()}\n"

    def event(self, event: QEvent) -> bool:
        """Ctrl+C copies the figures here, not the rows."""
        return keeps(event, _copies) or super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _copies(event):
            self.copy.click()
        else:
            super().keyPressEvent(event)


def _copies(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Copy)
