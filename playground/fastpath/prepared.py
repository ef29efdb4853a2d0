"""A learner with its batches ready to run: what the trainer calls instead of `Learner.step`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Protocol

import numpy as np

from playground.arrays import Array, RowIndices
from playground.engine.learner import Learner
from playground.fastpath import compiled
from playground.fastpath.ops import Piece
from playground.fastpath.passes import ChunkedPass, append_ones
from playground.fastpath.updates import LearningRate, update

_SIZES = 4  # of batches kept prepared: the chosen one, the short last one, a single row, one to spare
_WINDOW = 4096  # rows gathered in one call
_MOST = 256  # batches prepared: more would take memory, and save nothing


Compile = Callable[[Learner, int], bool]  # whether steps from so many rows are to be compiled


class Batches(Protocol):
    """Steps from batches of one size. `can_be_left`: at the deadline, also within a step."""

    can_be_left: bool

    def __init__(self, learner: Learner, X: Array, Y: Array, size: int, rate: LearningRate) -> None: ...

    def run(self, order: RowIndices, start: int, most: float, deadline: float) -> int:
        """Up to `most` steps from the rows order[..., start:]; how many it were.

        None where the deadline comes within the first: the next call for the same rows goes on with it.
        """


class PreparedLearner:
    """Learns from the rows X (N, inputs), Y (N, outputs) as `learner` would, to the last digits.

    θ and the memory of the optimiser stay those of the learner, changed in place. It is prepared for the
    settings that the learner has now: after any change of them, or of θ by other things than a step, prepare
    again. `compiling` says for which batch sizes the steps are compiled.

    Many at a time, functions like tanh are computed by way of 2^x, which may overflow to infinity where they
    reach their limit: run it where NumPy's warnings of overflow are silent.
    """

    def __init__(self, learner: Learner, X: Array, Y: Array, compiling: Compile = compiled.chosen) -> None:
        self.learner, self.X, self.Y = learner, append_ones(X), Y
        self._rate, self._compiling = LearningRate(), compiling
        self._batches: dict[int, Batches] = {}

    def run(
        self,
        order: RowIndices,
        start: int,
        size: int,
        rate: float,
        *,
        most: float = 1,
        deadline: float = math.inf,
    ) -> int:
        """Take steps from batches of `size` rows, from order[..., start:] on, at the learning rate `rate`.

        At most `most`, fewer at the deadline (of `perf_counter`) or where no whole batch is left; it may
        also take fewer than are left. Returns how many. A step that takes long may be left at the deadline,
        nothing changed; the next call for the same rows goes on with it. For a stack of networks the order
        may have its leading axis.
        """
        self._rate.set(rate)
        return self._batches_of(size).run(order, start, most, deadline)

    def can_be_left(self, size: int) -> bool:
        """Whether steps from so many rows take long, and can be left."""
        return self._batches_of(size).can_be_left

    def is_compiled(self, size: int) -> bool:
        """Whether steps from so many rows run as machine code, and not by NumPy."""
        return self._compiling(self.learner, size)

    def _batches_of(self, size: int) -> Batches:
        batches = self._batches.get(size)
        if batches is None:
            if len(self._batches) >= _SIZES:
                self._batches.clear()
            batches = self._batches[size] = self._kind(size)(self.learner, self.X, self.Y, size, self._rate)
        return batches

    def _kind(self, size: int) -> type[Batches]:
        if not self.is_compiled(size):
            return PreparedBatches
        from playground.fastpath.compiled.batches import CompiledBatches  # numba is an extra

        return CompiledBatches


class PreparedBatches:
    """Steps from batches of `size` rows of X (N, inputs + 1), Y (N, outputs), in the order of an epoch.

    A window of several batches is gathered in one call; the calls of each batch look at their part of it.
    Of a batch there are the pieces after which a long step can be left, and the calls that end it.
    """

    def __init__(self, learner: Learner, X: Array, Y: Array, size: int, rate: LearningRate) -> None:
        self.learner, self.X, self.Y, self.size, self.rate = learner, X, Y, size, rate
        self._all_rows = size == len(X)  # then their order means nothing, and nothing has to be gathered
        self._count = min(len(X) // size, max(1, _WINDOW // size), _MOST)
        lead = learner.network.theta.shape[:-1]
        if self._all_rows:
            lead = (1,) * len(lead)
        self._inputs = np.empty((*lead, self._count * size, X.shape[1]))
        self._gathered = np.empty((*lead, self._count, size, Y.shape[1]))
        self._targets = np.empty((self._count, Y.shape[1], *lead, size))
        self._order: RowIndices | None = None
        self._start = self._stop = 0
        # The step that was left: its number, and its pieces.
        self._begun: tuple[int, list[Piece]] | None = None
        self._left: Iterator[Piece] = iter(())  # of them, those that are not done
        if self._all_rows:
            self._take(np.arange(size).reshape(*lead, size))
        self._batches = list(self._prepared())
        self.can_be_left = bool(self._batches[0][0])

    def run(self, order: RowIndices, start: int, most: float, deadline: float) -> int:
        """Up to `most` steps from the rows order[..., start:]; how many it were."""
        first = self._gather(order, start)
        last = int(min(first + most, (self._stop - self._start) // self.size))
        state, done = self.learner.state, 0
        for pieces, end in self._batches[first:last]:
            if pieces and not self._take_pieces(pieces, deadline):
                break
            state.steps += 1
            for call in end:
                call()
            done += 1
            if perf_counter() >= deadline:
                break
        return done

    def _take_pieces(self, pieces: list[Piece], deadline: float) -> bool:
        """Go on with a step where it was left, one piece at the least; says whether all are done in time."""
        step = self.learner.state.steps
        if self._begun is None or self._begun[0] != step or self._begun[1] is not pieces:
            self._begun, self._left = (step, pieces), iter(pieces)
        for piece in self._left:
            for call in piece:
                call()
            if perf_counter() >= deadline:
                return False
        return True

    def _gather(self, order: RowIndices, start: int) -> int:
        """See that the rows from `start` on are in the window; says which of its batches begins there."""
        batch, rest = divmod(start - self._start, self.size)
        if order is not self._order or rest or not self._start <= start < self._stop:
            self._order, self._start, batch = order, start, 0
            rows = min(self._count, (order.shape[-1] - start) // self.size) * self.size
            self._stop = start + rows
            if not self._all_rows:
                self._take(order[..., start : self._stop])
        return batch

    def _take(self, rows: RowIndices) -> None:
        """Gather these rows (..., n), and turn the targets of each batch to (outputs, ..., size)."""
        count, batches, self._begun = rows.shape[-1], rows.shape[-1] // self.size, None
        self.X.take(rows, 0, self._inputs[..., :count, :], "clip")
        gathered = self._gathered[..., :batches, :, :]
        self.Y.take(rows.reshape(gathered.shape[:-1]), 0, gathered, "clip")
        np.copyto(self._targets[:batches], np.moveaxis(gathered, (-3, -1), (0, 1)))

    def _prepared(self) -> Iterator[tuple[list[Piece], Piece]]:
        network = self.learner.network
        gradient = np.zeros_like(network.theta)
        passes = ChunkedPass(network, self.size, gradient)
        step = update(self.learner, gradient, passes.scale, self.rate)
        for batch in range(self._count):
            rows = slice(batch * self.size, (batch + 1) * self.size)
            *pieces, last = passes.pieces(self._inputs[..., rows, :], self._targets[batch])
            yield pieces, [*last, *step]
