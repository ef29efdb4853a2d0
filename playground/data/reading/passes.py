"""Reads all rows of a table by what its first rows show, and again where all rows show something else."""

from __future__ import annotations

from collections.abc import Sequence

from playground.data.limits import check_amount
from playground.data.reading.cells import Cells, DateCells, NumberCells, TextCells
from playground.data.reading.columns import ColumnInfo, look_at
from playground.data.reading.decide import date_order, decide
from playground.data.reading.decisions import Decisions
from playground.data.reading.gaps import Gaps
from playground.data.reading.numbers import MEND, OR_WITHOUT, Numbers
from playground.data.reading.raw import Progress
from playground.data.reading.table import Table
from playground.data.recipe import Recipe

OPENING = 0.1
"""The part of the work that it takes to find out which characters the bytes are."""

_MOST_READINGS = 4


def look(table: Table, missing: Gaps) -> list[ColumnInfo]:
    """What the columns hold, by the first rows."""
    cells = zip(*table.head, strict=True)
    return [
        look_at(name, column, missing, unnamed=name in table.unnamed)
        for name, column in zip(table.columns, cells, strict=True)
    ]


def numbers_of(
    table: Table,
    columns: Sequence[ColumnInfo],
    recipe: Recipe,
    missing: Gaps,
    mend_mixed: str = OR_WITHOUT,
) -> Numbers:
    """Reads the numbers of a file, by the decimal mark that is chosen or that its first rows show."""
    numbers = Numbers(table, recipe.decimal, missing, mend_mixed)
    cells = list(zip(*table.head, strict=True))
    numbers.look([cells[k] if column.kind == "number" else () for k, column in enumerate(columns)])
    return numbers


class Reading:
    """One pass over all rows, by decisions that the columns `before` have led to.

    inputs   the cells of each input, by the place of its column in the file; `target` those of the target
    places   the places of the rows in the file, block by block
    """

    def __init__(
        self,
        table: Table,
        recipe: Recipe,
        decisions: Decisions,
        before: Sequence[ColumnInfo],
        numbers: Numbers,
    ) -> None:
        self.table, self.decisions, self.numbers = table, decisions, numbers
        self.places: list[Sequence[int]] = []
        self._before, self._recipe, self._missing = before, recipe, Gaps(recipe.missing_marks)
        codes = {code.column: code.kind for code in decisions.codes}
        self.inputs = {
            place: self._input(place, codes.get(name))
            for name, place in ((name, table.index(name)) for name in decisions.inputs)
        }
        self.target_place = table.index(decisions.target)
        self.target = self._of_target()

    def run(self, progress: Progress) -> None:
        """Read all rows. Raises DataError."""
        rows = 0
        for block in self.table.blocks():
            self.places.append(block.places)
            rows += len(block.places)
            check_amount(self.table.name, rows, len(self.inputs))  # before memory is taken for more
            for cells in (*self.inputs.values(), self.target):
                cells.take(block)
            progress(OPENING + (1.0 - OPENING) * self.table.rows.share)

    def columns(self) -> list[ColumnInfo]:
        """What the columns hold: those that were read by all of their rows."""
        read = {**self.inputs, self.target_place: self.target}
        return [read[k].info(info) if k in read else info for k, info in enumerate(self._before)]

    def check(self) -> None:
        """Raises DataError at the first cell that is none of its column's kind."""
        for place, cells in self.inputs.items():
            name = self.table.columns[place]
            cells.check(f'{MEND} Or remove "{name}" from the inputs (option inputs), or make it the target.')
        self.target.check(f"{MEND} If these are all names, choose classes (option task).")

    def _input(self, place: int, code: str | None) -> Cells:
        if code is None:
            return NumberCells(self.table, place, self.numbers)
        if code == "days":
            order = date_order(self.table.name, self._before[place], self._recipe)
            return DateCells(self.table, place, order, self._missing)
        return TextCells(self.table, place, self._missing, any_name=False)

    def _of_target(self) -> Cells:
        task = self._recipe.task
        as_names = task == "classes" or (task is None and self._before[self.target_place].kind == "text")
        if not as_names:
            return NumberCells(self.table, self.target_place, self.numbers, is_target=True)
        any_name = task == "classes" and self._recipe.missing in {"auto", "refuse"}
        return TextCells(self.table, self.target_place, self._missing, any_name=any_name)


def read_all(table: Table, recipe: Recipe, progress: Progress) -> Reading:
    """All rows, read by decisions that hold for all of them. Raises DataError."""
    missing = Gaps(recipe.missing_marks)
    columns = look(table, missing)
    numbers = numbers_of(table, columns, recipe, missing)
    decisions = decide(table, columns, recipe, numbers.decimal, whole=table.complete)
    reading = Reading(table, recipe, decisions, columns, numbers)
    for left in range(_MOST_READINGS, 0, -1):
        reading.run(progress)
        decimal, columns = numbers.settled(), reading.columns()
        before, reading.decisions = reading.decisions, decide(table, columns, recipe, decimal)
        if left == 1 or (decimal == numbers.decimal and _way(before) == _way(reading.decisions)):
            break
        numbers = Numbers(table, recipe.decimal, missing)
        numbers.decimal = decimal
        reading = Reading(table, recipe, reading.decisions, columns, numbers)
    return reading


def _way(decisions: Decisions) -> tuple[object, ...]:
    """What of the decisions says which columns are read, and how."""
    return decisions.target, decisions.inputs, tuple((code.column, code.kind) for code in decisions.codes)
