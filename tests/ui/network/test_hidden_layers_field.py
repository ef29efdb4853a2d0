"""The hidden layers as a text: whatever is typed, read back, and short enough to be seen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from playground.errors import PlaygroundError, SpecError
from playground.training import Spec
from playground.ui.network.hidden_layers_field import HiddenLayersField, folded, read, written

SIZES = st.lists(st.integers(1, 512), max_size=8).map(tuple)


@given(SIZES)
def test_what_is_shown_can_be_typed(sizes: tuple[int, ...]) -> None:
    assert read(written(sizes)) == read(folded(sizes)) == sizes


@pytest.mark.parametrize(
    ("typed", "sizes"),
    [
        ("4, 2", (4, 2)),
        ("4 2", (4, 2)),
        ("4,2", (4, 2)),
        ("", ()),
        ("none", ()),
        ("6 × 8", (8,) * 6),
        ("6x8", (8,) * 6),
        ("2 * 16, 3", (16, 16, 3)),
        ("5, 2X4 1", (5, 4, 4, 1)),
    ],
)
def test_typed(typed: str, sizes: tuple[int, ...]) -> None:
    assert read(typed) == sizes


@pytest.mark.parametrize(
    "typed", ["abc", "1e400", "1/0", "2.5", ".5", "4; 2", "3 ×", "× 3", "0 × 4", "2x2x2", "-1x4"]
)
def test_what_is_no_list_of_layers_is_named(typed: str) -> None:
    with pytest.raises(SpecError, match="Hidden layers cannot contain"):
        read(typed)


@pytest.mark.parametrize("typed", ["0", "-3", "2 × -3", "513", "9 × 4", "999999999999 × 4", "9" * 40])
def test_what_no_network_can_have_is_left_to_the_spec(typed: str) -> None:
    with pytest.raises(PlaygroundError):
        Spec(hidden_layers=read(typed))


def test_folded_where_there_is_no_room(qtbot: QtBot) -> None:
    field = HiddenLayersField(lambda _sizes: None, lambda _error: None)
    qtbot.addWidget(field)
    field.show()
    for width, shown in ((96, "6 × 8"), (160, "8, 8, 8, 8, 8, 8"), (100, "6 × 8")):
        field.resize(width, 28)
        field.show_sizes((8,) * 6)
        assert field.text() == shown
        assert field.fontMetrics().horizontalAdvance(shown) < field.width() - 20
        assert ("8, 8, 8, 8, 8, 8" in field.toolTip()) == (shown == "6 × 8")


def test_taken_on_enter_and_refused_with_a_reason(qtbot: QtBot) -> None:
    taken: list[Any] = []
    refused: list[PlaygroundError] = []
    field = HiddenLayersField(taken.append, refused.append)
    qtbot.addWidget(field)
    field.show_sizes((4, 2))
    for words in ("3x8", "many"):
        field.setText(words)
        field.setModified(True)
        field.show_sizes((4, 2))
        assert field.text() == words, "nobody writes over what is being typed"
        field.editingFinished.emit()
    assert taken == [(8, 8, 8)] and "many" in str(refused[0])
    assert field.text() == "4, 2" and not field.isModified()
