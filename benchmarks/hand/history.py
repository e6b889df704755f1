"""What is known at the moment, sorted by kind: one list for each, in the order in which it happened."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast

from benchmarks.hand.invoices import Account
from benchmarks.hand.promises import Dated, Promised
from dunning_rules.models import Case, Visit
from dunning_rules.models.event import DisputeRaised, Event, OrderRequest, Payment

_EVASIVE = frozenset({"stalled", "deflected", "denied", "hid"})
_Kind = TypeVar("_Kind", bound=Event)


class History:
    """The records of one case that are known at `as_of`."""

    def __init__(self, case: Case, as_of: datetime) -> None:
        """Sort them."""
        self.case = case
        self.zone = as_of.tzinfo
        self.today = as_of.date()
        moment = as_of.astimezone(UTC)  # two moments of one zone are compared by what its clock shows, which may be an hour off
        self._kinds: dict[str, list[Dated[Any]]] = defaultdict(list)
        for event in sorted(case.events, key=lambda each: (each.at, each.id)):
            if event.at <= moment:
                self._kinds[event.kind].append(self._dated(event))
        known = sorted((each for each in case.invoices if each.issued_on <= self.today), key=lambda each: each.id)
        self.payments: list[Dated[Payment]] = self._kinds["payment"]
        self.promises = [Promised(each, self.today, self.payments, known) for each in self._kinds["promise"]]
        settled = {each.event.dispute_id for each in self._kinds["dispute_resolved"]}
        disputes = [cast("DisputeRaised", each.event) for each in self._kinds["dispute_raised"] if each.event.id not in settled]
        self.accounts = [Account(each, self.today, self.payments, self.promises, disputes) for each in known]
        closed = {each.event.order_id for each in self._kinds["order_closed"]}
        self.open_orders = [cast("OrderRequest", each.event) for each in self._kinds["order_request"] if each.event.id not in closed]
        self.visits = [Visited(each, self) for each in case.visits if each.recorded_at <= moment]

    def of(self, kind: str, within: int | None = None, **values: str) -> list[Dated[Any]]:
        """The events of a kind, at most so many days old, with these values."""
        return [
            each
            for each in self._kinds.get(kind, ())
            if (within is None or each.age <= within) and all(getattr(each.event, name) == value for name, value in values.items())
        ]

    def last_day(self, kind: str) -> date | None:
        """The day of the last event of a kind."""
        return max((each.day for each in self.of(kind)), default=None)

    def day(self, moment: datetime) -> date:
        """The day of a moment, in our zone."""
        return moment.astimezone(self.zone).date()

    def _dated(self, event: _Kind) -> Dated[_Kind]:
        day = self.day(event.at)
        return Dated(event, day, (self.today - day).days)


class Visited:
    """One visit, done or planned."""

    def __init__(self, visit: Visit, history: History) -> None:
        """Compute it."""
        self.visit = visit
        self.id = visit.id
        moment = visit.started_at or visit.scheduled_for or visit.recorded_at
        self.age = (history.today - history.day(moment)).days
        self.took_place = visit.started_at is not None
        self.is_evasion = self.took_place and not _EVASIVE.isdisjoint(visit.outcomes)
        self.is_planned = not self.took_place and self.age <= 0
        self.is_soon = self.is_planned and self.age >= -1
        self.is_today = self.age == 0 and (self.is_planned or visit.ended_at is None)
        wanted, came = visit.expected_amount, visit.collected_amount
        self.is_short = wanted is not None and came is not None and 0 < came < wanted
