"""The experiment: targets and decoding of every loss, scaling, what the weights depend on; and the scores."""

from __future__ import annotations

import pickle
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from msgspec import Struct
from msgspec.structs import replace

from playground.data import Dataset, Recipe, Scaling
from playground.data.reading.decisions import Decisions
from playground.engine import LOSSES, losses_for
from playground.errors import DataError, SpecError
from playground.training import Experiment, Spec
from playground.training.evaluation import CHUNK, EncodedRows, Score
from playground.training.experiment import suited
from tests.training.scoring import scores

rng = np.random.default_rng(17)


def table(task: str, rows: int = 60, test: int = 20, *, generated: bool = False) -> Dataset:
    """Rows with ranges that call for scaling."""
    X = rng.normal([100.0, -3.0], [40.0, 0.1], (rows, 2))
    classes = {"regression": 0, "two_classes": 2, "many_classes": 4}[task]
    y = np.arange(rows) % classes if classes else X[:, 0] * 1000 + rng.normal(0, 1, rows)
    return Dataset(
        X,
        y.astype(float),
        ("size", "depth"),
        "y",
        tuple("abcd"[:classes]),
        np.arange(rows) % rows < test,
        "table",
        generated=generated,
    )


def experiment(task: str, **choices: Any) -> Experiment:
    return Experiment.create(table(task), Spec(**choices))


def changed(spec: Spec, **choices: Any) -> Spec:
    return msgspec.structs.replace(spec, **choices)


PAIRS = [(loss, task) for loss, row in LOSSES.items() for task in row.tasks]


@pytest.mark.parametrize(("loss", "task"), PAIRS)
def test_a_perfect_prediction_decodes_to_the_target(loss: str, task: str) -> None:
    ours = experiment(task, loss=loss)
    assert ours.spec.loss == loss
    Y = ours.encode_target(ours.data.y)
    assert Y.shape == (60, ours.sizes[-1])
    np.testing.assert_allclose(ours.decode(Y), ours.data.y, rtol=1e-12)
    np.testing.assert_allclose(ours.decode(np.stack([Y, Y])), np.stack([ours.data.y] * 2), rtol=1e-12)


@pytest.mark.parametrize(("loss", "task"), PAIRS)
def test_targets_as_the_loss_wants_them(loss: str, task: str) -> None:
    Y = experiment(task, loss=loss).encode_target(np.array([0.0, 1.0]))
    match LOSSES[loss].targets:
        case "zero_one":
            assert Y.tolist() == [[0], [1]]
        case "plus_minus_one":
            assert Y.tolist() == [[-1], [1]]
        case "one_hot":
            classes = 4 if task == "many_classes" else 2
            assert Y.tolist() == np.eye(classes)[:2].tolist()
        case "value":
            assert Y.shape == (2, 1)


def test_encoding_targets_leaves_the_data_alone() -> None:
    ours = experiment("two_classes")
    ours.encode_target(ours.data.y)[...] = 9.0
    assert set(ours.data.y) == {0.0, 1.0}


def test_scaling_is_fitted_to_the_training_rows() -> None:
    ours = experiment("regression", scale_inputs="standardise", scale_target="standardise")
    train = ~ours.data.test
    encoded = ours.encode(ours.data.X[train])
    np.testing.assert_allclose(encoded.mean(axis=0), 0.0, atol=1e-9)
    np.testing.assert_allclose(encoded.std(axis=0), 1.0, rtol=1e-9)
    Y = ours.encode_target(ours.data.y[train])
    assert (Y.mean(), Y.std()) == (pytest.approx(0.0, abs=1e-9), pytest.approx(1.0))


def test_class_targets_and_generated_data_are_not_scaled() -> None:
    assert experiment("two_classes", scale_target="standardise").target.is_identity
    assert Experiment.create(table("regression", generated=True)).inputs.is_identity
    assert not Experiment.create(table("regression")).inputs.is_identity


def test_the_scaling_is_kept_when_a_row_is_added() -> None:
    ours = experiment("regression")
    more = ours.with_data(ours.data.with_rows(np.array([[9e5, 9e5]]), np.array([9e9])))
    assert more.inputs is ours.inputs
    assert more.target is ours.target
    assert more.signature == ours.signature
    assert more.by_hand and len(more.data) == 61


def test_the_scaling_is_fitted_anew_when_chosen_anew_and_for_another_table() -> None:
    ours = experiment("regression")
    more = ours.with_data(ours.data.with_rows(np.array([[9e5, 9e5]]), np.array([9e9])))
    assert more.with_spec(changed(more.spec, scale_inputs="none")).inputs.is_identity
    again = more.with_spec(changed(more.spec, scale_inputs="standardise"))
    assert (again.inputs.shift != ours.inputs.shift).all()
    assert again.by_hand
    assert again.signature != more.signature
    other = ours.with_data(table("two_classes"))
    assert other.inputs is not ours.inputs


