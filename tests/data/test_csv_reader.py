"""Files as they come are read; broken ones are refused with a sentence that names file, line and column."""

from __future__ import annotations

import codecs
import os
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.csv_reader import parse_csv, read_csv
from playground.data.dataset import Dataset
from playground.errors import DataError
from tests.properties import examples

PLAIN = "x1,x2,y\n1.5,2,0.25\n-3,4e1,7\n"
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + zlib.compress(bytes(range(256)))


def parse(text: str | bytes, **choices: str) -> Dataset:
    data = text if isinstance(text, bytes) else text.encode()
    return parse_csv(data, "my.csv", **choices)  # type: ignore[arg-type]


def refusal(text: str | bytes, **choices: str) -> DataError:
    with pytest.raises(DataError) as caught:
        parse(text, **choices)
    return caught.value


def is_plain(data: Dataset) -> bool:
    right = data.X.tolist() == [[1.5, 2.0], [-3.0, 40.0]] and data.y.tolist() == [0.25, 7.0]
    return right and data.columns == ("x1", "x2") and data.target == "y" and data.task == "regression"


# --- what is read ---


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with BOM", "utf-16 LE", "utf-16 BE"],
)
def test_encodings(data: bytes) -> None:
    assert is_plain(parse(data))


def test_what_is_not_utf_8_is_cp1252() -> None:
    assert parse("Größe,Preis in €\n1,2.5\n".encode("cp1252")).columns == ("Größe",)
    assert parse("Größe,Preis in €\n1,2.5\n".encode("cp1252")).target == "Preis in €"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.rstrip(),
        PLAIN + "\n\n\r\n",
        PLAIN + ",,\n   \n",
        PLAIN.replace("\n", ",\n"),
        PLAIN.replace("\n", ", ,\n"),
        PLAIN.replace("-", "−"),
        "\n\n" + PLAIN,
        PLAIN.replace(",", " , "),
        'x1;x2;y\n1,5;2;0,25\n-3;"4e1";7\n',
        "x1\tx2\ty\n1,5\t2\t0,25\n-3\t4e1\t7\n",
        'x1,x2,y\n"1,5",2,"0,25"\n-3,4e1,7\n',
        '"x1","x2","y"\n"1.5","2","0.25"\n"-3","4e1","7"\n',
        "1.5,2,0.25\n-3,4e1,7\n",
        "1,5;2;0,25\n-3;4e1;7\n",
        " , ,\n1.5,2,0.25\n-3,4e1,7\n".replace(" , ,", "x1,,"),
    ],
)
def test_separators_decimal_commas_line_ends_quotes_blanks_and_headers(text: str) -> None:
    assert is_plain(parse(text))


def test_quoted_names_may_hold_separators_quotes_and_line_ends() -> None:
    data = parse('"size; in\tm2","a ""name"", long","class\nof"\n1,2,"no,\nnever"\n3,4,yes\n')
    assert data.columns == ("size; in m2", 'a "name", long')
    assert data.target == "class of"
    assert data.class_names == ("no, never", "yes")


def test_any_column_can_be_the_target() -> None:
    data = parse("kind,x,y\nb,1,2\na,3,4.5\n", target="kind")
    assert (data.columns, data.target, data.class_names) == (("x", "y"), "kind", ("a", "b"))
    assert data.X.tolist() == [[1, 2], [3, 4.5]]
    assert data.y.tolist() == [1, 0]
    assert parse("1,2,3\n4,5,6\n7,8,9\n", target="x1").y.tolist() == [1, 4, 7]


def test_the_dataset_carries_the_files_name_and_is_not_generated(tmp_path: Path) -> None:
    file = tmp_path / "my data.csv"
    file.write_text(PLAIN)
    data = read_csv(file)
    assert is_plain(data)
    assert is_plain(read_csv(str(file)))
    assert data.name == "my data.csv"
    assert not data.generated
    assert not data.test.any()


def test_one_row_is_a_dataset() -> None:
    assert len(parse("x,y\n1,2.5\n")) == 1


# --- classes or values ---


