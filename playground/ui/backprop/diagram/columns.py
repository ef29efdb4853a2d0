"""How large the letters of the diagram can be, how wide its columns and gaps, and how much a neuron says."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import count, pairwise

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSizeF

from playground.ui.theme import style

_LEAST_READ = 9  # px: smaller letters than these are not tried
_LARGE = 1.3  # times the best size where there is room for all
_BANDS = (0.92, 0.75)  # of the best size: down to each, less is shown before smaller letters are tried
_DOT = 12.0  # px of a neuron without words
_NARROW, _EDGE = 10.0, 18.0  # px of a gap without labels at least; beside a label, for the bend of its link
_GAP = 0.34  # of the whole width: a gap at most
_PITCH = 13.0  # letters from neuron to neuron at most
BESIDE = 2.0  # px between a neuron and the words above and below it
_AIR = 8.0  # px between two neurons


class Need(Struct, frozen=True):
    """What has to find room when letters have `size` (all lengths in px).

    first, second  height of a line of each of the two sizes of letters
    named, short   width of a neuron of each layer: with names before its numbers, without
    verdict        target and loss below the output
    labels         width of the labels on the links into each layer that has some
    usual_label    what labels usually take: room that is kept where there is enough
    """

    size: int
    first: float
    second: float
    named: tuple[float, ...]
    short: tuple[float, ...]
    verdict: QSizeF
    labels: dict[int, float]
    usual_label: float

    @property
    def head(self) -> float:
        return self.first + self.second + 8.0

    @property
    def foot(self) -> float:
        return self.second + 32.0


class Wish(Struct, frozen=True):
    """`measure` tells what letters of a size need; `chosen` is the layer of the weight that is followed;
    the neurons of the `active` layers are read at this stage. Before letters are smaller than `least` (px),
    less is shown.
    """

    measure: Callable[[int], Need]
    sizes: tuple[int, ...]
    chosen: int
    active: frozenset[int]
    least: int = 0


class Detail(Struct, frozen=True):
    """How much stands at a neuron: lines above it (δ), in it (0: it is a dot) and below it (b)."""

    above: int
    lines: int
    below: int

    def box(self, need: Need) -> float:
        inside = (0.0, need.first, need.first + need.second)[self.lines]
        return inside + 8.0 if self.lines else _DOT

    def height(self, need: Need) -> float:
        beside = self.above * need.first + self.below * need.second
        return beside + self.box(need) + (2.0 * BESIDE if self.below else 0.0)


_DETAILS = Detail(1, 2, 2), Detail(1, 2, 1), Detail(0, 2, 0), Detail(0, 1, 0)
_SMALL = Detail(0, 0, 0)


class Fitted(Struct, frozen=True):
    """So many neurons of a layer, this much at each, from one to the next `pitch` px."""

    count: int
    detail: Detail
    pitch: float


def fit_down(size: int, room: float, need: Need, focus: int, *, inputs: bool, small: bool) -> Fitted:
    """As many neurons as there is room for, and as much at each as then fits."""
    details = [_SMALL] if small else [replace(d, above=0) if inputs else d for d in _DETAILS]
    least = {detail: detail.height(need) + (_AIR if detail.lines else 3.0) for detail in details}
    for detail, pitch in least.items():
        if size * pitch <= room:
            return Fitted(size, detail, min(room / size, max(pitch, _PITCH * style.px(need.size))))
    counts = {detail: max(1, int((room - need.second - BESIDE) // pitch)) for detail, pitch in least.items()}
    enough = (detail for detail, count in counts.items() if count >= max(3, focus))
    chosen = next(enough, details[-1])
    return Fitted(min(counts[chosen], size), chosen, least[chosen])


class Across(Struct, frozen=True):
    """Widths of columns and of the gaps between them (px); `labels`: the gaps that have some.

    low  whether target and loss stand below all columns; otherwise below the output, and wider than it
    """

    need: Need
    named: bool
    widths: tuple[float, ...]
    gaps: tuple[float, ...]
    labels: tuple[int, ...]
    low: bool

    @property
    def whole(self) -> float:
        beside = 0.0 if self.low else max(0.0, self.need.verdict.width() - self.widths[-1])
        return sum(self.widths) + sum(self.gaps) + beside

    def lefts(self, area: QRectF) -> list[float]:
        """Where each column begins; all together stand in the middle."""
        x = area.left() + (area.width() - self.whole) / 2.0
        found = []
        for wide, gap in zip(self.widths, (*self.gaps, 0.0), strict=True):
            found.append(x)
            x += wide + gap
        return found


def fit_across(width: float, height: float, wish: Wish) -> Across:
    """The best of all ways that fits: first large letters with everything, then with less, then smaller.

    What is followed keeps its labels down to the smallest letters: without them there is nothing to read.
    """
    least = next(size for size in count() if style.px(size) >= wish.least)
    best = max(least, round(max(12.0, min(17.0, 14.5 * min(width / 600.0, height / 640.0)))))
    sizes = [size for size in range(best, 5, -1) if style.px(size) >= _LEAST_READ]
    for size in range(round(_LARGE * best), best, -1):
        roomy = next(_ways(wish.measure(size), wish))
        if roomy.whole <= width and _is_roomy(roomy.need, height, max(wish.sizes)):
            return _spread(roomy, width)
    large = [[size for size in sizes if size >= least]] if least else []
    for some in [*large, *_bands(best, sizes)]:
        ways = zip(*(_ways(wish.measure(size), wish) for size in some), strict=True)
        if found := next((one for way in ways for one in way if one.whole <= width), None):
            return _spread(found, width)
    return _squeezed(_way(wish.measure(sizes[-1]), (), (), wish.active, named=False), width)


def _bands(best: int, sizes: Sequence[int]) -> Iterator[list[int]]:
    """Sizes of letters that are nearly the same, the large ones first; the small ones each alone."""
    edges = [math.inf, *(share * best for share in _BANDS)]
    yield from ([one for one in sizes if low <= one < high] for high, low in pairwise(edges))
    yield from ([one] for one in sizes if one < edges[-1])


def _is_roomy(need: Need, height: float, most: int) -> bool:
    """Whether so many neurons can say all they have to say."""
    room = height - need.head - need.foot - (need.verdict.height() if most == 1 else 0.0)
    return most * (_DETAILS[0].height(need) + 2.0 * _AIR) <= room


def _ways(need: Need, wish: Wish) -> Iterator[Across]:
    """From the most comfortable way to the least."""
    every = tuple(range(1, len(need.short)))
    active = tuple(sorted(need.labels))
    one = tuple(layer for layer in active if layer == wish.chosen) or active[:1]
    for labels, kept, named, dots in (
        (active, every, True, False),
        (active, active, True, False),
        (active, every, False, False),
        (active, active, False, False),
        (active, active, False, True),
        (one, one, False, False),
        (one, one, False, True),
    ):
        read = wish.active.union(*((layer - 1, layer) for layer in labels)) if dots else {0, *every}
        yield _way(need, labels, kept, read, named=named)
    if wish.least:  # what is followed, and no air around it
        read = wish.active.union(*((layer - 1, layer) for layer in one))
        bare = _way(need, one, (), read, named=False)
        gaps = {layer - 1: need.labels[layer] + _EDGE for layer in one}
        yield replace(bare, gaps=tuple(gaps.get(place, gap) for place, gap in enumerate(bare.gaps)))


def _way(
    need: Need, labels: Sequence[int], kept: Sequence[int], read: Collection[int], *, named: bool
) -> Across:
    """Labels in these gaps, room for some in the `kept` ones; other layers than `read` are dots."""
    wide = need.named if named else need.short
    widths = [w if layer in read else _DOT for layer, w in enumerate(wide)]
    gaps = [2.0 * _NARROW if len(read) == len(wide) else _NARROW] * (len(wide) - 1)
    for layer in kept:
        gaps[layer - 1] = max(need.usual_label, need.labels.get(layer, 0.0)) + 2.0 * _EDGE
    return Across(need, named, tuple(widths), tuple(gaps), tuple(labels), low=len(read) < len(wide))


def _spread(across: Across, width: float) -> Across:
    """What room is left goes to the gaps, the narrowest first."""
    left, gaps = width - across.whole, sorted(across.gaps)
    levels = ((sum(gaps[:count]) + left) / count for count in range(1, len(gaps) + 1))
    level = next(level for level, above in zip(levels, (*gaps[1:], math.inf), strict=True) if level <= above)
    most = _GAP * width
    return replace(across, gaps=tuple(max(gap, min(level, most)) for gap in across.gaps))


def _squeezed(across: Across, width: float) -> Across:
    """The least way in a room that is too narrow even for it."""
    share = width / across.whole
    widths, gaps = (tuple(share * one for one in some) for some in (across.widths, across.gaps))
    return replace(across, widths=widths, gaps=gaps)
