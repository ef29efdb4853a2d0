"""The tools of the canvas, one visible table: what each one does to the points, its key and its reach."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_RADIUS, MOST_RADIUS = 6, 160  # px on the canvas
LEAST_DENSITY, MOST_DENSITY = 1, 30  # points in a dab of the brush


@dataclass(frozen=True)
class Tool:
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


@dataclass(frozen=True)
class Brush:
    """What the hand on the canvas holds.

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
