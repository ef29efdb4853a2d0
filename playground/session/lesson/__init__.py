"""The lesson that is held: its steps, what was answered, what it locks and covers, what was before it."""

from playground.session.lesson.state import LessonState
from playground.session.lesson.workspace import Workspace

__all__ = ["LessonState", "Workspace"]
