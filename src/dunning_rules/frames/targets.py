"""What each proposal is about: the row of its invoice, its record, and the id that people know it by."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Found
from dunning_rules.language.columns import DEBTOR
from dunning_rules.rules.strata import RECOMMENDATION

INVOICE = "invoice"


def with_targets(found: Found, rules: Mapping[int, str]) -> pl.DataFrame:
    """The proposals with what they are about.

    That is `subject_id`, the id of the record; `invoice_id`, of the invoice that it is about, known or not; and `invoice`, the row of that
    invoice, where it is known.

    Args:
        found: what the rules found.
        rules: the ids of rules, by their place in the book.
    """
    proposals = found.proposals
    subject_id = _nothing(proposals, pl.String)
    invoice_id = _nothing(proposals, pl.String)
    invoice = _nothing(proposals, pl.UInt32)
    for scope, frame in found.frames.items():
        at = proposals.select(pl.when(pl.col("scope") == scope).then(pl.col("subject"))).to_series()
        if at.null_count() == len(at):
            continue
        subject_id = pl.coalesce(subject_id, pl.lit(frame["id"].gather(at)))
        if scope == INVOICE:
            invoice_id = pl.coalesce(invoice_id, pl.lit(frame["id"].gather(at)))
            invoice = pl.coalesce(invoice, pl.lit(at))
        elif "invoice_id" in frame.columns:
            invoice_id = pl.coalesce(invoice_id, pl.lit(frame["invoice_id"].gather(at)))
            invoice = pl.coalesce(invoice, pl.lit(_rows_of_invoices(frame, found.frames[INVOICE], scope).gather(at)))
    targets = proposals.with_columns(subject_id.alias("subject_id"), invoice_id.alias("invoice_id"), invoice.alias("invoice"))
    return _of_steps(targets, rules)


def _rows_of_invoices(frame: pl.DataFrame, invoices: pl.DataFrame, scope: str) -> pl.Series:
    """The row of the invoice that each record names."""
    number = pl.int_range(pl.len(), dtype=pl.UInt32).alias(DEBTOR_NUMBER) if scope == DEBTOR else pl.col(DEBTOR_NUMBER)
    named = frame.select(number, "invoice_id").with_row_index("@asks").filter(pl.col("invoice_id").is_not_null())
    known = invoices.select(DEBTOR_NUMBER, pl.col("id").alias("invoice_id")).with_row_index("@row")
    pairs = named.join(known, on=[DEBTOR_NUMBER, "invoice_id"])
    return pl.repeat(None, frame.height, dtype=pl.UInt32, eager=True).scatter(pairs["@asks"], pairs["@row"])


def _of_steps(targets: pl.DataFrame, rules: Mapping[int, str]) -> pl.DataFrame:
    """The ids of recommendations for which a rule fired: that of the rule, the action and the record of the other proposal."""
    while (waiting := targets["subject_id"].is_null() & (targets["scope"] == RECOMMENDATION)).any():
        at = targets["subject"].gather(waiting.arg_true())
        named = targets["subject_id"].gather(at)
        made = [
            None if subject is None else f"{rules[rule]}/{action}/{subject}"
            for rule, action, subject in zip(targets["rule"].gather(at), targets["action"].gather(at), named, strict=True)
        ]
        targets = targets.with_columns(targets["subject_id"].scatter(waiting.arg_true(), pl.Series(made, dtype=pl.String)))
    return targets


def _nothing(proposals: pl.DataFrame, dtype: type[pl.DataType]) -> pl.Expr:
    return pl.lit(pl.repeat(None, proposals.height, dtype=dtype, eager=True))
