"""Take it with you: a network is exported from the window in every format, and used elsewhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from playground.export import FORMATS
from playground.export.animation import ANIMATION_FORMATS
from tests.e2e.driver import Driver


@pytest.fixture
def trained(app: Driver) -> Driver:
    app.train(epochs=20)
    return app


def test_a_trained_network_goes_to_the_web_to_python_to_c_and_comes_back(
    trained: Driver, opened: Callable[[], Driver], tmp_path: Path
) -> None:
    for name in ("net.html", "net.py", "net.h", "net.json"):
        trained.export(tmp_path / name)
        assert trained.notice == f"Exported {name} to {tmp_path}."
    assert "predict" in (tmp_path / "net.html").read_text(encoding="utf-8")
    program = [sys.executable, str(tmp_path / "net.py"), "--test"]
    assert subprocess.run(program, capture_output=True, check=True).returncode == 0
    if cc := shutil.which("cc"):
        flags = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-DCIRCLE_SELF_TEST"]
        made = [cc, *flags, "-x", "c", str(tmp_path / "net.h"), "-o", str(tmp_path / "net"), "-lm"]
        subprocess.run(made, capture_output=True, check=True)
        subprocess.run([str(tmp_path / "net")], capture_output=True, check=True)
    other = opened()
    other.open_file("open_experiment", tmp_path / "net.json")
    other.settle()
    assert other.theta.tobytes() == trained.theta.tobytes() and other.epoch == trained.epoch
    other.train(epochs=2)


def test_every_format_is_shown_copied_and_saved_as_it_is_shown(trained: Driver, tmp_path: Path) -> None:
    dialog = trained.open_export(".py")
    for card in dialog.cards.cards:
        offer, path = card.offer, tmp_path / f"file{card.offer.suffix}"
        trained.press(card.objectName())
        if offer.suffix in ANIMATION_FORMATS:
            trained.type("export_seconds", "0.5")  # few frames: how long an animation is changes nothing here
        trained.wait_for_preview()
        preview = dialog.preview
        assert preview.stack.currentWidget() is not preview.problem, preview.problem.text()
        assert preview.size_words.text() and card.accessibleName() and card.accessibleDescription()
        assert offer.snippet.split("{file}")[0].rstrip() in dialog.usage.snippet.toPlainText()
        trained._answer("getSaveFileName", path)
        trained.press("export_save")
        trained.wait_for(lambda: not dialog.line.busy, "the file")
        assert dialog.words.text() == f"Exported {path.name} to {tmp_path}."
        content = path.read_bytes()
        assert content
        if offer.copies and offer.suffix in FORMATS:
            if preview.stack.currentWidget() is preview.text:
                assert preview.text.toPlainText()[:300] in content.decode()
            trained.press("export_copy")
            trained.wait_for(lambda: not dialog.line.busy, "the copy")
            assert QGuiApplication.clipboard().text() == content.decode()
        elif offer.copies:
            trained.press("export_copy")
            trained.wait_for(lambda: not dialog.line.busy, "the copy")
            assert QGuiApplication.clipboard().image().size() == QImage.fromData(content).size()
    trained.press("export_close")


def test_options_are_seen_at_once_and_a_bad_one_is_refused_in_place(trained: Driver) -> None:
    dialog = trained.open_export(".h")
    field = trained.find("export_prefix")
    field.setFocus()
    QTest.keyClicks(field, "mine")
    trained.wait_for_preview()
    assert "MINE_H" in dialog.preview.text.toPlainText() and dialog.save.isEnabled()
    QTest.keyClicks(field, "-9")
    assert "Prefix" in dialog.preview.problem.text() and not dialog.save.isEnabled()
    field.selectAll()
    QTest.keyClicks(field, "net")
    trained.wait_for_preview()
    assert "NET_H" in dialog.preview.text.toPlainText() and dialog.save.isEnabled()
    trained.press("export_html")
    trained.wait_for_preview()
    without = dialog.preview.picture.picture
    trained.press("export_rows")
    trained.wait_for_preview()
    assert dialog.preview.picture.picture != without
    trained.press("export_h")
    trained.wait_for_preview()
    assert "NET_H" in dialog.preview.text.toPlainText()  # as it was chosen
    dialog.reject()


ORDER = ["export_text", "export_copy_snippet", "export_snippet", "export_close", "export_copy", "export_save"]


def tabs(dialog: QWidget, times: int) -> list[str]:
    """What has the keys after each press of Tab."""
    met = []
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(dialog.focusWidget().objectName())
    return met


def test_the_keyboard_is_enough(trained: Driver, tmp_path: Path) -> None:
    trained.keys("Ctrl+E")
    dialog = trained.exporting
    first, second, *_, last = dialog.cards.cards
    assert QApplication.focusWidget() is first and dialog.offer is first.offer
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert dialog.offer is second.offer and QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_End)
    assert dialog.offer is last.offer
    QTest.keyClick(last, Qt.Key.Key_Home)
    QTest.keyClick(first, Qt.Key.Key_Down)
    trained.wait_for_preview()
    assert tabs(dialog, 8) == [*ORDER, "export_py", "export_text"]
    dialog.cards.card.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Down)
    trained.wait_for_preview()
    assert tabs(dialog, 3) == ["export_text", "export_prefix", "export_copy_snippet"]
    second.setFocus()
    trained.wait_for_preview()
    trained._answer("getSaveFileName", tmp_path / "net.py")
    QTest.keyClick(second, Qt.Key.Key_Return)  # saves, wherever the keys are
    trained.wait_for((tmp_path / "net.py").exists, "the file")
    trained.wait_for(lambda: not dialog.line.busy, "its end")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    trained.wait_for(lambda: not dialog.isVisible(), "its end")


def test_format_and_folder_are_remembered(opened: Callable[..., Driver], tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    app = opened(settings)
    app.export(tmp_path / "net.py")
    asked = []
    other = opened(settings)
    other._monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *given: asked.append(given[2]) or ("", "")
    )
    other.keys("Ctrl+E")
    assert other.exporting.offer.suffix == ".py"
    other.wait_for_preview()
    other.press("export_save")
    assert asked == [str(tmp_path / "circle.py")]
    other.exporting.reject()


def test_the_ending_is_added_before_it_is_asked_about_another_file(trained: Driver, tmp_path: Path) -> None:
    (tmp_path / "net.weights.json").write_bytes(b"mine")
    dialog = trained.open_export(".weights.json")
    trained._answer("getSaveFileName", tmp_path / "net")
    trained.press("export_save")
    box = dialog.findChild(QMessageBox, "replace")
    assert "net.weights.json " in box.text()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert (tmp_path / "net.weights.json").read_bytes() == b"mine"
    dialog.reject()


def test_a_missing_package_is_named_with_what_installs_it(trained: Driver) -> None:
    trained._monkeypatch.setattr("playground.ui.exporting.offers.is_missing", lambda _name: True)
    dialog = trained.open_export(".onnx")
    assert "onnx" in dialog.cards.card.offer.lacks and not dialog.save.isEnabled()
    trained.press("export_copy_snippet")
    assert QGuiApplication.clipboard().text().endswith("-m pip install onnx")
    trained.press("export_npz")
    trained.wait_for_preview()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_a_network_that_has_diverged_is_refused_in_words(app: Driver) -> None:
    run = app.session.run
    app._monkeypatch.setattr(run, "snapshot", replace(run.snapshot, theta=np.full(len(app.theta), np.nan)))
    dialog = app.open_export(".py")
    assert "diverged" in dialog.preview.problem.text() and not dialog.save.isEnabled()
    dialog.reject()


def test_a_folder_that_cannot_be_written_is_said_in_the_dialog(trained: Driver, tmp_path: Path) -> None:
    dialog = trained.open_export(".npz")
    trained._answer("getSaveFileName", tmp_path / "missing" / "net.npz")
    trained.press("export_save")
    trained.wait_for(lambda: "cannot be written" in dialog.words.text(), "the message")
    dialog.reject()


def test_the_preview_of_an_animation_plays_until_it_is_paused(trained: Driver) -> None:
    preview = trained.open_export(".webp").preview
    seen: set[int] = set()

    def moved(count: int) -> bool:
        seen.add(id(preview.picture.picture))
        return len(seen) >= count

    trained.wait_for(lambda: moved(4), "four frames")
    trained.press("export_pause")
    still = preview.picture.picture
    QTest.qWait(2 * preview.player.interval())
    assert preview.picture.picture is still and preview.pause.accessibleName() == "Play"
    trained.press("export_pause")
    trained.wait_for(lambda: preview.picture.picture is not still, "another frame")
    trained.exporting.reject()
    trained.settle()
    assert not trained.session.reel.waiting


def test_an_animation_can_be_cancelled(trained: Driver, tmp_path: Path) -> None:
    dialog = trained.open_export(".gif")
    trained._answer("getSaveFileName", tmp_path / "run.gif")
    trained.press("export_save")
    assert dialog.line.busy
    dialog.line.cancel()
    assert not dialog.line.busy and not (tmp_path / "run.gif").exists()
    trained.press("export_save")
    dialog.reject()  # nor when the dialog ends
    trained.come_back()
    trained.settle()
    assert not (tmp_path / "run.gif").exists()


def test_what_is_saved_is_what_was_shown_while_training_goes_on(trained: Driver, tmp_path: Path) -> None:
    trained.press("play")
    dialog = trained.open_export(".weights.json")
    theta = dialog._subject.snapshot.theta.copy()
    trained.wait_for(lambda: trained.epoch > dialog._subject.snapshot.epoch + 20)
    trained._answer("getSaveFileName", tmp_path / "net.weights.json")
    trained.press("export_save")
    trained.wait_for(lambda: not dialog.line.busy and dialog.words.text(), "the file")
    layers = json.loads((tmp_path / "net.weights.json").read_text(encoding="utf-8"))["layers"]
    assert np.concatenate([[*np.ravel(one["W"]), *one["b"]] for one in layers]).tolist() == theta.tolist()
    dialog.reject()


def test_a_picture_has_test_points_only_if_they_are_wanted(trained: Driver) -> None:
    dialog = trained.open_export(".png")
    without = dialog.preview.picture.picture
    dialog.findChild(QWidget, "export_show_test").click()
    trained.wait_for_preview()
    assert dialog.preview.picture.picture != without
    dialog.reject()


@pytest.mark.parametrize("percent", [100, 150])
def test_a_card_has_room_for_all_its_lines(app: Driver, percent: int) -> None:
    app.session.view.update(text_size=percent)
    app.frame()
    dialog = app.open_export(".py")
    for card in dialog.cards.cards:
        assert card.height() == card.sizeHint().height(), card.objectName()
    dialog.reject()
