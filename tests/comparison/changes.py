"""Changes of rules, each with what a comparison has to say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from dunning_rules.comparison import CompareReport, compare
from dunning_rules.comparison.report import Verdict
from dunning_rules.language import choice, coalesce, count, exists, greatest, highest, outer, total
from dunning_rules.policy import Policy
from dunning_rules.rules import Rule
from dunning_rules.vocabulary import debtor, event, invoice, recommendation
from tests.verify.faults.base import advise, book, conclude, days, field_of, money, rule


@dataclass(frozen=True)
class Changed:
    """A rule before and now, and what has to be said of it; `untouched`: it is written in another way, and read as the same."""

    name: str
    old: Rule | None
    new: Rule | None
    verdict: Verdict | Literal["untouched"]
    certainty: str = "proved"


_late, _owed, _number = debtor.max_days_past_due, debtor.overdue_amount, debtor.overdue_invoices
_ADVICE = advise("CHARGE_INTEREST")
_hundred = money("own_hundred", 100)
_less = replace(money("own_less", 99), value=Decimal("99.99"))
_payments = count(event, event.kind == "payment")
_big_payments = count(event, (event.kind == "payment") & (event.amount >= _hundred.term))
_old_days, _new_days = days("late_from", 30), days("late_from", 45)
_grade = field_of("debtor", "own_grade", choice("low", "middle", "high", ordered=True))
_shadow = field_of("debtor", "own_shadow", choice("low", "middle", "high", ordered=True))


def _pair(name: str, old: object, new: object, verdict: Verdict | Literal["untouched"], certainty: str = "proved") -> Changed:
    return Changed(name, rule(name, old, _ADVICE), rule(name, new, _ADVICE), verdict, certainty)  # type: ignore[arg-type] # conditions


_is_late = exists(invoice, invoice.is_overdue & (invoice.days_past_due >= 60))
CHANGES = (
    _pair("threshold.up", _late >= 30, _late >= 31, "stricter"),
    _pair("threshold.down", _late >= 30, _late >= 29, "looser"),
    _pair("threshold.boundary", debtor.is_overdue & (_late > 30), debtor.is_overdue & (_late >= 31), "equivalent"),
    _pair("threshold.amount", _owed > _less.term, _owed >= _hundred.term, "equivalent"),
    _pair("threshold.by-a-cent", _owed > _less.term, _owed > _hundred.term, "stricter"),
    _pair("and.added", debtor.is_overdue, debtor.is_overdue & debtor.is_large, "stricter"),
    _pair("and.of-what-follows", debtor.is_overdue, debtor.is_overdue & (_number >= 1), "equivalent"),
    _pair("or.added", debtor.is_overdue & debtor.is_large, debtor.is_overdue & (debtor.is_large | (_late > 90)), "looser"),
    _pair("or.of-what-is-covered", _late >= 30, (_late >= 30) | (_late >= 60), "equivalent"),
    _pair("turned", debtor.is_overdue & debtor.is_large, debtor.is_overdue & ~debtor.is_large, "incomparable", "shown"),
    _pair("moved", (_late >= 30) & (_late < 60), (_late >= 45) & (_late < 90), "incomparable", "shown"),
    _pair("reordered", debtor.is_overdue & debtor.is_large & (_late > 5), (_late > 5) & debtor.is_large & debtor.is_overdue, "equivalent"),
    _pair(
        "de-morgan",
        ~(debtor.is_large | (_late < 30)) & debtor.is_overdue,
        ~debtor.is_large & (_late >= 30) & debtor.is_overdue,
        "untouched",
    ),
    _pair(
        "de-morgan.but-for-what-is-missing",
        debtor.is_overdue & ~(debtor.country == "DE"),
        debtor.is_overdue & (debtor.country != "DE"),
        "untouched",
    ),
    _pair("missing.counts", debtor.country != "DE", (debtor.country != "DE") | debtor.country.is_missing(), "looser"),
    _pair(
        "distributed",
        debtor.is_overdue & (debtor.is_large | debtor.is_insolvent),
        (debtor.is_overdue & debtor.is_large) | (debtor.is_overdue & debtor.is_insolvent),
        "equivalent",
    ),
    _pair("sum.moved-across", _owed - debtor.open_amount > 0, _owed > debtor.open_amount, "equivalent"),
    _pair("aggregate.wider", _big_payments >= 2, _payments >= 2, "looser"),
    _pair("aggregate.exists-is-a-count", exists(event, event.kind == "payment"), _payments >= 1, "equivalent"),
    _pair(
        "aggregate.other-operation",
        _is_late,
        coalesce(highest(invoice, invoice.days_past_due, invoice.is_overdue), 0) >= 60,
        "undecided",
        "searched",
    ),
    _pair("aggregate.one-more", _number >= 2, _number >= 3, "stricter"),
    _pair(
        "aggregate.sum-of-part",
        total(event, event.amount, event.kind == "payment") > 0,
        total(event, event.amount, (event.kind == "payment") & (event.amount > 0)) > 0,
        "equivalent",
    ),
    _pair("invoice.narrowed", invoice.is_overdue, invoice.is_overdue & (invoice.days_past_due >= 10), "stricter"),
    _pair("invoice.same", invoice.is_overdue & (invoice.open_amount > 0), (invoice.open_amount > 0) & invoice.is_overdue, "equivalent"),
    _pair("event.more-kinds", event.kind.is_in(("promise",)), event.kind.is_in(("promise", "excuse")), "looser"),
    _pair("other-scope", debtor.is_overdue, invoice.is_overdue, "incomparable", "shown"),
    _pair("by-extreme", debtor.is_overdue & (greatest(_late, 10) >= 11), debtor.is_overdue & (_late >= 11), "equivalent"),
    Changed(
        "parameter.moved",
        rule("parameter.moved", _late >= _old_days.term, _ADVICE),
        rule("parameter.moved", _late >= _new_days.term, _ADVICE),
        "stricter",
    ),
    Changed(
        "parameter.negated",
        rule("parameter.negated", debtor.is_overdue & ~(_late >= _old_days.term), _ADVICE),
        rule("parameter.negated", debtor.is_overdue & ~(_late >= _new_days.term), _ADVICE),
        "looser",
    ),
    Changed("brought", None, rule("brought", debtor.is_overdue & debtor.is_blocked, _ADVICE), "added", "shown"),
    Changed("brought.dead", None, rule("brought.dead", debtor.is_overdue & (_number == 0), _ADVICE), "added", "proved"),
    Changed("dropped", rule("dropped", debtor.is_overdue & (_late > 200), _ADVICE), None, "removed", "shown"),
    Changed("name.new", None, rule("name.new", debtor.is_insolvent & debtor.is_overdue, advise("RAISE_RISK", 7)), "renamed"),
    Changed("name.newer", None, rule("name.newer", ~(~debtor.is_large | (_late < 77)), advise("PREPARE_STATEMENT", 9)), "renamed"),
    Changed(
        "reads.grade", rule("reads.grade", _grade.ref == "high", _ADVICE), rule("reads.grade", _grade.ref == "high", _ADVICE), "looser"
    ),
    Changed(
        "reads.low-grade",
        rule("reads.low-grade", _grade.ref == "low", _ADVICE),
        rule("reads.low-grade", _grade.ref == "low", _ADVICE),
        "stricter",
    ),
    Changed(
        "grade.high",
        rule("grade.high", _late >= 90, conclude(_grade.ref, "high")),
        rule("grade.high", _late >= 60, conclude(_grade.ref, "high")),
        "looser",
    ),
    Changed(
        "reads.shadow",
        rule("reads.shadow", _shadow.ref == "high", _ADVICE),
        rule("reads.shadow", _shadow.ref == "high", _ADVICE),
        "equivalent",
    ),
    Changed(
        "shadow.high",
        rule("shadow.high", debtor.is_overdue & (_late > 50), conclude(_shadow.ref, "high")),
        rule("shadow.high", ~(_late <= 50) & debtor.is_overdue, conclude(_shadow.ref, "high")),
        "equivalent",
    ),
    Changed(
        "follows.advice",
        rule("follows.advice", exists(recommendation, recommendation.action == "SEND_FIRM_DEMAND"), _ADVICE),
        rule("follows.advice", exists(recommendation, recommendation.action == "SEND_FIRM_DEMAND"), _ADVICE),
        "stricter",
    ),
    Changed(
        "followed",
        rule("followed", _late >= 20, advise("SEND_FIRM_DEMAND")),
        rule("followed", _late >= 25, advise("SEND_FIRM_DEMAND")),
        "stricter",
    ),
    Changed(
        "per-record",
        rule("per-record", exists(invoice, invoice.due_on < outer(event.happened_on), per="event") & (event.kind == "promise"), _ADVICE),
        rule("per-record", exists(invoice, invoice.due_on <= outer(event.happened_on), per="event") & (event.kind == "promise"), _ADVICE),
        "looser",
    ),
    Changed(
        "urgent-calls",
        rule("urgent-calls", (recommendation.urgency >= 50) & (recommendation.channel == "call"), conclude(recommendation.working_day)),
        rule("urgent-calls", (recommendation.urgency >= 40) & (recommendation.channel == "call"), conclude(recommendation.working_day)),
        "looser",
    ),
)
"""What has to be found of each rule."""
_OLD_NAMES = (
    rule("name.old", debtor.is_insolvent & debtor.is_overdue, advise("RAISE_RISK", 7)),
    rule("name.older", debtor.is_large & (_late >= 77), advise("PREPARE_STATEMENT", 9)),
)
_UNTOUCHED = (
    rule("same.grade-low", debtor.is_overdue, conclude(_grade.ref, "low")),
    rule("same.advice", debtor.is_overdue & (_late > 400), advise("PREPARE_STATEMENT")),
    rule("same.call", debtor.is_overdue & (_late > 9), advise("CONTACT_NOW", 45)),
)
UNTOUCHED = 1 + len(_UNTOUCHED) + sum(each.verdict == "untouched" for each in CHANGES)
"""Rules that are built alike, the one that leaves no debtor alone included."""


def _policy(rules: list[Rule | None], own_days: object) -> Policy:
    return book([each for each in rules if each is not None], parameters=(own_days, _hundred, _less), fields=(_grade, _shadow))()  # type: ignore[arg-type] # a parameter


@cache
def few() -> CompareReport:
    """What is said of the first changes alone."""
    old, new = (_policy([getattr(each, side) for each in CHANGES[:8]], _old_days) for side in ("old", "new"))
    return compare(old, new)


@cache
def policies() -> tuple[Policy, Policy]:
    """The policy with all changes, before and now."""
    old = _policy([*(each.old for each in CHANGES), *_OLD_NAMES, *_UNTOUCHED], _old_days)
    new = _policy([*(each.new for each in CHANGES), *_UNTOUCHED], _new_days)
    return old, new


@cache
def compared() -> CompareReport:
    """What is said of them."""
    return compare(*policies())
