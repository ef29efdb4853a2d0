"""The session: THE state of the running app. Panels read it, call its verbs, and are told what changed.

A verb that edits data or spec can be undone. Nothing here knows Qt; the window calls `tick` once a frame.
"""

from playground.session.changes import ALL, Change
from playground.session.document import Document
from playground.session.drawing import MOST_DRAWN_CLASSES
from playground.session.microscope import Microscope
from playground.session.session import Session
from playground.session.shown import TEXT_SIZES, Beside, Inspected, Notice, View
from playground.session.tools import TOOLS, Brush, Tool

__all__ = [
    "ALL",
    "MOST_DRAWN_CLASSES",
    "TEXT_SIZES",
    "TOOLS",
    "Beside",
    "Brush",
    "Change",
    "Document",
    "Inspected",
    "Microscope",
    "Notice",
    "Session",
    "Tool",
    "View",
]
