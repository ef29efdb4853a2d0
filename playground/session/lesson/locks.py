"""Which controls of the window a step leaves free, and why not the others."""

from __future__ import annotations

from playground.data import Recipe
from playground.lessons import Lesson
from playground.lessons.controls import State
from playground.session.lesson.work import Work
from playground.settings import settings_of
from playground.training.spec import Spec

_RUNNING = ("play", "step_row", "step_batch", "step_epoch")
"""The controls that train."""

_CHANGING = frozenset({*settings_of(Spec), *settings_of(Recipe), *_RUNNING, "canvas", "weights", "features"})
"""What a lesson's default is about: the controls that change the experiment, and those that train."""


def control(lesson: Lesson, work: Work, name: str) -> State:
    """Whether a control of the window is free, locked or hidden."""
    if _why_not_now(work, name):
        return "locked"
    controls = lesson.controls_in(work.step)
    named = name in {*controls.free, *controls.locked, *controls.hidden}
    return controls.state(name) if named or name in _CHANGING else "free"


def why_locked(lesson: Lesson, work: Work, name: str) -> str:
    """What is said, and read aloud, on a locked control."""
    why = _why_not_now(work, name) or lesson.controls_in(work.step).why
    return why or "Locked in this lesson."


def _why_not_now(work: Work, name: str) -> str:
    """Why a step of this kind locks a control, whatever its file says; empty where it does not."""
    if name in _RUNNING and work.unwritten:
        return "Write your prediction down first."
    if name in {*_RUNNING, "weights"} and work.step.ABOUT == "update":
        return "This step is about one update, from these weights."
    return ""
