"""Text size, font and palette belong to the process, not to a window: no test hands its own on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def look_of_its_own() -> Iterator[None]:
    """Whatever is shown meanwhile, the look is the same afterwards as before."""
    from PySide6.QtWidgets import QApplication

    from playground.ui.theme import scale

    font, palette, percent = QApplication.font(), QApplication.palette(), scale._percent
    yield
    if scale.set_percent(percent):
        scale.apply()
    if QApplication.font() != font:
        QApplication.setFont(font)
    if QApplication.palette() != palette:
        QApplication.setPalette(palette)
