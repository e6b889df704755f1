"""Tip 19: act by the type of debtor."""

from __future__ import annotations

from dunning_rules.language import Wording
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, event, visit

TIP = Tip(
    19,
    Wording("Act by the type of debtor", "分清欠款户类型采取不同行动"),
    Wording(
        "A slow payer that cares for its name pays where others see it. A prompt payer is told the reasons, encouraged, and listed among the good."
        " Find who may pay, take the money quietly and go; asking anyone else only warns them.",
        "不爽快却爱面子者, 在办公场所提出还欠; 爽快者告知原因依据, 常加鼓励, 列入信誉好的代理商; 找准付款人, 悄悄收款就走, 向做不了主的人提只会打草惊蛇。",
    ),
    rules=(
        Rule(
            "tip-19a.reputation",
            debtor.is_pursuable & (debtor.payer_type == "slow") & debtor.values_reputation,
            (Recommend("REQUEST_AT_PREMISES", urgency(20), amount=debtor.pursuable_amount),),
            Wording(
                "a slow payer that cares for its name owes {debtor.overdue_amount} overdue",
                "不爽快却爱面子的欠款户逾期 {debtor.overdue_amount}",
            ),
            tip=19,
        ),
        Rule(
            "tip-19b.prompt",
            (debtor.payer_type == "prompt") & (debtor.open_amount > 0),
            (
                Recommend("EXPLAIN_AND_COMMEND", urgency(0), amount=debtor.open_amount),
                Recommend("LIST_AS_GOOD_CREDIT", urgency(0)),
            ),
            Wording(
                "a prompt payer: {debtor.on_time_share} settled in time; explain what {debtor.open_amount} is for, and say thanks",
                "爽快户, 如期结清 {debtor.on_time_share}; 说明 {debtor.open_amount} 的原因依据, 并予鼓励",
            ),
            tip=19,
        ),
        Rule(
            "tip-19c.visit",
            visit.is_today & ~visit.payer_met & (debtor.open_amount > 0),
            (Recommend("REACH_DECISION_MAKER", urgency(25), on=debtor.today),),
            Wording(
                "the person of today's visit may not pay; find the one who may, and ask nobody else for {debtor.open_amount}",
                "今日所见之人无权付款; 找准付款人, 勿向他人催讨 {debtor.open_amount}",
            ),
            tip=19,
        ),
        Rule(
            "tip-19c.promise",
            event.promise_open & ~event.payer_met,
            (Recommend("REACH_DECISION_MAKER", urgency(25)),),
            Wording(
                "who promised {event.amount} for {event.due_on} may not pay; have it confirmed by the one who may",
                "承诺 {event.due_on} 付 {event.amount} 之人无权付款; 请有权者确认",
            ),
            tip=19,
        ),
    ),
)
