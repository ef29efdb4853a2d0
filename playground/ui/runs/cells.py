"""The cells of the comparison: a run where the playhead is, and the difference of two."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.data.plane import Plane
from playground.session import Session
from playground.session.comparison import RunThere
from playground.training.difference import Difference, comparable
from playground.ui.runs.field import RunField, Sketch, difference_pixels, is_large, upright
from playground.ui.runs.sketch_plot import Marks, SketchPlot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.labels import Elided
from playground.wording import counted

Fields = dict[int | None, RunField]
"""What each of the runs makes of the plane, by its number."""

_DASH = 14  # px
_ROWS, _FEWER_ROWS = 5_000, 500  # that two runs are asked about; large ones
_LINE, _SECOND, _GAP = 28, 20, 4  # px of the lines of a caption; below it
_BETWEEN = 10  # px
# The longest figures, by epoch and by steps: the layout is made for them, and stays while figures change.
_LONGEST = ("loss 0.00000 · ended", "loss 0.00000 · epoch 00,000")


def caption_height(*, stacked: bool) -> int:
    """The px above the square of a cell; `stacked`: the figures stand below the name."""
    return style.px(_LINE) + _GAP + (style.px(_SECOND) if stacked else 0)


class Cell(QWidget):
    """A caption above a square plot: what it is, and behind it, or below, its figures.

    one_line  the px in which both stand in one line: the same for all cells that are seen
    """

    one_line = 0

    def __init__(self, session: Session, marks: Marks, head: QWidget) -> None:
        super().__init__()
        self.session = session
        self.head, self.figures = head, Elided(role="dim")
        self.plot = SketchPlot(session, marks)
        for part in (head, self.figures, self.plot):
            part.setParent(self)

    @recurring
    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give caption and plot their places; the text may have grown."""
        stacked = self.width() < self.one_line
        line, top = style.px(_LINE), caption_height(stacked=stacked)
        side = max(1, min(self.width(), self.height() - top))
        if not stacked:
            named = self._named
            self.head.setGeometry(0, 0, named, line)
            left = self.head.width() + _BETWEEN  # some take no less than they need
            self.figures.setGeometry(left, 0, max(0, self.width() - left), line)
        else:
            self.head.setGeometry(0, 0, self.width(), line)
            self.figures.setGeometry(0, line, self.width(), style.px(_SECOND))
        self.plot.setGeometry(0, top, side, side)

    @property
    def _named(self) -> int:
        return max(self.head.minimumWidth(), self.head.sizeHint().width())

    def needed(self, *, by_steps: bool) -> int:
        """The px in which its caption stands in one line, whatever its figures are."""
        return self._named + _BETWEEN + self.figures.fontMetrics().horizontalAdvance(_LONGEST[by_steps]) + 2


