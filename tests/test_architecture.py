"""The shape of the house: what may import what, what works without Qt, and what no file may name."""

from __future__ import annotations

import ast
import graphlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from playground.engine import ACTIVATIONS, LOSSES, OPTIMISERS, REGULARISERS
from tests.without_qt.sitecustomize import QT

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_QT = ROOT / "tests" / "without_qt"
# From top to bottom; modules on one line are neighbours and may import each other, but never in a circle.
LAYERS = (
    ("main", "__main__"),
    ("ui",),
    ("cli",),
    ("recovery",),
    ("session",),
    ("lessons",),
    ("export",),
    ("microscope",),
    ("training",),
    ("data",),
    ("fastpath",),
    ("engine",),
    (
        "files",
        "lock",
        "zipped",
        "settings",
        "resources",
        "errors",
        "late",
        "text",
        "wording",
        "typography",
        "arrays",
    ),
)
# The same inside ui/, for its folders and the modules that lie flat; those on one line know nothing of each
# other.
FLOORS = (
    ("headless",),
    ("app",),
    ("endings", "crash_dialog"),
    ("window",),
    ("exporting", "lessons"),
    ("bars", "documents", "help"),
    ("pictures",),
    ("canvas", "network", "rows"),
    (
        "canvas/tools",
        "network/matrices",
        "backprop",
        "loss",
        "data",
        "importing",
        "many",
        "runs",
        "training_card",
    ),
    ("backprop/diagram",),
    ("network/diagram",),
    ("actions", "panel", "places", "side_card", "window_settings"),
    ("background", "plotting"),
    ("widgets",),
    ("theme",),
)
FLOOR = {name: floor for floor, names in enumerate(reversed(FLOORS)) for name in names}
LEVEL = {"": 0} | {name: level for level, names in enumerate(reversed(LAYERS), 1) for name in names}


