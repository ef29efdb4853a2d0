"""What this program is: its version, its licence, and where it keeps its files."""

from __future__ import annotations

import platform

import numpy as np
import PySide6
from PySide6.QtCore import QDir, QSettings

import playground
from playground.ui import places


def about(settings: QSettings | None) -> list[tuple[str, str]]:
    """Names and values."""
    return [
        ("Version", f"Backprop Playground {playground.__version__}"),
        ("Made with", runs_on()),
        (
            "Licence",
            "MIT: free to use, change and share. The font is Inter, under the SIL Open Font License.",
        ),
        ("Your files", "Stored where you save them. Nothing is sent anywhere."),
        ("Kept for the next start", _breakable(str(places.data_folder()))),
        ("Results of lessons", _breakable(str(places.results_folder()))),
        ("Settings of the window", _breakable(settings.fileName() if settings else "not kept")),
    ]


def runs_on() -> str:
    """What this program runs on."""
    return (
        f"Python {platform.python_version()} · PySide6 {PySide6.__version__} · NumPy {np.__version__} · "
        f"{platform.system()} {platform.machine()}"
    )


def _breakable(path: str) -> str:
    """A path that may be written on several lines."""
    return QDir.toNativeSeparators(path).replace("/", "/\u200b").replace("\\", "\\\u200b")
