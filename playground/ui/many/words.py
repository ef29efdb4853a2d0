"""How one of many networks stands, in words."""

from __future__ import annotations

from playground.training.experiment import Experiment
from playground.training.many import SolvedRule, Standing
from playground.ui.widgets import number_format


def quality_name(experiment: Experiment) -> str:
    """What the quality is called: that of classes, or that of values."""
    return "accuracy" if experiment.data.class_names else "R²"


def judged_rows(experiment: Experiment) -> str:
    """The rows by which it is judged."""
    return "test rows" if experiment.data.test.any() else "training rows"


def figure(standing: Standing, rule: SolvedRule) -> str:
    """The number that the rule looks at, short."""
    return number_format.loss(standing.judged.loss) if rule.measure == "loss" else percent(standing.quality)


def percent(share: float | None) -> str:
    """Whole percents; R² has no lower end."""
    if share is None:
        return "–"
    return "< −999 %" if share < -9.99 else number_format.minus(f"{100 * share:.0f} %")


def told(experiment: Experiment, standing: Standing, *, solved: bool) -> str:
    """All figures in a sentence."""
    if standing.diverged_at is not None:
        return f"diverged after epoch {standing.diverged_at:,}"
    losses = f"training loss {number_format.loss(standing.train.loss)}"
    if standing.test.loss is not None:
        losses += f", test loss {number_format.loss(standing.test.loss)}"
    quality = f"{quality_name(experiment)} {percent(standing.quality)}"
    return f"{losses}, {quality} of the {judged_rows(experiment)}{'; solved' if solved else ''}"
