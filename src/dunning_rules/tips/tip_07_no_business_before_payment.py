"""Tip 7: no business before payment."""

from __future__ import annotations

from dunning_rules.language import Wording
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor

_defer = Recommend("DEFER_NEW_BUSINESS", urgency(25), amount=debtor.overdue_amount)

TIP = Tip(
    7,
    Wording("No business before payment", "拿到钱之前不谈生意"),
    Wording(
        "The debtor would use the payment as a stake. Collecting is the one thing that matters now; new business waits.",
        "对方会拿还欠做筹码讨价还价。此时收欠是唯一的大事, 欠款不还, 生意免谈。",
    ),
    rules=(
        Rule(
            "tip-07.order-request",
            debtor.is_overdue & debtor.has_open_order,
            (_defer,),
            Wording("an order is asked for while {debtor.overdue_amount} is overdue", "逾期 {debtor.overdue_amount} 未付, 对方又请求订货"),
            tip=7,
        ),
        Rule(
            "tip-07.raised-in-visit",
            debtor.is_overdue & debtor.raised_business,
            (_defer,),
            Wording(
                "new business was raised in a visit while {debtor.overdue_amount} is overdue",
                "逾期 {debtor.overdue_amount} 未付, 上门时对方谈起新生意",
            ),
            tip=7,
        ),
    ),
)
