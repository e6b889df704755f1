"""What each proposal is about: the row of its invoice, its record, and the id that people know it by."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Found
from dunning_rules.frames.choices import choices_of
from dunning_rules.language.columns import DEBTOR, filled
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
    scopes = choices_of(proposals["scope"])
    asked = {scopes[number] for number in proposals["scope"].to_physical().unique()}
    # the records of all scopes stand one after another, so that they are read at once
    first: list[int | None] = [None] * len(scopes)
    records = [pl.DataFrame(schema={"subject_id": pl.String, "invoice_id": pl.String, INVOICE: pl.UInt32})]
    for scope in [each for each in found.frames if each in asked]:
        first[scopes.index(scope)] = sum(each.height for each in records)
        records.append(_records(scope, found.frames))
    at = pl.Series(first, dtype=pl.UInt32)[proposals["scope"].to_physical()] + proposals["subject"]
    return _of_steps(proposals.hstack(pl.concat(records, rechunk=True)[at]), rules)


def _records(scope: str, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """What the records of a scope are about."""
    frame = frames[scope]
    if scope == INVOICE:
        names, rows = frame["id"], pl.arange(frame.height, dtype=pl.UInt32, eager=True)
    elif "invoice_id" in frame.columns:
        names, rows = frame["invoice_id"], _rows_of_invoices(frame, frames[INVOICE], scope)
    else:
        names, rows = (filled(None, dtype, frame.height) for dtype in (pl.String(), pl.UInt32()))
    return pl.DataFrame([frame["id"].alias("subject_id"), names.alias("invoice_id"), rows.alias(INVOICE)])


def _rows_of_invoices(frame: pl.DataFrame, invoices: pl.DataFrame, scope: str) -> pl.Series:
    """The row of the invoice that each record names."""
    number = pl.int_range(pl.len(), dtype=pl.UInt32).alias(DEBTOR_NUMBER) if scope == DEBTOR else pl.col(DEBTOR_NUMBER)
    named = frame.select(number, "invoice_id").with_row_index("@asks").filter(pl.col("invoice_id").is_not_null())
    known = invoices.select(DEBTOR_NUMBER, pl.col("id").alias("invoice_id")).with_row_index("@row")
    pairs = named.join(known, on=[DEBTOR_NUMBER, "invoice_id"])
    return filled(None, pl.UInt32(), frame.height).scatter(pairs["@asks"], pairs["@row"])


def _of_steps(targets: pl.DataFrame, rules: Mapping[int, str]) -> pl.DataFrame:
    """The ids of recommendations for which a rule fired: that of the rule, the action and the record of the other proposal."""
    while (waiting := targets["subject_id"].is_null() & (targets["scope"] == RECOMMENDATION)).any():
        at = targets["subject"][waiting.arg_true()]
        named = targets["subject_id"][at]
        made = [
            None if subject is None else f"{rules[rule]}/{action}/{subject}"
            for rule, action, subject in zip(targets["rule"][at], targets["action"][at], named, strict=True)
        ]
        targets = targets.with_columns(targets["subject_id"].scatter(waiting.arg_true(), pl.Series(made, dtype=pl.String)))
    return targets
