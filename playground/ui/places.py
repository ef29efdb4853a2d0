"""Where the program keeps what is its own: settings, unsaved work, results.

A folder named `portable` beside the program holds all of it: for a USB stick, and for the computers of a
school that forget everything at night.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

import playground


def portable_folder(program: Path | None = None) -> Path | None:
    """The folder `portable` beside the program, if there is one that can be written to."""
    folder = (program or _program()) / "portable"
    return folder if folder.is_dir() and os.access(folder, os.W_OK) else None


def data_folder() -> Path:
    """Where unsaved work and results are kept."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return portable_folder() or Path(QStandardPaths.writableLocation(location))


def settings() -> QSettings:
    """The settings of the window."""
    folder = portable_folder()
    if folder is None:
        return QSettings()
    # Qt's own dialog for files keeps the folders that were looked at, in settings of its own.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    return QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)


def _program() -> Path:
    """The folder with the program in it: of a bundle its own, else that of the package."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).parent
    return Path(playground.__file__).parents[1]


def progress_folder() -> Path:
    """Where it is kept how far a student is in a lesson."""
    return data_folder() / "lessons"


def results_folder() -> Path:
    """Where results of lessons are saved, to be collected."""
    return data_folder() / "results"
