"""Shrinking keeps the fault and takes out the rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.random_driver.shrink import shrunk


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=60), st.sets(st.integers(0, 40), min_size=1, max_size=3)
)
def test_what_is_needed_is_left(whole: list[int], needed: set[int]) -> None:
    def fails(acts: list[int]) -> bool:
        return needed <= set(acts)

    whole += sorted(needed)
    assert sorted(shrunk(whole, fails, 60.0)) == sorted(needed)
