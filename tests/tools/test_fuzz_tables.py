"""Mutated tables are read as they are meant, or refused with remedies that work; else the fuzzer sees it."""

from __future__ import annotations

import signal
from typing import Any

import numpy as np
import pytest

from playground.errors import DataError
from tools import fuzz_tables
from tools.fuzz_tables import Tally, case, check, fuzz
from tools.written_tables import KEY


def test_a_hundred_and_fifty_tables() -> None:
    tally = Tally()
    assert list(fuzz(20, range(150), tally)) == []
    assert tally.counts["tables"] == 150
    assert min(tally.counts[kind] for kind in ("read at once", "read after remedies", "not read")) > 5


def test_a_table_is_a_function_of_seed_and_number() -> None:
    assert case(3, 17).content == case(3, 17).content != case(3, 18).content


def test_the_time_limit_ends_with_the_table() -> None:
    check(case(20, 0))
    assert signal.alarm(0) == 0


def read_otherwise(change: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the fuzzer finds where the reader is wrong."""
    read = fuzz_tables.read_table

    def wrong(*arguments: Any) -> Any:
        loaded = read(*arguments)
        change(loaded.dataset)
        return loaded

    monkeypatch.setattr(fuzz_tables, "read_table", wrong)
    return "".join(what for _, what in fuzz(20, range(40)))


def test_a_wrong_number_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_off(data: Any) -> None:
        data.X[:, [name != KEY for name in data.columns]] += 1.0

    assert "was read where" in read_otherwise(one_off, monkeypatch)


def test_a_warning_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "RuntimeWarning" in read_otherwise(lambda _: np.float64(1e300) ** 2, monkeypatch)


def test_a_message_without_a_remedy_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise DataError("my.csv, line 3: something is wrong.", "Think about it.")

    monkeypatch.setattr(fuzz_tables, "read_table", refuse)
    with pytest.raises(AssertionError, match="no remedy that can be followed"):
        check(case(20, 0))
