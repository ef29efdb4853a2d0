"""The views of the kinds that ask about the numbers of one update."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from playground.errors import SpecError
from playground.lessons import Verdict
from playground.lessons.diagram import numbers_of
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.find_fault import FindFault
from playground.lessons.kinds.predict_sign import PredictSign
from playground.lessons.numerals import typed
from playground.lessons.quantities import Quantity, quantity
from playground.microscope.stages import Stage
from playground.training.parameters import Parameter
from playground.ui.lessons.step_view import SIGNS, StepView, say
from playground.ui.theme import style
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.line_edit import LineEdit, set_error_state
from playground.ui.widgets.segments import SegmentedControl

_FIELD = 92  # px of a field

_STAGES = {
    "z": "forward",
    "a": "forward",
    "y": "forward",
    "E": "error",
    "d": "delta",
    "g": "slope",
    "w": "update",
}


class NumberField(LineEdit):
    """One number: told when it comes to have the keys, and when it is left or Enter is pressed."""

    entered = Signal()

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
        self.entered.emit()


class UpdateView(StepView):
    """A step about one update: the window shows it in the Backprop mode."""

    _to_show: Quantity | None = None  # once the update, which the training process makes, is there

    def begin(self) -> None:
        self.do(lambda: self.session.backprop.inspect(self.rows, self.row))

    def refresh(self) -> None:
        if self._to_show is not None and not self.session.backprop.waiting:
            self.show_number(self._to_show)

    @property
    def rows(self) -> tuple[int, ...]:
        return (self.row,)

    @property
    def row(self) -> int:
        return cast(PredictSign, self.lesson.step).row - 1

    def show_number(self, one: Quantity) -> None:
        """Light its neuron or link, at the stage that tells it."""
        backprop, scope = self.session.backprop, self.session.backprop.microscope
        self._to_show = one if scope is None or backprop.waiting else None
        if scope is None or backprop.waiting:
            return
        layer = len(scope.step.before.weights) if one.kind in "yE" else one.layer
        backprop.follow(Parameter(layer, one.to, one.source))
        kind = _STAGES[one.kind]
        wanted = Stage(kind, layer if kind in {"forward", "delta", "slope"} else 0)  # type: ignore[arg-type]
        if wanted in scope.stages:
            backprop.go_to_stage(scope.stages.index(wanted))


class CalculateView(UpdateView):
    """A field for each number that is asked, with what was read, and what was found."""

    def build(self) -> None:
        step = cast(Calculate, self.lesson.step)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        self.fields: dict[str, NumberField] = {}
        self._focused = ""
        self._found: dict[str, QLabel] = {}
        for line, one in enumerate(step.quantities):
            field, found = NumberField(), plain_label("", "", style.SMALL)
            field.setObjectName(f"field_{one.name}")
            field.setAccessibleName(one.label)
            style.scaled(field.setFixedWidth, _FIELD)
            field.setMaxLength(10_000)
            found.setWordWrap(True)
            field.entered.connect(partial(self._focus, one))
            field.editingFinished.connect(partial(self._take, one.name))
            field.returnPressed.connect(partial(self._go_on, one.name))
            self.fields[one.name], self._found[one.name] = field, found
            grid.addWidget(plain_label(f"{one.label} ="), line, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(field, line, 1)
            grid.addWidget(found, line, 2)
        self.body.addLayout(grid)
        decimals = step.precision(self.lesson.start).decimals
        note = plain_label(f"Give {decimals} decimals, with “.” or “,”.", "dim", style.SMALL)
        note.setWordWrap(True)
        self.body.addWidget(note)

    @property
    def rows(self) -> tuple[int, ...]:
        return cast(Calculate, self.lesson.step).rows

    @property
    def row(self) -> int:
        return cast(Calculate, self.lesson.step).shown_row

    def begin(self) -> None:
        super().begin()
        quantities = cast(Calculate, self.lesson.step).quantities
        self._next = next((one for one in quantities if not self._good(one.name)), quantities[0])
        self._focus(self._next)  # also where the window does not have the keys

    @property
    def first(self) -> QWidget:
        return self.fields[self._next.name]

    def refresh(self) -> None:
        super().refresh()
        if self.lesson.focused != self._focused:  # by a click in the diagram, perhaps
            self._focused = self.lesson.focused
            if self._focused in self.fields and not self.fields[self._focused].hasFocus():
                self.fields[self._focused].setFocus()
        for name, field in self.fields.items():
            text, mark = self.answer(name), self.mark(name)
            if field.text() != text and not (field.hasFocus() and field.isModified()):
                field.setText(text)
            wrong = mark is not None and mark.verdict in {Verdict.WRONG, Verdict.NEARLY, Verdict.UNCOUNTED}
            set_error_state(field, bad=wrong and bool(text))
            sign = SIGNS.get(mark.verdict, "") if mark is not None and text else ""
            self._found[name].setText(" ".join(filter(None, (_echo(text), sign))))
            field.setAccessibleDescription(mark.sentence if mark is not None else "")

    def _good(self, name: str) -> bool:
        mark = self.mark(name)
        return mark is not None and mark.verdict.good

    def _focus(self, one: Quantity) -> None:
        def show() -> None:
            self.lesson.focus(one.name)
            self.show_number(one)

        self.do(show)

    def _take(self, name: str) -> None:
        """The field is left: what is in it is judged, if it is new."""
        text = self.fields[name].text()
        self.fields[name].setModified(False)
        if not self.is_present:
            return
        if text.strip() == self.answer(name).strip() and self.mark(name) is not None:
            return
        if not text.strip() and not self.answer(name):
            return

        def take() -> None:
            self.lesson.enter(name, text)
            self.lesson.check()

        self.do(take)
        mark = self.mark(name)
        say(self.fields[name], mark.sentence if mark is not None else "")

    def _go_on(self, name: str) -> None:
        """Enter: to the next field that is not right, once this one is."""
        self._take(name)
        if not self._good(name):
            self.fields[name].selectAll()
            return
        names = list(self.fields)
        after = [*names[names.index(name) + 1 :], *names[: names.index(name)]]
        onward = next((other for other in after if not self._good(other)), "")
        if onward:
            self.fields[onward].setFocus()


class PredictSignView(UpdateView):
    """For each weight: up, down or not at all."""

    def build(self) -> None:
        step, moment = cast(PredictSign, self.lesson.step), self.lesson.start
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        self._choices: dict[str, SegmentedControl] = {}
        self._found: dict[str, QLabel] = {}
        for line, one in enumerate(step.quantities(moment)):
            label = one.parameter.label
            entries = [(f"{one.name}_{way}", sign, f"{label} {words}") for way, sign, words in _WAYS]
            control, found = SegmentedControl(*entries), plain_label("", "", style.SMALL)
            control.setAccessibleName(f"Where does {label} go?")
            control.chosen.connect(partial(self._choose, one))
            self._choices[one.name], self._found[one.name] = control, found
            grid.addWidget(plain_label(label), line, 0)
            grid.addWidget(control, line, 1)
            grid.addWidget(found, line, 2)
        self.body.addLayout(grid)

    @property
    def first(self) -> QWidget | None:
        return next(iter(self._choices.values())).entry

    def refresh(self) -> None:
        ways = [way for way, _, _ in _WAYS]
        for name, control in self._choices.items():
            answer, mark = self.answer(name), self.mark(name)
            control.show_chosen(ways.index(answer if answer in ways else ""))
            self._found[name].setText(SIGNS.get(mark.verdict, "") if mark is not None and answer else "")

    def checked(self) -> None:
        """All are foretold: the step is taken."""
        scope = self.session.backprop.microscope
        if scope is not None and not self.lesson.hides_numbers:
            update = next(place for place, stage in enumerate(scope.stages) if stage.kind == "update")
            self.session.backprop.go_to_stage(update)

    def _choose(self, one: Quantity, place: int) -> None:
        def take() -> None:
            self.lesson.enter(one.name, _WAYS[place][0])
            self.lesson.focus(one.name)
            self.session.backprop.follow(one.parameter)

        self.do(take)


_WAYS = (
    ("", "?", "is not chosen yet"),
    ("up", "↑", "goes up"),
    ("down", "↓", "goes down"),
    ("same", "=", "stays"),
)


class FindFaultView(UpdateView):
    """A click in the diagram chooses, and so does the list."""

    def build(self) -> None:
        self.choice = ComboBox()
        self.choice.setObjectName("fault")
        self.choice.setAccessibleName("The number that is wrong")
        self.choice.addItem("Choose the number that is wrong", "")
        for one in numbers_of(self.lesson.start.experiment.sizes):
            self.choice.addItem(one.label, one.name)
        self.choice.activated.connect(lambda place: self.enter("place", self.choice.itemData(place)))
        self.body.addWidget(self.choice)

    def begin(self) -> None:
        super().begin()
        self._to_show = self._all

    def refresh(self) -> None:
        super().refresh()
        self.choice.setCurrentIndex(max(0, self.choice.findData(self.answer("place"))))

    @property
    def first(self) -> QWidget:
        return self.choice

    def checked(self) -> None:
        """Once it is found: the stage that tells the right number."""
        if not self.lesson.hides_numbers:
            self.show_number(quantity(cast(FindFault, self.lesson.step).fault))

    @property
    def _all(self) -> Quantity:
        """The number whose stage has those of all before it in the diagram."""
        return Quantity("g", 1, 0, 0)

    @property
    def row(self) -> int:
        return cast(FindFault, self.lesson.step).row - 1


def _echo(text: str) -> str:
    """The number as it was understood."""
    try:
        return f"= {typed(text).echo}" if text.strip() else ""
    except SpecError:
        return ""
