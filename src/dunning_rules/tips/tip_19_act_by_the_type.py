"""Tip 19: act by the type of debtor."""

from __future__ import annotations

from dunning_rules.language import Wording, as_term
from dunning_rules.language.types import SCORE
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, event, visit

_reach = Recommend("REACH_DECISION_MAKER", urgency(25))

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
            (Recommend("EXPLAIN_AND_COMMEND", urgency(0), amount=debtor.open_amount),),
            Wording(
                "a prompt payer: {debtor.on_time_share} settled in time; explain what the {debtor.open_amount} is for and on what it rests, and"
                " praise how it pays",
                "爽快户, 如期结清 {debtor.on_time_share}; 说明 {debtor.open_amount} 的原因依据, 并予鼓励",
            ),
            tip=19,
        ),
        Rule(
            "tip-19b.good-credit",
            debtor.payer_type == "prompt",
            (Recommend("LIST_AS_GOOD_CREDIT", as_term(0, SCORE)),),
            Wording(
                "a prompt payer: {debtor.on_time_share} of {debtor.settled_in_year} invoices settled in time within a year, no promise broken",
                "爽快户: 一年内结清 {debtor.settled_in_year} 张发票, {debtor.on_time_share} 如期, 无落空承诺",
            ),
            tip=19,
        ),
        Rule(
            "tip-19c.to-be-met",
            visit.is_planned & ~visit.payer_met & (debtor.open_amount > 0),
            (_reach,),
            Wording(
                "whom we are to meet on {visit.scheduled_on} may not pay; find the one who may, and ask nobody else for the {debtor.open_amount}",
                "{visit.scheduled_on} 所约之人无权付款; 找准付款人, 勿向他人催讨 {debtor.open_amount}",
            ),
            tip=19,
        ),
        Rule(
            "tip-19c.met",
            (debtor.payer_met_on.is_missing() | (debtor.payer_met_on < debtor.clerk_met_on))
            & debtor.clerk_met_on.is_known()
            & (debtor.open_amount > 0),
            (_reach,),
            Wording(
                "whom we met on {debtor.clerk_met_on} may not pay; find the one who may, and ask nobody else for the {debtor.open_amount}",
                "{debtor.clerk_met_on} 所见之人无权付款; 找准付款人, 勿向他人催讨 {debtor.open_amount}",
            ),
            tip=19,
        ),
        Rule(
            "tip-19c.promise",
            event.promise_open & ~event.payer_met,
            (_reach,),
            Wording(
                "who promised {event.amount} for {event.due_on} may not pay; have it confirmed by the one who may",
                "承诺 {event.due_on} 付 {event.amount} 之人无权付款; 请有权者确认",
            ),
            tip=19,
        ),
        Rule(
            "tip-19c.payer-found",
            (visit.age_days == 0) & visit.took_place & visit.payer_met & (visit.collected_amount > 0) & debtor.clerk_met_on.is_known(),
            (Recommend("CLOSE_VISIT", urgency(30), on=debtor.today, amount=visit.collected_amount),),
            Wording(
                "the one who may pay was found and paid {visit.collected_amount}, after we met others on {debtor.clerk_met_on}; receipt, thanks, leave"
                " quietly",
                "继 {debtor.clerk_met_on} 见他人之后, 找准付款人并收到 {visit.collected_amount}; 开收据、致谢, 悄悄离开",
            ),
            tip=19,
        ),
    ),
)