@pytest.mark.parametrize(
    ("targets", "names", "indices"),
    [
        ("b a b", ("a", "b"), [1, 0, 1]),
        ("c B a", ("a", "B", "c"), [2, 1, 0]),
        ("red green red", ("red", "green"), [0, 1, 0]),
        ("green blue red", ("red", "green", "blue"), [1, 2, 0]),
        ("1 0 1", ("0", "1"), [1, 0, 1]),
        ("1.0 0 01", ("0", "1"), [1, 0, 1]),
        ("1 -1 1", ("-1", "1"), [1, 0, 1]),
        ("10 9 10", ("9", "10"), [1, 0, 1]),
    ],
)
def test_text_and_two_whole_numbers_are_classes(
    targets: str, names: tuple[str, ...], indices: list[int]
) -> None:
    data = parse("x,t\n" + "".join(f"1,{word}\n" for word in targets.split()))
    assert data.class_names == names
    assert data.y.tolist() == indices


@pytest.mark.parametrize("targets", ["1 2 3", "0.5 1 0.5", "1 2 4 1 2 4"])
def test_other_numbers_are_values(targets: str) -> None:
    data = parse("x,t\n" + "".join(f"1,{word}\n" for word in targets.split()))
    assert data.task == "regression"
    assert data.y.tolist() == [float(word) for word in targets.split()]


def test_the_task_can_be_forced() -> None:
    text = "x,t\n1,10\n2,9\n3,0.5\n"
    assert parse(text, task="classes").class_names == ("0.5", "9", "10")
    assert parse(text, task="classes").y.tolist() == [2, 1, 0]
    assert parse("x,t\n1,1\n2,0\n", task="regression").task == "regression"
    assert parse("x,t\n1,1\n2,b\n3,nan\n", task="classes").class_names == ("1", "b", "nan")


# --- what is refused, and in which words ---


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "my.csv is empty."),
        (" \n\n", "my.csv is empty."),
        ("\ufeff", "my.csv is empty."),
        ("x1,y\n", "my.csv has no rows after its header."),
        ("y\n1\n2\n", "my.csv has only one column."),
        ("1 000\n3 400\n", "my.csv has only one column."),
        ("a,b\n1,2\n3\n", "my.csv, line 3: the row has 1 cell, but most rows have 2."),
        ("a,b\n1,2\n\n3,4,5\n", "my.csv, line 4: the row has 3 cells, but most rows have 2."),
        ("a,b\n1,2\nx,4\n", 'my.csv, line 3, column "a": "x" is not a number.'),
        ("1,2\n3,x\n", 'my.csv, line 2, column "y": "x" is not a number.'),
        ("1,2\n1_0,2.5\n", 'my.csv, line 2, column "x1": "1_0" is not a number.'),
        ("a,b\n1,2\n,4\n", 'my.csv, line 3, column "a": the cell is empty.'),
        ("a,b\n1,x\n2,\n", 'my.csv, line 3, column "b": the cell is empty.'),
        ("a,b\n1,2\n3, \n", 'my.csv, line 3, column "b": the cell is empty.'),
        ("a,b\n1,2\nNaN,4\n", 'my.csv, line 3, column "a": "NaN" stands for a missing value.'),
        ("a,b\n1,2\n1,-inf\n", 'my.csv, line 3, column "b": "-inf" is not a finite number.'),
        ("a,b\n1,2\n1e999,1\n", 'my.csv, line 3, column "a": "1e999" is not a finite number.'),
        ("a,b\n1,x\n2,x\n", 'my.csv: the target "b" has only one class.'),
        (
            "a,b\n" + "".join(f"1,c{k % 1001}\n" for k in range(3003)),
            'my.csv: the target "b" has 1,001 classes, more than 100.',
        ),
        ("a,a,b\n1,2,3\n", 'my.csv has 2 columns called "a".'),
        ("x2,,y\n1,2,3\n", 'my.csv has 2 columns called "x2".'),
        (
            'a,b\n1,"2\n3,4\n',
            "my.csv, line 2: the quotation marks do not match, or the text between them is too long.",
        ),
        (
            'a,b\n1,"2"5\n',
            "my.csv, line 2: the quotation marks do not match, or the text between them is too long.",
        ),
        (
            f'a,b\n1,"{"z" * 200_000}"\n',
            "my.csv, line 2: the quotation marks do not match, or the text between them is too long.",
        ),
        ('a,"b\nc"\n1,"p\nq"\n?,"p"\n', 'my.csv, line 5, column "a": "?" stands for a missing value.'),
        ('a,b\r\n"250,000",2\r\n', 'my.csv, line 2, column "a": "250,000" may mean 250000 or 250.000.'),
        ("a,b\n1,2\n" + "w" * 60 + ",1.5\n", f'my.csv, line 3, column "a": "{"w" * 39}…" is not a number.'),
        ("a,b\n1,7\n2,7\n", 'my.csv: the target "b" has one value only: 7 in all rows.'),
        ("a,b\n1,2\n\x00,4\n", "my.csv is not a text file."),
        (PICTURE, "my.csv is not a text file."),
        (b"a,b\n1,\x81\xff\x00\n", "my.csv is not a text file."),
        (codecs.BOM_UTF16_LE + b"a,b", "my.csv is not a text file."),
        (PLAIN.encode("utf-16-le"), "my.csv is not a text file."),
        (b"PK\x03\x04\x14\x00\x06\x00", "my.csv cannot be read as a spreadsheet."),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(text: str | bytes, message: str) -> None:
    error = refusal(text)
    assert error.message == message
    assert error.hint.endswith((".", "?"))


