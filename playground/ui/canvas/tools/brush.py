"""The brush: sprays points of the palette's class or value."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.ui.canvas.tools.tool import StampGesture


class BrushGesture(StampGesture):
    """Each dab is a few points, evenly over its disc; those outside the view are not made."""

    adds = True

    def dab(self, places: Array) -> None:
        chance = self.session.tools.rng.random((len(places) * self.brush.density, 2))
        away, angle = self.brush.radius * np.sqrt(chance[:, 0]), 2.0 * np.pi * chance[:, 1]
        offsets = np.stack([away * np.cos(angle), away * np.sin(angle)], axis=1)
        points = np.repeat(places, self.brush.density, axis=0) + offsets
        xs, ys = self.hit_test.values(points[self.hit_test.inside(points)])
        if len(xs):
            self.session.points.add(self.session.view.plane.row_at(xs, ys), self.targets(ys), merge=True)
