"""The work as a whole: undo and redo, files, what was kept, and what a notice offers."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playground.export import load_experiment, open_source, to_text
from playground.export.experiment_file import ExperimentOptions, experiment_file, load_history, load_runs
from playground.export.model import TrainedModel
from playground.files import write
from playground.recovery.work import Work
from playground.session import SavedWork, Session
from tests.random_driver.session.act import Acts
from tests.session.drawings import three

ACTS = Acts()


@ACTS.add(8)
def undo(session: Session) -> None:
    session.undo()


@ACTS.add(3)
def redo(session: Session) -> None:
    session.redo()


@ACTS.add(2)
def end_merge(session: Session) -> None:
    session.end_merge()


@ACTS.add(0.5)
def start_new(session: Session) -> None:
    session.document.start_new()


@ACTS.add(0.5)
def open_a_drawing(session: Session) -> None:
    session.document.open(three())


@ACTS.add(1)
def save_and_open(session: Session) -> None:
    """As an experiment file, with the history and the list of runs."""
    present = session.run.present
    model = TrainedModel.of(present.experiment, present.snapshot, session.history, session.runs.listed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "saved.json"
        write(path, experiment_file(model, ExperimentOptions()))
        experiment, start = load_experiment(path)
        runs, history = load_runs(path, experiment), load_history(path)
    session.document.open(experiment, start, history=history, runs=runs, path="saved.json")
    session.tick()


@ACTS.add(1)
def save(session: Session) -> None:
    """All is in a file from now on."""
    present = session.run.present
    saved = SavedWork(present.experiment, present.snapshot.theta, "saved.json", session.runs.kept)
    session.document.mark_saved(saved)


@ACTS.add(0.5)
def open_from_text(session: Session) -> None:
    """As it is shared: a line of text."""
    line = to_text(session.experiment, session.snapshot)
    experiment, start = open_source(line, lambda _: None, lambda _: None)[:2]
    session.document.open(experiment, start)


@ACTS.add(0.5)
def come_back_from_the_shelf(session: Session) -> None:
    """As after a crash: what a keeper had written is there again."""
    if session.lesson.is_open:
        session.lesson.leave()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "work"
        Work.of(session).write(path)
        work = Work.read(path)
    session.document.restore(work.experiment, work.start, work.history, work.runs, work.document)


@ACTS.add(2)
def carry_out_the_offer(session: Session) -> None:
    if session.notice and session.notice.offer:
        session.carry_out(session.notice.offer)


@ACTS.add(0.5)
def dismiss_the_notice(session: Session) -> None:
    session.notices.dismiss()
