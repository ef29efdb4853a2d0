"""What the network computes over the plane, as arrays and as pixels: evaluated once, shown by every panel."""

from __future__ import annotations

import math
from time import perf_counter

import numpy as np
from contourpy import LineType, contour_generator
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from playground.data import make_features
from playground.data.plane import Plane
from playground.engine import Network, Trace
from playground.session import Inspected, Session
from playground.training.experiment import Experiment
from playground.ui.theme import Theme, rgb

Array = NDArray[np.float64]
Pixels = NDArray[np.uint32]
Points = slice | NDArray[np.intp]

_SIZES = (30, 40, 50, 70, 100)  # points along a side while training; the dearest that fits is taken
_STILL = 160
_CURVE = 240
_LOOKING, _LARGE = 64, 1500  # points along a side in the Backprop mode for networks of more parameters
_BUDGET = 0.005  # seconds of a frame that the picture may cost

# Activations whose values lie in a known range are drawn on it; the others on the largest value met.
_CENTRE_AND_REACH = {"tanh": (0.0, 1.0), "sine": (0.0, 1.0), "sigmoid": (0.5, 0.5), "softmax": (0.5, 0.5)}


class Picture:
    """The trace of the network on a grid over the session's plane, kept until something in it changes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._key: tuple[object, ...] = ()
        self._size = _SIZES[-1]
        self._trace: Trace | None = None
        self.side = 0
        self.plane: Plane = session.plane
        self.experiment: Experiment = session.experiment

    def trace(self) -> Trace:
        """Every z and a on the grid, at the present weights; (rows · side, neurons) each."""
        session = self._session
        network = shown_network(session)
        key = (session.snapshot, session.plane, session.experiment, session.training, network)
        if self._trace is None or any(a is not b for a, b in zip(key, self._key, strict=True)):
            started, side = perf_counter(), self._side()
            with np.errstate(all="ignore"):  # after a divergence the weights may be NaN: drawn as nothing
                self._trace = self._compute(session.experiment.encode(session.plane.grid(side)))
            self._key, self.side = key, side
            self.plane, self.experiment = session.plane, session.experiment
            self._adapt(perf_counter() - started)
        return self._trace

    def _compute(self, X: Array) -> Trace:
        """While training in single precision, which is half the work and no pixel's difference."""
        network = shown_network(self._session)
        if self._session.training:
            network, X = network.at(network.theta.astype(np.float32)), X.astype(np.float32)
        return network.forward(X)

    def layer(self, layer: int) -> Array:
        """What layer `layer` computes (0: the features): (rows, side, neurons), from the lowest y upwards."""
        values = self.trace().a[layer]
        return values.reshape(-1, self.side, values.shape[-1])

    def last_z(self) -> Array:
        """The pre-activations of the output: (rows, side, outputs)."""
        z = self.trace().z[-1]
        return z.reshape(-1, self.side, z.shape[-1])

    def signal(self, layer: int, points: Points = slice(None), most: int | None = None) -> Array:
        """The same between −1 and 1, for the diverging scale: at these points of a side, so many neurons."""
        values = self.layer(layer)[..., :most]
        values = values[:, points] if self.plane.y is None else values[points][:, points]
        hidden = self.experiment.spec.activations()
        last = len(self.trace().a) - 1
        name = (
            hidden[layer - 1] if 0 < layer < last else self.experiment.loss.link_name if layer else "feature"
        )
        centre, reach = _CENTRE_AND_REACH.get(name, (0.0, math.nan))
        if layer == last and self.experiment.loss.targets == "value":
            return values / value_reach(self.experiment)
        if math.isnan(reach):
            largest = np.abs(values).max(axis=(0, 1), initial=0.0)
            return values / np.where(largest > 0.0, largest, 1.0)
        return (values - centre) / reach

    def feature(self, name: str, side: int) -> Array:
        """A feature over the plane, used or not, between −1 and 1: (rows, side)."""
        experiment, plane = self._session.experiment, self._session.plane
        columns = experiment.inputs.apply(plane.grid(side))
        values = make_features((name,), columns)[..., 0].reshape(-1, side)
        return values / (float(np.abs(values).max(initial=0.0)) or 1.0)

    def inspected(self, what: Inspected) -> tuple[Array, Array]:
        """One neuron between −1 and 1, and its z, whose zero line is where it turns: (rows, side) each."""
        if what.feature:
            values = self.feature(what.feature, _CURVE if self._session.plane.y is None else _STILL)
            return values, values
        z = self.trace().z[what.layer - 1][:, what.index]
        return self.signal(what.layer)[..., what.index], z.reshape(-1, self.side)

    def _side(self) -> int:
        if self._session.plane.y is None:
            return _CURVE
        if self._session.microscope is not None:
            return looking_side(self._session.network)
        return self._size if self._session.training else _STILL

    def _adapt(self, seconds: float) -> None:
        """While training, take the finest grid that the frame can afford."""
        if self._session.plane.y is None or not self._session.training:
            return
        place = _SIZES.index(self._size)
        if seconds > _BUDGET and place > 0:
            self._size = _SIZES[place - 1]
        elif place + 1 < len(_SIZES) and seconds * (_SIZES[place + 1] / self._size) ** 2 < 0.6 * _BUDGET:
            self._size = _SIZES[place + 1]


