"""The formulae of the engine's tables, as expressions: a row here for every row there, by the same names."""

from playground.microscope.formulas.activations import ACTIVATION_FORMULAS, ActivationFormula
from playground.microscope.formulas.features import FEATURE_FORMULAS
from playground.microscope.formulas.losses import LOSS_FORMULAS, OUTPUT_FORMULAS, LossFormula
from playground.microscope.formulas.optimisers import OPTIMISER_FORMULAS, Update
from playground.microscope.formulas.regularisers import PENALTY_FORMULAS
from playground.microscope.formulas.schedules import SCHEDULE_FORMULAS

__all__ = [
    "ACTIVATION_FORMULAS",
    "FEATURE_FORMULAS",
    "LOSS_FORMULAS",
    "OPTIMISER_FORMULAS",
    "OUTPUT_FORMULAS",
    "PENALTY_FORMULAS",
    "SCHEDULE_FORMULAS",
    "ActivationFormula",
    "LossFormula",
    "Update",
]
