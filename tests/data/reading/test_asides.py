"""Lines that hold no row: passed over, told, and read as rows when skipping is chosen to be 0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from playground.data import Loaded, Raw, Recipe, read_table
from playground.errors import DataError, UnreadableError
from tests.data.reading.spreadsheets import ods

ROWS = [f"{k},{k * 37 % 101 / 10},{k * k % 7}.5" for k in range(24)]
HEADER = "time,temp,hum"


def lines(*more: str, at: int | None = None) -> str:
    return "\n".join([HEADER, *ROWS[:at], *more, *(ROWS[at:] if at is not None else [])]) + "\n"


def read(text: str, **choices: Any) -> Loaded:
    return read_table(Raw("my.csv", text.encode()), Recipe(**choices))


def told(found: Loaded) -> Iterator[str]:
    return (one.words for one in found.decisions.found if one.option == "skipped_lines")


@pytest.mark.parametrize("units", ["s,°C,%", "(s),(°C),(%)", "s,,%", "[s], [degC], [-]", "sec,deg,-", ",°C,"])
def test_a_row_of_units_below_the_header(units: str) -> None:
    found = read(lines(units, at=0))
    assert found.dataset.same_as(read(lines()).dataset) and "units" in next(told(found))
    with pytest.raises(DataError, match="line 2"):
        read(lines(units, at=0), skipped_lines=0)


def test_each_thing_is_said_once() -> None:
    found = read("made by us\n\n" + lines("s,°C,%", at=0) + "Total,1,2\n").decisions
    assert found.remarks[:3] == tuple(line.words for line in found.lines if line.option == "skipped_lines")
    assert len({*found.remarks}) == len(found.remarks) == 3


@pytest.mark.parametrize("row", ["s,°C,3", "oops,,7", "1,x,y"])
def test_a_first_row_with_a_number_is_a_row(row: str) -> None:
    with pytest.raises(DataError, match="line 2"):
        read(lines(row, at=0), missing="refuse")


def test_a_word_above_words_is_no_unit() -> None:
    rows = "".join(f"{row},{'pq'[k % 2]}\n" for k, row in enumerate(ROWS))
    with pytest.raises(DataError, match="line 2"):
        read(f"{HEADER},kind\nx,y,z,p\n{rows}")


@pytest.mark.parametrize(
    "below",
    [
        *("Total,276,81.5", "Mean,,3.1", "TOTAL:,1,2", "Gesamt,1,2", "Source: WHO", "Source: WHO,,"),
        *("Source: WHO, Geneva, 2020", "\nNote: by us\n", "The end", "\nMeasured by us, at home.\nTwice"),
        *("Total,1,2\n\nSource: x", "* rounded,,"),
    ],
)
def test_totals_and_notes_below_the_table(below: str) -> None:
    found = read(lines(below))
    assert found.dataset.same_as(read(lines()).dataset) and "line" in next(told(found))
    with pytest.raises(DataError):
        read(lines(below), skipped_lines=0, missing="refuse")


def test_a_total_far_below_the_first_rows() -> None:
    found = read("\n".join([HEADER, *(ROWS * 300), "Total,1,2", ""]))
    assert len(found.dataset) == len(ROWS) * 300 and "line 7,202" in next(told(found))


@pytest.mark.parametrize("between", ["Total,1,2", "oops", "Source: x"])
def test_between_rows_they_are_refused(between: str) -> None:
    with pytest.raises(DataError, match="line 14"):
        read(lines(between, at=12))


def test_words_that_stand_between_the_rows_are_rows_at_the_end() -> None:
    text = "stat,a,b\n" + "".join(f"{['mean', 'sum'][k % 2]},{k}.5,{k * k}\n" for k in range(12))
    assert len(read(text).dataset) == 12


def test_comments_between_the_rows_are_counted() -> None:
    found = read(lines("# pause", "# go on", at=12))
    assert len(found.dataset) == len(ROWS) and next(told(found)).startswith("2 lines")


def test_in_a_sheet_too() -> None:
    rows: list[list[str | float]] = [["My table"], [*HEADER.split(",")], ["s", "°C", "%"]]
    rows += [[1.0 * k, k / 2, k % 5] for k in range(24)]
    raw = Raw("my.ods", ods([*rows, ["Total", 1.0, 2.0]]))
    found = read_table(raw, Recipe())
    assert len(found.dataset) == 24 and found.decisions.skipped_lines == 1 and len(list(told(found))) == 2
    assert read_table(raw, Recipe(skipped_lines=1)).dataset.same_as(found.dataset)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        *(("<!DOCTYPE html>\n<html><table><tr><td>1,2</td></tr></table>", "a web page"),),
        *(
            ("\n <TABLE><tr><td>1,2</td><td>3</td></tr></TABLE>", "a web page"),
            ("<?xml version='1.0'?>", "XML"),
        ),
        *(('[{"a": 1, "y": 2},\n {"a": 3, "y": 4}]', "JSON"), ('{"a":1,"y":2}\n{"a":3,"y":4}\n', "JSON")),
    ],
)
def test_what_is_no_table_is_told_as_what_it_is(text: str, what: str) -> None:
    with pytest.raises(UnreadableError, match=f"is {what}, not a table") as caught:
        read(text)
    assert "CSV" in caught.value.hint


def test_names_of_columns_without_that_of_the_rows_are_a_line_of_names() -> None:
    rows = "".join(f'"car {row}" {row / 3!r} {row % 4}\n' for row in range(24))
    found = read(f'"wt" "cyl"\n{rows}').decisions
    assert (found.header, found.header_line, found.skipped_lines) == (True, 1, 0)
    titled = read(f'Cars\n\n"wt" "cyl"\n{rows}').decisions
    assert (titled.header_line, titled.skipped_lines, titled.target) == (3, 2, "cyl")
