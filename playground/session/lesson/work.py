"""What a student has done in one step: what was entered, what of it counts, and what is handed in."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from msgspec import Struct, field

from playground.lessons import Judgement, Moment, Step, Verdict
from playground.lessons.kinds import Answers
from playground.lessons.kinds.predict_sign import PredictSign
from playground.lessons.results import LONGEST_ANSWER, StepResult

_FAILING = {Verdict.WRONG, Verdict.NEARLY, Verdict.UNCOUNTED}


class Work(Struct):
    """The answers to a step, and what became of them.

    answers      as typed, by field
    attempts     the answers that were judged and count, in their order
    judgement    what was said last
    failed       how often something new would not do: wrong, or not as asked, which costs nothing
    shown_after  after how many attempts the solution was shown; None: it was not
    run          the run that was judged, as a table of a result
    looked_at    the answers that were judged last, whether they count or not
    """

    step: Step
    answers: dict[str, str] = field(default_factory=dict)
    attempts: list[dict[str, str]] = field(default_factory=list)
    judgement: Judgement | None = None
    failed: int = 0
    hints: int = 0
    shown_after: int | None = None
    seconds: float = 0.0
    run: dict[str, Any] | None = None
    looked_at: dict[str, str] = field(default_factory=dict)

    @property
    def unseen(self) -> bool:
        """Whether something was entered of which nobody has been told what was found."""
        return self.answers != self.looked_at

    @property
    def solved(self) -> bool:
        """Whether nothing is left to be found."""
        judged = self.judgement
        if isinstance(self.step, PredictSign):
            return judged is not None and all(mark.verdict.counts for mark in judged.marks.values())
        return self.shown_after is not None or (judged is not None and judged.done)

    @property
    def unwritten(self) -> bool:
        """Whether a prediction is to be written down first."""
        return self.step.WRITTEN_FIRST and not self.attempts

    def enter(self, name: str, text: str) -> bool:
        """Put an answer into a field; it is not judged yet. Whether it is another one."""
        if self.answers.get(name, "") == text:
            return False
        self.answers[name] = text[:LONGEST_ANSWER]
        return True

    def check(self, moment: Moment, most: int) -> Judgement:
        """Judge what is entered; the same again is no other attempt. `most` of them count; 0: all do."""
        judged = self.step.judge(self.answers, moment)
        self.failed += _fails(judged, self.answers, self.looked_at)
        counts = judged.verdict.counts or any(mark.verdict.counts for mark in judged.marks.values())
        known = bool(self.attempts) and self.attempts[-1] == self.answers
        if counts and not known and (not most or len(self.attempts) < most):
            self.attempts.append(dict(self.answers))
        self.judgement, self.looked_at = judged, dict(self.answers)
        return judged

    def show_hint(self) -> None:
        """One more of the hints."""
        self.hints = min(self.hints + 1, len(self.step.hints))

    def show_solution(self, moment: Moment) -> None:
        """Fill in what is right; what is tried from now on does not count."""
        if self.shown_after is None:
            self.shown_after = len(self.attempts)
        self.answers = dict(self.step.solution(moment)) or self.answers
        self.judgement, self.looked_at = self.step.judge(self.answers, moment), dict(self.answers)

    @classmethod
    def of(cls, step: Step, kept: StepResult, moment: Moment) -> Work:
        """What was kept of a step, judged anew at the moment that it is judged at."""
        tried = ({}, *kept.attempts, kept.answers)
        work = cls(
            step,
            dict(kept.answers),
            [dict(answers) for answers in kept.attempts],
            failed=sum(_fails(step.judge(new, moment), new, old) for old, new in pairwise(tried)),
            hints=kept.hints,
            shown_after=kept.shown_after,
            seconds=60.0 * kept.minutes,
            run=kept.run,
        )
        if kept.attempts or kept.run is not None or kept.shown_after is not None:
            work.judgement, work.looked_at = step.judge(work.answers, moment), dict(work.answers)
        return work

    @property
    def result(self) -> StepResult:
        """What is handed in of it."""
        return StepResult(
            answers=dict(self.answers),
            attempts=tuple(self.attempts),
            hints=self.hints,
            minutes=round(self.seconds / 60.0, 2),
            shown_after=self.shown_after,
            run=self.run,
        )


def _fails(judged: Judgement, answers: Answers, before: Answers) -> bool:
    """Whether something is new since `before` and will not do; who cannot write it as asked goes on, too."""
    new = {mark.verdict for name, mark in judged.marks.items() if answers.get(name) != before.get(name)}
    return answers != before and bool((new or {judged.verdict}) & _FAILING)
