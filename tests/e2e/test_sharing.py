"""Links, lines of text and foreign networks come in wherever a file does, and go out by the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from playground.export import FORMATS, is_text, open_source, to_text
from playground.export.foreign.snippets import SNIPPETS
from playground.training import Checkpoint, Experiment
from tests.e2e.driver import Driver

LINK = "https://playground.tensorflow.org/#dataset=spiral&networkShape=5,3&seed=0.7&hideText=true"
BROKEN = (
    "bp1-00000000-eNqrVkrOTVWyUjJUqgUAHWkD3A",
    "bp1-zzz",
    to_text(Experiment.load())[:-4],
    "playground.tensorflow.org/#" + "x" * 5_000,
    "https://example.org/measured.csv",
)


def paste(app: Driver, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    app.come_back()
    app.keys("Ctrl+V")
    app.wait_for_line()


def copied(app: Driver, action: str) -> str:
    app.come_back()
    app.keys(app._shortcut(action))
    app.wait_for_line()
    return QGuiApplication.clipboard().text()


def state(app: Driver) -> tuple[object, ...]:
    return app.session.experiment, app.theta.tobytes(), app.session.document.path


def test_a_link_opens_wherever_a_file_does_and_undo_leads_back(app: Driver) -> None:
    before = app.session.experiment
    ways = {
        "paste": lambda: paste(app, f"  {LINK}\n"),
        "drop": lambda: app.drop(LINK),
        "argument": lambda: app.window.begin([LINK]),
        "open": lambda: app.open_file("open_experiment", LINK),
    }
    for way, come in ways.items():
        come()
        app.settle()
        assert app.session.data.name == "spiral" and app.session.spec.hidden_layers == (5, 3), way
        assert "seed" in app.notice and "hideText" in app.notice  # what was not carried is said
        assert app.dialog is None and app.words().startswith("Opened the link: spiral")
        app.train(epochs=2)
        app.press("undo")
        app.settle()
        assert app.session.experiment == before and "hideText" not in app.notice, way


def test_work_goes_to_another_window_as_a_line_of_text(app: Driver, opened: Callable[[], Driver]) -> None:
    app.click_point(5.5, -5.5)
    app.type("hidden_layers", "3")
    app.train(epochs=3)
    line = copied(app, "copy_line")
    assert is_text(line) and "one line" in app.notice
    other = opened()
    paste(other, line[:100] + "\n  " + line[100:])  # as a mail breaks it
    other.settle()
    assert other.theta.tobytes() == app.theta.tobytes() and other.epoch == app.epoch
    assert other.session.data.same_as(app.session.data) and other.window.isWindowModified()


def test_a_copied_link_shows_the_experiment_and_says_what_it_cannot_carry(app: Driver) -> None:
    link = copied(app, "copy_link")
    assert open_source(link)[0].data.name == "circle" and "copied" in app.notice
    app.click_point(5.5, -5.5)
    copied(app, "copy_link")
    assert "cannot carry" in app.notice and "501 rows" in app.notice


def test_a_broken_line_or_link_is_one_message_and_loses_nothing(app: Driver) -> None:
    app.click_point(5.5, -5.5)
    app.train(epochs=2)
    before = state(app)
    for text, way in product(BROKEN, ("paste", "argument")):
        if way == "paste":
            paste(app, text)
        else:
            app.window.begin([text])
        app.wait_for(lambda: app.notice, "the message")
        assert "\n" not in app.notice and len(app.notice) < 300
        assert state(app) == before and app.dialog is None
        app.dismiss()
        assert not app.notice


def test_every_file_that_can_be_read_back_opens_by_its_name(app: Driver, tmp_path: Path) -> None:
    experiment = Experiment.load()
    theta = np.linspace(-1, 1, experiment.network().parameters)
    app.type("hidden_layers", "3")
    app.settle()
    readable = [suffix for suffix, form in FORMATS.items() if form.load]
    for suffix in sorted(readable, key=lambda suffix: suffix == ".json"):  # it has a path
        FORMATS[suffix].save(experiment, Checkpoint(7, 100, theta), tmp_path / f"net{suffix}")
        for action in ("open_experiment", "open_weights", "open_data"):
            app.open_file(action, tmp_path / f"net{suffix}")
            app.wait_for_line()
            app.settle()
            there = app.theta.tobytes() == theta.tobytes() and app.epoch == 7 and app.rows == 500
            assert there, (suffix, action)
            app.press("undo")
            app.settle()
            assert app.session.spec.hidden_layers == (3,)
        app.drop(tmp_path / f"net{suffix}")
        app.settle()
        whole = suffix == ".json"
        assert app.epoch == 7 and bool(app.session.document.path) == whole, suffix
        app.press("undo")
        app.settle()


def test_a_network_of_another_program_comes_without_rows_and_says_so(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    hidden, output = '"activation": "relu", "W": [[1], [2], [3]], "b": [0]', '"W": [[2]], "b": [1]'
    layers = f'[{{{hidden}}}, {{"activation": "linear", {output}}}]'
    file.write_text(f'{{"format": "backprop-playground weights", "layers": {layers}}}', encoding="utf-8")
    app.open_file("open_experiment", file)
    app.settle()
    assert app.theta.tolist() == [1, 2, 3, 0, 2, 1] and app.rows == 0
    assert "has no rows" in app.notice and "3 → 1 → 1" in app.notice
    app.save_file("save_experiment", tmp_path / "mine.json")  # asks: the other's file stays as it is
    assert "relu" in file.read_text(encoding="utf-8") and (tmp_path / "mine.json").exists()


def test_files_that_are_for_export_only_say_so(app: Driver, tmp_path: Path) -> None:
    before = state(app)
    for suffix in (suffix for suffix, form in FORMATS.items() if not form.load and ".csv" not in suffix):
        (tmp_path / f"net{suffix}").write_text("x", encoding="utf-8")
        app.drop(tmp_path / f"net{suffix}")
        assert "for export only" in app.notice and state(app) == before


def test_save_writes_to_the_files_own_place_and_save_as_asks(app: Driver, tmp_path: Path) -> None:
    app.save_file("save_experiment", tmp_path / "mine.json")
    app.click_point(5.5, -5.5)
    assert app.window.isWindowModified()
    app.save_file("save_experiment", tmp_path / "never asked.json")
    assert not app.window.isWindowModified() and not (tmp_path / "never asked.json").exists()
    assert len(open_source(tmp_path / "mine.json")[0].data) == 501
    app.save_file("save_experiment_as", tmp_path / "other")
    assert app.window.windowTitle().startswith("other.json")
    (tmp_path / "other.json").unlink()
    app.click_point(5.5, 5.5)
    app.save_file("save_experiment", tmp_path / "mine.json")
    assert len(open_source(tmp_path / "other.json")[0].data) == 502


def test_a_network_of_another_library_comes_in_by_its_lines(
    app: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sklearn.neural_network import MLPRegressor  # it takes seconds to load: not for every run

    X = np.random.default_rng(0).normal(size=(40, 2))
    net = MLPRegressor(hidden_layer_sizes=(3,), activation="tanh", random_state=0)
    net.partial_fit(X, X[:, 0] * X[:, 1])
    app.come_back()
    app.keys(app._shortcut("import_network"))
    app.press("foreign_scikit-learn")
    app.press("foreign_copy")
    monkeypatch.chdir(tmp_path)
    exec(QGuiApplication.clipboard().text(), {"net": net, "X": X})
    app._answer("getOpenFileName", tmp_path / "network.weights.json")
    app.press("foreign_load")
    app.settle()
    assert app.session.experiment.sizes == (2, 3, 1)
    assert np.array_equal(app.session.network.weights[0][0], net.coefs_[0])


def test_the_lines_are_shown_for_each_library(app: Driver) -> None:
    app.come_back()
    app.keys(app._shortcut("import_network"))
    lines = app.find("foreign_lines")
    for key, row in SNIPPETS.items():
        app.press(f"foreign_{key}")
        assert lines.toPlainText() == row.lines.rstrip()
    app.press("foreign_close")
