"""The session: THE state of the running app. Panels read it, call its verbs, and are told what changed.

A verb that edits data or spec can be undone. Nothing here knows Qt; the window calls `tick` once a frame.
"""

from playground.session.changes import ALL, Change
from playground.session.classes import MOST_DRAWN_CLASSES
from playground.session.document import SavedWork
from playground.session.drawing_tools import TOOLS, Brush, Tool
from playground.session.microscope import Microscope
from playground.session.notice import Notice, Offer
from playground.session.session import Session
from playground.session.view_state import PRESENTED_SIZES, TEXT_SIZES, Inspected, SidePanel, ViewSettings

__all__ = [
    "ALL",
    "MOST_DRAWN_CLASSES",
    "PRESENTED_SIZES",
    "TEXT_SIZES",
    "TOOLS",
    "Brush",
    "Change",
    "Inspected",
    "Microscope",
    "Notice",
    "Offer",
    "SavedWork",
    "Session",
    "SidePanel",
    "Tool",
    "ViewSettings",
]
