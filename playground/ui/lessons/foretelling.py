"""The views of the kinds that foretell a run: the boundary drawn on the canvas, the loss in a small plot."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from PySide6.QtWidgets import QPushButton, QWidget

from playground.lessons.kinds.predict_curve import PredictCurve, curve, curve_text
from playground.lessons.kinds.sketch_boundary import SketchBoundary
from playground.lessons.sketch import sketch
from playground.ui.lessons.curve_pad import CurvePad
from playground.ui.lessons.sketch_pad import KEYS, SketchPad
from playground.ui.lessons.step_view import StepView
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.segments import SegmentedControl


class ForetoldView(StepView):
    """What all have in common: it is written down, then it is trained, then both are shown."""

    epochs = 0
    keys = ""  # what can be done by them, in words

    def build(self) -> None:
        self.note = plain_label("", "dim", style.SMALL)
        self.note.setWordWrap(True)

    def refresh(self) -> None:
        written = self.lesson.written
        trained = self.session.run.present.snapshot.epoch >= self.epochs  # whatever is looked at
        if not written:
            note = f"Press Check to write it down; then Play is free. {self.keys}".strip()
        elif not trained:
            note = f"Written down. Press Play: it is compared at epoch {self.epochs:,}."
        else:
            note = "Dashed: your prediction." if not self.session.training else "Press Pause to compare."
        self.note.setText(note)
        ready = written and trained and not self.session.training
        if ready and self._compared != self.session.weights_version:
            self._compared = self.session.weights_version
            self.lesson.check()

    @property
    def leads(self) -> bool:
        return not self.lesson.written  # then it is Play

    _compared = -1


class SketchView(ForetoldView):
    """A class is chosen here, and its region painted on the canvas."""

    pad: SketchPad | None = None
    keys = f"By keys: {KEYS}."

    def build(self) -> None:
        super().build()
        self.epochs = cast(SketchBoundary, self.lesson.step).epochs
        names = self.session.view.names.classes
        entries = [
            (f"sketch_class_{k + 1}", name, f"Paint the region of {name}") for k, name in enumerate(names)
        ]
        self.classes = SegmentedControl(*entries)
        self.rest, self.clear = QPushButton("Fill the rest"), QPushButton("Clear")
        self.rest.setObjectName("lesson_fill")
        self.clear.setObjectName("lesson_clear")
        self.rest.setToolTip("Fill what is not painted yet with the chosen class")
        self.classes.chosen.connect(self._choose)
        self.rest.clicked.connect(self._fill)
        self.clear.clicked.connect(self._wipe)
        self.body.addWidget(self.classes)
        self.body.addLayout(hbox(self.rest, self.clear, None, spacing=6))
        self.body.addWidget(self.note)

    def begin(self) -> None:
        canvas: Any = self.window().canvas_panel.canvas  # type: ignore[attr-defined]
        self.pad = SketchPad(canvas, self.session, sketch(self.answer("sketch")))
        self.pad.apply_theme(self._theme)
        self.pad.painted.connect(self._take)
        self.pad.picked.connect(self._pick)
        self.refresh()

    @property
    def first(self) -> QWidget | None:
        return self.pad if not self.lesson.written else None

    def refresh(self) -> None:
        super().refresh()
        for button in (self.rest, self.clear, self.classes):
            button.setEnabled(not self.lesson.written)
        if self.pad is not None:
            self.pad.show_written(written=self.lesson.written)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.pad is not None:
            self.pad.apply_theme(theme)

    def end(self) -> None:
        if self.pad is not None:
            self.pad.end()
            self.pad = None

    def _take(self) -> None:
        if self.pad is not None:
            self.enter("sketch", self.pad.sketch.text)

    def _fill(self) -> None:
        if self.pad is not None:
            self.pad.fill()

    def _wipe(self) -> None:
        if self.pad is not None:
            self.pad.wipe()

    def _pick(self, place: int) -> None:
        """A class, by its key."""
        if place < len(self.session.data.class_names):
            self.classes.show_chosen(place)
            self._choose(place)

    def _choose(self, place: int) -> None:
        if self.pad is not None:
            self.pad.label = place


class CurveView(ForetoldView):
    """A small plot with handles: what the loss will be."""

    def build(self) -> None:
        super().build()
        self.epochs = cast(PredictCurve, self.lesson.step).epochs
        self.pad = CurvePad(self.session, self.epochs, self.lesson.start.start_loss)
        points = curve(self.answer("curve"))
        if points:
            self.pad.losses = np.interp(self.pad.at, *np.array(points).T)
        self.pad.moved.connect(lambda: self.enter("curve", curve_text(self.pad.points)))
        self.body.addWidget(self.pad)
        self.body.addWidget(self.note)
        if not points:
            self.enter("curve", curve_text(self.pad.points))

    @property
    def first(self) -> QWidget | None:
        return self.pad if not self.lesson.written else None

    def refresh(self) -> None:
        super().refresh()
        self.pad.show_written(written=self.lesson.written)

    def apply_theme(self, theme: Theme) -> None:
        self.pad.theme = theme
        self.pad.update()
