"""The page of help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

import playground
from playground.session.drawing_tools import TOOLS
from playground.ui.actions.table import ACTIONS
from playground.ui.help import keys
from playground.ui.widgets.buttons import key_name


def words(one: Any) -> list[str]:
    return [label.text() for label in one.window.help.page.findChildren(QLabel) if label.isVisible()]


def test_every_key_is_there_once_in_its_group(of: Callable[..., Any]) -> None:
    found = keys.groups(of().window)
    listed = [entry for title, group in found.items() if not title.startswith("On the") for entry in group]
    for action in ACTIONS.values():
        written = ", ".join(key_name(key) for key in action.all_keys)
        assert listed.count((written, action.text.rstrip("…"))) == 1, action.name
    buttons = dict(found["Tools and switches"])
    assert {tool.key: tool.label for tool in TOOLS.values()}.items() <= buttons.items()
    assert buttons["1"] == "Draw red" and "3" not in buttons  # the circle has two classes


def test_the_page_opens_and_closes_by_its_key(of: Callable[..., Any]) -> None:
    one = of()
    one.window.action_map["help"].trigger()
    page = one.window.help.page
    assert page.isVisible() and not page.isModal()
    assert {"Help and keys", "F1, ?", "Ctrl+O"} <= set(words(one))
    assert f"Backprop Playground {playground.__version__}" in words(one)
    one.window.action_map["help"].trigger()
    assert not page.isVisible()
    one.window.action_map["about"].trigger()
    QTest.qWait(20)
    assert page.isVisible() and page._about.visibleRegion().boundingRect().height() > 100
    page.close()


def test_nothing_is_cut_and_the_columns_follow_the_width(of: Callable[..., Any]) -> None:
    one = of()
    one.window.action_map["help"].trigger()
    page = one.window.help.page
    for size in (100, 150, 200):
        one.session.view.update(text_size=size)
        one.settle()
        for width in (320, 700, 1000):
            page.resize(width, 500)
            QTest.qWait(1)
            for label in page.findChildren(QLabel):
                if label.isVisible() and not label.wordWrap():
                    assert label.width() >= label.sizeHint().width(), (size, width, label.text())
            assert page._area.widget().width() <= page._area.viewport().width(), (size, width)
    page.close()


def test_it_follows_the_theme_while_it_is_open(of: Callable[..., Any]) -> None:
    one = of()
    one.window.action_map["help"].trigger()
    before = one.window.help.page.grab().toImage()
    one.session.view.update(dark=True)
    one.settle()
    after = one.window.help.page.grab().toImage()
    assert before.pixelColor(5, 5).lightness() > after.pixelColor(5, 5).lightness() + 100
    one.window.help.page.close()
