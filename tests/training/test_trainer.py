"""The trainer: the same θ however the time is sliced, live edits, stop rules, divergence, few rows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Dataset, Recipe
from playground.engine import LOSSES, OPTIMISERS, Learner, Network
from playground.training import Checkpoint, Experiment, Spec, Trainer
from playground.training.evaluation import Score
from playground.training.statistics import Confusion, Fit, row_errors
from tests.properties import examples

RECIPE = Recipe(source="circle", count=100, noise=10)  # 50 rows train: five batches of ten


def trainer(**choices: Any) -> Trainer:
    return Trainer(Experiment.load(RECIPE, Spec(**choices)))


def edit(ours: Trainer, **choices: Any) -> None:
    ours.apply(ours.experiment.with_spec(msgspec.structs.replace(ours.experiment.spec, **choices)))


def drawn(rows: int, *, test: bool = False) -> Experiment:
    """A few rows, all for training or all held out."""
    data = Dataset(
        np.arange(2.0 * rows).reshape(rows, 2) / 10,
        np.arange(rows) % 2.0,
        ("x1", "x2"),
        "class",
        ("red", "green"),
        np.full(rows, test),
    )
    return Experiment.create(data)


def assert_same(one: Trainer, other: Trainer) -> None:
    assert (one.epoch, one.steps) == (other.epoch, other.steps)
    assert (one.network.theta == other.network.theta).all()
    np.testing.assert_array_equal(one.history.losses[-1], other.history.losses[-1])


# --- the same run, however it is sliced --------------------------------------------------------------


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_run_equals_itself_bit_for_bit(optimiser: str) -> None:
    runs = [trainer(optimiser=optimiser) for _ in range(2)]
    for one in runs:
        one.run(epochs=20)
    assert_same(*runs)
    np.testing.assert_array_equal(runs[0].history.losses, runs[1].history.losses)
    assert runs[0].epoch == 20 and len(runs[0].history) == 21


@examples(25)
@given(
    slices=st.lists(st.sampled_from(["run", "epoch", "batch", 1, 2, 7, "nothing", "time"]), max_size=12),
    batch_size=st.sampled_from([0, 1, 7, 10, 1000]),
    shuffle=st.sampled_from([True, False]),
)
def test_time_may_be_sliced_in_any_way(slices: list[Any], batch_size: int, shuffle: Any) -> None:
    sliced, whole = (trainer(batch_size=batch_size, shuffle=shuffle, optimiser="adam") for _ in range(2))
    for part in slices:
        match part:
            case "run":
                sliced.run(epochs=2)
            case "epoch" | "batch":
                sliced.step(part)
            case "time":
                sliced.advance(1e-9)
            case "nothing":
                assert sliced.advance(1.0, max_steps=0) == 0
            case steps:
                assert sliced.advance(math.inf, max_steps=steps) == steps
        sliced.snapshot()  # looking changes nothing
    sliced.step("epoch")
    whole.run(epochs=sliced.epoch)
    assert_same(sliced, whole)


def test_row_by_row_is_batch_size_one() -> None:
    rows, batches = trainer(batch_size=10), trainer(batch_size=1)
    for _ in range(75):
        rows.step("row")
        batches.step("batch")
    assert (rows.epoch, rows.steps) == (1, 75)
    assert_same(rows, batches)


def test_one_epoch_by_hand() -> None:
    """Engine, order of the rows and nothing else."""
    ours = trainer(batch_size=8, shuffle=False)
    learner, rows = Learner(Network([2, 4, 2, 1], ["tanh", "tanh"], "log_loss", seed=0)), ours._rows
    for start in range(0, 50, 8):
        learner.step(rows.X[start : min(start + 8, 50)], rows.Y[start : min(start + 8, 50)], 0.03)
    ours.step("epoch")
    assert (ours.network.theta == learner.network.theta).all()
    assert ours.steps == ours.steps_per_epoch == 7


def test_rows_batches_and_epochs_may_be_mixed() -> None:
    """Batches across those of the epoch, and its short end, are what the engine makes of these rows."""
    ours = trainer(batch_size=8, optimiser="adam")
    learner, rows = Learner(ours.experiment.network(), OPTIMISERS["adam"]()), ours._rows
    for stride in ("row", "row", "batch", "row", "batch", "epoch", "batch", "epoch", "epoch", "row"):
        first, epoch = ours._order.position, ours.epoch
        ours.step(stride)
        end = rows.train if ours.epoch > epoch else ours._order.position
        while first < end:
            batch = ours._order.order[first : first + 1 if stride == "row" else min(first + 8, end)]
            learner.step(rows.X[batch], rows.Y[batch], 0.03)
            first += len(batch)
        np.testing.assert_allclose(ours.network.theta, learner.network.theta, rtol=0, atol=1e-9)
    assert (ours.epoch, ours.steps) == (3, learner.state.steps)


def test_shuffling_visits_every_row_once_in_a_new_order_each_epoch() -> None:
    ours, orders = trainer(), []
    for _ in range(3):
        ours.step("epoch")
        orders.append(ours._order.order.tolist())
    assert all(sorted(order) == list(range(50)) for order in orders)
    assert orders[0] != orders[1] != orders[2]


@pytest.mark.parametrize(
    ("batch_size", "steps"), [(0, 1), (1, 50), (7, 8), (10, 5), (49, 2), (50, 1), (999, 1)]
)
def test_batches_of_an_epoch(batch_size: int, steps: int) -> None:
    ours = trainer(batch_size=batch_size)
    assert ours.steps_per_epoch == steps
    ours.step("epoch")
    assert (ours.epoch, ours.steps) == (1, steps)


def test_reset_is_the_same_first_weights_and_the_same_run() -> None:
    ours = trainer()
    first = ours.network.theta.copy()
    ours.run(epochs=15)
    ours.step("row")
    trained = trainer()
    trained.run(epochs=15)
    ours.reset()
    assert (ours.network.theta == first).all()
    assert (ours.epoch, ours.steps, len(ours.history)) == (0, 0, 1)
    ours.run(epochs=15)
    assert_same(ours, trained)


def test_a_snapshot_is_a_copy_and_scores_this_very_step() -> None:
    ours = trainer()
    before = ours.snapshot()
    theta = before.theta.copy()
    ours.step("batch")
    stale, exact = ours.snapshot(exact=False), ours.snapshot()
    assert (before.theta == theta).all()
    assert stale.train == before.train
    rows = ours._rows
    assert exact.train.loss == pytest.approx(ours.network.loss(rows.X[:50], rows.Y[:50]), rel=1e-12)
    assert exact.checkpoint.epoch == 0 and exact.checkpoint.steps == 1


def test_the_history_has_the_loss_before_the_first_step_and_after_each_epoch() -> None:
    ours = trainer()
    losses = [ours.snapshot(), *(ours.run(epochs=1) for _ in range(5))]
    np.testing.assert_array_equal(ours.history.losses, [(s.train.loss, s.test.loss) for s in losses])
    for snapshot, point in zip(losses, ours.history.checkpoints, strict=True):
        assert (snapshot.theta == point.theta).all()


# --- edits while it trains ---------------------------------------------------------------------------

LIVE: list[dict[str, Any]] = [
    {"learning_rate": 0.5},
    {"batch_size": 3},
    {"regularisation": "l1", "regularisation_rate": 0.1},
    {"optimiser": "adam"},
    {"clip_norm": 0.001},
    {"schedule": "exponential", "schedule_epochs": 1.0},
    {"shuffle": False},
]


@pytest.mark.parametrize("choices", LIVE, ids=str)
def test_a_live_edit_goes_on_from_the_same_weights_and_makes_a_difference(choices: dict[str, Any]) -> None:
    ours, plain = trainer(), trainer()
    for one in (ours, plain):
        one.run(epochs=3)
    edit(ours, **choices)
    assert_same(ours, plain)
    for one in (ours, plain):
        one.run(epochs=2)
    assert (ours.epoch, len(ours.history)) == (5, 6)
    assert (ours.network.theta != plain.network.theta).any()


def test_a_live_edit_equals_the_engine_told_the_same() -> None:
    ours = trainer(batch_size=0, optimiser="momentum")
    rows, network = ours._rows, ours.experiment.network()
    X, Y = rows.X[:50], rows.Y[:50]
    learner = Learner(network, OPTIMISERS["momentum"]())
    for momentum, rate in [(0.9, 0.03), (0.5, 0.1), (0.5, 0.01)]:
        edit(ours, momentum=momentum, learning_rate=rate)
        learner.use(OPTIMISERS["momentum"](momentum=momentum))  # type: ignore[call-arg]
        ours.run(epochs=4)
        for _ in range(4):
            learner.step(X, Y, rate)
    np.testing.assert_allclose(ours.network.theta, network.theta, rtol=1e-9)


def test_the_rate_follows_the_schedule_by_epochs() -> None:
    ours = trainer(schedule="step", schedule_epochs=2.0, schedule_decay=0.1, learning_rate=1.0)
    rates = [ours.snapshot().rate, *(ours.run(epochs=1).rate for _ in range(4))]
    assert rates == pytest.approx([1.0, 1.0, 0.1, 0.1, 0.01])
    edit(ours, learning_rate=2.0)
    assert ours.snapshot().rate == pytest.approx(0.02)


def test_other_rows_keep_epoch_weights_and_memory() -> None:
    ours = trainer(optimiser="adam")
    ours.run(epochs=3)
    ours.step("row")
    theta, state = ours.network.theta.copy(), ours._learner.state
    data = ours.experiment.data
    ours.apply(ours.experiment.with_data(data.with_row(np.array([1.0, 1.0]), 1.0)))
    assert (ours.epoch, ours.steps, ours._rows.train) == (3, 16, 51)
    assert (ours.network.theta == theta).all()
    assert ours._learner.state is state
    snapshot = ours.snapshot()
    assert ours.history.losses[3].tolist() == [snapshot.train.loss, snapshot.test.loss]
    ours.run(epochs=1)
    assert (ours.epoch, ours.steps) == (4, 16 + 6)


@pytest.mark.parametrize(
    "choices",
    [{"hidden_layers": (3,)}, {"features": ("x1^2", "x2^2")}, {"seed": 4}, {"loss": "half_mse_tanh"}],
)
def test_an_edit_that_changes_what_weights_mean_starts_afresh(choices: dict[str, Any]) -> None:
    ours = trainer()
    ours.run(epochs=3)
    edit(ours, **choices)
    fresh = trainer(**choices)
    assert_same(ours, fresh)
    assert ours.epoch == 0 and len(ours.history) == 1
    for one in (ours, fresh):
        one.run(epochs=2)
    assert_same(ours, fresh)


def test_a_run_can_begin_at_a_checkpoint() -> None:
    ours = trainer()
    ours.run(epochs=7)
    point = ours.snapshot().checkpoint
    other = Trainer(ours.experiment, point)
    assert_same(other, ours)
    assert (other.history.first, len(other.history)) == (7, 1)
    other.run(epochs=2)
    assert other.history.last_epoch == 9


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_trains_on_data_of_its_task(loss: str) -> None:
    source = {"regression": "plane", "two_classes": "circle", "many_classes": "blobs"}
    task = LOSSES[loss].tasks[0]
    rng = np.random.default_rng(1)
    X = rng.normal(0, 1, (60, 2))
    classes = {"regression": 0, "two_classes": 2, "many_classes": 3}[task]
    y = X[:, 0] - X[:, 1] if not classes else (X[:, 0] > 0) + (X[:, 1] > 0) * (classes > 2) * 1.0
    data = Dataset(X, y, ("x1", "x2"), "y", tuple("abc"[:classes]), name=source[task])
    ours = Trainer(Experiment.create(data, Spec(loss=loss, optimiser="adam")))
    before = ours.snapshot().train.loss
    assert ours.run(epochs=60).train.loss < 0.6 * before


# --- stop rules --------------------------------------------------------------------------------------


def test_stops_so_many_epochs_after_play() -> None:
    ours = trainer(stop_epochs=4)
    snapshot = ours.run(epochs=100)
    assert (snapshot.epoch, snapshot.status) == (4, "stopped")
    assert "4 epochs" in snapshot.reason
    assert ours.advance(1.0) == 0
    assert ours.run(epochs=100).epoch == 8, "Play counts anew"
    ours.restart_stop_rules()
    assert (ours.status, ours.reason) == ("ready", "")


def test_stops_at_a_target_loss() -> None:
    ours = trainer(optimiser="adam", learning_rate=0.1, stop_loss=0.5)
    snapshot = ours.run(epochs=1000)
    assert snapshot.status == "stopped" and "0.5" in snapshot.reason
    assert snapshot.train.loss <= 0.5 < ours.history.losses[-2, 0]


def test_stops_on_a_plateau_and_not_before() -> None:
    ours = trainer(learning_rate=1e-9, stop_patience=5)
    snapshot = ours.run(epochs=100)
    assert snapshot.status == "stopped" and "no improvement" in snapshot.reason
    assert snapshot.epoch == 6  # the first epoch is the best, then five without a better one
    falling = trainer(optimiser="adam", stop_patience=5)
    assert falling.run(epochs=30).status == "ready"


def test_a_plateau_is_measured_anew_on_other_rows() -> None:
    ours = trainer(optimiser="adam", learning_rate=0.1, stop_patience=25)
    assert ours.run(epochs=60).status == "ready"
    data = ours.experiment.data
    flipped = data.with_changed_rows(np.array([0]), data.X[[0]], 1.0 - data.y[[0]])
    for row in range(1, 100):
        flipped = flipped.with_changed_rows(np.array([row]), data.X[[row]], 1.0 - data.y[[row]])
    ours.apply(ours.experiment.with_data(flipped))
    for _ in range(30):
        ours.step("epoch")
    assert ours.status == "ready", "its loss falls again, from far above the old best"


# --- divergence --------------------------------------------------------------------------------------


def line(X: np.ndarray, **choices: Any) -> Trainer:
    data = Dataset(X, X[:, 0] * 3, ("x1",), "y")
    return Trainer(Experiment.create(data, Spec(loss="mse", hidden_layers=(), **choices)))


def exploding(**choices: Any) -> Trainer:
    return line(np.linspace(-4, 4, 20)[:, None], batch_size=0, learning_rate=1.0, **choices)


def overflowing() -> Trainer:
    return line(np.linspace(-4, 4, 200)[:, None], batch_size=1, learning_rate=90.0)


def test_no_step_is_blamed_for_a_loss_that_was_none_before_it() -> None:
    ours = line(
        np.linspace(-1e90, 1e90, 20)[:, None], scale_inputs="none", scale_target="none", features=("x1^2",)
    )
    assert not math.isfinite(ours.snapshot().train.loss)
    reason = ours.run(epochs=3).reason
    assert "before the first update" in reason and "Scale inputs" in reason and "learning rate" not in reason


@pytest.mark.parametrize("source", ["circle", "blobs", "line"])
def test_after_a_divergence_trainer_and_statistics_find_the_same(source: str) -> None:
    ours = Trainer(Experiment.load(Recipe(source=source)))
    ours.set_parameters({0: math.nan})
    found = row_errors(ours.experiment, ours.network)
    train = found.among(~ours.experiment.data.test)
    score = ours.snapshot().train
    if ours.experiment.data.class_names:
        assert Confusion.of(train).score.accuracy == score.accuracy < 0.1
    else:
        assert math.isnan(Fit.of(train).score.rmse) and math.isnan(score.rmse)


@pytest.mark.parametrize(("make", "words"), [(exploding, "the loss is"), (overflowing, "not a number")])
def test_divergence_is_noticed_said_and_recovered_from(make: Callable[[], Trainer], words: str) -> None:
    """Warnings are errors here: an overflow is noticed by its outcome, not printed."""
    ours = make()
    start = ours.network.theta.copy()
    snapshot = ours.run(epochs=1000)
    assert snapshot.status == "diverged"
    assert words in snapshot.reason and "lower learning rate" in snapshot.reason
    assert ours.advance(1.0) == 0
    ours.step("epoch")
    assert ours.snapshot().epoch == snapshot.epoch, "nothing goes on from here"
    losses = ours.history.losses.copy()
    ours.recover()
    back = ours.snapshot()
    assert (back.status, back.reason, back.epoch) == ("ready", "", snapshot.epoch - 1)
    assert np.isfinite(back.theta).all() and math.isfinite(back.train.loss)
    assert (back.theta == start).all() == (back.epoch == 0)
    np.testing.assert_array_equal(ours.history.losses, losses[:-1])
    edit(ours, learning_rate=1e-3)
    after = ours.run(epochs=50)
    assert after.status == "ready" and after.train.loss < back.train.loss
    assert ours.history.last_epoch == after.epoch


def test_an_edit_amid_numbers_that_are_none_does_not_hide_the_last_finite_state() -> None:
    ours = line(np.linspace(-4e200, 4e200, 6)[:, None], batch_size=1, learning_rate=90.0)
    ours.apply(ours.experiment.with_data(ours.experiment.data.with_row(np.array([1.0]), 3.0)))
    ours.step("row")
    ours.step("row")
    assert not np.isfinite(ours.network.theta).all()
    ours.apply(ours.experiment.with_data(ours.experiment.data.with_row(np.array([1.0]), 3.0)))
    assert ours.run(epochs=1).status == "diverged"
    ours.recover()
    assert np.isfinite(ours.network.theta).all()


def test_a_start_that_is_no_number_can_be_recovered_from() -> None:
    ours = exploding()
    broken = Trainer(ours.experiment, Checkpoint(5, 5, np.full(2, np.nan)))
    assert broken.run(epochs=3).status == "diverged"
    broken.recover()
    assert (broken.network.theta == ours.network.theta).all()
    edit(broken, learning_rate=1e-3)
    assert broken.run(epochs=2).status == "ready"


def test_a_large_loss_that_was_large_at_first_is_no_explosion() -> None:
    ours = line(np.linspace(1e4, 2e4, 10)[:, None], learning_rate=1e-10)
    assert ours.snapshot().train.loss > 1e8
    assert ours.run(epochs=10).status == "ready"


# --- hardly any rows ---------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [0, 3])
def test_without_training_rows_nothing_happens(rows: int) -> None:
    ours = Trainer(drawn(rows, test=True))
    before = ours.network.theta.copy()
    ours.run(epochs=3)
    assert ours.advance(1.0) == 0
    for stride in ("row", "batch", "epoch"):
        ours.step(stride)  # type: ignore[arg-type]
    snapshot = ours.snapshot()
    assert (snapshot.epoch, snapshot.steps, snapshot.status) == (0, 0, "ready")
    assert (snapshot.theta == before).all()
    assert snapshot.train == Score()
    assert (snapshot.test == Score()) == (rows == 0)


def test_without_test_rows_the_test_loss_is_none() -> None:
    snapshot = Trainer(drawn(6)).run(epochs=3)
    assert snapshot.epoch == 3
    assert snapshot.test == Score()
    assert math.isfinite(snapshot.train.loss)


def test_one_row() -> None:
    ours = Trainer(drawn(1))
    assert ours.steps_per_epoch == 1
    before = ours.snapshot().train.loss
    assert ours.run(epochs=50).train.loss < before


def test_rows_may_all_go_and_come_again_while_it_trains() -> None:
    ours = trainer()
    ours.run(epochs=2)
    data = ours.experiment.data
    ours.apply(ours.experiment.with_data(data.without_rows(np.arange(len(data)))))
    ours.run(epochs=2)
    assert ours.epoch == 2 and ours.snapshot().train == Score()
    ours.apply(ours.experiment.with_data(data))
    ours.run(epochs=2)
    assert (ours.epoch, len(ours.history)) == (4, 5)


def test_clipped_steps_are_counted() -> None:
    ours = trainer(clip_norm=1e-6)
    assert ours.run(epochs=2).clipped == 10
