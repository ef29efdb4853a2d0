"""The gallery: datasets to choose from, as live thumbnails and in a list of all of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QStyleOptionComboBox, QToolButton

from playground.data import BUNDLED, GENERATORS, Recipe, TargetTask
from playground.session import Session
from playground.settings import settings_of
from playground.ui.data.part import Part
from playground.ui.data.row_maker import RowMaker
from playground.ui.data.thumbnails import SIDE, sample, thumbnail
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import guarded

GALLERY = ("circle", "xor", "gauss", "spiral", "moons", "blobs", "line", "sine")
_ACROSS = 4

# The last entries of the list, by their item data: an empty canvas.
NEW_DRAWINGS: dict[str, tuple[str, TargetTask, str]] = {
    "new_classes": (
        "New drawing: classes",
        "classes",
        "An empty canvas for points of two or more classes.",
    ),
    "new_values": (
        "New drawing: values",
        "regression",
        "An empty canvas for regression: the height of a point is its target value.",
    ),
}


class Gallery(Part):
    """The thumbnails show what a click would give: they have the noise and the seed of the present data.

    They are made one by one, between other events: the window is there at once, and a slider stays smooth.
    """

    def __init__(self, session: Session, theme: Theme, maker: RowMaker) -> None:
        super().__init__(session)
        self._theme, self._maker = theme, maker
        self._recipes: dict[str, Recipe] = {}  # what each thumbnail is to show
        self._thumbs = {name: self._make_thumb(name) for name in GALLERY}
        Group(self, *self._thumbs.values(), one_of=True)
        grid = QGridLayout()
        grid.setSpacing(4)
        for index, thumb in enumerate(self._thumbs.values()):
            place = divmod(index, _ACROSS)
            grid.addWidget(thumb, *place, Qt.AlignmentFlag.AlignCenter)
        self.body.addLayout(grid)
        self.source = Sources(session)
        self.source.activated.connect(lambda index: self._choose(self.source.itemData(index)))
        self.source.opening.connect(lambda: self.source.show_pictures(self._theme))
        self.body.addWidget(self.source)
        self._stale: list[str] = []
        self._next = QTimer(self)
        self._next.timeout.connect(self._make_next)

    def refresh(self) -> None:
        experiment = self.session.experiment
        for name, thumb in self._thumbs.items():
            thumb.setChecked(name == experiment.recipe.source and not experiment.by_hand)
        self.source.show_present()
        recipes = {name: sample(name, experiment.recipe) for name in GALLERY}
        if recipes != self._recipes:
            self._recipes = recipes
            self._stale = [name for name in GALLERY if name not in self._stale] + self._stale
            self._next.start(0)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        for name in self._recipes:
            self._make(name)

    def _make_next(self) -> None:
        if self._stale:
            self._make(self._stale.pop())
        else:
            self._next.stop()

    def _make(self, name: str) -> None:
        self._thumbs[name].setIcon(thumbnail(self._recipes[name], self._theme))

    def _make_thumb(self, name: str) -> QToolButton:
        entry, thumb = GENERATORS[name], QToolButton()
        thumb.setObjectName(f"data_{name}")
        thumb.setProperty("role", "thumb")
        thumb.setCheckable(True)
        thumb.setIconSize(QSize(SIDE, SIDE))
        thumb.setAccessibleName(entry.label)
        thumb.setToolTip(f"{entry.label}: {entry.help}")
        thumb.clicked.connect(lambda: self._choose(name))
        return thumb

    def _choose(self, source: Any) -> None:
        if source in NEW_DRAWINGS:
            self.session.source.new_drawing(NEW_DRAWINGS[source][1])
            self.refresh()
        elif source:
            label = (GENERATORS.get(source) or BUNDLED[source]).label
            self._maker.update(f"Load {label}", source=source, target=None, task=None)
            self.refresh()


class Sources(ComboBox):
    """All generated and bundled datasets; their pictures are made when the list is first opened."""

    opening = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        setting = settings_of(Recipe)["source"]
        self.setObjectName("source")
        self.setAccessibleName(setting.label)
        self.setToolTip(setting.help)
        self.setIconSize(QSize(22, 22))
        for table in (GENERATORS, BUNDLED):
            if self.count():
                self.insertSeparator(self.count())
            for name, entry in table.items():
                self.addItem(entry.label, name)
                self.setItemData(self.count() - 1, entry.help, Qt.ItemDataRole.ToolTipRole)
        self.insertSeparator(self.count())
        for name, (words, _, sentence) in NEW_DRAWINGS.items():
            self.addItem(words, name)
            self.setItemData(self.count() - 1, sentence, Qt.ItemDataRole.ToolTipRole)

    def show_present(self) -> None:
        """The dataset in the list, or in its place the name of what is not in the list."""
        experiment = self.session.experiment
        self.setPlaceholderText(self.session.run.data_title)
        self.setCurrentIndex(-1 if experiment.by_hand else self.findData(experiment.recipe.source))

    def show_pictures(self, theme: Theme) -> None:
        """A thumbnail before every name, as the present recipe would have it."""
        for index in range(self.count()):
            source = self.itemData(index)
            if source in NEW_DRAWINGS:
                self.setItemIcon(index, style.icon("plus", theme.accent))
            elif source:
                self.setItemIcon(index, thumbnail(sample(source, self.session.experiment.recipe), theme))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """The closed list shows the name alone."""
        super().initStyleOption(option)
        option.currentIcon = QIcon()

    @guarded
    def showPopup(self) -> None:
        self.opening.emit()
        super().showPopup()
