"""`render`: what is refused before anything is drawn; drawing is tested with Qt (`tests/ui/headless`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.export import save_experiment
from playground.training import Experiment
from tests.cli.run import Out, refusal


@pytest.fixture
def experiment(tmp_path: Path) -> Path:
    path = tmp_path / "experiment.json"
    save_experiment(Experiment.load(), path)
    return path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "a.bmp"], "End its name in .png, .svg, .pdf"),
        (["--to", "a.png", "--scale", "5"], "from 1 to 4"),
        (["--to", "a.png", "--picture", "house"], "canvas"),
        (["--to", "a.gif", "--picture", "window"], "no animation of the whole window"),
        (["--to", "a.gif", "--first-epoch", "7", "--epochs", "3"], "Choose first and last epoch"),
        (["--to", "nowhere/a.png"], "existing folder"),
    ],
)
def test_what_cannot_be_drawn_is_refused_at_once(
    words: list[str],
    said: str,
    experiment: Path,
    capsys: Out,
) -> None:
    words = [words[0], str(experiment.parent / words[1]), *words[2:]]
    assert said in refusal(capsys, "render", experiment, *words)
    assert list(experiment.parent.iterdir()) == [experiment]
