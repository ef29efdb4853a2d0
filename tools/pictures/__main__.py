"""Makes pictures of the window; needs no display.

python -m tools.pictures                         # those that README shows, into assets/screenshots
python -m tools.pictures --to FOLDER [NAME ...]  # the named ones, or all there are, for a review
"""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QPixmap

from tools.pictures import backprop, network, start, studio, taken_along
from tools.pictures.window import Shot

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "assets" / "screenshots"
MOST_BYTES = 150_000  # of a picture in the repository
SHOTS: dict[str, Shot] = {
    **start.SHOTS,
    **network.SHOTS,
    **backprop.SHOTS,
    **studio.SHOTS,
    **taken_along.SHOTS,
}
FILMS = taken_along.FILMS
ALL = (*SHOTS, *FILMS)


def shown() -> list[str]:
    """The names of the pictures that README shows."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"\]\(assets/screenshots/([\w-]+)\.webp\)", readme)


def make(name: str, to: Path | None) -> None:
    """One picture, as PNG into a folder or for README; an animation is made by its own encoder."""
    folder = to or FOLDER
    if name in FILMS:
        (folder / f"{name}.webp").write_bytes(FILMS[name]())
    elif to:
        SHOTS[name]().save(str(folder / f"{name}.png"))
    else:
        save(SHOTS[name](), folder / f"{name}.webp")


def save(picture: QPixmap, path: Path) -> None:
    """As good as it can be within the limit."""
    for quality in (90, 80, 70, 60, 50):
        picture.save(str(path), "webp", quality)
        if path.stat().st_size <= MOST_BYTES:
            return


def main() -> None:
    """Make them."""
    parser = argparse.ArgumentParser(prog="tools.pictures", description="Pictures of the window.")
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*ALL, []], help=", ".join(ALL))
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="As PNG into this folder, not for README.")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QStandardPaths.setTestModeEnabled(True)
    if options.to:
        options.to.mkdir(parents=True, exist_ok=True)
    for name in options.names or (ALL if options.to else shown()):
        make(name, options.to)
        print(name)


if __name__ == "__main__":
    main()
