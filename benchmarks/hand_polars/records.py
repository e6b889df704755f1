"""What is known at the moment, in numbers: cents, days, parts of ten thousand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import polars as pl

from dunning_rules.models import Creditor
from dunning_rules.vocabulary.given import EVENT_KINDS

D = "@debtor"
"""The number of the debtor."""
_EPOCH = date(1970, 1, 1)
_KINDS = pl.Enum(EVENT_KINDS)
_EVENT = (
    "id", "at", "invoice_id", "contact_id", "reached", "agreed", "days_to_sell", "reason", "finding", "source", "signal", "notice",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Records:
    """The records of all debtors.

    Attributes:
        tables: as they came, for the interest.
        debtors: one row each, in order.
        invoices: those that are known, numbered in `invoice`.
        visits: likewise, in `visit`.
        events: likewise, in `event`.
        contacts: who may pay.
        creditor: who asks.
        as_of: when.
        today: the number of the day.
    """

    tables: Mapping[str, pl.DataFrame]
    debtors: pl.DataFrame
    invoices: pl.DataFrame
    visits: pl.DataFrame
    events: pl.DataFrame
    contacts: pl.DataFrame
    creditor: Creditor
    as_of: datetime
    today: int

    def of(self, *kinds: str) -> pl.LazyFrame:
        """The events of some kinds."""
        return self.events.lazy().filter(pl.col("kind").is_in(kinds) if len(kinds) > 1 else pl.col("kind") == kinds[0])


def read(tables: Mapping[str, pl.DataFrame], as_of: datetime, creditor: Creditor) -> Records:
    """The records that are known at `as_of`."""
    moment, today = as_of.astimezone(UTC), (as_of.date() - _EPOCH).days
    zone = str(as_of.tzinfo)
    read = [
        _debtors(tables["debtors"].lazy()),
        _invoices(tables["invoices"].lazy().filter(pl.col("issued_on") <= as_of.date()), today),
        _visits(tables["visits"].lazy().filter(pl.col("recorded_at") <= moment), zone, today),
        _events(tables["events"].lazy().filter(pl.col("at") <= moment), zone, today),
        tables["contacts"].lazy().select(D, contact_id="id", payer_met="authority_to_pay"),
    ]
    debtors, invoices, visits, events, contacts = pl.collect_all(read)
    people = contacts.lazy()
    visits = visits.lazy().join(people, on=[D, "contact_id"], how="left", maintain_order="left").collect()
    return Records(tables, debtors, invoices, visits, events, contacts, creditor, as_of, today)


def beside(frame: pl.DataFrame, key: str, *found: pl.LazyFrame) -> pl.DataFrame:
    """A frame with what was found for its keys beside it: only the key is joined, so the other columns are not copied again and again."""
    keys = frame.lazy().select(key)
    joined = pl.collect_all([keys.join(each, on=key, how="left", maintain_order="left").drop(key) for each in found])
    return pl.concat([frame, *joined], how="horizontal")


def _debtors(table: pl.LazyFrame) -> pl.LazyFrame:
    block = pl.col("dunning_block")
    return table.with_row_index(D).select(
        D,
        "id",
        "values_reputation",
        "finances",
        "interest_basis",
        blocked=block.is_not_null(),
        blocked_until=_day(block.struct.field("until")),
        declared_cooperative="cooperative",
        declared_worth_keeping="worth_keeping",
        rank=pl.max_horizontal(_points("margin_rank"), _points("volume_rank")),
        purchase_share=_points("purchase_share"),
        rebate_accrued=_cents("rebate_accrued"),
        downstream_receivables=_cents("downstream_receivables"),
        visit_cost=_cents("visit_cost").fill_null(0),
    )


def _invoices(table: pl.LazyFrame, today: int) -> pl.LazyFrame:
    return table.with_row_index("invoice").select(
        "invoice",
        D,
        "id",
        "retention_of_title",
        "lien",
        "secured",
        "is_final_shipment",
        amount=_cents("amount"),
        ledger=_cents("open_amount"),
        issued_on=_day("issued_on"),
        due_on=_day("due_on"),
        signed=(_day("acknowledged_on") <= today).fill_null(value=False),
        written_off=(_day("written_off_on") <= today).fill_null(value=False),
        limitation_on=_day("limitation_on"),
    )


def _visits(table: pl.LazyFrame, zone: str, today: int) -> pl.LazyFrame:
    outcomes = pl.col("outcomes")
    evasive = ("stalled", "deflected", "denied", "hid")
    ended = _day_of("ended_at", zone)
    return (
        table.with_row_index("visit")
        .select(
            "visit",
            D,
            "id",
            "contact_id",
            "other_customers_present",
            scheduled_on=_day_of("scheduled_for", zone),
            started_on=_day_of("started_at", zone),
            ended=ended.is_not_null(),
            expected=_cents("expected_amount"),
            collected=_cents("collected_amount"),
            evasive=_any(outcomes.list.contains(each) for each in evasive),
            in_vain=_any(outcomes.list.contains(each) for each in ("returned_without_money", "flattered_without_payment")),
            raised_business=outcomes.list.contains("new_business_raised").fill_null(value=False),
        )
        .with_columns(age=today - pl.coalesce("started_on", "scheduled_on"))
    )


def _events(table: pl.LazyFrame, zone: str, today: int) -> pl.LazyFrame:
    return (
        table.with_row_index("event")
        .select(
            "event",
            D,
            *_EVENT,
            kind=pl.col("kind").cast(_KINDS),
            day=_day_of("at", zone),
            amount=_cents("amount"),
            due_on=_day("due_on"),
            deadline_on=_day("deadline_on"),
            delivered=(_day("delivered_on") <= today).fill_null(value=False),
            review_on=_day("review_on"),
            refers_to=pl.coalesce("excuse_id", "dispute_id", "order_id", "delivery_id"),
            share=_points("share"),
        )
        .with_columns(age=today - pl.col("day"))
    )


def _any(flags: Iterable[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal(flags).fill_null(value=False)


def _cents(name: str) -> pl.Expr:
    return (pl.col(name).cast(pl.Float64) * 100).round().cast(pl.Int64)


def _points(name: str) -> pl.Expr:
    return (pl.col(name).cast(pl.Float64) * 10_000).round().cast(pl.Int64)


def _day(value: str | pl.Expr) -> pl.Expr:
    return (pl.col(value) if isinstance(value, str) else value).to_physical()


def _day_of(name: str, zone: str) -> pl.Expr:
    return pl.col(name).dt.convert_time_zone(zone).dt.date().to_physical()
