"""Formulae as glyphs with their places: indices over one another, lines broken before = and + alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import Struct, field
from PySide6.QtGui import QFont, QFontMetricsF

from playground.microscope.formula import Formula, Role
from playground.microscope.typeset import Piece, typeset
from playground.ui.theme import style
from playground.ui.theme.scale import remembered

# The first that is there: all have digits of one height and letters for ∂, ŷ and δ.
_SERIFS = ["DejaVu Serif", "Cambria", "STIX Two Text", "Times New Roman", "serif"]
_SMALLER, _UP, _DOWN = 0.64, 0.42, 0.24  # a script: its size, and how far it is up or down, in sizes
_AIR = 0.06  # of a size, around a script and behind a letter that leans
_HANG = 1.2  # sizes that a line is moved in which nothing aligns
_SUM_RANKS = (4, 2, 1)  # how gladly a line is broken before a term: in no brackets, in one pair, in more
_NOTE = 0.62  # size of a note, and of words
_LEADING = 1.5  # sizes from row to row
_BETWEEN, _CLOSE = 0.55, 0.1  # sizes between two formulae, and where there is no room at the least


class Glyphs(Struct, frozen=True):
    """Some characters at their place; (0, 0) is where the base line of the first row begins."""

    x: float
    y: float
    text: str
    font: QFont
    role: Role


class Word(Struct, frozen=True):
    """What is not broken: glyphs from 0 to `width`, and how gladly the line is broken before it (0: never).

    `relation` is whether it begins with an equals sign, at which rows are aligned.
    """

    glyphs: tuple[Glyphs, ...]
    width: float
    rank: int
    relation: bool = False


class FormulaBlock(Struct, frozen=True):
    """One formula in rows, `width` × `height` px; `fits`: nothing reaches beyond the room it was given."""

    glyphs: tuple[Glyphs, ...]
    rows: int
    width: float
    height: float
    fits: bool


def lay(formula: Formula, size: int, room: float) -> FormulaBlock:
    """A formula at a size, broken where the room (px) asks for it."""
    return _lay(formula, size, round(room))


@remembered
def _lay(formula: Formula, size: int, room: int) -> FormulaBlock:
    rows = list(_rows(_words(formula, size), size, room))
    glyphs = [
        Glyphs(one.x + x, one.y + place * _LEADING * size, one.text, one.font, one.role)
        for place, row in enumerate(rows)
        for x, word in row
        for one in word.glyphs
    ]
    wide = max((x + word.width for row in rows for x, word in row), default=0.0)
    return FormulaBlock(tuple(glyphs), len(rows), wide, len(rows) * _LEADING * size, wide <= room + 0.5)


def height(blocks: Iterable[FormulaBlock], size: int) -> float:
    """How high these are one below the other (px)."""
    heights = [block.height for block in blocks]
    return sum(heights) + _BETWEEN * size * max(0, len(heights) - 1)


def tops(blocks: Sequence[FormulaBlock], size: int, high: float) -> list[float]:
    """Where each begins, and where the last one ends (px): closer together if else they do not fit."""
    spare = (high - sum(block.height for block in blocks)) / max(1, len(blocks) - 1)
    gap = max(_CLOSE * size, min(_BETWEEN * size, spare))
    starts = [0.0, *accumulate(block.height + gap for block in blocks)]
    return [*starts[:-1], max(0.0, starts[-1] - gap)]


def fit(formulae: Sequence[Formula], width: float, high: float, least: int, most: int) -> int:
    """The largest size at which they fit in so many px; rather a smaller one at which no line is broken."""

    def fits(size: int, *, whole: bool) -> bool:
        blocks = [lay(one, size, width) for one in formulae]
        rows = all(one.rows == 1 for one in blocks) or not whole
        return rows and all(one.fits for one in blocks) and height(blocks, size) <= high

    def largest(*, whole: bool) -> int:
        below, above = least - 1, most
        while below < above:
            middle = (below + above + 1) // 2
            below, above = (middle, above) if fits(middle, whole=whole) else (below, middle - 1)
        return below

    whole, broken = largest(whole=True), largest(whole=False)
    return max(least, whole if whole >= 0.85 * broken else broken)


# --- from pieces to words ------------------------------------------------------------------------------


@remembered
def font(size: float, role: Role, *, slanted: bool = False) -> QFont:
    """Serifs for mathematics, the font of the window for words."""
    if role in {"words", "note"}:
        made = style.font()
        made.setPixelSize(round(min(size, max(style.px(style.SMALL), _NOTE * size))))
        return made
    made = QFont()
    made.setFamilies(_SERIFS)
    made.setPixelSize(max(1, round(size)))
    made.setItalic(slanted)
    made.setBold(role == "result")
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@remembered
def _advance(text: str, size: float, role: Role, slanted: bool) -> float:  # noqa: FBT001
    """How far the pen moves: a letter that leans over its end gets room for that."""
    metrics = QFontMetricsF(font(size, role, slanted=slanted))
    return metrics.horizontalAdvance(text) + _lean(text, size, role, slanted=slanted)


def _lean(text: str, size: float, role: Role, *, slanted: bool) -> float:
    """How far a slanted letter reaches over its end, and a little air."""
    if not (slanted and text):
        return 0.0
    return max(0.0, -QFontMetricsF(font(size, role, slanted=True)).rightBearing(text[-1])) + _AIR * size


class _Pen(Struct):
    """Writes pieces one after another."""

    role: Role
    x: float = 0.0
    glyphs: list[Glyphs] = field(default_factory=list)

    def write(self, pieces: Sequence[Piece], size: float, y: float = 0.0) -> None:
        for piece in pieces:
            slanted = piece.kind == "letter"
            self.glyphs.append(
                Glyphs(self.x, y, piece.text, font(size, self.role, slanted=slanted), self.role)
            )
            self.x += _advance(piece.text, size, self.role, slanted)
            self._scripts(piece, size, y)

    def _scripts(self, piece: Piece, size: float, y: float) -> None:
        """One over the other; the lower one goes under the end of a letter that leans."""
        if not (piece.above or piece.below):
            return
        lean = _lean(piece.text, size, self.role, slanted=piece.kind == "letter")
        ends = [self.x]
        for pieces, shift, back in ((piece.above, -_UP, 0.0), (piece.below, _DOWN, lean)):
            self.x = ends[0] - back
            self.write(pieces, _SMALLER * size, y + shift * size)
            ends.append(self.x)
        self.x = max(ends) + _AIR * size


def _words(formula: Formula, size: int) -> list[Word]:
    """The unbreakable parts of a formula."""
    found: list[Word] = []
    for text, role in formula.parts:
        if role in {"words", "note"}:
            found += _plain(text, size, role)
        else:
            found += _maths(text, size, role)
    return found


def _plain(text: str, size: int, role: Role) -> list[Word]:
    """Words may be broken everywhere; the first of a note rather."""
    made = []
    for place, word in enumerate(text.split()):
        gap = (1.0 if role == "note" else 0.0) * size if place == 0 else 0.0
        pen = _Pen(role, gap)
        pen.write([Piece(f"{word} ", "upright")], size)
        made.append(Word(tuple(pen.glyphs), pen.x, 3 if place == 0 and role == "note" else 1))
    return made


def _maths(text: str, size: int, role: Role) -> list[Word]:
    """Broken before relations, else before the terms of a sum, else behind a comma."""
    words: list[Word] = []
    taken: list[Piece] = []
    rank, relation, first = 0, False, True

    def close(next_rank: int, *, relates: bool) -> None:
        nonlocal taken, rank, relation
        if taken:
            pen = _Pen(role)
            pen.write(taken, size)
            words.append(Word(tuple(pen.glyphs), pen.x, rank, relation))
        taken, rank, relation = [], next_rank, relates

    for piece in typeset(text):
        if piece.kind == "relation":
            close(0 if first else 5, relates=True)  # its name does not stand alone
            first = False
        elif piece.kind == "sum":
            close(_SUM_RANKS[min(piece.depth, 2)], relates=False)
        taken.append(piece)
        if piece.kind == "comma":
            close(2 if piece.depth <= 1 else 1, relates=False)
    close(0, relates=False)
    return words


# --- rows ----------------------------------------------------------------------------------------------


def _rows(words: list[Word], size: int, room: float) -> Iterable[list[tuple[float, Word]]]:
    """Words with their x, row by row: the second row on begins below the first equals sign."""
    first = next((k for k, word in enumerate(words) if word.relation), None)
    aligned = sum(word.width for word in words[:first]) if first is not None else _HANG * size
    if aligned > 0.3 * room:
        aligned = _HANG * size
    start, indent = 0, 0.0
    while start < len(words):
        end = _end(words, start, room - indent)
        x, row = indent, []
        for word in words[start:end]:
            row.append((x, word))
            x += word.width
        yield row
        start = end
        if start < len(words):
            indent = aligned if words[start].relation else aligned + _HANG * size


def _end(words: list[Word], start: int, room: float) -> int:
    """Where the row ends that begins at `start`: at the last of the gladdest places that fit."""
    wide, best = words[start].width, 0
    place = end = start + 1
    while place < len(words) and (wide <= room or not best):
        if words[place].rank >= best and words[place].rank:
            best, end = words[place].rank, place
        wide += words[place].width
        place += 1
    return len(words) if wide <= room else end if best else len(words)
