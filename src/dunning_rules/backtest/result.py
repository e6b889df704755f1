"""What a backtest found; plain data, JSON out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from dunning_rules.rejects import Reject


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of the money that was paid late one order of the debtors had at its head.

    Attributes:
        order: `worklist`, `oldest first`, `largest first` or `random`.
        top_10: share of the late-paid amount that the first tenth of the debtors owed (rounded up), over all days together.
        top_20: likewise, the first fifth.
        top_10_by_days: as `top_10`, each amount times the days that it was late: who waits longest for most, counts most.
        top_20_by_days: likewise, the first fifth.
    """

    order: str
    top_10: Decimal | None
    top_20: Decimal | None
    top_10_by_days: Decimal | None
    top_20_by_days: Decimal | None


@dataclass(frozen=True, slots=True)
class PayerType:
    """How well `payer_type = slow` foretold that a debtor would pay late.

    A debtor counts on each day on which it owes something and is called prompt or slow. It paid late where the open items of that day were
    settled, on average, more than `slow_after_days` after their due dates (early counts as 0).

    Attributes:
        slow_and_late: called slow, and paid late.
        slow_in_time: called slow, but paid in time.
        prompt_and_late: called prompt, but paid late.
        prompt_in_time: called prompt, and paid in time.
        unknown: neither.
    """

    slow_and_late: int
    slow_in_time: int
    prompt_and_late: int
    prompt_in_time: int
    unknown: int

    @property
    def precision(self) -> Decimal | None:
        """Of those called slow, the share that paid late."""
        return share(self.slow_and_late, self.slow_and_late + self.slow_in_time)

    @property
    def recall(self) -> Decimal | None:
        """Of those who paid late (and were called prompt or slow), the share that was called slow."""
        return share(self.slow_and_late, self.slow_and_late + self.prompt_and_late)


@dataclass(frozen=True, slots=True)
class ByClass:
    """How late the debtors of one risk class paid in the end.

    Attributes:
        risk_class: the class on the day of asking.
        items: open items of such debtors, counted on each day.
        average_days_late: days from the due date to the settlement, 0 where it came in time; `None` where nothing of it was settled.
    """

    risk_class: str
    items: int
    average_days_late: Decimal | None


@dataclass(frozen=True, slots=True)
class Backtest:
    """The result.

    Attributes:
        first: the first day that was asked about.
        last: the last one.
        days: how many days were asked about.
        debtors: debtors with open items on an average day.
        open_amount: the sum of the open amounts of all days.
        late_amount: of it, what was paid late in the end, or never.
        currency: of the amounts.
        shares: the worklist, and the baselines beside it.
        payer_type: how well slow payers were told apart.
        classes: days late by risk class, from mild to grave.
        left_out: invoices that cannot be replayed: their open amount has no date, and the payments do not account for it.
        rejects: debtors that could not be asked about on some day, each reason once; on such a day they are not counted.
    """

    first: date
    last: date
    days: int
    debtors: Decimal
    open_amount: Decimal
    late_amount: Decimal
    currency: str
    shares: tuple[Shares, ...]
    payer_type: PayerType
    classes: tuple[ByClass, ...]
    left_out: int
    rejects: tuple[Reject, ...]

    def to_json(self, *, indent: int | None = 2) -> str:
        """The result as JSON text; numbers with decimals are text, so that no digit is lost."""
        data = asdict(self)
        data["payer_type"] |= {"precision": self.payer_type.precision, "recall": self.payer_type.recall}
        return json.dumps(data, indent=indent, ensure_ascii=False, default=str)


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """`part` in `whole` with four decimals; `None` where there is nothing to divide by."""
    return (Decimal(part) / Decimal(whole)).quantize(Decimal("0.0001")) if whole else None
