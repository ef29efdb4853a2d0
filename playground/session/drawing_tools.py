"""The tools of the canvas, one visible table: what each one does to the points, its key and its reach."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.data import OWN_LOOKS, Dataset
from playground.session.changes import Change, Changes

LEAST_RADIUS, MOST_RADIUS = 6, 160  # px on the canvas
LEAST_DENSITY, MOST_DENSITY = 1, 30  # points in a dab of the brush


class Tool(Struct, frozen=True):
    """One tool.

    name, label   as the brush and the tests call it, and as the screen does
    help          what it does, in a sentence
    key           the key that selects it
    icon          its picture in assets/icons
    paints        it gives points the class, or the value, of the palette
    radius        how far it reaches, px on the canvas, to begin with; 0: it acts on one point, or on an area
    """

    name: str
    label: str
    help: str
    key: str
    icon: str
    paints: bool = False
    radius: int = 0


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool("point", "Point", "Click to add a point, drag one to move it.", "P", "point", paints=True),
        Tool("brush", "Brush", "Drag to spray points.", "A", "brush", paints=True, radius=36),
        Tool("erase", "Eraser", "Click or drag to delete points.", "E", "eraser", radius=12),
        Tool(
            "move",
            "Move",
            "Drag a point, or all selected points; drag the background to pan.",
            "M",
            "move",
        ),
        Tool(
            "lasso", "Lasso", "Draw around points to select them; Shift adds to the selection.", "L", "lasso"
        ),
        Tool("jitter", "Jitter", "Drag over points to add random noise to them.", "J", "jitter", radius=36),
        Tool(
            "swap",
            "Relabel",
            "Drag over points to give them the selected class; with two classes, the other one.",
            "X",
            "swap",
            paints=True,
            radius=12,
        ),
    )
}


class Brush(Struct, frozen=True):
    """What is drawn with.

    tool      a name in TOOLS
    label     the class of the palette, for points to come; of values, `value`
    density   points in a dab of the brush
    radii     px on the canvas, of the tools whose reach was changed
    """

    tool: str = "point"
    label: int = 0
    value: float = 1.0
    density: int = 4
    radii: tuple[tuple[str, int], ...] = ()

    @property
    def radius(self) -> int:
        """How far the tool reaches, px on the canvas; 0 for one without a reach."""
        return dict(self.radii).get(self.tool, TOOLS[self.tool].radius)

    @property
    def painter(self) -> str:
        """The tool that goes on when a class or a value is chosen: this one if it paints, else the point."""
        return self.tool if TOOLS[self.tool].paints else "point"

    def with_radius(self, radius: int) -> tuple[tuple[str, int], ...]:
        """The radii with this one for the present tool."""
        within = max(LEAST_RADIUS, min(MOST_RADIUS, radius))
        return tuple((dict(self.radii) | {self.tool: within}).items())


class DrawingTools:
    """The tool of the canvas and its settings.

    brush  what is drawn with
    rng    where brush and jitter take their random numbers: equal strokes give equal points
    """

    def __init__(self, changes: Changes, data: Dataset) -> None:
        self._changes = changes
        self.brush = Brush()
        self.rng = np.random.default_rng(0)
        self._choose_a_drawn_class(data)

    def set_brush(self, **choices: Any) -> None:
        """Choose what is drawn with."""
        self.brush = replace(self.brush, **choices)
        self._changes.note(Change.VIEW)

    def set_radius(self, radius: int) -> None:
        """How far the present tool reaches, px on the canvas."""
        self.set_brush(radii=self.brush.with_radius(radius))

    def follow(self, before: Dataset, after: Dataset) -> None:
        """Of other data the first class is chosen."""
        if not before.same_kind(after):
            self.brush = replace(self.brush, label=0, value=Brush().value)
        self._choose_a_drawn_class(after)

    def _choose_a_drawn_class(self, data: Dataset) -> None:
        """Where the class of the brush was taken away, or is too rare to be drawn: another."""
        drawn = drawn_classes(data)
        if drawn and self.brush.label not in drawn:
            nearest = min(bisect_left(drawn, self.brush.label), len(drawn) - 1)
            self.brush = replace(self.brush, label=drawn[nearest])


def drawn_classes(data: Dataset) -> list[int]:
    """The classes that can be drawn: those with a look of their own, by index."""
    return np.flatnonzero(data.looks < OWN_LOOKS).tolist()
