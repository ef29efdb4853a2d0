"""What a table is taken for: target, task, inputs and their codes, as found or as chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from playground.data.classes import TargetTask, in_class_order
from playground.data.limits import MOST_INPUTS
from playground.data.reading.column_names import Tells, told_by, words_of
from playground.data.reading.columns import ColumnInfo
from playground.data.reading.dates import ORDERS
from playground.data.reading.decisions import Code, Decisions, LeftOut, named
from playground.data.reading.table import Table
from playground.data.recipe import MOST_ONE_HOT, Recipe
from playground.errors import DataError

_MOST_NUMBERED = 10  # classes that are numbered 0, 1, 2 … or 1, 2, 3 …; two have a rule of their own
_NAMES = Tells.NO_TARGET | Tells.ROW_NUMBER  # of rows, where each has its own
_PAIRS = ((0.0, 1.0), (1.0, 2.0), (-1.0, 1.0))
_EACH_ITS_OWN = 1.5  # rows for each class: with fewer, nearly every row is a class of its own


class _Target(NamedTuple):
    place: int
    task: TargetTask
    why: str


def decide(
    table: Table, columns: Sequence[ColumnInfo], recipe: Recipe, decimal: str, *, whole: bool = True
) -> Decisions:
    """All decisions. Raises DataError, naming a choice that helps.

    What is told of the columns may be true of the first rows only, and not of the `whole` table.
    """
    target = _target(table, columns, recipe)
    if whole and recipe.task is None and target.task == "classes" and _each_its_own(columns[target.place]):
        raise _each_its_own_error(table.name, columns[target.place])
    inputs, codes, left_out = _inputs(table, columns, recipe, target.place)
    return Decisions(
        file=table.name,
        unit=table.rows.unit,
        header=table.has_header,
        header_line=table.header_line,
        columns=table.columns,
        skipped_lines=table.layout.above,
        separator=table.rows.separator,
        decimal=decimal,
        encoding=table.rows.encoding,
        sheet=table.rows.sheet,
        sheets=table.rows.sheets,
        target=table.columns[target.place],
        task=target.task,
        why_task=target.why,
        inputs=inputs,
        codes=codes,
        left_out=left_out,
    )


# --- target and task ---------------------------------------------------------------------------------


def _target(table: Table, columns: Sequence[ColumnInfo], recipe: Recipe) -> _Target:
    index = _which(table, columns) if recipe.target is None else table.index(recipe.target)
    column = columns[index]
    task, why = (recipe.task, "") if recipe.task else _task(column, table.layout.nominal)
    return _Target(index, task, why)


def _which(table: Table, columns: Sequence[ColumnInfo]) -> int:
    """The column to predict: a declared or well-named one, the last one, or the lone one of text."""
    if table.layout.target is not None:
        return table.index(table.layout.target)
    told = [Tells.NOTHING if _is_nobodys(column.name, table) else told_by(column.name) for column in columns]
    filled = [k for k, column in enumerate(columns) if column.kind not in {"empty", "date"}]
    usable = [k for k in filled if not (_each_its_own(columns[k]) and told[k] & _NAMES)] or filled
    last = usable[-1] if usable else len(columns) - 1
    if told[last] & (Tells.TARGET | Tells.VALUE):
        return last
    known = [k for k in usable if Tells.TARGET in told[k]]
    if Tells.LAST in told[last]:  # only a name that is nothing else: a "vehicle class" is a kind
        known = [k for k in known if len(words_of(columns[k].name)) == 1]
    if known and (len(known) == 1 or known[0] == usable[0]):
        return known[0]
    values = [k for k in usable if Tells.VALUE in told[k] and columns[k].kind == "number"]
    plain = Tells.NUMBERED not in told[last] and columns[last].distinct > 2
    if Tells.LAST not in told[last] and plain and len(values) == 1:
        return values[0]
    if Tells.LAST in told[last] or _task(columns[last], table.layout.nominal)[0] == "classes":
        return last
    texts = [k for k in usable if columns[k].kind == "text"]
    lone = len(texts) == 1 and columns[texts[0]].distinct > 1 and not _each_its_own(columns[texts[0]])
    return texts[0] if lone and Tells.NO_TARGET not in told[texts[0]] else last


def _is_nobodys(name: str, table: Table) -> bool:
    """Whether nobody has given a column this name: it had none, or is of a coded text, as in x3 = class."""
    return name in table.unnamed or " = " in name


def _task(column: ColumnInfo, nominal: frozenset[str]) -> tuple[TargetTask, str]:
    """Whether a column holds classes or values, and why, where that is not plain."""
    if column.kind == "text" or column.name in nominal:
        return "classes", "its head says" if column.kind != "text" else ""
    values = column.numbers
    if column.kind != "number" or len(values) < 2 or any(value % 1 for value in values):
        return "regression", ""
    if len(values) == 2 and (tuple(values) in _PAIRS or column.rows > 2):
        return "classes", ""
    why = _numbered(column, values)
    return ("classes", why) if why else ("regression", "")


def _numbered(column: ColumnInfo, values: Sequence[float]) -> str:
    """Why more than two whole numbers stand for classes; "" where they are values."""
    if Tells.NUMBERED in told_by(column.name) and column.rows >= 2 * len(values):
        return "a column of this name holds them"
    without_gap = values in ([*range(len(values))], [*range(1, len(values) + 1)])
    several = min(column.levels.values()) > 1
    if len(values) <= _MOST_NUMBERED and without_gap and several:
        return f"{values[0]:g} to {values[-1]:g} without a gap number them"
    return ""


def _each_its_own(column: ColumnInfo) -> bool:
    """Whether nearly every row would be a class of its own."""
    if column.kind != "text":
        return False
    alone = column.distinct == column.rows > 3
    return alone or (column.distinct > 10 and column.rows < _EACH_ITS_OWN * column.distinct)


def _each_its_own_error(name: str, column: ColumnInfo) -> DataError:
    what = f"has {column.distinct:,} different texts in {column.rows:,} rows"
    message = f"{name}: the target {named(column.name)} {what}: nearly every row would be a class of its own."
    return DataError(message, "Choose another target (option target), or classes all the same (option task).")


# --- inputs ------------------------------------------------------------------------------------------


def _inputs(
    table: Table, columns: Sequence[ColumnInfo], recipe: Recipe, target: int
) -> tuple[tuple[str, ...], tuple[Code, ...], tuple[LeftOut, ...]]:
    """The names of the inputs, how they are coded, and what is left out."""
    if recipe.inputs:
        taken = [table.index(name) for name in recipe.inputs]
        _check(table, taken, target)
        left_out: list[LeftOut] = []
    else:
        others = [k for k in range(len(columns)) if k != target]
        left_out = [LeftOut(columns[k].name, *why) for k in others if (why := _why_not(columns[k], recipe))]
        gone = {one.column for one in left_out}
        taken = [k for k in others if columns[k].name not in gone]
        taken = taken or _at_least(table, columns, recipe, others)
        left_out = [one for one in left_out if table.index(one.column) not in taken]
    codes = [code for k in taken if (code := _code(table, columns[k], recipe))]
    wide = {code.column: max(1, len(code.values)) for code in codes if code.kind == "one-hot"}
    if sum(wide.get(columns[k].name, 1) for k in taken) > MOST_INPUTS:
        message = f"{table.name} has {len(columns):,} columns; at most {MOST_INPUTS} inputs are supported."
        raise DataError(message, "Choose the input columns that matter (option inputs).")
    return tuple(columns[k].name for k in taken), tuple(codes), tuple(left_out)


def _check(table: Table, inputs: Sequence[int], target: int) -> None:
    """Raises DataError when a column is chosen that cannot be an input."""
    for index in inputs:
        if index == target or inputs.count(index) > 1:
            what = "the target" if index == target else "twice an input"
            column = named(table.columns[index])
            message = f"{table.name}: the column {column} cannot be an input, as it is {what}."
            raise DataError(message, "Name other input columns.")


def _why_not(column: ColumnInfo, recipe: Recipe) -> tuple[str, str] | None:
    """Why a column is no input unless it is named, and the option that takes it; None for one that is."""
    if column.missing > column.rows > 0:
        return "most of its cells are missing", "inputs"
    if column.kind == "text":
        return _why_not_text(column, recipe)
    if column.kind == "date":
        return None if recipe.dates not in {"auto", "leave-out"} else ("dates", "dates")
    if column.kind == "empty":
        return "no cell has a value", "inputs"
    return ("it only numbers the rows", "inputs") if column.counter else None


def _why_not_text(column: ColumnInfo, recipe: Recipe) -> tuple[str, str] | None:
    if column.distinct == 1:
        return "text with one value only", "inputs"
    if column.distinct == column.rows:
        return "text that differs in every row", "inputs"
    if column.distinct > MOST_ONE_HOT:
        return f"text with more than {MOST_ONE_HOT} values", "inputs"
    if recipe.texts == "one-hot" or (recipe.texts == "auto" and column.distinct == 2):
        return None
    return "text", "texts"


def _at_least(
    table: Table, columns: Sequence[ColumnInfo], recipe: Recipe, others: Sequence[int]
) -> list[int]:
    """What is learnt from where every other column would be left out: counts, else dates, else few texts."""
    few = [k for k in others if 1 < columns[k].distinct <= MOST_ONE_HOT]
    kinds = (
        [k for k in others if columns[k].kind == "number"],
        [k for k in others if columns[k].kind == "date" and recipe.dates != "leave-out"],
        [k for k in few if columns[k].kind == "text" and recipe.texts != "leave-out"],
    )
    for kind in kinds:
        if kind:
            return kind
    message = f"{table.name} has no column to learn from beside the target."
    hint = "Inputs are numbers, dates, or text with a few values: choose them (option inputs)."
    raise DataError(message, hint)


def _code(table: Table, column: ColumnInfo, recipe: Recipe) -> Code | None:
    """How a column that is taken is coded; None for one of numbers."""
    if column.kind == "date":
        date_order(table.name, column, recipe)
        return Code(column.name, "days")
    if column.kind != "text":
        return None
    if not 1 < column.distinct <= MOST_ONE_HOT:
        most = "one value only" if column.distinct == 1 else f"more than {MOST_ONE_HOT} different texts"
        message = f"{table.name}: the column {named(column.name)} cannot be an input, as it has {most}."
        raise DataError(message, "Leave it out of the inputs, or make it the target.")
    values = in_class_order(map(str, column.levels))
    return Code(column.name, "0/1" if len(values) == 2 else "one-hot", values)


def date_order(name: str, column: ColumnInfo, recipe: Recipe) -> str:
    """What stands first in the dates of a column. Raises DataError where that cannot be told."""
    chosen = recipe.dates.replace("-", " ")
    if chosen in ORDERS:
        return chosen
    if column.order == "?":
        message = f"{name}: dates in the column {named(column.name)} may begin with the day or the month."
        raise DataError(message, "Choose day-first or month-first (option dates), or leave the column out.")
    return column.order
