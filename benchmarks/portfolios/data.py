"""Portfolios of any size, drawn from a seed: five invoices, three events and one visit a debtor on average; every tip fires somewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import polars as pl

from dunning_rules.models import Attestation, Creditor

AS_OF = datetime(2026, 7, 15, 12, tzinfo=UTC)
CREDITOR = Creditor(
    id="us",
    currency="EUR",
    country="DE",
    is_group=True,
    size="medium",
    large_amount=Decimal(50_000),
    margin_rank_cut=Decimal("0.3"),
    attestations=(Attestation(kind="approved_next_step", statement="next step", attested_by="cfo", attested_on=date(2026, 1, 1)),),
)
_PLACES = (
    ("DE", "Europe/Berlin"), ("FR", "Europe/Paris"), ("CN", "Asia/Shanghai"), ("GB", "Europe/London"), ("US", None), ("PL", None),
    (None, None),
)  # fmt: skip
_KINDS = (
    ("payment", 22), ("promise", 14), ("excuse", 14), ("contact_attempt", 14), ("notice_sent", 6), ("delivery", 6), ("evasion", 6),
    ("dispute_raised", 3), ("order_request", 3), ("funds_observed", 3), ("anomaly", 2), ("reconciliation", 4), ("hardship_confirmed", 1),
    ("pressing_measure", 1), ("debt_shelved", 1),
)  # fmt: skip
_EPOCH = date(1970, 1, 1)


def portfolio(debtors: int, seed: int = 7, first: int = 0) -> dict[str, pl.DataFrame]:
    """The tables of so many debtors.

    Args:
        debtors: how many.
        seed: what they are drawn from.
        first: the number of the first one, so that parts of one portfolio can be drawn one by one.
    """
    draw = _Draw(np.random.default_rng([seed, first]), debtors, first)
    invoices = draw.invoices()
    return {
        "debtors": draw.debtors(),
        "contacts": draw.contacts(),
        "invoices": invoices,
        "visits": draw.visits(),
        "events": draw.events(invoices),
    }


class _Draw:
    def __init__(self, random: np.random.Generator, count: int, first: int) -> None:
        self._random = random
        self._count = count
        self._names = pl.Series([f"D{number:08}" for number in range(first, first + count)])

    def debtors(self) -> pl.DataFrame:
        n, random = self._count, self._random
        place = random.integers(0, len(_PLACES), n)
        basis = pl.Series(["contract", "statute", None]).gather(random.choice(3, n, p=[0.2, 0.4, 0.4]))
        preference = pl.Series([None, {"start": "09:00", "end": "17:00", "weekdays": [1, 2, 3, 4, 5], "not_by": ["message"]}])
        return pl.DataFrame(
            {
                "id": self._names,
                "name": pl.Series([f"Dealer {name}" for name in self._names]),
                "kind": self._of(("company", "company", "company", "natural_person", "unknown"), n),
                "country": pl.Series([country for country, _ in _PLACES], dtype=pl.String).gather(place),
                "timezone": pl.Series([zone for _, zone in _PLACES], dtype=pl.String).gather(place),
                "credit_limit": self._money(n, 4.0, 1.0, missing=0.5),
                "cooperative": self._flag(n, 0.4, missing=0.6),
                "worth_keeping": self._flag(n, 0.7, missing=0.7),
                "values_reputation": self._flag(n, 0.5, missing=0.5),
                "finances": self._of(("strong", "adequate", "weak", None, None), n),
                "margin_rank": self._share(n, missing=0.4),
                "purchase_share": self._share(n, missing=0.3),
                "rebate_accrued": self._money(n, 2.5, 0.6, missing=0.6),
                "onsite_discount": self._money(n, 2.2, 0.5, missing=0.7),
                "downstream_receivables": self._money(n, 3.0, 0.7, missing=0.7),
                "interest_basis": basis,
                "interest_rate": pl.select(pl.when(basis == "contract").then(pl.lit("0.0850").cast(pl.Decimal(38, 10)))).to_series(),
                "contact_preference": preference.gather((random.random(n) < 0.1).astype(np.uint32)),
            }
        )

    def contacts(self) -> pl.DataFrame:
        n = self._count
        return pl.DataFrame(
            {
                "id": pl.Series(["payer"] * n),
                "debtor_id": self._names,
                "role": pl.Series(["payer"] * n),
                "authority_to_pay": self._flag(n, 0.8, missing=0.1),
            }
        )

    def invoices(self) -> pl.DataFrame:
        owner = self._owners(5.0)
        n = len(owner)
        age = self._random.gamma(1.2, 90, n).astype(np.int64) + 1
        issued = self._day(-age)
        amount = self._money(n, 3.2, 0.5)
        settled = pl.Series(self._random.random(n) < 0.65)  # most invoices of a ledger are paid
        left = pl.select(pl.when(settled).then(pl.lit(0, dtype=amount.dtype))).to_series()
        return pl.DataFrame(
            {
                "id": self._numbered("R", owner),
                "debtor_id": self._names.gather(owner),
                "amount": amount,
                "open_amount": left,
                "currency": pl.Series(["EUR"] * n),
                "issued_on": issued,
                "due_on": issued + pl.Series(self._random.choice([14, 30, 60], n)).cast(pl.Duration("ms")) * 86_400_000,
                "acknowledged_on": pl.select(pl.when(pl.Series(self._random.random(n) < 0.6)).then(issued)).to_series(),
                "retention_of_title": self._flag(n, 0.3, missing=0.5),
                "limitation_on": pl.select(
                    pl.when(pl.Series(self._random.random(n) < 0.7)).then(issued + timedelta(days=3 * 365))
                ).to_series(),
                "is_final_shipment": self._flag(n, 0.02, missing=0.0),
            }
        )

    def visits(self) -> pl.DataFrame:
        owner = self._owners(1.0)
        n = len(owner)
        planned = self._random.random(n) < 0.3
        started = self._moment(-self._random.integers(0, 60, n))
        ahead = self._moment(self._random.integers(0, 5, n))
        known = self._moment(-np.ones(n, dtype=np.int64))
        outcome = self._random.choice(np.array(["stalled", "promised", "paid_in_part", "returned_without_money", "new_business_raised"]), n)
        outcomes = pl.Series(outcome).to_frame("one").select(pl.concat_list("one")).to_series()
        expected = self._money(n, 3.0, 0.4)
        done = pl.Series(~planned)
        return pl.DataFrame(
            {
                "id": self._numbered("V", owner),
                "debtor_id": self._names.gather(owner),
                "recorded_at": pl.select(pl.when(done).then(started).otherwise(known)).to_series(),
                "scheduled_for": pl.select(pl.when(~done).then(ahead)).to_series(),
                "started_at": pl.select(pl.when(done).then(started)).to_series(),
                "contact_id": pl.Series(["payer"] * n),
                "other_customers_present": self._flag(n, 0.3, missing=0.3),
                "outcomes": pl.select(pl.when(done).then(outcomes)).to_series(),
                "currency": pl.Series(["EUR"] * n),
                "expected_amount": expected,
                "collected_amount": pl.select(pl.when(done).then(self._money(n, 2.5, 0.6))).to_series(),
            }
        )

    def events(self, invoices: pl.DataFrame) -> pl.DataFrame:
        owner = self._owners(3.0)
        n = len(owner)
        kinds, weights = zip(*_KINDS, strict=True)
        kind = pl.Series(self._random.choice(np.array(kinds), n, p=np.array(weights) / sum(weights)))
        at = self._moment(-self._random.gamma(1.3, 40, n).astype(np.int64))
        base = pl.DataFrame({"id": self._numbered("E", owner), "debtor_id": self._names.gather(owner), "at": at, "kind": kind})
        named = self._invoice_of(base, invoices)
        today = AS_OF.date()

        def where(*wanted: str, then: pl.Series | pl.Expr | object) -> pl.Expr:
            value = then if isinstance(then, pl.Expr) else pl.lit(then)
            return pl.when(pl.col("kind").is_in(list(wanted))).then(value)

        money = self._money(n, 2.9, 0.5)
        due = (pl.col("at").dt.date() + pl.duration(days=pl.lit(pl.Series(self._random.integers(3, 30, n))))).cast(pl.Date)
        excuses = self._of(("account_empty", "payer_absent", "not_yet_due", "unsold_stock", "customers_have_not_paid"), n)
        in_money = ("payment", "promise", "funds_observed")
        part = pl.Series(self._random.random(n) < 0.7)
        return base.with_columns(
            where(*in_money, then=money).alias("amount"),
            where(*in_money, then="EUR").alias("currency"),
            pl.when(pl.col("kind").is_in(["dispute_raised"]))
            .then(named)
            .when(pl.col("kind").is_in(["payment", "promise", "excuse"]) & part)
            .then(named)
            .alias("invoice_id"),
            where("promise", then=due).alias("due_on"),
            where("excuse", then=excuses).alias("reason"),
            where("evasion", then=self._of(("stalled", "deflected", "denied", "hid"), n)).alias("form"),
            where("contact_attempt", then=self._of(("call", "call", "message", "email"), n)).alias("channel"),
            where("contact_attempt", then=self._flag(n, 0.6, missing=0.0)).alias("reached"),
            where("notice_sent", then=self._of(("reminder", "interest_notice", "demand"), n)).alias("notice"),
            where("notice_sent", then=due).alias("deadline_on"),
            where("notice_sent", then=pl.col("at").dt.date()).alias("delivered_on"),
            where("funds_observed", then=self._of(("incoming_payment", "public_register", "informant"), n)).alias("source"),
            where("anomaly", then=self._of(("closing", "shop_transfer", "sued_by_others", "stock_sell_off"), n)).alias("signal"),
            where("pressing_measure", then=self._of(("restricted_products", "credit_hold"), n)).alias("measure"),
            where("debt_shelved", then=pl.lit(today) + pl.duration(days=60)).cast(pl.Date).alias("review_on"),
            where("delivery", then=30).cast(pl.Int64).alias("days_to_sell"),
        ).filter(pl.col("kind").ne("dispute_raised") | pl.col("invoice_id").is_not_null())

    def _invoice_of(self, events: pl.DataFrame, invoices: pl.DataFrame) -> pl.Series:
        """An invoice of the debtor of each event; null where it has none."""
        first = invoices.group_by("debtor_id").agg(pl.col("id").first().alias("named"))
        return events.join(first, on="debtor_id", how="left", maintain_order="left")["named"]

    def _owners(self, mean: float) -> np.ndarray:
        return np.repeat(np.arange(self._count, dtype=np.uint32), self._random.poisson(mean, self._count))

    def _numbered(self, letter: str, owner: np.ndarray) -> pl.Series:
        frame = pl.DataFrame({"owner": owner})
        number = frame.select(pl.int_range(pl.len()).over("owner")).to_series()
        return frame.select(pl.format("{}{}-{}", pl.lit(letter), self._names.gather(owner), number)).to_series()

    def _of(self, values: tuple[str | None, ...], n: int) -> pl.Series:
        return pl.Series(list(values), dtype=pl.String).gather(self._random.integers(0, len(values), n))

    def _flag(self, n: int, share: float, *, missing: float) -> pl.Series:
        known = pl.Series(self._random.random(n) >= missing)
        return pl.select(pl.when(known).then(pl.Series(self._random.random(n) < share))).to_series()

    def _money(self, n: int, exponent: float, spread: float, *, missing: float = 0.0) -> pl.Series:
        cents = (10 ** self._random.normal(exponent, spread, n) * 100).astype(np.int64).clip(100, 10**12)
        amount = pl.Series(cents).cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, 2)).cast(pl.Decimal(38, 10))
        known = pl.Series(self._random.random(n) >= missing)
        return pl.select(pl.when(known).then(amount)).to_series()

    def _share(self, n: int, *, missing: float) -> pl.Series:
        points = (
            pl.Series(self._random.integers(0, 10_001, n)).cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, 4)).cast(pl.Decimal(38, 10))
        )
        known = pl.Series(self._random.random(n) >= missing)
        return pl.select(pl.when(known).then(points)).to_series()

    def _day(self, offset: np.ndarray) -> pl.Series:
        today = (AS_OF.date() - _EPOCH).days
        return pl.Series((today + offset).astype(np.int32)).cast(pl.Date)

    def _moment(self, offset: np.ndarray) -> pl.Series:
        start = int(AS_OF.timestamp() * 1e6)
        second = self._random.integers(0, 4 * 3600, len(offset))
        return pl.Series(start + offset * 86_400_000_000 - second * 1_000_000).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
