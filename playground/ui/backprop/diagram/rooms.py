"""What has room from top to bottom: the neurons, and besides them kinds, arrow, target and loss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF

from playground.ui.backprop.diagram.columns import Across, Fitted, Wish, fit_across, fit_down

_FEW = 3  # neurons of a layer: with fewer than these, other things give way to them
_ASIDE = 16.0  # px from the outputs to target and loss beside them


class Rooms(Struct, frozen=True):
    """Where the columns stand, and in them room and neurons of each layer.

    about   whether there is room for what kind the layers are, below their names
    arrow   and for the arrow, below it all
    aside   whether target and loss stand beside the outputs, in place of below
    """

    plan: Across
    area: QRectF
    about: bool
    arrow: bool
    aside: bool
    layers: list[QRectF]
    fitted: list[Fitted]

    @property
    def count(self) -> int:
        """How many neurons are seen."""
        return sum(one.count for one in self.fitted)


def share_out(sizes: Sequence[int], area: QRectF, wish: Wish, focus: Sequence[Sequence[int]]) -> Rooms:
    """Before all but a few neurons are left out, the arrow is, which the title of the card tells; then what
    kind the layers are; then target and loss stand aside.
    """
    ways = []
    for way in _ways(sizes, area, wish, focus):
        if way.count == sum(sizes):  # as a rule the first, and the others need not be found
            return way
        ways.append(way)
    few = any(one.count < min(size, _FEW) for one, size in zip(ways[0].fitted, sizes, strict=True))
    return max(ways, key=lambda way: way.count) if few else ways[0]


def _ways(sizes: Sequence[int], area: QRectF, wish: Wish, focus: Sequence[Sequence[int]]) -> Iterator[Rooms]:
    """From the most comfortable way to the least."""
    plan = fit_across(area.width() - 8.0, area.height(), wish)
    less = (True, True), (True, False), (False, False)
    for about, arrow in less:
        yield _rooms(sizes, area, plan, focus, about=about, arrow=arrow, aside=False)
    left = area.adjusted(0.0, 0.0, -plan.need.verdict.width() - _ASIDE, 0.0)
    narrow = fit_across(max(1.0, left.width() - 8.0), area.height(), wish)
    as_good = (narrow.need.size, narrow.labels) == (plan.need.size, plan.labels)
    if as_good and narrow.whole <= left.width() and not (plan.low or narrow.low):
        for about, arrow in less:
            yield _rooms(sizes, left, narrow, focus, about=about, arrow=arrow, aside=True)


def _rooms(
    sizes: Sequence[int],
    area: QRectF,
    plan: Across,
    focus: Sequence[Sequence[int]],
    *,
    about: bool,
    arrow: bool,
    aside: bool,
) -> Rooms:
    need, last = plan.need, len(sizes) - 1
    low = need.verdict.height() if plan.low else 0.0
    head, foot = need.head - (0.0 if about else need.second), need.foot if arrow else 0.0
    middle = area.adjusted(0.0, head, 0.0, -foot - low)
    output = middle.adjusted(0.0, 0.0, 0.0, 0.0 if low or aside else -need.verdict.height())
    layers = [middle if layer < last else output for layer in range(len(sizes))]
    fitted = [
        fit_down(
            size,
            layers[layer].height(),
            need,
            len(focus[layer]),
            inputs=not layer,
            small=plan.widths[layer] < need.short[layer],
        )
        for layer, size in enumerate(sizes)
    ]
    return Rooms(plan, area, about, arrow, aside, layers, fitted)
