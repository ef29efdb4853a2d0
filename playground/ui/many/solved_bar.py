"""How many of the seeds have learnt their task, and when one counts as having done so."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from playground.session import Session
from playground.session.side_runs import Outcome
from playground.ui.many.start_bar import choice_editor
from playground.ui.many.words import judged_rows, quality_name
from playground.ui.theme import style
from playground.ui.widgets.giving_way import GivingWay, OptionalPart
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.labels import Elided, plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.segments import SegmentedControl

_PERCENTS, _LOSSES = (80.0, 90.0, 95.0, 99.0, 100.0), (0.3, 0.1, 0.03, 0.01, 0.001)
_WIDTH = 72  # px of a number


class SolvedBar(QWidget):
    """The count on the left, the rule on the right; another rule counts anew at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.count = Elided("seeds_solved")
        self._write_count(large=True)
        self.measure = SegmentedControl(
            ("solved_by_quality", "accuracy", "A seed counts as solved from an accuracy (of values, R²) on"),
            ("solved_by_loss", "loss", "A seed counts as solved when its loss is low enough"),
        )
        self.measure.chosen.connect(lambda place: session.view.update(solved_by_loss=bool(place)))
        self.sign = plain_label("≥", "dim")
        self.percent = choice_editor(session, "solved_percent", _PERCENTS, _WIDTH)
        self.loss = choice_editor(session, "solved_loss", _LOSSES, _WIDTH)
        self.unit = plain_label("%", "dim")
        row = hbox(self.count, self.measure, self.sign, self.percent, self.loss, self.unit, spacing=6)
        row.setStretch(0, 1)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self._row = row
        self._giving = GivingWay(self.measure.narrow(letters=4), OptionalPart(self._frees, self._write_count))

    def refresh(self, outcome: Outcome) -> None:
        """Count them by the rule that is chosen."""
        settings, experiment = self._session.view.settings, outcome.request.experiments[0]
        by_loss = settings.solved_by_loss
        self.measure.show_chosen(int(by_loss))
        self.measure.rename(0, quality_name(experiment))
        self.percent.setVisible(not by_loss)
        self.loss.setVisible(by_loss)
        self.sign.setText("≤" if by_loss else "≥")
        self.unit.setVisible(not by_loss)
        self.percent.show_value(settings.solved_percent)
        self.loss.show_value(settings.solved_loss)
        solved = sum(outcome.solved(self._session.many.solved_rule))
        diverged = sum(one.diverged_at is not None for one in outcome.standings)
        words = f"{solved} of {len(outcome.standings)} solved"
        words += f", {diverged} diverged" if diverged else ""
        self.count.setText(words)
        self.count.setToolTip(f"{words}, judged on the {judged_rows(experiment)}")
        self._fit()

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where room lacks, the first letters of what is measured have to do; then the count is smaller."""
        counted = self.count.fontMetrics().horizontalAdvance(self.count.text())
        self._giving.fit(self._row.minimumSize().width() + counted, self.width())

    def _write_count(self, large: bool) -> None:  # noqa: FBT001  whether there is room
        style.write(self.count, style.FIGURE if large else style.BODY, QFont.Weight.DemiBold)

    def _frees(self) -> int:
        sizes = (style.FIGURE, style.BODY)
        large, small = (QFontMetrics(style.font(size, QFont.Weight.DemiBold)) for size in sizes)
        return large.horizontalAdvance(self.count.text()) - small.horizontalAdvance(self.count.text())
