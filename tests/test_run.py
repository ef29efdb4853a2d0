"""run.py on machines of every kind; only the machine's edge (subprocess and exec) is faked."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from unittest import mock

import pytest

ROOT = Path(__file__).resolve().parent.parent
VENV, INSTALL, QT, START = "venv", "install", "Qt", "start"


class Machine:
    """A fresh clone in a folder with a space and an accent, and what the machine answers to each command."""

    def __init__(self, clone: Path) -> None:
        self.clone = clone
        self.answers: dict[str, tuple[int, str]] = {}
        self.commands: list[list[str]] = []
        clone.mkdir()
        for name in ("run.py", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, clone)
        spec = importlib.util.spec_from_file_location("run_of_clone", clone / "run.py")
        assert spec and spec.loader
        self.run: ModuleType = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.run)

    def __call__(self, command: list[str], **_options: object) -> subprocess.CompletedProcess[bytes]:
        self.commands.append(list(command))
        code, output = self.answers.get(self.kind(command), (0, ""))
        if self.kind(command) == VENV and code == 0:
            for file in (self.run.PYTHON, self.run.STAMP):
                file.parent.mkdir(parents=True, exist_ok=True)
            self.run.PYTHON.touch()
            self.run.STAMP.unlink(missing_ok=True)
        return subprocess.CompletedProcess(command, code, output.encode())

    def become(self, _path: str, command: list[str]) -> None:
        self.commands.append(command)

    @staticmethod
    def kind(command: list[str]) -> str:
        kinds = {"venv": VENV, "pip": INSTALL, "-c": QT}
        return next((kinds[word] for word in command[1:3] if word in kinds), START)

    def start(self, *args: str) -> list[str]:
        """What `run.py ARGS` did, in order."""
        self.commands.clear()
        self.run.main(list(args))
        return [self.kind(command) for command in self.commands]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path / "été avec espace")
    environ = {key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"}
    monkeypatch.setattr(os, "environ", environ | {"DISPLAY": ":0", "QT_QPA_PLATFORM": ""})
    monkeypatch.setattr(subprocess, "run", machine)
    monkeypatch.setattr(subprocess, "call", machine)
    monkeypatch.setattr(os, "execv", machine.become)
    monkeypatch.chdir(tmp_path)
    return machine


@pytest.fixture
def problem(machine: Machine, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def start(*args: str) -> str:
        """The message of a start that fails, in one line."""
        assert machine.run.main(list(args)) == 1
        message = capsys.readouterr().err
        assert "Traceback" not in message
        return " ".join(message.split())

    return start


def test_first_start_does_all_and_tells_each_stage(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine.start() == [VENV, INSTALL, QT, START]
    told = capsys.readouterr()
    assert [line[:5] for line in told.err.splitlines()] == ["[1/3]", "[2/3]", "[3/3]"]
    assert told.out == ""  # stdout belongs to the program


def test_second_start_only_starts(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.start()
    capsys.readouterr()
    assert machine.start() == [START]
    assert capsys.readouterr().err == ""


def test_arguments_pass_through_untouched(machine: Machine) -> None:
    arguments = ["train", "--data", "été avec espace.csv", "-x"]
    assert machine.start(*arguments) == [VENV, INSTALL, START]
    assert machine.commands[-1] == [str(machine.run.PYTHON), "-P", "-m", "playground", *arguments]
    assert Path.cwd() != machine.clone  # file names in them stay relative to where the user is


def test_tests_get_their_packages_and_no_display(machine: Machine) -> None:
    machine.start()
    assert machine.start("test", "-k", "word") == [INSTALL, QT, START]
    assert machine.commands[0][-2:] == ["-e", ".[test]"]
    assert machine.commands[-1][-4:] == ["-m", "pytest", "-k", "word"]
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert Path.cwd() == machine.clone


def test_program_needs_no_install_after_the_tests(machine: Machine) -> None:
    machine.start("test")
    assert machine.start("train") == [START]


@pytest.mark.parametrize("file", ["pyproject.toml", "constraints.txt"])
def test_a_change_of_the_dependencies_installs_again(machine: Machine, file: str) -> None:
    machine.start()
    with (machine.clone / file).open("a") as text:
        text.write("\n")
    assert machine.start() == [INSTALL, QT, START]


@pytest.mark.parametrize("lost", ["PYTHON", "STAMP"])
def test_a_broken_environment_is_made_again(machine: Machine, lost: str) -> None:
    machine.start("train")
    getattr(machine.run, lost).unlink()
    assert machine.start("train") == [VENV, INSTALL, START]


def test_a_moved_clone_makes_its_environment_again(machine: Machine) -> None:
    machine.start("train")
    stamp: Path = machine.run.STAMP
    stamp.write_text(stamp.read_text(encoding="utf-8").replace("été", "ete"), encoding="utf-8")
    assert machine.start("train") == [VENV, INSTALL, START]


@pytest.mark.parametrize(
    ("version", "why"), [((3, 6), "too old"), ((3, 10), "too old"), ((3, 15), "too new")]
)
def test_wrong_python(
    machine: Machine,
    problem: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, int],
    why: str,
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 1, "final", 0))
    message = problem()
    assert f"Python {version[0]}.{version[1]}" in message
    assert why in message
    assert "3.11 to 3.14" in message
    assert machine.commands == []


def test_python_3_6_can_parse_it() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_supported_pythons_agree_with_pyproject(machine: Machine) -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">={}.{}"'.format(*machine.run.OLDEST) in text
    assert f"python_version<'{machine.run.NEWEST[0]}.{machine.run.NEWEST[1] + 1}'" in text


@pytest.mark.parametrize("output", ["ensurepip is not available", "No module named venv"])
def test_venv_module_missing(machine: Machine, problem: Callable[..., str], output: str) -> None:
    machine.answers[VENV] = 1, output
    assert "sudo apt install python{}.{}-venv".format(*sys.version_info) in problem()


def test_folder_cannot_be_written_to(machine: Machine, problem: Callable[..., str]) -> None:
    machine.answers[VENV] = 1, "Error: [Errno 13] Permission denied"
    message = problem()
    assert "Permission denied" in message
    assert "is writable" in message


def test_pip_fails_then_goes_on(machine: Machine, problem: Callable[..., str]) -> None:
    machine.answers[INSTALL] = 1, "\n".join(f"line {number}" for number in range(100))
    message = problem()
    assert "line 99" in message
    assert "line 9 " not in message
    assert "Check the network" in message
    machine.answers.clear()
    assert machine.start() == [INSTALL, QT, START]


def test_qt_libraries_missing(machine: Machine, problem: Callable[..., str]) -> None:
    machine.answers[QT] = 1, "Traceback ...\nImportError: libEGL.so.1: cannot open shared object file"
    message = problem()
    assert "libEGL.so.1" in message
    assert "sudo apt install libegl1 libgl1 " in message
    assert machine.start("train") == [START]  # the command line needs no Qt
    machine.answers.clear()
    assert machine.start() == [QT, START]


def test_the_plugin_for_x11_is_tried_where_it_is_used(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    machine.start("test")
    os.environ["QT_QPA_PLATFORM"] = ""
    assert machine.start() == [QT, START]
    assert machine.commands[0][-1] == "libqxcb.so"
    os.environ["WAYLAND_DISPLAY"] = "wayland-0"
    assert machine.run.qt_plugins() == []


def test_no_screen(machine: Machine, problem: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    del os.environ["DISPLAY"]
    assert "No display" in problem()
    assert machine.start("train")[-1] == START
    assert machine.start("test")[-1] == START


def test_an_environment_that_cannot_start(
    machine: Machine, problem: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "execv", mock.Mock(side_effect=OSError("Exec format error")))
    monkeypatch.setattr(subprocess, "call", mock.Mock(side_effect=OSError("Exec format error")))
    assert f"Delete the folder {machine.run.VENV}" in problem()


def test_stopped_by_hand(
    machine: Machine, problem: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", mock.Mock(side_effect=KeyboardInterrupt))
    assert "run the same command again" in problem()
    assert machine.commands == []
