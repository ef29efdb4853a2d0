"""When the program itself is wrong: the work is saved, and one dialog shows a report that can be copied."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

import playground
from playground.errors import PlaygroundError
from playground.session import Notice, Session
from playground.training.proxy import WorkerFailed
from playground.ui.help.about import runs_on
from playground.ui.theme import style
from playground.ui.widgets.dialog_size import size_in
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

_LEAST, _MOST = (680, 420), (860, 560)  # px, if the window has so much room
_HOME = Path(playground.__file__).parent


class Cause(NamedTuple):
    """What tells one error of the program from another."""

    kind: type[BaseException]
    place: str


def install(window: QWidget, session: Session, keep: Callable[[], str]) -> Hook:
    """Show errors that nobody handled; returns the hook that was there before.

    `keep` keeps the work, and says in words what came of it.
    """
    before, known = sys.excepthook, set[Cause]()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, PlaygroundError):  # bad input that came through a signal
            session.notices.show(Notice(str(error)))
        elif issubclass(kind, Exception):
            show(window, session, error, known, keep)
        else:
            before(kind, error, trace)

    sys.excepthook = hook
    return before


def show(
    window: QWidget, session: Session, error: BaseException, known: set[Cause], keep: Callable[[], str]
) -> CrashDialog | None:
    """Keep the work, write the report to the terminal, and show the dialog: one at a time, once for a cause.

    A cause that is `known` already is only named: it may come back with every frame.
    """
    cause = cause_of(error)
    if cause in known:
        sys.stderr.write(f"Again, in {cause.place}: {error!r}\n")
        session.notices.show(Notice("The same error as before; its report was already shown."))
        return None
    known.add(cause)
    report = report_of(error)
    sys.stderr.write(report)
    dialog = window.findChild(CrashDialog)
    if dialog is not None:
        dialog.add(report)
        return None
    dialog = CrashDialog(window, report, keep())
    dialog.open()
    return dialog


def cause_of(error: BaseException) -> Cause:
    """What went wrong where; an error of the worker process is told apart by its text."""
    if isinstance(error, WorkerFailed):
        return Cause(type(error), str(error))
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _HOME in Path(frame.filename).parents] or frames
    return Cause(type(error), f"{own[-1].filename}:{own[-1].lineno}" if own else "")


def report_of(error: BaseException) -> str:
    """Versions and traceback, for whoever is to mend it."""
    lost = isinstance(error, WorkerFailed)  # its text is the traceback of the other process
    details = str(error) if lost else "".join(traceback.format_exception(error))
    # Nobody's folders belong into a report that is sent round.
    versions = f"Backprop Playground {playground.__version__} · {runs_on()}"
    return f"{versions}\n\n{details}".replace(str(_HOME.parent), "…")


class CrashDialog(QDialog):
    """What happened, where the work is, and the report."""

    def __init__(self, parent: QWidget, report: str, saved: str) -> None:
        from playground.ui.widgets.code_view import code_font

        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle("Something went wrong")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(size_in(parent.size(), _LEAST).boundedTo(QSize(*map(style.px, _MOST))))
        title = plain_label("An internal error occurred", size=style.FIGURE, weight=QFont.Weight.DemiBold)
        words = plain_label(
            f"{saved}\n\nYou can keep working. To help us fix this, send us the report below.", "dim"
        )
        words.setWordWrap(True)
        self.report = QPlainTextEdit(report)
        self.report.setObjectName("crash_report")
        self.report.setAccessibleName("Report")
        self.report.setReadOnly(True)
        self.report.setFont(code_font())
        copy, close = QPushButton("Copy report"), QPushButton("Close")
        copy.setObjectName("crash_copy")
        close.setObjectName("crash_close")
        copy.setProperty("role", "bar")
        close.setProperty("role", "main")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for widget in (title, words, self.report):
            layout.addWidget(widget)
        layout.addLayout(hbox(None, copy, close))

    def add(self, report: str) -> None:
        """Another error, met while the dialog is open."""
        self.report.appendPlainText(f"\n{report}")
