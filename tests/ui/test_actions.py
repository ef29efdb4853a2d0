"""The table of actions."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from playground.resources import resource
from playground.ui.actions import CHECKABLE, MENU, ROWS
from playground.ui.backprop.mode import BackpropMode
from playground.ui.points_verbs import PointsVerbs
from playground.ui.window import MainWindow

NAMES = [row.name for row in ROWS]


def test_names_and_keys_are_unique() -> None:
    assert not [name for name, times in Counter(NAMES).items() if times > 1]
    keys = [QKeySequence(row.keys).toString() for row in ROWS]
    assert all(keys) and len(set(keys)) == len(keys)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_is_complete(row) -> None:  # noqa: ANN001
    part, _, verb = row.verb.rpartition(".")
    assert callable(getattr({"": MainWindow, "mode": BackpropMode, "points": PointsVerbs}[part], verb))
    assert (resource("assets") / "icons" / f"{row.icon}.svg").is_file()
    assert row.text and row.tip.endswith(".")


def test_the_menu_names_actions() -> None:
    assert {name for group in MENU for name in group} <= set(NAMES)
    assert set(CHECKABLE) <= set(NAMES)
