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
    "optimiser": OPTIMISERS,
    "schedule": SCHEDULES,
    "regularisation": REGULARISERS,
    "initialiser": INITIALISERS,
    "scale_inputs": SCALINGS,
    "scale_target": SCALINGS,
}

MAX_LAYERS, MAX_NEURONS = 8, 512
MOST_FEATURES = len(available(MOST_INPUTS))
MAX_PARAMETER = 1_000_000_000  # in size: beyond, numbers made of a weight or bias soon overflow


def _name(field: str, title: str, description: str, **extra: Any) -> Meta:
    return Meta(title=title, description=description, extra={"choices": tuple(TABLES[field]), **extra})


RENAMED = {"optimizer": "optimiser", "init": "initialiser"}
"""Fields that had another name once: it is still understood in code, in files and on the command line."""


class _TakesOldNames(msgspec.StructMeta):
    """`Spec(optimizer="adam")` is what it was."""

    def __call__(cls, *args: Any, **fields: Any) -> Any:  # noqa: N805  `cls` is what is called
        return super().__call__(*args, **{RENAMED.get(name, name): value for name, value in fields.items()})


class Spec(msgspec.Struct, metaclass=_TakesOldNames, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All choices that are not data. Immutable: `msgspec.structs.replace` makes a changed one, checked."""

    features: Annotated[
        tuple[str, ...],
        Meta(
            title="Features",
            description="Network inputs: columns; squares, product and sines of the first two. "
            "Default: all columns.",
            extra={"max_length": MOST_FEATURES, "longest": LONGEST_NAME, "distinct": True},
        ),
    ] = ()
    hidden_layers: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=MAX_NEURONS)], ...],
        Meta(
            title="Hidden layers",
            description="Neurons in each hidden layer, such as 4, 2. Empty: no hidden layer.",
            extra={"max_length": MAX_LAYERS},
        ),
    ] = (4, 2)
    activation: Annotated[
        tuple[str, ...],
        _name(
            "activation",
            "Activation",
            "Activation function of the hidden layers. With linear alone the decision boundary is linear.",
            max_length=MAX_LAYERS,
        ),
    ] = ("tanh",)
    loss: Annotated[str, _name("loss", "Loss", "Loss function; it also sets the output activation.")] = (
        "log_loss"
    )

    learning_rate: Annotated[
        float,
        Meta(
            gt=0,
            le=100,
            title="Learning rate α",
            description="Step size: w ← w − α·∂E/∂w. Too small trains slowly, too large overshoots.",
        ),
    ] = 0.03
    batch_size: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000,
            title="Batch size",
            description="Rows per update: 1 updates the weights after each row, "
            "0 once per epoch after all rows.",
        ),
    ] = 10
    optimiser: Annotated[
        str, _name("optimiser", "Optimiser", "Update rule: turns the gradient into a weight update.")
    ] = "sgd"
    momentum: Annotated[
        float,
        Meta(
            ge=0,
            lt=1,
            title="Momentum μ",
            description="Momentum coefficient: the share of the last update that carries over.",
        ),
    ] = Momentum.momentum
    rho: Annotated[
        float,
        Meta(
            ge=0, lt=1, title="Decay ρ", description="Decay rate of the moving average of squared gradients."
        ),
    ] = RMSProp.rho
    beta1: Annotated[
        float, Meta(ge=0, lt=1, title="Beta β₁", description="Decay rate of the moving average of gradients.")
    ] = Adam.beta1
    beta2: Annotated[
        float,
        Meta(
            ge=0, lt=1, title="Beta β₂", description="Decay rate of the moving average of squared gradients."
        ),
    ] = Adam.beta2
    epsilon: Annotated[
        float,
        Meta(gt=0, le=1, title="Epsilon ε", description="Small constant for numerical stability."),
    ] = Adam.epsilon
    weight_decay: Annotated[
        float,
        Meta(ge=0, le=10, title="Weight decay", description="Shrinks every weight a little at each update."),
    ] = AdamW.weight_decay

    schedule: Annotated[
        str, _name("schedule", "Schedule", "Learning-rate schedule: how α changes over the epochs.")
    ] = "constant"
    schedule_epochs: Annotated[
        float,
        Meta(gt=0, le=1e9, title="Schedule epochs T", description="Period of the schedule in epochs."),
    ] = 100.0
    schedule_decay: Annotated[
        float,
        Meta(gt=0, le=1, title="Schedule factor d", description="Decay factor applied to α every T epochs."),
    ] = 0.5

    regularisation: Annotated[
        str,
        _name(
            "regularisation",
            "Regularisation",
            "Penalty on large weights: L2 keeps them small, L1 sets many of them to 0.",
        ),
    ] = "none"
    regularisation_rate: Annotated[
        float,
        Meta(
            ge=0,
            le=10,
            title="Strength λ",
            description="Regularisation strength λ: the weight of the penalty relative to the loss.",
        ),
    ] = 0.003
    clip_norm: Annotated[
        float,
        Meta(
            ge=0,
            le=1e9,
            title="Max gradient norm",
            description="Gradient clipping: gradients with a larger norm are scaled down to it. 0: off.",
        ),
    ] = 0.0
    shuffle: Annotated[
        bool, Meta(title="Shuffle rows", description="Reshuffle the training rows every epoch.")
    ] = True

    initialiser: Annotated[
        str, _name("initialiser", "Initialisation", "How the initial weights are drawn.")
    ] = "uniform"
    seed: Annotated[
        int,
        Meta(
            ge=0,
            le=2**32 - 1,
            title="Seed",
            description="Random seed for the initial weights and the order of the rows.",
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

    # The parameters that are not trained, by name: w2[2,1], b1[3]. Frozen one by one in the network view.
    frozen: tuple[str, ...] = ()

    stop_epochs: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000_000,
            title="Stop after",
            description="Stop after this many epochs. 0: no limit.",
        ),
    ] = 0
    stop_loss: Annotated[
        float,
        Meta(
            ge=0,
            le=1e12,
            title="Stop at loss",
            description="Stop when the training loss reaches this value. 0: off.",
        ),
    ] = 0.0
    stop_patience: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000_000,
            title="Early stopping",
            description="Stop when the training loss has not fallen by 0.1 % in this many epochs. 0: off.",
        ),
    ] = 0

    def __post_init__(self) -> None:
        check(self)

    def activations(self) -> tuple[str, ...]:
        """One name per hidden layer: the last one named goes on for the layers behind it."""
        names = self.activation or ("tanh",)
        return tuple(names[min(layer, len(names) - 1)] for layer in range(len(self.hidden_layers)))

    def resized(self, sizes: tuple[int, ...]) -> Spec:
        """With hidden layers of these sizes; each keeps its activation, new ones take that of the last."""
        names = (self.activations() or self.activation)[: max(1, len(sizes))]
        return msgspec.structs.replace(self, hidden_layers=sizes, activation=_shortened(names))

    def activated(self, layer: int, name: str) -> Spec:
        """With another activation of hidden layer `layer` (0: the first)."""
        names = list(self.activations())
        names[layer] = name
        return msgspec.structs.replace(self, activation=_shortened(tuple(names)))

    def make_optimiser(self) -> Optimiser:
        """The chosen optimiser with its own settings, which are fields of the spec by the same name."""
        row = OPTIMISERS[self.optimiser]
        return row(**{name: getattr(self, name) for name in optimiser_settings(self.optimiser)})

    @property
    def optimizer(self) -> str:
        """What `optimiser` was called once; likewise `init`."""
        return self.optimiser

    @property
    def init(self) -> str:
        return self.initialiser

    @property
    def penalty_strength(self) -> float:
        """λ as it counts: 0 without a penalty."""
        return 0.0 if self.regularisation == "none" else self.regularisation_rate

    def rate(self, epoch: int) -> float:
        """α in an epoch, as the schedule has it."""
        factor = SCHEDULES[self.schedule].factor(epoch, self.schedule_epochs, self.schedule_decay)
        return self.learning_rate * factor


def _shortened(names: tuple[str, ...]) -> tuple[Any, ...]:
    """One name when all layers have the same, since that also holds for layers to come."""
    return names[:1] if len(set(names)) == 1 else names


def optimiser_settings(name: str) -> tuple[str, ...]:
    """The names of the settings an optimiser has."""
    return tuple(field.name for field in fields(OPTIMISERS[name]))
