"""Start Backprop Playground: python3 run.py [ARGUMENTS]. Run its tests: python3 run.py test [ARGUMENTS].
Make a folder and a zip that need no Python: python3 run.py bundle.

The first start makes a private environment in .venv and installs into it; later ones go straight on.
Standard library only, and nothing an old Python cannot parse: it must get as far as saying it is too old.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import List, Set, Tuple

OLDEST, NEWEST = (3, 11), (3, 14)
# For those who work on the program: what is installed for it, and the module that does it.
WORK = {"test": (".[test]", "pytest"), "bundle": (".[bundle]", "tools.bundle")}
# These need no screen; the pictures of `render` are drawn by Qt all the same.
HEADLESS = (
    *(
        "train",
        "predict",
        "seeds",
        "race",
        "export",
        "render",
        "import",
        "link",
        "lesson",
        "worksheet",
        "datasets",
        "bench",
    ),
    *("-h", "--help", "--version"),
)
QT_PACKAGES = (
    "libegl1 libgl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libglib2.0-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)
# The plugin for X11 has libraries of its own, which importing Qt does not load.
QT_PROBE = """
import ctypes, sys, PySide6.QtWidgets
for plugin in sys.argv[1:]:
    ctypes.CDLL(PySide6.__path__[0] + "/Qt/plugins/platforms/" + plugin)
"""
AGAIN = "then run the same command again."

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
# Among the installed packages: an environment that has lost them has lost its stamp too.
STAMP = VENV / ("Lib" if WINDOWS else "lib/python{}.{}".format(*sys.version_info)) / "site-packages/run.stamp"


class Problem(Exception):  # noqa: N818  # not an error of ours: something for the user to mend
    """What is wrong, and what to do about it."""


def main(args: List[str]) -> int:
    """Do what is still to be done, then become the program."""
    try:
        check_python(sys.version_info[:2])
        work = args[0] if args and args[0] in WORK else ""
        window = not work and not (args and args[0] in HEADLESS)
        os.environ["PYTHONUTF8"] = "1"  # a path that is not ASCII, on Windows too
        if work:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            os.chdir(str(ROOT))
        if window:
            check_screen()
        what, module = WORK.get(work, (".", "playground"))
        prepare(what, needs_qt=window or bool(work) or args[0] == "render")
        program = [module, *(args[1:] if work else args)]
        # -P: no file in the current folder can stand in for a module
        command = [str(PYTHON), "-P", "-m", *program]
        if WINDOWS:
            return subprocess.call(command)
        os.execv(command[0], command)
    except Problem as problem:
        say(f"\n{problem}")
    except KeyboardInterrupt:
        say("\nStopped. To go on, run the same command again.")
    except OSError as error:
        say(f"\n{error}\nDelete the folder {VENV}, {AGAIN}")
    return 1


def check_python(version: Tuple[int, int]) -> None:
    """Refuse a Python that is too old, or too new for Qt."""
    if OLDEST <= version <= NEWEST:
        return
    why = "too old" if version < OLDEST else "too new: Qt does not support it yet"
    raise Problem(
        "This is Python {}.{} ({}), which is {}.\n".format(*version, sys.executable, why)
        + "Backprop Playground runs on Python {}.{} to {}.{}. ".format(*OLDEST, *NEWEST)
        + "Install one of these,\n"
        + "from python.org or your system's packages, and start with it: python3.13 run.py"
    )


def check_screen() -> None:
    """On Linux a window needs a display server."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in known):
        raise Problem(
            "No display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            "Start it from a desktop session, or use the command line: python3 run.py --help"
        )


def prepare(what: str, *, needs_qt: bool) -> None:
    """Make the environment, install, try Qt: whichever the stamp does not say is done."""
    files = b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    digest = hashlib.sha256(files).hexdigest()
    made = "made by Python {}.{} in {}".format(*sys.version_info[:2], ROOT)
    installed = f"installed {what} {digest}"
    plugins = qt_plugins()
    qt = " ".join(["loaded Qt", *plugins])

    done = read_stamp()
    fresh = not {made, installed} <= done
    if made not in done:
        say("[1/3] Creating a virtual environment …")
        make_environment()
        done = write_stamp({made})
    if fresh:
        say("[2/3] Installing, which may take a few minutes …")
        install(what)
        done = write_stamp({made, installed, f"installed . {digest}"})
    if needs_qt and qt not in done:
        try_qt(plugins)
        write_stamp(done | {qt})
    if fresh:
        say("[3/3] Starting …")


def make_environment() -> None:
    """Make .venv anew, whatever was there."""
    code, output = run(sys.executable, "-m", "venv", "--clear", str(VENV))
    if code and ("ensurepip" in output or "No module named" in output):
        raise Problem(
            "This Python has no working venv module, which keeps the program's packages apart from yours.\n"
            + "On Debian and Ubuntu: sudo apt install python{}.{}-venv, ".format(*sys.version_info)
            + AGAIN
        )
    if code:
        raise Problem(
            f"The environment {VENV} could not be created:\n{last_lines(output)}\n"
            f"Check that this folder is writable and the disk is not full, {AGAIN}"
        )


def install(what: str) -> None:
    """Install the program, in place, with the exact versions it is tested with."""
    options = ("--disable-pip-version-check", "--no-input", "-c", "constraints.txt")
    code, output = run(str(PYTHON), "-m", "pip", "install", *options, "-e", what)
    if code:
        raise Problem(
            f"The packages could not be installed. The last lines of pip:\n{last_lines(output)}\n"
            f"Check the network (behind a proxy, set HTTPS_PROXY), {AGAIN}"
        )


def qt_plugins() -> List[str]:
    """The window-system plugin to try, where it is known which one Qt is going to choose."""
    others = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    x11 = sys.platform == "linux" and os.environ.get("DISPLAY") and not any(map(os.environ.get, others))
    return ["libqxcb.so"] if x11 else []


def try_qt(plugins: List[str]) -> None:
    """Load Qt once, to say which system libraries it needs before it fails in words of its own."""
    code, output = run(str(PYTHON), "-c", QT_PROBE, *plugins)
    if code:
        raise Problem(
            f"Qt, which draws the window, cannot be loaded:\n{last_lines(output, 1)}\n"
            f"On Debian and Ubuntu: sudo apt install {QT_PACKAGES}\n"
            f"Install these, {AGAIN} The command line works without them: python3 run.py --help"
        )


def run(*command: str) -> Tuple[int, str]:
    """Run a command in the program's folder; its exit code and all that it printed."""
    pipe, both = subprocess.PIPE, subprocess.STDOUT
    done = subprocess.run(command, cwd=str(ROOT), stdout=pipe, stderr=both, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def read_stamp() -> Set[str]:
    """What is known to be done: nothing, where the environment is broken."""
    usable = PYTHON.exists() and STAMP.exists()
    return set(STAMP.read_text(encoding="utf-8").splitlines()) if usable else set()


def write_stamp(done: Set[str]) -> Set[str]:
    """Remember what is done."""
    STAMP.write_text("\n".join(sorted(done)), encoding="utf-8")
    return done


def last_lines(output: str, count: int = 12) -> str:
    """The end of what a command printed, indented."""
    lines = [line for line in output.splitlines() if line.strip()]
    return "\n".join(f"  {line}" for line in lines[-count:])


def say(text: str) -> None:
    """To stderr: stdout belongs to the program."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
