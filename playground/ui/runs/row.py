"""One run of the list: its picture at the playhead, its name, figures and note, and its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from playground.arrays import Array
from playground.session import Session
from playground.training.experiment import Experiment
from playground.training.kept_run import KeptRun
from playground.ui.plotting.colour_maps import Pixels
from playground.ui.plotting.small_picture import draw_picture, small_picture
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.labels import Elided, plain_label
from playground.ui.widgets.line_edit import EntryField

_SIDE = 72  # px of the picture


@dataclass(frozen=True, eq=False)
class Shown:
    """What of a run is shown at the playhead: its weights there, and after how many epochs."""

    experiment: Experiment
    theta: Array
    epoch: int


class RunPicture(QWidget):
    """What the network makes of the plane, in a frame of the run's colour."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._pixels: Pixels | None = None
        self._made_of: tuple[object, ...] = ()
        self._colour = "#808080"
        style.scaled(self.setFixedSize, _SIDE, _SIDE)

    def show_run(self, shown: Shown, colour: str, theme: Theme) -> None:
        self._colour = colour
        made_of = (shown.theta, shown.experiment, self._session.view.plane, theme)
        if not self._made_of or any(a is not b for a, b in zip(made_of, self._made_of, strict=True)):
            self._made_of = made_of
            self._pixels = small_picture(shown.experiment, shown.theta, self._session.view.plane, theme)
        self.update()

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        place = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._pixels is not None:
                draw_picture(painter, self._pixels, place)
            painter.setPen(QPen(QColor(self._colour), 2))
            painter.drawRoundedRect(place, 5, 5)


class RunRow(QFrame):
    """A run that is kept; without a number, the present one."""

    def __init__(self, session: Session, number: int | None) -> None:
        super().__init__()
        self.session, self.number = session, number
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.picture = RunPicture(session)
        self.name, self.note = EntryField(), EntryField()
        self.name.setAccessibleName("Name of the run")
        self.note.setAccessibleName("Note on the run")
        self.note.setPlaceholderText("Note")
        self.name.setToolTip("The name of this run")
        self.note.setToolTip("A line of your own about this run")
        self.present_name = plain_label("")
        self.figures = Elided()
        self.buttons = self._buttons()
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.present_name if number is None else self.name, 1)
        for button in self.buttons:
            head.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.figures)
        column.addStretch()
        if number is not None:
            column.insertWidget(2, self.note)
            self.name.editingFinished.connect(lambda: session.runs.rename(number, self.name.text()))
            self.note.editingFinished.connect(lambda: session.runs.annotate(number, self.note.text()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _buttons(self) -> list[IconButton]:
        number, runs, branches = self.number, self.session.runs, self.session.branches
        if number is None:
            return []
        made = []
        for picture, name, tip, verb in (
            ("star", "Star", "A starred run stays when the list is full", lambda: self._star(number)),
            ("eye", "Hide", "Compare this run with the others, or not", lambda: self._hide(number)),
            ("branch", "Resume", "Go on with this run from its end", lambda: branches.take_up(number)),
            ("close", "Delete", "Delete this run; Undo brings it back", lambda: runs.delete(number)),
        ):
            button = IconButton(picture, name, tip, "bare")
            button.setObjectName(f"run_{name.lower().replace(' ', '_')}")
            button.clicked.connect(lambda _on=False, verb=verb: verb())
            made.append(button)
        for button in made[:2]:
            button.setCheckable(True)
        Group(self, *made)
        return made

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
        for field, words in ((self.name, kept.name), (self.note, kept.note)):
            if not field.isModified() or not field.hasFocus():
                field.setText(words)
        self.buttons[0].setChecked(kept.starred)
        self.buttons[1].setChecked(not kept.hidden)
        point = kept.nearest(self.session.playhead.epoch)
        row = point.epoch - kept.history.exact_from
        loss = float(kept.history.losses[row, 0]) if 0 <= row < len(kept.history.losses) else None
        branch = f" · from {kept.parent}" if kept.parent else ""
        end = f" of {kept.end.epoch:,}" if point.epoch != kept.end.epoch else ""
        self.figures.setText(f"epoch {point.epoch:,}{end} · loss {number_format.loss(loss)}{branch}")
        self.picture.show_run(Shown(kept.experiment, point.theta, point.epoch), colour, theme)

    def show_present(self, theme: Theme) -> None:
        """The run that goes on."""
        session = self.session
        self.present_name.setText(f"{session.runs.present_name} (this run)")
        shot = session.snapshot
        self.figures.setText(f"epoch {shot.epoch:,} · loss {number_format.loss(shot.train.loss)}")
        shown = Shown(session.experiment, shot.theta, shot.epoch)
        self.picture.show_run(shown, theme.ink, theme)

    def apply_theme(self, theme: Theme) -> None:
        for button in self.buttons:
            button.apply_theme(theme)
