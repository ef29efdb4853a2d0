"""The table of actions, and the verbs for it."""

from __future__ import annotations

from collections import Counter
from unittest.mock import MagicMock

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from playground.resources import resource
from playground.ui.actions.make import make_actions
from playground.ui.actions.selection import SelectionCommands
from playground.ui.actions.table import ACTIONS, MENU, Action
from playground.ui.window.verbs import verbs


def test_names_and_keys_are_unique() -> None:
    listed = [action.name for groups in MENU.values() for group in groups for action in group]
    assert not [name for name, times in Counter(listed).items() if times > 1]
    keys = [QKeySequence(keys).toString() for action in ACTIONS.values() for keys in action.all_keys]
    assert all(keys) and len(set(keys)) == len(keys)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=lambda action: action.name)
def test_every_row_is_complete(action: Action) -> None:
    assert (resource("assets") / "icons" / f"{action.icon}.svg").is_file()
    assert action.text and action.tip.endswith(".")


def test_every_action_has_its_verb() -> None:
    """That verbs and arguments exist, is for the type checker to say."""
    window = MagicMock()
    window.points = SelectionCommands(MagicMock())
    assert set(verbs(window)) == set(ACTIONS)


@pytest.mark.usefixtures("qapp")
def test_a_key_that_is_held_down_goes_on_with_steps_alone() -> None:
    """Else a heavy hand on Space plays and pauses, and one on Ctrl+J doubles the points until none fit."""
    window = QWidget()
    actions = make_actions(window, lambda _name: None)
    again = {name for name, action in actions.items() if action.autoRepeat()}
    assert again == {
        *("undo", "redo", "larger_text", "smaller_text"),
        *("step_row", "step_batch", "step_epoch"),
        *("stage_back", "stage_next", "next_row", "next_batch", "page_back", "page_next"),
    }
