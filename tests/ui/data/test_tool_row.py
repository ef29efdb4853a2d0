"""One button for each tool of the table, and its options, which keep their room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from playground.session import TOOLS, Session
from playground.session import Tool as Entry
from playground.ui.data.tool_row import ToolOptions, ToolRow
from playground.ui.theme.theme import theme
from playground.ui.widgets.buttons import IconButton


@pytest.mark.parametrize("entry", TOOLS.values(), ids=lambda entry: entry.name)
def test_a_tool_has_a_button(session_of: Callable[..., Session], qtbot: QtBot, entry: Entry) -> None:
    session = session_of()
    tools, options = ToolRow(session), ToolOptions(session)
    qtbot.addWidget(tools)
    qtbot.addWidget(options)
    tools.apply_theme(theme(dark=False, safe=False))
    button = tools.findChild(IconButton, f"tool_{entry.name}")
    assert entry.help in button.toolTip() and f"({entry.key})" in button.toolTip()
    assert button.accessibleName() == entry.label and not button.icon().isNull()
    for _ in range(2):  # a second click changes nothing
        button.click()
        assert session.tools.brush.tool == entry.name
        tools.refresh()
        checked = [name for name in TOOLS if tools.findChild(IconButton, f"tool_{name}").isChecked()]
        assert checked == [entry.name]
    options.show()
    options.refresh()
    assert options.radius.isVisible() == (entry.radius > 0)
    assert options.help.isVisible() == (entry.radius == 0)
    assert options.density.isVisible() == (entry.name == "brush")
    assert options.height() == 34
    if entry.radius:
        assert options.radius.slider.value() == entry.radius
    else:
        assert options.help.text() == entry.help


def test_each_tool_has_a_reach_of_its_own(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    session = session_of()
    options = ToolOptions(session)
    qtbot.addWidget(options)
    session.tools.set_brush(tool="brush")
    options.refresh()
    options.radius.slider.setValue(50)
    options.density.slider.setValue(9)
    session.tools.set_brush(tool="erase")
    options.refresh()
    assert options.radius.slider.value() == TOOLS["erase"].radius
    options.radius.slider.setValue(20)
    session.tools.set_brush(tool="brush")
    options.refresh()
    assert (session.tools.brush.radius, session.tools.brush.density) == (50, 9)
    assert options.radius.value.text() == "50 px"
