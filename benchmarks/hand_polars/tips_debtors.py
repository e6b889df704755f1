"""What the tips recommend for a debtor as a whole."""

from __future__ import annotations

import polars as pl

from benchmarks.hand_polars.firings import Firings, Rules
from benchmarks.hand_polars.records import D, Records

_pursuable, _overdue, _owes = pl.col("is_pursuable"), pl.col("is_overdue"), pl.col("open") > 0
_contact, _risk = pl.col("days_since_contact"), pl.col("risk")


def advise(records: Records, debtors: pl.DataFrame, firings: Firings) -> None:
    """All of them."""
    for rules in (_pressing(records), _money(), _business(), _ways(records)):
        firings.fire(debtors, D, rules)


def _pressing(records: Records) -> Rules:
    """Tips 1, 2, 6 and 17."""
    is_large = records.creditor.size == "large"
    evades = _pursuable & (pl.col("evasions_90") >= 2)
    mild = _risk.is_in(["not_due", "collectible"]) & (_contact > 14)
    grave = _risk.is_in(["doubtful", "bad", "dead"]) & (_contact > 7)
    treatments = {
        "collectible": "demand", "bad": "legal-review", "not_due": "reminder", "doubtful": "senior-attention", "dead": "write-off-review",
    }  # fmt: skip
    return {
        "tip-01.growing": _pursuable & (pl.col("growth") >= 2),
        "tip-01.never-contacted": _pursuable & (_contact.is_null() | (_contact >= pl.col("max_days_past_due"))),
        "tip-01.silence": _pursuable & (mild | grave),
        "tip-02.evasions": evades & pl.lit(not is_large),
        "tip-02.evasions-large-creditor": evades & pl.lit(is_large),
        "tip-06a.prepare": pl.col("withholds"),
        "tip-06b.hardship": _overdue & pl.col("in_hardship") & ~pl.col("bad_faith"),
        "tip-14.no-excuse-left": _pursuable & pl.col("refuted_other"),
        **{f"tip-17.treat-{treatment}": _overdue & (_risk == risk) for risk, treatment in treatments.items()},
    }


def _money() -> Rules:
    """Tip 3: there is no money, or so they say."""
    said, funds = pl.col("no_money_excuses"), pl.col("funds_since")
    suffices = funds * 2 >= pl.col("overdue")
    return {
        "tip-03c.excuse-refuted": _overdue & pl.col("refuted_no_money") & ~suffices.fill_null(value=False),
        "tip-03c.funds-seen": (said >= 1) & _overdue & suffices,
        "tip-03c.money-came-in": (said >= 1) & _overdue & (pl.col("paid_since") * 2 >= pl.col("overdue")),
        "tip-03d.nothing-known": (said >= 2) & _overdue & funds.is_null() & ~pl.col("refuted_no_money"),
    }


def _business() -> Rules:
    """Tips 7 and 9 to 13: new business, signs, interest, shelved debts, leverage, goods that are sold."""
    shelved = _overdue & pl.col("is_shelved") & pl.col("high") & ~pl.col("is_blocked")
    interest = (pl.col("max_days_past_due") >= 15) & pl.col("interest_basis").is_not_null() & pl.col("interest_notice_on").is_null()
    final = pl.col("final_paid") & ~pl.col("final_open") & ~pl.col("is_insolvent")
    quiet = _contact.is_null() | (_contact >= 3)
    return {
        "tip-07.order-request": _overdue & pl.col("has_open_order"),
        "tip-07.raised-in-visit": _overdue & pl.col("raised_business"),
        "tip-09.anomaly": _owes & pl.col("has_unsecured_anomaly"),
        "tip-10a.notice": _pursuable & interest,
        "tip-11a.cash-only": _overdue & pl.col("cooperative") & pl.col("keeps") & ~pl.col("high"),
        "tip-11b.dependence": shelved & pl.col("high_by_purchases"),
        "tip-11b.rebates": shelved & pl.col("high_by_rebates"),
        "tip-12a.press": _overdue & pl.col("high") & ~pl.col("thin"),
        "tip-12b.last-shipment": _overdue & pl.col("dropped") & final,
        "tip-13b.sold": _owes & (pl.col("sold") >= 8000) & quiet & ~pl.col("is_blocked"),
    }


def _ways(records: Records) -> Rules:
    """Tips 18, 19 and 21: the soft way, the hard way, and whom to meet."""
    solvent = ~pl.col("is_insolvent")
    soft, hard = pl.col("soft") & solvent, pl.col("hard") & solvent
    unsold = ((pl.col("sold") < 5000) & (pl.col("days_since_delivery") >= 30)) | pl.col("unsold_excuse")
    clerk = pl.col("payer_met_on").is_null() | (pl.col("payer_met_on") < pl.col("clerk_met_on"))
    return {
        "tip-18a.downstream": soft & (pl.col("downstream_receivables") > 0),
        "tip-18a.slow-stock": soft & unsold,
        "tip-18b.reclaim": hard & (pl.col("under_title") > 0),
        "tip-18b.sue": hard & (pl.col("under_title") == 0),
        "tip-19a.reputation": _pursuable & pl.col("slow") & pl.col("values_reputation"),
        "tip-19b.good-credit": pl.col("prompt"),
        "tip-19b.prompt": pl.col("prompt") & _owes,
        "tip-19c.met": clerk & pl.col("clerk_met_on").is_not_null() & _owes,
        "tip-21.group": hard & pl.lit(records.creditor.is_group),
    }
