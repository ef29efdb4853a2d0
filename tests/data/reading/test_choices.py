"""What a recipe chooses is done, and what does not fit the file is refused."""

from __future__ import annotations

from typing import Any

import pytest

from playground.data import MOST_INPUTS, Dataset, Raw, Recipe, read_table
from playground.errors import DataError, SpecError

TABLE = "city,a,b,c\nUlm,1,2,3.5\nBonn,4,5,6\n"
WIDE = "".join(",".join(row * 1500) + "\n" for row in ("1", "2"))
WIDE = ",".join(f"c{k}" for k in range(1500)) + "\n" + WIDE


def read(text: str | bytes, **choices: Any) -> Dataset:
    data = text if isinstance(text, bytes) else text.encode()
    return read_table(Raw("my.csv", data), Recipe(**choices)).dataset


def refusal(text: str | bytes, **choices: Any) -> DataError:
    with pytest.raises(DataError) as caught:
        read(text, **choices)
    return caught.value


def test_inputs_are_taken_in_the_order_of_their_names() -> None:
    data = read(TABLE, inputs=("c", "a"), target="b")
    assert (data.columns, data.target) == (("c", "a"), "b")
    assert data.X.tolist() == [[3.5, 1], [6, 4]]


@pytest.mark.parametrize(
    ("choices", "message", "hint"),
    [
        ({"inputs": ("aa",)}, 'my.csv has no column "aa".', "Did you mean a?"),
        (
            {"inputs": ("a", "c"), "target": "c"},
            'my.csv: the column "c" cannot be an input, as it is the target.',
            "",
        ),
        ({"inputs": ("a", "a")}, 'my.csv: the column "a" cannot be an input, as it is twice an input.', ""),
        ({"target": "d"}, 'my.csv has no column "d".', "Choose one of: city, a, b, c."),
    ],
)
def test_columns_that_cannot_be_had(choices: dict[str, Any], message: str, hint: str) -> None:
    error = refusal(TABLE, **choices)
    assert error.message == message
    assert hint in error.hint and error.hint


def test_too_many_columns() -> None:
    assert refusal(WIDE).message == f"my.csv has 1,500 columns; at most {MOST_INPUTS} inputs are supported."
    assert read(WIDE, inputs=("c7", "c1400")).columns == ("c7", "c1400")
    with pytest.raises(SpecError, match=rf"{MOST_INPUTS + 1} entries"):
        Recipe(inputs=tuple(f"c{k}" for k in range(MOST_INPUTS + 1)))
    long = refusal(WIDE, target="none of them")
    assert len(str(long)) < 500


def test_the_header_can_be_said() -> None:
    assert read("1990,1991\n1,2.5\n", header=True).columns == ("1990",)
    assert len(read("1990,1991\n1,2.5\n", header=True)) == 1
    assert read('"1","2"\n"3","4.5"\n', header=False).X.tolist() == [[1], [3]]
    assert (
        refusal("a,b\n1,2.5\n", header=False).message == 'my.csv, line 1, column "x1": "a" is not a number.'
    )


@pytest.mark.parametrize(("encoding", "name"), [("cp1250", "źle"), ("cp1251", "цена"), ("utf-16", "цена")])
def test_the_encoding_can_be_said(encoding: str, name: str) -> None:
    assert read(f"{name},b\n1,2.5\n".encode(encoding), encoding=encoding).columns == (name,)


def test_an_encoding_that_is_not_the_files_is_refused() -> None:
    assert (
        refusal("é,b\n1,2\n".encode("cp1252"), encoding="utf-8").message == "my.csv is not encoded in UTF-8."
    )
    assert refusal("a,b\n1,2\n", encoding="utf-16").message == "my.csv is not encoded in UTF-16."


def test_a_bad_byte_after_the_first_rows_is_found() -> None:
    text = b"a,b\n" + (b"1,2.5" + 100 * b"0" + b"\n") * 10_000
    assert read(text + b"3,4\n").X[-1, 0] == 3
    assert refusal(text + b"3,\0\n").message == "my.csv is not a text file."
    with pytest.raises(DataError, match="line 10002"):
        read(text + b"3,\xe9\n")  # cp1252 then


