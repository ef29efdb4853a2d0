"""The licences of all that a bundle holds: Python, its packages, and the libraries of the system."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

# What the program runs on: its packages, those of the extras of a bundle, and what these need.
PACKAGES = (
    *("numpy", "PySide6_Essentials", "shiboken6", "pyqtgraph", "msgspec", "contourpy", "safetensors"),
    *("charset-normalizer", "tqdm", "colorama", "tomli-w", "pillow", "python-calamine"),
    *("onnx", "protobuf", "ml_dtypes", "typing_extensions", "pyinstaller"),
)
_QT = ("PySide6_Essentials", "shiboken6")  # under the LGPL 3, whose text their wheels do not have
_TEXTS = Path(__file__).with_name("texts")  # of the Free Software Foundation, verbatim
_WORDS = ("licen", "copying", "notice", "authors")


def write_licences(bundle: Path) -> None:
    """A folder `licences` in the bundle, with one for each part. Raises if one has no licence."""
    folder = bundle / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    for name in PACKAGES:
        _keep(folder / name, _texts_of(name))
    _keep(folder / "Python", [_python_licence()])
    if shutil.which("dpkg-query"):
        for package, copyright_file in _system_packages(bundle):
            _keep(folder / "system" / package, [copyright_file])


def _keep(folder: Path, texts: list[Path]) -> None:
    if not texts:
        raise FileNotFoundError(f"{folder.name} has no licence")
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        shutil.copy(text, folder / text.name)


def _texts_of(name: str) -> list[Path]:
    return sorted(_TEXTS.iterdir()) if name in _QT else [*_licence_files(distribution(name))]


def _licence_files(package: Distribution) -> Iterator[Path]:
    for file in package.files or ():
        if any(word in file.name.lower() for word in _WORDS) and file.suffix != ".py":
            yield Path(str(package.locate_file(file)))


def _python_licence() -> Path:
    places = (sysconfig.get_path("stdlib"), sys.base_prefix)
    return next(path for place in places if (path := Path(place) / "LICENSE.txt").exists())


def _system_packages(bundle: Path) -> Iterator[tuple[str, Path]]:
    """The Debian packages that libraries were taken from, by the names of the files."""
    for library in (bundle / "_internal").glob("lib*.so*"):
        command = ["dpkg-query", "-S", f"*/{library.name}"]
        found = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
        package = found.partition(":")[0]
        copyright_file = Path("/usr/share/doc") / package / "copyright"
        if package and copyright_file.exists():
            yield package, copyright_file
