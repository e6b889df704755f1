"""Reckons interest and compensation for late payment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from dunning_rules.errors import InterestError, quote
from dunning_rules.language import Wording
from dunning_rules.language.types import EXACT, total
from dunning_rules.late_payment.account import Account
from dunning_rules.late_payment.claim import Claim, Dated, read_claim
from dunning_rules.late_payment.course import Course
from dunning_rules.late_payment.items import Allotment, Citation, Compensation, Period
from dunning_rules.late_payment.law import Allocation, Law, Regime
from dunning_rules.late_payment.rates import Rates, shipped_rates
from dunning_rules.late_payment.result import Interest

NOTICE = Wording(
    "an engineering default, not legal advice: have the law and the rates checked before interest is claimed",
    "本计算为工程默认值, 非法律意见; 主张利息前请核对法律与利率",
)
_DAY = timedelta(days=1)


def interest(
    *,
    regime: Regime,
    principal: Decimal,
    currency: str,
    due_on: date,
    paid_on: date,
    payments: Iterable[Dated] = (),
    costs: Iterable[Dated] = (),
    waivers: Iterable[Dated] = (),
    rate: Decimal | None = None,
    multiple: Decimal | None = None,
    agreed_on: date | None = None,
    member_state: str | None = None,
    allocation: Allocation | None = None,
    compensation: bool = True,
    basis_days: int | None = None,
    rates: Rates | None = None,
    lang: str = "en",
) -> Interest:
    """Simple interest on a debt that was paid late, and the compensation that the law grants.

    The due day bears no interest, the day of payment does. A yearly rate is counted by real days over 365. There is no interest on
    interest or costs. On one day, what is waived is waived first, then payments are taken; payments of one day are one payment.

    Args:
        regime: by what it is reckoned.
        principal: the debt, in units of its currency.
        currency: code of ISO 4217.
        due_on: the last day on which it could be paid in time.
        paid_on: the day to which it is reckoned: that of the last payment, or the one for which is asked.
        payments: days and amounts of part payments, in any order; a payment of the rest on `paid_on` may be left out.
        costs: days and amounts of costs of recovery that the debtor owes.
        waivers: days and amounts of interest that is given up.
        rate: the yearly rate of the contract, 0.08 = 8 %; under `cn-loan-cap` the agreed rate, of which no more than the cap is asked.
        multiple: of the reference rate, where the law leaves a choice (`cn-sales`); the lowest where absent.
        agreed_on: the day of the contract, for `cn-loan-cap`.
        member_state: whose law applies under `eu` (ISO 3166-1, alpha-2); the minimum of the directive where absent.
        allocation: what a part payment pays first; what the law presumes where absent.
        compensation: whether the fixed sum is asked. It is granted once for each debt.
        basis_days: 360 or 365, where a contract names it.
        rates: rates and laws over those that are shipped, see `read_rates`.
        lang: the language of the texts, `en` or `zh`.

    Raises:
        InterestError: a value is wrong, is missing, or means nothing under that regime.
        RateError: the rate of a day on which interest runs is not known.
    """
    known = shipped_rates() if rates is None else shipped_rates().under(rates)
    given = {
        "principal": principal, "currency": currency, "due_on": due_on, "paid_on": paid_on, "payments": tuple(payments),
        "costs": tuple(costs), "waivers": tuple(waivers), "rate": rate, "multiple": multiple, "agreed_on": agreed_on,
        "allocation": allocation, "basis_days": basis_days,
    }  # fmt: skip
    return reckon(known.find_law(regime, member_state), known, given, compensation=compensation, lang=lang)


def reckon(law: Law, known: Rates, given: dict[str, object], *, compensation: bool, lang: str = "en") -> Interest:
    """As `interest`, under a law that was found already.

    Args:
        law: by what it is reckoned.
        known: all rates; the shipped ones are not added.
        given: the claim, as the arguments of `interest`.
        compensation: whether the fixed sum is asked.
        lang: the language of the texts.

    Raises:
        InterestError: a value is wrong, is missing, or means nothing under that law.
        RateError: the rate of a day on which interest runs is not known.
    """
    claim = read_claim(law, given)
    course, account = _begun(law, claim, known)
    granted, periods, allotments = _run(law, claim, course, account, compensated=compensation)
    spent = account.stated(total(amount for _, amount in claim.costs))
    fixed = granted.amount if granted is not None else Decimal(0)
    return Interest(
        regime=law.regime,
        member_state=law.member_state,
        currency=claim.currency,
        principal=account.stated(claim.principal),
        due_on=claim.due_on,
        paid_on=claim.paid_on,
        days_late=max((claim.paid_on - claim.due_on).days, 0),
        periods=periods,
        interest=account.interest,
        compensation=granted,
        costs=spent,
        total=total((account.interest, fixed, spent)),
        payments=allotments,
        allocation=claim.allocation or law.allocation,
        waived=account.waived,
        open_principal=account.principal,
        open_interest=account.open_interest,
        open_costs=account.costs,
        open_total=total((account.principal, account.open_interest, account.costs)),
        citations=_citations(law, known, lang),
        notes=tuple(note.wording.text(lang) for note in law.notes),
        notice=NOTICE.text(lang),
        lang=lang,
    )


def open_interest(law: Law, known: Rates, given: dict[str, object]) -> Decimal:
    """What `reckon` gives as `open_interest`, without compensation and without the rest of its answer.

    Raises:
        InterestError: a value is wrong, is missing, or means nothing under that law.
        RateError: the rate of a day on which interest runs is not known.
    """
    claim = read_claim(law, given)
    if law.reference is not None:
        known.find_table(law.reference)
    course, account = _begun(law, claim, known)
    _run(law, claim, course, account, compensated=False)
    return account.open_interest


def rate_sum(law: Law, known: Rates, given: dict[str, object]) -> tuple[Decimal, int]:
    """The sum of the rates of all days on which interest runs on a claim that stays as it is, and the days to which a rate belongs.

    Interest on a balance of those days is the balance times the one, divided by the other.

    Raises:
        InterestError: a value is wrong, is missing, or means nothing under that law.
        RateError: the rate of a day is not known.
    """
    claim = read_claim(law, given)
    if law.reference is not None:
        known.find_table(law.reference)
    course = Course(law, claim, known)
    if claim.paid_on <= claim.due_on:
        return Decimal(0), course.basis
    stretches = course.over(claim.due_on + _DAY, claim.paid_on)
    return total(EXACT.multiply(each.rate, Decimal(each.days)) for each in stretches), course.basis


def _begun(law: Law, claim: Claim, known: Rates) -> tuple[Course, Account]:
    course = Course(law, claim, known)
    return course, Account(claim.principal, claim.unit, course.basis, claim.allocation or law.allocation)


def _run(
    law: Law, claim: Claim, course: Course, account: Account, *, compensated: bool
) -> tuple[Compensation | None, tuple[Period, ...], tuple[Allotment, ...]]:
    """Take the days in their order."""
    payments, costs, waivers = map(_by_day, (claim.payments, claim.costs, claim.waivers))
    granted: Compensation | None = None
    periods: list[Period] = []
    allotments: list[Allotment] = []
    done = claim.due_on
    for day in sorted({claim.due_on, claim.paid_on, *payments, *costs, *waivers}):
        if day > done and account.principal:
            if compensated and not periods:
                granted = _compensation(law, claim, account)
            periods += _accrued(course, account, done + _DAY, day)
        done = max(done, day)
        if day in costs:
            account.spend(costs[day])
        if day in waivers:
            account.waive(day, waivers[day])
        if paid := payments.get(day):
            allotments.append(account.pay(day, paid))
    return granted, tuple(periods), tuple(allotments)


def _accrued(course: Course, account: Account, start: date, end: date) -> Iterable[Period]:
    for each in course.over(start, end):
        amount = account.accrue(each.rate, each.days)
        yield Period(each.start, each.end, each.days, account.principal, each.rate, each.per, course.basis, each.reference, amount)


def _compensation(law: Law, claim: Claim, account: Account) -> Compensation | None:
    """The fixed sum for what is open when interest begins to run."""
    if law.compensation is None:
        return None
    if law.compensation.currency != claim.currency:
        message = f"the compensation is in {quote(law.compensation.currency)}, the debt in {quote(claim.currency)}"
        raise InterestError(message, where="compensation", help="reckon without it, and claim it apart")
    amount = account.stated(law.compensation.for_debt(account.principal))
    account.spend(amount)
    return Compensation(amount, law.compensation.source)


def _by_day(entries: Iterable[Dated]) -> dict[date, Decimal]:
    found: dict[date, Decimal] = {}
    for on, amount in entries:
        found[on] = EXACT.add(found.get(on, Decimal(0)), amount)
    return found


def _citations(law: Law, known: Rates, lang: str) -> tuple[Citation, ...]:
    sources = (law.source, *((law.allocation_source,) if law.allocation_source else ()))
    own = Citation(law.name, law.title.wording.text(lang), sources, law.last_verified, law.verified, law.confidence)
    if law.reference is None:
        return (own,)
    table = known.find_table(law.reference)
    return (own, Citation(table.id, table.title.wording.text(lang), table.source, table.last_verified, table.verified, table.confidence))
