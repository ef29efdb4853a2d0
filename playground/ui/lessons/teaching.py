"""What a teacher does with lessons: make and check one, print worksheets, look at what was handed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QLineEdit, QMainWindow, QMessageBox, QPlainTextEdit

from playground.files import make_folder
from playground.session import Notice, Session
from playground.ui import places
from playground.ui.documents.recent import Recent
from playground.ui.lessons.lesson_choice import ask_lesson
from playground.ui.lessons.step_view import Do
from playground.ui.theme.theme import Theme


class Teaching:
    """The verbs of a teacher's actions; each dialog is built when it is asked for."""

    def __init__(
        self, window: QMainWindow, session: Session, recent: Recent, *, do: Do, theme: Callable[[], Theme]
    ) -> None:
        self._window, self._session, self._recent = window, session, recent
        self._do, self._theme = do, theme
        self._dialog: QDialog | None = None
        self._typed: dict[str, str] = {}  # into dialogs that were closed before anything was saved, by field

    def make(self) -> None:
        """Choose what of the screen becomes a lesson, and save it."""
        from playground.ui.lessons.making import MakeLesson

        dialog = MakeLesson(self._window, self._session, self._recent, self._tell_saved)
        self._keep_typed(dialog, dialog.title, dialog.audience, dialog.text)
        dialog.open()

    def check_file(self) -> None:
        """What is to be mended in a lesson file, or that all is well."""
        from playground.lessons import read
        from playground.lessons.check import check
        from playground.lessons.part import spelled

        path = ask_lesson(self._window, self._recent, "Check lesson")
        if path is None:
            return
        lesson = read(path)
        found = [f"{spelled(one.place)}: {one.message} {one.hint}".strip() for one in check(lesson)]
        tests = f" and {len(lesson.tests)} tests" if lesson.tests else ""
        fine = f"{path.name}: all {len(lesson.steps)} steps{tests} are fine."
        box = QMessageBox(self._window)
        box.setObjectName("lesson_check_box")
        box.setWindowTitle("Check lesson")
        box.setText("\n\n".join(found) if found else fine)
        box.open()

    def worksheets(self) -> None:
        """Worksheets of a lesson, and the key to them, for paper."""
        from playground.ui.lessons.worksheet_dialog import WorksheetDialog

        held = self._session.lesson.lesson
        dialog = WorksheetDialog(self._window, held, self._recent, self._theme())
        self._keep_typed(dialog, dialog.names)
        self._open(dialog)

    def class_results(self) -> None:
        """The table of a class, from the results that were handed in."""
        from playground.ui.lessons.class_dialog import ClassDialog

        held, folder = self._session.lesson.lesson, places.results_folder()
        self._open(ClassDialog(self._window, held, folder, self._recent, self._theme()))

    def open_folder(self) -> None:
        """Show the folder of the results. Raises FileError where there can be none."""
        folder = places.results_folder()
        make_folder(folder)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def stop(self) -> None:
        """Close the dialog; what it is doing is given up."""
        if self._dialog is not None:
            self._dialog.reject()

    def _keep_typed(self, dialog: QDialog, *fields: QLineEdit | QPlainTextEdit) -> None:
        """What was typed into it stands there again the next time: Escape is pressed easily."""
        for field in fields:
            if typed := self._typed.get(field.objectName()):
                field.setText(typed) if isinstance(field, QLineEdit) else field.setPlainText(typed)

        def keep(result: int) -> None:
            for field in fields:
                typed = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
                self._typed[field.objectName()] = "" if result else typed

        dialog.finished.connect(keep)

    def _open(self, dialog: QDialog) -> None:
        """One at a time."""
        self.stop()
        self._dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        assert self._dialog is not None
        self._dialog.deleteLater()
        self._dialog = None

    def _tell_saved(self, path: Path) -> None:
        words = f"The lesson is saved: {path}. Open it, or check it, in the menu Lessons."
        self._do(lambda: self._session.notices.show(Notice(words, bad=False)))
