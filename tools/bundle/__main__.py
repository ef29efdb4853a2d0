"""Build the bundle for this system: `python3 run.py bundle`."""

from __future__ import annotations

import os
import platform
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from playground import __version__
from tools.bundle.licences import write_licences
from tools.bundle.smoke import NAME, try_out

ROOT = Path(__file__).parents[2]
BUILD, DIST = ROOT / "build" / "bundle", ROOT / "dist"


def main() -> int:
    """Build, add what is to lie beside the program, try it, and pack it."""
    BUILD.mkdir(parents=True, exist_ok=True)
    icon = draw_icon(BUILD / "app.png")
    spec = str(Path(__file__).with_name("playground.spec"))
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(BUILD), spec]
    subprocess.run(command, check=True, env=os.environ | {"BUNDLE_ICON": str(icon)})  # noqa: S603  our own
    folder = DIST / NAME
    add_files(folder, icon)
    try_out(folder)
    shutil.rmtree(folder / "portable", ignore_errors=True)
    name = f"{NAME}-{__version__}-{platform.system()}-{platform.machine()}".lower()
    packed = pack(folder, DIST / f"{name}.zip")
    print(f"{folder}: {_megabytes(folder)} MB\n{packed}: {packed.stat().st_size // 1_000_000} MB")
    return 0


def pack(folder: Path, packed: Path) -> Path:
    """Zip the folder. Links stay links, or the libraries of Qt would lie in it twice."""
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            name = str(file.relative_to(folder.parent))
            if file.is_symlink():
                link = ZipInfo(name)
                link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16  # 3: Unix
                archive.writestr(link, str(file.readlink()))
            else:
                archive.write(file, name)
    return packed


def draw_icon(path: Path) -> Path:
    """The program's icon as a PNG, which PyInstaller turns into what the system wants."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(256, 256, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        QSvgRenderer(str(ROOT / "assets" / "icons" / "app.svg")).render(painter)
    image.save(str(path))
    return path


def add_files(folder: Path, icon: Path) -> None:
    """Licences, a page of help, and on Linux what makes an entry of the menu."""
    write_licences(folder)
    shutil.copy(ROOT / "LICENSE", folder)
    shutil.copy(Path(__file__).with_name("READ ME.txt"), folder)
    if sys.platform == "linux":
        shutil.copy(icon, folder / "icon.png")
        shutil.copy(Path(__file__).with_name("add-to-menu.sh"), folder)


def _megabytes(folder: Path) -> int:
    return (
        sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
        // 1_000_000
    )


if __name__ == "__main__":
    sys.exit(main())
