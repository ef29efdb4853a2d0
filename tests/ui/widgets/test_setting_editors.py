"""Whatever is typed: no crash, and nothing is taken that the spec refuses."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from playground.errors import PlaygroundError, SpecError
from playground.export.header import HeaderOptions
from playground.settings import settings_of
from playground.training import Spec
from playground.ui.training_card import ROWS
from playground.ui.widgets.plain import as_tip
from playground.ui.widgets.setting_editors import ChoiceEditor, Hints, NumberEditor, SwitchEditor, make_editor

SETTINGS = settings_of(Spec)
NUMBERS = [name for name, s in SETTINGS.items() if s.type in {int, float} and not s.many]
TYPED = st.one_of(
    st.text(max_size=12),
    st.text("0123456789.,-−+eE_ ", max_size=8),
    st.floats().map(str),
    st.integers().map(str),
    st.sampled_from(["all rows", "never", "off", "", " 5 ", "1e400", "1E60", "-0", "٣", "0x10", "nan"]),
)


@pytest.mark.parametrize("name", NUMBERS)
def test_nothing_is_taken_that_the_spec_refuses(qtbot: QtBot, name: str) -> None:
    spec, refused = Spec(), []

    def submit(value: Any) -> None:
        nonlocal spec
        spec = msgspec.structs.replace(spec, **{name: value})

    hints = next(row.hints for row in ROWS if row.name == name)
    editor = NumberEditor(SETTINGS[name], hints, submit, refused.append)
    qtbot.addWidget(editor)
    editor.show_value(getattr(spec, name))

    @given(TYPED)
    def type_text(text: str) -> None:
        before = spec
        refused.clear()
        editor.setEditText(text)
        editor._take()
        value = getattr(spec, name)
        assert SETTINGS[name].accepts(value)
        if refused:
            assert spec == before
            assert all(isinstance(error, SpecError) and str(error) for error in refused)
            assert editor.property("state") == "bad" and editor.toolTip() == as_tip(str(refused[0]))
        else:
            assert editor.property("state") in {"", None}
        editor.show_value(value)
        assert refused or editor.currentText() == editor._words(value)

    type_text()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0.5", 0.5),
        ("0,5", 0.5),
        (".5", 0.5),
        (" 5 ", 5.0),
        ("1e-3", 0.001),
        ("1/2", 0.5),
        ("−1/−2", 0.5),
        ("1/0", None),
        ("1e400", None),
        ("−3", None),
        ("", None),
        ("1 2", None),
        ("fast", None),
    ],
)
def test_a_rate(qtbot: QtBot, typed: str, value: float | None) -> None:
    taken: list[Any] = []
    refused: list[PlaygroundError] = []

    def submit(number: Any) -> None:
        Spec(learning_rate=number)
        taken.append(number)

    editor = NumberEditor(SETTINGS["learning_rate"], Hints(), submit, refused.append)
    qtbot.addWidget(editor)
    editor.show_value(0.03)
    editor.setEditText(typed)
    editor._take()
    assert taken == ([] if value is None else [value])
    assert bool(refused) == (value is None)


def test_a_part_of_a_row_is_no_batch(qtbot: QtBot) -> None:
    taken: list[Any] = []
    refused: list[PlaygroundError] = []
    editor = NumberEditor(SETTINGS["batch_size"], Hints(), taken.append, refused.append)
    qtbot.addWidget(editor)
    editor.show_value(10)
    editor.setEditText("2.5")
    editor._take()
    assert not taken and "2.5" in str(refused[0])
    assert editor.toolTip() == str(refused[0])


def test_words_for_special_values(qtbot: QtBot) -> None:
    taken: list[Any] = []
    editor = NumberEditor(SETTINGS["batch_size"], Hints((1, 0), {0: "all rows"}), taken.append, print)
    qtbot.addWidget(editor)
    editor.show_value(0)
    assert editor.currentText() == "all rows"
    editor.setEditText("10,000")
    editor._take()
    editor.show_value(10_000)
    editor.setEditText("ALL ROWS")
    editor._take()
    assert taken == [10_000, 0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_has_an_editor_that_shows_the_default(qtbot: QtBot, row) -> None:  # noqa: ANN001
    setting = SETTINGS[row.name]
    editor = make_editor(setting, row.hints, lambda _value: None, lambda _error: None)
    qtbot.addWidget(editor)
    assert editor.objectName() == row.name
    assert editor.accessibleName() == setting.label and editor.toolTip() == setting.help
    kind = {bool: SwitchEditor}.get(setting.type, ChoiceEditor if setting.choices else NumberEditor)
    assert isinstance(editor, kind)
    default = setting.default[0] if setting.many else setting.default
    editor.show_value(default)
    if isinstance(editor, ChoiceEditor):
        assert editor.currentData() == default


def test_back_to_the_value_before_is_taken_too(qtbot: QtBot) -> None:
    """Also where nobody shows the value in force after each change."""
    taken: list[Any] = []
    refused: list[PlaygroundError] = []
    editor = NumberEditor(SETTINGS["batch_size"], Hints(), taken.append, refused.append)
    qtbot.addWidget(editor)
    editor.show_value(10)
    for typed in ("20", "10", "ten", "10"):
        editor.setEditText(typed)
        editor._take()
    assert taken == [20, 10, 10] and len(refused) == 1


def test_whoever_refused_hears_that_a_value_is_in_force_again(qtbot: QtBot) -> None:
    taken: list[Any] = []
    refused: list[PlaygroundError] = []
    prefix = settings_of(HeaderOptions)["prefix"]

    def submit(text: Any) -> None:
        HeaderOptions(prefix=text)
        taken.append(text)

    for setting, bad in ((SETTINGS["batch_size"], "ten"), (prefix, "1 bad")):
        editor = make_editor(setting, Hints(), taken.append if bad == "ten" else submit, refused.append)
        qtbot.addWidget(editor)
        editor.show_value(setting.default)
        field = editor.field if isinstance(editor, NumberEditor) else editor
        qtbot.keyClicks(field, "!" + bad)
        if isinstance(editor, NumberEditor):
            editor._take()
        assert editor.property("state") == "bad"
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert editor.property("state") != "bad" and taken.pop() == setting.default
    assert refused and not taken
