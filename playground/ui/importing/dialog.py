"""The import dialog: what was recognised, the first rows, columns and task, and a preview of the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from playground.data import Loaded, MissingError, Progress, preview, read_table
from playground.data.recipe import PARSING
from playground.errors import PlaygroundError
from playground.ui.background.progress_line import ProgressLine
from playground.ui.importing.choices import WIDTH, ColumnChoices
from playground.ui.importing.draft import Draft
from playground.ui.importing.first_rows import FirstRowsView
from playground.ui.importing.labels import refusal
from playground.ui.importing.result_preview import ResultPreview, in_words
from playground.ui.importing.text_format import TextFormatChoices
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import with_key
from playground.ui.widgets.card import GAP, Card
from playground.ui.widgets.dialog_size import size_in
from playground.ui.widgets.labels import Elided, plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.plain import as_tip

_LEAST = 1000, 640  # px, if the window has so much room


class ImportDialog(QDialog):
    """Reads the whole table in the background, again with every choice, so that Import finds it ready.

    `imported` tells the rows and their recipe, once, when they are to be imported; `scaling` holds then what
    was chosen for the spec.
    """

    imported = Signal(object, object)

    def __init__(self, parent: QWidget, draft: Draft, scaling: dict[str, str], theme: Theme) -> None:
        super().__init__(parent)
        self.draft = draft
        self._loaded: Loaded | None = None
        self._wanted = False
        self.setObjectName("import_dialog")
        self.setWindowTitle(f"Import {draft.raw.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text_format = TextFormatChoices(draft, lambda name, value: self._choose(**{name: value}))
        self.rows = FirstRowsView(draft, theme)
        self.rows.toggled.connect(lambda column: self._do(lambda: draft.toggle(draft.columns[column])))
        self.column_choices = ColumnChoices(draft, scaling, self._choose, self._tick)
        self.result_preview = ResultPreview(theme)
        self.result_preview.hide()
        self._build()
        self.resize(size_in(parent.size(), _LEAST))
        self.import_button.setFocus()
        self._read()

    # --- choices -----------------------------------------------------------------------------------

    def _choose(self, **choices: Any) -> None:
        if "sheet" in choices:
            self._turn_to(choices["sheet"])
        elif choices.keys() & set(PARSING):
            self._do(lambda: self.draft.choose(**choices))
        else:  # the same rows, parted otherwise
            self.draft.choose(**choices)

    def _tick(self, every: bool) -> None:  # noqa: FBT001
        self._do(self.draft.take_all if every else lambda: self.draft.take(()))

    def _do(self, change: Callable[[], None]) -> None:
        """Change the draft, and read by it."""
        self.line.stop()
        columns = self.draft.columns
        try:
            change()
        except PlaygroundError as error:
            self._refuse(error)
            return
        self.rows.refresh()
        if self.draft.columns != columns:
            self.rows.fit()
        self._read()

    def _turn_to(self, sheet: str) -> None:
        """Another sheet of the spreadsheet, which may take its time to be found."""
        raw, recipe = self.draft.raw, msgspec.structs.replace(self.draft.recipe, sheet=sheet)
        self.draft.recipe = recipe
        self._begin(
            lambda tell: preview(raw, recipe, tell),
            lambda _seen: self._do(lambda: self.draft.choose(sheet=sheet)),
        )

    # --- reading -----------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read the whole table by the draft's recipe, in the background."""
        self.text_format.refresh()
        self.column_choices.refresh()
        self._show_problem("")
        try:
            recipe = self.draft.final()
        except PlaygroundError as error:
            self._refuse(error)
            return
        raw = self.draft.raw
        self._begin(lambda tell: read_table(raw, recipe, tell), self._take)

    def _begin(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Some work in the background, in place of what is under way."""
        self._loaded = None
        self.line.run(f"Reading {self.draft.raw.name}", work, done, self._refuse)

    def _take(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.column_choices.refresh(loaded)
        self.result_preview.show_data(loaded.dataset)
        self.result_preview.show()
        self.words.setText("\n".join([in_words(loaded.dataset), *loaded.decisions.remarks]))
        if self._wanted:
            self._finish()

    def _refuse(self, error: PlaygroundError) -> None:
        self._loaded = None
        self._want(wanted=False)
        self.text_format.refresh()
        self.column_choices.refresh(missing=error.count if isinstance(error, MissingError) else None)
        self.result_preview.hide()
        if isinstance(error, MissingError) and self.focusWidget() is self.import_button:
            self.column_choices.missing.setFocus()  # here it can be mended
        self._show_problem(refusal(error))

    def _show_problem(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.words.setVisible(not problem)
        self.import_button.setEnabled(not problem)

    # --- the end -----------------------------------------------------------------------------------

    def accept(self) -> None:
        """Import: at once if the table is read already, else as soon as it is."""
        self._want(wanted=True)
        if self._loaded is not None:
            self._finish()

    def done(self, result: int) -> None:
        """However it ends, nothing is read any longer."""
        self.line.stop()
        super().done(result)

    def _want(self, *, wanted: bool) -> None:
        self._wanted = wanted
        for part in (self.text_format, self.rows, self.column_choices, self.import_button):
            part.setEnabled(not wanted)

    def _finish(self) -> None:
        self.imported.emit(self._loaded, self.draft.final())
        self.done(QDialog.DialogCode.Accepted)

    # --- parts -------------------------------------------------------------------------------------

    def _build(self) -> None:
        name = Elided("import_name")
        name.setText(self.draft.raw.name)
        name.setToolTip(as_tip(self.draft.raw.name))
        style.write(name, style.FIGURE, QFont.Weight.DemiBold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(GAP)
        layout.addWidget(name)
        layout.addWidget(self.text_format)
        body, left = QHBoxLayout(), QVBoxLayout()
        for part in (body, left):
            part.setSpacing(GAP)
        left.addWidget(self._rows_card(), 1)
        left.addWidget(self._outcome_card())
        body.addLayout(left, 1)
        style.scaled(self.column_choices.setFixedWidth, WIDTH)
        body.addWidget(self.column_choices)
        layout.addLayout(body, 1)
        layout.addLayout(self._foot())

    def _rows_card(self) -> Card:
        card = Card("First rows")
        card.head.addWidget(plain_label("Tick the input columns", "dim", style.SMALL))
        card.body.addWidget(self.rows)
        card.body.setContentsMargins(1, 10, 1, 6)
        card.head.setContentsMargins(13, 0, 13, 0)
        return card

    def _outcome_card(self) -> Card:
        card = Card("Result")
        self.words, self.problem = plain_label(""), plain_label("", "error")
        self.words.setObjectName("import_result")
        self.problem.setObjectName("import_error")
        for label in (self.words, self.problem):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told = QVBoxLayout()
        told.addWidget(self.words)
        told.addWidget(self.problem)
        told.addStretch()
        side = hbox(self.result_preview, spacing=14)
        side.addLayout(told, 1)
        side.addStrut(self.result_preview.height())  # no less without the picture
        card.body.addLayout(side)
        return card

    def _foot(self) -> QHBoxLayout:
        self.line = ProgressLine("import_progress")
        cancel, self.import_button = QPushButton("Cancel"), QPushButton("Import")
        cancel.setObjectName("import_cancel")
        cancel.setProperty("role", "bar")
        cancel.setToolTip(with_key("Keep the current data", "Esc"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.import_button.setObjectName("import_import")
        self.import_button.setProperty("role", "main")
        self.import_button.setToolTip(with_key("Replace the current data. Can be undone.", "Enter"))
        self.import_button.setDefault(True)
        self.import_button.clicked.connect(self.accept)
        return hbox(self.line, None, cancel, self.import_button)
