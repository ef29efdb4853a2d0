"""What becomes of an experiment when it is carried in a narrower form: the differences, in words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from playground.engine import OPTIMISERS
from playground.training import Experiment, Spec
from playground.training.spec import optimiser_settings
from playground.training.spec_words import differences
from playground.wording import counted


def lost(experiment: Experiment, carried: Experiment) -> Iterator[str]:
    """What the experiment has and the carried one has not."""
    one, other = experiment.data, carried.data
    if not one.same_as(other):
        alike = (one.name, len(one), experiment.by_hand) == (other.name, len(other), carried.by_hand)
        instead = "others drawn with its one seed" if alike else f"those of {other.name}"
        yield f"The link cannot carry these {counted(len(one), 'row')} of {one.name}: it shows {instead}."
    words = differences(_in_force(experiment), _in_force(carried))
    if words:
        yield f"The link cannot carry: {'; '.join(words)}."


def _in_force(experiment: Experiment) -> Spec:
    """The spec without what has no effect: the settings of an optimiser, schedule or penalty not chosen."""
    spec, usual = experiment.spec, Spec()
    idle = {name for row in OPTIMISERS for name in optimiser_settings(row)}
    idle -= {*optimiser_settings(spec.optimiser)}
    if spec.schedule == "constant":
        idle |= {"schedule_epochs", "schedule_decay"}
    if spec.regularisation == "none":
        idle |= {"regularisation_rate"}
    kept = {name: getattr(usual, name) for name in idle}
    kept |= {"activation": spec.activations(), "features": experiment.features}
    for side, scaling in (("inputs", experiment.inputs), ("target", experiment.target)):
        kept[f"scale_{side}"] = "none" if scaling.is_identity else "standardise"
    return msgspec.structs.replace(spec, **kept)