def test_auto_is_fitted_anew_for_other_features_made_of_columns() -> None:
    """The network is rebuilt for them in any case."""
    X = np.append(np.tile([-1.0, 1.0], 200), [7.0, -7.0])[:, None]
    ours = Experiment.create(Dataset(X, X[:, 0], ("a",), generated=False))
    assert ours.inputs.is_identity
    squared = ours.with_spec(changed(ours.spec, features=("x1", "x1^2")))
    assert not squared.inputs.is_identity
    assert squared.with_spec(changed(squared.spec, features=())).inputs.is_identity


def test_a_scaling_that_a_file_holds_stays_what_it_was() -> None:
    """As long as neither it nor the features are newly chosen; an older "auto" may have chosen otherwise."""
    ours = Experiment.create(table("regression"))
    old = replace(ours, inputs=Scaling.identity(2))
    again = old.with_spec(changed(old.spec, learning_rate=0.1, hidden_layers=(3,)))
    assert again.inputs.is_identity and not ours.inputs.is_identity


def test_a_live_choice_keeps_the_scaling() -> None:
    ours = experiment("regression")
    assert ours.with_spec(changed(ours.spec, learning_rate=1.0)).inputs is ours.inputs


REBUILDS = {
    "hidden_layers": (3,),
    "activation": ("relu",),
    "seed": 5,
    "initialiser": "he",
    "features": ("x1",),
    "loss": "huber",
    "scale_inputs": "none",
    "scale_target": "none",
}
LIVE: dict[str, Any] = {
    "learning_rate": 1.0,
    "batch_size": 3,
    "optimiser": "adam",
    "momentum": 0.1,
    "rho": 0.1,
    "beta1": 0.1,
    "beta2": 0.1,
    "epsilon": 0.1,
    "weight_decay": 0.1,
    "schedule": "cosine",
    "schedule_epochs": 3.0,
    "schedule_decay": 0.1,
    "regularisation": "l1",
    "regularisation_rate": 0.1,
    "clip_norm": 0.1,
    "shuffle": False,
    "frozen": ("w1[1,1]",),
    "stop_epochs": 3,
    "stop_loss": 0.1,
    "stop_patience": 3,
}


def test_every_field_of_the_spec_is_either_live_or_rebuilds() -> None:
    assert set(LIVE) | set(REBUILDS) == set(Spec.__struct_fields__)


@pytest.mark.parametrize("name", Spec.__struct_fields__)
def test_what_the_weights_depend_on(name: str) -> None:
    ours = experiment("regression")
    edited = ours.with_spec(changed(ours.spec, **{name: {**LIVE, **REBUILDS}[name]}))
    assert edited.spec != ours.spec
    assert (edited.signature != ours.signature) == (name in REBUILDS)


def test_an_activation_no_layer_uses_rebuilds_nothing() -> None:
    ours = experiment("regression", hidden_layers=())
    assert ours.with_spec(changed(ours.spec, activation=("relu",))).signature == ours.signature


def test_frozen_parameters_are_found_by_the_former_name_too() -> None:
    ours = experiment("regression", frozen=("b1[1]", "w1[2,1]"))
    assert ours.frozen is ours.frozen_indices
    assert ours.frozen.size == 2


def test_sizes() -> None:
    assert experiment("two_classes").sizes == (2, 4, 2, 1)
    assert experiment("many_classes", hidden_layers=()).sizes == (2, 4)
    assert experiment("two_classes", loss="cross_entropy").sizes == (2, 4, 2, 2)
    assert experiment("regression", features=("x1", "x1^2", "x1*x2")).sizes == (3, 4, 2, 1)
    assert experiment("regression").network().sizes == (2, 4, 2, 1)


@pytest.mark.parametrize("task", ["regression", "two_classes", "many_classes"])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_that_cannot_learn_the_data_gives_way(loss: str, task: str) -> None:
    fitting = losses_for(task)
    assert suited(Spec(loss=loss), table(task)).loss == (loss if loss in fitting else fitting[0])


def test_features_of_missing_columns_give_way() -> None:
    assert suited(Spec(features=("x2", "x9", "x1*x2")), table("regression")).features == ("x2", "x1*x2")


def test_a_choice_the_data_do_not_allow_is_refused_in_words() -> None:
    ours = experiment("two_classes")
    with pytest.raises(SpecError, match=r"Mean squared error does not apply to two classes.*log_loss"):
        ours.with_spec(changed(ours.spec, loss="mse"))
    with pytest.raises(SpecError, match=r"no feature “x3”.*x1, x2, x1\^2"):
        ours.with_spec(changed(ours.spec, features=("x1", "x3")))


