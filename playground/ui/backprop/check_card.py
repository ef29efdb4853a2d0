"""The gradient check: a small nudge beside backpropagation, for the chosen weight and for all."""

from __future__ import annotations

import math
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from playground.microscope.lens_text import describe_outcome
from playground.microscope.numeric_check import EPSILON, FullCheck, NumericCheck
from playground.session import Change, Microscope, Session
from playground.ui.background.sliced_job import Slices
from playground.ui.backprop.heading import set_heading
from playground.ui.theme import draw_text, style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import Card
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.number_format import minus
from playground.wording import exact

_MOST, _LEAST = 18, 9  # px of the letters: at most at a text size of 100 %, at least on the screen
_BETWEEN = 3  # px from line to line
_STRONG = ("numeric", "analytic")
_LINES = ("above", "below", "numeric", "analytic", "difference")


class CheckCard(Card):
    """Two E, two slopes and their difference; and below, all parameters."""

    watches: ClassVar[Change] = Change.MICROSCOPE
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Gradient check")
        self.session = session
        self.check: NumericCheck | None = None
        self.all: FullCheck | None = None
        self.names = {line: plain_label("", "dim") for line in _LINES}
        self.values = {line: plain_label("") for line in _LINES}
        grid = QGridLayout()
        grid.setVerticalSpacing(_BETWEEN)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(_LINES):
            self.values[line].setObjectName(f"check_{line}")
            self.values[line].setAlignment(Qt.AlignmentFlag.AlignRight)
            self.values[line].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(self.names[line], place, 0)
            grid.addWidget(self.values[line], place, 1)
        self._grid = grid
        self.verdict = _wrapped("check_verdict")
        self.outcome = _wrapped("check_outcome")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the check")
        self.button = QPushButton("Check all")
        self.button.setObjectName("check_all")
        self.button.clicked.connect(self._press)
        self.body.addLayout(grid)
        self.body.addWidget(self.verdict)
        beside = QVBoxLayout()
        beside.addWidget(self.progress)
        beside.addWidget(self.outcome)
        below = QHBoxLayout()
        below.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        below.addLayout(beside, 1)
        self.body.addLayout(below)
        self.body.addStretch(1)
        self._slices = Slices(self, self._show_progress)
        self._show_progress()

    def refresh(self, changes: Change) -> None:
        seen = self.session.backprop.microscope
        if seen is None:
            return
        if self.all is None or self.all.step is not seen.step:
            self._slices.cancel()
            self.all = None
            self._show_progress()
        self._show_one(seen)

    def apply_theme(self, theme: Theme) -> None:
        """The style sheet does it all."""

    # --- one parameter -----------------------------------------------------------------------------

    def _show_one(self, seen: Microscope) -> None:
        check = NumericCheck.of(seen.step, seen.followed)
        label, mean = seen.followed.label, "mean of " if len(seen.step.rows) > 1 else ""
        product = "δ" if seen.followed.source is None else "δ·a"
        set_heading(self.title, f"Gradient check: {label}")
        for line, name in zip(
            _LINES,
            (f"E({label} + ε)", f"E({label} − ε)", "difference / 2ε", f"{mean}{product}", "apart by"),
            strict=True,
        ):
            self.names[line].setText(name)
        decimals = check.decimals
        for line, places in zip(_LINES, (decimals, decimals, *(decimals - 4,) * 3), strict=True):
            self.values[line].setText(minus(f"{getattr(check, line):,.{places}f}"))
        self.verdict.setText(f"ε = {exact(EPSILON)}. {_verdict(check)}")
        self._fit()

    def _fit(self) -> None:
        """The largest letters for which the card has room: it is read from the back of a room."""
        inside = self.contentsRect().marginsRemoved(self.body.contentsMargins())
        head = self.head.sizeHint().height() if self.head.parentWidget() is self else 0
        high = inside.height() - head - self.button.sizeHint().height() - 3 * self.body.spacing()
        wide = inside.width() - self._grid.horizontalSpacing()
        sizes = [size for size in range(_MOST, 0, -1) if style.px(size) >= _LEAST]
        size = next((size for size in sizes if self._fits(size, high, wide)), sizes[-1])
        for line in _LINES:
            style.write(self.names[line], size)
            style.write(self.values[line], size, draw_text.BOLD if line in _STRONG else draw_text.PLAIN)
        for label in (self.verdict, self.outcome):
            style.write(label, max(size - 2, sizes[-1]))

    def _fits(self, size: int, high: int, wide: int) -> bool:
        """Whether there is room for lines of this size, verdict included, and for the widest."""
        said = draw_text.width(self.verdict.text(), max(size - 2, 1))
        rows = len(_LINES) + math.ceil(said / max(wide, 1))
        names, values = (
            max(draw_text.width(label.text(), size, draw_text.BOLD) for label in some.values())
            for some in (self.names, self.values)
        )
        return rows * (draw_text.line(size) + _BETWEEN) <= high and names + values <= wide

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # --- all of them -------------------------------------------------------------------------------

    def _press(self) -> None:
        if self._slices.job is not None and self._slices.isActive():
            self._slices.cancel()
            self.all = None
            self._show_progress()
        elif self.session.backprop.microscope is not None:
            self.all = FullCheck(self.session.backprop.microscope.step)
            self._slices.begin(self.all)

    def _show_progress(self) -> None:
        """Where the check of all is: not begun, under way, or done."""
        check, seen = self.all, self.session.backprop.microscope
        runs = check is not None and not check.done
        self.button.setText("Cancel" if runs else "Check all")
        self.button.setToolTip(
            "Stop checking"
            if runs
            else "Check every parameter by finite differences. Does not affect training."
        )
        self.progress.setVisible(runs)
        if check is None:
            self.outcome.setText("")
        elif runs:
            self.progress.setRange(0, len(check.numeric))
            self.progress.setValue(check.found)
            self.outcome.setText(f"{check.found:,} of {len(check.numeric):,} weights and biases")
        elif seen is not None:
            self.outcome.setText(describe_outcome(check.outcome(), seen.digits))


def _verdict(check: NumericCheck) -> str:
    if check.agrees:
        return "✓ Both slopes agree."
    if check.kink:
        return "The activation has a kink between w − ε and w + ε: the two may differ there."
    return "✗ They do not agree."


def _wrapped(name: str) -> QLabel:
    label = plain_label("", "", style.SMALL)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
