"""What was said, done and avoided."""

from __future__ import annotations

import polars as pl

from benchmarks.hand_polars.records import D, Records, beside

_MONTH, _QUARTER, _HALF_YEAR = 30, 90, 180
_MET = 7
_COUNTS = ("broken_promises", "kept_promises", "evasions_90", "evasions_180", "payments_90", "no_money_excuses", "pressing_measures")
_FLAGS = ("has_open_order", "raised_business", "competitor_offers", "conceals_assets")
_DAYS = (
    "hardship_confirmed", "hardship_ended", "insolvency_filed", "insolvency_ended", "claim_secured", "debt_shelved", "collection_resumed",
    "assets_concealed",
)  # fmt: skip


def with_behaviour(records: Records, debtors: pl.DataFrame, promises: pl.DataFrame) -> pl.DataFrame:
    """The debtors with what follows from what happened."""
    found = [
        _contacts(records),
        _evasions(records, promises.lazy()),
        _promises(promises.lazy()),
        _excuses(records),
        _funds(records),
        _days(records),
        _rare(records),
        _deliveries(records),
        _met(records),
    ]
    joined = beside(debtors, D, *found).with_columns(pl.col(_COUNTS).fill_null(0), pl.col(_FLAGS).fill_null(value=False))
    return _with_states(_with_what_came_in(joined, records), records)


def _contacts(records: Records) -> pl.LazyFrame:
    events = records.of("contact_attempt", "notice_sent").select(D, "age")
    visits = records.visits.lazy().filter(pl.col("started_on").is_not_null()).select(D, "age")
    return pl.concat([events, visits]).group_by(D).agg(days_since_contact=pl.col("age").min())


def _evasions(records: Records, promises: pl.LazyFrame) -> pl.LazyFrame:
    visits = records.visits.lazy().filter(pl.col("started_on").is_not_null(), "evasive").select(D, "age")
    broken = promises.filter("broken").select(D, age="promise_age")
    every = pl.concat([records.of("evasion").select(D, "age"), broken, visits])
    return every.group_by(D).agg(
        evasions_90=(pl.col("age") <= _QUARTER).sum(),
        evasions_180=(pl.col("age") <= _HALF_YEAR).sum(),
        days_since_evasion=pl.col("age").min(),
    )


def _promises(promises: pl.LazyFrame) -> pl.LazyFrame:
    return promises.group_by(D).agg(
        broken_promises=(pl.col("broken") & (pl.col("promise_age") <= _HALF_YEAR)).sum(),
        kept_promises=(pl.col("kept") & (pl.col("age") <= _HALF_YEAR)).sum(),
    )


def _excuses(records: Records) -> pl.LazyFrame:
    empty = records.of("excuse").filter(pl.col("reason") == "account_empty", pl.col("age") <= _QUARTER)
    return empty.group_by(D).agg(no_money_excuses=pl.len(), no_money_on=pl.col("day").max())


def _lawful(records: Records) -> pl.LazyFrame:
    return records.of("funds_observed").filter(pl.col("source") != "informant")


def _funds(records: Records) -> pl.LazyFrame:
    recent = pl.col("amount").filter(pl.col("age") <= _MONTH)
    return _lawful(records).group_by(D).agg(funds_on=pl.col("day").max(), funds_seen=recent.max())


def _days(records: Records) -> pl.LazyFrame:
    """The last day of each of the kinds that happen seldom."""
    last = records.of(*_DAYS).group_by(D, "kind").agg(pl.col("day").max())
    return last.group_by(D).agg(pl.col("day").filter(pl.col("kind") == kind).first().alias(kind) for kind in _DAYS)


def _rare(records: Records) -> pl.LazyFrame:
    answered = records.of("dispute_resolved", "order_closed").select(D, id="refers_to")
    orders = records.of("order_request").join(answered, on=[D, "id"], how="anti").select(D, what=pl.lit("order"))
    business = records.visits.lazy().filter("raised_business", pl.col("age") <= _MONTH).select(D, what=pl.lit("business"))
    offers = records.of("competitor_offer").filter(pl.col("age") <= _QUARTER).select(D, what=pl.lit("offer"))
    measures = records.of("pressing_measure").filter(pl.col("age") <= _MONTH).select(D, what=pl.lit("measure"))
    payments = records.of("payment").filter(pl.col("age") <= _QUARTER).select(D, what=pl.lit("payment"))
    concealed = records.of("assets_concealed").select(D, what=pl.lit("concealed"))
    every = pl.concat([orders, business, offers, measures, payments, concealed]).with_columns(pl.col("what").cast(_WHAT))
    counted = {name: (pl.col("what") == name).sum() for name in _WHAT.categories}
    return (
        every.group_by(D)
        .agg(**counted)
        .select(
            D,
            has_open_order=pl.col("order") > 0,
            raised_business=pl.col("business") > 0,
            competitor_offers=pl.col("offer") > 0,
            conceals_assets=pl.col("concealed") > 0,
            pressing_measures="measure",
            payments_90="payment",
        )
    )


