"""Worksheets for the command line: Qt lays them out without a screen."""

from __future__ import annotations

import os
from collections.abc import Sequence

from playground.lessons.sheet import Sheet
from playground.ui.app import application
from playground.ui.lessons.worksheets import pdf_of


def pdf(sheets: Sequence[Sheet], kind: str, paper: str) -> bytes:
    """The sheets, or the keys to them, as `kind` says: "sheet" or "key"."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _ = application()
    return pdf_of(sheets, kind, paper)
