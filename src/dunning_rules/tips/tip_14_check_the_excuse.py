"""Tip 14: check the excuse."""

from __future__ import annotations

from dunning_rules.language import DAYS, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, event

CHECK_DAYS = Parameter("excuse_check_days", DAYS, 30, 1, 365, "house", Wording("an excuse is worth checking for", "借口核实时限"))

_unverified = (
    (event.kind == "excuse")
    & (event.excuse_status == "unverified")
    & ~event.is_repeated
    & (event.age_days <= CHECK_DAYS.term)
    & (debtor.open_amount > 0)
)
_CHECKS = (
    ("payer-absent", "payer_absent", "who signs, and when is that person back?", "谁有签字权, 何时回来?"),
    ("account-empty", "account_empty", "look at the account and at the day's receipts", "查看账户与当日收款"),
    ("not-yet-due", "not_yet_due", "bring the signed terms", "出示双方签字的付款约定"),
    ("unsold-stock", "unsold_stock", "count the stock", "清点库存"),
    ("customers-have-not-paid", "customers_have_not_paid", "go through the dealer's own receivables with it", "核对其下游欠款与还款时间"),
)


def _check(name: str, excuse: str, en: str, zh: str) -> Rule:
    return Rule(
        f"tip-14.{name}",
        _unverified & (event.excuse == excuse),
        (Recommend("VERIFY_EXCUSE_ON_SITE", urgency(15), amount=debtor.open_amount),),
        Wording(
            f"“{{event.excuse}}” was said on {{event.happened_on}} and has not been checked; {{debtor.open_amount}} is open: {en}",
            f"{{event.happened_on}} 称“{{event.excuse}}”, 尚未核实; 未付 {{debtor.open_amount}}: {zh}",
        ),
        tip=14,
    )


TIP = Tip(
    14,
    Wording("Check the excuse", "辨明借口的真相"),
    Wording(
        "The payer is out, the account is empty, it is not yet due, the goods are unsold, the customers have not paid: only who knows the facts can"
        " tell an excuse from a reason.",
        "管钱的不在、账上无钱、未到时间、产品未销完、赊款未收: 掌握一切相关信息, 才能辨明借口真相, 对症下药。",
    ),
    rules=(
        Rule(
            "tip-14.found-true",
            (event.kind == "excuse") & (event.checked_as == "verified"),
            (Conclude.that(event.excuse_status, "verified"),),
            Wording(
                "the excuse “{event.excuse}” of {event.happened_on} was found true", "{event.happened_on} 所称“{event.excuse}”经核属实"
            ),
            tip=14,
        ),
        Rule(
            "tip-14.found-untrue",
            (event.kind == "excuse") & (event.checked_as == "refuted"),
            (Conclude.that(event.excuse_status, "refuted"),),
            Wording("the excuse “{event.excuse}” of {event.happened_on} was refuted", "{event.happened_on} 所称“{event.excuse}”经核不实"),
            tip=14,
        ),
        Rule(
            "tip-14.belied-by-funds",
            (event.excuse == "account_empty")
            & event.checked_as.is_missing()
            & debtor.is_overdue
            & (debtor.funds_since_excuse >= debtor.overdue_amount),
            (Conclude.that(event.excuse_status, "refuted"),),
            Wording(
                "“{event.excuse}” was said on {event.happened_on}; since then funds of {debtor.funds_since_excuse} were seen,"
                " {debtor.overdue_amount} is overdue",
                "{event.happened_on} 称“{event.excuse}”; 此后见其资金 {debtor.funds_since_excuse}, 足付逾期 {debtor.overdue_amount}",
            ),
            tip=14,
        ),
        *(_check(*check) for check in _CHECKS),
        Rule(
            "tip-14.no-excuse-left",
            debtor.is_pursuable & debtor.refuted_excuse.is_known(),
            (Recommend("CONTACT_NOW", urgency(25), amount=debtor.pursuable_amount),),
            Wording(
                "“{debtor.refuted_excuse}” was checked and is not so; nothing is left to wait for, and {debtor.overdue_amount} is overdue",
                "所称“{debtor.refuted_excuse}”经核不实, 已无可等之由; 逾期 {debtor.overdue_amount}",
            ),
            tip=14,
        ),
    ),
    parameters=(CHECK_DAYS,),
)
