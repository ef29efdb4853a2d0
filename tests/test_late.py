"""Packages that import their names late: every name is there, and what the window starts with stays small."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from playground.late import late

PACKAGES = ("playground.data", "playground.export", "playground.lessons")
NEVER = {  # when the session is imported: files, lessons and formulae, and libraries that few need
    "PIL",
    "difflib",
    "numba",
    "onnx",
    "playground.data.reading",
    "playground.export",
    "playground.lessons",
    "playground.microscope",
    "scipy",
    "sklearn",
    "tqdm",
}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_of_a_package_is_there(package: str) -> None:
    module = import_module(package)
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_what_a_package_does_not_have_is_no_name_of_it() -> None:
    fetch = late("playground", wording=("counted",))
    assert fetch("counted") is import_module("playground.wording").counted
    with pytest.raises(AttributeError, match="no attribute 'plural'"):
        fetch("plural")


def test_a_session_imports_only_what_it_begins_with() -> None:
    code = "import sys, playground.main, playground.session; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not NEVER & set(done.stdout.split())
