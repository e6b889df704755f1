"""Rebates, restocks and dealer grades: what a distributor does with dealers that owe, and how it differs from grade to grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from dunning_rules.language import DAYS, RATIO, Wording
from dunning_rules.language.types import Literal
from dunning_rules.plugins import Override, Weight, hookimpl
from dunning_rules.rules import Action, Exclusion, Parameter, Recommend, Rule, RuleBook
from dunning_rules.vocabulary import Field, debtor, recommendation
from fmcg_dealer import fields

REGRADE_AFTER = Parameter("fmcg_regrade_days", DAYS, 30, 1, 365, "house", Wording("days past due that cost a grade", "逾期多少天降级"))
STOCK_LEFT = Parameter(
    "fmcg_stock_left",
    RATIO,
    Decimal("0.2"),
    Decimal(0),
    Decimal(1),
    "house",
    Wording("share of a delivery still in stock at which we collect", "库存剩余多少比例即收款"),
)

ACTIONS = (
    Action(
        "FMCG_CASH_BEFORE_RESTOCK",
        Wording("restock only against payment: agree on cash before delivery", "补货须先款后货"),
        actor="sales",
        channel="internal",
        audience="own_people",
        place="own_office",
        measure="change_supply",
    ),
    Action(
        "FMCG_REMIND_OF_REBATE",
        Wording("remind that the rebate is paid out once nothing is overdue", "提醒: 结清逾期后即兑付返利"),
        actor="sales",
        channel="call",
        audience="authorised_payer",
        place="remote",
    ),
    Action(
        "FMCG_COLLECT_SOLD_GOODS",
        Wording("collect for what is sold, before the next delivery is spoken of", "货已售出, 先收货款再谈下次进货"),
        actor="sales",
        channel="visit",
        audience="authorised_payer",
        place="business_premises",
        demands_payment=True,
    ),
    Action(
        "FMCG_REVIEW_GRADE",
        Wording("review the grade of the dealer", "复核经销商等级"),
        actor="credit_manager",
        channel="internal",
        audience="own_people",
        place="own_office",
        measure="grade",
        information="own_records",
    ),
)

RULES = (
    Rule(
        "fmcg-dealer.restock",
        fields.wants_restock & fields.grade.is_in(("B", "C")),
        (Recommend("FMCG_CASH_BEFORE_RESTOCK", 45, amount=debtor.overdue_amount),),
        Wording(
            "a dealer of grade {debtor.dealer_grade} asks for goods while {debtor.overdue_amount} is overdue",
            "{debtor.dealer_grade} 级经销商逾期 {debtor.overdue_amount}, 仍请求补货",
        ),
    ),
    Rule(
        "fmcg-dealer.rebate",
        debtor.is_pursuable & (debtor.rebate_accrued > 0) & fields.rebate_needs_payment,
        (Recommend("FMCG_REMIND_OF_REBATE", 30, amount=debtor.rebate_accrued),),
        Wording(
            "a rebate of {debtor.rebate_accrued} waits, by contract, for {debtor.overdue_amount} that is overdue",
            "返利 {debtor.rebate_accrued} 依约待结清逾期 {debtor.overdue_amount} 后兑付",
        ),
    ),
    Rule(
        "fmcg-dealer.sold",
        debtor.is_pursuable & (fields.stock_left <= STOCK_LEFT.term),
        (Recommend("FMCG_COLLECT_SOLD_GOODS", 50, amount=debtor.pursuable_amount),),
        Wording(
            "only {debtor.stock_left} of the last delivery is left, and {debtor.overdue_amount} is overdue",
            "最近进货仅余 {debtor.stock_left}, 逾期 {debtor.overdue_amount}",
        ),
    ),
    Rule(
        "fmcg-dealer.grade",
        debtor.is_overdue & fields.grade.is_in(("A", "B")) & (debtor.max_days_past_due >= REGRADE_AFTER.term),
        (Recommend("FMCG_REVIEW_GRADE", 25),),
        Wording(
            "a dealer of grade {debtor.dealer_grade} is {debtor.max_days_past_due} past due",
            "{debtor.dealer_grade} 级经销商已逾期 {debtor.max_days_past_due}",
        ),
    ),
)


@hookimpl
def dunning_fields() -> Iterable[Field]:
    """Grade, terms of rebates, stock."""
    return fields.ours.all()


@hookimpl
def dunning_parameters() -> Iterable[Parameter]:
    """When a grade is lost, and when a delivery counts as sold."""
    return (REGRADE_AFTER, STOCK_LEFT)


@hookimpl
def dunning_parameter_values() -> Mapping[str, Literal]:
    """Fast-moving goods: a delivery is sold in three weeks, and 50,000 is a large debt."""
    return {"days_to_sell": 21, "large_amount": Decimal(50_000)}


@hookimpl
def dunning_actions() -> Iterable[Action]:
    """What our people do about dealers."""
    return ACTIONS


@hookimpl
def dunning_exclusions() -> Iterable[Exclusion]:
    """Where we collect for sold goods, rebates are not spoken of in a call of their own."""
    return (Exclusion("FMCG_COLLECT_SOLD_GOODS", "FMCG_REMIND_OF_REBATE", Wording("it is said in the visit", "上门时一并告知")),)


@hookimpl
def dunning_rules(book: RuleBook) -> Iterable[Rule]:  # noqa: ARG001 - hooks are called by name
    """Restocks, rebates, sold goods, grades."""
    return RULES


@hookimpl
def dunning_overrides(book: RuleBook) -> Iterable[Override]:  # noqa: ARG001 - as above
    """Good dealers sign by the month, not by the delivery."""
    monthly = Wording("dealers of grade A sign once a month", "A级经销商按月签收")
    return (Override("tip-16.unsigned", monthly, narrow=fields.grade.is_missing() | (fields.grade != "A")),)


@hookimpl
def dunning_weights() -> Iterable[Weight]:
    """Dealers of grade C come first."""
    grade_c = recommendation.demands_payment & (fields.grade == "C")
    return (Weight("fmcg-dealer.grade-c", grade_c, Decimal("1.5"), Wording("dealers of grade C first", "C级优先")),)
