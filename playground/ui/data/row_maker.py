"""The rows of a recipe: few are made at once, many beside the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from playground.data import GENERATORS, Dataset, Recipe, load
from playground.errors import PlaygroundError
from playground.session import Notice, Session
from playground.session.source import other_seed
from playground.ui.background.progress_line import ProgressLine
from playground.wording import counted

MANY = 100_000
"""Rows that take some 30 ms to make: from there on the window does not wait for them."""


class _Wish(Struct, frozen=True):
    """A change of the recipe, as `SourceEdits.update_recipe` takes it."""

    label: str | None
    merge: bool
    changes: dict[str, Any]


class RowMaker:
    """Makes the rows for a session, on a `line` that shows it, with Cancel.

    One wish at a time: what is wished meanwhile is made when the rows under way are there, all in one.

    given_up  called when rows that were wished do not come: forms show again what there is
    """

    def __init__(self, session: Session, line: ProgressLine) -> None:
        self._session, self._line = session, line
        self._making: _Wish | None = None
        self._wanted: _Wish | None = None
        self._place: object = None  # of which data the wish was made
        self.given_up: Callable[[], None] = lambda: None

    @property
    def busy(self) -> bool:
        return self._making is not None

    def update(self, label: str | None = None, *, merge: bool = False, **changes: Any) -> None:
        """Make the rows of a changed recipe. Raises DataError and SpecError, and changes nothing."""
        if self.busy and not self._is_there:
            self._line.cancel()
        if self._wanted is not None:
            changes = {**self._wanted.changes, **changes}
        wish = _Wish(label, merge, changes)
        if not self._takes_long(wish):
            if self.busy:
                self._line.cancel()
            self._session.source.update_recipe(label, merge=merge, **changes)
        elif self.busy:
            self._wanted = wish
        else:
            self._begin(wish)

    def resample(self) -> None:
        """Draw the rows again (generated data), or which of them train (all others), from a new seed."""
        self.update("Resample", seed=other_seed())

    # --- inside ------------------------------------------------------------------------------------

    def _recipe(self, wish: _Wish) -> Recipe:
        return self._session.experiment.recipe.changed(**wish.changes)

    def _takes_long(self, wish: _Wish) -> bool:
        experiment, recipe = self._session.experiment, self._recipe(wish)
        made = recipe.source in GENERATORS and not experiment.only_splits(wish.changes)
        return made and recipe.count >= MANY

    @property
    def _data(self) -> tuple[object, ...]:
        """Other data than these are not what the wish was made for."""
        session, experiment = self._session, self._session.experiment
        return experiment.recipe.source, experiment.by_hand, session.playhead.place, session.lesson.lesson

    @property
    def _is_there(self) -> bool:
        return self._place == self._data

    def _begin(self, wish: _Wish) -> None:
        recipe = self._recipe(wish)
        self._line.run(
            f"Generating {counted(recipe.count, 'row')}",
            lambda _tell: load(recipe),
            lambda data: self._take(recipe, data),
            self._refuse,
            given_up=self._give_up,
        )
        self._making = self._wanted = wish
        self._place = self._data

    def _take(self, recipe: Recipe, data: Dataset) -> None:
        """Go on with the rows, unless there are other data by now; then make what is wished since."""
        made, wanted = self._making, self._wanted
        self._making = self._wanted = None
        assert made is not None and wanted is not None
        if not self._is_there:
            self.given_up()
        elif self._recipe(made) != recipe:  # an undo, or another split, came before the rows
            self.update(wanted.label, merge=wanted.merge, **wanted.changes)
        else:
            source = self._session.source
            source.update_recipe(made.label, merge=made.merge, rows=data, **made.changes)
            if wanted is not made:
                self.update(wanted.label, merge=wanted.merge, **wanted.changes)

    def _refuse(self, error: PlaygroundError) -> None:
        self._give_up()
        self._session.notices.show(Notice(str(error)))

    def _give_up(self) -> None:
        self._making = self._wanted = None
        self.given_up()
