"""Interest by statute is recorded as a basis, and the fixed sum for the costs of recovery is claimed once for each invoice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files

from dunning_rules import read_rates
from dunning_rules.language import DAYS, Wording
from dunning_rules.late_payment import Rates
from dunning_rules.plugins import Override, hookimpl
from dunning_rules.rules import Action, Parameter, Recommend, Rule, RuleBook
from dunning_rules.vocabulary import Field, debtor, invoice
from eu_late_payment import fields

PATIENCE = Parameter(
    "eu_compensation_days",
    DAYS,
    7,
    0,
    365,
    "house",
    Wording("days past due before compensation is claimed", "逾期多少天后主张补偿"),
)
ACTIONS = (
    Action(
        "EU_RECORD_BASIS",
        Wording("record that interest runs by statute, and under which law", "登记: 依法计息及其适用法律"),
        actor="credit_manager",
        channel="internal",
        audience="own_people",
        place="own_office",
        information="own_records",
    ),
    Action(
        "EU_CLAIM_COMPENSATION",
        Wording("claim the fixed sum of 40 euros for the costs of recovery", "主张40欧元固定追偿补偿"),
        actor="collector",
        channel="letter",
        audience="authorised_payer",
        place="remote",
    ),
)
RULES = (
    Rule(
        "eu-late-payment.basis",
        debtor.is_overdue & fields.applies & debtor.interest_basis.is_missing(),
        (Recommend("EU_RECORD_BASIS", 20),),
        Wording(
            "{debtor.overdue_amount} is overdue under the law of {debtor.eu_law}, which grants interest from the day after the due date,"
            " and no basis for interest is recorded",
            "逾期 {debtor.overdue_amount}, 适用 {debtor.eu_law} 法律, 自到期次日起可计息, 但未登记计息依据",
        ),
    ),
    Rule(
        "eu-late-payment.compensation",
        fields.applies & debtor.is_pursuable & fields.owes_compensation & (invoice.days_past_due >= PATIENCE.term),
        (Recommend("EU_CLAIM_COMPENSATION", 30),),
        Wording(
            "{invoice.open_amount} is {invoice.days_past_due} past due: the directive grants 40 euros for the costs of recovery, once for"
            " each debt, without a reminder",
            "{invoice.open_amount} 逾期 {invoice.days_past_due}: 指令规定每笔债权可主张40欧元追偿补偿, 无须催告",
        ),
    ),
)


@cache
def _rates() -> Rates:
    with as_file(files("eu_late_payment") / "laws.toml") as path:
        return read_rates(path)


@hookimpl
def dunning_fields() -> Iterable[Field]:
    """Whether the directive applies, and what was claimed."""
    return (*fields.ours.all(), *fields.of_invoice.all())


@hookimpl
def dunning_parameters() -> Iterable[Parameter]:
    """How long we wait before we claim."""
    return (PATIENCE,)


@hookimpl
def dunning_actions() -> Iterable[Action]:
    """Recording the basis, claiming the fixed sum."""
    return ACTIONS


@hookimpl
def dunning_rules(book: RuleBook) -> Iterable[Rule]:  # noqa: ARG001 - hooks are called by name
    """Basis and compensation."""
    return RULES


@hookimpl
def dunning_overrides(book: RuleBook) -> Iterable[Override]:  # noqa: ARG001 - as above
    """The directive asks for no notice: interest is announced as soon as it runs."""
    at_once = Wording("interest runs without a notice (directive 2011/7/EU, art. 3)", "无须通知即可计息 (指令 2011/7/EU 第3条)")
    return (Override("tip-10a.notice", at_once, parameters={"interest_notice_days": 1}),)


@hookimpl
def dunning_interest_rates() -> Iterable[Rates]:
    """The margins of further states."""
    return (_rates(),)
