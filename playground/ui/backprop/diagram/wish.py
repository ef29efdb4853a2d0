"""What the diagram would like to have room for, measured in the letters of a size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from PySide6.QtCore import QSizeF

from playground.ui.backprop.diagram import text as words
from playground.ui.backprop.diagram.columns import Need, Wish
from playground.ui.backprop.diagram.values import StageValues
from playground.ui.network.diagram import text
from playground.ui.theme import draw_text, style

_USUAL = -8.888  # most numbers are no wider than this one
_LOOKED_AT = 16  # neurons of a layer whose own numbers are measured
_NAME = 9.0  # letters of the name of a feature at most
_VERDICT = 12.0  # letters of the name of a class at most


def label_letters(size: int) -> int:
    """The size of the letters of labels beside neurons of this size."""
    return size - 1


def second_letters(size: int) -> int:
    """The size of the second line of a neuron, and of what stands below it."""
    return size - 2


def wish(values: StageValues, least: int = 0) -> Wish:
    """What a look through the microscope needs, in letters of `least` px where there is a way.

    It hardly changes from stage to stage, so little jumps.
    """
    texts = _Texts.of(values)
    return Wish(texts.need, values.sizes, values.microscope.followed.layer, values.nodes, least)


class _Texts(Struct, frozen=True):
    """The widest texts of each kind, found once: they are measured in many sizes of letters.

    numbers, names  of the neurons of each layer, and below the inputs
    labels          on the links into each layer that has some, and what labels usually say
    """

    numbers: tuple[str, ...]
    names: str
    verdict: tuple[str, ...]
    labels: dict[int, str]
    usual_label: str

    @classmethod
    def of(cls, values: StageValues) -> _Texts:
        called = values.microscope.names
        names = [text.feature_name(called, one) for one in values.experiment.features]
        shown = [one for one in values.focus if one.source is not None] or values.focus
        labels: dict[int, list[str]] = {}
        for one in shown:
            labels.setdefault(one.layer, []).extend(words.link(values, one))
        return cls(
            tuple(_widest(map(values.write, _values(values, layer))) for layer in range(len(values.sizes))),
            _widest(names[:_LOOKED_AT]),
            words.judged(values),
            {layer: _widest(lines) for layer, lines in labels.items()},
            f"{values.whose or 'w·'}a = {values.write(_USUAL)}",
        )

    def need(self, size: int) -> Need:
        """How much room they take in letters of this size."""
        letters, second = label_letters(size), second_letters(size)
        named = [
            draw_text.width(f"δ = {numbers}", size, draw_text.BOLD) + style.px(14)
            for numbers in self.numbers[1:]
        ]
        inputs = max(
            draw_text.width(self.numbers[0], size, draw_text.BOLD),
            min(draw_text.width(self.names, second), _NAME * style.px(size)),
        )
        wide = max(draw_text.width(line, size, draw_text.BOLD) for line in self.verdict) + 4.0
        return Need(
            size,
            draw_text.line(size),
            draw_text.line(second),
            (inputs + style.px(14), *named),
            tuple(draw_text.width(numbers, size, draw_text.BOLD) + style.px(10) for numbers in self.numbers),
            QSizeF(min(wide, _VERDICT * style.px(size)), draw_text.line(size) * len(self.verdict) + 8.0),
            {layer: draw_text.chip_size([line], letters).width() for layer, line in self.labels.items()},
            draw_text.chip_size([self.usual_label], letters).width(),
        )


def _widest(texts: Iterable[str]) -> str:
    return max(texts, key=lambda text: draw_text.width(text, style.BODY, draw_text.BOLD))


def _values(values: StageValues, layer: int) -> Iterator[float]:
    """Numbers of the neurons of a layer, told already or not."""
    yield _USUAL
    if values.sizes[layer] > _LOOKED_AT:
        return
    step = values.step
    some = [step.trace.a[layer]]
    some += [step.trace.z[layer - 1], step.deltas[layer - 1]] if layer else []
    for numbers in some:
        yield from map(float, numbers[values.row])
