"""What the tests of the table share: experiments, and what they read off it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex


def page_of(one: Any) -> Any:
    return one.window.side_panel.rows.table


def column(page: Any, name: str) -> int:
    return [each.name for each in page.model.columns].index(name)


def cell(page: Any, row: int, name: str) -> QModelIndex:
    return page.model.index(row, column(page, name))
