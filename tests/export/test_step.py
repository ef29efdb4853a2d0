"""Every number of one update as CSV, held to the engine: forward, back, and the update itself."""

from __future__ import annotations

import csv
import io
from collections import defaultdict

import numpy as np
import pytest

from playground.data import Recipe
from playground.export import FORMATS
from playground.export.model import TrainedModel
from playground.export.step import StepOptions, next_step, step_csv
from playground.training import Experiment, Spec, Trainer
from playground.training.parameters import all_parameters

SPECS = {
    "classes": (Recipe(source="iris"), Spec(features=("x1", "x3"), loss="cross_entropy")),
    "values": (Recipe(source="sine"), Spec(features=("x1",), loss="mse", optimiser="momentum")),
    "penalty": (Recipe(source="circle"), Spec(regularisation="l2", regularisation_rate=0.1, clip_norm=0.01)),
}


@pytest.mark.parametrize("kind", SPECS)
@pytest.mark.parametrize("stride", ["row", "batch"])
def test_it_has_the_numbers_of_the_engine(kind: str, stride: str) -> None:
    recipe, spec = SPECS[kind]
    trainer = Trainer(Experiment.load(recipe, spec))
    trainer.run(3)
    model = TrainedModel.of(trainer.experiment, trainer.snapshot())
    step = next_step(model, StepOptions(step=stride))
    found: dict[tuple[str, str, str], float] = {}
    counts: dict[str, int] = defaultdict(int)
    for line in csv.DictReader(io.StringIO(step_csv(step).decode())):
        key = line["quantity"], line["name"], line["row"]
        assert key not in found
        found[key] = float(line["value"])
        counts[line["quantity"]] += 1

    network = trainer.network
    X, Y = trainer.experiment.rows(np.array(step.rows))
    trace = network.forward(X)
    backward = network.backward(trace, Y)
    for k, row in enumerate(step.rows):
        for layer, (z, delta) in enumerate(zip(trace.z, backward.deltas, strict=True), 1):
            for neuron in range(z.shape[1]):
                at = f"{layer}[{neuron + 1}]", str(row + 1)
                assert found["z", f"z{at[0]}", at[1]] == z[k, neuron]
                assert found["a", f"a{at[0]}", at[1]] == trace.a[layer][k, neuron]
                assert found["delta", f"delta{at[0]}", at[1]] == delta[k, neuron] * len(step.rows)
        for place, feature in enumerate(trainer.experiment.features):
            assert found["a", feature, str(row + 1)] == X[k, place]
    after = Trainer(trainer.experiment, trainer.snapshot().checkpoint)
    after.step_on(step.rows)
    for place, parameter in enumerate(all_parameters(trainer.experiment.sizes)):
        name = parameter.name
        assert found["before", name, ""] == network.theta[place]
        assert found["gradient", name, ""] == backward.gradient[place]
        assert np.isclose(found["after", name, ""], after.network.theta[place], rtol=1e-12, atol=1e-15)
        assert np.isclose(
            found["before", name, ""] + found["change", name, ""], found["after", name, ""], rtol=1e-14
        )
    assert counts["gradient"] == network.parameters and counts["loss"] == len(step.rows) + 1
    assert np.isclose(found["loss", "E", ""], np.mean([found["loss", "E", str(r + 1)] for r in step.rows]))


def test_losses_without_a_history_are_those_of_the_weights() -> None:
    trainer = Trainer(Experiment.load())
    trainer.run(5)
    form, snapshot = FORMATS[".losses.csv"], trainer.snapshot()
    whole = form.contents(trainer.experiment, snapshot, history=trainer.history)
    alone = form.contents(trainer.experiment, snapshot)
    assert isinstance(whole, bytes) and isinstance(alone, bytes)
    assert alone.splitlines() == [whole.splitlines()[0], whole.splitlines()[-1]]
    assert len(whole.splitlines()) == 7
