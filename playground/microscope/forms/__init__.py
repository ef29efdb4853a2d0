"""The formulae of the engine's tables, as expressions: a row here for every row there, by the same names."""

from playground.microscope.forms.activations import ACTIVATION_FORMS, ActivationForm
from playground.microscope.forms.features import FEATURE_FORMS
from playground.microscope.forms.losses import LINK_FORMS, LOSS_FORMS, LossForm
from playground.microscope.forms.optimisers import OPTIMISER_FORMS, Update
from playground.microscope.forms.regularisers import PENALTY_FORMS
from playground.microscope.forms.schedules import SCHEDULE_FORMS

__all__ = [
    "ACTIVATION_FORMS",
    "FEATURE_FORMS",
    "LINK_FORMS",
    "LOSS_FORMS",
    "OPTIMISER_FORMS",
    "PENALTY_FORMS",
    "SCHEDULE_FORMS",
    "ActivationForm",
    "LossForm",
    "Update",
]
