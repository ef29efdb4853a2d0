"""The tools of the canvas side by side, and below them what the chosen one can be set to."""

from __future__ import annotations

from PySide6.QtCore import Qt

from playground.session import TOOLS, Session
from playground.session import Tool as Entry
from playground.session.drawing_tools import LEAST_DENSITY, LEAST_RADIUS, MOST_DENSITY, MOST_RADIUS
from playground.ui.data.part import Part
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, on_key
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.sliders import LabelledSlider


class ToolRow(Part):
    """One button for each tool of the table; one of them is always chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._buttons = {name: self._make_button(entry) for name, entry in TOOLS.items()}
        self.body.addLayout(hbox(*self._buttons.values(), spacing=3))
        Group(self, *self._buttons.values(), one_of=True)

    def refresh(self) -> None:
        for name, button in self._buttons.items():  # no button group: Tab would reach one of them alone
            button.setChecked(name == self.session.tools.brush.tool)

    def apply_theme(self, theme: Theme) -> None:
        for button in self._buttons.values():
            button.apply_theme(theme)

    def _make_button(self, entry: Entry) -> IconButton:
        button = IconButton(entry.icon, entry.label, f"{entry.label}: {entry.help}", "tool")
        button.setObjectName(f"tool_{entry.name}")
        button.setCheckable(True)
        on_key(entry.key, button)
        button.clicked.connect(lambda: self.session.tools.set_brush(tool=entry.name))
        return button


class ToolOptions(Part):
    """How far the tool reaches and how densely it paints; what it does, where there is nothing to set.

    As high for every tool, so that nothing jumps.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.radius = LabelledSlider(
            "brush_radius",
            "Radius",
            "Tool radius in pixels.",
            lambda px: f"{px} px",
            MOST_RADIUS,
        )
        self.density = LabelledSlider(
            "brush_density", "Density", "Points per brush stamp.", str, MOST_DENSITY
        )
        self.radius.slider.setMinimum(LEAST_RADIUS)
        self.density.slider.setMinimum(LEAST_DENSITY)
        self.radius.slider.valueChanged.connect(session.tools.set_radius)
        self.density.slider.valueChanged.connect(lambda points: session.tools.set_brush(density=points))
        self.help = plain_label("", "dim", style.SMALL)
        self.help.setObjectName("tool_help")
        self.help.setWordWrap(True)
        self.help.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(hbox(self.radius, self.density, self.help, spacing=14))
        style.scaled(self.setFixedHeight, 34)

    def hasHeightForWidth(self) -> bool:
        """No, though the words wrap: or the whole card would be laid out otherwise while they are seen."""
        return False

    def refresh(self) -> None:
        brush = self.session.tools.brush
        self.radius.setVisible(brush.radius > 0)
        self.density.setVisible(brush.tool == "brush")
        self.help.setVisible(not brush.radius)
        self.radius.show_value(brush.radius)
        self.density.show_value(brush.density)
        self.help.setText(TOOLS[brush.tool].help)
