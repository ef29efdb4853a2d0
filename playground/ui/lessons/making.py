"""A lesson from what is on screen: its experiment, the steps that are ticked, and what is locked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from playground.data.plane import telling_axes
from playground.errors import PlaygroundError
from playground.lessons import Head, Lesson, Step, write
from playground.lessons.controls import Controls
from playground.lessons.diagram import numbers_of
from playground.lessons.experiment_part import table_of
from playground.lessons.file import SUFFIX
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.explain import Explain
from playground.lessons.kinds.predict_sign import PredictSign
from playground.lessons.kinds.read import Read
from playground.lessons.quantities import Quantity
from playground.lessons.rules import Variants, View
from playground.session import Session
from playground.training.parameters import all_parameters
from playground.ui.documents.recent import Recent
from playground.ui.documents.saving import ask_where
from playground.ui.lessons.lesson_choice import KINDS
from playground.ui.theme import style
from playground.ui.widgets.card import GAP
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.scroll import FitScrollArea

_MOST = 12  # numbers that one step asks
_MARGIN = 24  # px left and right
_FIXED = ("hidden_layers", "activation", "features", "source", "canvas", "loss")


class Part(Struct, frozen=True):
    """A step that can be ticked: its id, its words, and the step for a row and the sizes of the network."""

    name: str
    words: str
    make: Callable[[int, tuple[int, ...], str], Step]
    ticked: bool = True


def _asking(kinds: str) -> Callable[[tuple[int, ...]], tuple[str, ...]]:
    return lambda sizes: tuple(one.name for one in numbers_of(sizes) if one.kind in kinds)[:_MOST]


def _new_weights(sizes: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(Quantity("w", one.layer, one.to, one.source).name for one in all_parameters(sizes))[:_MOST]


def _calculate(name: str, title: str, text: str, ask: Callable[[tuple[int, ...]], tuple[str, ...]]) -> Part:
    def make(row: int, sizes: tuple[int, ...], _text: str) -> Step:
        asked = ask(sizes)
        return Calculate(
            kind="calculate", id=name, title=title, text=text, row=row, ask=asked, points=float(len(asked))
        )

    return Part(name, f"{title}, by hand", make)


PARTS = (
    Part(
        "read", "Read", lambda row, sizes, text: Read(kind="read", id="read", title="Look first", text=text)
    ),
    Part(
        "signs",
        "Predict where the weights of the output go",
        lambda row, sizes, text: PredictSign(
            kind="predict_sign",
            id="signs",
            title="Up or down?",
            text="The network learns from this row. Where does each weight go?",
            row=row,
            of=tuple(name for name in _new_weights(sizes) if name[1:].startswith(str(len(sizes) - 1))),
            points=2.0,
        ),
        ticked=False,
    ),
    _calculate(
        "forward",
        "Forward pass",
        "$z = w·a + b$ and $a = f(z)$, from the first layer to the last.",
        _asking("zayE"),
    ),
    _calculate("backward", "Backward pass", "$δ$ of the output first, then layer by layer.", _asking("d")),
    _calculate("slopes", "Partial derivatives", "$∂E/∂w = δ·a$ for every weight.", _asking("g")),
    _calculate("update", "New weights", "$w − α·∂E/∂w$: all weights move at once.", _new_weights),
    Part(
        "explain",
        "Explain in a sentence",
        lambda row, sizes, text: Explain(
            kind="explain", id="explain", title="In your own words", text="Why do all weights move at once?"
        ),
    ),
)


class MakeLesson(QDialog):
    """It stays until the lesson is in a file, of which `saved` is told."""

    def __init__(
        self, parent: QWidget, session: Session, recent: Recent, saved: Callable[[Path], object]
    ) -> None:
        super().__init__(parent)
        self.session, self._recent, self._saved = session, recent, saved
        self.setObjectName("make_lesson_dialog")
        self.setWindowTitle("Make a lesson from what you see")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form, choices = self._form(), QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        column.addLayout(form)
        column.addWidget(plain_label("Steps", "dim"))
        self.parts = {
            part.name: self._box(f"make_{part.name}", part.words, ticked=part.ticked) for part in PARTS
        }
        for box in self.parts.values():
            column.addWidget(box)
        column.addWidget(plain_label("Rules", "dim"))
        self.fixed = self._box("make_fixed", "Lock data and network", ticked=True)
        self.variants = self._box("make_variants", "Each student gets different numbers", ticked=False)
        column.addWidget(self.fixed)
        column.addWidget(self.variants)
        self.refusal = plain_label("", "error")
        self.refusal.setObjectName("make_refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        told = hbox(self.refusal)
        told.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 20)
        for one in (column, layout):
            one.setSpacing(8)
        layout.addWidget(FitScrollArea(choices, 0), 1)
        layout.addLayout(told)
        layout.addLayout(self._foot())
        for part in self.findChildren(QWidget):
            part.ensurePolished()  # with the padding of the window's style, which makes fields higher
            part.updateGeometry()
        form.invalidate()
        self.resize(self.sizeHint().boundedTo(parent.size() - QSize(2 * GAP, 2 * GAP)))

    def _form(self) -> QFormLayout:
        self.title, self.audience, self.text = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.minutes, self.row = QSpinBox(), QSpinBox()
        self.minutes.setRange(1, 600)
        self.minutes.setValue(45)
        self.row.setRange(1, max(1, len(self.session.data)))
        train = np.flatnonzero(~self.session.data.test)  # no update is made from another row
        self.row.setValue(int(train[0]) + 1 if len(train) else 1)
        style.scaled(self.text.setFixedHeight, 80)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("What the students read first: Markdown, formulas between $ signs")
        form = QFormLayout()
        for label, widget, name, words in (
            ("Title", self.title, "make_title", "Title"),
            ("For whom", self.audience, "make_audience", "For whom"),
            ("Minutes", self.minutes, "make_minutes", "Minutes"),
            ("Text", self.text, "make_text", "Text of the first step"),
            ("Row of the update", self.row, "make_row", "Row of the update"),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
            form.addRow(label, widget)
        return form

    def _foot(self) -> QHBoxLayout:
        cancel, done = QPushButton("Cancel"), QPushButton("Save lesson…")
        done.setObjectName("make_save")
        done.setProperty("role", "main")
        done.setDefault(True)
        cancel.setProperty("role", "bar")
        cancel.clicked.connect(self.reject)
        done.clicked.connect(self._ask_where)
        foot = hbox(None, cancel, done)
        foot.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        return foot

    def lesson(self) -> Lesson:
        """The lesson as it is chosen. A first step to read is there if nothing else is."""
        session, sizes = self.session, self.session.experiment.sizes
        title = self.title.text().strip() or "Lesson"
        text = self.text.toPlainText().strip()
        steps = tuple(
            part.make(self.row.value(), sizes, text) for part in PARTS if self.parts[part.name].isChecked()
        )
        locked = _FIXED if self.fixed.isChecked() else ()
        return Lesson(
            Head(
                id=_id(title),
                title=title,
                minutes=self.minutes.value(),
                audience=self.audience.text().strip(),
            ),
            table_of(session.experiment, session.snapshot),
            controls=Controls(locked=locked, why="We keep it fixed, to compare." if locked else ""),
            variants=Variants() if self.variants.isChecked() else None,
            view=self._view,
            steps=steps or (PARTS[0].make(1, sizes, text),),
        )

    @property
    def _view(self) -> View | None:
        """What is looked at, on the axes that a lesson begins with."""
        plane, usual = self.session.view.plane, telling_axes(self.session.data)
        return View(x=plane.x_range, y=plane.y_range) if (plane.x, plane.y) == usual else None

    @guarded
    def _ask_where(self) -> None:
        lesson = self.lesson()
        ask_where(
            self,
            title="Save lesson",
            start=Path(self._recent.folder) / f"{lesson.id}{SUFFIX}",
            pattern=KINDS,
            ending=SUFFIX,
            write=lambda path: self._write(lesson, path),
        )

    def _write(self, lesson: Lesson, path: Path) -> None:
        """Save it, and close; or say what is wrong with the lesson or the place."""
        try:
            write(lesson, path)
        except PlaygroundError as error:
            self.refusal.setText(str(error))
            self.refusal.show()
            return
        self._recent.remember_folder(path)
        self.accept()
        self._saved(path)

    def _box(self, name: str, words: str, *, ticked: bool) -> CheckBox:
        box = CheckBox(words)
        box.setObjectName(name)
        box.setChecked(ticked)
        return box


def _id(title: str) -> str:
    """The title as a name that results refer to."""
    return re.sub(r"[^\w]+", "-", title.lower()).strip("-")[:60] or "lesson"
