"""Text size, font, palette and the keys that are held belong to the process: no test hands its own on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def look_of_its_own() -> Iterator[None]:
    """Whatever is shown and pressed meanwhile, the look is the same afterwards, and no key is held."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from playground.ui.theme import scale

    font, palette, percent = QApplication.font(), QApplication.palette(), scale._percent
    yield
    if scale.set_percent(percent):
        scale.apply()
    if QApplication.font() != font:
        QApplication.setFont(font)
    if QApplication.palette() != palette:
        QApplication.setPalette(palette)
    if (
        QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier
    ):  # of the last event: Qt asks for them
        QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)
