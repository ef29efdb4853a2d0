"""The past of a run: what is kept of it, and every place of it again, bit for bit."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from playground.data import Recipe
from playground.training import Experiment, Snapshot, Spec, Trainer
from playground.training.checkpoint import Checkpoint, Place
from playground.training.replay import PlaceError
from playground.training.timeline import CHECKPOINT_BYTES, MAX_CHECKPOINTS, EditFlag, Timeline, spacing_for
from tests.properties import examples
from tests.training.trainers import edit, trainer

Act = Callable[[Trainer], None]


def _spec(**choices: Any) -> Act:
    return lambda ours: edit(ours, **choices)


def _add_point(ours: Trainer) -> None:
    data = ours.experiment.data
    ours.apply(ours.experiment.with_data(data.with_rows(np.array([[1.0, -2.0]]), np.array([1.0]))))


def _move_points(ours: Trainer) -> None:
    data = ours.experiment.data
    rows = np.arange(0, len(data), 7)
    ours.apply(ours.experiment.with_data(data.with_changed_rows(rows, data.X[rows] + 0.5, data.y[rows])))


def _set_weight(ours: Trainer) -> None:
    ours.set_parameters({1: 0.75, 4: -0.5})


def _diverge_and_recover(ours: Trainer) -> None:
    ours.step("batch")
    ours.set_parameters({2: np.inf})
    ours.step("epoch")
    ours.recover()


def _undo(ours: Trainer) -> None:
    """What an undo of a live edit is to a trainer: the experiment that was in force before."""
    ours.apply(ours.log.edits.experiment(max(0, len(ours.log.edits) - 1)))


ACTS: dict[str, Act] = {
    "epochs": lambda ours: [ours.step("epoch") for _ in range(4)] and None,
    "epoch": lambda ours: ours.step("epoch"),
    "batch": lambda ours: ours.step("batch"),
    "row": lambda ours: ours.step("row"),
    "chosen rows": lambda ours: ours.step_on((3, 5, 8)),
    "rate": _spec(learning_rate=0.3),
    "adam": _spec(optimiser="adam", learning_rate=0.02),
    "momentum": _spec(optimiser="momentum"),
    "batch size": _spec(batch_size=7),
    "all rows": _spec(batch_size=0),
    "schedule": _spec(schedule="exponential", schedule_epochs=5.0),
    "no shuffle": _spec(shuffle=False),
    "shuffle": _spec(shuffle=True),
    "clip": _spec(clip_norm=0.05),
    "point": _add_point,
    "points": _move_points,
    "weight": _set_weight,
    "recover": _diverge_and_recover,
    "undo": _undo,
    "reset": lambda ours: ours.reset(),
}


def assert_equal(one: Snapshot, other: Snapshot) -> None:
    assert (one.epoch, one.steps, one.rate, one.clipped) == (
        other.epoch,
        other.steps,
        other.rate,
        other.clipped,
    )
    assert one.theta.tobytes() == other.theta.tobytes()
    assert (one.train, one.test) == (other.train, other.test)


@examples(120)
@given(
    acts=st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=14),
    few=st.sampled_from([MAX_CHECKPOINTS, 3, 1]),
    data=st.data(),
)
def test_every_place_of_the_past_is_as_it_was(acts: list[str], few: int, data: Any) -> None:
    """With few keyframes, too, through all edits: as a new run of the same acts was there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playground.training.timeline.MAX_CHECKPOINTS", few)
        ours, fresh = (trainer(optimiser="nesterov", hidden_layers=(3,)) for _ in range(2))
        seen: dict[Place, Snapshot] = {}
        for act in acts:
            ACTS[act](ours)
            _watch(fresh, act, seen)
        place = data.draw(st.sampled_from(sorted(seen)))
        before = ours.snapshot()
        assert_equal(ours.at(*place), seen[place])
        assert_equal(ours.snapshot(), before)


