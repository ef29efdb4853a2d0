"""The palette: which class the tools give to points, and what the class is called."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QToolButton

from playground.data import OWN_LOOKS
from playground.errors import PlaygroundError
from playground.session import MOST_DRAWN_CLASSES, Session
from playground.ui.data.part import Part
from playground.ui.plotting.marker_icon import mark_icon
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, on_key, with_key
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.line_edit import EntryField, set_error_state
from playground.ui.widgets.plain import as_tip

_FEW = 3  # classes beside whose swatches there is room for a name


class Palette(Part):
    """A swatch per class, a plus for another one, and the name of the chosen class to type over."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, spacing=5)
        self._theme: Theme | None = None
        self._shown: object = None  # the data and the names that the swatches show
        group = QButtonGroup(self)
        self._swatches = [self._make_swatch(index) for index in range(MOST_DRAWN_CLASSES)]
        for swatch in self._swatches:
            group.addButton(swatch)
        self.plus = IconButton("plus", "Add a class", "Add a class (adds an output neuron)", "swatch")
        self.plus.setObjectName("add_class")
        self.plus.clicked.connect(session.classes.add)
        self.minus = IconButton("minus", "Delete the class", "", "tool")
        self.minus.setObjectName("remove_class")
        self.minus.clicked.connect(self._remove)
        self.name = ClassName(session)
        Group(self, *self._swatches, self.plus, self.minus, one_of=True)
        self.others = plain_label("", "dim")
        self.others.setObjectName("other_classes")
        self.others.setWordWrap(True)
        self.body.addLayout(hbox(*self._swatches, self.plus, None, spacing=3))
        self.body.addLayout(hbox(self.name, self.minus, spacing=6), 1)
        self.body.addWidget(self.others)

    def refresh(self) -> None:
        data, chosen = self.session.data, self.session.tools.brush.label
        names = self.session.view.names.classes
        self.setVisible(bool(names))
        if not names:
            return
        self._swatches[self.session.classes.drawn.index(chosen)].setChecked(True)
        beside = QBoxLayout.Direction.LeftToRight
        self.body.setDirection(beside if len(names) <= _FEW else QBoxLayout.Direction.TopToBottom)
        if (data, names) != self._shown:
            self._shown = (data, names)
            self._name_swatches()
            self._show_marks()
            self._show_others()
        self.plus.setVisible(data.generated and len(names) < MOST_DRAWN_CLASSES)
        self.minus.setEnabled(len(names) > 2)
        self.minus.setToolTip(
            as_tip(f"Delete class {names[chosen]} and its points.")
            if len(names) > 2
            else "At least two classes are required."
        )
        self.name.refresh()

    def apply_theme(self, theme: Theme) -> None:
        self.plus.apply_theme(theme)
        self.minus.apply_theme(theme)
        self._theme = theme
        self._show_marks()

    def _make_swatch(self, index: int) -> QToolButton:
        swatch = QToolButton()
        swatch.setObjectName(f"class_{index}")
        swatch.setProperty("role", "swatch")
        swatch.setCheckable(True)
        swatch.setAccessibleName(f"Draw class {index + 1}")
        swatch.setToolTip("Each class has its own colour and marker.")
        swatch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        on_key(str(index + 1), swatch)
        swatch.clicked.connect(lambda: self._choose(index))
        return swatch

    def _name_swatches(self) -> None:
        """A swatch for each class that can be drawn, with its name and its points in words."""
        names, words = self.session.view.names.classes, self._counts()
        for index, swatch in enumerate(self._swatches):
            swatch.setVisible(index < len(words))
        for index, swatch, said in zip(self.session.classes.drawn, self._swatches, words, strict=False):
            swatch.setAccessibleName(f"Draw {names[index]}")
            swatch.setToolTip(as_tip(said))

    def _show_marks(self) -> None:
        """The mark of each class on its swatch."""
        if self._theme is not None:
            for look, swatch in enumerate(self._swatches[: len(self.session.classes.drawn)]):
                swatch.setIcon(mark_icon(self._theme, look))

    def _show_others(self) -> None:
        """That there are more classes than looks, if so."""
        others = len(self.session.data.class_names) - OWN_LOOKS
        self.others.setVisible(others > 0)
        self.others.setText(
            f"{OWN_LOOKS + others} classes: the {OWN_LOOKS} most frequent have their own colours, "
            f"{'the other one is' if others == 1 else f'the other {others} are all'} grey."
        )

    def _choose(self, place: int) -> None:
        """The class of a swatch, unless the swatches are still those of other data."""
        self.name.take()  # what is typed belongs to the class before
        drawn = self.session.classes.drawn
        if place < len(drawn):
            self.session.tools.set_brush(tool=self.session.tools.brush.painter, label=drawn[place])

    def _remove(self) -> None:
        self.session.classes.remove(self.session.tools.brush.label)

    def _counts(self) -> list[str]:
        """What each class that can be drawn has, in words."""
        data, classes = self.session.data, len(self.session.data.class_names)
        train, test = (
            np.bincount(data.y[rows].astype(int), minlength=classes) for rows in (~data.test, data.test)
        )
        more = f"\nThe {MOST_DRAWN_CLASSES} most frequent of {classes} classes can be drawn."
        names = self.session.view.names.classes
        return [
            with_key(f"{names[index]}: {train[index]:,} training, {test[index]:,} test points", str(key))
            + more * (classes > MOST_DRAWN_CLASSES)
            for key, index in enumerate(self.session.classes.drawn, 1)
        ]


class ClassName(EntryField):
    """The name of the chosen class: Enter, or leaving the field, takes what is typed; Escape does not."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("class_name")
        self.setAccessibleName("Name of the selected class")
        self._shown: tuple[int, str] | None = None
        self.editingFinished.connect(self.take)
        self.given_up.connect(self._restore)

    def refresh(self) -> None:
        """Show the name, unless it is the one that somebody is typing over."""
        index = self.session.tools.brush.label
        shown = index, self.session.view.names.classes[index]
        if shown != self._shown:
            self._shown = shown
            self._restore()

    def take(self) -> None:
        """Call the class what is typed. A name that cannot be is refused, and the old one stays in force."""
        if not self.isModified() or self._shown is None:
            return
        self.setModified(False)
        index, name = self._shown
        if self.session.data.class_names[index : index + 1] != (name,):
            self._restore()  # what was typed was for a class that other data have replaced
            return
        try:
            self.session.classes.rename(index, self.text())
        except PlaygroundError as error:
            self._mark(str(error))
            self.session.notices.refuse(error)
        else:
            self._shown = None  # show it as it was taken

    def _restore(self) -> None:
        if self._shown is not None:
            self.setText(self._shown[1])
            self.setCursorPosition(0)
            self._mark("")

    def _mark(self, problem: str) -> None:
        set_error_state(self, bad=bool(problem))
        name = self._shown[1] if self._shown is not None else ""
        usual = f"Name of the selected class: {name}. Type another name and press Enter."
        self.setToolTip(as_tip(problem or usual))
