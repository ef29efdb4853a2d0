"""`datasets` lists what can be trained on."""

from __future__ import annotations

import json

from playground.cli import main
from playground.data import BUNDLED, GENERATORS
from tests.cli.run import Out


def test_every_dataset_is_listed(capsys: Out) -> None:
    assert main(["datasets"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [*GENERATORS, *BUNDLED]
    for line, row in zip(lines, (GENERATORS | BUNDLED).values(), strict=True):
        assert line.endswith(row.help)
    assert len({line.index(" rows  ") for line in lines}) == 1
    assert main(["datasets", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    iris = next(entry for entry in entries if entry["name"] == "iris")
    assert (iris["rows"], iris["task"], len(iris["columns"])) == (150, "many_classes", 4)
