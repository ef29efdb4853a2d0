"""How fast the run is."""

from __future__ import annotations

from time import perf_counter

_SPAN = 1.0  # seconds that are looked back
_LEAST = 0.2  # seconds that have to be known


class SpeedMeter:
    """Epochs/s over the last second, as the window sees it."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, int]] = []
        self.epochs_per_second = 0.0

    def clear(self) -> None:
        """A new run, or a pause: nothing is known yet."""
        self._seen.clear()
        self.epochs_per_second = 0.0

    def record(self, epoch: int) -> None:
        """Note that the run is at this epoch now."""
        now = perf_counter()
        self._seen = [(at, was) for at, was in self._seen if now - at < _SPAN]
        self._seen.append((now, epoch))
        (first_at, first), (last_at, last) = self._seen[0], self._seen[-1]
        if last_at - first_at > _LEAST:
            self.epochs_per_second = (last - first) / (last_at - first_at)
