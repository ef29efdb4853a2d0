"""Formulae as they are drawn: where lines are broken, what has room, how large they become."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from playground.data import Names, Recipe
from playground.microscope.explanations import explain
from playground.microscope.formula import Formula, statement
from playground.microscope.stages import stages
from playground.microscope.step import Step
from playground.training import Experiment, Spec
from playground.training.parameters import Parameter
from playground.training.resume_point import ResumePoint
from playground.ui.backprop import maths
from playground.ui.backprop.formulae import Formulae
from playground.ui.backprop.heading import capitals
from playground.ui.theme import style
from playground.ui.theme.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")


def told(source: str = "circle", digits: int = 3, **spec: object) -> Iterator[Formula]:
    """Every formula of a step."""
    experiment = Experiment.load(Recipe(source=source), Spec(**spec))
    theta = experiment.network().theta
    batch = tuple(range(10))
    moment = ResumePoint(
        0,
        0,
        theta,
        state=experiment.spec.make_optimiser().start(theta),
        rate=0.03,
        row=batch[:1],
        batch=batch,
    )
    step = Step.of(experiment, moment, batch)
    names = Names.on_screen(experiment.data)
    for stage in stages(len(step.before.shapes)):
        yield from explain(
            step, names, stage, row_index=0, followed=Parameter(1, 0, 0), digits=digits
        ).formulae


@pytest.mark.parametrize("width", [260, 420, 640, 1000])
@pytest.mark.parametrize("activation", ["tanh", "gelu"])
def test_lines_are_broken_before_relations_and_terms_alone(width: int, activation: str) -> None:
    for formula in told(hidden_layers=(8, 8), activation=(activation,), digits=5):
        block = maths.lay(formula, 18, width)
        starts = {}
        for one in block.glyphs:
            starts.setdefault(round(one.y / (maths._LEADING * 18)), one)
        for first in [one for row, one in starts.items() if row and one.role in {"maths", "result"}]:
            alone = first.text.strip()[:1]
            before = block.glyphs[block.glyphs.index(first) - 1].text
            assert alone in "=←+−≈" or before.endswith(", "), (formula.plain(), first.text)


def test_rows_begin_below_the_first_equals_sign() -> None:
    formula = statement("z = aaaaaaaa · bbbbbbbbbb = cccccccccc · dddddddd")
    block = maths.lay(formula, 20, 260)
    signs = [one for one in block.glyphs if one.text.strip() == "="]
    assert block.rows == 2 and signs[0].x == signs[1].x and signs[0].y < signs[1].y


def test_a_line_is_broken_in_as_few_brackets_as_can_be() -> None:
    loss = statement("E = −(y·ln ŷ + (1 − y)·ln(1 − ŷ))")
    whole = maths.lay(loss, 20, 900).width
    for room in range(round(0.6 * whole), round(whole), 8):
        block = maths.lay(loss, 20, room)
        first = next(one for one in block.glyphs if one.y > 20)
        assert first.text.strip() == "+", room


def test_the_prime_stands_clear_of_its_letter() -> None:
    block = maths.lay(statement("f′(z⁽¹⁾₁) = 1"), 40, 900)
    f, prime = block.glyphs[:2]
    assert (f.text, prime.text) == ("f", "′(") and f.font.italic() and not prime.font.italic()
    ink = QFontMetricsF(f.font).tightBoundingRect("f").right()
    assert f.x + ink < prime.x + QFontMetricsF(prime.font).tightBoundingRect("′").left()


def test_the_layer_stands_over_the_numbers_of_the_neurons() -> None:
    w, layer, neurons, _ = maths.lay(statement("w⁽²⁾₁₂ = 1"), 40, 900).glyphs[:4]
    assert (w.text, layer.text, neurons.text) == ("w", "(2)", "12")
    assert layer.y < w.y < neurons.y and abs(layer.x - neurons.x) < 12 < neurons.x - w.x


def test_the_size_grows_with_the_room_and_nothing_is_cut() -> None:
    formulae = list(told(hidden_layers=(4, 2)))[-7:]
    sizes = []
    for wide, high in ((420, 260), (720, 330), (1100, 520)):
        size = maths.fit(formulae, wide, high, 12, 46)
        blocks = [maths.lay(one, size, wide) for one in formulae]
        sizes.append(size)
        assert all(one.fits for one in blocks) and maths.height(blocks, size) <= high
        assert all(a.width <= wide for a in blocks)
    assert all(small < large for small, large in pairwise(sizes))


@pytest.mark.usefixtures("qapp")
def test_no_note_is_larger_than_its_formula() -> None:
    window = QWidget()
    style.apply(LIGHT, window, 200)
    (said,) = (one for one in told() if "one for each" in one.plain())
    sizes = {glyphs.font.pixelSize() for glyphs in maths.lay(said, 12, 900).glyphs if glyphs.role == "note"}
    style.apply(LIGHT, window, 100)
    assert sizes == {12}


@pytest.mark.usefixtures("qapp")
def test_formulae_move_together_before_they_are_scrolled() -> None:
    blocks = [maths.lay(one, 12, 900) for one in list(told(hidden_layers=(4, 2)))[-7:]]
    rows = sum(block.height for block in blocks)
    roomy, close = maths.tops(blocks, 12, 1_000.0), maths.tops(blocks, 12, rows + 12.0)
    assert roomy[-1] == pytest.approx(maths.height(blocks, 12)) and close[-1] == pytest.approx(rows + 12.0)
    assert all(a + one.height < b for a, b, one in zip(close[:-2], close[1:-1], blocks[:-1], strict=True))


def test_lines_are_selected_and_copied(qapp: QApplication) -> None:
    view = Formulae()
    view.resize(500, 200)
    view.show_formulae([statement("a = 1"), statement("b = 2"), statement("c = 3")])
    view.fit(view.size())
    assert view.selected() == "a = 1\nb = 2\nc = 3"
    view._chosen = range(1, 3)
    view._copy()
    assert qapp.clipboard().text() == "b = 2\nc = 3"
    view.grab()
    view.deleteLater()


def test_titles_are_in_capitals_but_for_letters_of_formulae() -> None:
    assert capitals("How much is weight w⁽¹⁾₁₁ to blame?") == "HOW MUCH IS WEIGHT w⁽¹⁾₁₁ TO BLAME?"
