"""What is recognised of a file from its first rows, and what is said of its columns."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from playground.data import ColumnInfo, Preview, Raw, Recipe, preview
from playground.errors import DataError


def seen(text: str | bytes, **choices: Any) -> Preview:
    return preview(Raw("my.csv", text if isinstance(text, bytes) else text.encode()), Recipe(**choices))


def test_all_of_a_small_file() -> None:
    found = seen("Größe;Preis;Art\n1,5;2;a\n;3,25;b\n2;NA;a\n".encode("cp1252"))
    assert found.decisions is not None and found.decisions.inputs == ("Größe", "Preis")
    assert replace(found, decisions=None) == Preview(
        separator=";",
        decimal=",",
        encoding="cp1252",
        header=True,
        columns=(
            ColumnInfo("Größe", "number", 1, 2, 2, {1.5: 1, 2.0: 1}),
            ColumnInfo("Preis", "number", 1, 2, 2, {2.0: 1, 3.25: 1}),
            ColumnInfo("Art", "text", 0, 2, 3, {"a": 2, "b": 1}),
        ),
        rows=(("1,5", "2", "a"), ("", "3,25", "b"), ("2", "NA", "a")),
        complete=True,
        sheets=(),
    )


@pytest.mark.parametrize(
    ("text", "separator", "decimal", "header"),
    [
        ("a,b\n1.5,2\n", ",", ".", True),
        ("a\tb\n1,5\t2\n", "\t", ",", True),
        ("a|b\n1.5|2\n", "|", ".", True),
        ("a b\n1,5  2\n 3   4 \n", " ", ",", True),
        ("1;2\n3;4\n", ";", ".", False),
        ("?,x\n1,y\n", ",", ".", False),
        ('"1990","1991"\n1.5,2\n', ",", ".", True),
        ('"1990","1991"\n"1.5","2"\n', ",", ".", False),
        ("a|b,c\n1|2,3\n", "|", ",", True),
        ("a|b|c\nu|12|$1,250.50\nv|3|$9,000.00\n", "|", ".", True),
        ("a b c\n1.5 x 1,250.50\n2.5 y 9,000.00\n", " ", ".", True),
        ("a,b\n2024-01-05 10:30,2.5\n2024-01-06 11:30,3\n", ",", ".", True),
        ("a;b\n1,5;2,25\n2,5;3,75\n", ";", ",", True),
        ("a,b\nNew York,2.5\nSan Diego,3\n", ",", ".", True),
        ("size, m2;price\n1,5;2\n", ";", ",", True),
    ],
)
def test_separator_decimal_mark_and_header(text: str, separator: str, decimal: str, header: bool) -> None:  # noqa: FBT001
    found = seen(text)
    assert (found.separator, found.decimal, found.header) == (separator, decimal, header)


def test_what_is_chosen_overrides_what_is_found() -> None:
    found = seen("1,5;2\n3,5;4\n", separator=",", header=True, encoding="cp1250", decimal=".")
    assert (found.separator, found.decimal, found.encoding, found.header) == (",", ".", "cp1250", True)
    assert [column.name for column in found.columns] == ["1", "5;2"]
    assert [column.kind for column in found.columns] == ["number", "text"]
    assert seen("a;b\n1,5;2\n", decimal=".").decimal == "."


def test_no_more_than_the_first_rows_are_shown_and_few_are_looked_at() -> None:
    text = "a,b\n" + "".join(f"{k},{k % 3}\n" for k in range(100))
    assert seen(text).complete
    assert len(seen(text).rows) == 100
    assert [info.distinct for info in seen(text).columns] == [100, 3]
    longer = text + "1,2\n" * 20_000 + "broken"
    assert not seen(longer).complete
    assert seen(longer).rows == seen(text).rows
    half = seen("a,b\n" + "".join(f"{k},\n" for k in range(500)))
    assert len(half.rows) == 100 and half.complete  # all were looked at
    assert [(info.distinct, info.missing) for info in half.columns] == [(500, 0), (0, 500)]
    assert half.columns[1].kind == "empty"


def test_five_thousand_columns_can_be_looked_at() -> None:
    wide = ",".join(f"c{k}" for k in range(5000)) + "\n" + ",".join("1" * 5000) + "\n"
    assert len(seen(wide).columns) == 5000


@pytest.mark.parametrize(
    "text", ["", "a,b\n1\n", "x\n1\n", 'a,"b\n1,2\n', "a,a\n1,2\n", b"\x89PNG\r\n\x1a\n\0"]
)
def test_what_is_no_table_is_refused(text: str | bytes) -> None:
    with pytest.raises(DataError) as caught:
        seen(text)
    assert caught.value.message.startswith("my.csv") and caught.value.hint
