"""The wheel holds every file of the program, where it looks for them, and nothing else."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def shipped() -> set[str]:
    """What the build would put into the wheel, without building it."""
    return {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}


def test_all_modules_and_all_files_that_they_open_are_in_it(shipped: set[str]) -> None:
    modules = {str(file.relative_to(ROOT)) for file in (ROOT / "playground").rglob("*.py")}
    files = {
        f"playground/{file.relative_to(ROOT)}"
        for folder in ("assets", "datasets")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "screenshots" not in file.parts
    }
    assert shipped == modules | files
    folders = {str(Path(name).parent) for name in files}
    assert folders >= {f"playground/assets/{name}" for name in ("fonts", "icons", "lessons", "page")}


def test_the_command_that_it_installs_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, name = project["scripts"]["backprop-playground"].split(":")
    assert callable(getattr(import_module(module), name))
    assert all((ROOT / file).is_file() for file in project["license-files"])
