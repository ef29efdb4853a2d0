"""The stages in groups with a word each, and where they stand in the bar: geometry only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from playground.microscope.stages import Kind, Stage

_WORDS: dict[Kind, str] = {
    "row": "Forward",
    "forward": "Forward",
    "error": "Loss",
    "delta": "Backward",
    "slope": "Backward",
    "gradient": "Backward",
    "update": "Update",
    "after": "Update",
}
WORDS = tuple(dict.fromkeys(_WORDS.values()))
APART = 12.0  # px between two groups
_GAP = 3.0  # px between two stages of a group


class StageGroup(Struct, frozen=True):
    """Stages `places` under one word, from `left` on, `width` px wide."""

    word: str
    places: range
    left: float
    width: float

    def segment(self, place: int) -> tuple[float, float]:
        """Where a stage of it begins, and how wide it is."""
        count = len(self.places)
        gap = min(_GAP, self.width / count / 4.0)
        wide = (self.width - gap * (count - 1)) / count
        return self.left + (place - self.places[0]) * (wide + gap), wide


def group(stages: Sequence[Stage], width: float, words: dict[str, float]) -> list[StageGroup]:
    """The groups over so many px: each at least as wide as its word (`words`: px of each), the rest by the
    number of their stages.
    """
    runs = [
        (word, [place for place, _ in run])
        for word, run in groupby(enumerate(stages), key=lambda one: _WORDS[one[1].kind])
    ]
    room = max(0.0, width - APART * (len(runs) - 1))
    least = [words[word] for word, _ in runs]
    share = _shares(room, least, [len(places) for _, places in runs])
    groups, left = [], 0.0
    for (word, places), wide in zip(runs, share, strict=True):
        groups.append(StageGroup(word, range(places[0], places[-1] + 1), left, wide))
        left += wide + APART
    return groups


def _shares(room: float, least: Sequence[float], counts: Sequence[int]) -> list[float]:
    """The room by the counts, but nobody less than its least, as far as there is room."""
    if sum(least) >= room:
        return [room * one / sum(least) for one in least]
    fixed: set[int] = set()
    while True:
        left = room - sum(least[k] for k in fixed)
        free = sum(count for k, count in enumerate(counts) if k not in fixed)
        shares = [least[k] if k in fixed else left * count / free for k, count in enumerate(counts)]
        tight = {k for k, share in enumerate(shares) if share < least[k]}
        if not tight:
            return shares
        fixed |= tight