def _watch(fresh: Trainer, act: str, seen: dict[Place, Snapshot]) -> None:
    """Do it, and note every place on the way, step by step; what was there before an edit is overwritten."""
    if act in {"epoch", "epochs"}:
        last = fresh.epoch + (4 if act == "epochs" else 1)
        while fresh.epoch < last:
            fresh.step("batch")
            _note(fresh, seen)
        return
    before = fresh.place
    ACTS[act](fresh)
    if act in {"reset", "recover"} or fresh.place < before:
        for place in [place for place in seen if place >= fresh.place or act == "reset"]:
            del seen[place]
    _note(fresh, seen)


def _note(fresh: Trainer, seen: dict[Place, Snapshot]) -> None:
    snapshot = fresh.snapshot()
    seen[fresh.place] = snapshot


def test_an_epoch_of_the_past_is_a_run_of_so_many_epochs() -> None:
    ours = trainer(optimiser="adam")
    ours.run(epochs=40)
    for epoch in (0, 1, 17, 40):
        assert_equal(ours.at(epoch), trainer(optimiser="adam").run(epochs=epoch))


def test_a_replay_in_slices_goes_on_to_later_places() -> None:
    ours = trainer()
    ours.run(epochs=20)
    ours.history.timeline.checkpoints[1:] = []
    replay = ours.replay(Place(3))
    slices = 1
    while not replay.advance(0.0):
        slices += 1
    assert slices > 10
    there = replay.trainer
    assert replay.go_on_to(Place(9, 2)) and not replay.go_on_to(Place(5))
    assert_equal(replay.finish().snapshot(), ours.at(9, 2))
    assert replay.trainer is there


@pytest.mark.parametrize("place", [Place(6), Place(5, 1), Place(2)])
def test_a_place_that_is_not_there(place: Place) -> None:
    first = trainer()
    first.run(epochs=3)
    ours = Trainer(first.experiment, first.resume_point())
    ours.run(epochs=2)
    with pytest.raises(PlaceError, match=str(place.epoch)):
        ours.at(*place)


def test_flags_tell_what_was_edited_once_for_each_place() -> None:
    ours = trainer(learning_rate=0.03)
    ours.run(epochs=2)
    for rate in (0.04, 0.05, 0.1):
        edit(ours, learning_rate=rate)
    ours.step("batch")
    _add_point(ours)
    ours.run(epochs=2)
    ours.set_parameters({0: 1.0})
    ours.run(epochs=1)
    edit(ours, batch_size=3)
    edit(ours, batch_size=10)
    words = [(flag.place, flag.words) for flag in ours.history.timeline.flags]
    assert [place for place, _ in words] == [Place(2), Place(2, 1), Place(4)]
    assert "0.03 → 0.1" in words[0][1] and "1 point added" in words[1][1] and "→ 1" in words[2][1]


# --- what is kept ------------------------------------------------------------------------------------


def checkpoints(timeline: Timeline, epochs: range, size: int = 3) -> None:
    theta = np.zeros(size)
    for epoch in epochs:
        if timeline.wants(epoch):
            timeline.keep(Checkpoint(epoch, 10 * epoch, theta))


def epochs_of(timeline: Timeline) -> list[int]:
    return [point.epoch for point in timeline.checkpoints]


def test_checkpoints_stay_evenly_spaced_between_half_and_all_places() -> None:
    timeline = Timeline()
    for epoch in range(3000):
        checkpoints(timeline, range(epoch, epoch + 1))
        points = epochs_of(timeline)
        if epoch > MAX_CHECKPOINTS:
            assert MAX_CHECKPOINTS // 2 <= len(points) <= MAX_CHECKPOINTS
        if epoch % 97 == 0:
            assert points == list(range(0, epoch + 1, timeline.interval))


def test_where_epochs_are_quick_not_each_is_kept_but_the_first_few() -> None:
    timeline = Timeline()
    timeline.spacing = 8
    checkpoints(timeline, range(65))
    assert epochs_of(timeline) == [*range(8), *range(8, 16, 2), *range(16, 32, 4), *range(32, 65, 8)]


