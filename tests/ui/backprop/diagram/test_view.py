"""The diagram of the Backprop mode: what stands where, what is said at which stage, how it is walked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise, product
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from shiboken6 import delete

from playground.data import Recipe
from playground.training import Experiment, Spec
from playground.training.parameters import Parameter, all_parameters
from playground.typography import subscript
from playground.ui.backprop.diagram import text as words
from playground.ui.backprop.diagram.columns import Need, Wish
from playground.ui.backprop.diagram.keyboard import next_parameter
from playground.ui.backprop.diagram.layout import lay_out
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.theme import draw_text

KEY = Qt.Key
AREA = QRectF(0.0, 0.0, 470.0, 560.0)


@pytest.fixture
def looking(opened: Callable[..., Any]) -> Callable[..., Any]:
    """A window in the Backprop mode, at its first stage."""

    def looking(source: str = "xor", stride: str = "row", **choices: Any) -> Any:
        one = opened(Experiment.load(Recipe(source=source), Spec(**choices)))
        one.window.resize(1280, 720)
        one.session.backprop.open(stride)
        one.settle()
        return one

    return looking


# --- layout ------------------------------------------------------------------------------------------


def of_letters(size: int, layers: int) -> Need:
    """What letters of a size need, made up."""
    named, short = (5.0 * size,) * layers, (3.5 * size,) * layers
    return Need(
        size, 1.3 * size, size, named, short, QSizeF(8.0 * size, 3.0 * size), {1: 7.0 * size}, 7.0 * size
    )


@pytest.mark.parametrize(
    "sizes", [(2, 1), (2, 4, 1), (7, *[8] * 6, 1), (2, 64, 64, 64, 1), (4, 512, 3)], ids=str
)
def test_neurons_stand_apart_inside_the_view_and_those_in_focus_are_seen(sizes: tuple[int, ...]) -> None:
    wish = Wish(partial(of_letters, layers=len(sizes)), sizes, 1, frozenset({0, 1}))
    for focus in {0, sizes[1] // 2, sizes[1] - 1}:
        layout = lay_out(sizes, AREA, wish, [(focus,) if layer == 1 else () for layer in range(len(sizes))])
        for column in layout.net.columns:
            assert all(layout.middle.contains(node) for node in column.nodes)
            assert all(above.bottom() < below.top() for above, below in pairwise(column.nodes))
        for left, right in pairwise(layout.net.columns):
            assert left.centre + left.side / 2 < right.centre - right.side / 2
        assert layout.drawn(DiagramElement("node", 1, focus)) is not None


def test_of_a_large_layer_those_in_focus_are_drawn_and_the_rest_counted() -> None:
    wish = Wish(partial(of_letters, layers=3), (2, 64, 1), 1, frozenset({1}))
    layout = lay_out((2, 64, 1), AREA, wish, [(), (40, 7), ()])
    shown = layout.shown[1]
    assert {7, 40} <= set(shown) and list(shown) == sorted(shown)
    assert layout.more(1) == 64 - len(shown) > 0 == layout.more(0)
    drawn = layout.drawn(DiagramElement("link", 2, 0, 40))
    assert drawn == DiagramElement("link", 2, 0, shown.index(40))
    assert layout.real(drawn) == DiagramElement("link", 2, 0, 40)
    assert layout.drawn(DiagramElement("node", 1, 63)) is None


# --- keys --------------------------------------------------------------------------------------------


def test_down_walks_through_every_parameter_of_a_layer_and_pages_change_it() -> None:
    sizes = (2, 3, 1)
    chosen, seen = Parameter(1, 0, 0), []
    for _ in range(9):
        seen.append(chosen)
        chosen = next_parameter(sizes, chosen, KEY.Key_Down, by_neuron=False)
    assert chosen == seen[0] and set(seen) == {one for one in all_parameters(sizes) if one.layer == 1}
    assert next_parameter(sizes, seen[1], KEY.Key_Up, by_neuron=False) == seen[0]
    assert next_parameter(sizes, Parameter(1, 2, 1), KEY.Key_Down, by_neuron=True) == Parameter(1, 0, 1)
    assert next_parameter(sizes, Parameter(1, 2, 1), KEY.Key_PageDown, by_neuron=False) == Parameter(2, 0, 0)
    assert next_parameter(sizes, Parameter(2, 0), KEY.Key_PageDown, by_neuron=False) == Parameter(2, 0)
    assert next_parameter(sizes, Parameter(2, 0), KEY.Key_Left, by_neuron=False) is None


# --- words -------------------------------------------------------------------------------------------


def said(one: Any, kind: str, layer: int = 0) -> Any:
    """What the diagram shows at a stage."""
    scope = one.session.backprop.microscope
    one.session.backprop.go_to_stage([(s.kind, s.layer) for s in scope.stages].index((kind, layer)))
    one.window.frame()
    return one.window.mode.page.diagram.diagram.values


def test_links_and_neurons_say_what_the_stage_is_about(looking: Callable[..., Any]) -> None:
    one = looking(hidden_layers=(2,))
    step, w = one.session.backprop.microscope.step, Parameter(2, 0, 1)
    write = said(one, "row").write
    old, new = (write(net.theta[w.index((2, 2, 1))]) for net in (step.before, step.after))
    a, delta = step.trace.a[1][0, 1], step.deltas[1][0, 0]
    assert words.link(said(one, "row"), w) == (f"w = {old}",)
    weight = step.before.weights[1][0][1, 0]
    assert words.link(said(one, "forward", 2), w) == (f"w = {old}", f"w·a = {write(weight * a)}")
    assert words.link(said(one, "slope", 2), w) == (f"w = {old}", f"∂ = {write(delta * a)}")
    assert words.link(said(one, "delta", 1), w) == (f"w = {old}", f"w·δ = {write(weight * delta)}")
    assert words.link(said(one, "update"), w) == (old, f"→ {new}")
    assert words.link(said(one, "after"), w) == (f"w = {new}",)
    values = said(one, "row")
    assert words.node(values, 1, 0).first == ""
    assert words.verdict(values) == ()
    values = said(one, "after")
    assert words.node(values, 2, 0).first == f"ŷ {write(step.trace_after.prediction[0, 0])}"
    assert words.verdict(values)[1] == f"loss E = {write(step.losses_after[0])}"
    one.session.backprop.show_next("batch")
    one.settle()
    values, scope = said(one, "error"), one.session.backprop.microscope
    row = scope.step.rows[scope.row_index]
    assert scope.explain().formulae[-2].plain().startswith(f"E{subscript(row + 1)} = ")
    assert words.verdict(values)[1].startswith(f"loss E{subscript(row + 1)} = "), "E is the mean of the batch"


def test_where_the_name_of_an_input_has_no_room_all_stand_by_their_symbols(
    looking: Callable[..., Any],
) -> None:
    one = looking("iris", "batch", hidden_layers=(6,))
    shown = []
    for kind in ("error", "gradient"):
        said(one, kind)
        diagram = one.window.mode.page.diagram.diagram
        inputs = diagram.figures.nodes[:4]
        shown.append([node.lines[1].words for node in inputs])
        for node in inputs:
            assert draw_text.width(node.lines[1].words, node.lines[1].size) <= node.box.width() - 6
    assert shown == [list(one.session.data.columns), ["x₁", "x₂", "x₃", "x₄"]]


@pytest.mark.parametrize(
    ("old", "new", "texts"),
    [
        (-0.51441, -0.51352, ("−0.5144", "−0.5135")),
        (0.25, 0.3131, ("0.25", "0.313")),
        (0.123456789, 0.123456788, ("0.123", "0.123")),  # too many digits for a label
    ],
)
def test_an_update_is_seen_where_a_few_more_digits_show_it(
    looking: Callable[..., Any], old: float, new: float, texts: tuple[str, str]
) -> None:
    assert said(looking(), "update").write_moved(old, new) == texts


def test_from_the_gradient_on_a_link_says_the_mean_of_the_batch(looking: Callable[..., Any]) -> None:
    one = looking(stride="batch", hidden_layers=(2,))
    step, w = one.session.backprop.microscope.step, Parameter(2, 0, 1)
    row, mean = step.row_gradients(w)[0], step.gradient[w.index((2, 2, 1))]
    assert row != mean
    assert said(one, "slope", 2).slope(w) == row and said(one, "gradient").slope(w) == mean


def test_what_is_pointed_at_tells_all_that_is_known(looking: Callable[..., Any]) -> None:
    one = looking("houses", hidden_layers=(2,), features=("x1",))
    early = words.pointed(said(one, "forward", 1), DiagramElement("node", 1, 0))
    late = words.pointed(said(one, "update"), DiagramElement("node", 1, 0))
    assert set(early) < set(late)
    assert {line.split(" = ")[0] for line in late[1:]} == {"b⁽¹⁾₁", "∂E/∂b⁽¹⁾₁", "new b⁽¹⁾₁", "z", "a", "δ"}
    assert words.pointed(said(one, "row"), DiagramElement("node", 0, 0))[0] == "Input size_m2"


# --- painting ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "hidden"),
    [
        *product(["xor", "iris", "sine"], [(), (4,)]),
        *[("iris", (8,) * 6), ("sine", (64, 64)), ("xor", (512,))],  # dear: one kind of output each
    ],
    ids=str,
)
def test_every_shape_is_painted_at_every_stage(
    looking: Callable[..., Any], source: str, hidden: tuple[int, ...]
) -> None:
    one = looking(source, "batch", hidden_layers=hidden)
    view = one.window.mode.page.diagram.diagram
    before = view.grab().toImage()
    for place in range(1, len(one.session.backprop.microscope.stages)):
        one.session.backprop.go_to_stage(place)
        one.window.frame()
        now = view.grab().toImage()
        assert now != before, "each stage looks different"
        before = now


# --- the bar -----------------------------------------------------------------------------------------


def test_stages_stand_under_the_word_of_their_group_however_many_there_are(
    looking: Callable[..., Any],
) -> None:
    one = looking(hidden_layers=(8,) * 6)
    strip = one.window.mode.bar.strip
    assert strip.width() < 480
    for place in range(26):
        one.session.backprop.go_to_stage(place)
        one.window.frame()
        groups = strip.groups
        assert [group.word for group in groups] == ["Forward", "Loss", "Backward", "Update"]
        assert all(a.left + a.width < b.left for a, b in pairwise(groups))
        assert all(group.width >= draw_text.width(group.word, 11, draw_text.BOLD) for group in groups)
        segments = [strip.segment(k) for k in range(26)]
        assert (
            all(a.right() < b.left() for a, b in pairwise(segments)) and segments[-1].right() <= strip.width()
        )
        label = strip.labels()[place]
        assert label.left() >= 0 and label.right() <= strip.width()
        assert len(strip.labels()) == 1, "not all, so the present one alone"
        strip.grab()


def test_with_room_every_stage_has_its_name(looking: Callable[..., Any]) -> None:
    one = looking(hidden_layers=(2,))
    one.window.resize(1500, 900)
    one.settle()
    labels = one.window.mode.bar.strip.labels()
    assert list(labels) == list(range(11))
    assert all(a.right() < b.left() for a, b in pairwise(labels.values()))


def test_a_window_may_end_between_two_slices_of_its_links(
    looking: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slice that is still due must not hold the page: what is left behind fails every test."""
    one = looking()
    monkeypatch.setattr("playground.ui.network.diagram.links.Links.paint", lambda *_: False)
    one.window.mode.page.diagram.diagram.repaint()
    one.window.close()
    delete(one.window)
