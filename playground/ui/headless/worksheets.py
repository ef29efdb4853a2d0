"""Worksheets for the command line: Qt lays them out without a screen."""

from __future__ import annotations

import os
from collections.abc import Sequence

from playground.lessons.sheet import Sheet
from playground.ui.app import application
from playground.ui.lessons.worksheets import keys_pdf, sheets_pdf


def documents(sheets: Sequence[Sheet], paper: str) -> tuple[bytes, bytes]:
    """The sheets, and their keys."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _ = application()
    return sheets_pdf(sheets, paper), keys_pdf(sheets, paper)
