"""What goes over the clipboard: rows, links, and experiments as a line of text."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QGuiApplication

from playground.data import text_of
from playground.errors import FileError
from playground.export import is_text, link_of, to_text
from playground.session import Notice, Session
from playground.text import short
from playground.ui.background.progress_line import ProgressLine
from playground.ui.documents.opening import FileOpener
from playground.ui.importing.importer import Importer
from playground.ui.widgets.clipboard import copy_rows
from playground.wording import counted

_ADDRESS = re.compile(r"\s*[a-z]+://\S+\s*")


class Sharing:
    """Copies from the session of one window, and opens in it what was copied elsewhere."""

    def __init__(self, session: Session, opener: FileOpener, importer: Importer, line: ProgressLine) -> None:
        self._session, self._opener, self._importer, self._line = session, opener, importer, line

    def copy_rows(self) -> None:
        """Copy the selected rows, or all of them, as text that a spreadsheet takes."""
        session = self._session
        rows = session.points.selected if len(session.points.selected) else np.arange(len(session.data))
        copied = f"{counted(len(rows), 'row')} copied"
        done = f"{copied}: paste them into a spreadsheet, or back here."
        copy_rows(session, rows, lambda some: text_of(session.data, some), done)

    def copy_link(self) -> None:
        """Copy a link of TensorFlow Playground that shows the experiment; what it cannot carry is said."""
        lost: list[str] = []
        QGuiApplication.clipboard().setText(link_of(self._session.experiment, lost.append))
        said = lost or ["It shows this experiment, untrained."]
        self._say(" ".join(["Link to TensorFlow Playground copied.", *said]))

    def copy_line(self) -> None:
        """Copy the experiment with its weights as one line, which is pasted wherever this program runs."""
        experiment, snapshot = self._session.experiment, self._session.snapshot

        def copied(line: str) -> None:
            QGuiApplication.clipboard().setText(line)
            size = counted(len(line), "character")
            self._say(f"Data, settings and weights copied as one line of {size}: paste it into any window.")

        self._line.run("Copying", lambda _tell: to_text(experiment, snapshot), copied, self._refuse)

    def paste(self) -> None:
        """Open what was copied: a link or a line of text; anything else is a table of rows."""
        self.take(QGuiApplication.clipboard().text())

    def take(self, text: str) -> None:
        """Open a text that was pasted or dropped. Raises FileError for the address of something else."""
        if _ADDRESS.fullmatch(text) and not is_text(text):
            message = f"{short(text.strip(), 80)} is a web address."
            raise FileError(message, "Save what it leads to as a file, and open that.")
        open_: Callable[[str], None] = self._opener.load_text if is_text(text) else self._importer.paste
        open_(text)

    def _say(self, words: str) -> None:
        self._session.notices.show(Notice(words, bad=False))

    def _refuse(self, error: Exception) -> None:
        self._session.notices.show(Notice(str(error)))
