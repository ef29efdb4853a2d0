"""A broken file is said in one clear sentence, and nothing that was on screen is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from conftest import Driver

GOOD = "x,y,kind\n" + "".join(f"{i},{i * i},{'ab'[i % 2]}\n" for i in range(10))
BROKEN = {
    "ragged": ("x,y,kind\n1,2,a\n3,b\n", ("line 3", "2 cells", "3")),
    "text.csv": ("x,y,kind\n1,2,a\n3,four,b\n", ("line 3", 'column "y"', '"four"')),
    "nan": ("x,y\n1,2\n3,4\nnan,6\n", ("line 4", 'column "x"', "missing value")),
    "infinite": ("x,y\n1,2\n3,inf\n", ("line 3", 'column "y"', "finite")),
    "empty cell": ("x,y,kind\n1,,a\n3,4,b\n", ("line 2", 'column "y"', "empty")),
    "one class": ("x,y,kind\n1,2,a\n3,4,a\n", ('"kind"', "only one class")),
    "header only": ("x,y,kind\n", ("no rows after its header",)),
    "nothing": ("", ("is empty",)),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), ("picture.csv",)),
}


def state(app: Driver) -> tuple[object, ...]:
    session = app.session
    return (
        session.data,
        session.spec,
        session.experiment.recipe,
        app.theta.tobytes(),
        app.epoch,
        session.history.losses.tobytes(),
        app.pixels.tobytes(),
        app.marks(),
        session.undo_label,
    )


@pytest.fixture
def trained(app: Driver) -> Driver:
    app.click_point(4, 4)
    app.train(epochs=5)
    return app


def test_broken_tables(trained: Driver, tmp_path: Path) -> None:
    before = state(trained)
    for name, (content, parts) in BROKEN.items():
        file = tmp_path / f"{name.removesuffix('.csv')}.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        trained.open_file("open_data", file)
        trained.wait_for(lambda file=file: file.name in trained.notice, f"the notice about {name}")
        for part in parts:
            assert part in trained.notice, name
        assert "Traceback" not in trained.notice
        assert state(trained) == before, name
    trained.press("notice_close")
    assert trained.notice == ""


def test_other_broken_files(trained: Driver, tmp_path: Path) -> None:
    before = state(trained)
    np.savez(tmp_path / "other.npz", a=np.zeros(3))
    (tmp_path / "broken.npz").write_bytes(b"PK\x03\x04 and then nothing")
    (tmp_path / "text.json").write_bytes(b"{not json")
    (tmp_path / "wrong.json").write_bytes(b'{"spec": {"learning_rate": -1}}')
    for action, name, words in (
        ("open_weights", "other.npz", "is not a model"),
        ("open_weights", "broken.npz", "is not a model"),
        ("open_experiment", "text.json", "is not a file of Backprop Playground"),
        ("open_experiment", "wrong.json", "spec.learning_rate"),
        ("open_data", "gone.csv", "no file called"),
    ):
        trained.open_file(action, tmp_path / name)
        trained.wait_for(lambda name=name: name in trained.notice, "the notice")
        assert words in trained.notice
        assert state(trained) == before


def test_training_goes_on_beside_a_broken_file(trained: Driver, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("x,y\n1,2\n3,what\n", encoding="utf-8")
    trained.press("play")
    trained.wait_for(lambda: trained.epoch > 20)
    trained.open_file("open_data", tmp_path / "bad.csv")
    trained.wait_for(lambda: "line 3" in trained.notice)
    epoch = trained.epoch
    assert trained.session.training
    trained.wait_for(lambda: trained.epoch > epoch + 20)


def test_a_mended_file_is_taken(trained: Driver, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(GOOD.replace("4,16", "4,sixteen"), encoding="utf-8")
    trained.open_file("open_data", file)
    trained.wait_for(lambda: "line 6" in trained.notice)
    file.write_text(GOOD, encoding="utf-8")
    trained.open_file("open_data", file)
    trained.wait_for(lambda: trained.session.data.columns == ("x", "y"), "the rows")
    trained.settle()
    assert trained.session.data.class_names == ("a", "b")
    assert trained.notice == ""


def test_classes_by_a_single_column(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text("size,kind\n" + "".join(f"{i},{'ab'[i > 9]}\n" for i in range(20)), encoding="utf-8")
    app.open_file("open_data", file)
    app.wait_for(lambda: app.session.data.columns == ("size",), "the rows")
    app.train(epochs=3)
    curve = app.window.canvas_panel.canvas.curves[0].getData()[1]
    assert len(curve) and 0 <= curve.min() <= curve.max() <= 1
    app.click_point(5.0, 0.9)
    assert app.rows == 21


def test_more_classes_than_colours(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "twelve.csv"
    rows = "".join(f"{k},{(k * 7) % 12 + i / 9},kind {k}\n" for k in range(12) for i in range(4))
    file.write_text("x,y,kind\n" + rows, encoding="utf-8")
    app.open_file("open_data", file)
    app.wait_for(lambda: len(app.session.data.class_names) == 12, "the rows")
    app.train(epochs=3)
    assert app.marks() == (~app.session.data.test).sum()
    app.choose_class(7)
    app.click_point(3, 5)
    assert app.session.data.y[-1] == 7
    app.press("hard_boundary")
    app.press("dark")
