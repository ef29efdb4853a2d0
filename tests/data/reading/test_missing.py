"""Missing values: the file is refused with their count, their rows are dropped, or they are filled."""

from __future__ import annotations

from typing import Any

import pytest

from playground.data import Loaded, MissingError, Raw, Recipe, read_table
from playground.errors import DataError

GAPS = "a,b,kind\n1,10,yes\nNA,20,no\n3,,yes\n 5 ,n/a,no\n7,60,?\n9,NULL,yes\n"


def loaded(text: str, **choices: Any) -> Loaded:
    return read_table(Raw("my.csv", text.encode()), Recipe(**choices))


def refusal(text: str, **choices: Any) -> DataError:
    with pytest.raises(DataError) as caught:
        loaded(text, **choices)
    return caught.value


@pytest.mark.parametrize(
    "word", ["", " ", "NA", "na", "N/A", "#N/A", "nan", "NaN", "null", "?", "-", ' " ? "']
)
def test_empty_cells_and_the_usual_words_are_missing(word: str) -> None:
    text = f"a,b\n1,2.5\n{word},3\n4,5\n"
    assert loaded(text, missing="drop").dataset.X.tolist() == [[1], [4]]
    error = refusal(text)
    assert error.message.startswith('my.csv, line 3, column "a": ')
    assert "drop" in error.hint and "fill" in error.hint


def test_a_refusal_names_the_first_cell_and_how_many_there_are() -> None:
    message = 'my.csv, line 3, column "a": "NA" stands for a missing value, and 4 more cells are missing.'
    error = refusal(GAPS)
    assert error.message == message
    assert isinstance(error, MissingError) and error.count == loaded(GAPS, missing="mean").missing == 5
    assert refusal("a,b\n1,\n2,3\n").message == 'my.csv, line 2, column "b": the cell is empty.'


@pytest.mark.parametrize(("gaps", "dropped"), [(1, 1), (3, 3), (4, None), (9, None)])
def test_by_default_fewer_than_a_third_of_the_rows_are_dropped(gaps: int, dropped: int | None) -> None:
    text = "a,b\n" + "".join(f"{'' if k < gaps else k},{k / 2}\n" for k in range(12))
    if dropped is None:
        assert "option missing" in refusal(text).hint
    else:
        assert loaded(text).decisions.dropped_rows == dropped


def test_a_column_of_gaps_costs_no_rows() -> None:
    text = "a,b,y\n" + "".join(f"{k % 5},{k if k % 3 == 0 else ''},{k / 2}\n" for k in range(24))
    found = loaded(text)
    assert len(found.dataset) == 24 and found.decisions.left_out[0].column == "b"
    assert loaded(text, inputs=("a", "b"), missing="mean").dataset.X.shape == (24, 2)


def test_rows_are_dropped() -> None:
    found = loaded("a,b,kind\n1,10,yes\nNA,20,no\n4,5,no\n3,,yes\n", missing="drop")
    assert found.dataset.X.tolist() == [[1, 10], [4, 5]]
    assert found.dataset.y.tolist() == [1, 0]
    assert found.notes == ("2 of 4 rows were dropped: a cell is missing.",)
    assert loaded("a,b\n1,2.5\n,3\n", missing="drop").notes == (
        "1 of 2 rows was dropped: a cell is missing.",
    )


@pytest.mark.parametrize(("how", "fills"), [("mean", (4.5, 15.0)), ("median", (4.0, 15.0))])
def test_cells_are_filled_from_their_column_but_a_row_without_a_target_is_dropped(
    how: str, fills: tuple[float, float]
) -> None:
    a, b = fills
    found = loaded(GAPS, missing=how)
    assert found.dataset.X.tolist() == [[1, 10], [a, 20], [3, b], [5, b], [9, b]]
    assert found.dataset.class_names == ("no", "yes")
    assert found.notes == (
        f"4 missing cells were filled with the {how} of the column's training rows.",
        "1 of 6 rows was dropped: the target is missing.",
    )


def test_a_whole_file_has_nothing_to_note() -> None:
    for how in ("refuse", "drop", "mean", "median"):
        assert loaded("a,b\n1,2.5\n", missing=how).notes == ()


@pytest.mark.parametrize(
    ("text", "how", "message"),
    [
        ("a,b,c\n1,,2.5\n,2,3\n", "drop", "my.csv has no row without a missing cell."),
        ("a,b\n1,?\n2,NA\n", "mean", "my.csv has no column to learn from beside the target."),
        ("a,b\n1,x\n2,y\n,y\n3,x\n", "drop", None),
        ("a,b\n1,x\n,y\n", "drop", 'my.csv: the target "b" has only one class.'),
    ],
)
def test_what_is_left_has_to_be_enough(text: str, how: str, message: str | None) -> None:
    if message is None:
        assert len(loaded(text, missing=how).dataset) == 3
    else:
        assert refusal(text, missing=how).message == message


# --- words that may be the name of a class ---


def test_na_is_the_name_of_a_class_when_classes_are_chosen_and_nothing_is_dropped() -> None:
    text = "a,kind\n1,NA\n2,EU\n3,-\n"
    assert "choose" in refusal(text).hint
    assert loaded(text, task="classes").dataset.class_names == ("-", "EU", "NA")
    assert (
        refusal(text + "4,\n", task="classes", missing="refuse").message
        == 'my.csv, line 5, column "kind": the cell is empty.'
    )
    assert refusal(text, task="classes", missing="drop").message.endswith("only one class.")


def test_minus_is_a_class_beside_plus() -> None:
    for missing in ("refuse", "drop"):
        assert loaded("a,t\n1,+\n2,-\n3,+\n", missing=missing).dataset.class_names == ("+", "-")


def test_only_the_columns_that_are_read_are_looked_at() -> None:
    data = loaded("id,a,note,b\nx,1,,2\ny,2,?,3.5\n", inputs=("a",)).dataset
    assert data.X.tolist() == [[1], [2]]


def test_a_column_that_lost_its_numbers_with_the_rows_is_left_out_as_the_hint_says() -> None:
    text = "a,b,y\nNA,1,2\nNA,3,4\n5,6,\n"  # the one number of a stands where the target is missing
    error = refusal(text, missing="mean", inputs=("a", "b"))
    assert '"a"' in error.message
    assert error.hint == "Leave it out of the inputs."
    assert loaded(text, missing="mean", inputs=("b",)).dataset.X.tolist() == [[1], [3]]
