"""The jitter tool: shakes the points that it passes."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.ui.canvas.tools.tool import StampGesture

_SHARE = 0.08  # of the radius: the standard deviation of the noise of one dab


class JitterGesture(StampGesture):
    """Each dab gives the rows within the radius normal noise, along both axes."""

    def dab(self, places: Array) -> None:
        rows = self.hit_test.rows_along(places, 2 * self.brush.radius)
        xs, ys = (values[rows] for values in self.session.view.plane.to_axes(self.session.data))
        shaken = self.hit_test.pixels(xs, ys)
        touched = np.zeros(len(rows), dtype=bool)
        for place in places:
            within = np.hypot(*(shaken - place).T) <= self.brush.radius
            noise = self.session.tools.rng.normal(0.0, _SHARE * self.brush.radius, (int(within.sum()), 2))
            shaken[within] += noise
            touched |= within
        rows = rows[touched]
        X, y = self.session.view.plane.from_axes(
            self.session.data, rows, *self.hit_test.values(shaken[touched])
        )
        self.session.points.move(rows, X, y, merge=True, label="Jitter")
