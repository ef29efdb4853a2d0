"""Small files of every kind that the window opens, good and broken ones, made again each time."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from playground.data import Recipe
from playground.export import FORMATS
from playground.lessons import bundled
from playground.recovery import Shelf, Work
from playground.training import Checkpoint, Experiment, Spec, Trainer

_LESSON = Path(__file__).parents[1] / "ui" / "lessons" / "every_kind.lesson"


def make(folder: Path) -> list[str]:
    """Write them all into a folder; returns their names, always in the same order."""
    folder.mkdir()
    for name, text in _tables().items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    iris = Experiment.load(Recipe(source="iris"), Spec(hidden_layers=(3,), seed=2))
    moons = Experiment.load(
        Recipe(source="moons"), Spec(hidden_layers=(4, 3), features=("x1", "x2", "x1*x2"))
    )
    for name, experiment in (("iris", iris), ("moons", moons)):
        for suffix in (".json", ".npz"):
            trained = Checkpoint(7, 70, experiment.network().theta)
            FORMATS[suffix].save(experiment, trained, folder / f"{name}{suffix}")
    whole = (folder / "moons.json").read_text(encoding="utf-8")
    (folder / "cut.json").write_text(whole[: len(whole) // 2], encoding="utf-8")
    elsewhere = whole.replace('"source": "moons"', '"source": "elsewhere/few.csv"')
    (folder / "elsewhere.json").write_text(elsewhere, encoding="utf-8")
    (folder / "iris.html").write_text("<html><body>no network</body></html>", encoding="utf-8")
    (folder / "cut.lesson").write_text("title = 'Cut", encoding="utf-8")
    shutil.copy(_LESSON, folder)
    for number, lesson in enumerate(bundled()[:3]):
        shutil.copy(lesson.path, folder / f"lesson_{number}.lesson")
    for suffix in (".safetensors", ".weights.json"):
        FORMATS[suffix].save(iris, Trainer(iris).snapshot(), folder / f"iris{suffix}")
    (folder / "nested.json").write_text("[" * 5000, encoding="utf-8")
    (folder / "cut.npz").write_bytes((folder / "iris.npz").read_bytes()[:200])
    return sorted(path.name for path in folder.iterdir())


def leave_work(shelf: Shelf) -> None:
    """As if windows before had kept it: one did not come to its end, of another it was set aside."""
    for source, state in (("iris", "aside"), ("houses", "running")):
        experiment = Experiment.load(Recipe(source=source), Spec(hidden_layers=(3,)))
        trainer = Trainer(experiment)
        trainer.run(epochs=5)
        place = shelf.claim()
        place.write(Work(experiment, trainer.snapshot().checkpoint, trainer.history))
        place.leave(state)
        place.let_go()


def _tables() -> dict[str, str | bytes]:
    rng = np.random.default_rng(3)

    def rows(*columns: object, count: int = 40) -> str:
        return "\n".join(",".join(str(one(k)) for one in columns) for k in range(count)) + "\n"  # type: ignore[operator]

    def number(_k: int) -> str:
        return f"{rng.normal():.3f}"

    return {
        "two_classes.csv": "x1,x2,kind\n" + rows(number, number, lambda k: "ab"[k % 2]),
        "one_input_9_classes.csv": "x,kind\n" + rows(number, lambda k: f"c{k % 9}", count=72),
        "values.csv": "a,b,c,price\n" + rows(number, number, number, number),
        "one_column.csv": "a,y\n" + rows(number, number),
        "few.csv": "x1,x2,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n",
        "constant.csv": "a,b,y\n" + rows(number, number, lambda _k: "1"),
        "huge.csv": "a,b,y\n" + rows(lambda k: f"{k}e300", number, lambda k: f"{-k}e305"),
        "tiny.csv": "a,b,y\n" + rows(lambda k: f"{k}e-310", number, number),
        "missing.csv": "a,b,y\n"
        + rows(lambda k: "" if k % 5 else "1", number, lambda k: "N/A" if k == 3 else "2"),
        "html.csv": "x<y>z,age <5 years,<img src=q>\n" + rows(number, number, number),
        "names.csv": ",".join(f"{'long ' * 12}{i}" for i in range(5)) + "\n" + rows(*[number] * 5),
        "wide.csv": ",".join(f"c{i}" for i in range(40)) + "\n" + rows(*[number] * 40),
        "labels_012.csv": "a,b,label\n" + rows(number, number, lambda k: str(k % 3)),
        "thousands.csv": "a;y\n" + "\n".join(f"{k}.000,5;{k}" for k in range(1, 30)) + "\n",
        "blanks.txt": "a  b   y\n" + "\n".join(f"{k}  {k * 2}   {k % 2}" for k in range(30)) + "\n",
        "utf16.csv": ("x1,x2,kind\n" + rows(number, number, lambda k: "ъы"[k % 2])).encode("utf-16"),
        "empty.csv": "",
        "header_only.csv": "a,b,c\n",
        "binary.csv": bytes(range(256)) * 4,
        "many.csv": "x1,x2,kind\n" + rows(number, number, lambda k: "ab"[k % 2], count=5000),
    }
