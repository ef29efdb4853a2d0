"""Edits of the network and of how it learns: the spec, and numbers set by hand."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from playground.data import available, default_features
from playground.errors import SpecError
from playground.session.changes import Change, Changes
from playground.session.editor import Editor
from playground.session.notice import Notice
from playground.session.run_state import RunState
from playground.settings import labels_of
from playground.training.parameters import Parameter
from playground.training.spec import MAX_LAYERS, MAX_NEURONS, MAX_PARAMETER, Spec
from playground.training.spec_words import differences
from playground.wording import exact

_FIRST_LAYER = 4  # neurons of the first hidden layer


class ModelEdits:
    """The verbs that change the spec or a parameter; each can be undone."""

    def __init__(self, changes: Changes, run: RunState, editor: Editor) -> None:
        self._changes, self._run, self._editor = changes, run, editor

    def update_spec(self, label: str | None = None, *, merge: bool = False, **choices: Any) -> None:
        """Change fields of the spec. Raises SpecError, and changes nothing, when a value is not allowed.

        `merge` joins the edit to the last one of the same label: one undo for one drag of a slider.
        """
        spec = msgspec.structs.replace(self._run.spec, **choices)
        self._take(spec, label or f"Change {labels_of(Spec, choices)}", merge=merge)

    def set_layers(self, sizes: tuple[int, ...]) -> None:
        """Have hidden layers of these sizes. Raises SpecError."""
        self._take(self._run.spec.resized(sizes), "Hidden layers")

    def add_layer(self) -> None:
        """One more hidden layer before the output, like the last one."""
        sizes = self._run.spec.hidden_layers
        if len(sizes) < MAX_LAYERS:
            self.set_layers((*sizes, sizes[-1] if sizes else _FIRST_LAYER))

    def remove_layer(self) -> None:
        """One hidden layer less: the last."""
        self.set_layers(self._run.spec.hidden_layers[:-1])

    def resize_layer(self, layer: int, change: int) -> None:
        """So many neurons more in hidden layer `layer` (0: the first), as far as a layer can have them; none
        in one that is gone, as while its menu was open.
        """
        sizes = list(self._run.spec.hidden_layers)
        if layer < len(sizes):
            sizes[layer] = min(max(sizes[layer] + change, 1), MAX_NEURONS)
            self.update_spec("Neurons", hidden_layers=tuple(sizes))

    def set_activation(self, layer: int, name: str) -> None:
        """Have another activation in hidden layer `layer` (0: the first), unless that is gone."""
        if layer < len(self._run.spec.hidden_layers):
            self._take(self._run.spec.activated(layer, name), "Activation")

    def toggle_feature(self, name: str) -> None:
        """Feed a feature to the network, or no longer; the last one stays, which is said."""
        experiment, columns = self._run.experiment, len(self._run.data.columns)
        if experiment.features == (name,):
            words = "At least one feature is required: enable another one first."
            self._run.notices.show(Notice(words, bad=False))
            return
        active = set(experiment.features) ^ {name}
        features = tuple(known for known in available(columns) if known in active)
        every_column = features == default_features(columns)
        self.update_spec("Features", features=() if every_column else features)

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
        """Other initial weights."""
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
        """Back to the very same initial weights, paused. An undo brings the trained ones back."""
        self._editor.edit("Reset", self._run.experiment, fresh=True, pause=True)

    def _take(self, spec: Spec, label: str, *, merge: bool = False) -> None:
        run = self._run
        if spec != run.spec:
            self._editor.edit(label, run.experiment.with_spec(spec), merge=merge)
