"""Interest that has accrued, in columns: what `engine.accrued` reckons of one invoice.

Interest is simple, and payments pay the principal first. So it is a sum over the parts of the principal: what is left, times the sum of the
rates to date, and what each payment paid of it, times the sum of the rates to its day. Those sums depend on the claim and the day alone,
and are found once for each combination. What was paid beyond the principal pays interest, which does not grow any more then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import polars as pl

from dunning_rules.engine.accrued import Accruals, Claimed
from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.money import Money
from dunning_rules.frames.amounts import Units, half_up, wide
from dunning_rules.frames.days import ORDINAL_OF_EPOCH, Zones
from dunning_rules.frames.tables import DECIMALS, NUMBER
from dunning_rules.language.columns import filled
from dunning_rules.late_payment import Law
from dunning_rules.models import Creditor, Debtor
from dunning_rules.models.base import minor_digits

_WIDE = pl.Int128
_SCALE = Decimal(10) ** 15
"""A sum of rates is kept as a whole number of these parts."""
_Rated: TypeAlias = tuple[Law, Decimal | None]
"""A law, with the rate that was agreed where it is one of contract."""
_LAW = ("interest_basis", "interest_rate", "governing_law", "country", "kind")
_OF_PAYMENT = [DEBTOR_NUMBER, "kind", "invoice_id", "amount", "currency", "at"]
_CLAIM = ("@law", "currency", "due_on", "@day")


class Interest:
    """Reckons interest on invoices of a portfolio; remembers sums of rates."""

    def __init__(self, accruals: Accruals, money: Money, creditor: Creditor, today: date) -> None:
        """Take the laws and rates, what converts amounts, who asks, and the day."""
        self._accruals = accruals
        self._money = money
        self._creditor = creditor
        self._today = today
        self._sums: dict[tuple[object, ...], tuple[int | None, int]] = {}
        self._known_laws: dict[tuple[object, ...], _Rated | None] = {}

    def columns(self, debtors: pl.DataFrame, invoices: pl.DataFrame, events: pl.DataFrame, zones: Zones) -> Mapping[str, pl.Series]:
        """`interest`, in minor units of the reporting currency, and `regime`, the name of the law, for each invoice; null where not known.

        Args:
            debtors: the table.
            invoices: those that are known, in their order.
            events: those that are known.
            zones: tell the days of payments.
        """
        laws, of_debtor = self._laws(debtors)
        rows = invoices[[DEBTOR_NUMBER, "id", "currency", "due_on", "amount", "open_amount"]].with_row_index("@row")
        rows = rows.hstack([of_debtor[rows[DEBTOR_NUMBER]].alias("@law")])
        rows = rows.filter((pl.col("due_on") < self._today) & (pl.col("amount") > 0) & pl.col("@law").is_not_null())
        payments = _payments(rows, events, zones)
        rows = _with_paid(rows, payments)
        booked = _shares(payments.join(rows.filter(pl.col("@booked")).select("@row", pl.col("amount").alias("@whole")), on="@row"))
        parts = pl.concat([
            rows.filter(pl.col("@left") > 0).select("@row", *_CLAIM[:3], pl.lit(self._today).alias("@day"), pl.col("@left").alias("@part")),
            booked.filter(pl.col("@part") > 0).select("@row", *_CLAIM[:3], "@day", "@part"),
            # a claim that bears nothing is one by a law that holds, all the same
            rows.select("@row", *_CLAIM[:3], pl.col("due_on").alias("@day"), pl.lit(0, dtype=NUMBER).alias("@part")),
        ])  # fmt: skip
        own = self._summed(parts, laws)
        known = rows.join(own, on="@row", how="left", maintain_order="left")
        interest = self._in_reporting(known)
        is_known = interest.is_not_null()
        law = filled(None, pl.UInt32(), invoices.height).scatter(known["@row"].filter(is_known), known["@law"].filter(is_known))
        names = pl.Series([law.name for law, _ in laws] or [None], dtype=pl.String)
        return {"interest": filled(None, pl.Int64(), invoices.height).scatter(known["@row"], interest), "regime": names[law]}

    def _laws(self, debtors: pl.DataFrame) -> tuple[list[_Rated], pl.Series]:
        """The laws by which debtors owe interest, with the agreed rate; and for each debtor the number of its law."""
        keys = debtors[list(_LAW)]
        distinct = keys.unique(maintain_order=True)
        laws: list[_Rated] = []
        numbers: list[int | None] = []
        for row in distinct.iter_rows():
            law = self._law(row)
            numbers.append(None if law is None else len(laws))
            if law is not None:
                laws.append(law)
        numbered = distinct.hstack([pl.Series("@law", numbers, dtype=pl.UInt32)])
        return laws, keys.join(numbered, on=list(_LAW), how="left", nulls_equal=True, maintain_order="left")["@law"]

    def _law(self, row: tuple[Any, ...]) -> _Rated | None:
        """The law for debtors alike, with the agreed rate: found once for all parts of a portfolio."""
        if row not in self._known_laws:
            debtor = Debtor.model_construct(id="-", **dict(zip(_LAW, row, strict=True)))
            law = self._accruals.law_of(debtor, self._creditor)
            self._known_laws[row] = None if law is None else (law, debtor.interest_rate if law.by_contract else None)
        return self._known_laws[row]

    def _summed(self, parts: pl.DataFrame, laws: list[_Rated]) -> pl.DataFrame:
        """Interest of each invoice in minor units of its currency; null where a sum of rates is not known."""
        distinct = parts.select(_CLAIM).unique(maintain_order=True)
        named = [(law.name, rate) for law, rate in laws]
        sums = [self._sum((*named[row[0]], *row[1:]), row, laws) for row in distinct.iter_rows()]
        rated = distinct.hstack([
            pl.Series("@sum", [found for found, _ in sums], dtype=_WIDE), pl.Series("@basis", [basis for _, basis in sums], dtype=_WIDE)
        ])  # fmt: skip
        joined = parts.join(rated, on=list(_CLAIM), how="left", maintain_order="left")
        # in minor units even the largest amount, at the highest rate for ever, has room for its interest
        part = pl.col("@part").reinterpret(dtype=_WIDE) // _finer(joined["currency"])
        joined = joined.with_columns((part * pl.col("@sum")).alias("@exact"))
        of_one = joined.group_by("@row").agg(
            pl.col("@exact").sum(), pl.col("@sum").is_null().any().alias("@unknown"), pl.col("@basis").max(), pl.col("currency").first()
        )
        found = filled(None, _WIDE(), of_one.height)
        for (basis,), rows in of_one.with_row_index("@at").group_by("@basis"):
            if basis:
                found = found.scatter(rows["@at"], rows.select(half_up(pl.col("@exact"), int(basis) * int(_SCALE))).to_series())
        known = found.zip_with(~of_one["@unknown"], filled(None, _WIDE(), of_one.height))
        return pl.DataFrame([of_one["@row"], known.alias("@interest")])

    def _sum(self, key: tuple[object, ...], row: tuple[Any, ...], laws: list[_Rated]) -> tuple[int | None, int]:
        if key not in self._sums:
            law, rate = laws[row[0]]
            claimed = Claimed(law, rate, row[1], row[2])
            found = self._accruals.rate_sum(claimed, row[3])
            if row[3] == row[2] and self._accruals.open_interest(claimed, Decimal(0), (), self._today) is None:
                found = None  # no day is asked for, but the law is younger than the claim
            self._sums[key] = (None, 0) if found is None else (int(found[0] * _SCALE), found[1])
        return self._sums[key]

    def _in_reporting(self, known: pl.DataFrame) -> pl.Series:
        raw = pl.lit(known["@interest"]) * _finer(known["currency"])
        amounts = pl.select(raw.reinterpret(dtype=NUMBER)).to_series()
        still_open = pl.max_horizontal(pl.lit(amounts) - pl.lit(known["@beyond"]), pl.lit(0, dtype=NUMBER))
        is_known = pl.lit(amounts.is_not_null() & ~known["@foreign"])
        return Units(self._money, known["currency"]).reporting(pl.select(pl.when(is_known).then(still_open).cast(NUMBER)).to_series())


def _finer(currencies: pl.Series) -> pl.Expr:
    """How many of the smallest parts of a number make a minor unit of each currency."""
    steps = {code: 10 ** (DECIMALS - (minor_digits(code) or 0)) for code in currencies.unique()}
    if len(steps) == 1:
        return wide(*steps.values())
    return pl.lit(currencies.replace_strict(steps, return_dtype=_WIDE) if steps else pl.Series([], dtype=_WIDE))


def _payments(rows: pl.DataFrame, events: pl.DataFrame, zones: Zones) -> pl.DataFrame:
    """The payments on invoices, with the day up to which what they paid bore interest."""
    paid = events[_OF_PAYMENT].filter((pl.col("kind") == "payment") & pl.col("invoice_id").is_not_null())
    days = (zones.day(paid["at"]) - ORDINAL_OF_EPOCH).cast(pl.Int32).cast(pl.Date)
    paid = pl.DataFrame([
        paid[DEBTOR_NUMBER], paid["invoice_id"].alias("id"), paid["amount"], paid["currency"].alias("@paid_in"), days.alias("@paid_on")
    ])  # fmt: skip
    found = rows[["@row", DEBTOR_NUMBER, "id", *_CLAIM[:3]]].join(paid, on=[DEBTOR_NUMBER, "id"], how="inner")
    return found.with_columns(pl.max_horizontal("@paid_on", "due_on").alias("@day"), pl.col("amount").alias("@part"))


def _shares(payments: pl.DataFrame) -> pl.DataFrame:
    """Payments with what they paid of the principal: all of it, until nothing is left."""
    ordered = payments.sort("@row", "@paid_on")
    before = pl.col("@part").cum_sum().over("@row") - pl.col("@part")
    left = pl.max_horizontal(pl.col("@whole") - before, pl.lit(0, dtype=NUMBER))
    return ordered.with_columns(pl.min_horizontal("@part", left).cast(NUMBER).alias("@part"))


def _with_paid(rows: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """Invoices with what is left of them, and whether their payments are booked one by one."""
    sums = payments.group_by("@row").agg(
        pl.col("@part").sum().alias("@paid"), (pl.col("@paid_in") != pl.col("currency")).any().alias("@foreign")
    )
    rows = rows.join(sums, on="@row", how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("@paid").fill_null(0).cast(NUMBER), pl.col("@foreign").fill_null(value=False))
    left = (pl.col("amount") - pl.col("@paid")).cast(NUMBER)
    by_ledger = (pl.col("open_amount") < left).fill_null(value=False)
    nothing = pl.lit(0, dtype=NUMBER)
    return rows.with_columns(
        pl.when(by_ledger).then("open_amount").otherwise(pl.max_horizontal(left, nothing)).alias("@left"),
        (~by_ledger).alias("@booked"),
        pl.when(by_ledger).then(nothing).otherwise(pl.max_horizontal(nothing - left, nothing)).cast(NUMBER).alias("@beyond"),
    )
