"""What each proposal is about: the row of its invoice, its record, and the id that people know it by."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Found
from dunning_rules.engine.columns.propose import SCOPES
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
    scopes = proposals["scope"]
    named = scopes.unique().cast(pl.String).to_list()
    # the records of all scopes one after the other, so that each proposal finds its own at one place
    ids: list[pl.Series] = []
    invoice_ids: list[pl.Series] = []
    rows: list[pl.Series] = []
    first: dict[str, int | None] = dict.fromkeys(SCOPES.categories)
    for scope, frame in found.frames.items():
        if scope not in named:
            continue
        first[scope] = sum(len(each) for each in ids)
        ids.append(frame["id"])
        if scope == INVOICE:
            invoice_ids.append(frame["id"])
            rows.append(pl.int_range(frame.height, dtype=pl.UInt32, eager=True))
        elif "invoice_id" in frame.columns:
            invoice_ids.append(frame["invoice_id"])
            rows.append(_rows_of_invoices(frame, found.frames[INVOICE], scope))
        else:
            invoice_ids.append(filled(None, pl.String(), frame.height))
            rows.append(filled(None, pl.UInt32(), frame.height))
    at = proposals["subject"] + pl.Series([*first.values()], dtype=pl.UInt32).gather(scopes.to_physical().cast(pl.UInt32))
    targets = proposals.hstack([
        _joined(ids, pl.String()).gather(at).alias("subject_id"),
        _joined(invoice_ids, pl.String()).gather(at).alias("invoice_id"),
        _joined(rows, pl.UInt32()).gather(at).alias("invoice"),
    ])  # fmt: skip
    return _of_steps(targets, rules)


def _joined(parts: list[pl.Series], dtype: pl.DataType) -> pl.Series:
    return pl.concat([pl.Series("joined", [], dtype=dtype), *(part.alias("joined") for part in parts)], rechunk=True)


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
        at = targets["subject"].gather(waiting.arg_true())
        named = targets["subject_id"].gather(at)
        made = [
            None if subject is None else f"{rules[rule]}/{action}/{subject}"
            for rule, action, subject in zip(targets["rule"].gather(at), targets["action"].gather(at), named, strict=True)
        ]
        targets = targets.with_columns(targets["subject_id"].scatter(waiting.arg_true(), pl.Series(made, dtype=pl.String)))
    return targets
