"""Many seeds and races of the values of a setting; any can be adopted."""

from __future__ import annotations

from playground.session import Session
from tests.random_driver.session.act import Acts, index, one_of

ACTS = Acts()


@ACTS.add(1)
def train_seeds(session: Session) -> None:
    session.many.train_seeds()


@ACTS.add(1, place=index)
def adopt_seed(session: Session, place: int) -> None:
    if outcome := session.many.seeds.outcome:
        session.many.adopt_seed(place % len(outcome.request.experiments))


@ACTS.add(0.5, epochs=one_of(5, 10, -1), percent=one_of(50.0, 99.0))
def choose_many(session: Session, epochs: int, percent: float) -> None:
    session.many.choose(many_epochs=epochs, solved_percent=percent)


@ACTS.add(1, setting=one_of("learning_rate", "optimiser", "hidden_layers", "batch_size"))
def vary(session: Session, setting: str) -> None:
    session.many.vary(setting)


@ACTS.add(1)
def start_race(session: Session) -> None:
    session.many.start_race()


@ACTS.add(1, place=index)
def adopt_value(session: Session, place: int) -> None:
    if outcome := session.many.race.outcome:
        session.many.adopt_value(place % len(outcome.request.experiments))


@ACTS.add(0.5)
def cancel(session: Session) -> None:
    session.many.seeds.cancel()
    session.many.race.cancel()
