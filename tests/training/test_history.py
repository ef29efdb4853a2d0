"""The history: losses of every epoch, checkpoints thinned, and a mirror that is fed in parts."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.training import Checkpoint, History
from playground.training.envelope import BLOCK
from playground.training.timeline import CHECKPOINT_BYTES
from tests.properties import examples

BIG = CHECKPOINT_BYTES // 8 // 8  # parameters: of these checkpoints, only eight fit


def record(history: History, epochs: range, size: int = 3) -> None:
    theta = np.zeros(size)
    for epoch in epochs:
        history.add(epoch, (1.0 / (epoch + 1), 2.0 / (epoch + 1)))
        if history.timeline.wants(epoch):
            history.timeline.keep(Checkpoint(epoch, 10 * epoch, theta))


def epochs_of(history: History) -> list[int]:
    return [point.epoch for point in history.timeline.checkpoints]


def assert_same(mirror: History, history: History) -> None:
    assert (mirror.first, len(mirror)) == (history.first, len(history))
    np.testing.assert_array_equal(mirror.losses, history.losses)
    assert mirror.timeline.checkpoints == history.timeline.checkpoints


@examples(150)
@given(
    parts=st.lists(st.integers(0, 40), max_size=12), first=st.integers(0, 20), size=st.sampled_from([3, BIG])
)
def test_a_mirror_fed_in_parts_equals_the_original(parts: list[int], first: int, size: int) -> None:
    """Also when thinning sets in between: of the big ones, only eight checkpoints fit."""
    history, mirror, epoch = History(first), History(), first
    for part in parts:
        record(history, range(epoch, epoch + part), size)
        epoch += part
        mirror.merge(history.since(mirror.last_epoch if len(mirror) else 0))
        if len(history):
            assert_same(mirror, history)


def test_an_epoch_written_again_is_written_again_in_the_mirror() -> None:
    history, mirror = History(), History()
    record(history, range(5))
    mirror.merge(history.since(0))
    history.add(4, (9.0, 9.0))
    history.timeline.keep(Checkpoint(4, 44, np.ones(3)))
    mirror.merge(history.since(mirror.last_epoch))
    assert_same(mirror, history)
    assert mirror.losses[4].tolist() == [9.0, 9.0]
    assert mirror.timeline.checkpoints[-1].steps == 44


def test_a_gap_is_refused() -> None:
    history = History()
    record(history, range(3))
    with pytest.raises(ValueError, match="epoch 4 does not follow epoch 2"):
        history.add(4, (1.0, 1.0))


def test_a_part_is_a_copy() -> None:
    history = History()
    record(history, range(3))
    part = history.since(0)
    history.add(2, (9.0, 9.0))
    assert part.losses[2, 0] != 9.0


@pytest.mark.parametrize("first", [0, 7])
def test_cut_forgets_what_came_after(first: int) -> None:
    history = History(first)
    record(history, range(first, first + 20))
    history.truncate(first + 5)
    assert (len(history), history.last_epoch) == (6, first + 5)
    assert epochs_of(history) == list(range(first, first + 6))
    record(history, range(first + 6, first + 9))
    assert history.last_epoch == first + 8


def test_cut_to_before_the_first_leaves_nothing() -> None:
    history = History(5)
    record(history, range(5, 9))
    history.truncate(2)
    assert (len(history), history.timeline.checkpoints) == (0, [])


def test_a_million_epochs_fit_into_little_memory() -> None:
    block = 10_000
    rows = np.random.default_rng(0).random((block, 2))
    tracemalloc.start()
    try:
        history, mirror = History(), History()
        for start in range(0, 1_000_000, block):
            history._write(start, rows)  # what `add` does one by one
            for epoch in range(start, start + block):
                if history.timeline.wants(epoch):
                    history.timeline.keep(Checkpoint(epoch, epoch, np.zeros(25)))
            mirror.merge(history.since(mirror.last_epoch if start else 0))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(history) == len(mirror) == 1_000_000
    assert peak < 24 * 2**20, "two histories of a few MB, however long the run"
    assert epochs_of(history) == epochs_of(mirror) == list(range(0, 1_000_000, history.timeline.interval))


def test_a_short_curve_is_every_epoch() -> None:
    history = History(3)
    record(history, range(3, 13))
    epochs, losses = history.curve(100)
    assert epochs.tolist() == list(range(3, 13))
    np.testing.assert_array_equal(losses, history.losses)


def test_an_empty_curve() -> None:
    epochs, losses = History().curve(100)
    assert len(epochs) == len(losses) == 0


@examples(80)
@given(
    count=st.integers(1, 1500), points=st.integers(2, 60), seed=st.integers(0, 99), first=st.integers(0, 9)
)
def test_a_curve_keeps_peaks_and_ends_at_the_newest(count: int, points: int, seed: int, first: int) -> None:
    history = History(first)
    rows = np.random.default_rng(seed).random((count, 2))
    history._write(first, rows)
    epochs, losses = history.curve(points)
    assert len(epochs) == len(losses) <= max(count if count <= points // 2 else 0, points + 3)
    assert (np.diff(epochs) >= 0).all()
    assert (losses.max(axis=0) == rows.max(axis=0)).all()
    assert (losses.min(axis=0) == rows.min(axis=0)).all()
    assert epochs[-1] == history.last_epoch
    assert (losses[-1] == rows[-1]).all()


def test_a_curve_without_test_rows_has_no_test_losses() -> None:
    history = History()
    history._write(0, np.column_stack([np.ones(500), np.full(500, np.nan)]))
    _, losses = history.curve(50)
    assert np.isnan(losses[:, 1]).all()
    assert (losses[:, 0] == 1.0).all()


@examples(100)
@given(
    counts=st.lists(st.integers(1, 400), min_size=1, max_size=8),
    first=st.integers(0, 9),
    cut=st.integers(0, 2000),
    seed=st.integers(0, 99),
)
def test_a_long_run_is_remembered_by_its_peaks(counts: list[int], first: int, cut: int, seed: int) -> None:
    """Of the newest epochs every loss, of the older ones high and low of each block; also after a cut."""
    rows = np.random.default_rng(seed).random((sum(counts), 2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playground.training.history.EXACT", 2 * BLOCK)
        history, mirror, start = History(first), History(), 0
        for count in counts:
            for epoch in range(start, start + count):
                history.add(first + epoch, (rows[epoch, 0], rows[epoch, 1]))
            mirror.merge(history.since(mirror.last_epoch if start else 0))
            start += count
            assert mirror.exact_from == history.exact_from
            assert_same(mirror, history)
        assert len(history.losses) <= 4 * BLOCK
        np.testing.assert_array_equal(history.losses, rows[history.exact_from - first :])
        seen, losses = history.curve(40)
        assert (losses.max(axis=0) == rows.max(axis=0)).all() and (
            losses.min(axis=0) == rows.min(axis=0)
        ).all()
        assert (seen[-1], *losses[-1]) == (history.last_epoch, *rows[-1])
        exact = first + cut >= history.exact_from
        history.truncate(first + cut)
        left = rows[: cut + 1]
        assert len(history) == len(left)
        history.add(history.last_epoch + 1, (2.0, 2.0))
        _, losses = history.curve(40)
        assert (losses[-1] == 2.0).all()
        assert not exact or (losses.min(axis=0) == left.min(axis=0)).all()


def test_a_mirror_that_was_away_gets_the_peaks_of_what_it_missed() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playground.training.history.EXACT", BLOCK)
        history, mirror = History(), History()
        record(history, range(3))
        mirror.merge(history.since(0))
        record(history, range(3, 1000))
        mirror.merge(history.since(mirror.last_epoch))
    assert len(mirror) == 1000
    np.testing.assert_array_equal(mirror.losses, history.losses)
    assert mirror.curve(2000)[1][:, 0].max() == pytest.approx(1.0)


@pytest.mark.parametrize("points", [50, 5000])
def test_a_part_of_the_curve(points: int) -> None:
    history = History()
    record(history, range(1000))
    epochs, losses = history.curve(points, (100.0, 300.0))
    assert epochs[0] <= 100 and epochs[-1] >= 299 and len(epochs) <= 203
    assert losses[:, 0].max() == pytest.approx(1.0 / (epochs[0] + 1))
    assert losses[0, 0] == losses[:, 0].max()


def test_the_curve_is_the_same_object_until_the_losses_are_others() -> None:
    history = History()
    for epoch in range(5):
        history.add(epoch, (1.0 / (epoch + 1), 0.5))
    first = history.curve(100)
    history.merge(history.since(3))
    assert history.curve(100)[1] is first[1], "the last losses come again with every report"
    history.add(4, (9.0, 9.0))
    assert history.curve(100)[1][-1, 0] == 9.0 and first[1][-1, 0] == 0.2
    seen = history.copy().curve(100)[1]
    history.truncate(2)
    assert len(history.curve(100)[0]) == 3 and len(seen) == 5


def test_the_memory_that_is_told_is_about_what_is_taken() -> None:
    tracemalloc.start()
    history = History()
    for epoch in range(400):
        history.add(epoch, (0.5, 0.25))
        history.timeline.keep(Checkpoint(epoch, epoch, np.full(25, float(epoch))))
    for points in (100, 200, 300):
        history.curve(points)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 0.5 * taken < history.nbytes < 2.0 * taken
