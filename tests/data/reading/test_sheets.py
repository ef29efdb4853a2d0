"""Spreadsheets are read like any other table; broken ones are refused, whatever they do to the library."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from playground.data import Dataset, Raw, Recipe, preview, read_table
from playground.data.reading import sheet_process, sheets
from playground.errors import DataError
from tests.data.reading.spreadsheets import Cell, archive, ods, xlsx

PLAIN: dict[str, Cell] = {"A1": "x1", "B1": "x2", "C1": "kind", "A2": 0.1, "B2": 2, "C2": "a"}
PLAIN |= {"A3": 1e-7, "B3": -3, "C3": "b, c"}
NUMBERS: dict[str, Cell] = {
    "B3": "size",
    "C3": "price",
    "B4": 1 / 3,
    "C4": 2.5,
    "B6": 1e90,
    "C6": 12345678901234567,
}


def read(data: bytes, **choices: Any) -> Dataset:
    return read_table(Raw("my.xlsx", data), Recipe(**choices)).dataset


def refusal(data: bytes, **choices: Any) -> DataError:
    with pytest.raises(DataError) as caught:
        read(data, **choices)
    return caught.value


def test_the_first_sheet_is_read_unless_another_is_named() -> None:
    file = xlsx({"Plain": PLAIN, "Numbers & more": NUMBERS})
    data = read(file)
    assert (data.columns, data.target, data.class_names) == (("x1", "x2"), "kind", ("a", "b, c"))
    assert data.X.tolist() == [[0.1, 2], [1e-7, -3]]
    other = read(file, sheet="Numbers & more")
    assert other.X.tolist() == [[1 / 3], [1e90]]
    assert other.y.tolist() == [2.5, float(12345678901234567)]
    error = refusal(file, sheet="Number")
    assert error.message == 'my.xlsx has no sheet "Number".' and "Numbers & more" in error.hint


def test_an_empty_sheet_is_said_to_be_empty() -> None:
    assert refusal(xlsx({"Empty": {}})).message == "my.xlsx is empty."


def test_a_preview_names_the_sheets() -> None:
    seen = preview(Raw("my.xlsx", xlsx({"Plain": PLAIN, "Numbers": NUMBERS})), Recipe(sheet="Numbers"))
    assert seen.sheets == ("Plain", "Numbers")
    assert (seen.header, seen.separator, seen.encoding) == (True, "", "")
    assert seen.rows == (("0.3333333333333333", "2.5"), ("1e+90", "1.2345678901234568e+16"))


def test_an_ods_file() -> None:
    data = read(ods([["a", "b", "kind"], [1.5, 2, "yes"], [-3, 1e-7, "no"]]))
    assert data.X.tolist() == [[1.5, 2], [-3, 1e-7]]
    assert data.class_names == ("no", "yes")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("ten", '"ten" is not a number'),
        (True, '"True" is not a number'),
        ("@45000.5", '"2023-03-15 12:00:00" is not a number'),
        ("#DIV/0!", "the cell is empty"),
        (None, "the cell is empty"),
    ],
)
def test_what_is_no_number_is_named_by_its_row(cell: Cell, message: str) -> None:
    assert (
        refusal(xlsx({"A": {**NUMBERS, "B6": cell}})).message == f'my.xlsx, row 6, column "size": {message}.'
    )


def test_a_text_with_a_decimal_comma_is_no_reason_to_read_the_numbers_wrong() -> None:
    cells: dict[str, Cell] = {**NUMBERS, "B6": "1,5"}
    assert "decimal comma" in refusal(xlsx({"A": cells})).message
    assert read(xlsx({"A": cells}), decimal=",").X.tolist() == [[1 / 3], [1.5]]


def test_the_library_is_asked_once_for_preview_and_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = Raw("my.xlsx", xlsx({"A": PLAIN}))
    preview(raw, Recipe())
    monkeypatch.setattr(sheets, "_asked", None)
    assert len(read_table(raw, Recipe()).dataset) == 2


def test_without_the_library_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LIBRARY", "no_such_library")
    error = refusal(xlsx({"A": PLAIN}))
    assert "library" in error.message
    assert "python-calamine" in error.hint and "CSV" in error.hint


def test_a_protected_file_is_named_so() -> None:
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    assert refusal(locked).message == "my.xlsx is protected by a password."


def test_cells_at_far_corners_do_not_take_the_memory_or_the_program() -> None:
    far: dict[str, Cell] = {"A1": "a", "B1": "b", "A2": 1, "XFD1048576": 2}
    assert refusal(xlsx({"A": far})).message.startswith(("my.xlsx was not read", "my.xlsx is too large"))


def test_a_file_larger_than_what_a_pipe_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_SLICE", 1e-3)  # less than a process needs to start
    rows = {f"{column}{row}": row / 7 for row in range(2, 2000) for column in "AB"}
    file = xlsx({"A": {"A1": "a", "B1": "b", **rows}})
    assert len(file) > 1 << 16
    assert len(read(file)) == 1998


def test_an_archive_is_refused_by_its_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_asked", None)
    assert "would unpack to 400 MB" in refusal(archive({"a.xml": "<a/>"}, claimed=400_000_000)).message
    assert "as a spreadsheet" in refusal(b"PK\x03\x04" + bytes(100)).message


def test_a_text_in_many_cells_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_BYTES", 100_000)
    long: dict[str, Cell] = {"A1": "a", "B1": "b", **{f"A{row}": "x" * 1000 for row in range(2, 200)}}
    error = refusal(xlsx({"A": long}))
    assert error.message == "my.xlsx is too large: to read it would take more than 300 MB."


def test_a_process_that_was_killed_is_not_the_fault_of_the_file_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "killed.py").write_text("import os, signal; os.kill(os.getpid(), signal.SIGTERM)")
    monkeypatch.setattr(sheet_process, "__file__", str(tmp_path / "killed.py"))
    error = refusal(xlsx({"A": PLAIN}))
    assert error.message.startswith("my.xlsx was not read: the process that reads spreadsheets was ended")
    assert error.hint.startswith("Try again.")


def test_the_process_ends_with_who_asked() -> None:
    command = [sys.executable, "-P", sheet_process.__file__, "", ".", "1000000"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    many = {f"A{row}": "x" * 50 for row in range(1, 5000)}
    file = xlsx({"A": many})
    process.stdin.write(len(file).to_bytes(8, "big") + file)
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"sheets"')  # it waits for its rows to be taken
    process.stdin.close()
    assert process.wait(60) == 1
    process.stdout.close()


def test_progress_is_called_while_the_library_reads_and_may_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def cancel(share: float) -> None:
        assert share == 0.0
        raise KeyboardInterrupt

    monkeypatch.setattr(sheets, "_SLICE", 1e-4)  # less than a process needs to start
    with pytest.raises(KeyboardInterrupt):
        read_table(Raw("my.xlsx", xlsx({"A": PLAIN})), Recipe(), cancel)


@pytest.mark.parametrize("seed", range(12))
def test_broken_files_are_refused_or_read_but_never_crash(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(xlsx({"Plain": PLAIN}))
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    data = data[: chance.choice([len(data), chance.randrange(8, len(data))])]
    start = chance.choice([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
    with suppress(DataError):
        assert len(read(start + bytes(data[len(start) :]))) == 2
