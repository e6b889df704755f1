"""Tip 13: call at the right moment."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import DAYS, MINUTE, RATIO, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, recommendation

CALL_FROM = Parameter("call_from", MINUTE, 15 * 60 + 30, 0, 1439, "seed", Wording("calls begin at", "致电起始时刻"))
CALL_UNTIL = Parameter("call_until", MINUTE, 18 * 60, 1, 1440, "house", Wording("calls end at", "致电截止时刻"))
SOLD_SHARE = Parameter(
    "sold_share", RATIO, Decimal("0.8"), Decimal(0), Decimal(1), "seed", Wording("sell-through at which to call", "催款的已售比例")
)
QUIET_DAYS = Parameter("sell_through_quiet_days", DAYS, 3, 0, 60, "house", Wording("no call so soon after a contact", "刚联系过则不再致电"))

_not_just_contacted = debtor.days_since_contact.is_missing() | (debtor.days_since_contact >= QUIET_DAYS.term)

TIP = Tip(
    13,
    Wording("Call at the right moment", "掌握打催欠电话的时机"),
    Wording(
        "People are busy in the morning; from half past three they count the day's money and are in a good mood. Never call at meal times. After a"
        " delivery, the best moment is when it is nearly sold.",
        "上午一般较忙, 下午3:30起点钞票时心情较好。避免在进餐时间致电。进货后估计卖到80%时催款最佳。",
    ),
    rules=(
        Rule(
            "tip-13a.window",
            (recommendation.channel == "call") & (debtor.open_amount > 0),
            (
                Conclude.that(recommendation.window_start, CALL_FROM.term),
                Conclude.that(recommendation.window_end, CALL_UNTIL.term),
                Conclude.that(recommendation.working_day),
                Conclude.that(recommendation.not_at_meals),
            ),
            Wording(
                "calls from {recommendation.window_start} on, never at meal times, are the easiest to accept",
                "{recommendation.window_start} 起致电、避开进餐时间, 最易被接受",
            ),
            tip=13,
        ),
        Rule(
            "tip-13b.sold",
            (debtor.open_amount > 0) & (debtor.sold_share >= SOLD_SHARE.term) & _not_just_contacted & ~debtor.is_blocked,
            (Recommend("CALL_AT_SELL_THROUGH", urgency(25), amount=debtor.open_amount),),
            Wording(
                "about {debtor.sold_share} of the delivery of {debtor.last_delivery_on} is sold; {debtor.open_amount} is open",
                "{debtor.last_delivery_on} 所进货物约已售 {debtor.sold_share}; 未付 {debtor.open_amount}",
            ),
            tip=13,
        ),
    ),
    parameters=(CALL_FROM, CALL_UNTIL, SOLD_SHARE, QUIET_DAYS),
)
