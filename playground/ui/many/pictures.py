"""The pictures of an outcome on its tiles: made a few at a time, and again when they would be others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter

from playground.arrays import Array
from playground.data.plane import Plane, plane_of
from playground.session import Session
from playground.session.side_runs import Outcome
from playground.training.experiment import Experiment
from playground.ui.background.sliced_job import Slices
from playground.ui.many.tiles import Tiles
from playground.ui.plotting.small_view import SmallView, small_view
from playground.ui.theme.theme import Theme


class PictureJob:
    """Hands over the picture of each network with its place; see `SlicedJob`."""

    def __init__(
        self,
        networks: Sequence[tuple[Experiment, Array]],
        make: Callable[[Experiment, Array], SmallView | None],
        show: Callable[[int, SmallView | None], None],
    ) -> None:
        self._networks, self._make, self._show = networks, make, show
        self._made = 0

    @property
    def done(self) -> bool:
        return self._made >= len(self._networks)

    def advance(self, seconds: float) -> None:
        """Go on for so long: one of them at the least."""
        deadline = perf_counter() + seconds
        while not self.done:
            self._show(self._made, self._make(*self._networks[self._made]))
            self._made += 1
            if perf_counter() >= deadline:
                return


class Pictures:
    """While the networks are trained, the next ones are begun when all of the last ones are made. They have
    `side` points along a side.
    """

    def __init__(self, session: Session, tiles: Tiles, theme: Theme, side: int) -> None:
        self._session, self._tiles, self._theme, self._side = session, tiles, theme, side
        self._slices = Slices(tiles, self._again)
        self._outcome: Outcome | None = None
        self._made_of: tuple[object, ...] = ()

    def show_outcome(self, outcome: Outcome) -> None:
        """Have the pictures of how the networks stand, on the plane that the canvas shows."""
        self._outcome = outcome
        if self._slices.job is None or self._slices.job.done:
            self._again()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._outcome is not None:
            self.show_outcome(self._outcome)

    def _again(self) -> None:
        outcome = self._outcome
        if outcome is None or (self._slices.job is not None and not self._slices.job.done):
            return
        experiments = outcome.request.experiments
        same = experiments[0].data.same_kind(self._session.data)
        plane = self._session.view.plane if same else _whole(experiments[0])
        made_of = (id(outcome.standings), plane, self._theme)
        if made_of == self._made_of:
            return
        self._made_of, self._standings = made_of, outcome.standings  # which are kept: an id is theirs alone
        thetas = [one.theta for one in outcome.standings]
        networks = list(zip(experiments, thetas, strict=False))
        make = partial(small_view, plane=plane, theme=self._theme, side=self._side)
        self._slices.begin(PictureJob(networks, make, self._show))

    def _show(self, place: int, view: SmallView | None) -> None:
        if place < len(self._tiles.tiles):
            self._tiles.tiles[place].show_view(view)


def _whole(experiment: Experiment) -> Plane:
    """The plane that shows all of its rows: the canvas shows other data."""
    return plane_of(experiment.data, experiment.inputs, experiment.target)
