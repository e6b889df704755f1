"""The debt that a step is about, in columns: one invoice, or all that the debtor owes. It means what `guard.about` says of one step."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.language.columns import filled

NAMES = (
    "about_invoice",
    "about_open",
    "about_claimable",
    "about_overdue",
    "about_undisputed",
    "about_title",
    "about_interest",
    "about_limitation_on",
)
AT_RISK = "amount_at_risk"
_WIDE = pl.Int128


def about_steps(steps: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> list[pl.Series]:
    """What each step is about, and the amount at risk, as columns.

    Args:
        steps: with `invoice`, the row of the invoice, and the number of the debtor.
        frames: of debtors and invoices, with what the guard needs.
    """
    debtors, invoices = frames["debtor"], frames["invoice"]
    named = steps["invoice"]
    # debtors and invoices stand one after another, so that both are read at once
    known = pl.concat([_of_debtors(debtors, invoices), _of_invoices(invoices, debtors)], rechunk=True)
    is_named = named.is_not_null()
    at = (named + debtors.height).zip_with(is_named, steps[DEBTOR_NUMBER])
    return [*known[at].get_columns(), is_named.alias("about_invoice")]


def _of_invoices(invoices: pl.DataFrame, debtors: pl.DataFrame) -> pl.DataFrame:
    owed = debtors["open_amount"][invoices[DEBTOR_NUMBER]]
    open_amount = pl.max_horizontal("open_amount", 0)
    kept = pl.col("retention_of_title").fill_null(value=False) | pl.col("lien").fill_null(value=False)
    return invoices.select(
        open_amount.alias("about_open"),
        pl.min_horizontal(open_amount, pl.max_horizontal(pl.lit(owed), 0)).alias("about_claimable"),
        pl.col("is_overdue").alias("about_overdue"),
        pl.col("undisputed_amount").alias("about_undisputed"),
        pl.when(kept).then(open_amount).otherwise(0).alias("about_title"),
        _interest(invoices.schema["open_amount"]).alias("about_interest"),
        pl.col("limitation_on").alias("about_limitation_on"),
        open_amount.alias(AT_RISK),
    )


def _interest(number: pl.DataType) -> pl.Expr:
    """Interest to date on the undisputed part of an invoice; null where it is not known."""
    wide = pl.col("accrued_interest").cast(_WIDE) * pl.col("undisputed_amount").cast(_WIDE) // pl.col("open_amount").cast(_WIDE)
    part = pl.when(pl.col("open_amount") > 0).then(wide).otherwise(0).cast(number)
    return pl.when(pl.col("accrued_interest").is_not_null()).then(part)


def _of_debtors(debtors: pl.DataFrame, invoices: pl.DataFrame) -> pl.DataFrame:
    number = debtors.schema["open_amount"]
    overdue = invoices.filter(pl.col("is_overdue")).select(DEBTOR_NUMBER, _interest(number).alias("interest"))
    sums = overdue.group_by(DEBTOR_NUMBER).agg(pl.col("interest").sum(), pl.col("interest").is_null().any().alias("unknown"))
    place = filled(None, pl.UInt32(), debtors.height)
    place = place.scatter(sums[DEBTOR_NUMBER], pl.arange(sums.height, dtype=pl.UInt32, eager=True))
    interest = pl.select(
        pl.when(pl.lit(sums["unknown"][place]).fill_null(value=False)).then(None).otherwise(pl.lit(sums["interest"][place]).fill_null(0))
    ).to_series()
    open_amount = pl.max_horizontal("open_amount", 0)
    is_late = pl.col("overdue_amount") != 0
    free = pl.max_horizontal(open_amount - pl.col("disputed_overdue") - pl.col("disputed_not_due"), 0)
    return debtors.select(
        pl.when(is_late).then("overdue_amount").otherwise(open_amount).alias("about_open"),
        pl.max_horizontal(open_amount - pl.col("disputed_not_due"), 0).alias("about_claimable"),
        pl.col("is_overdue").alias("about_overdue"),
        pl.when(is_late).then("undisputed_overdue").otherwise(free).alias("about_undisputed"),
        pl.col("title_amount").alias("about_title"),
        pl.lit(interest).alias("about_interest"),
        pl.when(pl.col("invoices_of_unknown_limitation") <= 0).then("next_limitation_on").alias("about_limitation_on"),
        pl.max_horizontal(pl.when(is_late).then("overdue_amount").otherwise("open_amount"), 0).alias(AT_RISK),
    )
