"""One run of the list: its picture at the playhead, its name, figures and note, and its buttons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from playground.session import Session
from playground.session.comparison import RunThere
from playground.training.kept_run import KeptRun
from playground.ui.runs.field import RunField, Sketch, is_large
from playground.ui.runs.sketch_plot import SketchPlot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import Elided, plain_label
from playground.ui.widgets.line_edit import EntryField
from playground.ui.widgets.plain import as_tip

_SIDE = 72  # px of the picture


class RunRow(QFrame):
    """A run that is kept; without a number, the present one. `export_run` tells that number."""

    export_run = Signal(int)

    def __init__(self, session: Session, number: int | None) -> None:
        super().__init__()
        self.session, self.number = session, number
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.field, self.picture = RunField(), SketchPlot(session)
        style.scaled(self.picture.setFixedSize, _SIDE, _SIDE)
        self.name, self.note = EntryField(), EntryField()
        self._words = {self.name: "", self.note: ""}  # that are in force
        self.name.setAccessibleName("Name of the run")
        self.note.setAccessibleName("Note on the run")
        self.note.setPlaceholderText("Note")
        self.name.setToolTip("The name of this run")
        self.note.setToolTip("A line of your own about this run")
        self.present_mark = plain_label("this run", "dim")
        self.present_mark.setContentsMargins(6, 0, 0, 0)
        self.figures = Elided()
        self.buttons = self._buttons()
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.name, 1)
        head.addWidget(self.present_mark)
        for button in self.buttons.values():
            head.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.figures)
        column.addWidget(self.note)
        column.addStretch()
        if number is None:
            self.note.hide()
        else:
            self.present_mark.hide()
            self.note.editingFinished.connect(lambda: session.runs.annotate(number, self.note.text()))
        self.name.editingFinished.connect(self._rename)
        for field in (self.name, self.note):
            field.given_up.connect(partial(self._put_back, field))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _buttons(self) -> dict[str, IconButton]:
        """By their names; the present run has none."""
        number, runs, branches = self.number, self.session.runs, self.session.branches
        if number is None:
            return {}
        made = {}
        for picture, name, tip, verb in (
            ("star", "Star", "A starred run stays when the list is full", lambda: self._star(number)),
            ("eye", "Hide", "Compare this run with the others, or not", lambda: self._hide(number)),
            ("branch", "Resume", "Go on with this run from its end", lambda: branches.take_up(number)),
            ("export", "Export", "Save the network at the end of this run in any format", self._export),
            ("close", "Delete", "Delete this run; Undo brings it back", lambda: runs.delete(number)),
        ):
            button = IconButton(picture, name, tip, "bare")
            button.setObjectName(f"run_{name.lower()}")
            button.clicked.connect(lambda _on=False, verb=verb: verb())
            made[name.lower()] = button
        for name in ("star", "hide"):
            made[name].setCheckable(True)
        Group(self, *made.values())
        return made

    def _rename(self) -> None:
        runs, name = self.session.runs, self.name.text()
        if self.number is None:
            runs.rename_present(name)
        else:
            runs.rename(self.number, name)

    def _put_back(self, field: EntryField) -> None:
        field.setText(self._words[field])

    def _export(self) -> None:
        self.export_run.emit(self.number)

    def _star(self, number: int) -> None:
        kept = self.session.runs.find(number)
        if kept is not None:
            self.session.runs.star(number, starred=not kept.starred)

    def _hide(self, number: int) -> None:
        kept = self.session.runs.find(number)
        if kept is not None:
            self.session.runs.hide(number, hidden=not kept.hidden)

    def show_kept(self, kept: KeptRun, colour: str, theme: Theme) -> None:
        """Bring it up to date, at the playhead."""
        self._fill(self.name, kept.name)
        self._fill(self.note, kept.note)
        self.buttons["star"].setChecked(kept.starred)
        self.buttons["hide"].setChecked(not kept.hidden)
        there = self.session.comparison.at(kept)
        branch = f" · from {kept.parent}" if kept.parent else ""
        end = f" of {kept.end.epoch:,}" if there.epoch != kept.end.epoch else ""
        epoch, loss = f"epoch {there.epoch:,}", f"loss {number_format.loss(there.loss)}"
        why = f" {self.session.runs.why_not_comparable(kept)}".rstrip()
        self.figures.setText(
            f"{epoch}{end} · {loss}{why}{branch}", f"{epoch}{end} · {loss}{why}", f"{epoch} · {loss}{why}"
        )
        self.figures.setToolTip(as_tip(self.figures.text()))
        self._show_picture(there, colour, theme)

    def show_present(self, theme: Theme) -> None:
        """The run that goes on."""
        there = self.session.comparison.present
        self._fill(self.name, there.name)
        self.figures.setText(f"epoch {there.epoch:,} · loss {number_format.loss(there.loss)}")
        self._show_picture(there, theme.ink, theme)

    def _show_picture(self, there: RunThere, colour: str, theme: Theme) -> None:
        plane = self.session.view.plane
        known = self.field.compute(there, plane, rough=is_large(there.theta))
        sketch = self.field.sketch(there.experiment, plane, theme) if known else Sketch()
        self.picture.show_sketch(sketch, colour, theme)

    def apply_theme(self, theme: Theme) -> None:
        for button in self.buttons.values():
            button.apply_theme(theme)

    def _fill(self, field: EntryField, words: str) -> None:
        """Unless something is being typed there."""
        self._words[field] = words
        if not field.isModified() or not field.hasFocus():
            field.setText(words)
