"""A dataset brings the choices that suit it; what was chosen by hand stays where it fits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playground.data import BUNDLED, GENERATORS, Recipe, load
from playground.engine import losses_for
from playground.session import Session
from playground.training import Experiment, Spec
from playground.training.experiment import default_spec
from playground.training.spec_words import differences

Make = Callable[..., Session]


@pytest.mark.parametrize("source", [*GENERATORS, *BUNDLED])
def test_what_a_dataset_declares_can_learn_it(source: str) -> None:
    recipe = Recipe(source=source)
    data = load(recipe)
    spec = default_spec(data, recipe)
    assert spec.loss in losses_for(data.task)
    assert Experiment.create(data, spec, recipe).spec == spec


def test_the_loss_of_penguins_does_not_stay_with_the_circle(make: Make) -> None:
    session = make(Experiment.load(Recipe(source="penguins")))
    assert session.spec.loss == "cross_entropy"
    session.source.update_recipe("Load Circle", source="circle")
    assert session.spec == Spec() and session.experiment.sizes == (2, 4, 2, 1)
    assert session.run.remark == "Set for Circle: loss Log loss."


def test_what_was_chosen_by_hand_is_kept_where_it_fits(make: Make) -> None:
    session = make(Experiment.load(Recipe(source="penguins")))
    session.model.update_spec("Activation", activation=("relu",))
    session.model.update_spec("Layers", hidden_layers=(5,))
    session.source.update_recipe("Load Spiral", source="spiral")
    assert (session.spec.activation, session.spec.hidden_layers) == (("relu",), (5,))
    assert "Kept: hidden layers 5, activation ReLU." in session.run.remark
    session.model.update_spec("Loss", loss="cross_entropy")
    session.source.update_recipe("Load Moons", source="moons")
    assert session.spec.loss == "cross_entropy"  # softmax for two classes, by hand
    session.source.update_recipe("Load Line", source="line")
    assert session.spec.loss == "mse"  # which cannot learn values


def test_a_declared_network_comes_and_goes_with_its_dataset(make: Make) -> None:
    session = make(Experiment.load(Recipe(source="circle")))
    for source, layers in (("spiral", (8, 8)), ("line", ()), ("circle", (4, 2))):
        session.source.update_recipe(f"Load {source}", source=source)
        assert session.spec.hidden_layers == layers


def test_one_undo_takes_dataset_and_choices_back(make: Make) -> None:
    session = make(Experiment.load(Recipe(source="penguins")))
    before = session.experiment
    session.source.update_recipe("Load Line", source="line")
    session.undo()
    assert session.experiment.spec == before.spec and session.data is before.data and not session.run.remark


def test_defaults_are_one_step_and_keep_the_seed(make: Make) -> None:
    session = make(
        Experiment.load(Recipe(source="spiral"), Spec(activation=("relu",), seed=7, clip_norm=1.0))
    )
    chosen = session.spec
    session.model.use_defaults()
    assert session.spec == Spec(hidden_layers=(8, 8), seed=7)
    assert session.run.remark == "Defaults: hidden layers 8, 8, activation tanh, max gradient norm off."
    session.undo()
    assert session.spec == chosen
    session.model.use_defaults()
    count = session.undo_stack.undo_label
    session.model.use_defaults()
    assert session.undo_stack.undo_label == count and session.run.remark == "These are the defaults already."


def test_the_third_class_that_goes_takes_softmax_along(make: Make) -> None:
    session = make(Experiment.load(Recipe(source="circle")))
    session.classes.add()
    assert session.spec.loss == "cross_entropy"
    session.classes.remove(2)
    assert session.spec.loss == "log_loss"


def test_choices_in_words() -> None:
    other = Spec(hidden_layers=(), features=("x1",), shuffle=False, optimiser="adam", learning_rate=1e-5)
    assert differences(other, Spec()) == [
        "features x1",
        "hidden layers none",
        "learning rate α 0.00001",
        "optimiser Adam",
        "shuffle rows off",
    ]
    assert differences(Spec(), Spec()) == []
