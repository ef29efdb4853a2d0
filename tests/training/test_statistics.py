"""The statistics of rows and groups agree with scikit-learn's, and with the score that the trainer finds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sklearn import metrics

from playground.data import Dataset
from playground.engine import LOSSES, losses_for
from playground.training import Experiment, Spec
from playground.training.evaluation import CHUNK, EncodedRows, Score
from playground.training.statistics import Confusion, Fit, RowErrorJob, row_errors
from tests.properties import examples
from tests.training.scoring import scores

CLASS_LOSSES = [(loss, 2) for loss in losses_for("two_classes")] + [("cross_entropy", k) for k in (3, 5)]
EVERY_LOSS = [*CLASS_LOSSES, *((loss, 0) for loss in losses_for("regression"))]


def dataset(seed: int, rows: int, classes: int) -> Dataset:
    rng = np.random.default_rng(seed)
    X, test = rng.normal(size=(rows, 3)), rng.random(rows) < 0.3
    y = rng.integers(0, classes, rows).astype(float) if classes else X @ [40.0, -3.0, 0.5] + 900.0
    names = tuple(f"class {index}" for index in range(classes))
    return Dataset(X, y, ("a", "b", "c"), class_names=names, test=test, generated=False)


def experiment(seed: int, rows: int, classes: int, loss: str) -> Experiment:
    return Experiment.create(dataset(seed, rows, classes), Spec(loss=loss, seed=seed, hidden_layers=(4,)))


def assert_equal(ours: float, theirs: float) -> None:
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("loss", "classes"), CLASS_LOSSES)
@given(seed=st.integers(0, 10_000), rows=st.integers(1, 60))
@examples(15)
def test_classes_as_scikit_learn_counts_them(loss: str, classes: int, seed: int, rows: int) -> None:
    made = experiment(seed, rows, classes, loss)
    network, y = made.network(), made.data.y
    network.theta *= 3.0
    errors = row_errors(made, network)
    found = Confusion.of(errors)
    every = list(range(classes))
    np.testing.assert_array_equal(found.counts, metrics.confusion_matrix(y, errors.predicted, labels=every))
    theirs = metrics.precision_recall_fscore_support(y, errors.predicted, labels=every, zero_division=np.nan)
    for ours, other in zip((found.precision, found.recall, found.f1, found.actual), theirs, strict=True):
        np.testing.assert_allclose(ours, other, rtol=1e-12)
    assert found.score.accuracy == metrics.accuracy_score(y, errors.predicted)
    probabilities = made.probabilities(network.predict(made.encode(made.data.X)))
    assert_equal(found.log_loss, metrics.log_loss(y, probabilities, labels=every))
    np.testing.assert_array_equal(errors.predicted, probabilities.argmax(axis=-1))
    np.testing.assert_allclose(errors.probability, probabilities.max(axis=-1))
    assert np.isnan(errors.residual).all()


@pytest.mark.parametrize("loss", losses_for("regression"))
@given(seed=st.integers(0, 10_000), rows=st.integers(2, 60))
@examples(15)
def test_values_as_scikit_learn_measures_them(loss: str, seed: int, rows: int) -> None:
    made = experiment(seed, rows, 0, loss)
    y = made.data.y
    errors = row_errors(made, made.network())
    found = Fit.of(errors)
    assert_equal(found.score.rmse**2, metrics.mean_squared_error(y, errors.predicted))
    assert_equal(found.mae, metrics.mean_absolute_error(y, errors.predicted))
    assert_equal(found.r2, metrics.r2_score(y, errors.predicted, force_finite=False))
    assert_equal(found.mean, y.mean())
    np.testing.assert_array_equal(errors.residual, y - errors.predicted)
    assert np.isnan(errors.probability).all() and np.isnan(errors.log_loss).all()


@pytest.mark.parametrize(
    ("loss", "classes"), [*CLASS_LOSSES, *((one, 0) for one in losses_for("regression"))]
)
@given(seed=st.integers(0, 10_000), rows=st.integers(2, 60))
@examples(10)
def test_the_score_is_the_trainers(loss: str, classes: int, seed: int, rows: int) -> None:
    made = experiment(seed, rows, classes, loss)
    network, data = made.network(), made.data
    errors, both = row_errors(made, network), scores(EncodedRows(made), network)
    for group, score in zip((~data.test, data.test), both, strict=True):
        part, y = errors.among(group), data.y[group]
        found = Confusion.of(part).score if classes else Fit.of(part).score
        assert found.accuracy == score.accuracy
        assert found.loss == (None if score.loss is None else pytest.approx(score.loss, rel=1e-12))
        assert found.rmse == (None if score.rmse is None else pytest.approx(score.rmse, rel=1e-12))
        assert_equal(np.add.reduce(part.loss) / max(1, len(y)), 0.0 if not len(y) else score.loss)


def test_every_loss_is_judged() -> None:
    assert {loss for loss, _ in CLASS_LOSSES} | set(losses_for("regression")) == set(LOSSES)


def test_many_rows_are_found_in_slices_and_as_one() -> None:
    made = experiment(1, 2 * CHUNK + 5, 0, "mse")
    network = made.network()
    judging, slices = RowErrorJob(made, network), 0
    before = row_errors(made, network, np.array([CHUNK + 1])).predicted
    while not judging.done:
        judging.advance()
        network.theta[...] += 1.0  # training goes on: the slices are of one moment all the same
        slices += 1
    assert slices == 3 and judging.errors.predicted[CHUNK + 1] == pytest.approx(before[0], rel=1e-12)
    assert np.isfinite(judging.errors.loss).all()


def test_some_rows_alone() -> None:
    made = experiment(3, 40, 3, "cross_entropy")
    network, rows = made.network(), np.array([30, 2, 7])
    every, some = row_errors(made, network), row_errors(made, network, rows)
    np.testing.assert_array_equal(some.rows, rows)
    for name in ("predicted", "probability", "loss", "log_loss"):
        np.testing.assert_allclose(getattr(some, name), getattr(every, name)[rows])


@pytest.mark.parametrize(("loss", "classes"), [*CLASS_LOSSES, ("mse", 0), ("huber", 0)])
def test_a_diverged_network_predicts_nothing(loss: str, classes: int) -> None:
    made = experiment(2, 12, classes, loss)
    network = made.network()
    network.theta[...] = np.nan
    errors = row_errors(made, network)
    assert np.isnan(errors.predicted).all()
    if classes:
        found = Confusion.of(errors)
        assert not found.counts.any() and found.actual.sum() == 12 and found.score.accuracy == 0.0
        assert np.isnan(found.precision).all() and math.isnan(found.log_loss)
    else:
        fit = Fit.of(errors)
        assert math.isnan(fit.score.rmse) and math.isnan(fit.r2) and math.isfinite(fit.mean)


def test_no_rows_and_equal_targets_have_no_figures() -> None:
    made = experiment(2, 3, 0, "mse")
    none = row_errors(made, made.network(), np.empty(0, dtype=np.intp))
    assert math.isnan(Fit.of(none).r2)
    assert Confusion.of(none).score == Score()
    level = replace(made, data=replace(made.data, y=np.full(3, 0.1)))
    assert math.isnan(Fit.of(row_errors(level, made.network())).r2)
