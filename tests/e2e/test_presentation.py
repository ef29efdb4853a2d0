"""A teacher presents: F11, large text, the chosen cards, a clicker; and all is as before afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QRectF

from playground.lessons import bundled, read
from playground.training.parameters import Parameter
from playground.ui.backprop.diagram.figures import Figures
from playground.ui.backprop.diagram.values import StageValues
from playground.ui.theme import style
from playground.ui.theme.scale import PRESENTED
from tests.e2e.driver import Driver
from tests.ui.cut_text import cut_texts


def cards(app: Driver) -> set[str]:
    """The cards of the Explore mode that are seen."""
    page = app.window.explore
    found = {
        "settings": page.data_panel, "network": page.side_panel, "canvas": page.canvas_panel,
        "loss": page.loss_panel,
    }  # fmt: skip
    return {name for name, card in found.items() if card.isVisible()}


def looks(app: Driver) -> tuple[object, ...]:
    window = app.window
    return window.windowState(), window.size(), window.appearance.text_size, window.theme, cards(app)


def test_a_presentation_is_full_screen_with_large_text_and_leaves_nothing_behind(app: Driver) -> None:
    before = looks(app)
    app.keys("F11")
    assert app.window.isFullScreen() and app.window.theme.strong
    assert app.window.appearance.text_size >= 125 > before[2]
    assert cards(app) == {"network", "canvas", "loss"}
    app.keys("Alt+4")
    assert cards(app) == {"network", "canvas"}
    app.keys("Ctrl+-")
    assert app.window.appearance.text_size == 125
    app.keys("Esc")
    assert looks(app) == before
    app.keys("F11")
    assert cards(app) == {"network", "canvas"}, "the choice is remembered"
    app.keys("F11")
    assert looks(app) == before


def test_the_last_card_stays(app: Driver) -> None:
    app.keys("F11")
    for key in ("Alt+2", "Alt+3", "Alt+4"):
        app.keys(key)
    assert cards(app) == {"loss"} and "one card" in app.notice


def test_a_clicker_turns_the_stages_of_the_backprop_mode(app: Driver) -> None:
    app.keys("G")
    app.settle()
    stage = app.session.backprop.microscope.stage_index
    app.keys("F11")
    assert not app.window.mode.page.lens.isVisible()
    for key, place in (("PgDown", 1), ("PgDown", 2), ("PgUp", 1)):
        app.keys(key)
        assert app.session.backprop.microscope.stage_index == stage + place
    app.keys("Alt+6")
    assert app.window.mode.page.activation.isVisible()


@pytest.mark.parametrize("layers", [(2,), (4, 2)])
def test_numbers_and_formulae_can_be_read_from_the_back_row(app: Driver, layers: tuple[int, ...]) -> None:
    app.session.model.update_spec(hidden_layers=layers)
    app.session.view.present(on=True)
    for size, text_size in product(((1280, 720), (1920, 1080)), (150, 200)):
        app.session.view.update(presented_text=text_size)
        app.window.resize(*size)
        app.keys("G")
        app.settle()
        app.session.backprop.follow(Parameter(1, 0, 0))
        for _ in app.session.backprop.microscope.stages[1:]:
            page = app.window.mode.page
            assert page.telling.formulae.letter_size >= PRESENTED
            assert style.px(page.diagram.diagram.diagram_layout.size) >= PRESENTED
            area = page.telling.area
            assert not area.horizontalScrollBar().maximum()
            app.session.backprop.advance(1)
            app.frame()
        app.session.backprop.close()
        app.settle()


@pytest.mark.parametrize(
    ("lesson", "step"), [("by-hand", 1), ("zero-weights", 2), ("three-cities", 6), ("dead", 1)]
)
def test_so_they_can_beside_the_column_of_a_lesson(app: Driver, lesson: str, step: int) -> None:
    """The network stands above what is told there: beside one another both would be too small. All of its
    neurons are seen, and nothing of it lies outside of its card.
    """
    path = next(entry.path for entry in bundled() if lesson in entry.path.stem)
    app.window.run_command(lambda: app.session.lesson.open(read(path), "Ana"))
    app.session.view.update(presented_text=150)
    app.session.view.present(on=True)
    app.window.resize(1280, 720)
    app.window.run_command(lambda: app.session.lesson.go(step))
    app.settle()
    app.wait_for(lambda: app.session.backprop.microscope is not None)
    for stage in range(len(app.session.backprop.microscope.stages)):
        app.session.backprop.go_to_stage(stage)
        app.frame()
        page = app.window.mode.page
        diagram = page.diagram.diagram
        sizes = page.telling.formulae.letter_size, style.px(diagram.diagram_layout.size)
        assert min(sizes) >= PRESENTED, (stage, sizes)
        assert page.diagram.contentsRect().contains(diagram.geometry())
        assert all(QRectF(diagram.rect()).contains(box) for box in diagram.figures.boxes), stage
        assert not any(map(diagram.diagram_layout.more, range(len(diagram.values.sizes)))), stage
        assert not page.telling.area.horizontalScrollBar().maximum()
        assert set(asked_of(diagram.values)) <= set(words_in(diagram.figures)), stage
    assert not cut_texts(app.window, excused=False)


def asked_of(values: StageValues) -> Iterator[str]:
    """What the δ of an output is calculated from, where it is asked for."""
    if values.is_asked and (values.kind, values.layer) == ("delta", values.last):
        for output in range(values.sizes[-1]):
            yield values.say("a", values.a(values.last, output) or 0.0, values.last, output)


def words_in(figures: Figures) -> Iterator[str]:
    """The words in the neurons."""
    return (word for node in figures.nodes for line in node.lines for word in line.words.split())


def test_nothing_is_cut_in_a_presentation(app: Driver) -> None:
    app.session.view.update(presented_text=150, presented_settings=True)
    app.session.view.present(on=True)
    for size in ((1280, 720), (1440, 900), (1920, 1080)):
        app.window.resize(*size)
        app.frame()
        app.frame()
        assert not cut_texts(app.window, excused=False), size
