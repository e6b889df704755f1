"""Tips 3, 6, 12, 14, 17 and 18, as far as they say what a debtor, an invoice or an excuse is."""

from __future__ import annotations

import polars as pl

from benchmarks.hand_polars.firings import Firings
from benchmarks.hand_polars.records import D, Records, beside

_MONTH, _QUARTER = 30, 90
_CLASSES = pl.Enum(["not_due", "collectible", "doubtful", "bad", "dead"])
_SHARE = 10
"""One in so many of what is open makes a debtor of a class."""


def excuses(records: Records, debtors: pl.DataFrame, firings: Firings) -> pl.DataFrame:
    """Tip 14: the excuses, and what they were found to be."""
    checks = records.of("excuse_checked").sort(D, "at", "id").group_by(D, id="refers_to")
    checked = checks.agg(checked_as=pl.col("finding").last(), checked_age=pl.col("age").last())
    made = records.of("excuse").select("event", D, "id", "day", "age", "reason", "at")
    last = made.group_by(D, "reason").agg(last_day=pl.col("day").max())
    of_debtor = debtors.lazy().select(D, "is_overdue", "funds_since", "overdue", owes=pl.col("open") > 0)
    found = (
        made.join(checked, on=[D, "id"], how="left")
        .join(last, on=[D, "reason"])
        .join(of_debtor, on=D)
        .sort(D, "at", "id")
        .with_columns(repeated=pl.col("last_day") > pl.col("day"))
        .collect()
    )
    belied = (pl.col("reason") == "account_empty") & pl.col("checked_as").is_null() & pl.col("is_overdue")
    held = firings.fire(
        found,
        "event",
        {
            "tip-14.belied-by-funds": belied & (pl.col("funds_since") >= pl.col("overdue")),
            "tip-14.found-true": pl.col("checked_as") == "verified",
            "tip-14.found-untrue": pl.col("checked_as") == "refuted",
        },
    )
    refuted = (held["tip-14.found-untrue"] | held["tip-14.belied-by-funds"]).fill_null(value=False)
    verified = held["tip-14.found-true"].fill_null(value=False)
    return found.with_columns(refuted=refuted, unverified=~(refuted | verified))


