"""The card of the data: gallery, brushes, noise and split."""

from __future__ import annotations

from typing import Any, ClassVar

import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
)

from playground.data import BUNDLED, GENERATORS, Recipe
from playground.errors import PlaygroundError
from playground.session import Change, Notice, Session
from playground.settings import settings_of
from playground.ui.forms import Hints, NumberEditor
from playground.ui.theme import Theme
from playground.ui.thumbnails import SIDE, thumbnail
from playground.ui.widgets.basics import Card, Choice, Dial, Tool, on_key, row, text

GALLERY = ("circle", "xor", "gauss", "spiral", "moons", "blobs", "line", "sine")
MAX_CLASSES = 8


class DataPanel(Card):
    """Choose data, choose what a click draws, and how much noise and how many training rows there are."""

    watches: ClassVar[Change] = Change.DATA | Change.VIEW
    stride: ClassVar[int] = 1

    def __init__(self, session: Session, theme: Theme, actions: dict[str, QAction]) -> None:
        super().__init__("Data")
        self.session, self.theme = session, theme
        self.setObjectName("data")
        pictures = {"show_table": "table", "show_statistics": "statistics", "worst_rows": "worst"}
        self._cards = [
            Tool(picture, actions[name].text(), actions[name].toolTip(), "bare", actions[name])
            for name, picture in pictures.items()
        ]
        for tool, name in zip(self._cards, pictures, strict=True):
            tool.setObjectName(f"{name}_button")
        self.head.addLayout(row(*self._cards, spacing=0))
        self._thumbs = self._make_gallery()
        self.source = self._make_source()
        self._classes = QButtonGroup(self)
        self._class_row = QHBoxLayout()
        self._class_row.setSpacing(4)
        self.eraser = self._make_tool(
            "eraser", "erase", "Eraser", "Click a point to take it away. A right click does so, too.", "E"
        )
        self.mover = self._make_tool(
            "move", "move", "Move", "Drag a point; drag the empty ground to shift the view.", "M"
        )
        self.value = self._make_value()
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addLayout(self._class_row)
        tools.addWidget(self.value)
        tools.addStretch()
        tools.addWidget(self.eraser)
        tools.addWidget(self.mover)
        self.body.addLayout(tools)
        limits = settings_of(Recipe)
        noise, share = limits["noise"], limits["train_share"]
        self.noise = Dial("noise", noise.label, noise.help, str, 50)
        self.share = Dial("train_share", share.label, share.help, lambda v: f"{v} %", 100)
        self.share.slider.setMinimum(round(100 * (share.minimum or 0)))
        self.share.slider.setPageStep(10)
        self.noise.slider.valueChanged.connect(
            lambda v: session.set_recipe("Noise", merge=True, noise=float(v))
        )
        self.share.slider.valueChanged.connect(lambda v: session.split(v / 100, merge=True))
        for dial in (self.noise, self.share):
            dial.slider.sliderReleased.connect(session.end_merge)
            self.body.addWidget(dial)
        self._editors = {name: self._make_editor(name) for name in ("count", "classes", "seed")}
        self._editors["seed"].setObjectName("data_seed")  # the spec has a seed of its own
        labels = {name: _caption(limits[name].label) for name in self._editors}
        labels["seed"].setText("Seed")
        self._classes_parts = (labels["classes"], self._editors["classes"])
        for names in (("count", "seed"), ("classes",)):
            parts = [part for name in names for part in (labels[name], self._editors[name])]
            self.body.addLayout(row(*parts, spacing=6))
        self.body.addLayout(row(_button(actions["open_data"]), _button(actions["new_draw"])))

    def refresh(self, changes: Change) -> None:
        recipe, data, brush = self.session.experiment.recipe, self.session.data, self.session.brush
        by_hand = self.session.experiment.by_hand
        for source, thumb in self._thumbs.items():
            thumb.setChecked(source == recipe.source and not by_hand)
        self._show_source(recipe.source, by_hand=by_hand)
        self.noise.show_value(round(recipe.noise))
        self.noise.setEnabled(recipe.source in GENERATORS)
        actual = 1.0 - float(data.test.mean()) if len(data) else 1.0
        self.share.show_value(round(100 * (actual if by_hand else recipe.train_share)))
        self._show_numbers(recipe)
        if self._brushes != (data.class_names, data.generated):
            self._make_class_buttons()
        for index, button in enumerate(self._classes.buttons()):
            button.setChecked(brush.tool == "point" and index == brush.label)
            button.setToolTip(self._class_tip(index))
        self.eraser.setChecked(brush.tool == "erase")
        self.mover.setChecked(brush.tool == "move")
        self.value.setVisible(not data.class_names and self.session.plane.y is not None)

    def dress(self, theme: Theme) -> None:
        self.theme = theme
        for source, thumb in self._thumbs.items():
            thumb.setIcon(thumbnail(source, theme))
        for tool in (self.eraser, self.mover, *self._cards):
            tool.dress(theme)
        self._make_class_buttons()
        self.refresh(Change.VIEW)

    # --- parts -------------------------------------------------------------------------------------

    def _make_gallery(self) -> dict[str, QToolButton]:
        grid, thumbs = QGridLayout(), {}
        grid.setSpacing(6)
        for index, source in enumerate(GALLERY):
            entry = GENERATORS[source]
            thumb = QToolButton()
            thumb.setObjectName(f"data_{source}")
            thumb.setProperty("role", "thumb")
            thumb.setCheckable(True)
            thumb.setIconSize(QSize(SIDE, SIDE))
            thumb.setAccessibleName(entry.label)
            thumb.setToolTip(f"{entry.label}: {entry.help}")
            thumb.clicked.connect(lambda _on=False, name=source: self._choose(name))
            grid.addWidget(thumb, index // 4, index % 4, Qt.AlignmentFlag.AlignCenter)
            thumbs[source] = thumb
        self.body.addLayout(grid)
        return thumbs

    def _make_source(self) -> Choice:
        source = Choice()
        setting = settings_of(Recipe)["source"]
        source.setObjectName("source")
        source.setAccessibleName(setting.label)
        source.setToolTip(setting.help)
        for table in (GENERATORS, BUNDLED):
            if source.count():
                source.insertSeparator(source.count())
            for name, entry in table.items():
                source.addItem(entry.label, name)
                source.setItemData(source.count() - 1, entry.help, Qt.ItemDataRole.ToolTipRole)
        source.activated.connect(lambda index: self._choose(source.itemData(index)))
        self.body.addWidget(source)
        return source

    def _make_tool(self, picture: str, tool: str, name: str, tip: str, key: str) -> Tool:
        button = Tool(picture, name, f"{tip} ({key})")
        button.setObjectName(f"tool_{tool}")
        button.setCheckable(True)
        on_key(key, button)
        button.clicked.connect(lambda on: self.session.set_brush(tool=tool if on else "point"))
        return button

    def _make_value(self) -> QDoubleSpinBox:
        value = QDoubleSpinBox()
        value.setObjectName("brush_value")
        value.setAccessibleName("Value of a new point")
        value.setToolTip("The value that a point gets when you click")
        value.setRange(-1e9, 1e9)
        value.setSingleStep(0.1)
        value.setValue(self.session.brush.value)
        value.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        value.setPrefix("value ")
        value.valueChanged.connect(lambda number: self.session.set_brush(tool="point", value=number))
        return value

    def _make_class_buttons(self) -> None:
        """One brush per class, and a plus for another class while there is room."""
        while (item := self._class_row.takeAt(0)) is not None:
            button = item.widget()
            assert isinstance(button, QToolButton)
            self._classes.removeButton(button)
            button.hide()
            button.deleteLater()
        names = self.session.data.class_names
        self._brushes = (names, self.session.data.generated)
        many = len(names) > 3
        for index in range(min(max(1, len(names)), MAX_CLASSES)):
            button = QToolButton()
            button.setObjectName(f"class_{index}")
            button.setCheckable(True)
            on_key(str(index + 1), button)
            button.setAccessibleName(f"Draw {names[index]}" if names else "Draw points")
            button.setIcon(
                self._mark(index) if names else _mark_icon("o", self.theme.ink, self.theme.outline)
            )
            if many:
                button.setStyleSheet("min-width: 12px; padding: 0 1px;")
            button.clicked.connect(
                lambda _on=False, label=index: self.session.set_brush(tool="point", label=label)
            )
            self._classes.addButton(button)
            self._class_row.addWidget(button)
        if 2 <= len(names) < MAX_CLASSES and self.session.data.generated:
            self._class_row.addWidget(self._make_plus())

    def _make_plus(self) -> Tool:
        plus = Tool("plus", "Add a class", "Draw another class: the output becomes one neuron per class.")
        plus.setObjectName("add_class")
        plus.dress(self.theme)
        if len(self.session.data.class_names) > 3:
            plus.setStyleSheet("min-width: 12px; padding: 0 1px;")
        plus.clicked.connect(lambda _on=False: self.session.add_class())
        return plus

    # --- doing -------------------------------------------------------------------------------------

    def _choose(self, source: Any) -> None:
        if source:
            table = GENERATORS if source in GENERATORS else BUNDLED
            self.session.set_recipe(f"Load {table[source].label}", source=source, target=None, task=None)
            self.refresh(Change.DATA)

    def _make_editor(self, name: str) -> NumberEditor:
        """A field for one number of the recipe."""
        setting = settings_of(Recipe)[name]
        picks = {"count": (50, 100, 200, 500, 1000, 5000), "classes": tuple(range(2, MAX_CLASSES + 1))}

        def submit(value: Any) -> None:
            self.session.set_recipe(setting.label, **{name: value})

        return NumberEditor(setting, Hints(picks.get(name, ())), submit, self._refuse)

    def _refuse(self, error: PlaygroundError) -> None:
        self.session.say(Notice(str(error)))

    def _show_numbers(self, recipe: Recipe) -> None:
        """Rows, classes and seed, where they can be chosen."""
        generator = GENERATORS.get(recipe.source)
        self._editors["count"].show_value(len(self.session.data))
        self._editors["classes"].show_value(recipe.classes)
        self._editors["seed"].show_value(recipe.seed)
        self._editors["count"].setEnabled(generator is not None)
        for part in self._classes_parts:
            part.setVisible(generator is not None and generator.chooses_classes)

    def _show_source(self, source: str, *, by_hand: bool) -> None:
        """The dataset in the list, or in its place the name of what is not in the list."""
        name = self.session.data.name
        self.source.setPlaceholderText(f"{name}, changed by hand" if by_hand else name)
        self.source.setCurrentIndex(-1 if by_hand else self.source.findData(source))

    def _class_tip(self, index: int) -> str:
        names = self.session.data.class_names
        what = f"{names[index]} points" if names else "points"
        return (
            f"Click on the canvas to add {what} ({index + 1}). Drag moves a point, a right click erases it."
        )

    def _mark(self, index: int) -> QIcon:
        return _mark_icon(*self.theme.mark(index), self.theme.outline)


def _mark_icon(marker: str, colour: str, outline: str) -> QIcon:
    """A class's mark as it looks on the canvas."""
    pixmap = QPixmap(54, 54)
    pixmap.setDevicePixelRatio(3.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(9, 9)
    painter.scale(12, 12)
    painter.setPen(QPen(QColor(outline), 0.08))
    painter.setBrush(QColor(colour))
    painter.drawPath(pg.graphicsItems.ScatterPlotItem.Symbols[marker])
    painter.end()
    return QIcon(pixmap)


def _caption(words: str) -> QLabel:
    label = text(words, "dim")
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return label


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.text())
    button.setObjectName(f"{action.objectName()}_button")
    button.setToolTip(action.toolTip())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to Play
    button.clicked.connect(action.trigger)
    return button
