"""Of a list of acts that fails, a short one that still does."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

One = TypeVar("One")


def shrunk(whole: list[One], fails: Callable[[list[One]], bool], seconds: float) -> list[One]:
    """Take out ever smaller pieces as long as it still fails, for about so many seconds.

    Source: A. Zeller, R. Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002 (ddmin).
    """
    deadline, pieces = monotonic() + seconds, 2
    while len(whole) > 1 and monotonic() < deadline:
        size = -(-len(whole) // pieces)
        for start in range(0, len(whole), size):
            rest = whole[:start] + whole[start + size :]
            if monotonic() > deadline:
                return whole
            if fails(rest):
                whole, pieces = rest, max(2, pieces - 1)
                break
        else:
            if size == 1:
                return whole
            pieces = min(len(whole), 2 * pieces)
    return whole
