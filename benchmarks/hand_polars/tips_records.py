"""What the tips recommend for an invoice, a visit, a promise or an excuse."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from benchmarks.hand_polars.firings import Firings
from benchmarks.hand_polars.records import D, Records
from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.money import Money
from dunning_rules.frames.days import Zones
from dunning_rules.frames.interest import Interest

_REASONS = ("account_empty", "customers_have_not_paid", "not_yet_due", "payer_absent", "unsold_stock")
_owes = pl.col("owes")


def about_invoices(records: Records, debtors: pl.DataFrame, invoices: pl.DataFrame, firings: Firings) -> None:
    """Tips 3, 10, 16 and 20."""
    of_debtor = debtors.lazy().select(D, "slow", owes=pl.col("open") > 0)
    found = invoices.lazy().join(of_debtor, on=D, maintain_order="left").collect()
    is_open = pl.col("is_open")
    firings.fire(
        found,
        "invoice",
        {
            "tip-03b.remind": pl.col("slow") & is_open & pl.col("expected_in").is_between(0, 3) & _owes,
            "tip-16.unsigned": is_open & ~pl.col("signed") & ~pl.col("disputed"),
            "tip-16.unsigned-disputed": is_open & ~pl.col("signed") & pl.col("disputed"),
            "tip-20a.settled-in-time": (pl.col("settled_days_ago") <= 3) & pl.col("settled_in_time"),
        },
    )
    due = pl.col("is_overdue") & (pl.col("deadline") < records.today)
    asked = debtors.lazy().filter(due).select(D, "interest_basis", undisputed_credit=pl.col("credit") > 0)
    late = invoices.lazy().filter("is_overdue", pl.col("days_past_due") >= 15, ~pl.col("is_held"))
    bearing = late.join(asked, on=D, maintain_order="left").collect()
    interest = pl.when(~pl.col("disputed") & ~pl.col("undisputed_credit")).then("interest")
    firings.fire(
        bearing.with_columns(_interest(records, bearing).alias("interest")),
        "invoice",
        {
            "tip-10b.contract": (pl.col("interest_basis") == "contract") & (interest > 0),
            "tip-10b.statute": (pl.col("interest_basis") == "statute") & (interest > 0),
            "tip-10b.unknown": pl.col("interest_basis").is_not_null() & interest.is_null(),
        },
    )


def _interest(records: Records, bearing: pl.DataFrame) -> pl.Series:
    """What has accrued on the invoices that may bear interest, as the library reckons it."""
    tables, today, creditor = records.tables, records.as_of.date(), records.creditor
    wanted = tables["invoices"].join(bearing.select(D, "id"), on=[D, "id"], how="semi")
    payments = tables["events"].filter((pl.col("kind") == "payment") & (pl.col("at") <= _utc(records.as_of)))
    money = Money(creditor.currency, (), today)
    zones = Zones(records.as_of, tables["debtors"]["timezone"])
    found = Interest(Accruals(), money, creditor, today).columns(tables["debtors"], wanted, payments, zones)["interest"]
    known = wanted.select(D, "id").with_columns(found.alias("interest"))
    return bearing.select(D, "id").join(known, on=[D, "id"], how="left", maintain_order="left")["interest"]


def _utc(moment: datetime) -> pl.Expr:
    return pl.lit(moment).dt.convert_time_zone("UTC")


def about_visits(records: Records, debtors: pl.DataFrame, firings: Firings) -> None:
    """Tips 3, 4, 5, 8, 19 and 20."""
    of_debtor = debtors.lazy().select(
        D, "prompt", "slow", "is_overdue", "is_large", "risk", "has_unsigned", "unable", "overdue", "funds_seen", "clerk_met_on",
        owed="open", owes=pl.col("open") > 0,
    )  # fmt: skip
    today, age, collected, expected = records.today, pl.col("age"), pl.col("collected"), pl.col("expected")
    came = pl.col("started_on").is_not_null()
    planned = ~came & (pl.col("scheduled_on") >= today)
    found = (
        records.visits.lazy()
        .join(of_debtor, on=D, maintain_order="left")
        .with_columns(came=came, planned=planned, nothing=collected.is_null() | (collected == 0))
        .collect()
    )
    is_today = (pl.col("planned") & (pl.col("scheduled_on") == today)) | ((pl.col("started_on") == today) & ~pl.col("ended"))
    stalled = (age <= 1) & pl.col("in_vain") & pl.col("is_overdue")
    poor = stalled & pl.col("funds_seen").is_null() & pl.col("nothing")
    grave = pl.col("is_large") | pl.col("risk").is_in(["doubtful", "bad", "dead"])
    done = pl.col("slow") & (age <= 0) & pl.col("came")
    unexpected = (expected.is_null() | (expected == 0)) & (collected > 0)
    windfall = (pl.col("overdue") == 0) | (collected * 2 >= pl.col("overdue"))
    missing = pl.min_horizontal(expected - collected, "owed")
    short = (collected > 0) & (collected < expected) & (age <= 3) & (missing > 0)
    firings.fire(
        found,
        "visit",
        {
            "tip-03a.appointment": pl.col("prompt") & pl.col("planned") & (pl.col("scheduled_on") <= today + 1) & _owes,
            "tip-04.others-present": is_today & pl.col("other_customers_present") & pl.col("is_overdue"),
            "tip-05.acknowledgement": poor & pl.col("has_unsigned"),
            "tip-05.part-payment": stalled & (pl.col("funds_seen").is_not_null() | (collected > 0)),
            "tip-05.security": poor & ~pl.col("has_unsigned") & grave,
            "tip-05.transfer": poor & ~pl.col("has_unsigned") & ~grave,
            "tip-08.more-than-expected": done & (expected > 0) & (collected * 2 >= expected * 3),
            "tip-08.nothing-expected": done & unexpected & windfall,
            "tip-19c.payer-found": (age == 0)
            & pl.col("came")
            & pl.col("payer_met")
            & (collected > 0)
            & pl.col("clerk_met_on").is_not_null(),
            "tip-19c.to-be-met": pl.col("planned") & ~pl.col("payer_met") & _owes,
            "tip-20b.visit-short": short,
            "tip-20c.visit-short": short & pl.col("unable"),
        },
    )


def about_promises(records: Records, debtors: pl.DataFrame, invoices: pl.DataFrame, promises: pl.DataFrame, firings: Firings) -> None:
    """Tips 3, 19 and 20."""
    named = invoices.lazy().select("invoice", named_open=pl.col("open") * pl.col("is_open"))
    of_debtor = debtors.lazy().select(D, "prompt", "unable", owed="open")
    # of an invoice that is not known yet nothing is open
    of_invoice = pl.when(~pl.col("general")).then(pl.col("named_open").fill_null(0))
    found = (
        promises.lazy()
        .join(named, on="invoice", how="left", maintain_order="left")
        .join(of_debtor, on=D, maintain_order="left")
        .with_columns(missing=pl.min_horizontal("shortfall", of_invoice, "owed"))
        .collect()
    )
    soon = pl.col("due_on").is_between(records.today, records.today + 1)
    short = pl.col("paid_short") & (pl.col("promise_age") <= 3) & (pl.col("missing") > 0)
    firings.fire(
        found,
        "event",
        {
            "tip-03a.promised-day": pl.col("prompt") & pl.col("open") & soon & (pl.col("missing") > 0),
            "tip-19c.promise": pl.col("open") & ~pl.col("payer_met"),
            "tip-20a.promise-kept": pl.col("kept") & (pl.col("last_payment_on") >= records.today - 3),
            "tip-20b.promise-short": short,
            "tip-20c.promise-short": short & pl.col("unable"),
        },
    )


def about_excuses(excuses: pl.DataFrame, firings: Firings) -> None:
    """Tip 14."""
    unchecked = pl.col("unverified") & ~pl.col("repeated") & (pl.col("age") <= 30) & _owes
    firings.fire(excuses, "event", {f"tip-14.{each.replace('_', '-')}": unchecked & (pl.col("reason") == each) for each in _REASONS})
