"""Tip 15: know the figures before any contact."""

from __future__ import annotations

from dunning_rules.language import DAYS, Wording, coalesce
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor

RECONCILED_DAYS = Parameter("reconciled_days", DAYS, 30, 1, 365, "house", Wording("a reconciliation counts for", "对账有效期"))

_prepare = Recommend("PREPARE_STATEMENT", coalesce(debtor.contact_urgency, 0), amount=debtor.open_amount)
_stale = debtor.days_since_reconciliation.is_missing() | (debtor.days_since_reconciliation > RECONCILED_DAYS.term)

TIP = Tip(
    15,
    Wording("Know the figures", "归纳账目, 胸有成竹"),
    Wording(
        "Whoever does not have the figures of the account in mind collects badly.", "自己心目中对应收账款明细没有数, 收款效果肯定不佳。"
    ),
    rules=(
        Rule(
            "tip-15.not-reconciled",
            debtor.contact_is_recommended & (debtor.open_amount > 0) & _stale,
            (_prepare,),
            Wording(
                "the debtor is to be contacted about {debtor.open_amount}, and the account was not reconciled lately",
                "将就 {debtor.open_amount} 联系对方, 而近期未对账",
            ),
            tip=15,
        ),
        Rule(
            "tip-15.does-not-add-up",
            debtor.contact_is_recommended & debtor.does_not_add_up,
            (_prepare,),
            Wording("the debtor is to be contacted, and the ledger and the payments differ", "将联系对方, 而账面与付款不符"),
            tip=15,
        ),
    ),
    parameters=(RECONCILED_DAYS,),
)
