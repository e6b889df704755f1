"""Tip 21: headquarters as the hard side."""

from __future__ import annotations

from dunning_rules.language import Wording
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor

TIP = Tip(
    21,
    Wording("Headquarters as the hard side", "集团总部当恶人, 分公司当好人"),
    Wording(
        "In a group the head office goes to court and the branch mediates, so that business can go on afterwards.",
        "集团型企业由总部出面武收打官司当恶人, 分公司出面协调当好人, 收回欠款后或可继续合作。",
    ),
    rules=(
        Rule(
            "tip-21.group",
            debtor.is_overdue & debtor.creditor_is_group & (debtor.approach == "hard") & ~debtor.is_insolvent,
            (
                Recommend("ESCALATE_TO_HEADQUARTERS", urgency(30), amount=debtor.overdue_amount),
                Recommend("BRANCH_MEDIATES", urgency(10), amount=debtor.overdue_amount),
            ),
            Wording(
                "we are a group and the hard way is called for: {debtor.overdue_amount} is overdue, the oldest for {debtor.max_days_past_due}",
                "我方为集团, 且须武收: 逾期 {debtor.overdue_amount}, 最长 {debtor.max_days_past_due}",
            ),
            tip=21,
        ),
    ),
)
