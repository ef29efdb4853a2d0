"""What the network computes over the plane, as arrays and as pixels: evaluated once, shown by every panel."""

from __future__ import annotations

import math
from time import perf_counter

import numpy as np
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from playground.data import make_features
from playground.data.plane import Plane, pixel_centres
from playground.engine import Network
from playground.fastpath import Inference
from playground.session import Inspected, Session
from playground.training.experiment import Experiment
from playground.types import Array, Indices
from playground.ui.theme.theme import Theme, rgb

Pixels = NDArray[np.uint32]

_SIZES = (30, 40, 50, 70, 100)  # points along a side while training; the dearest that fits is taken
_STILL = (40, 70, 100, 160)  # at rest: the finest that such a network can show at once
_STILL_WORK = 1e8  # parameters · points: some 30 ms
_LOOKING_WORK = 4.5e7  # the same in the Backprop mode
_SINGLE = 5e6  # and from which on single precision has to do
CURVE_POINTS = 240  # along a curve over one column
_BUDGET = 0.003  # seconds of a frame that the picture may cost
_HALF_SCALE = np.float32(127.5)  # a scale has 256 colours


class Picture:
    """What every neuron computes on a grid over the session's plane, kept until something in it changes.

    Arrays are (neurons, rows, side), the lowest y first; along a single axis there is one row.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._size = _SIZES[-1]
        self._rest_until = 0.0  # when a picture that costs more than its share may be made again
        self._survey: Inference | None = None
        self._survey_of: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._theta = b""  # those that are shown
        self.side = 0
        self.plane: Plane = session.plane

    @property
    def last(self) -> int:
        """The number of the output layer."""
        return len(self._session.experiment.sizes) - 1

    def layer(self, layer: int, most: int | None = None) -> Array:
        """What the first so many neurons of layer `layer` compute (0: the features)."""
        return self._upright(self._present().a(layer, most))

    def z(self, layer: int) -> Array:
        """Their pre-activations, from layer 1 on."""
        return self._upright(self._present().z(layer))

    def signal(self, layer: int, points: Indices | None = None, most: int | None = None) -> Array:
        """What they compute between −1 and 1, for the diverging scale: (neurons, rows, side).

        Of these points of the flat grid alone, if any are named: (neurons, points).
        """
        values = self._present().a(layer, most)
        values = self._upright(values) if points is None else values.take(points, axis=1)
        centre, reach = self._range(layer)
        if math.isnan(reach):
            largest = np.abs(values).reshape(len(values), -1).max(axis=1, initial=0.0)
            reaches = np.where(largest > 0.0, largest, 1.0)
            return values / reaches.reshape(-1, *[1] * (values.ndim - 1))
        if (centre, reach) == (0.0, 1.0):
            return values
        with np.errstate(over="ignore", invalid="ignore"):  # beyond single precision nothing can be drawn
            return (values - centre) / reach

    def feature(self, name: str, side: int) -> Array:
        """A feature over the plane, used or not, between −1 and 1: (rows, side)."""
        experiment, plane = self._session.experiment, self._session.plane
        with np.errstate(all="ignore"):  # far from all rows a product can overflow: drawn as nothing
            columns = experiment.inputs.apply(plane.grid(side))
            values = make_features((name,), columns)[..., 0].reshape(-1, side)
            return values / (float(np.abs(values).max(initial=0.0)) or 1.0)

    def inspected(self, what: Inspected) -> tuple[Array, Array]:
        """One neuron between −1 and 1, and its z, whose zero line is where it turns: (rows, side) each."""
        if what.feature:
            values = self.feature(what.feature, CURVE_POINTS if self._session.plane.y is None else _STILL[-1])
            return values, values
        return self.signal(what.layer)[what.index], self.z(what.layer)[what.index]

    def look(self) -> None:
        """Find it all now, if it is not known: what is asked for next costs next to nothing."""
        self._present()

    def _present(self) -> Inference:
        """The survey, run at the present weights. Other rows, alone, change nothing in it."""
        session = self._session
        network = shown_network(session)
        side = 0 if session.training else self._side()
        shown, theta = (session.experiment.signature, session.plane, side), network.theta.tobytes()
        started, same = perf_counter(), shown == self._shown
        resting = session.training and same and started < self._rest_until
        if self._survey is None or not (resting or (same and theta == self._theta)):
            # After a divergence the weights may be NaN, or too large for single precision: drawn as nothing.
            with np.errstate(all="ignore"):
                survey = self._survey_here()
                survey.network.theta[...] = network.theta
                survey.run()
            self._shown, self._theta = shown, theta
            self._adapt(perf_counter() - started)
        assert self._survey is not None
        return self._survey

    def _survey_here(self) -> Inference:
        """Made anew for another network or another grid; in single precision while training, and for many
        parameters: half the work, and no pixel's difference.
        """
        session, side = self._session, self._side()
        quick = session.training or session.network.parameters * side * side > _SINGLE
        precision = np.dtype(np.float32 if quick else np.float64)
        made_of = (session.experiment.signature, session.plane, side, precision)
        if self._survey is None or made_of != self._survey_of:
            self.plane, self.side = session.plane, side
            with np.errstate(all="ignore"):  # far from all rows a product can overflow
                X = session.experiment.encode(session.plane.grid(side)).astype(precision)
            network = session.network.at(session.network.theta.astype(precision))
            self._survey, self._survey_of = Inference(network, X), made_of
        return self._survey

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

    def _side(self) -> int:
        if self._session.plane.y is None:
            return CURVE_POINTS
        return self._size if self._session.training else still_side(self._session)

    def _adapt(self, seconds: float) -> None:
        """While training, take the finest grid that a frame can afford; if none is, fewer pictures."""
        if self._session.plane.y is None or not self._session.training:
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
    microscope = session.present_microscope
    return microscope.step.after if microscope is not None and microscope.stepped else session.network


def still_side(session: Session) -> int:
    """How many points along a side are shown at rest; fewer in the Backprop mode: a stage comes at once."""
    work = _STILL_WORK if session.microscope is None else _LOOKING_WORK
    parameters = session.network.parameters
    return max((side for side in _STILL if parameters * side * side <= work), default=_STILL[0])


def diverging(theme: Theme) -> Pixels:
    """The one scale for everything that has a sign: 256 colours from negative to positive."""
    stops = np.array([rgb(theme.tints[0]), rgb(theme.middle), rgb(theme.tints[1])], dtype=float)
    at = np.linspace(0.0, 2.0, 256)
    return _packed(np.stack([np.interp(at, [0.0, 1.0, 2.0], stops[:, i]) for i in range(3)], axis=1))


def scale_of(theme: Theme, experiment: Experiment, layer: int, index: int) -> Pixels:
    """The scale a neuron is drawn on: the diverging one; for the output of one class of many, its tint."""
    if layer < len(experiment.sizes) - 1 or experiment.loss.targets != "one_hot":
        return diverging(theme)
    ends = np.array([rgb(theme.middle), rgb(theme.tint(int(experiment.data.looks[index])))], dtype=float)
    at = np.linspace(0.0, 1.0, 256)
    return _packed(np.stack([np.interp(at, [0.0, 1.0], ends[:, i]) for i in range(3)], axis=1))


def paint(signal: Array, scale: Pixels, missing: int = 0) -> Pixels:
    """Pixels of a signal between −1 and 1. Where it is not a number: `missing`, else transparent."""
    place = signal * _HALF_SCALE
    place += _HALF_SCALE
    np.clip(place, 0.0, 255.0, out=place)
    if not math.isnan(place.sum()):  # as a rule
        return scale.take(place.astype(np.uint8))
    unknown = np.isnan(place)
    place[unknown] = 0.0
    pixels: Pixels = scale[place.astype(np.uint8)]
    pixels[unknown] = missing
    return pixels


def opaque_pixel(colour: str) -> int:
    """A colour as Qt draws it without conversion: 0xAARRGGBB."""
    return int(_packed(np.array(rgb(colour))))


def paint_classes(probabilities: Array, looks: Indices, theme: Theme, *, hard: bool = False) -> Pixels:
    """Pixels of K class probabilities (..., K): their looks' (K,) tints, mixed; `hard`: the likeliest alone.

    Where they are not numbers: transparent.
    """
    classes = probabilities.shape[-1]
    tints = np.array([rgb(theme.tint(look)) for look in looks.tolist()], dtype=float)
    missing = np.isnan(probabilities).any(axis=-1)
    known = np.nan_to_num(probabilities)
    if hard:
        colours = tints[known.argmax(axis=-1)]
    else:
        # Towards the middle where no class is likely, so that the borders read as borders.
        sure = np.clip((known.max(axis=-1, keepdims=True) * classes - 1.0) / (classes - 1.0), 0.0, 1.0)
        colours = known @ tints * sure + np.array(rgb(theme.middle)) * (1.0 - sure)
    pixels = _packed(colours)
    pixels[missing] = 0
    return pixels


def image(pixels: Pixels) -> QImage:
    """The pixels as an image, which borrows them: keep them for as long as it is drawn."""
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, QImage.Format.Format_ARGB32_Premultiplied)


def _packed(colours: Array) -> Pixels:
    """Opaque colours (..., 3) of 0 to 255 as Qt draws them without conversion: 0xAARRGGBB."""
    red, green, blue = np.moveaxis(colours.round().astype(np.uint32), -1, 0)
    return 0xFF000000 | (red << 16) | (green << 8) | blue


def margins(z: Array, experiment: Experiment) -> list[Array]:
    """The surfaces (rows, side) whose zero lines are the boundaries between classes; none for regression.

    Made from the last z (outputs, rows, side), since ŷ is flat where the network is sure.
    """
    match experiment.loss.targets:
        case "one_hot":
            classes = len(z)
            rest = [np.delete(z, k, axis=0).max(axis=0) for k in range(classes)]
            return [z[k] - rest[k] for k in range(classes - (classes == 2))]
        case "zero_one" | "plus_minus_one":
            return [z[0]]
        case _:
            return []


def zero_lines(surface: Array, plane: Plane) -> tuple[Array, Array]:
    """The contour at 0 as x and y in the plane's units, pieces parted by NaN."""
    rows, columns = surface.shape
    if not np.isfinite(surface).all() or surface.min() > 0.0 or surface.max() < 0.0:
        return np.empty(0), np.empty(0)
    xs, ys = np.meshgrid(pixel_centres(plane.x_range, columns), pixel_centres(plane.y_range, rows))
    # Not by `contour_generator`, which looks for a mask, and imports numpy.ma; else the same.
    generator = SerialContourGenerator(
        xs,
        ys,
        surface.astype(float),
        None,  # type: ignore[arg-type]
        corner_mask=False,
        line_type=LineType.ChunkCombinedNan,
        fill_type=FillType.OuterCode,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
        x_chunk_size=0,
        y_chunk_size=0,
    )
    lines = generator.lines(0.0)[0][0]
    return (np.empty(0), np.empty(0)) if lines is None else (lines[:, 0], lines[:, 1])
