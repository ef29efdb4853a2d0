"""A patch leads back from one dataset to another, bit for bit, and holds little where little differs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from playground.data import Dataset
from playground.data import patch as module
from playground.data.patch import Patch
from tests.properties import examples

COLUMNS = ("x1", "x2", "x3")


def table(rows: int, seed: int = 0, *, few_values: bool = False) -> Dataset:
    """Random rows; of few values many rows are equal."""
    rng = np.random.default_rng(seed)
    X = rng.integers(0, 2, (rows, 3)).astype(float) if few_values else rng.normal(0, 1, (rows, 3))
    y = rng.integers(0, 2, rows).astype(float)
    return Dataset(X, y, COLUMNS, "t", ("a", "b"), rng.random(rows) < 0.5, "table.csv", generated=False)


def add(data: Dataset, rng: np.random.Generator) -> Dataset:
    return data.with_rows(rng.integers(0, 2, (3, 3)).astype(float), np.zeros(3))


def erase(data: Dataset, rng: np.random.Generator) -> Dataset:
    return data.without_rows(rng.integers(0, max(1, len(data)), min(len(data), 4)))


def move(data: Dataset, rng: np.random.Generator) -> Dataset:
    rows = np.flatnonzero(rng.random(len(data)) < 0.1)
    numbers = rng.choice([-0.0, 0.0, 1.5, 1e100], (len(rows), 3))
    return data.with_changed_rows(rows, numbers, data.y[rows])


def relabel(data: Dataset, rng: np.random.Generator) -> Dataset:
    rows = np.flatnonzero(rng.random(len(data)) < 0.1)
    return data.with_changed_rows(rows, data.X[rows], 1.0 - data.y[rows])


EDITS: tuple[Callable[[Dataset, np.random.Generator], Dataset], ...] = (
    add,
    erase,
    move,
    relabel,
    lambda data, rng: data.split(0.6, int(rng.integers(100))),
    lambda data, rng: replace(data, class_names=("c", "b"), name=f"{rng.integers(100)}"),
    lambda data, rng: data.without_rows(np.arange(len(data))),
    lambda data, rng: data.without_rows(np.arange(len(data) // 3, len(data) // 2)),
    lambda data, rng: data,
)


def assert_bits(one: Dataset, other: Dataset) -> None:
    for a, b in ((one.X, other.X), (one.y, other.y), (one.test, other.test)):
        assert (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
    empty = {"X": one.X[:0], "y": one.y[:0], "test": one.test[:0]}
    assert replace(one, **empty).same_as(replace(other, **empty))


@pytest.mark.parametrize("few_values", [False, True])
@given(
    rows=st.integers(0, 60),
    edits=st.lists(st.integers(0, len(EDITS) - 1), min_size=1, max_size=6),
    seed=st.integers(0, 9),
    block=st.integers(1, 20),
)
@examples(150)
def test_back_from_any_edits(few_values: bool, rows: int, edits: list[int], seed: int, block: int) -> None:  # noqa: FBT001
    rng, states = np.random.default_rng(seed), [table(rows, seed, few_values=few_values)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_SMALL", 0)
        patched.setattr(module, "_BLOCK", block)
        for edit in edits:
            states.append(EDITS[edit](states[-1], rng))
        for new in (states[-1], states[len(states) // 2]):
            for old in states:
                assert_bits(Patch.between(new, old).apply(new), old)


FEW = {
    "add": lambda data: data.with_rows(np.ones((5, 3)), np.zeros(5)),
    "erase": lambda data: data.without_rows(np.array([7, 5_000, 99_999])),
    "erase a block": lambda data: data.without_rows(np.arange(100, 120)),
    "move": lambda data: data.with_changed_rows(np.array([3, 9]), np.ones((2, 3)), np.zeros(2)),
    "hold out": lambda data: replace(data, test=np.arange(100_000) < 10),
    "rename": lambda data: replace(data, class_names=("c", "d")),
}


@pytest.mark.parametrize("edit", FEW)
def test_little_is_kept_of_a_small_edit_there_and_back(edit: str) -> None:
    old = table(100_000)
    old = replace(old, test=np.zeros(100_000, dtype=bool))
    new = FEW[edit](old)
    for start, end in ((new, old), (old, new)):
        patch = Patch.between(start, end)
        assert not patch.whole and patch.nbytes < 2_000
        assert_bits(patch.apply(start), end)


def test_what_does_not_differ_is_shared() -> None:
    old = table(10_000)
    split = old.split(0.5, 3)
    back = Patch.between(split, old).apply(split)
    assert back.X is split.X and back.y is split.y and back.test is not split.test
    assert Patch.between(old, old).apply(old) is old
    assert Patch.between(old, replace(old)).apply(old) is old


def test_the_whole_is_kept_where_that_takes_less() -> None:
    old = table(10_000)
    for new in (table(10_000, 1), table(9_000, 1), replace(old, X=old.X[:, :2], columns=COLUMNS[:2])):
        patch = Patch.between(new, old)
        assert patch.whole and patch.apply(new) is old
    small = table(20)
    assert Patch.between(small.without_rows(np.array([3])), small).apply(small) is small


def test_many_gaps_are_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_GAPS", 10)
    old = table(10_000)
    assert Patch.between(old.without_rows(np.arange(0, 100, 5)), old).whole
    assert not Patch.between(old.without_rows(np.arange(0, 50, 5)), old).whole
