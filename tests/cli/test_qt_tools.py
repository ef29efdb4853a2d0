"""What draws is handed in by `playground.main`; where Qt cannot be loaded, one line says what to install."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from playground.export import save_experiment
from playground.lessons import bundled
from playground.main import main
from playground.training import Experiment
from tests.cli.run import Out


@pytest.mark.parametrize("command", ["render", "worksheet"])
def test_without_qt_it_says_what_is_missing(
    command: str, capsys: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("render", "worksheets"):
        monkeypatch.setitem(sys.modules, f"playground.ui.headless.{name}", None)
    save_experiment(Experiment.load(), tmp_path / "experiment.json")
    words = {
        "render": [str(tmp_path / "experiment.json"), "--to", str(tmp_path / "a.png")],
        "worksheet": [str(bundled()[1].path), "--out", str(tmp_path / "out.pdf")],
    }
    assert main([command, *words[command]]) == 2
    assert "PySide6-Essentials" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["experiment.json"]