def test_a_comma_that_can_only_be_decimal_is_read_as_one() -> None:
    assert parse('a,b\n"0,125",5\n').X[0, 0] == 0.125
    assert parse('a,b\n"1,250",5\n"1,5",6\n').X[:, 0].tolist() == [1.25, 1.5]
    assert parse("a;b\n1,250;1,5\n").X[0, 0] == 1.25


def test_text_among_the_inputs_suggests_it_as_the_target() -> None:
    assert 'Or remove "city"' in refusal("city,b\n1,1.5\nBoston,1.5\n").hint


def test_an_unknown_target_suggests_the_near_one() -> None:
    error = refusal("size,price\n1,2.5\n", target="prize")
    assert error.message == 'my.csv has no column "prize".'
    assert "price" in error.hint


def test_one_hundred_classes_are_allowed() -> None:
    assert len(parse("a,b\n" + "".join(f"1,c{k % 100}\n" for k in range(200))).class_names) == 100


def test_a_folder_a_missing_file_and_an_impossible_path_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"is a folder\."):
        read_csv(tmp_path)
    with pytest.raises(DataError, match="File not found"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(DataError, match="cannot be read"):
        read_csv("nul\0.csv")
    with pytest.raises(DataError, match="cannot be read"):
        read_csv("long" * 1000)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DataError, match=r"secret\.csv cannot be read: access is denied"):
        read_csv(tmp_path / "secret.csv")


@examples(300)
@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_refused_but_never_crash(data: bytes) -> None:
    for start in (b"", b"a,b\n1,", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8):
        with suppress(DataError):
            assert len(parse(start + data)) >= 1


@examples(300)
@given(st.text(alphabet='ab01.,;-e"\t\r\n _n', max_size=60), st.sampled_from([None, "classes", "regression"]))
def test_random_tables_are_read_whole_and_finite_or_refused(text: str, task: str | None) -> None:
    try:
        data = parse(text, task=task)  # type: ignore[arg-type]
    except DataError:
        return
    assert np.isfinite(data.X).all()
    assert np.isfinite(data.y).all()
    assert len(data) >= 1
    assert len(data.class_names) != 1


def test_a_large_file_is_read_whole() -> None:
    values = np.random.default_rng(0).normal(size=(50_000, 3)).round(6)
    text = "a,b,y\n" + "\n".join(",".join(map(repr, row)) for row in values.tolist())
    data = parse(text)
    assert np.array_equal(np.column_stack([data.X, data.y]), values)
