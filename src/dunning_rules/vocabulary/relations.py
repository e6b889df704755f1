"""What holds of every record, whatever the case: by it a solver knows which values can stand together.

Each relation is a condition of the language, and tests try it on random cases. What follows from the definitions of computed fields need not be
said; what aggregates have to do with each other is found by proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from dunning_rules.language import Condition, Ref
from dunning_rules.language.arithmetic import greatest, least
from dunning_rules.language.types import DATE, MONEY, RATIO
from dunning_rules.models.event import EVENT_MODELS
from dunning_rules.vocabulary.conclusions import debtor, event, invoice
from dunning_rules.vocabulary.lawful import recommendation
from dunning_rules.vocabulary.visits import visit

_MAY_BE_NEGATIVE = frozenset({"invoice.amount", "invoice.ledger_open_amount", "recommendation.amount"})
_TURNED = frozenset({"day", "local_day"})
"""Readings of an attribute that are known where it is."""
_MAX_URGENCY = 100


def _if_known(ref: Ref, condition: Condition) -> Condition:
    return ref.is_missing() | condition


def _of_types() -> Iterator[Condition]:
    """What the models ask of amounts, shares and days of the past."""
    for scope in (debtor, invoice, visit, event):
        for field in scope.fields.values():
            ref = field.ref
            if field.source is None:
                continue
            if ref.type == MONEY and ref.key not in _MAY_BE_NEGATIVE:
                yield _if_known(ref, ref >= 0)
            elif ref.type == RATIO:
                yield _if_known(ref, (ref >= 0) & (ref <= Decimal(1)))
            elif ref.type == DATE and field.known_when_past:
                yield _if_known(ref, ref <= debtor.today)


def _of_kinds() -> Iterator[Condition]:
    """Which kinds of events have a field, and which have it always."""
    for field in event.fields.values():
        path, _, how = (field.source or "").partition("@")
        if not field.ref.may_miss or not path:
            continue
        names = path.split("|")
        having = tuple(kind for kind, model in EVENT_MODELS.items() if any(name in model.model_fields for name in names))
        always = tuple(
            kind
            for kind in having
            if any((info := EVENT_MODELS[kind].model_fields.get(name)) is not None and _is_always(info) for name in names)
        )
        yield _if_known(field.ref, event.kind.is_in(having))
        if always and how in {"", *_TURNED}:
            yield ~event.kind.is_in(always) | field.ref.is_known()


def _is_always(info: Any) -> bool:  # noqa: ANN401 - pydantic's description of a field
    return bool(info.is_required() or info.get_default() is not None)


def _of_debtor() -> Iterator[Condition]:
    yield _if_known(debtor.blocked_until, debtor.blocked == True)  # noqa: E712 - builds a condition
    yield (debtor.local_today - debtor.today <= 1) & (debtor.local_today - debtor.today >= -1)


def _of_invoices() -> Iterator[Condition]:
    yield (invoice.issued_on <= debtor.today) & (invoice.issued_on <= invoice.due_on)
    open_amount = invoice.ledger_open_amount
    yield _if_known(open_amount, (open_amount <= greatest(invoice.amount, 0)) & (open_amount >= least(invoice.amount, 0)))
    interest = invoice.accrued_interest
    yield _if_known(interest, (invoice.amount > 0) & (invoice.due_on < debtor.today))
    yield interest.is_missing() | invoice.interest_law.is_known()
    yield invoice.interest_law.is_missing() | interest.is_known()


def _of_visits() -> Iterator[Condition]:
    yield visit.scheduled_on.is_known() | visit.started_on.is_known()
    yield _if_known(visit.started_on, visit.started_on <= debtor.today)
    yield _if_known(visit.ended_on, (visit.started_on <= visit.ended_on) & (visit.ended_on <= debtor.today))
    for ours, theirs in ((visit.scheduled_on, visit.appointment_on), (visit.started_on, visit.came_on)):
        yield (ours.is_missing() & theirs.is_missing()) | ((theirs - ours <= 1) & (theirs - ours >= -1))
    minute = visit.scheduled_minute
    yield (minute.is_missing() & visit.scheduled_on.is_missing()) | ((minute >= 0) & (minute < 24 * 60) & visit.scheduled_on.is_known())


def _of_events() -> Iterator[Condition]:
    yield event.happened_on <= debtor.today
    yield (event.local_on - event.happened_on <= 1) & (event.local_on - event.happened_on >= -1) & (event.local_on <= debtor.local_today)
    yield _if_known(event.days_to_sell, (event.days_to_sell >= 1) & (event.days_to_sell <= 3650))  # noqa: PLR2004 - as the model has it
    yield _if_known(event.level, (event.level >= 0) & (event.level <= 99))  # noqa: PLR2004 - as the model has it


def _of_recommendations() -> Iterator[Condition]:
    yield (recommendation.urgency >= 0) & (recommendation.urgency <= _MAX_URGENCY)
    yield recommendation.age_days == 0


_found = (*_of_types(), *_of_kinds(), *_of_debtor(), *_of_invoices(), *_of_visits(), *_of_events(), *_of_recommendations())


def _scope_of(condition: Condition) -> str:
    scopes = {node.scope for node in condition.walk() if isinstance(node, Ref)} - {"debtor"}
    return scopes.pop() if scopes else "debtor"


RELATIONS: Mapping[str, tuple[Condition, ...]] = MappingProxyType(
    {
        scope: tuple(each for each in _found if _scope_of(each) == scope)
        for scope in ("debtor", "invoice", "visit", "event", "recommendation")
    }
)
"""By scope, what holds of each of its records."""
