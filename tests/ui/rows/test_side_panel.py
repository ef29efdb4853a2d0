"""Which card stands beside the canvas: built when it is wanted, in the very same place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from playground.training import Experiment


def places(window: Any) -> list[Any]:
    panels = (
        window.data_panel,
        window.learning_panel,
        window.side_panel,
        window.canvas_panel,
        window.loss_panel,
    )
    return [panel.geometry() for panel in panels]


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_nothing_else_moves(
    opened: Callable[..., Any], made: Callable[..., Experiment], size: tuple[int, int]
) -> None:
    one = opened(made(30, 20, 8))
    window = one.window
    window.resize(*size)
    one.settle()
    assert window.side_panel.rows is None
    before = places(window)
    for card in ("table", "statistics", "network"):
        one.session.view.set_side_panel(card)
        one.settle()
        assert places(window) == before
        assert window.network_panel.isVisible() == (card == "network")
        assert window.side_panel.rows.isVisible() == (card != "network")


def test_a_table_has_its_room_in_a_window_that_was_larger(
    opened: Callable[..., Any], iris: Experiment
) -> None:
    one = opened(iris)
    one.session.view.set_side_panel("table")
    for _ in range(3):  # the table is made, fitted, and given its room
        one.settle()
    one.window.resize(1280, 720)
    one.settle()
    assert one.window.side_panel.width() >= one.window.side_panel.wanted_widths[0]


@pytest.mark.parametrize("card", ["table", "statistics"])
def test_what_was_selected_before_stays_selected(opened: Callable[..., Any], card: str) -> None:
    one = opened()
    one.session.points.select(np.array([3, 5]))
    one.session.view.set_side_panel(card)
    one.settle()
    assert one.session.points.selected.tolist() == [3, 5]


def test_the_actions_are_switches(opened: Callable[..., Any]) -> None:
    one = opened()
    table, statistics = (one.window.action_map[f"show_{name}"] for name in ("table", "statistics"))
    for action, shown in ((table, "table"), (statistics, "statistics"), (statistics, "network")):
        action.trigger()
        assert one.session.view.side_panel == shown
        assert (table.isChecked(), statistics.isChecked()) == (shown == "table", shown == "statistics")
    one.window.action_map["worst_rows"].trigger()
    assert one.session.view.side_panel == "table" and len(one.session.points.selected) == 10
    one.window.side_panel.rows.tabs.choose(1)
    assert one.session.view.side_panel == "statistics"
    one.window.side_panel.rows.close_button.click()
    assert one.session.view.side_panel == "network"


def test_escape_goes_back_to_the_network(opened: Callable[..., Any]) -> None:
    one = opened()
    one.session.view.set_side_panel("statistics")
    one.settle()
    QTest.keyClick(one.window.side_panel.rows.tabs, Qt.Key.Key_Escape)
    assert one.session.view.side_panel == "network"


def test_only_the_card_that_is_seen_is_refreshed(
    opened: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = opened()
    one.session.view.set_side_panel("table")
    one.settle()
    refreshed: list[str] = []
    panel = one.window.side_panel.rows
    for name in ("table", "statistics"):
        monkeypatch.setattr(
            getattr(panel, name), "refresh", lambda _changes, name=name: refreshed.append(name)
        )
    monkeypatch.setattr(one.window.network_panel, "refresh", lambda _changes: refreshed.append("network"))
    one.session.model.reset()
    one.settle()
    assert set(refreshed) == {"table"}
    one.session.view.set_side_panel("network")
    one.settle()
    assert refreshed[-1] == "network"


def test_in_the_backprop_mode_the_actions_rest(opened: Callable[..., Any]) -> None:
    one = opened()
    rest = ("worst_rows", "select_all", "hold_out", "erase_selected")  # there no selection is seen
    one.session.backprop.open()
    one.settle()
    assert not any(one.window.action_map[name].isEnabled() for name in rest)
    one.session.backprop.close()
    one.settle()
    assert all(one.window.action_map[name].isEnabled() for name in rest)
