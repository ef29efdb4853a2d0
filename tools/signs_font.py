"""Draws the few signs that Inter lacks, as a font of its own: python -m tools.signs_font (needs fontTools).

Without them a computer with no other fonts would show an empty box. Straight lines all of them, after the
measures of Inter: 2048 units an em, figures and capitals 1490 high, strokes of 170.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

NAME = "Playground Signs"
FILE = Path(__file__).resolve().parents[1] / "assets" / "fonts" / "PlaygroundSigns.ttf"
_EM, _HIGH, _DEEP, _STROKE = 2048, 1490, -420, 170
_LINE, _HEAVY, _LIGHT = 560, 230, 110  # where the middle of a line is, and how thick it is

Corners = list[tuple[int, int]]


def _box(left: int, bottom: int, right: int, top: int) -> Corners:
    return [(left, bottom), (left, top), (right, top), (right, bottom)]


def _dashes(count: int, thick: int, gap: int = 220) -> list[Corners]:
    """So many in the width of a sign, its half gap at each end."""
    step = _EM // count
    low, top = _LINE - thick // 2, _LINE + thick // 2
    return [_box(step * i + gap // 2, low, step * (i + 1) - gap // 2, top) for i in range(count)]


def _floor(upright: int, foot: tuple[int, int]) -> list[Corners]:
    """An upright and its foot."""
    return [_box(upright, _DEEP, upright + _STROKE, _HIGH), _box(foot[0], _DEEP, foot[1], _DEEP + _STROKE)]


# The sign, how far it reaches, and its outlines: the inside of a hollow one goes round the other way.
SIGNS: dict[str, tuple[int, list[Corners]]] = {
    "∇": (1500, [[(60, _HIGH), (1440, _HIGH), (750, 0)], [(330, 1320), (750, 430), (1170, 1320)]]),
    "⌊": (800, _floor(200, (200, 720))),
    "⌋": (800, _floor(430, (80, 600))),
    "━": (_EM, [_box(0, _LINE - _HEAVY // 2, _EM, _LINE + _HEAVY // 2)]),
    "┅": (_EM, _dashes(3, _HEAVY)),
    "╌": (_EM, _dashes(2, _LIGHT, 300)),
    "▾": (1300, [[(150, 900), (1150, 900), (650, 300)]]),
    "☐": (1700, [_box(100, 0, 1600, 1500), _box(230, 130, 1470, 1370)[::-1]]),
}


def main() -> None:
    """Write the file."""
    from fontTools.fontBuilder import FontBuilder

    builder = FontBuilder(_EM, isTTF=True)
    names = {sign: f"uni{ord(sign):04X}" for sign in SIGNS}
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(sign): name for sign, name in names.items()})
    glyphs = {names[sign]: _glyph(outlines) for sign, (_, outlines) in SIGNS.items()}
    builder.setupGlyf({".notdef": _glyph([]), **glyphs})
    builder.setupHorizontalMetrics({".notdef": (_EM, 0), **{names[s]: (w, 0) for s, (w, _) in SIGNS.items()}})
    builder.setupHorizontalHeader(ascent=1984, descent=-494)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "licenseDescription": "MIT"})
    builder.setupOS2(sTypoAscender=1984, sTypoDescender=-494, usWinAscent=1984, usWinDescent=494)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0  # the same file from every run
    builder.font.recalcTimestamp = False
    builder.save(FILE)


def _glyph(outlines: list[Corners]) -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for first, *others in outlines:
        pen.moveTo(first)
        for corner in others:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    main()
