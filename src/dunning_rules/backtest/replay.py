"""The replay: day by day the rules are asked about what was known then, and the answer is held against what came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random

from dunning_rules.backtest.dated import dated
from dunning_rules.backtest.orders import (
    DRAWS,
    LARGEST,
    OLDEST,
    RANDOM,
    WORKLIST,
    by_age,
    by_amount,
    by_chance,
    by_worklist,
    head_of,
)
from dunning_rules.backtest.outcome import History, Outcome
from dunning_rules.backtest.result import Backtest, ByClass, PayerType, Shares, share
from dunning_rules.errors import BacktestError, quote
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rejects import Reject
from dunning_rules.result import Report
from dunning_rules.vocabulary import debtor

TENTH, FIFTH = Decimal("0.1"), Decimal("0.2")
_CENT = Decimal("0.01")


def backtest(
    policy: Policy,
    cases: Iterable[Case],
    moments: Sequence[datetime],
    *,
    grace_days: int = 0,
    slow_after_days: int = 0,
    seed: int = 0,
    on_progress: Callable[[int], None] | None = None,
) -> Backtest:
    """Ask a policy about moments of the past, and measure how good its order would have been.

    What is dated after a moment is not known at it: the rules see the ledger as it was. What came later only judges the answer. Open
    amounts have no date and are not used (see `Backtest.left_out`); what else has none, such as a dunning block, is taken as it is.
    The late-paid amount of a day is what was open on it and was paid after its due date in the end, or never. An order is good where the
    debtors at its head owe much of it.

    Args:
        policy: the rules.
        cases: the settled ledger, in one currency.
        moments: when to ask; zone-aware, at least one.
        grace_days: a payment so many days after the due date still counts as in time.
        slow_after_days: who pays on average more than so many days late, counts as a payer that paid late.
        seed: of the random order.
        on_progress: called with the number of moments done.

    Raises:
        BacktestError: no moment, no case, or several currencies.
    """
    replayable = [dated(case) for case in cases]
    listed = tuple(case for case, _ in replayable)
    currency = _currency(listed, sum(left_out for _, left_out in replayable))
    if not moments:
        message = "there is no moment to ask about"
        raise BacktestError(message, help="give a range that holds at least one day")
    histories = {case.debtor.id: History(case, grace_days, _end(listed)) for case in listed}
    tally = _Tally(Random(seed), slow_after_days)  # noqa: S311 - a drawn order, no secret
    for number, as_of in enumerate(moments, 1):
        report = policy.evaluate_all(listed, as_of=as_of)
        refused = {each.value for each in report.rejects}
        asked = (history for name, history in histories.items() if name not in refused)
        outcomes = [found for history in asked if (found := history.on(as_of)) is not None]
        tally.add(outcomes, report, as_of.date())
        if on_progress is not None:
            on_progress(number)
    return tally.result(moments[0].date(), moments[-1].date(), currency, sum(left_out for _, left_out in replayable))


@dataclass(slots=True)
class _Tally:
    random: Random
    slow_after_days: int
    days: int = 0
    debtors: int = 0
    open_amount: Decimal = Decimal(0)
    late_amount: Decimal = Decimal(0)
    late_days_amount: Decimal = Decimal(0)
    rejects: dict[Reject, None] = field(default_factory=dict)
    heads: dict[str, list[Decimal]] = field(default_factory=dict)
    payers: dict[tuple[str, bool], int] = field(default_factory=dict)
    late_days: dict[str, list[int | None]] = field(default_factory=dict)

    def add(self, outcomes: list[Outcome], report: Report, day: date) -> None:
        self.days += 1
        self.debtors += len(outcomes)
        self.open_amount += sum((each.open_amount for each in outcomes), Decimal(0))
        self.late_amount += sum((each.late_amount for each in outcomes), Decimal(0))
        self.late_days_amount += sum((each.late_days for each in outcomes), Decimal(0))
        self.rejects.update(dict.fromkeys(report.rejects))
        self._head(WORKLIST, by_worklist(outcomes, report))
        self._head(OLDEST, by_age(outcomes, day))
        self._head(LARGEST, by_amount(outcomes))
        for _ in range(DRAWS):
            self._head(RANDOM, by_chance(outcomes, self.random))
        said = {(each.debtor_id, each.name): str(each.value) for each in report.conclusions}
        for each in outcomes:
            self._judge(each, said)

    def _head(self, name: str, order: list[Outcome]) -> None:
        found = self.heads.setdefault(name, [Decimal(0)] * 4)
        for number, part in enumerate((TENTH, FIFTH)):
            head = head_of(order, part)
            found[number] += sum((each.late_amount for each in head), Decimal(0))
            found[number + 2] += sum((each.late_days for each in head), Decimal(0))

    def _judge(self, outcome: Outcome, said: dict[tuple[str, str], str]) -> None:
        days = [item.days_late for item in outcome.items]
        settled = [each for each in days if each is not None]
        if settled:
            key = said.get((outcome.debtor_id, debtor.payer_type.key), "unknown"), sum(settled) > self.slow_after_days * len(settled)
            self.payers[key] = self.payers.get(key, 0) + 1
        risk = said.get((outcome.debtor_id, debtor.risk_class.key), str(_CLASSES[0]))
        self.late_days.setdefault(risk, []).extend(days)

    def result(self, first: date, last: date, currency: str, left_out: int) -> Backtest:
        shares = []
        for name, (tenth, fifth, tenth_days, fifth_days) in self.heads.items():
            draws = DRAWS if name == RANDOM else 1
            late, days = self.late_amount * draws, self.late_days_amount * draws
            shares.append(Shares(name, share(tenth, late), share(fifth, late), share(tenth_days, days), share(fifth_days, days)))
        count = self.payers.get
        payers = PayerType(
            count(("slow", True), 0),
            count(("slow", False), 0),
            count(("prompt", True), 0),
            count(("prompt", False), 0),
            count(("unknown", True), 0) + count(("unknown", False), 0),
        )
        classes = tuple(_by_class(name, self.late_days[name]) for name in _CLASSES if name in self.late_days)
        debtors = (Decimal(self.debtors) / self.days).quantize(_CENT)
        return Backtest(
            *(first, last, self.days, debtors, self.open_amount, self.late_amount, currency, tuple(shares), payers, classes, left_out),
            tuple(self.rejects),
        )


_CLASSES = debtor.risk_class.type.choices


def _by_class(name: str, days: list[int | None]) -> ByClass:
    settled = [each for each in days if each is not None]
    average = (Decimal(sum(settled)) / len(settled)).quantize(_CENT) if settled else None
    return ByClass(name, len(days), average)


def _currency(cases: Sequence[Case], left_out: int) -> str:
    found = sorted({invoice.currency for case in cases for invoice in case.invoices})
    if len(found) > 1:
        message = f"the invoices are in {len(found)} currencies: {quote(', '.join(found))}"
        raise BacktestError(message, help="replay a ledger of one currency")
    if not found and left_out:
        message = f"none of {left_out} invoices can be replayed: their open amounts have no date"
        raise BacktestError(message, help="give the payments that account for them, each with its day")
    if not found:
        message = "there is no invoice"
        raise BacktestError(message, help="replay a ledger whose invoices are settled")
    return found[0]


def _end(cases: Sequence[Case]) -> date:
    """The last day of which the ledger tells anything."""
    days = [event.at.date() for case in cases for event in case.events]
    return max(days + [invoice.issued_on for case in cases for invoice in case.invoices])
