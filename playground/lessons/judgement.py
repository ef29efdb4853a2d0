"""What a step says of a student's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field


class Verdict(StrEnum):
    """How an answer was found."""

    RIGHT = "right"
    FOLLOWED = "followed"  # wrong as such, right from the student's own earlier numbers: full points
    NEARLY = "nearly"
    WRONG = "wrong"
    UNCOUNTED = "not counted"  # unreadable, or not as asked: it says how to write it, and costs nothing
    EMPTY = "empty"
    KEPT = "kept"  # read and kept, never marked

    @property
    def counts(self) -> bool:
        """Whether it is an attempt."""
        return self not in {Verdict.UNCOUNTED, Verdict.EMPTY}

    @property
    def good(self) -> bool:
        """Whether nothing more is to be done."""
        return self in {Verdict.RIGHT, Verdict.FOLLOWED, Verdict.KEPT}


class Mark(Struct, frozen=True):
    """One field of a step.

    echo   the value as it was read, to be shown beside the field
    rules  the names of the wrong rules that give this value: see `marking.wrong_rules`
    """

    verdict: Verdict
    points: float = 0.0
    sentence: str = ""
    echo: str = ""
    rules: tuple[str, ...] = ()


class Judgement(Struct, frozen=True):
    """A whole step: the sentence is to be shown, `marks` are by the names of the fields."""

    verdict: Verdict
    points: float
    out_of: float
    sentence: str = ""
    marks: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether nothing more is to be answered."""
        return self.verdict.good

    @property
    def marked(self) -> bool:
        """Whether it says more than that the answer is kept."""
        return self.verdict is not Verdict.KEPT


def whole(verdict: Verdict, out_of: float, sentence: str) -> Judgement:
    """Of a step with one answer: all of the points or none."""
    return Judgement(
        verdict, out_of if verdict in {Verdict.RIGHT, Verdict.FOLLOWED} else 0.0, out_of, sentence
    )


def summed(marks: Mapping[str, Mark], out_of: float, sentence: str = "") -> Judgement:
    """Of a step with several fields: the worst verdict, and the points of all."""
    worst = max((mark.verdict for mark in marks.values()), key=_SEVERITY.index, default=Verdict.EMPTY)
    points = round(sum(mark.points for mark in marks.values()), 6)
    first = next((mark.sentence for mark in marks.values() if mark.verdict is worst), "")
    return Judgement(worst, points, out_of, sentence or first, marks)


def combined(judgements: Sequence[Judgement]) -> Judgement:
    """The best of several attempts, field by field. Raises ValueError when there is none."""
    best = max(judgements, key=lambda one: (one.points, -_SEVERITY.index(one.verdict)))
    if not best.marks:
        return best
    marks = {name: max((one.marks[name] for one in judgements), key=_rank) for name in best.marks}
    return summed(marks, best.out_of)


def _rank(mark: Mark) -> tuple[float, int]:
    return mark.points, -_SEVERITY.index(mark.verdict)


_SEVERITY = (
    Verdict.KEPT,
    Verdict.RIGHT,
    Verdict.FOLLOWED,
    Verdict.EMPTY,
    Verdict.UNCOUNTED,
    Verdict.NEARLY,
    Verdict.WRONG,
)
