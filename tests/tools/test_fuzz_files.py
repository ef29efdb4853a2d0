"""Broken files are refused or opened, never anything else; and the fuzzer sees what is wrong with one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from unittest import mock

import pytest

from playground.errors import FileError
from tools import fuzz_files
from tools.fuzz_files import Opener, answer, case, check, fuzz, tried
from tools.mutate import KINDS


def test_a_hundred_broken_files() -> None:
    opened: Counter[str] = Counter()
    assert list(fuzz(20, range(100), opened)) == []
    assert all(opened[kind] for kind in KINDS)
    assert any(opened[f"{kind} opened"] for kind in KINDS)


def test_a_file_is_a_function_of_seed_and_number() -> None:
    assert case(3, 17) == case(3, 17) != case(3, 18)


def test_a_process_that_ends_is_a_finding_and_another_begins() -> None:
    opener = Opener(20)
    try:
        opener._process.kill()
        opener._process.join()
        assert opener.open(0) == (False, "the process ended with -9")
        assert opener.open(0)[1] == ""
    finally:
        opener.close()


def test_a_file_that_takes_too_long_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.connection._ConnectionBase.poll", lambda *_: False)
    (found,) = fuzz(20, [0])
    assert found.number == 0 and "not opened within" in found.what


def test_a_file_that_takes_the_processor_too_long_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tried(".json", b"{}", tmp_path) == (True, "")
    monkeypatch.setattr(fuzz_files, "SECONDS", -1.0)
    assert tried(".json", b"{}", tmp_path) == (True, "it took 0 s of the processor")


def test_a_file_that_is_too_large_to_be_made_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_files, "case", mock.Mock(side_effect=MemoryError))
    assert answer(20, 0, tmp_path) == (False, "")


def test_what_is_neither_opened_nor_refused_in_words_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(".json", b"{}", tmp_path)
    assert not check(".json", b"{", tmp_path)
    monkeypatch.setattr(FileError, "__init__", lambda self, *_: setattr(self, "message", "two\nlines."))
    with pytest.raises(AssertionError, match="more than a line"):
        check(".json", b"{", tmp_path)
