"""The table of actions."""

from __future__ import annotations

import inspect
from collections import Counter
from types import FunctionType

import pytest
from PySide6.QtGui import QKeySequence

from playground.resources import resource
from playground.session import Session
from playground.session.model import ModelEdits
from playground.session.playback import Playback
from playground.session.points import Points
from playground.session.source import SourceEdits
from playground.session.view_state import ViewState
from playground.ui.actions import CHECKABLE, MENU, ROWS
from playground.ui.backprop.mode import BackpropMode
from playground.ui.canvas.selection_commands import SelectionCommands
from playground.ui.documents.files import Files
from playground.ui.documents.keeping import Keeping
from playground.ui.help.place import Help
from playground.ui.rows.side_panel import SidePanelHost
from playground.ui.window import MainWindow

PARTS = {
    "": MainWindow,
    "session": Session,
    "session.model": ModelEdits,
    "session.playback": Playback,
    "session.points": Points,
    "session.source": SourceEdits,
    "session.view": ViewState,
    "mode": BackpropMode,
    "points": SelectionCommands,
    "files": Files,
    "keeping": Keeping,
    "beside": SidePanelHost,
    "help": Help,
}
NAMES = [row.name for row in ROWS]


def test_names_and_keys_are_unique() -> None:
    assert not [name for name, times in Counter(NAMES).items() if times > 1]
    keys = [QKeySequence(keys).toString() for row in ROWS for keys in (row.keys, *row.more_keys)]
    assert all(keys) and len(set(keys)) == len(keys)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_is_complete(row) -> None:  # noqa: ANN001
    part, _, verb = row.verb.rpartition(".")
    method = getattr(PARTS[part], verb)
    if isinstance(method, FunctionType):  # Qt's own do not tell what they take
        inspect.signature(method).bind(None, *row.given)
    assert (resource("assets") / "icons" / f"{row.icon}.svg").is_file()
    assert row.text and row.tip.endswith(".")


def test_the_menu_has_every_action_once() -> None:
    assert Counter(name for groups in MENU.values() for group in groups for name in group) == Counter(NAMES)
    assert set(CHECKABLE) <= set(NAMES)
