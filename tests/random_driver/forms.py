"""Whether the forms show what is in force, after a frame."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from playground.errors import PlaygroundError
from playground.ui.bars.run_controls import SPEEDS
from playground.ui.network.hidden_layers_field import HiddenLayersField, read
from playground.ui.widgets.setting_editors import ChoiceEditor, NumberEditor, SwitchEditor
from playground.ui.widgets.sliders import LabelledSlider


def problem(window: Any) -> str:
    """The first field that shows something else; empty when there is none."""
    session = window.session
    if window.data_panel.maker.busy:
        return ""  # the rows that a form asks for are on their way
    if session.backprop.microscope is not None and session.backprop.present_microscope is None:
        return ""  # an edit beneath the microscope is told together with the moment after it
    for editor, value in (*_learning(window), *_data(window), *_network(window), *_bar(window)):
        shown = _shown(editor)
        if shown not in (value, _TYPING):
            name = editor.objectName() or editor.slider.objectName()
            return f"{name} shows {shown!r} for {value!r}"
    return _actions(window)


_TYPING = object()  # somebody has typed there what is not taken yet, or was refused


def _learning(window: Any) -> Iterator[tuple[Any, Any]]:
    panel, spec = window.learning_panel, window.session.spec
    if panel.isVisible():
        for name, editor in panel._editors.items():
            value = getattr(spec, name)
            if name == "activation":
                used = set(spec.activations()) or {value[-1] if value else "tanh"}
                value = used.pop() if len(used) == 1 else "mixed"
            yield editor, value


def _data(window: Any) -> Iterator[tuple[Any, Any]]:
    panel, session = window.data_panel, window.session
    if panel.isVisible():
        recipe = session.experiment.recipe
        part = panel.parts[-1]
        yield part._editors["count"], len(session.data)
        yield part._editors["classes"], recipe.classes
        yield part._editors["seed"], recipe.seed
        yield part.noise, round(recipe.noise)


def _network(window: Any) -> Iterator[tuple[Any, Any]]:
    panel = window.network_panel
    if panel.isVisible():
        yield panel._layers, window.session.spec.hidden_layers


def _bar(window: Any) -> Iterator[tuple[Any, Any]]:
    if not window.session.moving:  # meanwhile the bar comes at every third frame
        yield window.bar.speed, bisect_left(SPEEDS, window.session.view.settings.speed)


def _shown(editor: Any) -> Any:
    if isinstance(editor, LabelledSlider):
        return _TYPING if editor.slider.isSliderDown() else editor.slider.value()
    if isinstance(editor, SwitchEditor):
        return editor.isChecked()
    if isinstance(editor, ChoiceEditor):
        return editor.currentData() if editor.currentIndex() >= 0 else editor.placeholderText()
    field = editor.field if isinstance(editor, NumberEditor) else editor
    if field.isModified() or editor.property("state") == "bad":
        return _TYPING
    try:
        return read(field.text()) if isinstance(editor, HiddenLayersField) else _number(editor)
    except PlaygroundError as error:
        return str(error)


def _number(editor: NumberEditor) -> Any:
    """The value that the field shows, as far as its digits go."""
    words = editor.currentText()
    return editor._shown if words == editor._words(editor._shown) else words


def _actions(window: Any) -> str:
    session, actions = window.session, window.action_map
    if session.moving:
        return ""
    for name, label in (("undo", session.undo_stack.undo_label), ("redo", session.undo_stack.redo_label)):
        if actions[name].isEnabled() != bool(label):
            return f"{name} can be pressed: {actions[name].isEnabled()}; what it would take back: {label!r}"
    return ""
