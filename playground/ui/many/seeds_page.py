"""Many seeds of one experiment: how many have learnt it, their losses, and a picture of each to adopt."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from playground.arrays import Array
from playground.session import Session
from playground.session.side_runs import Outcome
from playground.training.many import Standing
from playground.training.many_choices import SEED_COUNTS
from playground.ui.many.band_plot import BandPlot
from playground.ui.many.empty import Empty
from playground.ui.many.outdated import OutdatedLine
from playground.ui.many.pictures import Pictures
from playground.ui.many.solved_bar import SolvedBar
from playground.ui.many.start_bar import StartBar
from playground.ui.many.tile import Shown
from playground.ui.many.tiles import Tiles
from playground.ui.many.words import figure, judged_rows, told
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.labels import Elided
from playground.ui.widgets.segments import SegmentedControl

_WHY = (
    "How much does luck matter? Train this network from many different initial weights at once, "
    "and see how many of them learn the task."
)
_TIP = "Each seed has its own initial weights and its own order of the rows; your run is not touched"
_PLOT = 90, 200  # px of its height
_POINTS = 40  # of a picture along its side


class SeedsPage(QWidget):
    """Before anything was trained, a sentence and a button."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.counts = SegmentedControl(
            *((f"seeds_{count}", str(count), f"Train {count} seeds") for count in SEED_COUNTS)
        )
        self.counts.chosen.connect(lambda place: session.view.update(many_seeds=SEED_COUNTS[place]))
        self.start = StartBar(session, session.many.seeds, "seeds", self.counts)
        self.start.asked.connect(session.many.train_seeds)
        self.empty = Empty("seeds_first", _WHY)
        self.empty.button.clicked.connect(session.many.train_seeds)
        self.outdated = OutdatedLine(session.many.seeds, "seeds")
        self.solved, self.plot = SolvedBar(session), BandPlot(theme)
        self.middle = Elided("seeds_losses", "dim")
        self.tiles = Tiles("adopt_seed", theme)
        self.tiles.pressed.connect(session.many.adopt_seed)
        self.pictures = Pictures(session, self.tiles, theme, _POINTS)
        self.foot = Elided("seeds_foot", "dim")
        style.scaled(self.plot.setMinimumHeight, _PLOT[0])
        style.scaled(self.plot.setMaximumHeight, _PLOT[1])
        self._made_of: tuple[object, ...] = ()
        self._standings: tuple[Standing, ...] = ()  # that the tiles show
        self._judged_by: tuple[object, ...] = ()
        self._lay_out()

    def refresh(self) -> None:
        """Bring it up to date; pictures are made in slices."""
        many, settings = self.session.many, self.session.view.settings
        words = f"Train {settings.many_seeds} seeds"
        self.counts.show_chosen(SEED_COUNTS.index(settings.many_seeds))
        outcome = many.seeds.outcome
        begun = outcome is not None and len(outcome.standings) > 0
        self.start.refresh(words, _TIP, empty=not begun)
        self.empty.refresh(words, many.obstacle, running=many.seeds.running)
        self._pages.setCurrentIndex(int(begun))
        if begun and outcome is not None:
            self._show(outcome)
            self.pictures.show_outcome(outcome)  # on the tiles that are there now

    def apply_theme(self, theme: Theme) -> None:
        for part in (self.plot, self.tiles, self.pictures):
            part.apply_theme(theme)
        self._made_of = ()

    def _show(self, outcome: Outcome) -> None:
        self.outdated.refresh()
        many, settings = self.session.many, self.session.view.settings
        made_of = (outcome, many.solved_rule, many.seeds.present, settings.log_loss_axis)
        if made_of == self._made_of:
            return
        self._made_of = made_of
        self.solved.refresh(outcome)
        self.plot.show_outcome(outcome, logarithmic=settings.log_loss_axis)
        self.middle.setText(*_losses(self.plot.quartiles[-1]))
        self.middle.setToolTip(self.middle.text())
        self._show_tiles(outcome)
        seeds = [experiment.spec.seed for experiment in outcome.request.experiments]
        rows = judged_rows(outcome.request.experiments[0])
        epochs = f"epoch {outcome.epoch:,} of {outcome.request.epochs:,}"
        judged = f"{epochs} · judged on {rows}"
        wordings = f"Seeds {seeds[0]}–{seeds[-1]} · {judged} · click one to adopt it", judged, epochs
        self.foot.setText(*((outcome.problem,) if outcome.problem else wordings))
        self.foot.setToolTip(self.foot.text())

    def _show_tiles(self, outcome: Outcome) -> None:
        rule, present = self.session.many.solved_rule, self.session.many.seeds.present
        if self._standings is outcome.standings and self._judged_by == (rule, present):
            return
        self._standings, self._judged_by = outcome.standings, (rule, present)
        solved = outcome.solved(rule)
        widest = max((str(one.spec.seed) for one in outcome.request.experiments), key=len)
        self.tiles.show_count(len(outcome.standings))
        for place, (tile, experiment, one) in enumerate(
            zip(self.tiles.tiles, outcome.request.experiments, outcome.standings, strict=False)
        ):
            shown = Shown(
                f"Seed {experiment.spec.seed}",
                str(experiment.spec.seed),
                widest,
                figure(one, rule),
                told(experiment, one, solved=solved[place]),
                solved=solved[place],
                diverged=one.diverged_at is not None,
                marked=place == present,
            )
            tile.show_run(shown)

    def _lay_out(self) -> None:
        results = QWidget()
        column = QVBoxLayout(results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.outdated, self.solved, self.middle):
            column.addWidget(part)
        column.addWidget(self.plot, 2)
        column.addWidget(self.tiles, 5)
        column.addWidget(self.foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.start)
        self._pages = QStackedLayout()
        whole.addLayout(self._pages, 1)  # before its pages, or the first were shown as a window of its own
        self._pages.addWidget(self.empty)
        self._pages.addWidget(results)


def _losses(quartiles: Array) -> tuple[str, str]:
    """Median and quartiles (3, 2) of training and test loss; and the medians alone."""
    words, medians = [], []
    for part, name in enumerate(("training", "test")):
        low, middle, high = map(number_format.loss, quartiles[:, part].tolist())
        if middle != number_format.loss(None):
            words.append(f"{name} {middle} ({low}–{high})")
            medians.append(f"{name} {middle}")
    whole, short = (f"median loss: {', '.join(said)}" if said else "" for said in (words, medians))
    return whole, short
