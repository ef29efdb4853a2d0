"""A race of the values of one setting: their losses on common axes, and each with its picture, to adopt."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from playground.errors import PlaygroundError
from playground.session import Notice, Session
from playground.session.many import name_of
from playground.session.side_runs import Outcome
from playground.training.race import Race
from playground.ui.many.empty import Empty
from playground.ui.many.outdated import OutdatedLine
from playground.ui.many.pictures import Pictures
from playground.ui.many.race_plot import RacePlot
from playground.ui.many.race_tile import RaceTile
from playground.ui.many.start_bar import StartBar
from playground.ui.many.tile import Shown
from playground.ui.many.tiles import Tiles
from playground.ui.many.vary_bar import VaryBar
from playground.ui.many.words import judged_rows, lowest, race_epochs, race_lines, told, value_name
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.labels import Elided

_WHY = (
    "Which value learns best? Train this network with several values of one setting, from the same "
    "initial weights, and compare their losses and boundaries."
)
_TIP = "All begin with the same initial weights and take the rows in the same order; your run is not touched"
_PLOT, _MOST = (124, 420), 190  # px of the plot's height, and of a picture at most
_POINTS = 120  # of a picture along its side
_ONE_ROW = 4  # values at most that stand in one row


class RacePage(QWidget):
    """Before anything was trained, a sentence and a button."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self._theme = session, theme
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.vary = VaryBar(session)
        self.start = StartBar(session, session.many.race, "race")
        self.start.asked.connect(self._begin)
        self.empty = Empty("race_first", _WHY)
        self.empty.button.clicked.connect(self._begin)
        self.outdated = OutdatedLine(session.many.race, "race")
        self.plot, self.tiles = RacePlot(theme), Tiles("adopt_value", theme, RaceTile, _MOST)
        self.tiles.pressed.connect(session.many.adopt_value)
        self.pictures = Pictures(session, self.tiles, theme, _POINTS)
        self.foot = Elided("race_foot", "dim")
        style.scaled(self.plot.setMinimumHeight, _PLOT[0])
        style.scaled(self.plot.setMaximumHeight, _PLOT[1])
        self._made_of: tuple[object, ...] = ()
        self._lay_out()

    def refresh(self) -> None:
        """Bring it up to date; pictures are made in slices."""
        many, outcome = self.session.many, self.session.many.race.outcome
        words = "Start race"
        begun = outcome is not None and len(outcome.standings) > 0
        self.vary.refresh()
        self.start.refresh(words, _TIP, empty=not begun)
        self.empty.refresh(words, many.obstacle, running=many.race.running)
        self._pages.setCurrentIndex(int(begun))
        if begun and outcome is not None and isinstance(outcome.request, Race):
            self._show(outcome, outcome.request)
            self.pictures.show_outcome(outcome)  # on the tiles that are there now

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.plot, self.tiles, self.pictures):
            part.apply_theme(theme)
        self._made_of = ()

    def _begin(self) -> None:
        try:
            self.session.many.start_race()
        except PlaygroundError as error:
            self.session.notices.show(Notice(str(error)))

    def _show(self, outcome: Outcome, race: Race) -> None:
        self.outdated.refresh()
        logarithmic = self.session.view.settings.log_loss_axis
        made_of = (outcome, self.session.many.race.present, logarithmic)
        if made_of == self._made_of:
            return
        self._made_of = made_of
        self.plot.show_outcome(outcome, logarithmic=logarithmic)
        self.tiles.show_count(len(outcome.standings))
        self.tiles.stand_in(1 if len(outcome.standings) <= _ONE_ROW else 2)
        for place, tile in enumerate(self.tiles.tiles):
            tile.show_run(self._shown(outcome, race, place))
            tile.setObjectName(f"adopt_{race.name}")  # a lesson that locks the setting locks it here
        epochs = race_epochs(outcome)
        judged = f"{epochs} · judged on {judged_rows(race.experiments[0])}"
        wordings = f"{judged} · click one to adopt it", judged, epochs
        self.foot.setText(*((outcome.problem,) if outcome.problem else wordings))
        self.foot.setToolTip(self.foot.text())

    def _shown(self, outcome: Outcome, race: Race, place: int) -> Shown:
        one, name = outcome.standings[place], value_name(race, place)
        figures = told(race.experiments[place], one, solved=False)
        return Shown(
            name_of(race, place),
            name,
            name,
            "lowest" if place == lowest(outcome) else "",
            f"{figures}. {one.reason}" if one.reason else figures,
            diverged=one.diverged_at is not None,
            marked=place == self.session.many.race.present,
            lines=race_lines(outcome, race, place),
            colour=self._theme.contender(place),
        )

    def _lay_out(self) -> None:
        results = QWidget()
        column = QVBoxLayout(results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.outdated)
        column.addWidget(self.plot, 1)
        column.addWidget(self.tiles, 3)
        column.addStretch()  # in a large window, where plot and pictures have all they may take
        column.addWidget(self.foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.vary)
        whole.addWidget(self.start)
        self._pages = QStackedLayout()
        whole.addLayout(self._pages, 1)  # before its pages, or the first were shown as a window of its own
        self._pages.addWidget(self.empty)
        self._pages.addWidget(results)
