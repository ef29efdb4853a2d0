"""Edits of the whole dataset: where its rows come from, and which of them train."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from msgspec.structs import replace

from playground.data import DRAWINGS, FEWEST_TO_SPLIT, Dataset, Recipe, TargetTask, sentences
from playground.data.dataset import why_all_train
from playground.session.drawing_tools import DrawingTools
from playground.session.editor import Editor
from playground.session.notice import Notice
from playground.session.points import Points
from playground.session.run_state import RunState
from playground.session.view_state import ViewState
from playground.settings import labels_of, settings_of
from playground.training.spec import Spec
from playground.training.spec_words import differences

if TYPE_CHECKING:
    from playground.data import Loaded


def other_seed() -> int:
    """A seed for other rows, short enough to be told on."""
    return int(np.random.default_rng().integers(1, 10_000))


class SourceEdits:
    """The verbs that make, find or split data; each can be undone."""

    def __init__(
        self, run: RunState, view: ViewState, editor: Editor, points: Points, tools: DrawingTools
    ) -> None:
        self._run, self._view, self._editor, self._points, self._tools = run, view, editor, points, tools

    def update_recipe(
        self,
        label: str | None = None,
        *,
        merge: bool = False,
        rows: Dataset | None = None,
        **changes: Any,
    ) -> None:
        """Make, find or read data again with a changed recipe, or go on with its `rows`, if they are there
        already. Raises DataError and SpecError.

        While training, the run goes on with the new rows. When paused, other data are a fresh start.
        Rows drawn by hand or read from a file are kept where only seed or share change: they are split again.
        """
        run = self._run
        notes: list[str] = []
        experiment = run.experiment.with_recipe(lambda told: notes.extend(sentences(told)), rows, **changes)
        other, spec = experiment.recipe.source != run.experiment.recipe.source, run.spec
        fresh, before = other and not run.training, run.data.X
        self._editor.edit(
            label or f"Change {labels_of(Recipe, changes)}", experiment, merge=merge, fresh=fresh
        )
        if run.data.X is not before:
            self._points.select_none()
        if other:
            run.remark = self._adapted(spec)
        self.say_notes(notes)

    def load_table(self, label: str, loaded: Loaded, recipe: Recipe, **choices: Any) -> None:
        """A table that was read already, by this recipe, and choices of the spec that go with it.

        Rows that come from no file, as pasted ones do, have a recipe whose source is empty.
        """
        run = self._run
        data = loaded.dataset.split(recipe.train_share, recipe.seed)
        before = run.spec
        self._editor.edit(label, run.experiment.with_table(data, recipe, **choices), fresh=not run.training)
        self._view.reset_range()  # of the same names, yet other rows
        run.remark = self._adapted(before)
        self.say_notes(loaded.notes)

    def new_drawing(self, task: TargetTask) -> None:
        """An empty canvas, for points of classes or values of one's own, with the point tool."""
        experiment = self._run.experiment.with_table(DRAWINGS[task], Recipe(source=""))
        self._editor.edit("New drawing", experiment, fresh=True, pause=True)
        self._view.fit()
        self._tools.set_brush(tool="point")

    def split(self, train_share: float, *, merge: bool = False) -> None:
        """Draw again which rows are test rows; rows drawn by hand are kept."""
        experiment = self._run.experiment
        recipe = msgspec.structs.replace(experiment.recipe, train_share=train_share)
        data = experiment.data.split(train_share, recipe.seed)
        self._editor.edit(
            settings_of(Recipe)["train_share"].label,
            replace(experiment, data=data, recipe=recipe),
            merge=merge,
        )

    def say_notes(self, notes: Sequence[str]) -> None:
        """What was done to the rows of a table, such as that some were dropped."""
        if notes:
            self._run.notices.show(Notice(" ".join(notes), bad=False, ends_with_edit=True))

    def _adapted(self, before: Spec) -> str:
        """What other data have changed in the spec, and what was kept although their default is another."""
        run = self._run
        changed = differences(run.spec, before)
        kept = differences(run.spec, run.default_spec)
        said = [f"Set for {run.data_label}: {', '.join(changed)}."] if changed else []
        if kept:
            said.append(f"Kept: {', '.join(kept)}.")
        if 0 < len(run.data) < FEWEST_TO_SPLIT and not run.data.test.any():
            said.append(why_all_train(len(run.data)))
        return " ".join(said)
