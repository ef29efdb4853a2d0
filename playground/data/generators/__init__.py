"""The gallery of generated datasets: one visible table. A new generator is a function and a row in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.arrays import Array
from playground.data.generators import curves, shapes, tfp
from playground.data.generators.generator import Generator, Make, Rows

__all__ = ["GENERATORS", "Generator", "Make", "Rows"]


_LINEAR = {"hidden_layers": ()}
_WIDE = {"hidden_layers": (8, 8)}


def _surface(name: str, label: str, sentence: str, make: Make, **defaults: Any) -> Generator:
    return Generator(
        name, label, sentence, make, default_count=1200, target="y", class_names=(), defaults=defaults
    )


def _curve(name: str, label: str, sentence: str, f: Callable[[Array], Array], **defaults: Any) -> Generator:
    make = curves.curve(f)
    return Generator(
        name,
        label,
        sentence,
        make,
        default_count=100,
        columns=("x",),
        target="y",
        class_names=(),
        defaults=defaults,
    )


GENERATORS: dict[str, Generator] = {
    entry.name: entry
    for entry in (
        Generator(
            "circle",
            "Circle",
            "A disc inside a ring: not linearly separable; three tanh neurons are enough.",
            tfp.circle,
        ),
        Generator(
            "xor",
            "XOR",
            "Opposite quadrants share a class: the smallest task that needs a hidden layer.",
            tfp.xor,
        ),
        Generator(
            "gauss",
            "Gauss",
            "Two linearly separable clouds: a single neuron learns them.",
            tfp.gauss,
        ),
        Generator(
            "spiral",
            "Spiral",
            "Two interleaved spirals: they need more neurons, layers or features.",
            tfp.spiral,
            defaults=_WIDE,
        ),
        Generator(
            "moons",
            "Moons",
            "Two interleaved half circles: the boundary has to bend twice.",
            shapes.moons,
        ),
        Generator(
            "rings",
            "Rings",
            "A ring of one class between two of the other: the boundary is two closed curves.",
            shapes.rings,
        ),
        Generator(
            "blobs",
            "Blobs",
            "One cloud for each of 2 to 8 classes: softmax over one output per class.",
            shapes.blobs,
            class_names=shapes.BLOB_NAMES,
            chooses_classes=True,
        ),
        _surface(
            "plane",
            "Plane",
            "A tilted plane: linear regression fits it exactly.",
            tfp.reg_plane,
            **_LINEAR,
        ),
        _surface(
            "hills",
            "Hills",
            "Six hills and hollows: a surface that needs hidden neurons.",
            tfp.reg_gauss,
            **_WIDE,
        ),
        _curve(
            "line",
            "Line",
            "Points along a line: one weight (the slope) and one bias.",
            curves.line,
            **_LINEAR,
        ),
        _curve(
            "sine",
            "Sine",
            "Two waves: each bend of the curve needs a hidden neuron.",
            curves.sine,
            **_WIDE,
        ),
        _curve("step", "Step", "A jump at 0: one steep neuron is enough.", curves.step),
        _curve(
            "cubic",
            "Cubic",
            "A hill and a dip: too few neurons underfit, too many overfit the noise.",
            curves.cubic,
        ),
    )
}
