"""Answers that are numbers of items: "2" or "1,3"."""

from __future__ import annotations

import re
from collections.abc import Iterable


def places(answer: str, items: int) -> tuple[int, ...]:
    """The places, from 0, that an answer names; () where it is empty or names what is not there."""
    numbers = [int(word) for word in re.findall(r"[0-9]{1,4}", answer[:1000])]
    fine = numbers and all(1 <= number <= items for number in numbers) and len(set(numbers)) == len(numbers)
    return tuple(number - 1 for number in numbers) if fine else ()


def numbered(places: Iterable[int]) -> str:
    """The answer that names these places."""
    return ",".join(str(place + 1) for place in places)
