"""What the window remembers from one start to the next: its place, and how things are shown."""

from __future__ import annotations

import math
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from playground.session import TEXT_SIZES, View


def restore_view(settings: QSettings) -> View:
    """The view as it was; what is missing or not readable takes its default."""
    view = View()
    for name, default in asdict(view).items():
        value = settings.value(f"view/{name}")
        if value is not None:
            view = replace(view, **{name: _read(value, default)})
    fitting = max((size for size in TEXT_SIZES if size <= view.text_size), default=TEXT_SIZES[0])
    return replace(view, text_size=fitting)


def restore(window: QMainWindow, settings: QSettings) -> None:
    """Put the window where it was."""
    place = settings.value("window/geometry")
    if isinstance(place, QByteArray):
        window.restoreGeometry(place)


def save(window: Any, settings: QSettings) -> None:
    """Remember both."""
    settings.setValue("window/geometry", window.saveGeometry())
    for name, value in asdict(window.session.view).items():
        settings.setValue(f"view/{name}", value)
    settings.sync()


def _read(value: Any, default: Any) -> Any:
    """A setting as the type of its default; text files keep only words."""
    if isinstance(default, bool):
        return str(value).lower() in {"true", "1"}
    try:
        number = float(value)
    except (TypeError, ValueError):
        return default
    return default if math.isnan(number) or number <= 0 else number
