"""The table of actions, and the small pictures of the gallery."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from playground.resources import resource
from playground.ui.actions import CHECKABLE, MENU, ROWS
from playground.ui.backprop.mode import BackpropMode
from playground.ui.data_panel import GALLERY
from playground.ui.theme import theme
from playground.ui.thumbnails import thumbnail
from playground.ui.window import MainWindow

NAMES = [row.name for row in ROWS]


def test_names_and_keys_are_unique() -> None:
    assert not [name for name, times in Counter(NAMES).items() if times > 1]
    keys = [QKeySequence(row.keys).toString() for row in ROWS]
    assert all(keys) and len(set(keys)) == len(keys)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_is_complete(row) -> None:  # noqa: ANN001
    part, _, verb = row.verb.rpartition(".")
    assert callable(getattr({"": MainWindow, "mode": BackpropMode}[part], verb))
    assert (resource("assets") / "icons" / f"{row.icon}.svg").is_file()
    assert row.text and row.tip.endswith(".")


def test_the_menu_names_actions() -> None:
    assert {name for group in MENU for name in group} <= set(NAMES)
    assert set(CHECKABLE) <= set(NAMES)


@pytest.mark.parametrize("source", GALLERY)
def test_thumbnails(qapp: QApplication, source: str) -> None:
    colours = theme(dark=False, safe=False)
    icon = thumbnail(source, colours)
    assert icon is thumbnail(source, colours)  # made once
    picture = icon.pixmap(40, 40).toImage()
    painted = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 100
    ]
    assert len(painted) > 50
    assert qapp is not None


def test_a_thumbnail_is_right_side_up(qapp: QApplication) -> None:
    """XOR: where x and y have one sign there is class 1 in TensorFlow Playground, elsewhere class 0."""
    from playground.data import Recipe, load

    colours = theme(dark=False, safe=False)
    picture = thumbnail("xor", colours).pixmap(40, 40).toImage()
    data = load(Recipe(source="xor", count=90, train_share=1.0))
    corner = data.y[(data.X[:, 0] > 0) & (data.X[:, 1] > 0)]
    wanted = colours.classes[int(corner[0])]
    side = picture.width()
    found = Counter(
        picture.pixelColor(x, y).name().upper()
        for x in range(side // 2 + 3, side)
        for y in range(side // 2 - 3)
        if picture.pixelColor(x, y).alpha() == 255
    )
    assert found.most_common(1)[0][0] == wanted
    assert qapp is not None
