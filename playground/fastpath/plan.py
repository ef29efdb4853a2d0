"""The plan of a learner: what the trainer runs instead of `Learner.step`."""

from __future__ import annotations

import math

from playground.engine.activations import Array
from playground.engine.learner import Learner, Order
from playground.fastpath.calls import Rate
from playground.fastpath.course import Course
from playground.fastpath.forward import with_ones

_SIZES = 4  # of batches kept prepared: the chosen one, the short last one, a single row, one to spare


class Plan:
    """Learns from the rows X (N, inputs), Y (N, outputs) as `learner` would, to the last digits.

    θ and the memory of the optimiser stay those of the learner, changed in place. A plan is made for
    the settings that the learner has now: after any change of them, make a new one.

    Many at a time, functions like tanh are computed by way of 2^x, which may overflow to infinity where they
    reach their limit: run a plan where NumPy's warnings of overflow are silent.
    """

    def __init__(self, learner: Learner, X: Array, Y: Array) -> None:
        self.learner, self.X, self.Y = learner, with_ones(X), Y
        self._rate = Rate()
        self._courses: dict[int, Course] = {}

    def run(
        self,
        order: Order,
        start: int,
        size: int,
        rate: float,
        *,
        most: float = 1,
        deadline: float = math.inf,
    ) -> int:
        """Take steps from batches of `size` rows, from order[..., start:] on, at the learning rate `rate`.

        At least one, at most `most`, fewer at the deadline (of `perf_counter`) or where no whole batch is
        left; the plan may also take fewer than are left. Returns how many. For a stack of networks the order
        may have its leading axis.
        """
        self._rate.set(rate)
        return self._course(size).run(order, start, most, deadline)

    def _course(self, size: int) -> Course:
        course = self._courses.get(size)
        if course is None:
            if len(self._courses) >= _SIZES:
                self._courses.clear()
            course = self._courses[size] = Course(self.learner, self.X, self.Y, size, self._rate)
        return course
