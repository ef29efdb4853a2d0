"""The scores of a network while it trains: found in slices, so that nobody waits for a million rows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from time import perf_counter

import numpy as np

from playground.engine import Network
from playground.training.evaluation import EncodedRows, Score


class Evaluator:
    """Evaluates one network on the rows of an experiment.

    scores   of the training and of the test rows, as they were found last
    current  whether they are those of the present weights
    seconds  what finding them took
    """

    def __init__(self, rows: EncodedRows, network: Network) -> None:
        self.rows, self.network = rows, network
        self.scores = Score(), Score()
        self.current = False
        self.seconds = 0.0
        self._parts: Iterator[tuple[Score, Score] | None] | None = None  # what is left of a begun evaluation
        self._spent = 0.0

    def invalidate(self) -> None:
        """The weights are others: an evaluation that has begun is of no use."""
        self.current, self._parts = False, None

    def advance(self, seconds: float = math.inf) -> bool:
        """Go on for so long, one part of the rows at the least; says whether the scores are current."""
        started = perf_counter()
        if self.current:
            return True
        if self._parts is None:
            self._parts, self._spent = self.rows.evaluate_in_chunks(self.network), 0.0
        with np.errstate(over="ignore", invalid="ignore"):
            while (scores := next(self._parts)) is None:
                if perf_counter() - started >= seconds:
                    self._spent += perf_counter() - started
                    return False
        self.scores, self._parts, self.current = scores, None, True
        self.seconds = self._spent + perf_counter() - started
        return True
