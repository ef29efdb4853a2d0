"""What the network computes over the plane, as arrays: evaluated once, shown by every panel."""

from __future__ import annotations

import math
from functools import lru_cache
from time import perf_counter
from typing import Any

import numpy as np

from playground.arrays import Array, Indices
from playground.data import make_features
from playground.data.plane import Plane
from playground.engine import Network
from playground.fastpath import Inference
from playground.session import Inspected, Session

_SIZES = (30, 40, 50, 70, 100)  # points along a side while it moves; the dearest that fits is taken
_STILL = (40, 70, 100, 160)  # at rest: the finest that such a network can show at once
_STILL_WORK = 1e8  # parameters · points: some 30 ms
_LOOKING_WORK = 4.5e7  # the same in the Backprop mode
_SINGLE = 5e6  # and from which on single precision has to do
CURVE_POINTS = 240  # along a curve over one column
_BUDGET = 0.003  # seconds of a frame that the picture may cost


class Heatmap:
    """What every neuron computes on a grid over the session's plane, kept until something in it changes.

    Arrays are (neurons, rows, side), the lowest y first; along a single axis there is one row.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._size = _SIZES[-1]
        self._rest_until = 0.0  # when a picture that costs more than its share may be made again
        self._forward: Inference | None = None
        self._prepared = lru_cache(maxsize=2)(self._prepare)  # moving, and at rest
        self._shown: tuple[object, ...] = ()
        self._weights: tuple[Network, int] | None = None  # those that are shown
        self.side = 0
        self.plane: Plane = session.view.plane

    @property
    def last(self) -> int:
        """The number of the output layer."""
        return len(self._session.experiment.sizes) - 1

    def layer(self, layer: int, most: int | None = None) -> Array:
        """What the first so many neurons of layer `layer` compute (0: the features)."""
        return self._upright(self._current().a(layer, most))

    def z(self, layer: int) -> Array:
        """Their pre-activations, from layer 1 on."""
        return self._upright(self._current().z(layer))

    def signal(self, layer: int, points: Indices | None = None, most: int | None = None) -> Array:
        """What they compute between −1 and 1, for the diverging scale: (neurons, rows, side).

        Of these points of the flat grid alone, if any are named: (neurons, points).
        """
        values = self._current().a(layer, most)
        values = self._upright(values) if points is None else values.take(points, axis=1)
        centre, reach = self._range(layer)
        if (centre, reach) == (0.0, 1.0):
            return values
        with np.errstate(over="ignore", invalid="ignore"):  # what is infinite, or too large, is not drawn
            if math.isnan(reach):
                largest = np.abs(values).reshape(len(values), -1).max(axis=1, initial=0.0)
                reaches = np.where(largest > 0.0, largest, 1.0)
                return values / reaches.reshape(-1, *[1] * (values.ndim - 1))
            return (values - centre) / reach

    def feature(self, name: str, side: int) -> Array:
        """A feature over the plane, used or not, between −1 and 1: (rows, side)."""
        experiment, plane = self._session.experiment, self._session.view.plane
        with np.errstate(all="ignore"):  # far from all rows a product can overflow: drawn as nothing
            columns = experiment.inputs.apply(plane.grid(side))
            values = make_features((name,), columns)[..., 0].reshape(-1, side)
            return values / (float(np.abs(values).max(initial=0.0)) or 1.0)

    def inspected(self, what: Inspected) -> tuple[Array, Array]:
        """One neuron between −1 and 1, and its z, whose zero line is where it turns: (rows, side) each."""
        if what.feature:
            values = self.feature(
                what.feature, CURVE_POINTS if self._session.view.plane.y is None else _STILL[-1]
            )
            return values, values
        return self.signal(what.layer)[what.index], self.z(what.layer)[what.index]

    def update(self) -> None:
        """Find it all now, if it is not known: what is asked for next costs next to nothing."""
        self._current()

    def _current(self) -> Inference:
        """The forward pass, run at the present weights. Other rows, alone, change nothing in it."""
        session = self._session
        network = shown_network(session)
        side = 0 if session.moving else self._resolution()
        shown = (session.experiment.signature, session.view.plane, side)
        weights = (network, session.weights_version)
        started, same = perf_counter(), shown == self._shown
        resting = session.moving and same and started < self._rest_until
        if self._forward is None or not (resting or (same and weights == self._weights)):
            # After a divergence the weights may be NaN, or too large for single precision: drawn as nothing.
            with np.errstate(all="ignore"):
                self._forward = self._forward_pass()
                self._forward.network.theta[...] = network.theta
                self._forward.run()
            self._shown, self._weights = shown, weights
            self._adapt(perf_counter() - started)
        assert self._forward is not None
        return self._forward

    def _forward_pass(self) -> Inference:
        """Of this network on this grid; in single precision while it moves, and for many parameters: half the
        work, and no pixel's difference.
        """
        session, side = self._session, self._resolution()
        quick = session.moving or session.network.parameters * side * side > _SINGLE
        precision = np.dtype(np.float32 if quick else np.float64)
        self.plane, self.side = session.view.plane, side
        return self._prepared(session.experiment.signature, session.view.plane, side, precision)

    def _prepare(self, _signature: object, plane: Plane, side: int, precision: np.dtype[Any]) -> Inference:
        """For the present experiment, which has this signature."""
        network, encode = self._session.network, self._session.experiment.encode
        with np.errstate(all="ignore"):  # far from all rows a product can overflow
            X = encode(plane.grid(side)).astype(precision)
        return Inference(network.at(network.theta.astype(precision)), X)

    def _upright(self, values: Array) -> Array:
        return values.reshape(len(values), -1, self.side)

    def _range(self, layer: int) -> tuple[float, float]:
        """The middle of what a layer can compute, and how far it is to the ends; NaN: not bounded, and then
        drawn on the largest value met.
        """
        experiment = self._session.experiment
        if layer == self.last and experiment.loss.targets == "value":
            return 0.0, experiment.value_reach
        if layer == 0:
            return 0.0, math.nan
        network = self._session.network
        ranges = [*(row.range for row in network.hidden), network.loss_fn.output_range]
        low, high = ranges[layer - 1]
        return ((low + high) / 2, (high - low) / 2) if math.isfinite(high - low) else (0.0, math.nan)

    def _resolution(self) -> int:
        if self._session.view.plane.y is None:
            return CURVE_POINTS
        return self._size if self._session.moving else still_side(self._session)

    def _adapt(self, seconds: float) -> None:
        """While it moves, take the finest grid that a frame can afford; if none is, fewer pictures."""
        if self._session.view.plane.y is None or not self._session.moving:
            return
        place = _SIZES.index(self._size)
        if seconds > _BUDGET and place > 0:
            self._size = _SIZES[place - 1]
        elif seconds > 2 * _BUDGET:
            self._rest_until = perf_counter() + 4 * seconds
        elif place + 1 < len(_SIZES) and seconds * (_SIZES[place + 1] / self._size) ** 2 < 0.6 * _BUDGET:
            self._size = _SIZES[place + 1]


def shown_network(session: Session) -> Network:
    """The network of the session; in the Backprop mode from the update on, with the new weights."""
    microscope = session.backprop.present_microscope
    return microscope.step.after if microscope is not None and microscope.stepped else session.network


def still_side(session: Session) -> int:
    """How many points along a side are shown at rest; fewer in the Backprop mode: a stage comes at once."""
    work = _STILL_WORK if session.backprop.microscope is None else _LOOKING_WORK
    parameters = session.network.parameters
    return max((side for side in _STILL if parameters * side * side <= work), default=_STILL[0])
