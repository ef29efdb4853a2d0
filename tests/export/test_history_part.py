"""What an experiment file says it is about, and the history in it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Recipe
from playground.errors import FileError
from playground.export import FORMATS, load_experiment
from playground.export.experiment_file import ExperimentOptions, load_history
from playground.export.model import PROGRAM, TrainedModel
from playground.training import Checkpoint, Experiment, History, Spec, Trainer
from tests.properties import examples


def test_it_says_what_it_is_and_brings_test_rows(path: Path) -> None:
    trainer = Trainer(Experiment.load())
    trainer.run(2)
    FORMATS[".json"].save(trainer.experiment, trainer.snapshot(), path)
    about = json.loads(path.read_text(encoding="utf-8"))["about"]
    model = TrainedModel.of(*load_experiment(path))  # type: ignore[arg-type]
    assert (about["program"], about["saved"], about["data"]) == (PROGRAM, model.date, "circle")
    assert model.outputs(np.array(about["test"]["inputs"])).tolist() == about["test"]["outputs"]
    assert len(about["test"]["inputs"]) == 5


@given(
    losses=st.lists(st.tuples(*[st.floats(0, 1e300) | st.just(np.nan)] * 2), min_size=1, max_size=20),
    first=st.integers(0, 10**6),
)
def test_a_history_comes_back_bit_for_bit(losses: list[tuple[float, float]], first: int) -> None:
    history = History(first)
    for epoch, pair in enumerate(losses, first):
        history.add(epoch, pair)
    experiment = Experiment.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "experiment.json")
        start = Checkpoint(first + len(losses) - 1, 0, experiment.network().theta)
        FORMATS[".json"].save(experiment, start, path, history=history)
        found = load_history(path)
        assert found is not None and (found.first, found.last_epoch) == (first, history.last_epoch)
        assert found.losses.tobytes() == history.losses.tobytes()
        FORMATS[".json"].save(
            experiment, start, path, history=history, options=ExperimentOptions(history=False)
        )
        assert load_history(path) is None and load_experiment(path)[1] is not None


def test_a_history_that_makes_no_sense_is_refused_with_its_place(path: Path) -> None:
    for history in ({"train_loss": [1.0], "test_loss": []}, {"train_loss": ["x"], "test_loss": [1]}):
        path.write_text(json.dumps({"history": history}), encoding="utf-8")
        with pytest.raises(FileError, match=r"history[.:]"):
            load_history(path)


@examples(25)
@given(
    source=st.sampled_from(["circle", "xor", "iris", "sine"]),
    seed=st.integers(0, 99),
    optimiser=st.sampled_from(["sgd", "momentum", "adam"]),
    epochs=st.integers(0, 3),
)
def test_a_file_repeats_the_same_run_bit_for_bit(source: str, seed: int, optimiser: str, epochs: int) -> None:
    wanted = Trainer(Experiment.load(Recipe(source=source, seed=seed), Spec(optimiser=optimiser, seed=seed)))
    wanted.run(epochs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "experiment.json")
        FORMATS[".json"].save(wanted.experiment, wanted.snapshot(), path, history=wanted.history)
        experiment, trained = load_experiment(path)
    found = Trainer(experiment)
    found.run(epochs)
    assert trained is not None
    assert found.network.theta.tobytes() == wanted.network.theta.tobytes() == trained.theta.tobytes()
    assert found.history.losses.tobytes() == wanted.history.losses.tobytes()
