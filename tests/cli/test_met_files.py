"""The command line learns small files as they were met, and says in one line how it took them."""

from __future__ import annotations

import json

import pytest

from playground.cli import main
from tests.data.reading.met_files import CASES, FOLDER, loaded


@pytest.mark.parametrize("name", CASES)
def test_the_command_line_learns_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["train", "--data", str(FOLDER / name), "--epochs", "2", "--json"]
    assert main(command) == 0
    out, err = capsys.readouterr()
    found, told = json.loads(out), loaded(name).decisions
    assert found["status"] == "finished" and err.count("\n") == 1 and told.file in err
    for field in ("task", "target", "header", "skipped_lines", "dropped_rows"):
        assert found[field] == getattr(told, field)
    assert (found["inputs"], found["classes"]) == ([*told.inputs], [*told.classes])
    assert found["notes"] == [line.words for line in told.lines]
