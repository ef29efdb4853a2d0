"""Many networks beside the run: many seeds, and races of the values of a setting; any can be adopted."""

from __future__ import annotations

from playground.session.branches import Branches
from playground.session.changes import Changes
from playground.session.run_state import RunState
from playground.session.side_runs import Outcome, SideRuns
from playground.session.view_state import ViewState
from playground.settings import settings_of
from playground.training.many import SolvedRule
from playground.training.many_choices import ManyChoices
from playground.training.race import Race, proposed, values_of
from playground.training.seeds import Seeds
from playground.training.side_process import Begin
from playground.training.spec import Spec
from playground.training.spec_words import value_words


class Many:
    """`seeds` holds what has come of many seeds of one experiment, `race` what of several values."""

    def __init__(
        self, changes: Changes, run: RunState, view: ViewState, branches: Branches, begin: Begin
    ) -> None:
        self._run, self._view, self._branches = run, view, branches
        self.seeds, self.race = SideRuns(changes, run, begin), SideRuns(changes, run, begin)

    @property
    def running(self) -> bool:
        return self.seeds.running or self.race.running

    @property
    def obstacle(self) -> str:
        """Why nothing can be trained, if so."""
        notice = self._run.without_rows
        return notice.text if notice is not None else ""

    @property
    def solved_rule(self) -> SolvedRule:
        """When a network counts as having learnt its task."""
        settings = self._view.settings
        if settings.solved_by_loss:
            return SolvedRule("loss", settings.solved_loss)
        return SolvedRule("quality", settings.solved_percent / 100.0)

    def choose(self, **choices: float) -> None:
        """Choose otherwise. Raises SpecError for what is not allowed."""
        ManyChoices(**choices)  # type: ignore[arg-type]
        self._view.update(**choices)

    def train_seeds(self) -> None:
        """Train the experiment that is looked at from as many seeds as are chosen: from its own on, or from
        those on that are shown of it.
        """
        if self.obstacle:
            return
        experiment, settings = self._run.experiment, self._view.settings
        shown, first = self.seeds.outcome, experiment.spec.seed
        if shown is not None and not self.seeds.outdated:
            first = shown.request.experiments[0].spec.seed
        largest = settings_of(Spec)["seed"].maximum
        first = min(first, int(largest) + 1 - settings.many_seeds) if largest is not None else first
        seeds = tuple(range(first, first + settings.many_seeds))
        self.seeds.begin(Seeds(experiment, seeds, settings.many_epochs))

    def adopt_seed(self, place: int) -> None:
        """Train on with one of the seeds."""
        outcome = self.seeds.outcome
        if outcome is not None:
            self._adopt(outcome, place, f"Seed {outcome.request.experiments[place].spec.seed}")

    # --- a race ------------------------------------------------------------------------------------

    @property
    def race_words(self) -> str:
        """The values of the race as they are typed: what was, or what is proposed."""
        settings = self._view.settings
        if settings.race_values:
            return settings.race_values
        name = settings.race_setting
        values = [value_words(name, one) for one in proposed(self._run.experiment, name)]
        return ("; " if any("," in one for one in values) else ", ").join(values)

    def vary(self, name: str, words: str = "") -> None:
        """Choose the setting, and its values; without words, those that are proposed.

        Raises SpecError for values that are not allowed.
        """
        if words:
            Race.of(self._run.experiment, name, values_of(name, words), 1)
        self._view.update(race_setting=name, race_values=words)

    def start_race(self) -> None:
        """Train the experiment that is looked at with each of the values.

        Raises SpecError where one does not fit.
        """
        if self.obstacle:
            return
        settings, experiment = self._view.settings, self._run.experiment
        values = values_of(settings.race_setting, self.race_words)
        name, epochs, start = settings.race_setting, settings.many_epochs, self._run.own_start
        self.race.begin(Race.of(experiment, name, values, epochs, start))

    def adopt_value(self, place: int) -> None:
        """Train on with one of the values."""
        outcome = self.race.outcome
        if outcome is not None and isinstance(outcome.request, Race):
            self._adopt(outcome, place, name_of(outcome.request, place))

    def _adopt(self, outcome: Outcome, place: int, name: str) -> None:
        """Make the run again, to the epoch that is shown of it."""
        if place < len(outcome.standings):
            experiment, epochs = outcome.request.experiments[place], outcome.standings[place].epoch
            theta = outcome.request.theta(place)
            self._branches.begin_other(f"Adopt {name}", experiment, theta, name, epochs)

    def tick(self) -> None:
        """Once a frame: take the news."""
        try:
            self.seeds.tick()
        finally:
            self.race.tick()

    def close(self) -> None:
        """End what is under way."""
        self.seeds.close()
        self.race.close()


def name_of(race: Race, place: int) -> str:
    """What one of a race is called: the setting and its value."""
    words = value_words(race.name, getattr(race.experiments[place].spec, race.name))
    return f"{settings_of(Spec)[race.name].label} {words}"
