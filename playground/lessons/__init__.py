"""Lessons: files (`file`), their steps (`kinds`), marking, variants and results. Free of Qt.

`read(path)` gives a Lesson; `lesson.moment(step)` is what a step is judged at, `step.judge(answers, moment)`
the Judgement. `bundled()` are the lessons that ship with the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.late import late

if TYPE_CHECKING:
    from playground.lessons.file import Entry, bundled, read, read_text, text_of, write
    from playground.lessons.judgement import Judgement, Mark, Verdict
    from playground.lessons.kinds import KINDS, Answers, Step
    from playground.lessons.lesson import Head, Lesson
    from playground.lessons.moment import Moment
else:
    __getattr__ = late(
        __name__,
        file=("Entry", "bundled", "read", "read_text", "text_of", "write"),
        judgement=("Judgement", "Mark", "Verdict"),
        kinds=("KINDS", "Answers", "Step"),
        lesson=("Head", "Lesson"),
        moment=("Moment",),
    )

__all__ = [
    "KINDS",
    "Answers",
    "Entry",
    "Head",
    "Judgement",
    "Lesson",
    "Mark",
    "Moment",
    "Step",
    "Verdict",
    "bundled",
    "read",
    "read_text",
    "text_of",
    "write",
]