def shown_network(session: Session) -> Network:
    """The network of the session; in the Backprop mode from the update on, with the new weights."""
    microscope = session.microscope
    return microscope.step.after if microscope is not None and microscope.stepped else session.network


def looking_side(network: Network) -> int:
    """How many points along a side are found in the Backprop mode, where a stage has to come at once."""
    return _LOOKING if network.parameters > _LARGE else _STILL


def value_reach(experiment: Experiment) -> float:
    """The largest target in size, as the network sees it: the ends of the scale for a value to be learnt."""
    targets = experiment.encode_target(experiment.data.y)
    return float(np.abs(targets).max(initial=0.0)) or 1.0


def diverging(theme: Theme) -> Pixels:
    """The one scale for everything that has a sign: 256 colours from negative to positive."""
    stops = np.array([rgb(theme.tints[0]), rgb(theme.middle), rgb(theme.tints[1])], dtype=float)
    at = np.linspace(0.0, 2.0, 256)
    return _packed(np.stack([np.interp(at, [0.0, 1.0, 2.0], stops[:, i]) for i in range(3)], axis=1))


def scale_of(theme: Theme, experiment: Experiment, layer: int, index: int) -> Pixels:
    """The scale a neuron is drawn on: the diverging one; for the output of one class of many, its tint."""
    if layer < len(experiment.sizes) - 1 or experiment.loss.targets != "one_hot":
        return diverging(theme)
    ends = np.array([rgb(theme.middle), rgb(theme.tint(index))], dtype=float)
    at = np.linspace(0.0, 1.0, 256)
    return _packed(np.stack([np.interp(at, [0.0, 1.0], ends[:, i]) for i in range(3)], axis=1))


def paint(signal: Array, scale: Pixels) -> Pixels:
    """Pixels of a signal between −1 and 1. Where it is not a number: transparent."""
    if not math.isnan(signal.sum()):  # as a rule
        return scale[np.clip(signal * 127.5 + 127.5, 0.0, 255.0).astype(np.uint8)]
    missing = np.isnan(signal)
    place = np.where(missing, 0.0, np.clip(signal, -1.0, 1.0) * 127.5 + 127.5)
    pixels: Pixels = scale[place.astype(np.uint8)]
    if missing.any():
        pixels[missing] = 0
    return pixels


def paint_classes(probabilities: Array, theme: Theme, *, hard: bool = False) -> Pixels:
    """Pixels of K class probabilities (..., K): the classes' tints, mixed; `hard`: the likeliest alone.

    Where they are not numbers: transparent.
    """
    classes = probabilities.shape[-1]
    tints = np.array([rgb(theme.tint(label)) for label in range(classes)], dtype=float)
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

    Made from the last z (rows, side, outputs), since ŷ is flat where the network is sure.
    """
    match experiment.loss.targets:
        case "one_hot":
            classes = z.shape[-1]
            rest = [np.delete(z, k, axis=-1).max(axis=-1) for k in range(classes)]
            return [z[..., k] - rest[k] for k in range(classes - (classes == 2))]
        case "zero_one" | "plus_minus_one":
            return [z[..., 0]]
        case _:
            return []


def zero_lines(surface: Array, plane: Plane) -> tuple[Array, Array]:
    """The contour at 0 as x and y in the plane's units, pieces parted by NaN."""
    rows, columns = surface.shape
    if not np.isfinite(surface).all() or surface.min() > 0.0 or surface.max() < 0.0:
        return np.empty(0), np.empty(0)
    lines = contour_generator(z=surface, line_type=LineType.ChunkCombinedNan).lines(0.0)[0][0]
    if lines is None:
        return np.empty(0), np.empty(0)
    (x0, x1), (y0, y1) = plane.x_range, plane.y_range
    return x0 + (lines[:, 0] + 0.5) * (x1 - x0) / columns, y0 + (lines[:, 1] + 0.5) * (y1 - y0) / rows
