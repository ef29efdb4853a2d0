"""The pictures that can be taken, and the files they go into: a row each.

Menu, command line, dialog and tests follow from these tables. Nothing here needs Qt: what paints the pictures
is in `ui/pictures`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from playground.errors import FileError
from playground.export.model import PROGRAM
from playground.export.options import Options
from playground.settings import check


class Picture(Struct, frozen=True):
    """One row of PICTURES.

    name   of the option, and of what paints it
    shows  a sentence on what can be seen
    size   px, wide and high, at a scale of 1
    moves  whether there is an animation of it
    """

    name: str
    title: str
    shows: str
    size: tuple[int, int]
    moves: bool = True


class PictureFormat(Struct, frozen=True):
    """One row of PICTURE_FORMATS; `scaled` where it is made of pixels, of which there can be more."""

    suffix: str
    title: str
    serves: str
    scaled: bool = False


_PICTURES = (
    Picture("canvas", "Canvas", "The points, and the prediction of the network over the plane.", (480, 480)),
    Picture(
        "network",
        "Network",
        "Neurons with their activation maps, and the links by their weights.",
        (720, 440),
    ),
    Picture("loss", "Loss", "Training and test loss by epoch.", (640, 360)),
    Picture("window", "Whole window", "Everything as shown on the screen.", (1440, 900), moves=False),
)
PICTURES: dict[str, Picture] = {row.name: row for row in _PICTURES}

_FORMATS = (
    PictureFormat(".png", "PNG", "Pixels, for slides, documents and the web.", scaled=True),
    PictureFormat(".svg", "SVG", "Lines and text, sharp at any size: for the web and for drawing programs."),
    PictureFormat(".pdf", "PDF", "Lines and text, sharp at any size: for print and LaTeX."),
)
PICTURE_FORMATS: dict[str, PictureFormat] = {row.suffix: row for row in _FORMATS}


class PictureOptions(Options, frozen=True, kw_only=True):
    """What is chosen for a picture."""

    picture: Annotated[
        str,
        Meta(
            title="Picture",
            description="What to draw.",
            extra={"choices": tuple(PICTURES), "labels": tuple(PICTURES)},
        ),
    ] = "canvas"
    scale: Annotated[
        int,
        Meta(
            ge=1,
            le=4,
            title="Scale",
            description="Pixel density: 2 doubles width and height. Animations use 1 by default.",
        ),
    ] = 2
    theme: Annotated[
        str,
        Meta(title="Theme", description="Light or dark colours.", extra={"choices": ("light", "dark")}),
    ] = "light"
    safe_colours: Annotated[
        bool,
        Meta(title="Colour-blind-safe colours", description="Orange and blue in place of red and green."),
    ] = False
    show_test: Annotated[
        bool, Meta(title="Test points", description="Draw the test points too, as hollow markers.")
    ] = False

    def __post_init__(self) -> None:
        check(self)

    @property
    def pixels(self) -> tuple[int, int]:
        """The size in pixels."""
        wide, high = PICTURES[self.picture].size
        return wide * self.scale, high * self.scale


def title_of(data: str, options: PictureOptions, epoch: int) -> str:
    """What a picture's file says of itself: "circle, network, epoch 120"."""
    return f"{data}, {PICTURES[options.picture].title.lower()}, epoch {epoch:,}"


def origin() -> str:
    """What a picture's file says of where it comes from: the program and the day."""
    return f"{PROGRAM}, {datetime.now(UTC).date().isoformat()}"


def picture_format(path: Path) -> PictureFormat:
    """The format of a picture that a file's name asks for. Raises FileError."""
    found = PICTURE_FORMATS.get(path.suffix.lower())
    if found is None:
        raise FileError(f"{path} has no known format.", f"End its name in {', '.join(PICTURE_FORMATS)}.")
    return found
