"""What is decided about a table, each decision with a sentence and the option that overrules it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from playground.data.classes import TargetTask
from playground.data.dataset import FEWEST_TO_SPLIT, why_all_train
from playground.data.recipe import DECIMALS, ENCODINGS, SEPARATORS
from playground.text import short
from playground.wording import counted

_MOST_NAMED = 8  # names in a sentence
_LONGEST = 40  # characters of a name there


class Decision(NamedTuple):
    """One decision: a sentence, and the field of the recipe that overrules it.

    usual  whether it is what anybody expects, and need not be pointed out
    """

    option: str
    words: str
    usual: bool = False


class Code(NamedTuple):
    """How a column that holds no numbers is taken as an input.

    "0/1": 1 where it holds the second of its two values. "one-hot": a column for each value, 1 where it holds
    it. "days": days since the first date. `values` are the values, or that date.
    """

    column: str
    kind: Literal["0/1", "one-hot", "days"]
    values: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are made of it: their names tell the code."""
        if self.kind == "days":
            return (f"{self.column} (days since {self.values[0]})",)
        taken = self.values[1:] if self.kind == "0/1" else self.values
        return tuple(f"{self.column} = {value}" for value in taken)

    @property
    def words(self) -> str:
        if self.kind == "days":
            since = f" since {self.values[0]}" if self.values else ""
            return f"{named(self.column)} is taken as days{since}."
        if self.kind == "0/1":
            return f"{named(self.column)} is taken as 0 and 1: {self.values[0]} = 0, {self.values[1]} = 1."
        return f"{named(self.column)} is taken one-hot: a column for each of {listed(self.values)}."


class LeftOut(NamedTuple):
    """A column that is no input, why, and the field of the recipe that takes it."""

    column: str
    why: str
    option: str = "inputs"


class Decisions(Struct, frozen=True, kw_only=True):
    """Everything that is decided about a table, by what it holds and by what its recipe chooses.

    inputs         the columns of the file that are learnt from, as the recipe names them
    codes          how those that hold no numbers become numbers
    left_out       the others, but the target
    classes        the names of the classes; empty for values, and before all rows are read
    header         whether the file names its columns; `header_line` is where, 0 for a head of ARFF or KEEL
    skipped_lines  how many lines at the top are no part of the table
    train_share    the share of the rows that is chosen to train, if one is
    dropped_rows   how many rows are not taken, as a cell is missing
    found          what else was done to the cells
    """

    file: str
    unit: str
    header: bool
    header_line: int
    columns: tuple[str, ...]
    skipped_lines: int
    separator: str
    decimal: str
    encoding: str
    sheet: str
    sheets: tuple[str, ...]
    target: str
    task: TargetTask
    why_task: str
    inputs: tuple[str, ...]
    codes: tuple[Code, ...]
    left_out: tuple[LeftOut, ...]
    classes: tuple[str, ...] = ()
    rows: int = 0
    train_share: float | None = None
    dropped_rows: int = 0
    found: tuple[Decision, ...] = ()

    @property
    def lines(self) -> tuple[Decision, ...]:
        """All decisions, in the order in which they are made."""
        return tuple(self._lines())

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences that are not what anybody expects."""
        return tuple(line.words for line in self.lines if not line.usual)

    @property
    def done(self) -> tuple[str, ...]:
        """What was done to the rows: "3 of 150 rows were dropped: ...", and to names."""
        return tuple(one.words for one in self.found if one.option in {"missing", "names"})

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was done to the cells, and what of the file's form is not what anybody expects."""
        form = ("sheet", "encoding", "skipped_lines", "header")
        lines = (*self._of_file(), *self._of_header())
        told = [line.words for line in lines if line.option in form and not line.usual]
        return (*told, *(one.words for one in self.found))

    @property
    def summary(self) -> str:
        """All sentences in one line."""
        return f"{self.file}: {' '.join(line.words for line in self.lines)}"

    def _lines(self) -> Iterator[Decision]:
        yield from self._of_file()
        yield from self._of_header()
        yield Decision("task", self._task(), usual=not self.why_task)
        yield Decision("inputs", self._inputs(), usual=True)
        yield from (Decision("dates" if c.kind == "days" else "texts", c.words) for c in self.codes)
        yield from _left_out(self.left_out)
        yield from self.found
        if self.train_share is None and 0 < self.rows < FEWEST_TO_SPLIT:
            yield Decision("train_share", why_all_train(self.rows), usual=True)

    def _of_file(self) -> Iterator[Decision]:
        if self.sheet and len(self.sheets) > 1:
            words = f"Sheet {named(self.sheet)} is read, of {listed(self.sheets)}."
            yield Decision("sheet", words, usual=self.sheet == self.sheets[0])
        if self.encoding:
            words = f"Characters: {ENCODINGS.get(self.encoding, self.encoding)}."
            yield Decision("encoding", words, usual=self.encoding in {"utf-8", "utf-16"})
        if self.skipped_lines:
            yield skipped_at_top(self.skipped_lines, self.unit)
        if self.separator:
            part = f"Columns are separated by {SEPARATORS.get(self.separator, self.separator)}s"
            decimal = f", decimals by a {DECIMALS[self.decimal]}"
            yield Decision("separator", f"{part}{decimal}.", usual=True)

    def _of_header(self) -> Iterator[Decision]:
        if self.header:
            where = f"{self.unit} {self.header_line}" if self.header_line else "the head of the file"
            yield Decision("header", f"The names of the columns are in {where}.", usual=True)
        else:
            words = f"The first row is data: the columns are called {listed(self.columns)}."
            yield Decision("header", words)

    def _task(self) -> str:
        if self.task == "regression":
            what = "a value"
        elif self.classes:
            what = f"{counted(len(self.classes), 'class', 'classes')} ({listed(self.classes)})"
        else:
            what = "classes"
        return f"Target: {named(self.target)}, {what}{self.why_task and f', as {self.why_task}'}."

    def _inputs(self) -> str:
        return f"Inputs: {listed(self.inputs)}."


def skipped_at_top(count: int, unit: str) -> Decision:
    """What is said of the lines above the table."""
    are = f"{unit} at the top is" if count == 1 else f"{unit}s at the top are"
    return Decision("skipped_lines", f"{count:,} {are} skipped.")


def named(name: str) -> str:
    """A name in a sentence."""
    return f'"{short(name, _LONGEST)}"'


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, the first of many."""
    shown = ", ".join(short(name, _LONGEST) for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown


def _left_out(columns: Sequence[LeftOut]) -> Iterator[Decision]:
    """One sentence for all columns that are left out for the same reason."""
    reasons = dict.fromkeys((column.why, column.option) for column in columns)
    for why, option in reasons:
        names = [f'"{short(column.column, _LONGEST)}"' for column in columns if column[1:] == (why, option)]
        yield Decision(option, f"Left out: {listed(names)} ({why}).")
