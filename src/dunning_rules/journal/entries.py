"""What a journal holds: runs, recommendations, decisions and outcomes. Plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal, TypeAlias

Decision: TypeAlias = Literal["done", "snoozed", "overridden", "reopened"]
"""What a person decides about a recommendation; `reopened` takes back the decision before."""
Result: TypeAlias = Literal["reached", "not_reached", "delivered", "promised", "verified", "refuted", "refused", "paid"]
"""What came of a step that was done. Of `refused` and `paid` no event is made: payments come with the ledger."""


@dataclass(frozen=True, slots=True)
class Run:
    """One report that was recorded.

    Attributes:
        id: 16 hexadecimal digits, from the bytes of the report: the same report has the same id.
        as_of: the moment for which it was asked, in UTC.
        day: the same as a day of the zone in which was asked.
        report_digest: SHA-256 of the report as JSON.
        book_digest: fingerprint of the rule book.
        currency: the reporting currency.
        debtors: debtors that were asked about.
        overdue_amount: what they had overdue.
        recommendations: how many there were.
    """

    id: str
    as_of: datetime
    day: date
    report_digest: str
    book_digest: str
    currency: str
    debtors: int
    overdue_amount: Decimal
    recommendations: int


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommendation of a run.

    Attributes:
        id: the run and the place, e.g. `3f9a1c2b7d104e55.17`.
        run_id: its run.
        place: its place on the worklist, from 1.
        step: the same for the same action about the same record of a debtor, whatever the run.
        debtor_id: whom it concerns.
        invoice_id: the invoice that it is about, if it is about one.
        record: the record, as `scope/id`.
        action: id of the action.
        rule_id: the rule.
        task: the action as a short order.
        urgency: 0 to 100.
        amount: the money that it names.
        currency: the currency of `amount`.
        channel: by which way.
        names_day: the day that it sets the debtor.
        verdict: what the compliance guard said.
        notice: the notice that it leaves once it is done.
        level: the dunning level of the notice.
        measure: the pressing measure that it leaves once it is done.
        change: what becomes of the claim once it is done.
        body: all of it, as JSON.
    """

    id: str
    run_id: str
    place: int
    step: str
    debtor_id: str
    invoice_id: str | None
    record: str
    action: str
    rule_id: str
    task: str
    urgency: int
    amount: Decimal | None
    currency: str
    channel: str
    names_day: date | None
    verdict: str
    notice: str | None
    level: int | None
    measure: str | None
    change: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about a recommendation.

    Attributes:
        id: 16 hexadecimal digits, from what it says and from the decision before.
        recommendation_id: what it is about.
        decision: what was decided.
        by: who.
        at: when, in UTC.
        until: the day on which a snooze, or an override that does not hold for good, ends.
        reason: why.
        after: the decision about the same recommendation before it.
    """

    id: str
    recommendation_id: str
    decision: Decision
    by: str
    at: datetime
    until: date | None
    reason: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of a recommendation.

    Attributes:
        id: 16 hexadecimal digits, from what it says.
        recommendation_id: what it is about.
        result: what came of it.
        by: who says so.
        at: when, in UTC.
        amount: the money that was promised or paid.
        currency: the currency of `amount`.
        on: the day that was promised, or of the delivery.
        note: more about it.
    """

    id: str
    recommendation_id: str
    result: Result
    by: str
    at: datetime
    amount: Decimal | None
    currency: str | None
    on: date | None
    note: str


Row: TypeAlias = Run | Recommended | Decided | Followed


def as_data(row: Row, *, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """The row as JSON knows it: money as text, days and moments as ISO text."""
    return {each.name: _plain(getattr(row, each.name)) for each in fields(row) if each.name not in without}


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC."""
    return moment.astimezone(UTC)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
