"""The batch made visible: the gradient of each row for the chosen weight, and their mean."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from playground.microscope.digits import number
from playground.session import Change, Microscope, Session
from playground.ui.backprop.batch_plot import BatchPlot
from playground.ui.backprop.heading import set_heading
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import Card
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import rich_label

_LETTER = 24  # letters that stand beside one another in the card, about


class BatchCard(Card):
    """The bars with their mean in words; a batch of one row is told instead of drawn."""

    watches: ClassVar[Change] = Change.MICROSCOPE
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("This batch")
        self.session = session
        self._key: tuple[object, ...] = ()  # of what is drawn
        self.plot = BatchPlot(theme)
        self.words = rich_label()
        self.words.setObjectName("batch_words")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.words)
        self.alone = rich_label("", 15)
        self.alone.setObjectName("batch_of_one")
        self.alone.setWordWrap(True)
        self.alone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.alone, 1)
        self.plot.picked.connect(session.backprop.select_row)
        self.plot.moved.connect(self._go)
        self.apply_theme(theme)

    def refresh(self, changes: Change) -> None:
        seen = self.session.backprop.microscope
        if seen is None:
            return
        key = (seen.step, seen.followed, seen.row_index, seen.digits)
        if key == self._key:
            return
        self._key = key
        alone = len(seen.step.rows) == 1
        set_heading(self.title, f"∂E/∂{seen.followed.label} of each row")
        self.plot.setVisible(not alone)
        self.words.setVisible(not alone)
        self.alone.setVisible(alone)
        if alone:
            self._tell_one(seen)
        else:
            self.plot.show_rows(seen.step.row_gradients(seen.followed), seen.step.rows, seen.row_index)
            self._tell_mean(seen)

    def apply_theme(self, theme: Theme) -> None:
        self.plot.apply_theme(theme)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words grow with the card."""
        super().resizeEvent(event)
        letters = round(self.width() / style.px(_LETTER))
        style.write(self.alone, max(13, min(20, letters)))
        style.write(self.words, max(12, min(16, letters)))

    # --- inside ------------------------------------------------------------------------------------

    def _tell_one(self, seen: Microscope) -> None:
        slope = number(float(seen.step.row_gradients(seen.followed)[0]), seen.digits)
        row = seen.step.rows[0] + 1
        self.alone.setText(
            "Batch of 1: this row’s gradient is the batch gradient.<br><br>"
            f"<b>∂E/∂{seen.followed.label} = {slope}</b><br>for row {row:,}."
        )

    def _tell_mean(self, seen: Microscope) -> None:
        step, digits = seen.step, seen.digits
        place = seen.followed.index(step.before.sizes)
        gradients = step.row_gradients(seen.followed)
        mean, used = float(step.gradient[place]), float(step.used_gradient[place])
        if mean == used or step.is_frozen(seen.followed):
            last = " = the batch gradient"
        else:
            parts = [
                name
                for name, on in (("penalty", step.penalty_gradient[place]), ("clipping", step.clipping < 1.0))
                if on
            ]
            last = f"; with {' and '.join(parts)} it is {number(used, digits)}"
        shown = number(float(gradients[seen.row_index]), digits)
        self.words.setText(
            f"<b>╌ mean {number(mean, digits)}</b>{last}<br>row {step.rows[seen.row_index] + 1:,}: {shown}"
        )
        self.plot.setAccessibleDescription(
            f"Mean {number(mean, digits)}; row {step.rows[seen.row_index] + 1}: {shown}"
        )

    def _go(self, by: int) -> None:
        """To the bar so many places to the right."""
        seen, order = self.session.backprop.microscope, list(self.plot.order)
        if seen is not None and seen.row_index in order:
            place = order.index(seen.row_index) + by
            self.session.backprop.select_row(int(order[min(max(0, place), len(order) - 1)]))
