"""A command goes to the command line, which never loads Qt; everything else opens the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import playground
from playground.cli import COMMANDS
from playground.main import main

ROOT = Path(__file__).resolve().parent.parent
LOADED = "import sys; from playground.main import main; main({argv}); print(*sys.modules)"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments of every window that was opened instead of a real one."""
    calls: list[list[str]] = []
    app = ModuleType("playground.ui.app")
    app.main = lambda argv: calls.append(argv) or 7  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "playground.ui", ModuleType("playground.ui"))
    monkeypatch.setitem(sys.modules, "playground.ui.app", app)
    return calls


@pytest.mark.parametrize("argv", [[], ["lesson.json"], ["--fullscreen"]])
def test_without_a_command_the_window_opens(argv: list[str], opened: list[list[str]]) -> None:
    assert main(argv) == 7
    assert opened == [argv]


def test_the_arguments_are_those_of_the_program(
    opened: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["backprop-playground", "lesson.json"])
    assert main() == 7
    assert opened == [["lesson.json"]]


@pytest.mark.parametrize(
    "argv", [["--help"], ["-h"], ["--version"], *([name, "--help"] for name in COMMANDS)]
)
def test_a_command_and_help_open_no_window(
    argv: list[str], opened: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 0
    assert not opened
    assert "backprop-playground" in capsys.readouterr().out


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--version"])
    assert capsys.readouterr().out == f"backprop-playground {playground.__version__}\n"


@pytest.mark.parametrize("argv", [["train", "--epochs", "1", "--json"], ["datasets"], ["train", "--help"]])
def test_the_command_line_never_imports_qt(argv: list[str]) -> None:
    code = LOADED.format(argv=argv)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = done.stdout.splitlines()[-1].split()
    assert "playground.cli.train" in modules
    assert not [name for name in modules if name.split(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}]
    assert "playground.ui" not in modules
