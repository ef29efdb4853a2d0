"""Small files as they were met, each for a kind, and what is right for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playground.data import Loaded, Raw, Recipe, read_table

FOLDER = Path(__file__).parent / "cases"

CASES: dict[str, dict[str, Any]] = {
    "comment_hash.csv": {"skipped_lines": 2, "classes": ("p", "q"), "inputs": ("a", "b")},
    "cp1251.csv": {"encoding": "cp1251", "target": "пол", "classes": ("жен", "муж")},
    "currency.csv": {"task": "regression", "target": "price", "y": 133500.0},
    "date_input.csv": {"task": "regression", "inputs": ("date",), "x": (0.0,)},
    "html_names.csv": {"inputs": ("R&D <k$>", "<b>bold</b>"), "classes": ("<=50K", ">50K")},
    "index_pandas.csv": {"inputs": ("a", "b"), "classes": ("p", "q")},
    "label_first.csv": {"target": "kind", "inputs": ("a", "b"), "classes": ("p", "q")},
    "labels_012.csv": {"task": "classes", "classes": ("0", "1", "2")},
    "level_salary.csv": {"task": "regression", "inputs": ("x",), "rows": 10},
    "male_input.csv": {"inputs": ("sex", "a", "b"), "x": (1.0, 0.67, 4.24), "classes": ("0", "1")},
    "na_header.csv": {"header": True, "inputs": ("Mg", "Na"), "classes": ("p", "q")},
    "none_missing.csv": {"dropped_rows": 8, "rows": 32},
    "one_input_9_classes.csv": {"classes": tuple(f"k{k:02d}" for k in range(9))},
    "one_numeric_header.csv": {"header": True, "inputs": ("x", "2020"), "task": "regression"},
    "pandas_numpy_header.csv": {"header": True, "inputs": ("0", "1"), "target": "2"},
    "quadratic_unit_square.csv": {"inputs": ("u", "v"), "classes": ("0", "1")},
    "sep_line.csv": {"skipped_lines": 1, "separator": ";", "inputs": ("a", "b")},
    "thousands_de.csv": {"task": "regression", "decimal": ",", "x": (0.67, 4.24), "y": 133500.0},
    "thousands_quoted.csv": {"task": "regression", "decimal": ".", "x": (0.67, 4.24), "y": 133500.0},
    "toy.arff": {"header": True, "inputs": ("x", "y"), "target": "class", "classes": ("p", "q")},
    "trailing_header_comma.csv": {"inputs": ("a", "b"), "target": "kind"},
    "ws_quoted.txt": {"header": False, "classes": ("fiat b", "ford a"), "x": (0.7, 4.2)},
    "x_first_sheet_text.xlsx": {"sheet": "Data", "inputs": ("a", "b"), "classes": ("0", "1")},
    "xor_table.csv": {"inputs": ("a", "b"), "classes": ("0", "1"), "rows": 4},
}

REFUSED = {
    "constant_target.csv": "one value only",
    "huge.csv": "too large",
}

# What is told of it beside what anybody expects: a part of one of the sentences.
SAID = {
    "comment_hash.csv": "2 lines at the top are skipped",
    "cp1251.csv": "Windows Cyrillic",
    "currency.csv": '"$133,500" is 133500',
    "date_input.csv": "days since 2024-01-01",
    "index_pandas.csv": "only numbers the rows",
    "labels_012.csv": "3 classes (0, 1, 2)",
    "male_input.csv": "Female = 0, Male = 1",
    "none_missing.csv": "8 of 40 rows were dropped",
    "sep_line.csv": "1 line at the top is skipped",
    "thousands_de.csv": '"133.500,00" is 133500',
    "thousands_quoted.csv": '"133,500" is 133500',
    "toy.arff": "7 lines at the top are skipped",
    "ws_quoted.txt": "The first row is data",
    "x_first_sheet_text.xlsx": 'Sheet "Data"',
}


def recipe_of(name: str) -> Recipe:
    return Recipe(source=str(FOLDER / name))


def loaded(name: str) -> Loaded:
    return read_table(Raw.of_file(FOLDER / name), recipe_of(name))
