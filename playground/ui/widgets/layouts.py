"""Widgets side by side, and the line between groups of them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget


def hbox(*items: QWidget | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; None is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch()
        else:
            layout.addWidget(item)
    return layout


def separator() -> QFrame:
    """A thin upright line between groups of a bar."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedSize(1, 30)
    return line
