"""All weights and biases as one table: a block per layer, W with its names and b below it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from playground.data import disarmed
from playground.data.numbers import parse_number
from playground.errors import PlaygroundError
from playground.session import Session
from playground.training.parameters import Parameter
from playground.typography import layer_superscript
from playground.ui.network.diagram import text as words
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets import number_format
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.plain import as_tip

_SHADES = 16  # on either side of 0
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class MatrixBlock(Struct, frozen=True):
    """Layer `layer` from table row `top` on: title, names, `inputs` rows of W, the biases, a gap."""

    layer: int
    top: int
    inputs: int
    outputs: int

    @property
    def rows(self) -> int:
        return self.inputs + 4

    def parameter(self, row: int, column: int) -> Parameter | None:
        """The number in a cell, if there is one."""
        source, to = row - self.top - 2, column - 1
        if not (0 <= source <= self.inputs and 0 <= to < self.outputs):
            return None
        return Parameter(self.layer, to, source if source < self.inputs else None)


class MatrixModel(QAbstractTableModel):
    """The numbers of the session's network; a cell that is edited sets its parameter."""

    refused = Signal(str)  # why a number was not taken; empty when one was

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.blocks: list[MatrixBlock] = []
        self._network = session.network
        self._answers: dict[int, Callable[[Parameter, float], Any]] = {
            _Role.DisplayRole: lambda _, number: number_format.weight(number),
            _Role.EditRole: lambda _, number: _exact(number),
            _Role.BackgroundRole: self._brush,
            _Role.TextAlignmentRole: lambda *_: _RIGHT,
            _Role.ToolTipRole: lambda parameter, number: as_tip(self._say(parameter, number)),
            _Role.AccessibleTextRole: self._say,
        }

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._brushes = {
            step: QBrush(QColor(mix(theme.middle, theme.tints[step > 0], abs(step) / _SHADES)))
            for step in range(-_SHADES, _SHADES + 1)
        }

    def rebuild(self) -> None:
        """After a change of the network's shape."""
        self.beginResetModel()
        self._network = self.session.network
        self.blocks, top = [], 0
        for layer, (inputs, outputs) in enumerate(self.session.network.shapes, 1):
            self.blocks.append(MatrixBlock(layer, top, inputs, outputs))
            top += self.blocks[-1].rows
        self.endResetModel()

    # --- what Qt asks ------------------------------------------------------------------------------

    def rowCount(self, _parent: Any = _NOWHERE) -> int:
        return sum(block.rows for block in self.blocks)

    def columnCount(self, _parent: Any = _NOWHERE) -> int:
        return 1 + max((block.outputs for block in self.blocks), default=0)

    @guarded
    def flags(self, index: Any) -> Qt.ItemFlag:
        if self.parameter(index.row(), index.column()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    @recurring
    def data(self, index: Any, role: int = _Role.DisplayRole) -> Any:
        if self.session.network is not self._network:
            return None  # an edit that the next frame will show
        parameter = self.parameter(index.row(), index.column())
        if parameter is None:
            return self._name(index.row(), index.column(), role)
        answer = self._answers.get(role)
        return answer(parameter, self.number(parameter)) if answer else None

    @guarded
    def setData(self, index: Any, text: Any, role: int = _Role.EditRole) -> bool:
        parameter = self.at(index)
        if parameter is None or role != _Role.EditRole:
            return False
        try:
            self.take(index, str(text))
        except PlaygroundError as error:
            self.refused.emit(
                f"{parameter.label} stays {number_format.weight(self.number(parameter))}: {error}"
            )
            return False
        return True

    def take(self, index: Any, text: str) -> None:
        """Put what was typed into a cell. Raises SpecError for what no network can use."""
        parameter = self.at(index)
        if parameter is not None and text != self.data(index, _Role.EditRole):
            self.session.model.set_parameter(parameter, parse_number(text))
        self.refused.emit("")

    # --- cells -------------------------------------------------------------------------------------

    def parameter(self, row: int, column: int) -> Parameter | None:
        """The number in a cell, if there is one."""
        block = self._block(row)
        return block.parameter(row, column) if block else None

    def at(self, index: Any) -> Parameter | None:
        """The number at an index, as long as the network is the one that the table was made for."""
        if not index.isValid() or self.session.network is not self._network:
            return None
        return self.parameter(index.row(), index.column())

    def locked(self, index: Any) -> bool:
        """Whether the number at an index does not learn."""
        parameter = self.at(index)
        return parameter is not None and parameter.name in self.session.spec.frozen

    def number(self, parameter: Parameter) -> float:
        W, b = self.session.network.weights[parameter.layer - 1]
        return float(b[parameter.to] if parameter.source is None else W[parameter.source, parameter.to])

    def names(self) -> list[str]:
        """What stands down the side; nothing while the next frame has to show another network."""
        if self.session.network is not self._network:
            return []
        return [
            self._words(block, block.top + 2 + i, 0) for block in self.blocks for i in range(block.inputs)
        ]

    def text(self) -> str:
        """All of it, tab-separated, every digit there: for a spreadsheet."""
        if self.session.network is not self._network:  # an edit that the next frame will show
            self.rebuild()
        lines = [self._line(row) for row in range(self.rowCount() - 1)]
        return "\n".join(lines) + "\n"

    def _line(self, row: int) -> str:
        block = self._block(row)
        assert block is not None
        if row - block.top in (0, block.rows - 1):
            return f"W{layer_superscript(block.layer)}" if row == block.top else ""
        cells = [disarmed(self._words(block, row, 0))]
        for column in range(1, block.outputs + 1):
            parameter = block.parameter(row, column)
            cells.append(
                repr(self.number(parameter)) if parameter else disarmed(self._words(block, row, column))
            )
        return "\t".join(cells)

    def _block(self, row: int) -> MatrixBlock | None:
        return next((block for block in reversed(self.blocks) if row >= block.top), None)

    def _name(self, row: int, column: int, role: int) -> Any:
        block = self._block(row)
        if block is None:
            return None
        if role == _Role.DisplayRole:
            return self._words(block, row, column)
        if role == _Role.ForegroundRole:
            return QBrush(QColor(self.theme.ink if row == block.top else self.theme.dim))
        if role == _Role.FontRole:
            strong = row == block.top
            return style.font(13, QFont.Weight.DemiBold) if strong else style.font(style.SMALL)
        if role == _Role.TextAlignmentRole and column > 0:
            return _RIGHT
        return None

    def _words(self, block: MatrixBlock, row: int, column: int) -> str:
        """Title, names of the neurons before (down the side) and of this layer's (on top)."""
        place, layer = row - block.top, block.layer
        if place == 0 and column == 0:
            before, here = (
                words.layer_header(self.session.experiment, one, 999.0)[0] for one in (layer - 1, layer)
            )
            formula = words.formula(self.session.experiment, layer)
            return f"W{layer_superscript(layer)}   {before} → {here} · {formula}"
        if place == 1 and 0 < column <= block.outputs:
            return _short(
                words.node_name(self.session.experiment, self.session.view.names, layer, column - 1)
            )
        if column or not 1 < place < block.rows - 1:
            return ""
        if place == block.inputs + 2:
            return f"b{layer_superscript(layer)}"
        return _short(words.node_name(self.session.experiment, self.session.view.names, layer - 1, place - 2))

    def _brush(self, parameter: Parameter, number: float) -> QBrush:
        """Green above 0 and red below, the stronger the larger; the largest number of a layer is full."""
        if not math.isfinite(number):
            return self._brushes[0]
        W, b = self.session.network.weights[parameter.layer - 1]
        largest = max(1.0, float(abs(W).max()), float(abs(b).max()))
        return self._brushes[round(_SHADES * number / largest) if math.isfinite(largest) else 0]

    def _say(self, parameter: Parameter, number: float) -> str:
        locked = ", frozen" if parameter.name in self.session.spec.frozen else ""
        return f"{parameter.label} = {number_format.minus(_exact(number))}{locked}"


def _exact(number: float) -> str:
    """Every digit, and no more: 0.5, -1.5190000000000001."""
    return repr(number).removesuffix(".0")


def _short(name: str) -> str:
    """A neuron's name without its layer, which the title says."""
    return name.removeprefix("Input ").removeprefix("Output ").split(", ")[-1]
