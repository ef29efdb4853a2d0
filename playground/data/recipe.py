"""The recipe of a dataset: everything that is needed to make or read it again."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from playground.data.classes import TargetTask
from playground.data.dataset import FEWEST_TO_SPLIT
from playground.data.limits import MOST_INPUTS, MOST_ROWS
from playground.data.names import LONGEST_NAME
from playground.errors import SpecError
from playground.settings import check

LONGEST_PATH = 4096
MOST_SKIPPED = 10_000

SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar", " ": "space"}
"""What may part the columns of a text, and its name."""

DECIMALS = {".": "point", ",": "comma"}
"""What may part the decimals of a number, and its name."""

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows Western",
    "cp1250": "Windows Central European",
    "cp1251": "Windows Cyrillic",
    "cp1253": "Windows Greek",
    "cp1254": "Windows Turkish",
    "koi8-r": "KOI8 Cyrillic",
    "mac-roman": "Mac Western",
    "cp932": "Shift-JIS",
    "gb18030": "GBK",
    "big5": "Big5",
    "cp949": "Korean",
}
"""How characters may be written as bytes, and its name."""

Missing = Literal["auto", "drop", "mean", "median", "refuse"]
"""What is done about missing values."""

Texts = Literal["auto", "one-hot", "leave-out"]
"""What is done about input columns of text."""

Dates = Literal["auto", "days", "day-first", "month-first", "leave-out"]
"""What is done about input columns of dates."""

MOST_ONE_HOT = 10
"""A column of text with more different values is no input."""


RENAMED = {"reg-plane": "plane", "reg-gauss": "hills"}
"""Datasets that had another name once: it is still understood, in files and on the command line."""


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the rows come from and how they are parted; equal recipes give equal datasets.

    Raises SpecError for a value outside its limits. `count`, `noise` and `classes` matter to generators only,
    `target` and all that follows to files and bundled sets only.
    """

    source: Annotated[
        str,
        Meta(
            title="Dataset",
            description="A generator, a bundled dataset, or the path of a CSV file.",
            extra={"longest": LONGEST_PATH},
        ),
    ] = "circle"
    count: Annotated[
        int,
        Meta(
            ge=0,
            le=MOST_ROWS,
            title="Rows",
            description="Number of rows to generate (0: default). "
            "More rows show the shape more clearly; an epoch then takes longer.",
        ),
    ] = 0
    noise: Annotated[
        float,
        Meta(
            ge=0,
            le=100,
            title="Noise",
            description="Noise level in %. "
            "More noise raises the irreducible loss and makes overfitting easier.",
        ),
    ] = 0.0
    classes: Annotated[
        int,
        Meta(
            ge=2,
            le=8,
            title="Classes",
            description="Number of classes: one cloud and one output neuron for each.",
        ),
    ] = 3
    seed: Annotated[
        int,
        Meta(
            ge=0,
            le=2**32 - 1,
            title="Data seed",
            description="Random seed for the data and the train/test split. "
            "The same seed gives the same rows.",
        ),
    ] = 0
    train_share: Annotated[
        Annotated[float, Meta(ge=0.1, le=1)] | None,
        Meta(
            title="Train split",
            description="Fraction of the rows used for training; the rest are the test set, which shows how "
            f"well the network generalises. Default: a half, or all of fewer than {FEWEST_TO_SPLIT} rows.",
        ),
    ] = None
    target: Annotated[
        str | None,
        Meta(
            title="Target column",
            description="Column to predict. Default: the last one, or the only one of text that names "
            "classes, wherever it stands.",
            extra={"longest": LONGEST_NAME},
        ),
    ] = None
    task: Annotated[
        TargetTask | None,
        Meta(
            title="Task",
            description="Classification or regression. Default: text, two whole numbers, 0 to k−1 or "
            "1 to k with several rows each, and whole numbers in a column named class, label, species or"
            " type → classes, otherwise regression.",
        ),
    ] = None

    inputs: Annotated[
        tuple[str, ...],
        Meta(
            title="Input columns",
            description="Columns used as inputs. Default: all columns of numbers and those of text with two "
            "values, except the target and row numbers. Text and dates that are named here are encoded. "
            'Put a name with a comma in quotation marks: "size, m2".',
            extra={"max_length": MOST_INPUTS, "longest": LONGEST_NAME},
        ),
    ] = ()
    missing: Annotated[
        Missing,
        Meta(
            title="Missing values",
            description="What to do about cells that are empty or hold NA, None, null, ?, - and the like: "
            "drop their rows, fill them with the mean or median of the column's training rows, or reject the "
            "file. auto: their rows are dropped if they are fewer than a third, else the file is rejected. "
            "Rows without a target are always dropped.",
        ),
    ] = "auto"
    missing_marks: Annotated[
        tuple[str, ...],
        Meta(
            title="Marks for missing",
            description="Words or numbers that stand for a missing value in this file, such as -9999.",
            extra={"max_length": 20, "longest": 40},
        ),
    ] = ()
    texts: Annotated[
        Texts,
        Meta(
            title="Text inputs",
            description="How input columns of text become numbers. auto: two values become 0 and 1, others "
            f"are left out; one-hot: up to {MOST_ONE_HOT} values become a column each.",
        ),
    ] = "auto"
    dates: Annotated[
        Dates,
        Meta(
            title="Date inputs",
            description="How input columns of dates become numbers. auto: left out unless nothing else is "
            "there; days: days since the first; day-first and month-first tell how to read 03/04/2024.",
        ),
    ] = "auto"
    separator: Annotated[
        str | None,
        Meta(
            title="Separator",
            description="Column separator of a text file; auto-detected by default.",
            extra={"choices": SEPARATORS, "labels": SEPARATORS.values()},
        ),
    ] = None
    decimal: Annotated[
        str | None,
        Meta(
            title="Decimal mark",
            description="Decimal mark of the numbers; auto-detected by default.",
            extra={"choices": DECIMALS, "labels": DECIMALS.values()},
        ),
    ] = None
    encoding: Annotated[
        str | None,
        Meta(
            title="Encoding",
            description="Text encoding of the file; auto-detected by default.",
            extra={"choices": ENCODINGS, "labels": ENCODINGS.values()},
        ),
    ] = None
    header: Annotated[
        bool | None,
        Meta(
            title="Header",
            description="Whether the first row holds the column names; "
            "by default it is guessed from the rows below it.",
        ),
    ] = None
    skipped_lines: Annotated[
        Annotated[int, Meta(ge=0, le=MOST_SKIPPED)] | None,
        Meta(
            title="Skipped lines",
            description="How many lines to skip at the top. By default titles, comments and the heads of "
            "ARFF and KEEL files are. Units below the header, and totals and notes below the table are "
            "skipped, too, unless 0 is chosen.",
        ),
    ] = None
    sheet: Annotated[
        str | None,
        Meta(
            title="Sheet",
            description="Sheet of the spreadsheet to read. Default: the first that holds a table.",
            extra={"longest": LONGEST_NAME},
        ),
    ] = None

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "source", RENAMED.get(self.source, self.source))
        check(self)
        if self.count == 1:
            raise SpecError("Rows cannot be 1.", f"Choose 0 for the default, or from 2 to {MOST_ROWS:,}.")

    def changed(self, **changes: Any) -> Recipe:
        """The recipe with other values; with another source, without what was chosen to read the old one."""
        if "source" in changes:
            fields = msgspec.structs.fields(Recipe)
            changes = {field.name: field.default for field in fields if field.name in PARSING} | changes
        return msgspec.structs.replace(self, **changes)


_MAKING = ("source", "count", "noise", "classes", "seed", "train_share")
PARSING = tuple(name for name in Recipe.__struct_fields__ if name not in _MAKING)
"""The fields that say how a table is read; they mean nothing to another one."""
