"""From models to records: what is known at `as_of`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from dunning_rules.engine.accrued import PREFIX as ACCRUED
from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.attributes import PREFIX
from dunning_rules.engine.given import Frame, Read, reader_of
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import Plan
from dunning_rules.errors import quote
from dunning_rules.language.plain import TermReader
from dunning_rules.language.record import Fields, Record, children
from dunning_rules.language.types import MONEY
from dunning_rules.models import Case, Creditor, Debtor
from dunning_rules.models.base import minor_digits

DEBTOR = "debtor"
_ROOTS: Mapping[str, type[BaseModel]] = {"debtor": Debtor, "creditor": Creditor}


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one case: the debtor's, and those of each scope in canonical order."""

    debtor: Record
    by_scope: dict[str, list[Record]]

    def release(self) -> None:
        """Let go of the records; they are not used again."""
        for records in self.by_scope.values():
            for record in records:
                record.release()


class Projector:
    """Makes the records of cases; their fields are read from the models when a rule first asks for them."""

    def __init__(self, plan: Plan, money: Money, accruals: Accruals) -> None:
        """Prepare the fields of the debtor; those of other records follow when their type is first met."""
        self._plan = plan
        self._accruals = accruals
        self._money = money
        self._own_unit = money.unit(money.reporting, "")
        self._debtor_fields: Fields = {
            **plan.computed.get(DEBTOR, {}),
            "today": _today,
            "local_today": _local_today,
            "id": _debtor_id,
            **_debtor_readers(plan),
        }
        self._money_fields = {root: _money_fields(plan, root) for root in _ROOTS}
        self._fields: dict[type[BaseModel], Fields] = {}

    def records(self, case: Case, as_of: datetime) -> Records:
        """The records of `case` that are known at `as_of`.

        Raises:
            CurrencyError: an amount cannot be converted.
        """
        today = as_of.date()
        moment = as_of.astimezone(UTC)  # two moments of one zone are compared by what its clock shows, which may be an hour off
        zone = as_of.tzinfo or UTC
        local = _zone(case.debtor.timezone) if case.debtor.timezone else zone
        authority = {contact.id: contact.authority_to_pay for contact in case.debtor.contacts}
        frame = Frame(today.toordinal(), as_of.astimezone(local).toordinal(), zone, local, self._own_unit, None, authority)
        currency = case.creditor.currency
        frames = {
            "debtor": self._root_frame("debtor", case.debtor, frame, case.debtor.currency or currency, case.debtor.id),
            "creditor": self._root_frame("creditor", case.creditor, frame, currency, case.debtor.id),
        }
        debtor = Record(fields=self._debtor_fields, source=case, frame=frames)
        known: dict[str, Sequence[Any]] = {
            "invoice": sorted([each for each in case.invoices if each.issued_on <= today], key=_by_id),
            "visit": sorted([each for each in case.visits if each.recorded_at <= moment], key=_by_visit),
            "event": sorted([each for each in case.events if each.at <= moment], key=_by_moment),
        }
        by_scope = {DEBTOR: [debtor]}
        for scope, models in known.items():
            found = [self._child(scope, order, model, frame, debtor) for order, model in enumerate(models)]
            debtor[children(scope)] = by_scope[scope] = found
        return Records(debtor, by_scope)

    def _child(self, scope: str, order: int, model: Any, frame: Frame, debtor: Record) -> Record:
        fields = self._fields.get(type(model))
        if fields is None:
            fields = self._fields[type(model)] = self._child_fields(scope, type(model))
        currency = getattr(model, "currency", None)
        if currency is not None:
            frame = self._in_currency(frame, currency, scope, model.id)
        return Record({"id": model.id}, fields=fields, parent=debtor, order=order, source=model, frame=frame)

    def _child_fields(self, scope: str, model: type[BaseModel]) -> Fields:
        fields = self._plan.given.get(scope, ())
        given = {field.ref.name: _from_source(read) for field in fields if (read := reader_of(field, model)) is not None}
        accrued = {
            field.ref.name: self._accruals.reader(field.source) for field in fields if field.source and field.source.startswith(ACCRUED)
        }
        return {**self._plan.computed.get(scope, {}), **given, **accrued}

    def _root_frame(self, root: str, model: BaseModel, frame: Frame, currency: str, debtor_id: str) -> Frame:
        if currency == self._money.reporting or not any(_is_there(model, path) for path in self._money_fields[root]):
            return frame
        return self._in_currency(frame, currency, DEBTOR, debtor_id)

    def _in_currency(self, frame: Frame, currency: str, scope: str, record_id: str) -> Frame:
        if currency == self._money.reporting:
            return frame
        unit = self._money.unit(currency, f"{scope} {quote(record_id)}")
        return replace(frame, unit=unit, own_unit=Decimal(10) ** (minor_digits(currency) or 0))


def _is_there(model: Any, path: str) -> bool:
    return path.removeprefix(PREFIX) in model.attributes if path.startswith(PREFIX) else getattr(model, path) is not None


def _money_fields(plan: Plan, root: str) -> list[str]:
    paths = [(field.source or "").partition(".") for field in plan.given.get(DEBTOR, ()) if field.ref.type == MONEY]
    return [path for owner, _, path in paths if owner == root]


def _debtor_readers(plan: Plan) -> dict[str, TermReader]:
    readers: dict[str, TermReader] = {}
    for field in plan.given.get(DEBTOR, ()):
        root, _, path = (field.source or "").partition(".")
        if root in _ROOTS and (read := reader_of(replace(field, source=path), _ROOTS[root])) is not None:
            readers[field.ref.name] = _from_root(root, read)
    return readers


def _from_source(read: Read) -> TermReader:
    return lambda record: read(record.source, record.frame)


def _from_root(root: str, read: Read) -> TermReader:
    return lambda record: read(getattr(record.source, root), record.frame[root])


def _today(record: Record) -> int:
    today: int = record.frame[DEBTOR].today
    return today


def _local_today(record: Record) -> int:
    today: int = record.frame[DEBTOR].local_today
    return today


def _debtor_id(record: Record) -> str:
    debtor_id: str = record.source.debtor.id
    return debtor_id


def _by_id(model: Any) -> str:
    found: str = model.id
    return found


def _by_moment(event: Any) -> tuple[datetime, str]:
    return event.at.astimezone(UTC), event.id


def _by_visit(visit: Any) -> tuple[datetime, str]:
    return (visit.started_at or visit.scheduled_for or visit.recorded_at).astimezone(UTC), visit.id


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
