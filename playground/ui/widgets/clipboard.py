"""Rows on the clipboard, as text that a spreadsheet takes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from playground.arrays import RowIndices
from playground.session import Notice, Session

MOST_COPIED = 100_000  # rows: the window stands still meanwhile, and more is for a file


def copy_rows(
    session: Session, rows: RowIndices, as_text: Callable[[RowIndices], str], done: str = ""
) -> None:
    """Copy the rows with these indices, and say so (`done`); of too many the first, which is always said."""
    QGuiApplication.clipboard().setText(as_text(rows[:MOST_COPIED]))
    if len(rows) > MOST_COPIED:
        done = f"Only the first {MOST_COPIED:,} of {len(rows):,} rows were copied."
        done = f"{done} Save the data to have all of them."
    if done:
        session.notices.show(Notice(done, bad=False))
