"""Whole portfolios, evaluated in columns and case by case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dunning_rules.frames.convert import tables_of
from dunning_rules.frames.report import FrameReport
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Finding, Recommendation, Report


def alike(cases: Iterable[Case]) -> list[Case]:
    """Cases of one creditor, each debtor once, by id."""
    found: dict[str, Case] = {}
    for case in cases:
        found.setdefault(case.debtor.id, case)
    first = next(iter(found.values())).creditor
    return [found[name].model_copy(update={"creditor": first}) for name in sorted(found)]


def both(policy: Policy, cases: list[Case], as_of: datetime) -> tuple[Report, FrameReport]:
    """The answer case by case, and in columns."""
    report = policy.evaluate_all(cases, as_of=as_of)
    return report, policy.evaluate_frames(tables_of(cases), as_of=as_of, creditor=cases[0].creditor)


def assert_same(report: Report, frames: FrameReport) -> None:
    """Everything that a report says is in the frames, in the same order."""
    assert frames.totals == report.totals
    assert frames.rejects == report.rejects
    assert frames.cases == report.cases
    steps = ("debtor_id", "action", "record", "rule_id", "verdict", "urgency", "amount", "window_start")
    wanted = [_step(each) for each in report.recommendations]
    assert [tuple(row) for row in frames.recommendations.select(steps).iter_rows()] == wanted
    gave_way = [(*_step(each.recommendation), each.to) for each in report.gave_way]
    assert [tuple(row) for row in frames.gave_way.select(*steps, "gave_way_to").iter_rows()] == gave_way
    concluded = [(each.debtor_id, each.record, each.name, _text(each.value), list(each.rules)) for each in report.conclusions]
    assert [tuple(row) for row in frames.conclusions.iter_rows()] == concluded
    listed = [(*report.recommendations,), [each.recommendation for each in report.gave_way]]
    found = [_finding(step, each) for steps_of in listed for step in steps_of for each in step.findings]
    assert sorted(map(str, found)) == sorted(str(tuple(row)) for row in frames.findings.iter_rows())
    worded = frames.worded()
    assert worded.recommendations == report.recommendations
    assert worded.gave_way == report.gave_way
    assert worded.conclusions == report.conclusions
    assert frames.worded(3).recommendations == report.recommendations[:3]


def _step(each: Recommendation) -> tuple[object, ...]:
    start = None if each.window is None else each.window.start
    return each.debtor_id, each.action, each.record, each.rule_id, each.verdict, each.urgency, each.amount, start


def _finding(step: Recommendation, each: Finding) -> tuple[object, ...]:
    own = each.constraint, each.name, each.effect, each.reason, each.source, each.confidence, each.red_line, each.lawful_form
    return step.debtor_id, step.record, step.rule_id, step.action, *own


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
