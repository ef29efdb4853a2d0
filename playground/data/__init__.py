"""Datasets: generated, bundled, loaded from a file or drawn by hand; and what is made of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.arrays import Array
from playground.data.bundled import BUNDLED, BundledSet
from playground.data.classes import COLOURS, OWN_LOOKS, RED_GREEN, SAFE_COLOURS, TargetTask
from playground.data.dataset import FEWEST_TO_SPLIT, OF_ROWS, Dataset, Task, default_share
from playground.data.drawing import DRAWING, DRAWINGS
from playground.data.features import (
    FEATURES,
    Feature,
    available,
    columns_used,
    default_features,
    feature,
    is_made,
    label,
    make_features,
)
from playground.data.formulas import disarmed
from playground.data.generators import GENERATORS, Generator
from playground.data.limits import MOST_CLASSES, MOST_INPUTS
from playground.data.load import Note, ignore, load, sentences
from playground.data.names import LONGEST_NAME
from playground.data.recipe import Recipe
from playground.data.scaling import SCALINGS, Scaling, fit
from playground.data.shown_names import Names, class_called
from playground.late import late

if TYPE_CHECKING:
    from playground.data.csv_reader import parse_csv, read_csv
    from playground.data.csv_writer import csv_bytes, text_of, write_csv
    from playground.data.reading.columns import ColumnInfo
    from playground.data.reading.decisions import Decision, Decisions
    from playground.data.reading.missing import MissingError
    from playground.data.reading.preview import Preview, preview, preview_or_rows
    from playground.data.reading.raw import Progress, Raw
    from playground.data.reading.read import Loaded, read_table
else:
    __getattr__ = late(
        __name__,
        csv_reader=("parse_csv", "read_csv"),
        csv_writer=("csv_bytes", "text_of", "write_csv"),
        reading__columns=("ColumnInfo",),
        reading__decisions=("Decision", "Decisions"),
        reading__missing=("MissingError",),
        reading__preview=("Preview", "preview", "preview_or_rows"),
        reading__raw=("Progress", "Raw"),
        reading__read=("Loaded", "read_table"),
    )

__all__ = [
    "BUNDLED",
    "COLOURS",
    "DRAWING",
    "DRAWINGS",
    "FEATURES",
    "FEWEST_TO_SPLIT",
    "GENERATORS",
    "LONGEST_NAME",
    "MOST_CLASSES",
    "MOST_INPUTS",
    "OF_ROWS",
    "OWN_LOOKS",
    "RED_GREEN",
    "SAFE_COLOURS",
    "SCALINGS",
    "Array",
    "BundledSet",
    "ColumnInfo",
    "Dataset",
    "Decision",
    "Decisions",
    "Feature",
    "Generator",
    "Loaded",
    "MissingError",
    "Names",
    "Note",
    "Preview",
    "Progress",
    "Raw",
    "Recipe",
    "Scaling",
    "TargetTask",
    "Task",
    "available",
    "class_called",
    "columns_used",
    "csv_bytes",
    "default_features",
    "default_share",
    "disarmed",
    "feature",
    "fit",
    "ignore",
    "is_made",
    "label",
    "load",
    "make_features",
    "parse_csv",
    "preview",
    "preview_or_rows",
    "read_csv",
    "read_table",
    "sentences",
    "text_of",
    "write_csv",
]
