"""How many classes there may be does not matter: eight have looks of their own, the others share one."""

from __future__ import annotations

import numpy as np

from playground.data import Dataset


def data(counts: list[int]) -> Dataset:
    y = np.repeat(np.arange(len(counts), dtype=float), counts)
    return Dataset(np.zeros((len(y), 1)), y, ("x",), class_names=tuple(f"c{k}" for k in range(len(counts))))


def test_up_to_eight_classes_each_have_their_own() -> None:
    assert data([1, 0, 3]).looks.tolist() == [0, 1, 2]
    assert data([1] * 8).looks.tolist() == list(range(8))
    assert data([]).looks.tolist() == []


def test_of_more_the_eight_most_frequent_do() -> None:
    assert data([5, 1, 5, 5, 5, 5, 5, 5, 9]).looks.tolist() == [0, 8, 1, 2, 3, 4, 5, 6, 7]
    assert data([2] * 10).looks.tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8]
