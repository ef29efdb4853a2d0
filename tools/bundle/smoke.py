"""Whether a bundle runs: `python -m tools.bundle.smoke FOLDER`. On Linux with Xvfb in a real window, too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep

NAME = "backprop-playground"
_MADE = ("model.npz", "page.html", "model.py", "model.h", "model.onnx")
_PATIENCE = 120.0  # s
# Where Xvfb is: leave the welcome, play, wait until the work is kept, leave by the keyboard.
_BY_HAND = """
"$1" & window=$(xdotool search --sync --onlyvisible --name 'Backprop Playground' | head -n 1)
xdotool windowfocus --sync "$window"; sleep 3
xdotool key Escape; sleep 1; xdotool windowfocus --sync "$window" key space
until find "$2"/sessions -type f 2>/dev/null | grep -q .; do sleep 1; done
xdotool key ctrl+q; wait $!
"""


def try_out(folder: Path) -> None:
    """Train and export in a terminal; open the window, train, close it. Raises if one fails."""
    program = str(folder / (NAME + ".exe" * (os.name == "nt")))
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XDG"))}
    with tempfile.TemporaryDirectory() as scratch:
        commands = [
            ["--version"],
            ["train", "--data", "circle", "--epochs", "50", "--export", _MADE[0]],
            ["export", _MADE[0], *(part for name in _MADE[1:] for part in ("--to", name))],
        ]
        for command in commands:
            subprocess.run([program, *command], cwd=scratch, env=clean, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        made = {file.name for file in Path(scratch).iterdir()}
        assert made == set(_MADE), made
    portable = folder / "portable"
    portable.mkdir(exist_ok=True)
    _open_offscreen(program, portable, clean | {"QT_QPA_PLATFORM": "offscreen"})
    if shutil.which("xvfb-run") and shutil.which("xdotool"):
        _open_on_a_screen(program, portable, clean | {"QT_QPA_PLATFORM": "xcb"})
    print(f"{folder}: runs in a terminal and in a window")


def _open_offscreen(program: str, portable: Path, environment: dict[str, str]) -> None:
    """It lives, and keeps its settings in `portable`, until it is asked to end."""
    with subprocess.Popen([program], env=environment, stderr=subprocess.PIPE) as process:  # noqa: S603
        until = monotonic() + _PATIENCE
        while not any(portable.iterdir()) and process.poll() is None and monotonic() < until:
            sleep(0.2)
        sleep(2.0)
        assert process.poll() is None, f"ended by itself: {process.communicate()[1]!r}"
        process.terminate()
        _, said = process.communicate(timeout=_PATIENCE)
    assert not said, said
    assert any(portable.iterdir()), "its settings are not in the folder"


def _open_on_a_screen(program: str, portable: Path, environment: dict[str, str]) -> None:
    """By real keys: play, and leave."""
    command = [
        "xvfb-run",
        "-a",
        "-s",
        "-screen 0 1440x900x24",
        "sh",
        "-ec",
        _BY_HAND,
        "sh",
        program,
        str(portable),
    ]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, b""), done


if __name__ == "__main__":
    try_out(Path(sys.argv[1]).resolve())