def test_data_by_a_recipe_and_by_hand() -> None:
    ours = Experiment.load(Recipe(source="circle", count=40))
    assert not ours.by_hand and len(ours.data) == 40
    drawn = ours.with_data(ours.data.without_rows(np.array([0])))
    assert drawn.by_hand and drawn.recipe == ours.recipe
    again = drawn.with_data(ours.data, Recipe(source="circle", count=40))
    assert not again.by_hand
    with pytest.raises(DataError):
        Experiment.load(Recipe(source="no-such-thing"))


def test_another_split_keeps_the_rows_that_are_not_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "my.csv"
    file.write_text("a,b\n1,2\n3,4\n5,6\n7,8.5\n", encoding="utf-8")
    notes: list[Decisions] = []
    ours = Experiment.load(Recipe(source=str(file)))
    file.write_text("a,b\n0,0\n,1.5\n", encoding="utf-8")
    split = ours.with_recipe(notes.append, seed=5, train_share=0.25)
    assert split.data.X is ours.data.X and split.recipe == Recipe(source=str(file), seed=5, train_share=0.25)
    assert split.data.test.tolist() == ours.data.split(0.25, 5).test.tolist()
    assert split.with_recipe(notes.append, missing="drop").data.X.tolist() == [[0]]
    assert [note.dropped_rows for note in notes] == [1]
    drawn = ours.with_recipe(source="circle").with_data(ours.data)
    assert drawn.with_recipe(seed=7).data.X is ours.data.X
    made = Experiment.load(Recipe(source="circle"))
    assert not np.array_equal(made.with_recipe(seed=7).data.X, made.data.X)
    assert made.with_recipe() is made


def test_no_rows_at_all() -> None:
    ours = Experiment.create(Dataset(np.empty((0, 2)), np.empty(0), ("x1", "x2"), "y", ("red", "green")))
    assert scores(EncodedRows(ours), ours.network())[0] == Score()


@pytest.mark.parametrize(
    ("loss", "task"), [("log_loss", "two_classes"), ("cross_entropy", "many_classes"), ("mse", "regression")]
)
def test_scores_are_scikit_learns(loss: str, task: str) -> None:
    from sklearn.metrics import accuracy_score, log_loss, mean_squared_error, root_mean_squared_error

    ours = experiment(task, loss=loss, hidden_layers=(3,), initialiser="normal")
    network = ours.network()
    for score, rows in zip(
        scores(EncodedRows(ours), network), (~ours.data.test, ours.data.test), strict=True
    ):
        y = ours.data.y[rows]
        p = network.predict(ours.encode(ours.data.X[rows]))
        if task == "regression":
            assert score.loss == pytest.approx(mean_squared_error(ours.target.apply(y[:, None]), p))
            assert score.rmse == pytest.approx(root_mean_squared_error(y, ours.target.invert(p)))
            assert score.accuracy is None
        else:
            labels = range(len(ours.data.class_names))
            assert score.loss == pytest.approx(log_loss(y, p if p.shape[1] > 1 else p[:, 0], labels=labels))
            assert score.accuracy == accuracy_score(y, ours.decode(p))
            assert 0.0 < score.accuracy < 1.0
            assert score.rmse is None


def test_scores_do_not_depend_on_the_rows_being_scored_in_parts() -> None:
    data = table("two_classes", rows=CHUNK + 100, test=CHUNK // 2)
    ours = Experiment.create(data)
    network, rows = ours.network(), EncodedRows(ours)
    train, test = scores(rows, network)
    per_row = network.loss_fn.per_row(network.forward(ours.encode(data.X)).z[-1], data.y[:, None])
    assert train.loss == pytest.approx(per_row[~data.test].mean(), rel=1e-12)
    assert test.loss == pytest.approx(per_row[data.test].mean(), rel=1e-12)


def all_found(thing: Any) -> Any:
    """The same, with every one of its caches filled."""
    for name, entry in vars(type(thing)).items():
        if isinstance(entry, cached_property):
            getattr(thing, name)
    return thing


def test_what_was_found_stays_behind_when_it_is_pickled() -> None:
    ours = all_found(Experiment.load(Recipe(source="iris")))
    all_found(ours.data)
    assert vars(ours) and vars(ours.data)
    arrived = pickle.loads(pickle.dumps(ours))
    assert not vars(arrived) and not vars(arrived.data)
    assert arrived.signature == ours.signature and arrived.data.same_as(ours.data)


class Onlooker(Struct, frozen=True):
    """Part of an experiment: looks at all of it while it is pickled, as another thread may at any time."""

    seen: list[Experiment]

    def __reduce__(self) -> tuple[Any, ...]:
        for experiment in self.seen:
            all_found(experiment)
        return Onlooker, ([],)


def test_it_can_be_looked_at_while_it_is_pickled() -> None:
    onlooker = Onlooker([])
    ours = replace(Experiment.load(Recipe(source="iris")), by_hand=onlooker)
    onlooker.seen.append(ours)
    assert pickle.loads(pickle.dumps(ours)).data.same_as(ours.data)
    assert "features" in vars(ours), "it was looked at"