# --- decimal marks ---


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a;b\n1.5;2\n2,5;3\n",
            'my.csv, line 3, column "a": "2,5" has a decimal comma, but "1.5" in line 2 a point.',
        ),
        (
            "a;b\n1,5;2\n2;3.5\n",
            'my.csv, line 3, column "b": "3.5" has a decimal point, but "1,5" in line 2 a comma.',
        ),
        ("a\tb\n250,000\t1\n", 'my.csv, line 2, column "a": "250,000" may mean 250000 or 250.000.'),
        ("a;b\n2.500;1\n250.000;2\n", 'my.csv, line 2, column "a": "2.500" may mean 2500 or 2.500.'),
        (
            "a;b\n1.250,5;1\n1,250.5;2\n",
            'my.csv, line 3, column "a": "1,250.5" has a decimal point, but "1.250,5" in line 2 a comma.',
        ),
    ],
)
def test_numbers_that_may_mean_two_things(text: str, message: str) -> None:
    error = refusal(text)
    assert error.message == message
    assert error.hint


def test_a_mark_that_shows_late_is_still_the_files() -> None:
    text = "a;b\n" + "1;2\n" * 12_000
    data = read(text + "2,5;3\n", task="regression")
    assert (data.X[0, 0], data.X[-1, 0]) == (1, 2.5)
    assert refusal(text + "2,5;3\n2.5;3\n", task="regression").message.startswith("my.csv, line 12003")


def test_the_mark_can_be_said() -> None:
    assert read("a\tb\n250,000\t1\n", decimal=",", task="regression").X[0, 0] == 250
    assert refusal("a;b\n1,5;1\n", decimal=".").message.endswith('"1,5" has a decimal comma, not a point.')
    assert refusal("a;b\n1.5;1\n", decimal=",").message.endswith('"1.5" has a decimal point, not a comma.')


def test_names_of_classes_show_nothing_of_the_mark() -> None:
    data = read('a;kind\n1,5;"3.5 l"\n2,5;v1.0\n')
    assert data.class_names == ("3.5 l", "v1.0")


# --- classes ---


def test_chosen_classes_are_named_as_they_stand() -> None:
    assert read("a,zip\n1,01\n2,10\n3,9\n", task="classes").class_names == ("01", "9", "10")


def test_a_column_of_many_names_is_no_class() -> None:
    names = "".join(f"1,n{k}\n" for k in range(400))
    assert refusal("a,b\n" + names).message.endswith("nearly every row would be a class of its own.")
    twice = refusal("a,b\n" + 2 * names)
    assert twice.message == 'my.csv: the target "b" has 400 classes, more than 100.'
    many = "".join(f"1,n{k}\n" for k in range(25_000))
    message = 'my.csv: the column "b" has far more than 100 classes.'
    assert refusal("a,b\n" + many, task="classes").message == message
    assert "is not a number" in refusal("a,b\n" + many, task="regression").message


def test_a_target_of_many_numbers_is_read_to_the_last() -> None:
    text = "a,b\n" + "".join(f"{k},{k / 7!r}\n" for k in range(30_000))
    assert read(text).y.tolist() == [k / 7 for k in range(30_000)]
    assert refusal(text + "1,x\n").message == 'my.csv, line 30002, column "b": "x" is not a number.'


def test_a_column_that_begins_below_the_first_rows_is_no_end_of_a_row() -> None:
    text = "a,b,\n" + "1,2.5,\n2,3,\n" * 10_000
    assert read(text).columns == ("a",)
    message = "my.csv, line 20002: the row has 3 cells, but most rows have 2."
    assert refusal(text + "1,2,3\n").message == message


@pytest.mark.parametrize(("sign", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_a_row_of_another_length_is_told_the_separator_of_its_file(sign: str, name: str) -> None:
    rows = [["a", "b", "y"], *([f"{k}", f"{k * k}", f"{k % 5}"] for k in range(9)), ["1", "2"]]
    error = refusal("\n".join(map(sign.join, rows)))
    assert "line 11" in error.message and name in error.hint
    assert "--skipped-lines" in error.told({"skipped_lines": "--skipped-lines"})
