"""Worksheets for a class: the lesson, for whom, the pages as they will be, and where they go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QPagedPaintDevice
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from playground.errors import PlaygroundError
from playground.files import write
from playground.lessons import Lesson
from playground.lessons.sheets import MOST, SheetChoices, Sheets, names_in, read_names
from playground.settings import settings_of
from playground.ui.background.sliced_job import Slices
from playground.ui.documents.recent import Recent
from playground.ui.documents.saving import ask_where
from playground.ui.lessons.lesson_choice import LessonChoice
from playground.ui.lessons.pages import DOTS, set_paper
from playground.ui.lessons.sheet_preview import SheetPreview
from playground.ui.lessons.worksheets import PdfFile, Printing
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import bar_button, with_key
from playground.ui.widgets.card import GAP, Card
from playground.ui.widgets.dialog_size import size_in
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.scroll import FitScrollArea
from playground.ui.widgets.setting_editors import Hints, make_editor
from playground.wording import counted

_LEAST = 980, 680  # px, if the window has so much room
_CHOICES = 320  # px of all that is chosen
_NAMES = 80  # px high at the least, where there is little room
_TYPING = 250  # ms after the last key before the pages are made
_PDF = "PDF document (*.pdf)"
_LISTS = "Lists of names (*.txt *.csv *.tsv);;All files (*)"
_KINDS = {"sheet": "sheets", "key": "key"}
_HOW = "One name per line: one sheet for each.\nLeave it empty for sheets without names."
_LOADS = f"A text file with one name per line, at most {MOST}"
_SAME = "The lesson gives all students the same numbers."


class WorksheetDialog(QDialog):
    """`held`: the lesson that is offered first, if one is held."""

    def __init__(self, parent: QWidget, held: Lesson | None, recent: Recent, theme: Theme) -> None:
        super().__init__(parent)
        self._recent = recent
        self.setObjectName("worksheet_dialog")
        self.setWindowTitle("Worksheets")
        self._lesson: Lesson | None = None
        self._sheets: Sheets | None = None
        self.choices = SheetChoices()
        self._job: Printing | None = None
        self._ended: Callable[[], object] = lambda: None
        self._slices = Slices(self, self._show_share)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._refresh)
        self.preview = SheetPreview(theme)
        self.lesson = LessonChoice(self, "worksheet", held, recent)
        self.lesson.chosen.connect(self._take_lesson)
        self.lesson.refused.connect(self._refuse_lesson)
        self._build()
        self.resize(size_in(parent.size(), _LEAST))
        self.lesson.read()
        self.names.setFocus()

    def done(self, result: int) -> None:
        """However it ends, nothing is drawn any longer."""
        self._stop()
        super().done(result)

    # --- what is chosen ----------------------------------------------------------------------------

    def _take_lesson(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._take("variant", int(lesson.variants is not None))
        self.editors["variant"].show_value(self.choices.variant)  # type: ignore[arg-type]
        self._refresh()

    def _refuse_lesson(self, words: str) -> None:
        self._lesson = None
        self._show(None)
        self._say(words, bad=True)

    def _load_names(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            "Names, one per line",
            self._recent.folder,
            _LISTS,
        )
        if not name:
            return
        try:
            names = read_names(name)
        except PlaygroundError as error:
            self._say(str(error), bad=True)
            return
        self._recent.remember_folder(Path(name))
        self.names.setPlainText("\n".join(names))
        self._refresh()

    def _take(self, name: str, value: Any) -> None:
        """Another choice. Raises PlaygroundError where it is not allowed: the editor says so."""
        self.choices = msgspec.structs.replace(self.choices, **{name: value})
        self._typing.start()

    def _refresh(self) -> None:
        """The sheets as they are chosen now."""
        self._typing.stop()
        if self._lesson is None:
            return
        names = names_in(self.names.toPlainText())
        own = self._lesson.variants is not None
        self._form.setRowVisible(self.editors["sheets"], not names)
        self._form.setRowVisible(self.editors["variant"], own and not names)
        self.about.setText(_about(len(names), own=own))
        try:
            self._show(Sheets(self._lesson, names, self.choices))
        except PlaygroundError as error:
            self._show(None)
            self._say(str(error), bad=True)
        else:
            self._say("")

    def _show(self, sheets: Sheets | None) -> None:
        self._sheets = sheets
        self.preview.show_sheets(sheets)
        for button in self.outlets:
            button.setEnabled(sheets is not None)

    # --- where they go -----------------------------------------------------------------------------

    def _save(self, kind: str) -> None:
        """Ask where to, and write the sheets or the key there."""
        self._refresh()  # what was typed just now
        assert self._lesson is not None
        ask_where(
            self,
            title=f"Save {_KINDS[kind]}",
            start=Path(self._recent.folder) / f"{self._lesson.id}-{_KINDS[kind]}.pdf",
            pattern=_PDF,
            ending=".pdf",
            write=lambda path: self._write(kind, path),
        )

    def _write(self, kind: str, path: Path) -> None:
        assert self._sheets is not None
        self._recent.remember_folder(path)
        file = PdfFile(self._sheets, kind, self.choices.paper)

        def written() -> None:
            write(path, file.content)
            self._say(f"Saved {path.name} in {path.parent}.")

        self._begin(file, written)

    def _print(self) -> None:
        """Ask for a printer, and print what is looked at: the sheets, or the key."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._refresh()
        assert self._sheets is not None
        sheets, printer = self._sheets, QPrinter()
        printer.setResolution(DOTS)
        set_paper(printer, self.choices.paper)
        printer.setDocName(sheets.lesson.title)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        dialog.accepted.connect(lambda: self._send(sheets, printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()  # type: ignore[call-arg]

    def _send(self, sheets: Sheets, printer: QPagedPaintDevice) -> None:
        try:
            job = Printing(sheets, self.preview.kind, printer)
        except PlaygroundError as error:
            self._say(str(error), bad=True)
        else:
            self._begin(job, lambda: self._say("Sent to the printer."))

    def _begin(self, job: Printing, ended: Callable[[], object]) -> None:
        """Draw it sheet by sheet, in place of what is being drawn."""
        self._stop()
        self._say("")
        self._job, self._ended = job, ended
        self._show_busy(busy=True)
        self._slices.begin(job)

    def _show_share(self) -> None:
        job = self._job
        if job is None:
            return
        self.bar.setValue(round(100 * job.share))
        if job.done:
            ended = self._ended
            self._stop()
            try:
                ended()
            except PlaygroundError as error:
                self._say(str(error), bad=True)

    def _stop(self) -> None:
        """Give up what is being drawn."""
        self._slices.cancel()
        if self._job is not None:
            self._job.end()
            self._job = None
        self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        self.bar.setValue(0)
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.words.setText(words)
        style.restyle(self.words, "role", "error" if bad else "dim")

    # --- parts -------------------------------------------------------------------------------------

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(GAP)
        layout.addWidget(plain_label("Worksheets", size=style.FIGURE, weight=QFont.Weight.DemiBold))
        body = QHBoxLayout()
        body.setSpacing(GAP)
        area = FitScrollArea(self._left(), 0)
        style.scaled(area.setFixedWidth, _CHOICES)
        body.addWidget(area)
        body.addWidget(self.preview, 1)
        layout.addLayout(body, 1)
        layout.addLayout(self._foot())

    def _left(self) -> QWidget:
        """The lesson, the names, and what is chosen for sheets without one."""
        self.names = QPlainTextEdit()
        self.names.setObjectName("worksheet_names")
        self.names.setAccessibleName("Names, one per line: one sheet for each")
        self.names.setPlaceholderText(_HOW)
        self.names.setTabChangesFocus(True)
        self.names.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        style.scaled(self.names.setMinimumHeight, _NAMES)
        self.names.textChanged.connect(self._typing.start)
        self.about = plain_label("", "dim", style.SMALL)
        self.about.setWordWrap(True)
        load = bar_button("Load names…", "worksheet_load", _LOADS, self._load_names)
        self._form = form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.editors = {}
        for setting in settings_of(SheetChoices).values():
            names = dict(zip(setting.choices, setting.labels, strict=True))
            editor = make_editor(
                setting,
                Hints(labels=names.__getitem__, words={0: "the lesson's own"}),
                partial(self._take, setting.name),
                lambda error: self._say(str(error), bad=True),
            )
            editor.setObjectName(f"worksheet_{setting.name}")
            editor.show_value(getattr(self.choices, setting.name))
            self.editors[setting.name] = editor
            form.addRow(plain_label(setting.label, "dim"), editor)
        left = Card("Lesson and class")
        left.body.addWidget(self.lesson.list)
        left.body.addLayout(hbox(self.lesson.opens, None))
        left.body.addWidget(plain_label("Names", "dim"))
        left.body.addWidget(self.names, 1)
        left.body.addLayout(hbox(load, None))
        left.body.addWidget(self.about)
        left.body.addLayout(form)
        return left

    def _foot(self) -> QHBoxLayout:
        self.bar = QProgressBar()
        self.bar.setObjectName("worksheet_progress")
        self.bar.setAccessibleName("Progress")
        self.bar.setTextVisible(False)
        style.scaled(self.bar.setFixedWidth, 120)
        self.cancel = bar_button("Cancel", "worksheet_cancel", "Stop; no file is written", self._stop)
        self.words = plain_label("")
        self.words.setObjectName("worksheet_words")
        self.words.setWordWrap(True)
        close = bar_button("Close", "worksheet_close", with_key("Close the dialog", "Esc"), self.reject)
        printed = bar_button("Print…", "worksheet_print", "Print what the preview shows", self._print)
        key = bar_button("Save key…", "worksheet_key", "Save the key as PDF", partial(self._save, "key"))
        sheets = bar_button(
            "Save sheets…", "worksheet_save", "Save the sheets as PDF", partial(self._save, "sheet")
        )
        sheets.setProperty("role", "main")
        self.outlets = (printed, key, sheets)
        self._show_busy(busy=False)
        foot = hbox(self.bar, self.cancel, self.words, close, *self.outlets)
        foot.setStretchFactor(self.words, 1)
        return foot


def _about(names: int, *, own: bool) -> str:
    """What the sheets will be."""
    if names:
        numbers = "each with different numbers, set by the name" if own else "all with the same numbers"
        return f"{counted(names, 'sheet')}, {numbers}."
    return "" if own else _SAME
