"""Marks of a class: every result that was handed in, and the most common mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from playground.data import Progress
from playground.data.reading.raw import silent
from playground.errors import PlaygroundError
from playground.lessons.kinds import Step
from playground.lessons.lesson import Lesson
from playground.lessons.marks import StudentMarks, marks_of
from playground.lessons.results import read_result


class ClassMarks(Struct, frozen=True):
    """Its students by name, and the files that could not be marked, with the reason."""

    lesson: Lesson
    students: tuple[StudentMarks, ...]
    refused: tuple[str, ...] = ()

    @property
    def marked_steps(self) -> tuple[Step, ...]:
        """The steps that have points."""
        return tuple(step for step in self.lesson.steps if step.points)

    def commonest(self, step: Step) -> tuple[str, int] | None:
        """The wrong rule that most students applied in a step, and how many."""
        who = Counter(rule for one in self.students for at, rule in one.slips if at == step.id)
        return who.most_common(1)[0] if who else None


def class_marks(lesson: Lesson, paths: Sequence[Path], progress: Progress = silent) -> ClassMarks:
    """The marks of these results; those that cannot be marked are told with the reason."""
    students, refused = list[StudentMarks](), list[str]()
    for place, path in enumerate(paths):
        progress(place / len(paths))
        try:
            students.append(marks_of(lesson, read_result(path)))
        except PlaygroundError as error:
            text = str(error)
            refused.append(text if text.startswith(str(path)) else f"{path}: {text}")
    counts = Counter(map(_key, students))
    noted = [_noted(one, counts[_key(one)]) for one in students]
    return ClassMarks(lesson, tuple(sorted(noted, key=_key)), tuple(refused))


def _key(student: StudentMarks) -> str:
    return student.name.casefold()


def _noted(student: StudentMarks, results: int) -> StudentMarks:
    if results == 1:
        return student
    return replace(student, notes=(*student.notes, f"There are {results} results of this name."))
