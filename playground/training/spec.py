"""The spec: every choice of an experiment that is not data, declared once.

Label, help, limits, choices and default of each field stand here and nowhere else; the forms of the
window, the options of the command line and the experiment files all follow from this Struct.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from playground.data import LONGEST_NAME, MOST_INPUTS, SCALINGS, available
from playground.engine import ACTIVATIONS, INITIALISERS, LOSSES, OPTIMISERS, REGULARISERS
from playground.engine.optimisers import Adam, AdamW, Momentum, Optimiser, RMSProp
from playground.settings import check
from playground.training.schedules import SCHEDULES

# The table behind each field whose value is a name.
TABLES: dict[str, Mapping[str, Any]] = {
    "activation": ACTIVATIONS,
    "loss": LOSSES,
    "optimizer": OPTIMISERS,
    "schedule": SCHEDULES,
    "regularisation": REGULARISERS,
    "init": INITIALISERS,
    "scale_inputs": SCALINGS,
    "scale_target": SCALINGS,
}

MAX_LAYERS, MAX_NEURONS = 8, 512
MOST_FEATURES = len(available(MOST_INPUTS))
MAX_PARAMETER = 1_000_000_000  # in size: beyond, numbers made of a weight or bias soon overflow


def _name(field: str, title: str, description: str, **extra: Any) -> Meta:
    return Meta(title=title, description=description, extra={"choices": tuple(TABLES[field]), **extra})


class Spec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All choices that are not data. Immutable: `msgspec.structs.replace` makes a changed one, checked."""

    features: Annotated[
        tuple[str, ...],
        Meta(
            title="Features",
            description="What the network is fed: the columns, their squares, product and sines. "
            "None named: every column.",
            extra={"max_length": MOST_FEATURES, "longest": LONGEST_NAME, "distinct": True},
        ),
    ] = ()
    hidden_layers: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=MAX_NEURONS)], ...],
        Meta(
            title="Hidden layers",
            description="Neurons in each hidden layer, such as 4, 2. "
            "Empty: the inputs feed the output directly.",
            extra={"max_length": MAX_LAYERS},
        ),
    ] = (4, 2)
    activation: Annotated[
        tuple[str, ...],
        _name(
            "activation",
            "Activation",
            "What a hidden neuron makes of its z. Without a curved one the boundary stays straight.",
            max_length=MAX_LAYERS,
        ),
    ] = ("tanh",)
    loss: Annotated[
        str, _name("loss", "Loss", "How wrong a prediction is; it brings its own output activation along.")
    ] = "log_loss"

    learning_rate: Annotated[
        float,
        Meta(
            gt=0,
            le=100,
            title="Learning rate α",
            description="The size of a step: w ← w − α·∂E/∂w. Too small is slow, too large overshoots.",
        ),
    ] = 0.03
    batch_size: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000,
            title="Batch size",
            description="Rows per update: 1 moves the weights after each row, "
            "0 once an epoch after all rows.",
        ),
    ] = 10
    optimizer: Annotated[
        str, _name("optimizer", "Optimiser", "The rule that makes a step of a gradient.")
    ] = "sgd"
    momentum: Annotated[
        float,
        Meta(
            ge=0, lt=1, title="Momentum μ", description="How much of the last step goes on into the next one."
        ),
    ] = Momentum.momentum
    rho: Annotated[
        float,
        Meta(
            ge=0, lt=1, title="Decay ρ", description="How slowly the mean of the squared gradients forgets."
        ),
    ] = RMSProp.rho
    beta1: Annotated[
        float, Meta(ge=0, lt=1, title="Beta β₁", description="How slowly the mean of the gradients forgets.")
    ] = Adam.beta1
    beta2: Annotated[
        float,
        Meta(
            ge=0, lt=1, title="Beta β₂", description="How slowly the mean of the squared gradients forgets."
        ),
    ] = Adam.beta2
    epsilon: Annotated[
        float,
        Meta(gt=0, le=1, title="Epsilon ε", description="Keeps the division by a tiny gradient finite."),
    ] = Adam.epsilon
    weight_decay: Annotated[
        float,
        Meta(ge=0, le=10, title="Weight decay", description="Shrinks every weight a little at each step."),
    ] = AdamW.weight_decay

    schedule: Annotated[str, _name("schedule", "Schedule", "How α changes from epoch to epoch.")] = "constant"
    schedule_epochs: Annotated[
        float,
        Meta(gt=0, le=1e9, title="Schedule epochs T", description="How many epochs the schedule counts in."),
    ] = 100.0
    schedule_decay: Annotated[
        float,
        Meta(gt=0, le=1, title="Schedule factor d", description="What α is multiplied with each T epochs."),
    ] = 0.5

    regularisation: Annotated[
        str,
        _name(
            "regularisation",
            "Regularisation",
            "A penalty on large weights: L2 keeps them small, L1 makes many of them 0.",
        ),
    ] = "none"
    regularisation_rate: Annotated[
        float,
        Meta(ge=0, le=10, title="Penalty λ", description="How much the penalty weighs against the loss."),
    ] = 0.003
    clip_norm: Annotated[
        float,
        Meta(
            ge=0,
            le=1e9,
            title="Clip gradient at",
            description="The longest gradient that is used whole. 0: off.",
        ),
    ] = 0.0
    shuffle: Annotated[
        bool, Meta(title="Shuffle rows", description="Put the training rows into a new order every epoch.")
    ] = True

    init: Annotated[
        str, _name("init", "First weights", "How the weights are drawn before the first step.")
    ] = "uniform"
    seed: Annotated[
        int,
        Meta(
            ge=0,
            le=2**32 - 1,
            title="Seed",
            description="The number that the first weights and the order of the rows are drawn from.",
        ),
    ] = 0
    scale_inputs: Annotated[
        str,
        _name(
            "scale_inputs",
            "Scale inputs",
            "Standardise: (x − mean) / standard deviation of the training rows.",
        ),
    ] = "auto"
    scale_target: Annotated[
        str,
        _name(
            "scale_target",
            "Scale target",
            "Standardise the target; RMSE and residuals are shown in its own units.",
        ),
    ] = "auto"

    # The parameters that do not learn, by name: w2[2,1], b1[3]. Locked one by one in the network view.
    frozen: tuple[str, ...] = ()

    stop_epochs: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000_000,
            title="Stop after",
            description="Pause by itself after so many epochs. 0: never.",
        ),
    ] = 0
    stop_loss: Annotated[
        float,
        Meta(
            ge=0,
            le=1e12,
            title="Stop at loss",
            description="Pause when the training loss is this low. 0: off.",
        ),
    ] = 0.0
    stop_patience: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000_000,
            title="Stop on plateau",
            description="Pause when the training loss has not fallen by 0.1 % in so many epochs. 0: off.",
        ),
    ] = 0

    def __post_init__(self) -> None:
        check(self)

    def activations(self) -> tuple[str, ...]:
        """One name per hidden layer: the last one named goes on for the layers behind it."""
        names = self.activation or ("tanh",)
        return tuple(names[min(layer, len(names) - 1)] for layer in range(len(self.hidden_layers)))

    def optimiser(self) -> Optimiser:
        """The chosen optimiser with its own settings, which are fields of the spec by the same name."""
        row = OPTIMISERS[self.optimizer]
        return row(**{name: getattr(self, name) for name in optimiser_settings(self.optimizer)})

    @property
    def penalty_strength(self) -> float:
        """λ as it counts: 0 without a penalty."""
        return 0.0 if self.regularisation == "none" else self.regularisation_rate

    def rate(self, epoch: int) -> float:
        """α in an epoch, as the schedule has it."""
        factor = SCHEDULES[self.schedule].factor(epoch, self.schedule_epochs, self.schedule_decay)
        return self.learning_rate * factor


def optimiser_settings(name: str) -> tuple[str, ...]:
    """The names of the settings an optimiser has."""
    return tuple(field.name for field in fields(OPTIMISERS[name]))
