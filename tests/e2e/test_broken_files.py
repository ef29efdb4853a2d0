"""A broken file is said in one clear sentence, and nothing that was on screen is lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.e2e.driver import Driver

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
    "twice": ("x,y,x\n1,2,3\n4,5,7\n", ('2 columns called "x"',)),
    "wide": (
        ",".join(f"c{k}" for k in range(1000)) + "\n" + ("1," * 999 + "2\n") * 3,
        ("1,000 columns", "200"),
    ),
    "400 classes": ("x,kind\n" + "".join(f"{i},kind {i}\n" for i in range(400)), ('"kind"', "classes")),
    "open quote": ('x,y,kind\n1,2,a\n3,4,"b\n5,6,a\n', ("line 3", "quotation marks")),
    "mixed marks": ("x;y\n1,5;2\n2.5;3\n", ("line 3", 'column "x"', "2.5")),
    "NUL": (b"x,y,kind\n1,2,a\n3,\0,b\n", ("NUL.csv",)),
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
        session.undo_stack.undo_label,
    )


@pytest.fixture
def trained(app: Driver) -> Driver:
    app.click_point(4, 4)
    app.train(epochs=5)
    return app


def test_broken_tables_one_after_the_other(trained: Driver, tmp_path: Path) -> None:
    before = state(trained)
    for name, (content, parts) in BROKEN.items():
        file = tmp_path / f"{name.removesuffix('.csv')}.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        trained.open_file("open_data", file)
        trained.wait_for(lambda file=file: file.name in trained.problem, f"the message about {name}")
        for part in parts:
            assert part in trained.problem
        assert "Traceback" not in trained.problem
        assert trained.dialog is None or not trained.find("import_import").isEnabled()
        trained.dismiss()
        assert trained.problem == "" and trained.dialog is None
        assert state(trained) == before, name


def test_a_line_break_within_quotation_marks_is_no_row(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text('x,y,kind\n1,2,"one\nof two"\n3,4,plain\n5,6,plain\n', encoding="utf-8")
    app.import_file(file)
    assert app.rows == 3 and app.session.data.class_names == ("one of two", "plain")


def test_a_file_deleted_after_its_preview_is_imported_as_it_was(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(GOOD, encoding="utf-8")
    app.open_file("open_data", file)
    app.wait_for_dialog()
    file.unlink()
    app.choose_in_dialog(target="y")
    app.take()
    assert app.session.data.columns == ("x", "kind = b") and app.rows == 10


def test_other_broken_files(trained: Driver, tmp_path: Path) -> None:
    before = state(trained)
    np.savez(tmp_path / "other.npz", a=np.zeros(3))
    (tmp_path / "broken.npz").write_bytes(b"PK\x03\x04 and then nothing")
    (tmp_path / "text.json").write_bytes(b"{not json")
    (tmp_path / "wrong.json").write_bytes(b'{"spec": {"learning_rate": -1}}')
    for action, name, words in (
        ("open_weights", "other.npz", "is not a Backprop Playground model"),
        ("open_weights", "broken.npz", "is not a Backprop Playground model"),
        ("open_experiment", "text.json", "is not a Backprop Playground file"),
        ("open_experiment", "wrong.json", "spec.learning_rate"),
        ("open_data", "gone.csv", "File not found"),
    ):
        trained.open_file(action, tmp_path / name)
        trained.wait_for(lambda name=name: name in trained.notice, "the notice")
        assert words in trained.notice
        trained.dismiss()
        assert state(trained) == before


def test_training_goes_on_beside_a_broken_file(trained: Driver, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("x,y\n1,2\n3,what\n", encoding="utf-8")
    trained.press("play")
    trained.wait_for(lambda: trained.epoch > 20)
    trained.open_file("open_data", tmp_path / "bad.csv")
    trained.wait_for(lambda: "line 3" in trained.problem)
    epoch = trained.epoch
    assert trained.session.training
    trained.wait_for(lambda: trained.epoch > epoch + 20)


def test_a_mended_file_is_taken(trained: Driver, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(GOOD.replace("4,16", "4,sixteen"), encoding="utf-8")
    trained.open_file("open_data", file)
    trained.wait_for(lambda: "line 6" in trained.problem)
    trained.dismiss()
    file.write_text(GOOD, encoding="utf-8")
    trained.import_file(file)
    assert trained.session.data.columns == ("x", "y")
    assert trained.session.data.class_names == ("a", "b")
    assert trained.notice == ""


def test_classes_by_a_single_column(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text("size,kind\n" + "".join(f"{i},{'ab'[i > 9]}\n" for i in range(20)), encoding="utf-8")
    app.import_file(file)
    assert app.session.data.columns == ("size",)
    app.train(epochs=3)
    curve = app.window.canvas_panel.canvas.curves[0].getData()[1]
    assert len(curve) and 0 <= curve.min() <= curve.max() <= 1
    app.click_point(5.0, 0.9)
    assert app.rows == 21


def test_more_classes_than_colours(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "twelve.csv"
    rows = "".join(f"{k},{(k * 7) % 12 + i / 9},kind {k}\n" for k in range(12) for i in range(4))
    file.write_text("x,y,kind\n" + rows, encoding="utf-8")
    app.import_file(file)
    assert len(app.session.data.class_names) == 12
    app.train(epochs=3)
    assert app.marks() == (~app.session.data.test).sum()
    app.choose_class(7)
    app.click_point(3, 5)
    assert app.session.data.y[-1] == 7
    app.press("hard_boundary")
    app.keys("Ctrl+D")
