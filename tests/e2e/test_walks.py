"""The three walks of CONTRIBUTING.md are those that the program takes: few files, and never back."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from multiprocessing import Pipe
from pathlib import Path
from types import FrameType

import pytest

import playground
from playground.training import Experiment, Trainer
from playground.training.messages import Apply, Command, End, Envelope, RequestReport, Step, post, write
from playground.training.run_shelf import RunShelf
from playground.training.worker import WorkerLoop
from tests.e2e.driver import Driver

HOUSE = Path(playground.__file__).parent
CONTRIBUTING = HOUSE.parent / "CONTRIBUTING.md"
# What every event comes through, and what calls once a frame.
PLUMBING = {"ui/widgets/guard.py", "ui/widgets/line_edit.py", "ui/window/main_window.py"}
MOST = 10  # files

Place = tuple[str, str]  # file and function


def documented(title: str) -> list[Place]:
    """The places of a walk, as CONTRIBUTING.md tells them."""
    section = CONTRIBUTING.read_text(encoding="utf-8").split(f"**{title}**")[1].split("\n\n")[1]
    return re.findall(r"^\d+\. `([\w/]+\.py)` `([\w.]+)`", section, re.MULTILINE)


def places(frame: FrameType | None) -> Iterator[Place]:
    """Where a frame is, and where it was called from, all the way up."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if HOUSE in path.parents:
            yield path.relative_to(HOUSE).as_posix(), frame.f_code.co_qualname
        frame = frame.f_back


def way_to(end: Place, act: Callable[[], object], by: str = "") -> list[Place]:
    """How `act` comes to `end`, from the outside in: the longest of its ways, or of those by a file."""
    found: list[Place] = []

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal found
        if event == "call" and frame.f_code.co_qualname == end[1]:
            way = list(places(frame))
            passes = not by or any(file == by for file, _ in way)
            if way and way[0] == end and passes and len(way) > len(found):
                found = way

    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(None)
    return [(file, function) for file, function in reversed(found) if file not in PLUMBING]


def in_worker(end: Place, experiment: Experiment, *commands: Command) -> list[Place]:
    """How the worker comes to `end` when it is told these commands: here, it is in this process."""
    ours, theirs = Pipe()
    worker = WorkerLoop(theirs, RunShelf(Trainer(experiment)))
    for number, command in enumerate((*commands, RequestReport(0), End()), 1):
        post(ours, write(Envelope(number, command)))
    way = way_to(end, worker.serve)
    ours.close()
    theirs.close()
    return way


def check(walk: list[Place], *ways: list[Place]) -> None:
    """All files of the ways, in their order, are those of the walk: each is entered once."""
    met = [file for way in ways for file, _ in groupby(file for file, _ in way)]
    assert met == [file for file, _ in walk]
    assert len(set(met)) == len(met) <= MOST
    assert set(walk) <= {place for way in ways for place in way}


@pytest.fixture
def edit_of(app: Driver) -> Callable[[Callable[[], object]], tuple[Experiment, list[Place], Command]]:
    """Makes an edit: what was before, the way from the hand to the pipe, and what the worker is told."""

    def edit_of(act: Callable[[], object]) -> tuple[Experiment, list[Place], Command]:
        before = app.session.experiment
        told = way_to(("training/messages.py", "write"), act)
        return before, told, Apply(app.session.experiment)

    return edit_of


def test_the_learning_rate(
    app: Driver, edit_of: Callable[..., tuple[Experiment, list[Place], Command]]
) -> None:
    before, told, command = edit_of(lambda: app.type("learning_rate", "0.5"))
    learnt = in_worker(("fastpath/prepared.py", "PreparedBatches.run"), before, command, Step("batch"))
    check(documented("The learning rate, from its form to θ"), told, learnt)


def test_a_clicked_point(
    app: Driver, edit_of: Callable[..., tuple[Experiment, list[Place], Command]]
) -> None:
    before, told, command = edit_of(lambda: app.click_point(0.5, 0.5))
    taken = in_worker(("training/trainer.py", "Trainer._apply_data"), before, command)
    check(documented("A clicked point, from the mouse to the training set"), told, taken)


def test_a_snapshot(app: Driver) -> None:
    """It is carried by returning: from the inside out."""
    made = in_worker(("training/trainer.py", "Trainer.snapshot"), app.session.experiment, Step("batch"))[::-1]
    app.session.playback.step("batch")
    fetched = way_to(("training/proxy.py", "TrainerProxy.poll"), app.settle)[::-1]
    app.session.playback.step("batch")
    taken = way_to(("session/run_state.py", "RunState.take"), app.settle)
    app.session.playback.step("batch")
    shown = way_to(("ui/plotting/heatmap.py", "Heatmap._current"), app.settle, by="ui/canvas/card.py")
    assert taken[0][0] == fetched[-1][0], "the session hands it on"
    check(documented("A snapshot, from the trainer to the canvas"), made, fetched, taken[-1:], shown)
