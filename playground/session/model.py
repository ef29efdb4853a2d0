"""Edits of the network and of how it learns: the spec, and numbers set by hand."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from playground.errors import SpecError
from playground.session.changes import Change, Changes
from playground.session.editor import Editor
from playground.session.run_state import RunState
from playground.training.parameters import Parameter
from playground.training.spec import MAX_PARAMETER
from playground.training.spec_words import differences
from playground.wording import exact


class ModelEdits:
    """The verbs that change the spec or a parameter; each can be undone."""

    def __init__(self, changes: Changes, run: RunState, editor: Editor) -> None:
        self._changes, self._run, self._editor = changes, run, editor

    def update_spec(self, label: str | None = None, *, merge: bool = False, **choices: Any) -> None:
        """Change fields of the spec. Raises SpecError, and changes nothing, when a value is not allowed.

        `merge` joins the edit to the last one of the same label: one undo for one drag of a slider.
        """
        run = self._run
        spec = msgspec.structs.replace(run.spec, **choices)
        if spec != run.spec:
            label = label or f"Change {', '.join(choices)}"
            self._editor.edit(label, run.experiment.with_spec(spec), merge=merge)

    def set_parameter(self, parameter: Parameter, value: float, *, merge: bool = False) -> None:
        """Put a number into a weight or a bias: seen at once, its losses as soon as the worker has them.

        Raises SpecError for a number that no network can use. An undo puts the old number back.
        """
        if not abs(value) <= MAX_PARAMETER:
            hint = f"Its size is {MAX_PARAMETER:,} at most."
            raise SpecError(f"{parameter.label} cannot be {exact(value)}.", hint)
        index = parameter.index(self._run.experiment.sizes)
        if value != self._run.network.theta[index]:
            self._editor.edit_parameter(f"Set {parameter.label}", index, value, merge=merge)

    def set_frozen(self, parameter: Parameter, *, frozen: bool) -> None:
        """Keep a parameter as it is while the others learn, or let it learn again."""
        names = [name for name in self._run.spec.frozen if name != parameter.name]
        label = f"{'Freeze' if frozen else 'Unfreeze'} {parameter.label}"
        self.update_spec(label, frozen=(*names, parameter.name) if frozen else tuple(names))

    def new_seed(self) -> None:
        """Other first weights."""
        self.update_spec("Re-initialise weights", seed=int(np.random.default_rng().integers(1, 10_000)))

    def use_defaults(self) -> None:
        """Back to the choices that suit the dataset; the seed stays. One undo brings the others back."""
        before = self._run.spec
        self.update_spec("Defaults", **msgspec.structs.asdict(self._run.default_spec))
        changes = differences(self._run.spec, before)
        self._run.remark = (
            f"Defaults: {', '.join(changes)}." if changes else "These are the defaults already."
        )
        self._changes.note(Change.STATUS)

    def reset(self) -> None:
        """Back to the very same first weights, paused. An undo brings the trained ones back."""
        self._editor.edit("Reset", self._run.experiment, fresh=True, pause=True)