def name_of(path: Path) -> str:
    """playground/engine/__init__.py -> playground.engine."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted((ROOT / "playground").rglob("*.py"))}


def part_of(module: str) -> str:
    """The part of the house a module is in: playground.engine.losses -> engine; the package itself -> ''."""
    return (module + ".").split(".")[1]


def imports(module: str) -> Iterator[str]:
    """The full name of all that a module imports, wherever in the file: in a function, for types only, by the
    name in a string ...
    """
    path = MODULES[module]
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:  # `from package import module` means the module
                whole = f"{source}.{alias.name}"
                yield whole if whole in MODULES else source
        elif isinstance(node, ast.Constant) and node.value in MODULES and node.value != "playground":
            yield node.value


IMPORTED = {module: set(imports(module)) for module in MODULES}
OURS = {module: names & MODULES.keys() for module, names in IMPORTED.items()}
OTHERS = {one: {name.split(".")[0] for name in names} - {"playground"} for one, names in IMPORTED.items()}


def test_every_part_has_a_level() -> None:
    assert {part_of(module) for module in MODULES} <= set(LEVEL)


def lines_with(pattern: str, folder: str) -> Iterator[str]:
    for path in sorted((ROOT / "playground" / folder).rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(pattern, line):
                yield f"{path.relative_to(ROOT)}:{number}: {line.strip()}"


def test_values_outside_the_engine_are_structs() -> None:
    assert [line for line in lines_with(r"^@dataclass", "") if "playground/engine/" not in line] == []


def test_painters_end_with_their_block() -> None:
    """An error before `painter.end()` would end the process."""
    assert not [line for line in lines_with(r"\bQPainter\(", "ui") if ": with " not in line]


def test_the_backprop_mode_takes_everything_from_its_microscope() -> None:
    """Which may be of another network and other rows than the session has now."""
    assert not list(lines_with(r"session\.(experiment|spec|data|network|snapshot)\b", "ui/backprop"))


def test_the_session_is_composed_and_inherits_nothing() -> None:
    """Its parts are given one another: no method overrides one of another part."""
    derived = {
        f"{module}: {node.name}"
        for module, path in MODULES.items()
        if part_of(module) == "session"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and {ast.unparse(base) for base in node.bases} - {"Enum", "Flag", "Protocol", "Struct"}
    }
    assert not derived


def test_few_modules_lie_flat_in_ui() -> None:
    """A folder for each place on the screen, and kits below them; flat is what makes the window."""
    flat = [path.name for path in (ROOT / "playground" / "ui").glob("*.py") if path.name != "__init__.py"]
    assert len(flat) <= 10, sorted(flat)


def room_of(module: str) -> str:
    """The folder of ui/ that a module is in, or itself if it lies flat: playground.ui.data.card -> data."""
    inside = MODULES[module].relative_to(ROOT / "playground" / "ui")
    return inside.parent.as_posix() if len(inside.parts) > 1 else inside.stem


def in_ui(modules: Iterable[str]) -> set[str]:
    return {module for module in modules if module.startswith("playground.ui.")}


def test_every_room_of_ui_has_one_floor() -> None:
    assert len(FLOOR) == sum(map(len, FLOORS))


def test_imports_go_downwards_inside_ui() -> None:
    upwards = {
        f"{module} imports {name}"
        for module in in_ui(MODULES)
        for name in in_ui(OURS[module])
        if room_of(name) != room_of(module) and FLOOR[room_of(name)] >= FLOOR[room_of(module)]
    }
    assert not upwards


def test_a_row_of_a_table_is_known_to_its_table_alone() -> None:
    """What is special about a row stands in the row: a new one would silently miss a test of its name."""
    tables = (ACTIVATIONS, LOSSES, OPTIMISERS, REGULARISERS)
    names = "|".join(name for table in tables for name in table if name != "none")
    asked = rf"(==|!=|(?<!for name )\bin [(\[{{]|\bcase) *\"({names})\""
    types = r"\btype\(.* is (SGD|Adam)|isinstance\(.*(SGD|Adam)"
    assert not list(lines_with(f"{asked}|{types}", "."))


@pytest.mark.parametrize(
    ("pattern", "home"),
    [
        (r"NDArray\[np\.(float64|bool_|intp)\]", "arrays.py"),
        (r"⁰¹²|₀₁₂", "typography.py"),
        (r"np\.linspace\(.*\.astype\(", "data/evenly.py"),
        (r"~Change\(0\)", "session/changes.py"),
        (r"getSaveFileName", "ui/documents/saving.py"),  # where no other file is replaced unasked
        (r"\.singleShot\(", "ui/widgets/soon.py"),  # where it says why it is not used
    ],
)
def test_what_stands_once_stands_once(pattern: str, home: str) -> None:
    assert [line for line in lines_with(pattern, ".") if not line.startswith(f"playground/{home}:")] == []


def test_every_import_of_ours_exists() -> None:
    unknown = {
        f"{module}: {name}"
        for module in MODULES
        for name in imports(module)
        if name.split(".")[0] == "playground" and name not in MODULES
    }
    assert not unknown


def test_imports_go_downwards() -> None:
    upwards = {
        f"{module} imports {name}"
        for module, names in OURS.items()
        for name in names
        if part_of(name) and LEVEL[part_of(name)] > LEVEL[part_of(module)]
    }
    assert not upwards


def test_imports_go_in_no_circle() -> None:
    graphlib.TopologicalSorter(OURS).prepare()  # raises CycleError, which names the circle


def test_engine_is_numpy_only() -> None:
    engine = [module for module in MODULES if part_of(module) == "engine"]
    others = set().union(*(OTHERS[module] for module in engine))
    ours = set().union(*(OURS[module] for module in engine))
    assert others <= sys.stdlib_module_names | {"numpy"}
    assert {part_of(module) for module in ours} <= {"engine", "errors", "arrays"}


def test_the_engine_stays_short_enough_to_be_read() -> None:
    lines = sum(
        len(path.read_text(encoding="utf-8").splitlines())
        for module, path in MODULES.items()
        if part_of(module) == "engine"
    )
    assert lines < 900


def test_only_ui_names_qt() -> None:
    assert not {module for module in MODULES if part_of(module) != "ui" and OTHERS[module] & QT}


@pytest.fixture
def without_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    """In every Python process started from here, and in their children, Qt cannot be imported."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(WITHOUT_QT), str(ROOT)]))


def python(*arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.usefixtures("without_qt")
def test_all_below_ui_imports_without_qt() -> None:
    modules = [module for module in MODULES if part_of(module) not in {"ui", "__main__"}]
    python("-c", "import importlib, sys; [importlib.import_module(m) for m in sys.argv[1:]]", *modules)
    with pytest.raises(AssertionError, match="this run is without Qt"):
        python("-c", "import PySide6.QtCore")


@pytest.mark.usefixtures("without_qt")
def test_command_line_answers_without_qt() -> None:
    for module in MODULES:
        if module.endswith(".__main__"):
            python("-m", module.removesuffix(".__main__"), "--help")


def test_no_file_names_a_machine() -> None:
    machine = re.compile(
        r"(?<![\w.*])/(?:home|root|Users|work|tmp|opt|mnt|media)/\w"  # a folder of one computer
        r"|\b[A-Z]:\\+Users\b|\bfile:/+\w"
        r"|\b(?:127|10|192\.168)(?:\.\d+){2,3}:\d|\blocalhost:\d"  # an address of one network
        r"|\b(?:extra[-_])?index[-_]url\b|\bfind[-_]links\b"  # where one computer gets its packages
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if machine.search(line)
    ]
    assert not found


def texts() -> Iterator[Path]:
    """Every text file of the repository."""
    kept, made = {".ci", ".github"}, {"build", "dist"}
    for folder, folders, files in os.walk(ROOT):
        seen = [name for name in folders if not name.startswith((".", "__")) or name in kept]
        folders[:] = [name for name in seen if folder != str(ROOT) or name not in made]
        paths = [Path(folder, name) for name in files if name != ".git"]
        yield from (path for path in paths if b"\0" not in path.read_bytes())
