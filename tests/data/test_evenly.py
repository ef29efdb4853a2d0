"""An even choice: first and last, in order, no thing twice, gaps that differ by one at most."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data.evenly import evenly


@pytest.mark.parametrize(("count", "most"), [(0, 5), (1, 5), (5, 5), (6, 5), (2777, 1000), (10**6, 999)])
def test_an_even_choice(count: int, most: int) -> None:
    chosen = evenly(count, most)
    assert len(chosen) == min(count, most)
    if count:
        assert (chosen[0], chosen[-1]) == (0, count - 1)
    gaps = np.diff(chosen)
    assert len(gaps) == 0 or (gaps.min() >= 1 and gaps.max() - gaps.min() <= 1)


def test_of_many_one_is_the_first() -> None:
    assert evenly(7, 1).tolist() == [0]