_WHAT = pl.Enum(["order", "business", "offer", "measure", "payment", "concealed"])


def _deliveries(records: Records) -> pl.LazyFrame:
    told = records.of("sell_through").sort(D, "at", "id").group_by(D, "refers_to").agg(told=pl.col("share").last())
    by_rate = pl.min_horizontal(pl.col("age").cast(pl.Int64) * 10_000 // pl.col("days_to_sell").fill_null(30), 10_000)
    return (
        records.of("delivery")
        .join(told, left_on=[D, "id"], right_on=[D, "refers_to"], how="left")
        .sort(D, "at", "id")
        .group_by(D)
        .agg(sold=pl.coalesce("told", by_rate).last(), days_since_delivery=pl.col("age").min())
    )


def _met(records: Records) -> pl.LazyFrame:
    spoken = records.of("contact_attempt").filter("reached").join(records.contacts.lazy(), on=[D, "contact_id"])
    visits = records.visits.lazy().filter(pl.col("started_on").is_not_null())
    met = pl.concat([spoken.select(D, "day", "age", "payer_met"), visits.select(D, "age", "payer_met", day="started_on")], how="diagonal")
    clerk = pl.col("day").filter(~pl.col("payer_met"), pl.col("age") <= _MET).max()
    return met.group_by(D).agg(clerk_met_on=clerk, payer_met_on=pl.col("day").filter("payer_met").max())


def _with_what_came_in(debtors: pl.DataFrame, records: Records) -> pl.DataFrame:
    """What is counted from a day of the debtor: since the last excuse that there is no money, since the oldest debt fell due."""
    since = debtors.lazy().filter(pl.col("no_money_on").is_not_null()).select(D, "no_money_on")
    later = pl.col("day") >= pl.col("no_money_on")
    funds = _lawful(records).join(since, on=D).filter(later).group_by(D).agg(funds_since=pl.col("amount").max())
    paid = records.of("payment").join(since, on=D).filter(later).group_by(D).agg(paid_since=pl.col("amount").sum())
    notices = (
        records.of("notice_sent")
        .filter(pl.col("notice") == "interest_notice")
        .join(debtors.lazy().filter("is_overdue").select(D, "oldest_due_on"), on=D)
        .filter(pl.col("day") >= pl.col("oldest_due_on"))
        .sort(D, "at", "id")
        .group_by(D)
        .agg(interest_notice_on=pl.col("day").max(), deadline=pl.col("deadline_on").filter("delivered").drop_nulls().last())
    )
    shelved = records.of("debt_shelved").sort(D, "at", "id").group_by(D).agg(shelved_until=pl.col("review_on").last())
    closing = (
        records.of("anomaly").filter(pl.col("signal").is_in(("closing", "shop_transfer"))).group_by(D).agg(closing=pl.col("day").max())
    )
    anomaly = records.of("anomaly").filter(pl.col("age") <= _QUARTER).group_by(D).agg(anomaly=pl.col("day").max())
    agreed = records.of("reconciliation").filter("agreed").group_by(D).agg(days_since_reconciliation=pl.col("age").min())
    found = beside(debtors, D, funds, paid, notices, shelved, closing, anomaly, agreed)
    return found.with_columns(pl.col("paid_since").fill_null(0))


def _with_states(debtors: pl.DataFrame, records: Records) -> pl.DataFrame:
    resumed = (pl.col("collection_resumed") >= pl.col("debt_shelved")).fill_null(value=False)
    return debtors.with_columns(
        is_shelved=(pl.col("shelved_until") >= records.today).fill_null(value=False) & ~resumed,
        in_hardship=_still("hardship_confirmed", "hardship_ended", "funds_on"),
        is_closing=_still("closing", "claim_secured"),
        has_unsecured_anomaly=_still("anomaly", "claim_secured"),
        is_insolvent=_still("insolvency_filed", "insolvency_ended"),
    ).with_columns(
        is_pursuable=pl.col("is_overdue") & (pl.col("pursuable") > 0) & ~pl.col("is_blocked") & ~pl.col("is_shelved"),
    )


def _still(since: str, *ends: str) -> pl.Expr:
    """What began on a day has not been ended on it or after it."""
    ended = pl.any_horizontal((pl.col(end) >= pl.col(since)).fill_null(value=False) for end in ends)
    return pl.col(since).is_not_null() & ~ended
