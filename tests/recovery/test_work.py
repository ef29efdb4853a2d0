"""The file of the work: all that is written comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from playground.data import Recipe
from playground.recovery import Work
from playground.training import Experiment, Spec
from playground.training.spec import MAX_PARAMETER
from tests.recovery.conftest import Desk
from tests.session.frames import settle

Open = Callable[[], Desk]


@pytest.mark.parametrize("source", ["iris", "houses", "xor"])
def test_all_kinds_of_data_come_back(tmp_path: Path, desk: Open, source: str) -> None:
    session = desk().session
    session.document.open(Experiment.load(Recipe(source=source), Spec(features=())))
    Work.of(session).write(tmp_path / "work.npz")
    found = Work.read(tmp_path / "work.npz").experiment
    assert found.data.same_as(session.data) and found.spec == session.spec
    assert found.signature == session.experiment.signature


def test_the_list_of_runs_comes_back_to_the_last_bit(tmp_path: Path, desk: Open) -> None:
    one = desk()
    one.train()
    one.session.runs.keep_present(one.session.resume_point)
    one.session.model.update_spec(hidden_layers=(3,))
    one.draw()
    for note in ("drawn", "again"):
        one.session.runs.keep_present(one.session.resume_point)
        one.session.runs.annotate(one.session.runs.kept[-1].number, note)
        one.session.model.reset()
        one.train()
    one.session.source.split(0.7)
    wanted = one.session.runs
    wanted.star(wanted.kept[0].number, starred=True)
    wanted.hide(wanted.kept[1].number, hidden=True)
    Work.of(one.session).write(tmp_path / "work.npz")
    found = Work.read(tmp_path / "work.npz").runs
    assert found.name == wanted.present_name
    for kept, other in zip(wanted.kept, found.kept, strict=True):
        for name in ("name", "colour", "parent", "note", "starred", "hidden"):
            assert getattr(kept, name) == getattr(other, name)
        assert kept.experiment.same_as(other.experiment)
        assert kept.history.losses.tobytes() == other.history.losses.tobytes()
        assert kept.history.first == other.history.first
        assert (kept.end.place, kept.end.steps) == (other.end.place, other.end.steps)
        assert kept.end.theta.tobytes() == other.end.theta.tobytes()
    drawn = [kept.experiment.data for kept in found.kept]
    assert drawn[1] is drawn[2] and drawn[0] is not drawn[1], "rows that are shared are there once"


def test_an_empty_canvas_comes_back(tmp_path: Path, desk: Open) -> None:
    session = desk().session
    session.points.clear()
    Work.of(session).write(tmp_path / "work.npz")
    assert len(Work.read(tmp_path / "work.npz").experiment.data) == 0


def test_numbers_that_no_table_may_have_come_back_all_the_same(tmp_path: Path, desk: Open) -> None:
    session = desk().session
    session.points.clear()
    tiny = session.data.with_rows(np.array([[1e-300, 0.0], [2e-300, 1.0]]), np.array([0.0, 1.0]))
    replace(Work.of(session), experiment=session.experiment.with_data(tiny)).write(tmp_path / "work.npz")
    assert Work.read(tmp_path / "work.npz").experiment.data.same_as(tiny)


def test_a_run_that_has_diverged_is_kept_where_it_was_last_in_order(tmp_path: Path, desk: Open) -> None:
    one = desk()
    one.session.document.open(Experiment.load(Recipe(source="houses"), Spec(learning_rate=100.0)))
    one.settle()
    one.session.playback.play()
    one.settle()
    assert one.session.snapshot.status == "diverged"
    Work.of(one.session).write(tmp_path / "work.npz")
    assert np.isfinite(Work.read(tmp_path / "work.npz").start.theta).all()


def test_weights_larger_than_any_file_may_have_do_not_take_the_rest_with_them(
    tmp_path: Path, desk: Open
) -> None:
    session = desk().session
    session.source.update_recipe(source="line")
    session.model.update_spec(learning_rate=10.0, optimiser="momentum")
    while np.abs(session.snapshot.theta).max() <= MAX_PARAMETER:
        session.playback.step("batch")
        settle(session)
    assert session.snapshot.status != "diverged"
    Work.of(session).write(tmp_path / "work.npz")
    work = Work.read(tmp_path / "work.npz")
    assert work.experiment.data.same_as(session.data)
    assert work.start.steps < session.snapshot.steps
