"""What the writers put into another system: a report as notes, one for each step that is advised."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from dunning_rules.result import Recommendation, Report

Values: TypeAlias = Mapping[str, object]
Create: TypeAlias = Callable[[str, Values], object]
"""Creates a record in the other system: takes the name of its model, and its values."""


@dataclass(frozen=True, slots=True)
class Note:
    """One step that is advised, as a person reads it.

    Attributes:
        key: the same for the same step of the same report: whoever writes again can find it.
        debtor_id: whom it concerns.
        summary: the step as a short order.
        lines: amount, reason and what the compliance guard found.
        due_on: the day on which, or by which, to do it.
    """

    key: str
    debtor_id: str
    summary: str
    lines: tuple[str, ...]
    due_on: date

    def as_text(self) -> str:
        """The note in plain lines."""
        return "\n".join((self.summary, *self.lines, f"[{self.key}]"))

    def as_html(self) -> str:
        """The note as HTML; nothing of it is read as markup."""
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in self.lines)
        return f"<p><b>{html.escape(self.summary)}</b></p>{paragraphs}<p>[{html.escape(self.key)}]</p>"


def notes(report: Report, *, held_back: bool = False) -> tuple[Note, ...]:
    """The steps of a report as notes, in the order of doing.

    Args:
        report: the report.
        held_back: whether those are wanted, too, that the compliance guard vetoed, or that need an approval; their verdict is said.
    """
    wanted = (each for each in report.recommendations if held_back or not each.is_held_back)
    return tuple(_note(each, report.as_of.date()) for each in wanted)


def _note(step: Recommendation, today: date) -> Note:
    money = [] if step.amount is None else [f"{step.currency} {step.amount}"]
    hours = [] if step.window is None else [f"{step.window.on.isoformat()}, {step.window.start} to {step.window.end}, local time"]
    verdict = [] if step.verdict == "permitted" else [f"compliance guard: {step.verdict}"]
    findings = [f"{finding.name}: {finding.reason}" for finding in step.findings]
    days = (step.on, step.window.on if step.window else None, step.deadline, today)
    return Note(
        key=f"dunning-rules {today.isoformat()} {step.rule_id} {step.record}",
        debtor_id=step.debtor_id,
        summary=step.task,
        lines=(*money, step.reason, *hours, *verdict, *findings),
        due_on=next(day for day in days if day is not None),
    )
