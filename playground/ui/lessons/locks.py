"""Controls that a lesson locks or hides. A locked one stays visible, can have the keys, and says why."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QLabel, QToolTip, QWidget
from shiboken6 import isValid

from playground.lessons.controls import State
from playground.session import Notice, Session
from playground.ui.lessons.step_view import say
from playground.ui.theme import style
from playground.ui.widgets.guard import guarded

# What changes the same thing as another control: the first pattern that fits names it.
_OTHERS = (
    (r"(add|remove)_(layer|neuron_\d+)", "hidden_layers"),
    (r"activation_\d+", "activation"),
    (r"features|feature_.*", "features"),
    (r"data_seed|data_\w+|new_draw|open_data|paste_data|start_new|open_experiment|recent_files", "source"),
    (
        r"tool_\w+|class_(\d+|name)|add_class|remove_class|brush_\w+|clear_points|points_menu|duplicate",
        "canvas",
    ),
    (r"scale_to_view|erase_selected|hold_out|take_back|row_table", "canvas"),
    (r"new_seed|defaults", "seed"),
    (r"matrices|weight_editor|open_weights|import_network|keep_step", "weights"),
    (r"step", "step_batch"),
)
_ACTS = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
    QEvent.Type.DragEnter,
}
_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
_MOVES = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, *_MODIFIERS}


def control_of(name: str) -> str:
    """The control, as a lesson names it, that a widget or an action belongs to."""
    name = name.removesuffix("_button").removeprefix("adopt_")
    return next((control for pattern, control in _OTHERS if re.fullmatch(pattern, name)), name)


class Locks(QObject):
    """Puts the locks of a session's lesson on the controls of a window, and takes them off."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._lesson, self._notices = session.lesson, session.notices
        self._states: dict[QWidget, State] = {}
        self._key: object = None  # of what the locks were put on for

    def follow(self, panels: int) -> None:
        """Every control as the present step has it. Once a frame, after the panels, of which there are so
        many: what these have shown is hidden again.
        """
        lesson = self._lesson
        key = (
            lesson.lesson,
            lesson.place,
            lesson.trying,
            lesson.written,
            self._session.experiment.sizes,
            panels,
        )
        if key == self._key:
            for widget, state in self._states.items():
                if state == "hidden" and isValid(widget):
                    self._hide(widget)
            return
        self._key = key
        self._states = {widget: state for widget, state in self._states.items() if isValid(widget)}
        if not lesson.is_open and not self._states:
            return
        for widget in self._window.findChildren(QWidget):
            name = widget.objectName()
            if name and not self._is_ours(widget):
                self._put(widget, self._lesson.control(control_of(name)))

    def refuses(self, action: str) -> bool:
        """Whether an action may not be done now, which is said."""
        control = control_of(action)
        scope = self._session.backprop.microscope
        if action == "stage_next" and scope is not None and scope.at_end:
            control = "weights"  # it would be applied
        if self._lesson.control(control) == "free":
            return False
        self._notices.show(Notice(self._lesson.why_locked(control), bad=False))
        return True

    def _is_ours(self, widget: QWidget) -> bool:
        """Of the lesson itself, of Qt, or of a dialog: whether that may be opened was asked before."""
        return isinstance(widget.window(), QDialog) or widget.objectName().startswith(
            ("lesson", "qt_", "field_", "option_", "order_")
        )

    def _comes_from_ours(self) -> bool:
        """Whether a key was left by what is drawn on in a lesson: Qt hands it on to what lies around."""
        focus = QApplication.focusWidget()
        return focus is not None and self._is_ours(focus)

    def _put(self, widget: QWidget, state: State) -> None:
        before = self._states.get(widget, "free")
        if state == "free" and before == "free":
            return
        if state == "hidden":
            self._hide(widget)
        elif before == "hidden":
            for one in (widget, *self._labels(widget)):
                one.show()
        if state != before:
            for target in self._targets(widget):
                (target.installEventFilter if state == "locked" else target.removeEventFilter)(self)
            why = self._lesson.why_locked(control_of(widget.objectName())) if state == "locked" else ""
            widget.setAccessibleDescription(f"Locked. {why}" if why else "")
            style.restyle(widget, "fixed", "on" if state == "locked" else "")
        if state == "free":
            self._states.pop(widget, None)
        else:
            self._states[widget] = state

    def _hide(self, widget: QWidget) -> None:
        for one in (widget, *self._labels(widget)):
            one.hide()

    def _labels(self, widget: QWidget) -> list[QLabel]:
        parent = widget.parentWidget()
        return [label for label in parent.findChildren(QLabel) if label.buddy() is widget] if parent else []

    def _targets(self, widget: QWidget) -> list[QWidget]:
        inside = [widget.viewport()] if isinstance(widget, QAbstractScrollArea) else []
        return [widget, *inside, *(one for one in widget.findChildren(QWidget) if one not in inside)]

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing that would change a locked control comes to it; a press says why."""
        if event.type() not in _ACTS or not isinstance(watched, QWidget) or self._is_ours(watched):
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and (event.key() in _MOVES or self._comes_from_ours()):
            return False
        if isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        owner = next(
            (one for one in self._states if isValid(one) and (one is watched or one.isAncestorOf(watched))),
            None,
        )
        if owner is None:
            return False
        why = self._lesson.why_locked(control_of(owner.objectName()))
        QToolTip.showText(owner.mapToGlobal(owner.rect().bottomLeft()), why, owner)
        if event.type() != QEvent.Type.Wheel:
            owner.setFocus()
            say(owner, f"Locked. {why}")
            self._notices.show(Notice(why, bad=False))
        return True
