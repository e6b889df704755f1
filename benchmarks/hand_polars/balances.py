"""What each debtor owes in all: credits netted, disputes and promises held."""

from __future__ import annotations

import polars as pl

from benchmarks.hand_polars.records import D, Records, beside

_YEAR = 365
_PERIOD = 30
_LARGE = 1_000_000
_RANK_CUT = 5_000
_COUNTS = ("open_invoices", "overdue_invoices", "settled", "settled_in_time")
_SUMS = ("gross_open", "in_our_favour", "gross_overdue", "free", "under_title")
_SIGNS = ("has_unsigned", "final_paid", "final_open", "does_not_add_up")


def with_balances(records: Records, invoices: pl.DataFrame) -> pl.DataFrame:
    """The debtors with what follows from their invoices."""
    of_debtor = _sums(invoices.lazy())
    unallocated = records.of("payment").filter(pl.col("invoice_id").is_null()).group_by(D).agg(unallocated=pl.col("amount").sum())
    oldest = (
        invoices.lazy()
        .filter("is_overdue")
        .group_by(D)
        .agg(oldest_due_on=pl.col("due_on").min(), max_days_past_due=pl.col("days_past_due").max())
    )
    taken = (
        invoices.lazy()
        .filter("is_open")
        .join(oldest, on=D)
        .filter(pl.col("issued_on") > pl.col("oldest_due_on"))
        .group_by(D)
        .agg(growth=1 + (pl.col("issued_on").max() - pl.col("issued_on").min() >= _PERIOD).cast(pl.Int32))
    )
    joined = beside(records.debtors, D, of_debtor, unallocated, oldest, taken).lazy()
    mark = records.creditor.large_amount
    large = _LARGE if mark is None else int(mark * 100)
    cut = _RANK_CUT if records.creditor.margin_rank_cut is None else int(records.creditor.margin_rank_cut * 10_000)
    credit = pl.col("unallocated") - pl.col("in_our_favour")
    return (
        joined.with_columns(
            pl.col("unallocated", "max_days_past_due", "growth", *_COUNTS, *_SUMS).fill_null(0),
            pl.col(_SIGNS).fill_null(value=False),
        )
        .with_columns(
            credit=credit,
            open=pl.col("gross_open") - credit,
            overdue=pl.max_horizontal(pl.col("gross_overdue") - credit, 0),
            pursuable=pl.max_horizontal(pl.col("free") - credit, 0),
            is_blocked=pl.col("blocked") & (pl.col("blocked_until").is_null() | (pl.col("blocked_until") >= records.today)),
        )
        .with_columns(is_overdue=pl.col("overdue") > 0, is_large=pl.col("overdue") >= large, large=pl.lit(large), rank_cut=pl.lit(cut))
        .collect()
    )


def _sums(invoices: pl.LazyFrame) -> pl.LazyFrame:
    amount = pl.col("open")
    settled = pl.col("settled_days_ago") <= _YEAR
    is_open, is_overdue, final = pl.col("is_open"), pl.col("is_overdue"), pl.col("is_final_shipment") & (pl.col("amount") > 0)
    title = (pl.col("retention_of_title") | pl.col("lien")).fill_null(value=False)
    return (
        invoices.select(
            D,
            open_invoices=is_open,
            overdue_invoices=is_overdue,
            settled=settled,
            settled_in_time=settled & pl.col("settled_in_time"),
            gross_open=amount * is_open,
            in_our_favour=pl.min_horizontal(amount, 0),
            gross_overdue=amount * is_overdue,
            free=pl.col("undisputed") * (is_overdue & ~pl.col("is_held")),
            under_title=amount * (is_overdue & title),
            has_unsigned=is_open & ~pl.col("signed"),
            final_paid=final & (amount <= 0),
            final_open=final & (amount > 0),
            does_not_add_up=pl.col("does_not_add_up"),
        )
        .group_by(D)
        .agg(pl.col(_COUNTS).sum().cast(pl.Int64), pl.col(_SUMS).sum(), pl.col(_SIGNS).any())
    )
