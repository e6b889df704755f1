"""How the recommendations of a report stand, after what people decided about the same steps before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dunning_rules.journal.entries import Decided
from dunning_rules.journal.recording import step_of
from dunning_rules.result import Recommendation, Report

REPEAT_AFTER_DAYS = 7
"""What was done is not shown again before so many days, and the day that it set the debtor, have passed, even where the rules advise it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A recommendation that is not to be done today, because of a decision.

    Attributes:
        recommendation: what is advised.
        decision: what was decided about the same step.
        until: the day from which it is open again; `None` where it is not.
    """

    recommendation: Recommendation
    decision: Decided
    until: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The recommendations of a report, open and held.

    Attributes:
        open: what is to be done, in the order of doing.
        held: what was done lately, snoozed or overridden, in the same order.
    """

    open: tuple[Recommendation, ...]
    held: tuple[Held, ...]

    def shown(self, report: Report) -> Report:
        """The report with what is open only."""
        return replace(report, recommendations=self.open)


def standing_of(report: Report, latest: Mapping[str, tuple[Decided, date | None]], repeat_after_days: int) -> Standing:
    """Divide a report.

    Args:
        report: what is advised.
        latest: the last decision about each step, and the day that the step had set the debtor, by step.
        repeat_after_days: after how many days a step that was done may be shown again.
    """
    found = [_held(each, latest.get(step_of(each)), report, repeat_after_days) for each in report.recommendations]
    still_open = (each for each, held in zip(report.recommendations, found, strict=True) if held is None)
    return Standing(tuple(still_open), tuple(held for held in found if held is not None))


def _held(each: Recommendation, last: tuple[Decided, date | None] | None, report: Report, repeat_after_days: int) -> Held | None:
    if last is None or last[0].decision == "reopened":
        return None
    decision, names_day = last
    until = decision.until
    if decision.decision == "done":
        until = decision.at.astimezone(report.as_of.tzinfo).date() + timedelta(repeat_after_days)
        if names_day is not None and repeat_after_days:
            until = max(until, names_day + timedelta(days=1))
    if until is not None and until <= report.as_of.date():
        return None
    return Held(each, decision, until)
