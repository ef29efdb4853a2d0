"""Many networks beside the run: from many seeds; any of them can be adopted."""

from __future__ import annotations

from playground.session.branches import Branches
from playground.session.changes import Changes
from playground.session.run_state import RunState
from playground.session.side_runs import SideRuns
from playground.session.view_state import ViewState
from playground.settings import settings_of
from playground.training.many import SolvedRule
from playground.training.many_choices import ManyChoices
from playground.training.seeds import Seeds
from playground.training.side_process import Begin
from playground.training.spec import Spec


class Many:
    """`seeds` holds what has come of many seeds of one experiment."""

    def __init__(
        self, changes: Changes, run: RunState, view: ViewState, branches: Branches, begin: Begin
    ) -> None:
        self._run, self._view, self._branches = run, view, branches
        self.seeds = SideRuns(changes, run, begin)

    @property
    def running(self) -> bool:
        return self.seeds.running

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
        """Train the present experiment from as many seeds as are chosen: from its own on, or from those on
        that are shown of it.
        """
        if self.obstacle:
            return
        experiment, settings = self._run.present.experiment, self._view.settings
        shown, first = self.seeds.outcome, experiment.spec.seed
        if shown is not None and not self.seeds.outdated:
            first = shown.request.experiments[0].spec.seed
        largest = settings_of(Spec)["seed"].maximum
        first = min(first, int(largest) + 1 - settings.many_seeds) if largest is not None else first
        seeds = tuple(range(first, first + settings.many_seeds))
        self.seeds.begin(Seeds(experiment, seeds, settings.many_epochs))

    def adopt_seed(self, place: int) -> None:
        """Train on with one of the seeds: its run is made again, to the epoch that is shown of it."""
        outcome = self.seeds.outcome
        if outcome is not None and place < len(outcome.standings):
            experiment = outcome.request.experiments[place]
            name = f"Seed {experiment.spec.seed}"
            epochs = outcome.standings[place].epoch
            self._branches.begin_other(f"Adopt seed {experiment.spec.seed}", experiment, name, epochs)

    def tick(self) -> None:
        """Once a frame: take the news."""
        self.seeds.tick()

    def close(self) -> None:
        """End what is under way."""
        self.seeds.close()
