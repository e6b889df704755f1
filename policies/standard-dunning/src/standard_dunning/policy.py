"""The procedure: one level at a time, each with a notice and a deadline; after the last one the account is handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from dunning_rules.language import DAYS, MONEY, Wording
from dunning_rules.plugins import hookimpl
from dunning_rules.rules import Action, Parameter, Recommend, Rule, RuleBook, Trace
from dunning_rules.vocabulary import Field, debtor
from standard_dunning import fields


def _days(name: str, value: int, en: str, zh: str) -> Parameter:
    return Parameter(name, DAYS, value, 0, 365, "house", Wording(en, zh))


GRACE_DAYS = _days("std_grace_days", 5, "grace days after the due date", "到期后宽限天数")
BETWEEN = _days("std_days_between", 10, "days between two levels", "两级之间天数")
DEADLINE = _days("std_deadline_days", 7, "days that a notice leaves", "催款函给予天数")
AFTER = (
    _days("std_level_1_days", 1, "days after the grace period before level 1", "宽限期后第1级天数"),
    _days("std_level_2_days", 15, "days after the grace period before level 2", "宽限期后第2级天数"),
    _days("std_level_3_days", 30, "days after the grace period before level 3", "宽限期后第3级天数"),
    _days("std_handover_days", 45, "days after the grace period before the account is handed over", "宽限期后移交天数"),
)
MINIMUM = Parameter(
    "std_minimum_amount",
    MONEY,
    Decimal(25),
    Decimal(0),
    Decimal(1_000_000),
    "house",
    Wording("least amount that is dunned", "最低催款金额"),
)

_REMINDER = Action(
    "STD_REMINDER",
    Wording("send the payment reminder (dunning level 1)", "发送付款提醒 (第1级)"),
    actor="collector",
    channel="letter",
    audience="authorised_payer",
    place="remote",
    demands_payment=True,
    leaves=Trace(notice="reminder", level=1),
)
_DEMAND = replace(
    _REMINDER,
    id="STD_DEMAND",
    task=Wording("send the demand (dunning level 2)", "发送催款函 (第2级)"),
    tone="firm",
    leaves=Trace(notice="demand", level=2),
)
_FINAL = Wording("send the final demand (dunning level 3)", "发送最后催款函 (第3级)")
ACTIONS = (
    _REMINDER,
    _DEMAND,
    replace(_DEMAND, id="STD_FINAL_DEMAND", task=_FINAL, actor="credit_manager", leaves=Trace(notice="final_demand", level=3)),
    Action(
        "STD_HAND_OVER",
        Wording("hand the account over to legal collection", "移交法务催收"),
        actor="credit_manager",
        channel="internal",
        audience="own_people",
        place="own_office",
    ),
)

_may_be_dunned = debtor.is_pursuable & (debtor.pursuable_amount >= MINIMUM.term) & (fields.no_dunning.is_missing() | ~fields.no_dunning)
_rested = ~fields.has_notice | (debtor.today >= fields.reached_on + BETWEEN.term)
_FIRST = Wording(
    "{debtor.pursuable_amount} may be dunned, the oldest part of it is {debtor.std_days} past due; no notice was sent yet",
    "{debtor.pursuable_amount} 可催, 最长逾期 {debtor.std_days}; 尚未发函",
)
_NEXT = Wording(
    "{debtor.pursuable_amount} may be dunned, the oldest part of it is {debtor.std_days} past due; level {debtor.std_level} was"
    " reached on {debtor.std_last_notice_on}",
    "{debtor.pursuable_amount} 可催, 最长逾期 {debtor.std_days}; 第 {debtor.std_level} 级已于 {debtor.std_last_notice_on} 发出",
)


def _rule(level: int, action: Action) -> Rule:
    """The rule that leads from one level to the next; the last one hands over."""
    is_notice = action.demands_payment
    reached = fields.level == level - 1 if is_notice else fields.level >= level - 1
    allowed = fields.highest_level.is_missing() | (fields.highest_level >= level)
    due = fields.age >= fields.grace + AFTER[level - 1].term
    name = f"standard-dunning.level-{level}" if is_notice else "standard-dunning.hand-over"
    advice = Recommend(action.id, 30 + 10 * level)
    if is_notice:
        advice = replace(advice, names_day=debtor.today + DEADLINE.term, amount=debtor.pursuable_amount)
    return Rule(name, _may_be_dunned & reached & allowed & due & _rested, (advice,), _FIRST if level == 1 else _NEXT)


@hookimpl
def dunning_fields() -> Iterable[Field]:
    """Settings of a debtor, and the level that it has reached."""
    return fields.ours.all()


@hookimpl
def dunning_parameters() -> Iterable[Parameter]:
    """Days of each level, days between them, grace days, the least amount."""
    return (GRACE_DAYS, BETWEEN, DEADLINE, *AFTER, MINIMUM)


@hookimpl
def dunning_actions() -> Iterable[Action]:
    """A notice for each level, and the handover."""
    return ACTIONS


@hookimpl
def dunning_rules(book: RuleBook) -> Iterable[Rule]:  # noqa: ARG001 - hooks are called by name
    """One rule for each level."""
    return [_rule(number, action) for number, action in enumerate(ACTIONS, 1)]
