"""The card around the canvas: which columns are on the axes, and what is shown."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QSizePolicy

from playground.data import label
from playground.session import Change, Session
from playground.ui.canvas.canvas import Canvas
from playground.ui.canvas.held_inputs import HeldInputSliders
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, on_key
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.giving_way import OptionalPart, seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.plain import as_tip
from playground.ui.widgets.square import Square

_TEST, _SHORT = "Test points", "Test"


class CanvasPanel(Card):
    """The canvas with its switches."""

    watches: ClassVar[Change] = Canvas.watches
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, heatmap: Heatmap, theme: Theme, actions: dict[str, QAction]) -> None:
        super().__init__("Output")
        self.session = session
        self.canvas = Canvas(session, heatmap, theme, actions)
        self.across = self._axis("axis_x", "Column on the horizontal axis")
        self.upright = self._axis("axis_y", "Column or target on the vertical axis")
        self.axes_gap = plain_label("×", "dim")
        self.test = self._switch("show_test", _TEST, "Show the test points, drawn hollow", "T")
        self.hard = self._switch(
            "hard_boundary",
            "Hard",
            "Hard boundary: show the predicted class only, not its confidence",
            "H",
        )
        self.fit = IconButton("zoom_fit", "Show all points", actions["fit"].toolTip(), "bare", actions["fit"])
        self.fit.setObjectName("fit_button")
        for widget in (self.across, self.axes_gap, self.upright):
            self.head.addWidget(widget)
        self.head.addLayout(hbox(self.test, self.hard, self.fit, spacing=10))
        Group(self, self.test, self.hard, self.fit)
        self._room_for: dict[QAbstractButton, bool] = {}
        self.give_way(
            seen(self.title),
            OptionalPart(self._test_width, self._word_test),
            OptionalPart(self._names_width, self._name_axes),
            *map(self._giving_tool, (self.hard, self.fit)),
            whole=True,
        )
        self.body.addWidget(Square(self.canvas), 1)
        self.canvas.selection_bar.float_over(self)
        self.held = HeldInputSliders(session)
        self.body.addWidget(self.held)
        self.body.setContentsMargins(14, 8, 14, 10)

    def refresh(self, changes: Change) -> None:
        view = self.session.view.settings
        self.test.setChecked(view.show_test)
        self.hard.setChecked(view.hard_boundary)
        self._show_axes()
        self._show_tools()
        self.fit_head()
        if changes & (Change.VIEW | Change.DATA | Change.SPEC | Change.MICROSCOPE):
            self.held.refresh()
        self.canvas.refresh(changes)

    def apply_theme(self, theme: Theme) -> None:
        self.fit.apply_theme(theme)
        self.held.apply_theme(theme)
        self.canvas.apply_theme(theme)

    def _show_axes(self) -> None:
        """The choice of axes, where there is one."""
        data, names, plane = self.session.data, self.session.view.names, self.session.view.plane
        across = [(name, index) for index, name in enumerate(names.columns)]
        upright: list[tuple[str, int | None]] = list(across)
        if not data.class_names or plane.y is None:
            upright.append((names.target, None))
        choice = len(data.columns) > 2 or (not data.class_names and len(data.columns) > 1)
        for widget in (self.across, self.axes_gap, self.upright):
            widget.setVisible(choice and not self.session.backprop.is_open)
        _offer(self.across, across, plane.x)
        _offer(self.upright, upright, plane.y)
        self.across.symbol, self.upright.symbol = _symbol(plane.x), _symbol(plane.y)

    def _names_width(self) -> int:
        return sum(axis.saved() for axis in (self.across, self.upright) if not axis.isHidden())

    def _name_axes(self, room: bool) -> None:  # noqa: FBT001  of all parts
        """By symbols where there is little room: at the axes themselves stand their names."""
        for axis in (self.across, self.upright):
            axis.write_briefly(on=not room)

    def _test_width(self) -> int:
        advance = self.test.fontMetrics().horizontalAdvance
        return advance(_TEST) - advance(_SHORT)

    def _word_test(self, room: bool) -> None:  # noqa: FBT001  of all parts
        self.test.setText(_TEST if room else _SHORT)

    def _giving_tool(self, tool: QAbstractButton) -> OptionalPart:
        def show(room: bool) -> None:  # noqa: FBT001  of all parts
            self._room_for[tool] = room
            self._show_tools()

        self._room_for[tool] = True
        return OptionalPart(lambda: tool.sizeHint().width() + 10 if self._useful(tool) else 0, show)

    def _useful(self, tool: QAbstractButton) -> bool:
        """Not in the Backprop mode, where the card is small; only areas of classes can be hard."""
        areas = bool(self.session.data.class_names) and self.session.view.plane.y is not None
        return not self.session.backprop.is_open and (tool is not self.hard or areas)

    def _show_tools(self) -> None:
        for tool, room in self._room_for.items():
            tool.setVisible(room and self._useful(tool))

    def _axis(self, name: str, tip: str) -> ComboBox:
        choice = ComboBox()
        choice.setObjectName(name)
        choice.setAccessibleName(tip)
        choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        style.scaled(choice.setMinimumWidth, 48)
        choice.activated.connect(lambda _index: self._look())
        return choice

    def _look(self) -> None:
        x, y = self.across.currentData(), self.upright.currentData()
        if x == y:  # the two axes change places
            y = self.session.view.plane.x if x != self.session.view.plane.x else self.session.view.plane.y
            if y == x:
                y = next(index for index in range(len(self.session.data.columns)) if index != x)
        self.session.view.set_axes(x, y)

    def _switch(self, field: str, words: str, tip: str, key: str) -> CheckBox:
        switch = CheckBox(words)
        switch.setObjectName(field)
        switch.setAccessibleName(words)
        switch.setToolTip(tip)
        on_key(key, switch)
        switch.clicked.connect(lambda on: self.session.view.update(**{field: bool(on)}))
        return switch


def _symbol(column: int | None) -> str:
    """x₂, as in the network where its names have no room; y for the target."""
    return "y" if column is None else label(f"x{column + 1}")


def _offer(choice: ComboBox, entries: list[tuple[str, Any]], current: Any) -> None:
    names = [name for name, _ in entries]
    if [choice.itemText(index) for index in range(choice.count())] != names:
        choice.clear()
        for name, index in entries:
            choice.addItem(name, index)
    choice.setCurrentIndex([index for _, index in entries].index(current))
    choice.setToolTip(as_tip(f"{choice.accessibleName()}: {choice.currentText()}"))  # where a name is cut