@pytest.mark.parametrize(
    ("parameters", "rows", "apart"), [(25, 250, 8), (9, 4, 64), (10_000, 500, 1), (10_000, 4, 32), (25, 0, 1)]
)
def test_the_less_an_epoch_takes_the_fewer_are_kept(parameters: int, rows: int, apart: int) -> None:
    assert spacing_for(parameters, rows) == apart


def test_other_rows_are_kept_as_far_apart_as_suits_them() -> None:
    run = Trainer(Experiment.load(Recipe(source="circle", count=100)))
    many = Experiment.load(Recipe(source="circle", count=20_000)).data
    assert run.history.timeline.spacing > 1
    run.apply(replace(run.experiment, data=many))
    assert run.history.timeline.spacing == 1


def test_few_big_checkpoints_fit_and_never_fewer_than_eight() -> None:
    timeline = Timeline()
    checkpoints(timeline, range(100), CHECKPOINT_BYTES // 8)
    assert 4 <= len(timeline.checkpoints) <= 8


def test_edits_are_kept_when_others_are_thinned_and_bounded_all_the_same() -> None:
    timeline, theta = Timeline(), np.zeros(3)
    for epoch in range(2000):
        checkpoints(timeline, range(epoch, epoch + 1))
        if epoch % 100 == 7:
            timeline.keep(Checkpoint(epoch, 10 * epoch, theta, forced=True))
            timeline.flag(EditFlag(Place(epoch), 10 * epoch, "edit"))
    forced = [point.epoch for point in timeline.checkpoints if point.forced]
    assert forced == [flag.place.epoch for flag in timeline.flags] == list(range(7, 2000, 100))
    for epoch in range(2000, 4000):
        timeline.keep(Checkpoint(epoch, 10 * epoch, theta, forced=True))
        timeline.flag(EditFlag(Place(epoch), 10 * epoch, "edit"))
    assert len(timeline.checkpoints) <= MAX_CHECKPOINTS
    assert len(timeline.flags) == 2020 and timeline.checkpoints[0].epoch == 0


def test_moving_a_point_of_many_for_long_takes_little_memory() -> None:
    experiment = Experiment.load(Recipe(source="circle", count=50_000), Spec(hidden_layers=(), batch_size=0))
    ours, rows = Trainer(experiment), np.array([17])
    sizes = []
    tracemalloc.start()
    try:
        for move in range(24):
            data = ours.experiment.data
            moved = data.with_changed_rows(rows, np.array([[0.1 * move, 1.0]]), data.y[rows])
            ours.apply(ours.experiment.with_data(moved))
            ours.step("batch")
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[-1] - sizes[3] < data.X.nbytes, "20 moves take less than one table"
    assert [ours.log.edits.experiment(count).data.X[17, 0] for count in (1, 11, 20)] == [0.0, 1.0, 0.1 * 19]


def test_a_step_beyond_the_last_of_its_epoch_is_the_start_of_the_next() -> None:
    """Also where an epoch is a single update: nothing is passed, and what branches there goes on."""
    ours = trainer(batch_size=0)
    ours.run(epochs=2)
    replay = ours.replay(Place(0, 3))
    assert replay.finish().place == Place(1) and ours.at(1, 2).epoch == 2
    branch = ours.branch(replay)
    branch.step("epoch")
    assert (branch.epoch, branch.history.last_epoch) == (2, 2)


@given(st.integers(0, 10), st.integers(0, 6), st.integers(0, 10_000))
def test_an_epoch_is_wanted_by_all_rules_at_once(interval: int, spacing: int, epoch: int) -> None:
    timeline = Timeline()
    timeline.interval, timeline.spacing = 2**interval, 2**spacing
    apart = max(1, 2 ** ((epoch // 4).bit_length() - 1)) if epoch >= 4 else 1
    rules = {timeline.interval} | ({min(timeline.spacing, apart)} if interval < spacing else set())
    assert timeline.wants(epoch) == all(epoch % rule == 0 for rule in rules)
