"""A command goes to the command line, which never loads Qt; everything else opens the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import playground
import run
from playground.cli import COMMANDS
from playground.cli.opening import files_in
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


@pytest.mark.parametrize("argv", [[], ["lesson.json"], ["-platform", "offscreen"], ["--style=fusion", "a/b"]])
def test_without_a_command_the_window_opens(argv: list[str], opened: list[list[str]]) -> None:
    assert main(argv) == 7
    assert opened == [argv]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["trian"], "Did you mean train?"),
        (["exprot"], "Did you mean export?"),
        (["help"], "--help"),
        (["circle"], "train --data circle"),
        (["lesson.json", "train"], "A command comes first."),
        (["-platform", "offscreen", "zzz"], "Commands are train, predict"),
        (["--data", "circle"], "no option --data"),
    ],
)
def test_a_word_that_is_neither_command_nor_file_opens_no_window(
    argv: list[str], said: str, opened: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert said in err and err.count("\n") == 1 and not out and not opened


def test_a_file_that_is_there_opens_whatever_it_is_called(
    opened: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("trian", "--odd", "circle"):
        (tmp_path / name).touch()
        assert main([name]) == 7 and opened[-1] == [name]
        assert list(files_in([name])) == [name]
    assert list(files_in(["-platform", "xcb", "a.csv", "-reverse", "b.csv"])) == ["a.csv", "b.csv"]


def test_without_a_display_it_says_so(
    opened: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2 and not opened
    said = capsys.readouterr().err
    assert "No display" in said and said.count("\n") == 1
    assert main(["-platform", "offscreen"]) == main(["--platform=vnc"]) == 7
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert main([]) == 7


def test_without_the_libraries_of_qt_it_says_which(
    opened: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    missing = ImportError("libGL.so.1: no such file", name="QtGui", path="/PySide6/QtGui.so")
    monkeypatch.setitem(sys.modules, "playground.ui.app", _Broken(missing))
    assert main([]) == 2 and not opened
    said = capsys.readouterr().err
    assert "libGL.so.1" in said and f"sudo apt install {run.QT_PACKAGES}\n" in said and said.count("\n") == 1
    monkeypatch.setitem(sys.modules, "playground.ui.app", _Broken(ImportError(name="playground.session")))
    with pytest.raises(ImportError):
        main([])


class _Broken(ModuleType):
    """A module that cannot be imported."""

    def __init__(self, error: ImportError) -> None:
        super().__init__("broken")
        self._error = error

    def __getattr__(self, name: str) -> object:
        raise self._error


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
    assert f"playground.cli.{argv[0]}" in modules
    assert not [name for name in modules if name.split(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}]
    assert "playground.ui" not in modules
