"""What a change of policy does to a portfolio: both are asked, and their reports are laid beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from dunning_rules.comparison.currencies import two_currencies
from dunning_rules.comparison.load import loads_of
from dunning_rules.comparison.measured import Altered, Concluded, Given, Measured, Moved
from dunning_rules.language.types import total
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rejects import Reject
from dunning_rules.result import Recommendation, Report

_Key: TypeAlias = tuple[str, str, str]
_COMPARED = ("task", "channel", "urgency", "amount", "amount_at_risk", "on", "deadline", "verdict")


def measure(
    old: Policy,
    new: Policy,
    cases: Iterable[Case],
    *,
    as_of: datetime,
    rejects: Iterable[Reject] = (),
    on_progress: Callable[[int], None] | None = None,
) -> Measured:
    """Ask both policies about a portfolio.

    Args:
        old: the earlier policy.
        new: the later one.
        cases: the debtors, each once.
        as_of: the moment for which is asked.
        rejects: rows that were already rejected when the cases were read.
        on_progress: called with the number of answers, after each.

    Raises:
        AsOfError: `as_of` has no zone.
        CaseError: the policies report in two currencies.
    """
    asked = tuple(cases)
    reports, refused = _answers((old, new), asked, as_of, on_progress or (lambda _: None))
    currencies = [each.totals.currency for each in reports]
    if currencies[0] != currencies[1]:
        raise two_currencies(*currencies)
    before, now = (_given(each) for each in reports)
    altered = tuple(found for key in sorted(before.keys() & now.keys()) if (found := _altered(before[key], now[key])).changed)
    gained, lost = (tuple(one[key] for key in sorted(one.keys() - other.keys())) for one, other in ((now, before), (before, now)))
    touched = {each.debtor_id for each in (*gained, *lost, *(one.now for one in altered))}
    answered = [case for case in asked if case.debtor.id in touched]
    return Measured(
        as_of=reports[0].as_of,
        currency=currencies[0],
        debtors=reports[0].cases.accepted,
        touched=len(touched),
        open_amount=reports[0].totals.open_amount,
        open_amount_touched=total([new.evaluate(case, as_of=as_of).totals.open_amount for case in answered]),
        gained=gained,
        lost=lost,
        altered=altered,
        moved=_moved(*reports),
        actions=tuple(each for each in loads_of(before, now, "action") if each.is_changed),
        channels=loads_of(before, now, "channel"),
        conclusions=_concluded(*reports),
        rejects=(*rejects, *refused),
    )


def _answers(
    policies: tuple[Policy, Policy], cases: tuple[Case, ...], as_of: datetime, on_progress: Callable[[int], None]
) -> tuple[tuple[Report, Report], tuple[Reject, ...]]:
    """Both reports, on the cases that both can answer."""
    old = policies[0].evaluate_all(cases, as_of=as_of, on_progress=on_progress)
    new = policies[1].evaluate_all(cases, as_of=as_of, on_progress=lambda done: on_progress(len(cases) + done))
    rejects = tuple(dict.fromkeys((*old.rejects, *new.rejects)))
    if not rejects:
        return (old, new), ()
    refused = {each.value for each in rejects}
    left = [case for case in cases if case.debtor.id not in refused]
    return (policies[0].evaluate_all(left, as_of=as_of), policies[1].evaluate_all(left, as_of=as_of)), rejects


def _given(report: Report) -> dict[_Key, Given]:
    found: dict[_Key, Given] = {}
    for each in report.recommendations:
        given = _one(each)
        found.setdefault((given.debtor_id, given.action, given.record), given)
    return found


def _one(each: Recommendation) -> Given:
    record = each.record if each.invoice_id is None else f"invoice/{each.invoice_id}"
    return Given(
        each.debtor_id,
        record,
        each.action,
        each.task,
        each.channel,
        each.rule_id,
        each.urgency,
        each.amount,
        each.amount_at_risk,
        each.on,
        each.deadline,
        each.verdict,
    )


def _altered(before: Given, now: Given) -> Altered:
    return Altered(before, now, tuple(name for name in _COMPARED if getattr(before, name) != getattr(now, name)))


def _moved(old: Report, new: Report) -> tuple[Moved, ...]:
    before, now = _places(old), _places(new)
    moved = (Moved(name, before.get(name), now.get(name)) for name in sorted({*before, *now}) if before.get(name) != now.get(name))
    last = max(len(before), len(now)) + 1
    return tuple(sorted(moved, key=lambda each: (-abs((each.before or last) - (each.now or last)), each.debtor_id)))


def _places(report: Report) -> Mapping[str, int]:
    return {name: place for place, name in enumerate(dict.fromkeys(each.debtor_id for each in report.recommendations), 1)}


def _concluded(old: Report, new: Report) -> tuple[Concluded, ...]:
    before, now = ({(each.debtor_id, each.record, each.name): each for each in report.conclusions} for report in (old, new))
    found: list[Concluded] = []
    for key in sorted({*before, *now}):
        one, other = before.get(key), now.get(key)
        if one is None or other is None or one.value != other.value:
            found.append(Concluded(*key, None if one is None else one.text, None if other is None else other.text))
    return tuple(found)
