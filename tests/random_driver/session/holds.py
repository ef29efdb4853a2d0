"""What holds of a session, whatever was done to it. Each finds a problem, or nothing: an empty text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np

from playground.session import Session
from playground.training.checkpoint import Place
from playground.training.evaluation import EncodedRows, Score
from tests.random_driver.fault import Fault

Hold = Callable[[Session], str]


def check(session: Session, holds: Iterable[tuple[str, Hold]]) -> None:
    """Raises Fault."""
    for name, hold in holds:
        if problem := hold(session):
            raise Fault(f"disagrees: {name}", f"The {name} disagrees with the session: {problem}")


# --- after every frame -------------------------------------------------------------------------------


def _network(session: Session) -> str:
    sizes, shapes = session.experiment.sizes, session.network.shapes
    if [*pairwise(sizes)] != [*shapes]:
        return f"sizes {sizes}, weights {shapes}"
    if session.snapshot.theta.shape != session.network.theta.shape:
        return f"{session.snapshot.theta.shape} numbers in the snapshot"
    same = np.array_equal(session.snapshot.theta, session.network.theta, equal_nan=True)
    return "" if same else "other weights than those of the snapshot"


def _rows(session: Session) -> str:
    data = session.data
    lengths = {len(data.X), len(data.y), len(data.test)}
    if len(lengths) != 1 or data.X.shape[1] != len(data.columns):
        return f"X {data.X.shape}, y {data.y.shape}, test {data.test.shape}, columns {data.columns}"
    if data.class_names and len(data) and not 0 <= data.y.min() <= data.y.max() < len(data.class_names):
        return f"classes {np.unique(data.y)} of {data.class_names}"
    return ""


def _figures(session: Session) -> str:
    """At rest the losses on screen, where there are some, are those of the weights on screen."""
    if session.busy or session.snapshot.status == "diverged" or not len(session.data):
        return ""
    if not session.playhead.exact and session.snapshot.train == session.snapshot.test == Score():
        return ""  # the nearest place that is kept: of the present rows, its losses are not known
    with np.errstate(all="ignore"):
        expected = [
            scores for scores in EncodedRows(session.experiment).evaluate_in_chunks(session.network) if scores
        ][-1]
    for score, there in zip((session.snapshot.train, session.snapshot.test), expected, strict=True):
        if not np.isclose(score.drawn_loss, there.drawn_loss, rtol=1e-6, equal_nan=True):
            return f"{score} on screen, {there} of the weights"
    return ""


def _selection(session: Session) -> str:
    rows, data = session.points.selected, session.data
    return "" if not len(rows) or rows[-1] < len(data) else f"row {rows[-1]} of {len(data)}"


def _view(session: Session) -> str:
    """What is shown is there."""
    plane, columns = session.view.plane, len(session.data.columns)
    axes = [plane.x] if plane.y is None else [plane.x, plane.y]
    if max(axes) >= columns or len(plane.held) != columns:
        return f"axes {axes}, {len(plane.held)} held, of {columns} columns"
    seen, sizes = session.view.inspected, session.experiment.sizes
    if seen is not None and seen.layer and (seen.layer >= len(sizes) or seen.index >= sizes[seen.layer]):
        return f"{seen} of {sizes}"
    drawn, label = session.classes.drawn, session.tools.brush.label
    return "" if not drawn or label in drawn else f"the brush has class {label} of {drawn}"


def _microscope(session: Session) -> str:
    lost = session.backprop.microscope is not None and session.backprop.present_microscope is None
    return "it looks at another experiment, though nothing is under way" if lost and not session.busy else ""


HOLDS: tuple[tuple[str, Hold], ...] = (
    ("network", _network),
    ("rows", _rows),
    ("figures", _figures),
    ("selection", _selection),
    ("view", _view),
    ("microscope", _microscope),
)


# --- at rest, with the trainer in this process -------------------------------------------------------


def _trainer(session: Session) -> str:
    """What the session knows of the run is what there is."""
    there, present = session.worker.proxy.trainer, session.run.present  # type: ignore[attr-defined]
    shot = present.snapshot
    if not there.experiment.same_as(present.experiment):
        return "it has another experiment"
    if (there.epoch, there.steps) != (shot.epoch, shot.steps):
        return f"it is at {there.epoch, there.steps}, the session at {shot.epoch, shot.steps}"
    return "" if np.array_equal(there.network.theta, shot.theta, equal_nan=True) else "it has other weights"


def _history(session: Session) -> str:
    history, shot = session.history, session.run.present.snapshot
    points = history.timeline.checkpoints
    if any(one.place >= other.place for one, other in pairwise(points)):
        return "its checkpoints are out of order"
    if points and points[-1].epoch > shot.epoch:
        return f"a checkpoint of epoch {points[-1].epoch}, the present is {shot.epoch}"
    if not len(history):
        return ""
    if history.last_epoch != shot.epoch:
        return f"it ends with epoch {history.last_epoch}, the present is {shot.epoch}"
    if shot.status == "diverged" or shot.step:
        return ""
    last, now = history.losses[-1][0], shot.train.drawn_loss
    same = np.isclose(last, now, rtol=1e-9, equal_nan=True)
    return "" if same else f"it ends with the loss {last}, the present has {now}"


def _past(session: Session) -> str:
    """What is looked at is what the run was there."""
    head = session.playhead
    if head.place is None or not head.exact:
        return ""
    there = session.worker.proxy.trainer.at(*head.place)  # type: ignore[attr-defined]
    return "" if np.array_equal(there.theta, session.snapshot.theta, equal_nan=True) else f"of {head.place}"


def _comparison(session: Session) -> str:
    """A kept run that is looked at beyond its end is shown there; of the others nothing is of the future."""
    for there in session.comparison.all_there[1:]:
        assert there.kept is not None
        if there.ended and not np.array_equal(there.theta, there.kept.end.theta, equal_nan=True):
            return f"{there.name} ended, and is not at its end"
        now = Place(session.playhead.epoch)
        known = there.kept.history.timeline.nearest(now)  # of a run from a file its end alone may be kept
        if known and not session.comparison.by_steps and there.epoch > now.epoch:
            return f"{there.name} at epoch {there.epoch}, the playhead at {now.epoch}"
    return ""


def _lesson(session: Session) -> str:
    """All that its column shows can be had."""
    lesson = session.lesson
    if lesson.is_open:
        _ = lesson.why_not_on, lesson.covered, lesson.moment, lesson.may_show_solution, lesson.progress
        _ = lesson.control("play"), lesson.result()
    return ""


HOLDS_AT_REST = (
    *HOLDS,
    ("trainer", _trainer),
    ("history", _history),
    ("past", _past),
    ("comparison", _comparison),
    ("lesson", _lesson),
)
