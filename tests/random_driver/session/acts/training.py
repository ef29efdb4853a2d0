"""To train, and to change settings and weights."""

from __future__ import annotations

from typing import Any

from playground.session import Session
from playground.training.parameters import all_parameters
from tests.random_driver.session.act import Acts, index, of, one_of, yes_or_no

ACTS = Acts()

SETTINGS: dict[str, tuple[Any, ...]] = {
    "learning_rate": (0.01, 0.1, 0.5, 3.0, 100.0),
    "batch_size": (0, 1, 5, 10),
    "optimiser": ("sgd", "momentum", "adam"),
    "regularisation": ("none", "l2"),
    "regularisation_rate": (0.0, 0.01),
    "shuffle": (True, False),
    "seed": (0, 1, 2),
    "stop_epochs": (0, 5, 30),
    "loss": ("mse", "cross_entropy"),
}

FEATURES = ("x1", "x2", "x1^2", "x1*x2", "sin(x1)")


@ACTS.add(4, count=one_of(1, 1, 3, 9))
def step_epoch(session: Session, count: int) -> None:
    for _ in range(count):
        session.playback.step("epoch")


@ACTS.add(2, stride=one_of("row", "batch"))
def step(session: Session, stride: Any) -> None:
    session.playback.step(stride)


@ACTS.add(2)
def play(session: Session) -> None:
    session.playback.play()


@ACTS.add(2)
def pause(session: Session) -> None:
    session.playback.pause()


@ACTS.add(1, speed=one_of(0.5, 60.0, float("inf")))
def speed(session: Session, speed: float) -> None:
    session.playback.set_speed(speed)


FEATURES = ("x1", "x2", "x1^2", "x1*x2", "sin(x1)")


@ACTS.add(4, count=one_of(1, 1, 5, 40))
def frames(session: Session, count: int) -> None:
    for _ in range(count):
        session.tick()


@ACTS.add(4, setting=one_of(*SETTINGS), value=index, merge=yes_or_no)
def change_setting(session: Session, setting: str, value: int, merge: bool) -> None:  # noqa: FBT001
    session.model.update_spec(**{setting: of(SETTINGS[setting], value)}, merge=merge)


@ACTS.add(2, sizes=one_of((), (2,), (3,), (4, 2), (1, 1, 1)))
def set_layers(session: Session, sizes: tuple[int, ...]) -> None:
    session.model.set_layers(tuple(sizes))


@ACTS.add(1, change=one_of(-1, 1), layer=index)
def resize_layer(session: Session, change: int, layer: int) -> None:
    if hidden := session.spec.hidden_layers:
        session.model.resize_layer(layer % len(hidden), change)


@ACTS.add(1)
def add_layer(session: Session) -> None:
    session.model.add_layer()


@ACTS.add(1)
def remove_layer(session: Session) -> None:
    session.model.remove_layer()


@ACTS.add(1, layer=index, activation=one_of("tanh", "relu", "sigmoid"))
def set_activation(session: Session, layer: int, activation: str) -> None:
    if hidden := session.spec.hidden_layers:
        session.model.set_activation(layer % len(hidden), activation)


@ACTS.add(1, name=one_of(*FEATURES))
def toggle_feature(session: Session, name: str) -> None:
    session.model.toggle_feature(name)


@ACTS.add(1, parameter=index, value=one_of(0.0, 1.0, -3.5, 1e5), merge=yes_or_no)
def set_parameter(session: Session, parameter: int, value: float, merge: bool) -> None:  # noqa: FBT001
    chosen = of(all_parameters(session.experiment.sizes), parameter)
    session.model.set_parameter(chosen, value, merge=merge)


@ACTS.add(1, parameter=index, frozen=yes_or_no)
def freeze(session: Session, parameter: int, frozen: bool) -> None:  # noqa: FBT001
    session.model.set_frozen(of(all_parameters(session.experiment.sizes), parameter), frozen=frozen)


@ACTS.add(1)
def use_defaults(session: Session) -> None:
    session.model.use_defaults()


@ACTS.add(1)
def reset(session: Session) -> None:
    session.reset()


@ACTS.add(0.3)
def recover(session: Session) -> None:
    session.playback.recover()


@ACTS.add(0.3)
def lose_the_worker(session: Session) -> None:
    session.worker.proxy.close()


@ACTS.add(0.3)
def start_the_worker_again(session: Session) -> None:
    session.ticker.restart_training()
