"""An experiment: data and spec, and the way from the one to the other (scaling, features, targets)."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.arrays import Array, Indices, RowIndices
from playground.data import (
    BUNDLED,
    GENERATORS,
    Dataset,
    Note,
    Recipe,
    Scaling,
    available,
    default_features,
    fit,
    ignore,
    is_made,
    load,
    make_features,
)
from playground.engine import LOSSES, REGULARISERS, Learner, Network, losses_for
from playground.engine.losses import Loss
from playground.errors import SpecError, did_you_mean
from playground.training.parameters import parameter
from playground.training.spec import Spec


class Experiment(Struct, frozen=True, eq=False, dict=True):
    """Everything needed to repeat a run. Immutable; make one with `Experiment.create` or `.load`.

    data     the rows, in original units
    spec     all other choices
    recipe   where the rows came from
    by_hand  the rows were drawn or changed by hand since: the recipe alone does not give them again
    inputs   the scaling of the input columns, `target` that of the target, both fitted once: adding a
             point does not change what the weights mean
    """

    data: Dataset
    spec: Spec
    recipe: Recipe
    inputs: Scaling
    target: Scaling
    by_hand: bool = False

    @classmethod
    def create(
        cls, data: Dataset, spec: Spec | None = None, recipe: Recipe | None = None, *, by_hand: bool = False
    ) -> Experiment:
        """Fit spec and scaling to the data: a loss that does not apply gives way to one that does."""
        spec = suited(spec or Spec(), data)
        train = ~data.test
        choice = "none" if data.class_names else spec.scale_target
        return cls(
            data,
            spec,
            recipe or Recipe(),
            inputs=fit(data.X[train], _scale(spec.scale_inputs, data), spec.features),
            target=fit(data.y[train][:, None], _scale(choice, data)),
            by_hand=by_hand,
        )

    @classmethod
    def load(cls, recipe: Recipe | None = None, spec: Spec | None = None, note: Note = ignore) -> Experiment:
        """Make, find or read the data a recipe names. Raises DataError."""
        recipe = recipe or Recipe()
        return cls.create(load(recipe, note), spec, recipe)

    def with_data(self, data: Dataset, recipe: Recipe | None = None) -> Experiment:
        """Other rows, made by a recipe or (without one) by hand.

        The scaling is kept as long as they are rows of the same table.
        """
        by_hand, recipe = recipe is None, recipe or self.recipe
        same_table = data.columns == self.data.columns and data.name == self.data.name
        if same_table and len(data.class_names) == len(self.data.class_names):
            return replace(self, data=data, recipe=recipe, by_hand=by_hand)
        spec = self._adapted(data, recipe)
        return self._unlocking(Experiment.create(data, spec, recipe, by_hand=by_hand))

    def with_recipe(self, note: Note = ignore, rows: Dataset | None = None, /, **changes: Any) -> Experiment:
        """Make, find or read the data again with a changed recipe, or take its `rows`, if they are there
        already. Raises DataError and SpecError.

        Where only the split changes, the rows are split again: those of a file or drawn by hand are
        kept as they are.
        """
        if not changes:
            return self
        recipe = self.recipe.changed(**changes)
        if self.only_splits(changes):
            return replace(self, data=self.data.split(recipe.train_share, recipe.seed), recipe=recipe)
        return self.with_data(load(recipe, note) if rows is None else rows, recipe)

    def only_splits(self, changes: Collection[str]) -> bool:
        """Whether these changes of the recipe keep the rows, and split them again."""
        made = self.recipe.source in GENERATORS and not self.by_hand
        return not made and set(changes) <= {"seed", "train_share"}

    def _adapted(self, data: Dataset, recipe: Recipe) -> Spec:
        """The spec for other data: what still stood at the defaults of these goes to the defaults of those;
        what was chosen otherwise is kept where it fits.
        """
        before, after = default_spec(self.data, self.recipe), default_spec(data, recipe)
        kept = {
            name: getattr(self.spec if getattr(self.spec, name) != getattr(before, name) else after, name)
            for name in Spec.__struct_fields__
        }
        return suited(Spec(**kept), data)

    def with_table(self, data: Dataset, recipe: Recipe, **choices: Any) -> Experiment:
        """Another table, with these choices of the spec; its scaling is fitted again."""
        spec = msgspec.structs.replace(self._adapted(data, recipe), **choices)
        return self._unlocking(Experiment.create(data, spec, recipe))

    def with_spec(self, spec: Spec) -> Experiment:
        """Other choices; the scaling is fitted again when it is newly chosen, or looks at other features.

        Raises SpecError for a loss or a feature, newly chosen, that these data do not have.
        """
        self._require_fitting(spec)
        if _scaling_choice(spec) == _scaling_choice(self.spec):
            return self._unlocking(replace(self, spec=suited(spec, self.data)))
        return self._unlocking(Experiment.create(self.data, spec, self.recipe, by_hand=self.by_hand))

    def _unlocking(self, other: Experiment) -> Experiment:
        """The other experiment; frozen parameters are freed when its weights are no longer the same ones."""
        if not other.spec.frozen or (self.features, self.sizes) == (other.features, other.sizes):
            return other
        return replace(other, spec=msgspec.structs.replace(other.spec, frozen=()))

    def _require_fitting(self, spec: Spec) -> None:
        losses, known = losses_for(self.data.task), available(len(self.data.columns))
        if spec.loss not in losses:
            task = self.data.task.replace("_", " ")
            raise SpecError(
                f"{LOSSES[spec.loss].label} does not apply to {task}.", did_you_mean(spec.loss, losses)
            )
        for name in spec.features:
            if name not in known:
                raise SpecError(f"This dataset has no feature “{name}”.", did_you_mean(name, known))

    @property
    def repeatable(self) -> bool:
        """Whether the recipe alone gives the rows again: a file may have changed by then."""
        return not self.by_hand and (self.recipe.source in GENERATORS or self.recipe.source in BUNDLED)

    @property
    def loss(self) -> Loss:
        return LOSSES[self.spec.loss]

    @cached_property
    def features(self) -> tuple[str, ...]:
        """The names of the features that are the inputs of the network."""
        return self.spec.features or default_features(len(self.data.columns))

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Neurons per layer, features and outputs included."""
        outputs = self.loss.outputs(len(self.data.class_names))
        return (len(self.features), *self.spec.hidden_layers, outputs)

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """What the weights depend on: when it changes, the network is rebuilt; all else changes live."""
        spec = self.spec
        scaling = (*self.inputs.shift, *self.inputs.scale, *self.target.shift, *self.target.scale)
        return (
            self.data.columns,
            self.features,
            self.sizes,
            spec.activations(),
            spec.loss,
            spec.initialiser,
            spec.seed,
            scaling,
        )

    def same_as(self, other: Experiment) -> bool:
        """Whether they are the same, to the last bit of their rows."""
        return self is other or (
            (self.spec, self.recipe, self.by_hand) == (other.spec, other.recipe, other.by_hand)
            and self.signature == other.signature  # the scaling is in it
            and self.data.same_as(other.data)
        )

    def shares_dataset(self, other: Experiment) -> bool:
        """Whether both have rows of one dataset, whatever was edited, resampled or drawn since."""
        return self._dataset == other._dataset

    @property
    def _dataset(self) -> tuple[object, ...]:
        return self.recipe.source, self.data.name, self.data.columns, self.data.target

    @cached_property
    def value_reach(self) -> float:
        """The largest target in size, as the network sees it: the ends of the scale for a value to learn."""
        y = self.data.y
        ends = np.array([y.min(), y.max()] if len(y) else [])
        return float(np.abs(self.encode_target(ends)).max(initial=0.0)) or 1.0

    @cached_property
    def frozen_indices(self) -> Indices:
        """The places in θ of the parameters that do not learn. Raises SpecError for one that is not there."""
        places = [parameter(name).index(self.sizes) for name in self.spec.frozen]
        return np.array(sorted(places), dtype=np.intp)

    @property
    def frozen(self) -> Indices:
        """`frozen_indices`, by the name it had."""
        return self.frozen_indices

    def network(self) -> Network:
        """The network with its initial weights."""
        return Network(
            self.sizes, self.spec.activations(), self.spec.loss, self.spec.seed, self.spec.initialiser
        )

    def learner(self, network: Network) -> Learner:
        """The rule that changes a network of this experiment, with an empty memory."""
        learner = Learner(network)
        self.configure(learner)
        return learner

    def configure(self, learner: Learner) -> None:
        """Give a learner these settings; it keeps the memory of an optimiser of the same kind."""
        spec = self.spec
        learner.use(spec.make_optimiser())
        learner.regulariser = REGULARISERS[spec.regularisation]
        learner.penalty_strength = spec.penalty_strength
        learner.clip_norm = spec.clip_norm
        learner.frozen_indices = self.frozen_indices

    def rows(self, places: RowIndices) -> tuple[Array, Array]:
        """The rows at these places of the dataset: features X (N, inputs), encoded targets Y (N, outputs)."""
        return self.encode(self.data.X[places]), self.encode_target(self.data.y[places])

    def encode(self, X: Array) -> Array:
        """Input columns in original units (..., N, D) → the features (..., N, F)."""
        return make_features(self.features, self.inputs.apply(X))

    def encode_target(self, y: Array) -> Array:
        """Targets (N,) as the loss wants them, (N, outputs)."""
        match self.loss.targets:
            case "one_hot":
                rows: Array = np.eye(len(self.data.class_names))[y.astype(int)]
                return rows
            case "plus_minus_one":
                return 2.0 * y[:, None] - 1.0
            case "zero_one":
                return y[:, None].copy()
            case "value":
                return self.target.apply(y[:, None])

    def decode(self, prediction: Array) -> Array:
        """ŷ (..., outputs) → a value in original units, or a class index (...,)."""
        match self.loss.targets:
            case "one_hot":
                classes: Array = prediction.argmax(axis=-1).astype(float)
                return classes
            case "plus_minus_one":
                return (prediction[..., 0] >= 0.0).astype(float)
            case "zero_one":
                return (prediction[..., 0] >= 0.5).astype(float)
            case "value":
                return self.target.invert(prediction)[..., 0]

    def probabilities(self, prediction: Array) -> Array:
        """ŷ (..., outputs) → the probability of each class (..., classes); none of them for regression."""
        targets = self.loss.targets
        if targets == "one_hot":
            return prediction
        if targets == "value":
            return prediction[..., :0]
        second = (1.0 + prediction) / 2.0 if targets == "plus_minus_one" else prediction
        return np.concatenate([1.0 - second, second], axis=-1)


def suited(spec: Spec, data: Dataset) -> Spec:
    """The spec with what cannot work on these data exchanged: features of missing columns, the wrong loss."""
    known = available(len(data.columns))
    features = tuple(name for name in spec.features if name in known)
    fitting = losses_for(data.task)
    loss = spec.loss if spec.loss in fitting else fitting[0]
    return msgspec.structs.replace(spec, features=features, loss=loss)


def default_spec(data: Dataset, recipe: Recipe) -> Spec:
    """The choices that suit a dataset: what it declares, its task's first loss, and the usual ones."""
    entry = GENERATORS.get(recipe.source) or BUNDLED.get(recipe.source)
    declared = entry.defaults if entry is not None else {}
    return suited(Spec(**{"loss": losses_for(data.task)[0], **declared}), data)


def _scaling_choice(spec: Spec) -> tuple[object, ...]:
    """What of a spec the scaling depends on: with "auto" on the features that are made of columns, too."""
    made = sorted(filter(is_made, spec.features)) if spec.scale_inputs == "auto" else []
    return spec.scale_inputs, spec.scale_target, made


def _scale(choice: str, data: Dataset) -> str:
    return "none" if choice == "auto" and data.generated else choice
