"""Colours: every token of the two themes and the two class palettes. No Qt, so that tests can compute."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

# One marker shape per look of a class, beside its colour (the names are pyqtgraph's); the last is that of all
# classes that have no look of their own.
MARKERS = ("o", "d", "s", "t1", "star", "p", "t", "h", "x")


class Theme(Struct, frozen=True):
    """Colours as #RRGGBB. `classes` are the marks on the picture, `tints` the picture beneath them.

    `bad`: words and signs that warn, whatever the classes look like.
    `strong`: for the back row of a room, with thick lines and no pale words.
    """

    ground: str
    card: str
    line: str
    chip: str
    ink: str
    dim: str
    accent: str
    on_accent: str
    bad: str
    middle: str
    outline: str
    classes: tuple[str, ...]
    tints: tuple[str, ...]
    strong: bool = False

    def mark(self, look: int) -> tuple[str, str]:
        """Marker and colour of a class with this look (`Dataset.looks`)."""
        return MARKERS[look], (*self.classes, self.dim)[look]

    def tint(self, look: int) -> str:
        """The colour of a class with this look in the picture."""
        return (*self.tints, mix(self.dim, self.middle, 0.5))[look]

    def run(self, colour: int) -> str:
        """The colour of a run that is compared with the present one, whose curves are in ink and accent."""
        return self.classes[3 + colour % (len(self.classes) - 3)]

    def contender(self, place: int) -> str:
        """The colour of one of a race, up to six."""
        return self.classes[2 + place % (len(self.classes) - 2)]

    @property
    def faint(self) -> str:
        """What cannot be used now."""
        return self.dim if self.strong else mix(self.dim, self.card, 0.5)

    @property
    def residual(self) -> str:
        """The bar from a target to its prediction: less than its mark, and still seen from the back row."""
        return mix(self.bad, self.card, 0.25)

    def stroke(self, width: float) -> float:
        """How broad a line is (px) that is `width` in a window."""
        return width * (1.75 if self.strong else 1.0)

    def mark_size(self, size: float) -> float:
        """How large a mark is (px across) that is `size` in a window."""
        return size * (1.35 if self.strong else 1.0)

    @property
    def negative(self) -> str:
        """The end of the diverging scale for numbers below 0, which is the colour of class 0."""
        return self.classes[0]

    @property
    def positive(self) -> str:
        return self.classes[1]


# Okabe & Ito's colours for all kinds of colour vision; orange and blue first. The fourth to eighth are
# told apart by their marker shape, too.
_SAFE = ("#E69F00", "#0072B2", "#009E73", "#CC79A7", "#7A3E00", "#56B4E9", "#5B5B5B", "#F0E442")

LIGHT = Theme(
    ground="#F4F5F7",
    card="#FFFFFF",
    line="#E2E5EA",
    chip="#EEF0F4",
    ink="#1A1F26",
    dim="#616B79",
    accent="#3457D5",
    on_accent="#FFFFFF",
    bad="#C0362D",
    middle="#FBFAF7",
    outline="#FFFFFF",
    classes=("#D2453B", "#23935F", "#3B6FD4", "#C98A12", "#8A56C2", "#16889A", "#C44F90", "#7A6148"),
    tints=("#F0A59C", "#93D3B0", "#A9C1F0", "#F0D49A", "#CDB4E6", "#9AD2DB", "#EBB2D2", "#CDBDAC"),
)

DARK = Theme(
    ground="#15181D",
    card="#1D2127",
    line="#2E343D",
    chip="#272D35",
    ink="#E9ECF1",
    dim="#98A2B1",
    accent="#7C97FF",
    on_accent="#10131A",
    bad="#F0736A",
    middle="#23272E",
    outline="#15181D",
    classes=("#F0736A", "#4FC08D", "#7AA5FF", "#E8B04A", "#B991EA", "#4FC3D4", "#EE86BE", "#BFA184"),
    tints=("#B4524A", "#33805B", "#3F62A8", "#8F6A22", "#6D4A99", "#2A7783", "#96476F", "#6B5743"),
)


_STRONG_DIM = {LIGHT: "#414A55", DARK: "#C6CDD8"}  # 7:1 on every ground of the theme


def theme(*, dark: bool, safe: bool, strong: bool = False) -> Theme:
    """The theme for these choices."""
    base = DARK if dark else LIGHT
    if strong:
        base = replace(base, dim=_STRONG_DIM[base], line=mix(base.line, base.dim, 0.5), strong=True)
    if not safe:
        return base
    classes = tuple(mix(colour, "#FFFFFF", 0.15) for colour in _SAFE) if dark else _SAFE
    strength = 0.45 if dark else 0.5
    return replace(base, classes=classes, tints=tuple(mix(c, base.middle, strength) for c in _SAFE))


def mix(one: str, other: str, share: float) -> str:
    """`one` with a share (0 to 1) of `other`."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
