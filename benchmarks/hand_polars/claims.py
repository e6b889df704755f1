"""Payments, promises and disputes, and what they make of each invoice."""

from __future__ import annotations

import polars as pl

from benchmarks.hand_polars.records import D, Records, beside


def promises_of(records: Records) -> pl.DataFrame:
    """The promises in the order in which they were made, each with what came of it."""
    today = records.today
    made = records.of("promise").select("event", D, "id", "at", "day", "age", "due_on", "amount", "invoice_id", "contact_id")
    made = made.join(records.contacts.lazy(), on=[D, "contact_id"], how="left").drop("contact_id")
    named = records.invoices.lazy().select(D, "invoice", "ledger", invoice_id="id")
    made = made.join(named, on=[D, "invoice_id"], how="left").sort(D, "at", "id")
    payments = records.of("payment").select(D, paid_on="day", paid="amount", paid_for="invoice_id")
    on_it = pl.col("invoice_id").is_null() | (pl.col("paid_for") == pl.col("invoice_id"))
    paid = (
        made.select("event", D, "day", "due_on", "invoice_id")
        .join(payments, on=D)
        .filter(on_it, pl.col("paid_on").is_between("day", "due_on"))
        .group_by("event")
        .agg(pl.col("paid").sum(), last_payment_on=pl.col("paid_on").max())
    )
    promise_age = today - pl.col("due_on")
    kept = (pl.col("paid") >= pl.col("amount")) | (pl.col("ledger") == 0).fill_null(value=False)
    return (
        made.join(paid, on="event", how="left", maintain_order="left")
        .with_columns(pl.col("paid").fill_null(0))
        .with_columns(kept.alias("kept"), promise_age.alias("promise_age"))
        .with_columns(
            open=~pl.col("kept") & (promise_age <= 0),
            broken=~pl.col("kept") & (promise_age > 0),
            paid_short=~pl.col("kept") & (pl.col("paid") > 0) & (promise_age >= 0),
            shortfall=pl.col("amount") - pl.col("paid"),
            general=pl.col("invoice_id").is_null(),
        )
        .collect()
    )


def invoices_of(records: Records, promises: pl.DataFrame) -> pl.DataFrame:
    """The invoices, with what is open of them, disputed, promised and settled."""
    today, rows = records.today, records.invoices.lazy()
    named = rows.select(D, "invoice", invoice_id="id")
    payments = records.of("payment").select(D, "day", "amount", "invoice_id").join(named, on=[D, "invoice_id"])
    paid = payments.group_by("invoice").agg(paid=pl.col("amount").sum(), paid_on=pl.col("day").max())
    disputes = _open_disputes(records).join(named, on=[D, "invoice_id"])
    disputed = disputes.group_by("invoice").agg(in_part=pl.col("amount").sum(), wholly=pl.col("amount").is_null().any())
    of_invoice = promises.lazy().filter(pl.col("invoice").is_not_null())
    promised = of_invoice.group_by("invoice").agg(
        pl.col("due_on").last().alias("promised_on"), has_open=pl.col("open").any(), has_broken=pl.col("broken").any()
    )
    general = (
        promises.lazy()
        .filter("general")
        .group_by(D)
        .agg(
            general_on=pl.col("day").last(),
            general_due=pl.col("due_on").last(),
            any_open=pl.col("open").any(),
            any_broken=pl.col("broken").any(),
        )
    )
    flags = ("has_open", "has_broken", "any_open", "any_broken")
    joined = beside(beside(records.invoices, "invoice", paid, disputed, promised), D, general).with_columns(
        pl.col("paid").fill_null(0), pl.col(flags).fill_null(value=False)
    )
    joined = joined.with_columns(open=pl.coalesce("ledger", pl.col("amount") - pl.col("paid")), disputed=pl.col("in_part").is_not_null())
    owed = pl.max_horizontal("open", 0)
    since_issue = pl.when(pl.col("general_on") >= pl.col("issued_on")).then("general_due")
    return (
        joined.with_columns(
            is_open=(pl.col("open") > 0) & ~pl.col("written_off"),
            days_past_due=pl.max_horizontal(today - pl.col("due_on"), 0),
            undisputed=owed - pl.min_horizontal(owed, pl.when("wholly").then("open").otherwise(pl.col("in_part").fill_null(0))),
            has_open_promise=pl.col("has_open") | pl.col("any_open"),
            has_broken_promise=pl.col("has_broken") | pl.col("any_broken"),
            expected_in=pl.coalesce("promised_on", since_issue, "due_on") - today,
            settled_on=pl.when((pl.col("amount") > 0) & (pl.col("open") <= 0)).then("paid_on"),
            is_time_barred=(pl.col("limitation_on") <= today).fill_null(value=False),
            does_not_add_up=(pl.col("paid") > 0) & (pl.col("ledger") != pl.col("amount") - pl.col("paid")),
        )
        .with_columns(
            is_overdue=pl.col("is_open") & (pl.col("days_past_due") > 0),
            is_held=pl.col("has_open_promise") | (pl.col("disputed") & (pl.col("undisputed") <= 0)),
            settled_days_ago=today - pl.col("settled_on"),
        )
        .drop("in_part", "wholly", *flags, "general_on", "general_due", "promised_on")
        .pipe(_with_agreed_day, promises)
    )


def _open_disputes(records: Records) -> pl.LazyFrame:
    answers = records.of("dispute_resolved", "order_closed").select(D, id="refers_to")
    return records.of("dispute_raised").select(D, "id", "amount", "invoice_id").join(answers, on=[D, "id"], how="anti")


def _with_agreed_day(invoices: pl.DataFrame, promises: pl.DataFrame) -> pl.DataFrame:
    """Whether each invoice was settled by the day that was agreed: the due day, or a later one that was promised before."""
    settled = invoices.lazy().filter(pl.col("settled_on").is_not_null()).select("invoice", D, "issued_on", "settled_on", agreed="due_on")
    made = promises.lazy()
    before = pl.col("day") <= pl.col("settled_on")
    own = settled.join(made.select("invoice", "day", "due_on"), on="invoice", maintain_order="right").filter(before)
    general = settled.join(made.filter("general").select(D, "day", "due_on"), on=D, maintain_order="right").filter(
        before, pl.col("day") >= pl.col("issued_on")
    )
    last_own, last_general = (
        each.group_by("invoice").agg(pl.col("due_on").last().alias(name)) for each, name in ((own, "own_day"), (general, "general_day"))
    )
    agreed = pl.max_horizontal("agreed", pl.coalesce("own_day", "general_day"))
    in_time = (
        settled.join(last_own, on="invoice", how="left")
        .join(last_general, on="invoice", how="left")
        .select("invoice", settled_in_time=pl.col("settled_on") <= agreed)
    )
    return beside(invoices, "invoice", in_time).with_columns(pl.col("settled_in_time").fill_null(value=False))
