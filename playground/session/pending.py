"""Numbers that were set by hand and that the worker has not acknowledged yet."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from playground.training.snapshot import Snapshot


class _Pending(Struct, frozen=True):
    """A number, and the command that carries it; None: it is not under way yet."""

    value: float
    command: int | None = None


class PendingParameters:
    """They are shown on top of each report that does not know of them, so that none flickers back."""

    def __init__(self) -> None:
        self._by_index: dict[int, _Pending] = {}

    def __len__(self) -> int:
        return len(self._by_index)

    def set(self, index: int, value: float) -> None:
        """Put a number into θ, with the next command or question."""
        self._by_index[index] = _Pending(value)

    def clear(self) -> None:
        self._by_index.clear()

    @property
    def unsent(self) -> dict[int, float]:
        """Those that are not under way yet, by their index in θ."""
        return {index: one.value for index, one in self._by_index.items() if one.command is None}

    def send_with(self, command: int) -> None:
        """Those that were not under way are so now, with this command."""
        self._by_index |= {index: _Pending(value, command) for index, value in self.unsent.items()}

    def acknowledge(self, last_command: int) -> None:
        """The worker has seen all commands up to this one."""
        self._by_index = {
            index: one
            for index, one in self._by_index.items()
            if one.command is None or one.command > last_command
        }

    def on_top_of(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with these numbers in it."""
        if not self._by_index:
            return snapshot
        theta = snapshot.theta.copy()
        for index, one in self._by_index.items():
            theta[index] = one.value
        return replace(snapshot, theta=theta)