class _Name(QWidget):
    """The name of a run behind a dash of its colour."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self._colour = Elided(), "#808080"
        row = QHBoxLayout(self)
        row.setContentsMargins(_DASH + 6, 0, 0, 0)
        row.addWidget(self.words)

    def show_name(self, name: str, colour: str) -> bool:
        """Show it; says whether it is another."""
        other = name != self.words.text()
        if other or colour != self._colour:
            self.words.setText(name)
            self._colour = colour
            self.update()
        return other

    def sizeHint(self) -> QSize:
        advance = self.words.fontMetrics().horizontalAdvance(self.words.text())
        return QSize(_DASH + 6 + advance + 2, style.px(_LINE))

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() // 2 - 1, _DASH, 3, QColor(self._colour))


class RunCell(Cell):
    """One run of those that are compared."""

    def __init__(self, session: Session, marks: Marks) -> None:
        self.name = _Name()
        super().__init__(session, marks, self.name)
        self.field = RunField()

    def show_run(self, run: RunThere, plane: Plane, theme: Theme, *, rough: bool) -> None:
        """Show it where the playhead is; `rough`: at fewer points."""
        colour = run_colour(run, theme)
        other = self.name.show_name(run.name if run.kept else f"{run.name} (this run)", colour)
        self.figures.setText(self._figures(run))
        if self.field.compute(run, plane, rough=rough):
            sketch = self.field.sketch(run.experiment, plane, theme)
        else:
            sketch = Sketch(words="Other columns than on the canvas")
        self.plot.show_sketch(sketch, colour, theme)
        self.plot.setAccessibleName(f"{run.name}: {self.figures.text()}")
        if other:
            self.arrange()

    def _figures(self, run: RunThere) -> str:
        """Its loss; and its epoch where this is not that of all."""
        loss = f"loss {number_format.loss(run.loss)}"
        if run.ended:
            return f"{loss} · ended"
        alike = run.exact and not self.session.comparison.by_steps
        return loss if alike else f"{loss} · epoch {run.epoch:,}"


class DifferenceCell(Cell):
    """Where two of the runs give different answers."""

    def __init__(self, session: Session, marks: Marks) -> None:
        self.choice = ComboBox()
        self.choice.setObjectName("compared_pair")
        self.choice.setAccessibleName("Runs whose difference is shown")
        self.choice.setToolTip("Which two runs the map of differences is of")
        self.choice.activated.connect(self._choose)
        super().__init__(session, marks, self.choice)
        self._pairs: list[tuple[int | None, int | None]] = []
        self._asked: tuple[object, ...] = ()
        self._words = ""

    @guarded
    def _choose(self, place: int) -> None:
        self.session.comparison.set_pair(*self._pairs[place])

    def show_pair(
        self, runs: list[RunThere], pair: tuple[RunThere, RunThere], fields: Fields, theme: Theme
    ) -> None:
        """Show the difference of a pair of these runs, whose answers over the plane are known."""
        self._offer(runs, pair)
        one, other = pair
        plane, alike = self.session.view.plane, comparable(one.experiment, other.experiment)
        if not alike or len(plane.held) != len(one.experiment.data.columns):
            self.figures.setText("Not comparable")
            words = "These runs learn from different columns or other classes."
            self.plot.show_sketch(Sketch(words=words), theme.line, theme)
            return
        self.figures.setText(self._figures(one, other, fields))
        self.plot.show_sketch(self._sketch(one, other, fields, theme), theme.dim, theme)
        self.plot.setAccessibleName(f"Difference of {one.name} and {other.name}: {self.figures.text()}")
        self.plot.setToolTip(self._meaning(one, other))
        classes = bool(one.experiment.data.class_names)
        tip = (
            f"How many of the {counted(len(self.session.data), 'row')} get another class"
            if classes
            else "How far the predictions for the rows are apart: the root of the mean squared difference"
        )
        self.figures.setToolTip(f"{self.figures.text()}\n{tip}")  # the words may be cut

    def _offer(self, runs: list[RunThere], pair: tuple[RunThere, RunThere]) -> None:
        names = {one.number: one.name for one in runs}
        self._pairs = list(combinations(names, 2))
        shown = pair[0].number, pair[1].number
        if shown not in self._pairs:
            self._pairs.append(shown)
        words = [f"{names[first]} − {names[second]}" for first, second in self._pairs]
        if [self.choice.itemText(i) for i in range(self.choice.count())] != words:
            self.choice.clear()
            self.choice.addItems(words)
        wide = max(map(self.choice.width_for, words))
        if wide != self.choice.minimumWidth():  # or the text has another size
            self.choice.setFixedWidth(wide)
            self.arrange()
        self.choice.setCurrentIndex(self._pairs.index(shown))

    def _sketch(self, one: RunThere, other: RunThere, fields: Fields, theme: Theme) -> Sketch:
        plane, pair = self.session.view.plane, [(run, fields[run.number]) for run in (one, other)]
        if plane.y is None:
            return Sketch(
                lines=[
                    line
                    for run, field in pair
                    for line in field.curves(run.experiment, plane, theme, run_colour(run, theme))
                ]
            )
        gap = fields[one.number].answers - fields[other.number].answers
        return Sketch(
            upright(difference_pixels(gap, one.experiment, theme)),
            [field.boundary(run_colour(run, theme), theme.stroke(1.5)) for run, field in pair],
        )

    def _figures(self, one: RunThere, other: RunThere, fields: Fields) -> str:
        """How many rows get another answer; of the rows shown now."""
        data = self.session.data
        asked = (one.theta, other.theta, one.experiment, other.experiment, data)
        if not self._asked or any(a is not b for a, b in zip(asked, self._asked, strict=True)):
            self._asked = asked
            large = is_large(one.theta) or is_large(other.theta)
            most = _FEWER_ROWS if large else _ROWS
            gap = Difference.between(
                *(fields[run.number].answers_for(run, data, most) for run in (one, other))
            )
            self._words = self._in_words(gap, len(data), classes=bool(data.class_names))
        return self._words

    def _in_words(self, gap: Difference, rows: int, *, classes: bool) -> str:
        if not classes:
            return f"{number_format.value(gap.rms)} apart"
        if gap.rows == rows:
            return f"{counted(gap.other, 'row')} {'differs' if gap.other == 1 else 'differ'}"
        return f"{number_format.share(gap.other / gap.rows)} of rows differ"

    def _meaning(self, one: RunThere, other: RunThere) -> str:
        if self.session.view.plane.y is None:
            return f"What {one.name} and {other.name} predict, each in its colour"
        lines = "The lines are the boundaries of both, in their colours."
        if not one.experiment.data.class_names:
            return f"Green where {one.name} predicts more than {other.name}, red where less."
        return (
            f"The class that {one.name} thinks more likely than {other.name}: the fuller, the more.\n{lines}"
        )


def run_colour(run: RunThere, theme: Theme) -> str:
    """The colour of its curve."""
    return theme.ink if run.kept is None else theme.run(run.kept.colour)
