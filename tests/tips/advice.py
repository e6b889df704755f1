"""What the built-in book advises in a small case, by rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from dunning_rules.models import Case, Event, Invoice, Visit
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import VOCABULARY
from tests.cases import NOON, TODAY, a_case, a_visit, an_event, an_invoice, at

Records: TypeAlias = "tuple[Invoice | Visit | Event, ...]"
PAYER = {"id": "payer", "role": "payer", "authority_to_pay": True}
CLERK = {"id": "clerk", "role": "clerk", "authority_to_pay": False}
OVERDUE = an_invoice(amount=Decimal(1000), acknowledged_on=TODAY - timedelta(days=70))
"""1,000 euros, 44 days past due, signed for."""


@cache
def standard() -> Policy:
    """The built-in book on the plain engine."""
    return Policy(standard_book(), engine="plain")


def report_on(
    *records: Invoice | Visit | Event,
    debtor: Mapping[str, Any] | None = None,
    creditor: Mapping[str, Any] | None = None,
    as_of: datetime = NOON,
) -> Report:
    """What is advised about a debtor with a payer and a clerk."""
    case: Case = a_case(*records, debtor={"contacts": (PAYER, CLERK)} | dict(debtor or {}), creditor=creditor)
    return standard().evaluate(case, as_of=as_of)


def fired(report: Report, prefix: str) -> dict[str, set[str]]:
    """Rules whose id begins with `prefix` -> the actions that they advise, those that gave way included."""
    found: dict[str, set[str]] = {}
    for each in (*report.recommendations, *(lost.recommendation for lost in report.gave_way)):
        for rule in (each.rule_id, *each.also):
            if rule.startswith(prefix):
                found.setdefault(rule, set()).add(each.action)
    return found


def advised(report: Report) -> set[str]:
    """The actions that stay."""
    return {each.action for each in report.recommendations}


def concluded(report: Report, name: str) -> object:
    """The value that a field of the only record of its scope was given, the highest of several, or `None`."""
    order = VOCABULARY.named(name).ref.type.choices
    values = [each.value for each in report.conclusions if each.name == name]
    return max(values, key=lambda value: order.index(str(value)) if order else 0, default=None)


def happened(kind: str, days_ago: int, **fields: Any) -> Event:  # noqa: ANN401 - fields of the event
    """An event so many days before today."""
    return an_event(kind, **{"id": f"{kind} {days_ago}", "at": at(TODAY - timedelta(days=days_ago))} | fields)


def excuse(reason: str, days_ago: int = 5, finding: str | None = None, checked: int = 2) -> tuple[Event, ...]:
    """An excuse and, where there is one, the finding on it."""
    said = happened("excuse", days_ago, reason=reason, id=f"{reason} {days_ago}")
    return (said,) if finding is None else (said, happened("excuse_checked", checked, excuse_id=said.id, finding=finding))


def visited(days_ago: int, *outcomes: str, **fields: Any) -> Visit:  # noqa: ANN401 - fields of the visit
    """A visit that took place so many days ago, for an hour."""
    day = TODAY - timedelta(days=days_ago)
    known = {"id": f"visit {days_ago}", "started_at": at(day, 9), "ended_at": at(day, 10), "recorded_at": at(day, 11), "currency": "EUR"}
    return a_visit(**known | {"outcomes": outcomes} | fields)


def planned(in_days: int, **fields: Any) -> Visit:  # noqa: ANN401 - fields of the visit
    """A visit that is agreed for a day to come, or for today in the afternoon."""
    day = TODAY + timedelta(days=in_days)
    return a_visit(**{"recorded_at": at(TODAY, 8), "started_at": None, "scheduled_for": at(day, 16)} | fields)
