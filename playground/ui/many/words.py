"""How one of many networks stands, in words."""

from __future__ import annotations

from playground.session.side_runs import Outcome
from playground.training.experiment import Experiment
from playground.training.many import SolvedRule, Standing
from playground.training.race import Race
from playground.training.spec_words import value_words
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


def value_name(race: Race, place: int) -> str:
    """The value of one of a race, as it is read."""
    return value_words(race.name, getattr(race.experiments[place].spec, race.name))


def lowest(outcome: Outcome) -> int | None:
    """Which one has the lowest training loss, of those that have not diverged; None where several have."""
    sound = {place: one.train.loss for place, one in enumerate(outcome.standings) if one.diverged_at is None}
    known = {place: loss for place, loss in sound.items() if loss is not None}
    places = [place for place, loss in known.items() if loss == min(known.values())]
    return places[0] if len(places) == 1 else None


def race_epochs(outcome: Outcome) -> str:
    """How far it is; where all have stopped or diverged before the end, how far the last of them has come."""
    last = max(one.epoch for one in outcome.standings) if outcome.complete else outcome.epoch
    return f"epoch {last:,} of {outcome.request.epochs:,}"


def race_lines(outcome: Outcome, race: Race, place: int) -> tuple[tuple[str, ...], ...]:
    """What stands below the picture of one: its losses, its quality, and what is special about it. Each line
    in a few wordings, the longest first.
    """
    one = outcome.standings[place]
    if one.diverged_at is not None:
        return ("diverged",), (f"after epoch {one.diverged_at:,}", f"epoch {one.diverged_at:,}")
    quality = percent(one.quality)
    train, test = (number_format.loss(part.loss) for part in (one.train, one.test))
    name = quality_name(race.experiments[place])
    own = ("",) if all(race.same_start) else ("own initial weights", "own weights")
    return (
        (f"train {train}", train),
        (f"test {test} · {quality}", f"test {test}", test)
        if one.test.loss is not None
        else (f"{name} {quality}", quality),
        (f"stopped at epoch {one.epoch:,}", f"to epoch {one.epoch:,}", f"to {one.epoch:,}")
        if one.reason
        else own,
    )
