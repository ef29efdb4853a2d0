"""Exact moments of a run for its animation: the worker finds them some at a time, in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from playground.session.worker_link import WorkerLink
from playground.training.checkpoint import Place
from playground.training.messages import FindInRuns
from playground.training.other_runs import RunPast, RunPlace
from playground.training.snapshot import Snapshot

_AT_ONCE = 16  # moments that are asked for: no more wait to be drawn, however large a network is


class Strip:
    """The moments of one run at some epochs. Whoever draws them takes one after the other."""

    def __init__(self, asker: str, run: int, epochs: Iterable[int]) -> None:
        self.asker = asker
        self._left = deque(RunPlace(run, Place(epoch)) for epoch in epochs)
        self.asked: tuple[RunPlace, ...] = ()
        self.found: deque[Snapshot | None] = deque()

    @property
    def waiting(self) -> bool:
        """Whether the worker is to find something."""
        return bool(self.asked) or (bool(self._left) and not self.found)

    def next_wishes(self) -> Sequence[RunPlace]:
        """What is to be asked for now."""
        if self.asked or self.found:
            return ()
        self.asked = tuple(self._left.popleft() for _ in range(min(_AT_ONCE, len(self._left))))
        return self.asked

    def take(self, answers: Sequence[RunPast]) -> None:
        """The worker has found these, or that it does not have them."""
        self.asked = self.asked[len(answers) :]
        self.found.extend(answer.snapshot for answer in answers)

    def give_up(self) -> None:
        """Nobody will find the rest."""
        self.found.extend([None] * (len(self.asked) + len(self._left)))
        self.asked = ()
        self._left.clear()


class Reel:
    """The strips that are being drawn."""

    def __init__(self, worker: WorkerLink) -> None:
        self._worker = worker
        self._strips: dict[str, Strip] = {}
        self._numbers = count(1)

    @property
    def waiting(self) -> bool:
        """Whether the worker is to find something."""
        return any(strip.waiting for strip in self._strips.values())

    def open(self, run: int, epochs: Iterable[int]) -> Strip:
        """Have the moments of the run of this number found, while it trains or rests."""
        strip = Strip(f"strip {next(self._numbers)}", run, epochs)
        self._strips[strip.asker] = strip
        return strip

    def next_of(self, strip: Strip) -> tuple[bool, Snapshot | None]:
        """Whether the next moment is known, and the moment; None where the worker does not have it."""
        if not strip.found and (self._worker.closed or self._worker.abandoned):
            strip.give_up()
        return (True, strip.found.popleft()) if strip.found else (False, None)

    def close(self, strip: Strip) -> None:
        """Look for no more of it."""
        if self._strips.pop(strip.asker, None) is not None and not self._worker.closed:
            self._worker.send(FindInRuns((), strip.asker))

    # --- once a frame ------------------------------------------------------------------------------

    def tick(self) -> None:
        """Ask the worker for what comes next."""
        for strip in self._strips.values():
            if wishes := strip.next_wishes():
                self._worker.send(FindInRuns(tuple(wishes), strip.asker))

    def take(self, found: Mapping[str, Sequence[RunPast]]) -> None:
        """The worker has found places."""
        for asker, strip in self._strips.items():
            strip.take(found.get(asker, ()))

    def ask_again(self) -> None:
        """There is another worker, which was asked for nothing yet."""
        for strip in self._strips.values():
            if strip.asked:
                self._worker.send(FindInRuns(strip.asked, strip.asker))
