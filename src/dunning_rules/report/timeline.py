"""What happened between a debtor and us, day by day, as the report knew it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dunning_rules.models import Case, Event, Visit
from dunning_rules.report.kinds import kind_label
from dunning_rules.report.words import say
from dunning_rules.vocabulary.choices import choice_label

_TOLD = ("reason", "finding", "form", "ground", "outcome", "source", "signal", "notice", "channel", "measure", "share")
"""What an event says beyond its kind, in words."""
_DAYS = ("due_on", "deadline_on", "delivered_on", "review_on")


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry.

    Attributes:
        on: the day.
        kind: `due`, `payment`, `promise`, `visit`, or `event`: what it is drawn as.
        title: what it is.
        detail: what else is known of it.
        is_ahead: whether it lies after the day of the report.
    """

    on: date
    kind: str
    title: str
    detail: str
    is_ahead: bool


def timeline(case: Case, as_of: datetime, lang: str) -> tuple[Moment, ...]:
    """The entries of one debtor that are known at `as_of`, the latest first."""
    zone = as_of.tzinfo
    today = as_of.date()
    found = [
        Moment(
            each.due_on,
            "due",
            say("credit_note" if each.is_credit_note else "due", lang, id=each.id),
            _money(each.amount, each.currency),
            each.due_on > today,
        )
        for each in case.invoices
        if each.issued_on <= today
    ]
    for visit in case.visits:
        if visit.recorded_at <= as_of:
            on = (visit.started_at or visit.scheduled_for or visit.recorded_at).astimezone(zone).date()
            found.append(Moment(on, "visit", choice_label("visit", lang), _of_visit(visit, lang), on > today))
    for event in case.events:
        if event.at <= as_of:
            kind = event.kind if event.kind in {"payment", "promise"} else "event"
            found.append(
                Moment(event.at.astimezone(zone).date(), kind, kind_label(event.kind, lang), _of_event(event, lang), is_ahead=False)
            )
    return tuple(sorted(found, key=lambda each: (each.on, each.kind, each.title, each.detail), reverse=True))


def _of_visit(visit: Visit, lang: str) -> str:
    parts = [kind_label(each, lang) for each in visit.outcomes]
    if visit.collected_amount is not None and visit.currency is not None:
        parts.append(_money(visit.collected_amount, visit.currency))
    return " · ".join(parts)


def _of_event(event: Event, lang: str) -> str:
    values = dict(event)
    parts = []
    if values.get("amount") is not None and values.get("currency"):
        parts.append(_money(values["amount"], values["currency"]))
    if values.get("invoice_id"):
        parts.append(say("invoice", lang, id=values["invoice_id"]))
    parts += [kind_label(str(values[name]), lang) for name in _TOLD if values.get(name) not in {None, ""}]
    parts += [say(name, lang, day=values[name]) for name in _DAYS if values.get(name) is not None]
    if values.get("reached") is not None:
        parts.append(say("reached" if values["reached"] else "not_reached", lang))
    if event.note:
        parts.append(event.note)
    return " · ".join(parts)


def _money(amount: Decimal, currency: str) -> str:
    return f"{currency}\N{NO-BREAK SPACE}{amount:,}"
