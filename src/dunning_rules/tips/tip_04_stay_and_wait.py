"""Tip 4: do not leave because other customers are present."""

from __future__ import annotations

from dunning_rules.language import Wording
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, visit

TIP = Tip(
    4,
    Wording("Do not leave because other customers are present", "有其他客人在场也不走开"),
    Wording(
        "Whoever spares the dealer's face is taken for dependent on it. Say why you have come, and wait beside; it may even help.",
        "处处为经销商考虑, 他会以为你倚重他而怠慢你。一定要说明来意, 在旁等候。",
    ),
    rules=(
        Rule(
            "tip-04.others-present",
            visit.is_today & visit.other_customers_present & debtor.is_overdue,
            (Recommend("STATE_PURPOSE_AND_WAIT", urgency(20), on=debtor.today, amount=debtor.overdue_amount),),
            Wording(
                "other customers are present in today's visit, and {debtor.overdue_amount} is overdue",
                "今日上门有其他客户在场, 逾期 {debtor.overdue_amount}",
            ),
            tip=4,
        ),
    ),
)
