"""From numbers to pixels: the diverging scale, the tints of classes, and images made of them."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from playground.arrays import Array, Indices
from playground.training.experiment import Experiment
from playground.ui.theme.theme import Theme, rgb

Pixels = NDArray[np.uint32]

_HALF_SCALE = np.float32(127.5)  # a scale has 256 colours


@lru_cache(maxsize=4)
def diverging(theme: Theme) -> Pixels:
    """The one scale for everything that has a sign: 256 colours from negative to positive."""
    return _scale(theme.tints[0], theme.middle, theme.tints[1])


@lru_cache(maxsize=4)
def _between(theme: Theme, first: int, second: int) -> Pixels:
    """From the tint of one look to that of another, over the middle."""
    return _scale(theme.tint(first), theme.middle, theme.tint(second))


def _scale(low: str, middle: str, high: str) -> Pixels:
    """256 colours."""
    stops = np.array([rgb(low), rgb(middle), rgb(high)], dtype=float)
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


def paint_shift(gap: Array, looks: Indices, theme: Theme) -> Pixels:
    """Pixels of a difference between probabilities (..., K): the tint of the class that gains most, by as
    much as all that gain do. Where it is not a number: transparent.
    """
    if len(looks) == 2:
        return paint(gap[..., 1], _between(theme, *looks.tolist()))
    tints = np.array([rgb(theme.tint(look)) for look in looks.tolist()], dtype=float)
    missing = np.isnan(gap).any(axis=-1)
    known = np.nan_to_num(gap)
    amount = np.clip(np.abs(known).sum(axis=-1, keepdims=True) / 2.0, 0.0, 1.0)
    middle = np.array(rgb(theme.middle), dtype=float)
    pixels = _packed(middle + (tints[known.argmax(axis=-1)] - middle) * amount)
    pixels[missing] = 0
    return pixels


def field(experiment: Experiment, prediction: Array, theme: Theme) -> Pixels:
    """Predictions (..., outputs) as colours."""
    if prediction.shape[-1] > 1:
        return paint_classes(prediction, experiment.data.looks, theme)
    signal = prediction[..., 0] / experiment.value_reach
    if experiment.data.class_names:
        signal = 2.0 * experiment.probabilities(prediction)[..., -1] - 1.0
    return paint(signal, diverging(theme))


def image(pixels: Pixels) -> QImage:
    """The pixels as an image, which borrows them: keep them for as long as it is drawn."""
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, QImage.Format.Format_ARGB32_Premultiplied)


def _packed(colours: Array) -> Pixels:
    """Opaque colours (..., 3) of 0 to 255 as Qt draws them without conversion: 0xAARRGGBB."""
    red, green, blue = np.moveaxis(colours.round().astype(np.uint32), -1, 0)
    return 0xFF000000 | (red << 16) | (green << 8) | blue
