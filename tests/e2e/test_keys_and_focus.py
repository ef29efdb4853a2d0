"""By keyboard alone: the way of Tab, the ring that shows it, groups of buttons, and how a field is left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from playground.ui.actions.table import ACTIONS
from tests.e2e.driver import Driver

TAB, BACKTAB, SPACE, ENTER, ESCAPE = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
)
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
END = Qt.Key.Key_End

BAR = ["play_button", "speed", "mode_explore_button", "safe_colours_button"]
DRAWN = ["fold_data", "show_table_button", "data_circle", "source", "fold_drawing", "tool_point", "class_0",
         "class_name", "noise", "train_share", "count", "data_seed", "open_data_button"]  # fmt: skip
LEARNING = ["fold_learning", "more", "learning_rate", "batch_size", "activation", "optimiser", "loss",
            "regularisation", "initialiser", "stop_epochs", "new_seed_button", "seed"]  # fmt: skip
NETWORK = ["hidden_layers", "remove_layer", "network_diagram", "network_view", "features"]
CIRCLE = [*BAR, *DRAWN, *LEARNING, *NETWORK, "show_test", "canvas", "fold_loss", "log_loss_axis", "loss_plot"]


def press(key: Qt.Key) -> None:
    """Press a key wherever the keys go."""
    focus = QApplication.focusWidget()
    assert focus is not None, "the keys go nowhere"
    QTest.keyClick(focus, key)


def focused(app: Driver) -> str:
    app.frame()
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None else ""


def way(app: Driver, key: Qt.Key) -> Iterator[str]:
    """The stops, from the one after where the keys are, once round."""
    seen: list[str] = []
    while True:
        press(key)
        name = focused(app)
        if name in seen:
            return
        seen.append(name)
        yield name


def turned(names: list[str], first: str) -> list[str]:
    place = names.index(first)
    return [*names[place:], *names[:place]]


def go_to(app: Driver, name: str) -> None:
    for reached in way(app, TAB):
        if reached == name:
            return
    raise AssertionError(f"Tab never comes to {name}")


def field(app: Driver, name: str) -> QLineEdit:
    widget = app.find(name)
    found = widget if isinstance(widget, QLineEdit) else widget.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


# --- Tab -------------------------------------------------------------------------------------------


def test_tab_goes_in_reading_order_and_stops_once_in_every_group(app: Driver) -> None:
    assert focused(app) == "canvas"
    assert list(way(app, TAB)) == turned(CIRCLE, "fold_loss")
    assert focused(app) == "fold_loss"
    assert list(way(app, BACKTAB)) == turned(CIRCLE[::-1], "canvas")


def test_the_way_follows_what_is_seen(app: Driver) -> None:
    app.choose("source", "Iris")
    app.press("tool_brush")
    app.press("show_table")
    reached = list(way(app, TAB))
    assert len(reached) <= 45
    for name in ("brush_radius", "brush_density", "row_table", "axis_x", "axis_y", "held_0", "rows_copy"):
        assert name in reached
    assert not set(NETWORK) & set(reached)
    order = [reached.index(name) for name in ("tool_brush", "brush_radius", "class_0", "learning_rate")]
    assert order == sorted(order)


def test_tab_in_the_backprop_mode(app: Driver) -> None:
    app.keys("G")
    app.wait_for(lambda: app.session.backprop.microscope is not None, "the microscope")
    app.frame()
    assert focused(app) == "diagram"
    reached = list(way(app, TAB))
    assert len(reached) <= 16 and len(set(reached)) == len(reached) and "" not in reached
    bar = turned(reached, "stage_next_button")[:2]
    assert bar == ["stage_next_button", "next_row_button"]


def test_the_ring_is_around_every_stop_and_goes_with_a_click(app: Driver) -> None:
    ring = app.window.focus.ring
    assert ring.isHidden(), "nobody has pressed Tab yet"
    for name in way(app, TAB):
        target = QApplication.focusWidget()
        assert ring.isVisible(), name
        place = QRect(target.mapTo(app.window, QPoint()), target.size())
        assert ring.geometry().intersects(place) and ring.geometry().contains(place.center()), name
        middle = ring.grab().toImage().pixelColor(ring.width() // 2, 1).name().upper()
        assert middle == app.window.theme.accent, name
    QTest.mouseClick(app.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(600, 400))
    assert ring.isHidden()


# --- groups ----------------------------------------------------------------------------------------


def test_arrow_keys_go_through_a_group(app: Driver) -> None:
    go_to(app, "data_circle")
    for key, name in ((RIGHT, "data_xor"), (DOWN, "data_blobs"), (UP, "data_xor"), (LEFT, "data_circle"),
                      (LEFT, "data_sine"), (RIGHT, "data_circle"), (END, "data_sine")):  # fmt: skip
        press(key)
        assert focused(app) == name
    press(SPACE)
    app.settle()
    assert app.session.experiment.recipe.source == "sine" and not app.session.training
    press(TAB)
    press(BACKTAB)
    assert focused(app) == "data_sine", "Tab comes back to what is chosen"


def test_keys_on_the_buttons_of_a_layer(app: Driver) -> None:
    go_to(app, "features")
    for name in ("remove_neuron_1", "activation_1", "add_neuron_1", "remove_neuron_2"):
        press(RIGHT)
        assert focused(app) == name
    press(SPACE)
    app.frame()
    assert app.session.spec.hidden_layers == (4, 1)
    for key in (SPACE, ENTER, SPACE):  # greyed out now, and nothing else is pressed instead
        press(key)
        app.frame()
    assert app.session.spec.hidden_layers == (4, 1) and not app.session.training
    assert app.window.focus.holder is app.find("remove_neuron_2")
    assert app.window.focus.ring.isVisible()
    press(LEFT)
    assert focused(app) == "add_neuron_1"
    press(ENTER)
    app.frame()
    assert app.session.spec.hidden_layers == (5, 1)


@pytest.mark.parametrize(("stop", "steps", "key"), [("play_button", 1, DOWN), ("features", 2, ENTER)])
def test_a_menu_opens_by_key(app: Driver, stop: str, steps: int, key: Qt.Key) -> None:
    go_to(app, stop)
    for _ in range(steps):
        press(RIGHT)
    menu = QApplication.focusWidget().menu()
    opened: list[bool] = []

    def close() -> None:
        opened.append(menu.isVisible())
        menu.close()

    eye = QTimer()  # the key returns only when the menu is closed
    eye.timeout.connect(close)
    eye.start(20)
    press(key)
    eye.stop()
    app.come_back()
    assert opened == [True]


# --- fields ----------------------------------------------------------------------------------------


def test_enter_takes_what_is_typed_and_leaves(app: Driver) -> None:
    for name, text in (("learning_rate", "0.7"), ("hidden_layers", "3"), ("class_name", "a")):
        app.type(name, text)
        assert focused(app) == "canvas", name
        press(SPACE)
        app.frame()
        assert app.session.training and field(app, name).text() == text, name
        press(SPACE)
        app.settle()
        press(Qt.Key.Key_G)
        app.wait_for(lambda: app.session.backprop.microscope is not None, "the Backprop mode")
        press(Qt.Key.Key_G)
        app.wait_for(lambda: not app.session.backprop.is_open, "its end")


def test_escape_leaves_what_was_there(app: Driver) -> None:
    for name in ("learning_rate", "hidden_layers", "class_name"):
        entry, experiment = field(app, name), app.session.experiment
        before = entry.text()
        QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
        QTest.keyClicks(entry, "7")
        assert entry.text() != before
        QTest.keyClick(entry, ESCAPE)
        assert focused(app) == "canvas"
        assert entry.text() == before and app.session.experiment is experiment


def test_a_refused_number_stays_to_be_mended(app: Driver) -> None:
    app.type("learning_rate", "fast")
    assert focused(app) == "learning_rate" and "fast" in app.notice
    press(ESCAPE)
    assert focused(app) == "canvas" and field(app, "learning_rate").text() == "0.03"


def test_a_click_elsewhere_takes_what_is_typed_and_leaves(app: Driver) -> None:
    for rate, target in enumerate(("play_button", "class_1", "canvas", "network_view"), 1):
        entry = field(app, "learning_rate")
        QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
        entry.selectAll()
        QTest.keyClicks(entry, f"0.{rate}")
        widget = app.find(target)
        spot = widget.mapTo(app.window, QPoint(4, 4))
        QTest.mouseClick(app.window.windowHandle(), Qt.MouseButton.LeftButton, pos=spot)
        app.frame()
        assert app.session.spec.learning_rate == rate / 10
        playing = app.session.training
        press(SPACE)
        app.frame()
        assert app.session.training is not playing, "Space plays and pauses again"


def test_a_number_picked_from_the_list_is_taken_and_left(app: Driver) -> None:
    app.choose("batch_size", "30")
    assert app.session.spec.batch_size == 30 and focused(app) == "canvas"
    go_to(app, "batch_size")
    press(UP)  # by keys one may go on
    assert app.session.spec.batch_size == 10 and focused(app) == "batch_size"


def test_what_is_still_being_typed_is_part_of_what_is_saved_or_shared(app: Driver) -> None:
    for name, rate in (("copy_line", "0.5"), ("copy_link", "0.25")):
        typed = field(app, "learning_rate")
        typed.setFocus()
        typed.selectAll()
        QTest.keyClicks(typed, rate)
        app.keys(ACTIONS[name].keys)
        assert app.session.spec.learning_rate == float(rate) and focused(app) == "learning_rate"


def test_tab_goes_on_from_the_field_that_was_left(app: Driver) -> None:
    go_to(app, "learning_rate")
    press(ENTER)
    assert focused(app) == "canvas"
    press(TAB)
    assert focused(app) == "batch_size"


def test_a_value_of_points_is_left_by_keys(app: Driver) -> None:
    app.choose("source", "Plane")
    app.settle()
    box = app.find("brush_value")
    before = box.value()
    for key, after in ((ENTER, 0.5), (ESCAPE, 0.5)):
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)
        box.selectAll()
        QTest.keyClicks(box, "0.5" if key == ENTER else "0.25")
        QTest.keyClick(box, key)
        assert focused(app) == "canvas"
        assert box.value() == after
    assert before != 0.5


def test_space_belongs_to_the_control_that_has_the_keys(app: Driver) -> None:
    go_to(app, "optimiser")
    box = app.find("optimiser")
    press(SPACE)
    app.wait_for(box.view().isVisible, "the list")
    box.hidePopup()
    app.come_back()
    assert not app.session.training
    go_to(app, "show_test")
    button: QWidget = app.find("show_test")
    assert isinstance(button, QAbstractButton)
    press(SPACE)
    assert button.isChecked() and not app.session.training


# --- help ------------------------------------------------------------------------------------------


def test_help_by_key(app: Driver) -> None:
    for key in ("F1", "?"):
        app.keys(key)
        page = app.window.help.page
        assert page is not None and page.isVisible(), key
        QTest.keyClick(page, ESCAPE)
        assert not page.isVisible()
        app.come_back()
