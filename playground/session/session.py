"""The session itself: its verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from playground.data import DRAWINGS, FEWEST_TO_SPLIT, Loaded, Recipe, TargetTask
from playground.data.plane import Plane
from playground.session.changes import Change
from playground.session.document import Document
from playground.session.drawing import Drawing
from playground.session.shown import Beside, Inspected, Notice, View
from playground.settings import settings_of
from playground.training.experiment import Experiment, default_spec
from playground.training.history import Checkpoint, History
from playground.training.messages import Pause, Play, Recover, Step
from playground.training.parameters import Parameter
from playground.training.proxy import Connect, TrainerProxy
from playground.training.spec import Spec
from playground.training.spec_words import differences
from playground.training.trainer import Stride

_FEWEST = 10  # epochs that the loss plot shows


class Session(Drawing):
    """One experiment, its run in a worker process, and the way back through its edits.

    Each part knows those before it: the run (run.py), the way back (undoing.py), the Backprop mode
    (looking.py), drawing (drawing.py), and here the verbs of training, editing, keeping and showing.

    document  what would not be lost, and the file it is in
    """

    def __init__(
        self,
        experiment: Experiment | None = None,
        view: View | None = None,
        connect: Connect = TrainerProxy,
    ) -> None:
        self.beside: Beside = "network"
        super().__init__(experiment, view, connect)
        self.document = Document(self.experiment, self.snapshot.theta)
        self._compared: tuple[object, object, object, bool] = (None, None, None, False)

    # --- training ----------------------------------------------------------------------------------

    def play(self) -> None:
        """Train until paused, or until a stop rule holds."""
        self.notice = obstacle = self._obstacle()
        self._tell(Change.STATUS)
        if obstacle is not None:
            return
        self.close_microscope()
        self.training, self.remark = True, ""
        self._pace.clear()
        self._send(Play(self.view.speed))

    def step(self, stride: Stride) -> None:
        """Train one row, batch or epoch, and pause."""
        self.notice = obstacle = self._obstacle()
        self.training, self.remark = False, ""
        self._pace.clear()
        self._send(Pause() if obstacle else Step(stride))
        self._tell(Change.STATUS)

    def reset(self) -> None:
        """Back to the very same first weights, paused. An undo brings the trained ones back."""
        self.pause()
        self._edit("Reset", self.experiment, fresh=True)

    def recover(self) -> None:
        """After a divergence: back to the last finite state."""
        self._run += 1
        self.notice = None
        self.training = False
        self.snapshot = replace(self.snapshot, status="ready", reason="")
        self._send(Recover(self._run))
        self._tell(Change.STATUS)

    def set_speed(self, epochs_per_second: float) -> None:
        """The greatest number of epochs a second; inf for as fast as it goes."""
        self.set_view(speed=epochs_per_second)
        self._pace.clear()
        if self.training:
            self._send(Play(epochs_per_second))

    # --- editing -----------------------------------------------------------------------------------

    def set(self, label: str | None = None, *, merge: bool = False, **choices: Any) -> None:
        """Change fields of the spec. Raises SpecError, and changes nothing, when a value is not allowed.

        `merge` joins the edit to the last one of the same label: one undo for one drag of a slider.
        """
        spec = msgspec.structs.replace(self.spec, **choices)
        if spec != self.spec:
            self._edit(label or f"Change {', '.join(choices)}", self.experiment.with_spec(spec), merge=merge)

    def set_frozen(self, parameter: Parameter, *, frozen: bool) -> None:
        """Keep a parameter as it is while the others learn, or let it learn again."""
        names = [name for name in self.spec.frozen if name != parameter.name]
        label = f"{'Freeze' if frozen else 'Unfreeze'} {parameter.label}"
        self.set(label, frozen=(*names, parameter.name) if frozen else tuple(names))

    def new_seed(self) -> None:
        """Other first weights."""
        self.set("Re-initialise weights", seed=int(np.random.default_rng().integers(1, 10_000)))

    def set_recipe(self, label: str | None = None, *, merge: bool = False, **changes: Any) -> None:
        """Make, find or read data again with a changed recipe. Raises DataError and SpecError.

        While training, the run goes on with the new rows. When paused, other data are a fresh start.
        Rows drawn by hand or read from a file are kept where only seed or share change: they are split anew.
        """
        notes: list[str] = []
        experiment = self.experiment.with_recipe(notes.append, **changes)
        other, spec = experiment.recipe.source != self.experiment.recipe.source, self.spec
        fresh, rows = other and not self.training, self.data.X
        self._edit(label or f"Change {', '.join(changes)}", experiment, merge=merge, fresh=fresh)
        if self.data.X is not rows:
            self.select(np.empty(0, dtype=np.intp))
        if other:
            self.remark = self._adapted(spec)
        self._say_notes(notes)

    def use_defaults(self) -> None:
        """Back to the choices that suit the dataset; the seed stays. One undo brings the others back."""
        spec = self.spec
        choices = msgspec.structs.asdict(self.default_spec)
        self.set("Defaults", **choices)
        changes = differences(self.spec, spec)
        self.remark = f"Defaults: {', '.join(changes)}." if changes else "These are the defaults already."
        self._tell(Change.STATUS)

    @property
    def default_spec(self) -> Spec:
        """The choices that suit the dataset, with the present seed."""
        suiting = default_spec(self.data, self.experiment.recipe)
        return msgspec.structs.replace(suiting, seed=self.spec.seed)

    def _adapted(self, before: Spec) -> str:
        """What other data have changed in the spec, and what was kept although their default is another."""
        changed = differences(self.spec, before)
        kept = differences(self.spec, self.default_spec)
        said = [f"Set for {self.data_label}: {', '.join(changed)}."] if changed else []
        if kept:
            said.append(f"Kept: {', '.join(kept)}.")
        if 0 < len(self.data) < FEWEST_TO_SPLIT and not self.data.test.any():
            said.append(
                f"All {len(self.data)} rows are in the training set: they are fewer than {FEWEST_TO_SPLIT}."
            )
        return " ".join(said)

    def new_draw(self) -> None:
        """Draw the rows anew (generated data), or which of them train (all others), from a new seed."""
        self.set_recipe("Resample", seed=int(np.random.default_rng().integers(1, 10_000)))

    def adopt(self, label: str, loaded: Loaded, recipe: Recipe, **choices: Any) -> None:
        """A table that was read already, by this recipe, and choices of the spec that go with it.

        Rows that come from no file, as pasted ones do, have a recipe whose source is empty.
        """
        data = loaded.dataset.split(recipe.train_share, recipe.seed)
        before = self.spec
        self._edit(label, self.experiment.with_table(data, recipe, **choices), fresh=not self.training)
        self.look(self._whole_plane((self.plane.x, self.plane.y)))  # of the same names, yet other rows
        self.remark = self._adapted(before)
        self._say_notes(loaded.notes)

    def new_drawing(self, task: TargetTask) -> None:
        """An empty canvas, for points of classes or values of one's own; the hand holds the point tool."""
        self.pause()
        self._edit("New drawing", self.experiment.with_table(DRAWINGS[task], Recipe(source="")), fresh=True)
        self.look()
        self.set_brush(tool="point")

    def _say_notes(self, notes: Sequence[str]) -> None:
        """What was done to the rows of a table, such as that some were dropped."""
        if notes:
            self.say(Notice(" ".join(notes), bad=False, ends_with_edit=True))

    def split(self, train_share: float, *, merge: bool = False) -> None:
        """Draw anew which rows are held out for testing; rows drawn by hand are kept."""
        recipe = msgspec.structs.replace(self.experiment.recipe, train_share=train_share)
        data = self.data.split(train_share, recipe.seed)
        self._edit(
            settings_of(Recipe)["train_share"].label,
            replace(self.experiment, data=data, recipe=recipe),
            merge=merge,
        )

    # --- opening and keeping -----------------------------------------------------------------------

    def open(
        self,
        experiment: Experiment,
        start: Checkpoint | None = None,
        label: str = "Open",
        *,
        path: str = "",
        remark: str = "",
        notes: Sequence[str] = (),
    ) -> None:
        """Another experiment altogether, with trained weights if there are some; `path` is its file.

        `notes` say what was done to the rows of its table.
        """
        self.pause()
        self._edit(label, experiment, start=start, fresh=True)
        self.remark = remark
        if path:
            self.set_document(Document(experiment, self.snapshot.theta, path))
        self._say_notes(notes)

    def restore(self, experiment: Experiment, start: Checkpoint, history: History, path: str = "") -> None:
        """Go on with work that was kept, its losses included; it would be lost, whatever file it came from.

        No undo leads back from there: what was here before is kept elsewhere.
        """
        self.open(experiment, start)
        self._undo.clear()
        if len(history):
            self.history = history.copy()
        self.set_document(Document(path=path))

    def start_new(self) -> None:
        """The experiment of a first start. An undo brings the present one back."""
        self.open(Experiment.load(), label="Start new")
        self.set_document(Document(self.experiment, self.snapshot.theta))

    def set_document(self, document: Document) -> None:
        """From now on, this would not be lost."""
        self.document = document
        self._tell(Change.STATUS)

    @property
    def modified(self) -> bool:
        """Whether there is anything that is neither in its file nor there at every start."""
        now = (self.document, self.experiment, self.snapshot)
        if any(one is not other for one, other in zip(now, self._compared[:3], strict=True)):
            self._compared = (*now, not self.document.holds(self.experiment, self.snapshot.theta))
        return self._compared[3]

    @property
    def resting_point(self) -> Checkpoint:
        """Where the run can be taken up again: here or, after a divergence, where it was last in order."""
        return self._resting_point

    # --- showing -----------------------------------------------------------------------------------

    def set_view(self, **choices: Any) -> None:
        """Change how things are shown."""
        self.view = replace(self.view, **choices)
        self._tell(Change.VIEW)
        self._rename()

    def look(self, plane: Plane | None = None) -> None:
        """Look at another part of the plane; without one, at all rows along the same axes."""
        held = self.plane.held
        self.plane = plane or replace(self._whole_plane((self.plane.x, self.plane.y)), held=held)
        self._tell(Change.VIEW)

    def look_along(self, x: int, y: int | None) -> None:
        """Put these columns on the axes (y None: the target stands upright)."""
        self.look(replace(self._whole_plane((x, y)), held=self.plane.held))

    def hold(self, column: int, value: float) -> None:
        """Hold a column that is not on an axis at this value, in original units."""
        held = (*self.plane.held[:column], value, *self.plane.held[column + 1 :])
        self.look(replace(self.plane, held=held))

    def hold_at_means(self, *columns: int) -> None:
        """Hold these columns, or all of them, at their means, as in the beginning."""
        means = self._whole_plane((self.plane.x, self.plane.y)).held
        chosen = columns or range(len(means))
        held = (mean if i in chosen else self.plane.held[i] for i, mean in enumerate(means))
        self.look(replace(self.plane, held=tuple(held)))

    def set_beside(self, card: Beside) -> None:
        """Choose the card that stands beside the canvas."""
        self.beside = card
        self._tell(Change.VIEW)

    @property
    def known_epochs(self) -> tuple[float, float]:
        """The first epoch of the run and its last; a few more where there are hardly any."""
        first = self.history.first
        return float(first), float(max(self.history.last_epoch, first + _FEWEST))

    def look_at_epochs(self, first: float = 0.0, last: float = np.inf) -> None:
        """Let the loss plot show the epochs between these; all of them, and those to come, by default."""
        known = self.known_epochs
        if first - known[0] < 0.5 and known[1] - last < 0.5:
            self.epochs = None
        else:
            first = min(max(first, known[0]), known[1] - _FEWEST)
            self.epochs = first, max(min(last, known[1]), first + _FEWEST)
        self._tell(Change.HISTORY)

    def inspect(self, inspected: Inspected | None) -> None:
        """Show what one neuron computes on the canvas; without one, the output."""
        if inspected != self.inspected:
            self.inspected = inspected
            self._tell(Change.VIEW)