def with_excuses(debtors: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The debtors with what follows from their excuses."""
    recent = found.lazy().filter(pl.col("age") <= _QUARTER)
    fresh = pl.col("refuted") & (pl.col("checked_age").is_null() | (pl.col("checked_age") <= _MONTH))
    empty = pl.col("reason") == "account_empty"
    flags = recent.group_by(D).agg(
        refuted_no_money=(fresh & empty).any(),
        refuted_other=(fresh & ~empty).any(),
        unsold_excuse=(~pl.col("refuted") & (pl.col("reason") == "unsold_stock")).any(),
    )
    return beside(debtors, D, flags).with_columns(pl.col("refuted_no_money", "refuted_other", "unsold_excuse").fill_null(value=False))


def with_risk(debtors: pl.DataFrame, invoices: pl.DataFrame, firings: Firings) -> pl.DataFrame:
    """Tip 17: the class of each invoice, and from them the class of each debtor."""
    signs = debtors.lazy().select(D, "is_closing", "is_insolvent")
    open_ones = invoices.lazy().filter("is_open").join(signs, on=D, maintain_order="left").collect()
    past = pl.col("days_past_due")
    held = firings.fire(
        open_ones,
        "invoice",
        {
            "tip-17.class-bad": past >= 181,
            "tip-17.class-bad-by-closure": pl.col("is_closing") & ~pl.col("secured").fill_null(value=False),
            "tip-17.class-collectible": past >= 1,
            "tip-17.class-dead": past >= 366,
            "tip-17.class-dead-by-insolvency": pl.col("is_insolvent"),
            "tip-17.class-dead-by-limitation": pl.col("is_time_barred"),
            "tip-17.class-doubtful": past >= 91,
            "tip-17.class-doubtful-by-sign": (past >= 31) & (pl.col("has_broken_promise") | pl.col("disputed")),
        },
    ).with_columns(pl.all().fill_null(value=False))
    dead = held["tip-17.class-dead"] | held["tip-17.class-dead-by-insolvency"] | held["tip-17.class-dead-by-limitation"]
    bad = dead | held["tip-17.class-bad"] | held["tip-17.class-bad-by-closure"]
    doubtful = bad | held["tip-17.class-doubtful"] | held["tip-17.class-doubtful-by-sign"]
    collectible = doubtful | held["tip-17.class-collectible"]
    amounts = {"dead": dead, "bad": bad, "doubtful": doubtful, "collectible": collectible}
    sums = open_ones.select(D, **{name: pl.col("open") * flag for name, flag in amounts.items()}).group_by(D).sum()
    debtors = beside(debtors, D, sums.lazy())
    known = pl.col("gross_open") > 0
    rules = {f"tip-17.risk-{name}": known & (pl.col(name) * _SHARE >= pl.col("gross_open")) for name in amounts}
    risks = firings.fire(debtors, D, rules)
    chain = pl.coalesce(*(pl.when(f"tip-17.risk-{name}").then(pl.lit(name)) for name in amounts), pl.lit("not_due"))
    return debtors.drop(amounts).with_columns(risks.select(chain.cast(_CLASSES)).to_series().alias("risk"))


def with_standing(debtors: pl.DataFrame, firings: Firings) -> pl.DataFrame:
    """Tips 3, 6, 12 and 18: how a debtor pays, whether it can, how it behaves, and what holds it."""
    in_time = pl.col("settled") > 0
    first = firings.fire(
        debtors,
        D,
        {
            "tip-03.prompt-payer": in_time & (pl.col("settled_in_time") * 5 >= pl.col("settled") * 4) & (pl.col("broken_promises") == 0),
            "tip-03.slow-payer": pl.col("settled") + pl.col("overdue_invoices") >= 3,
            "tip-03.funds-suffice": pl.col("is_overdue") & (pl.col("funds_seen") >= pl.col("overdue")) & ~pl.col("in_hardship"),
            "tip-06.excuse-refuted": pl.col("refuted_no_money") & ~pl.col("in_hardship"),
            "tip-06.unable": pl.col("in_hardship"),
        },
    ).with_columns(pl.all().fill_null(value=False))
    able = first["tip-03.funds-suffice"] | first["tip-06.excuse-refuted"]
    prompt = first["tip-03.prompt-payer"]
    debtors = debtors.with_columns(
        prompt=prompt, slow=first["tip-03.slow-payer"] & ~prompt, able=able, unable=pl.col("in_hardship") & ~able
    )
    return _with_leverage(_with_cooperation(_with_faith(debtors, firings), firings), firings)


def _with_faith(debtors: pl.DataFrame, firings: Firings) -> pl.DataFrame:
    withholds = pl.col("is_overdue") & pl.col("able") & (pl.col("days_since_evasion") <= _MONTH)
    held = firings.fire(debtors, D, {"tip-06.withholding": withholds})
    debtors = debtors.with_columns(withholds=held.to_series().fill_null(value=False))
    often = (pl.col("broken_promises") >= 2) | (pl.col("evasions_180") >= 3)
    held = firings.fire(
        debtors,
        D,
        {
            "tip-18.bad-faith": pl.col("withholds") & often,
            "tip-18.bad-faith-concealment": pl.col("is_overdue") & pl.col("conceals_assets"),
        },
    )
    return debtors.with_columns(held.select(bad_faith=pl.any_horizontal(pl.all())))


def _with_cooperation(debtors: pl.DataFrame, firings: Firings) -> pl.DataFrame:
    declared = pl.col("declared_cooperative")
    does = (pl.col("kept_promises") > 0) | (pl.col("payments_90") > 0)
    held = firings.fire(
        debtors,
        D,
        {
            "tip-18.cooperative-by-deeds": declared.is_null() & (pl.col("evasions_90") == 0) & does,
            "tip-18.cooperative-declared": declared,
            "tip-18.uncooperative-by-deeds": declared.is_null() & (pl.col("evasions_90") >= 2),
            "tip-18.uncooperative-declared": ~declared,
        },
    ).with_columns(pl.all().fill_null(value=False))
    uncooperative = held["tip-18.uncooperative-by-deeds"] | held["tip-18.uncooperative-declared"]
    cooperative = (held["tip-18.cooperative-by-deeds"] | held["tip-18.cooperative-declared"]) & ~uncooperative
    debtors = debtors.with_columns(uncooperative=uncooperative, cooperative=cooperative)
    means = (pl.col("risk") == "doubtful") & (pl.col("finances") == "weak") & pl.col("uncooperative")
    held = firings.fire(
        debtors,
        D,
        {
            "tip-18.hard-by-bad-faith": pl.col("is_overdue") & pl.col("bad_faith"),
            "tip-18.hard-by-means": pl.col("is_overdue") & means & (pl.col("overdue") - pl.col("visit_cost") >= pl.col("large")),
            "tip-18.hard-by-risk": pl.col("is_overdue") & pl.col("risk").is_in(["bad", "dead"]) & ~pl.col("cooperative"),
            "tip-18.soft-by-default": pl.col("is_overdue"),
        },
    ).with_columns(pl.all().fill_null(value=False))
    hard = held["tip-18.hard-by-bad-faith"] | held["tip-18.hard-by-means"] | held["tip-18.hard-by-risk"]
    return debtors.with_columns(hard=hard, soft=pl.col("is_overdue") & ~hard)


def _with_leverage(debtors: pl.DataFrame, firings: Firings) -> pl.DataFrame:
    bought, kept = pl.col("purchase_share"), pl.col("declared_worth_keeping")
    rebates = pl.when(pl.col("overdue") > 0).then("rebate_accrued")
    ranked = kept.is_null()
    held = firings.fire(
        debtors,
        D,
        {
            "tip-12.leverage-high-purchases": bought >= 4000,
            "tip-12.leverage-high-rebates": rebates * 4 >= pl.col("overdue"),
            "tip-12.leverage-medium-purchases": bought >= 2000,
            "tip-12.leverage-medium-rebates": rebates * 10 >= pl.col("overdue"),
            "tip-12.drop-by-bad-faith": ranked & pl.col("bad_faith"),
            "tip-12.drop-by-rank": ranked & (pl.col("rank") < pl.col("rank_cut")),
            "tip-12.drop-declared": ~kept,
            "tip-12.keep-by-rank": ranked & (pl.col("rank") >= pl.col("rank_cut")) & ~pl.col("bad_faith"),
            "tip-12.keep-declared": kept,
        },
    ).with_columns(pl.all().fill_null(value=False))
    high = held["tip-12.leverage-high-purchases"] | held["tip-12.leverage-high-rebates"]
    dropped = held["tip-12.drop-by-bad-faith"] | held["tip-12.drop-by-rank"] | held["tip-12.drop-declared"]
    debtors = debtors.with_columns(
        high=high, high_by_purchases=held["tip-12.leverage-high-purchases"], high_by_rebates=held["tip-12.leverage-high-rebates"],
        dropped=dropped, keeps=(held["tip-12.keep-by-rank"] | held["tip-12.keep-declared"]) & ~dropped,
    )  # fmt: skip
    held = firings.fire(
        debtors,
        D,
        {
            "tip-12.thin-by-competitor": pl.col("competitor_offers"),
            "tip-12.thin-by-pressure": pl.col("pressing_measures") >= 2,
            "tip-12.thin-without-leverage": ~pl.col("high"),
        },
    )
    return debtors.with_columns(held.select(thin=pl.any_horizontal(pl.all())))
