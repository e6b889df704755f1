"""Tip 8: take the windfall and go."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import DAYS, RATIO, Wording, ratio
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, visit

WINDFALL_RATIO = Parameter(
    "windfall_ratio",
    RATIO,
    Decimal("1.5"),
    Decimal(1),
    Decimal(100),
    "house",
    Wording("multiple of the expected amount that makes a windfall", "视为意外之喜的预期倍数"),
)
WINDFALL_SHARE = Parameter(
    "windfall_share",
    RATIO,
    Decimal("0.5"),
    Decimal("0.01"),
    Decimal(1),
    "house",
    Wording("share of the overdue amount that makes one where nothing was expected", "无预期时视为意外之喜的逾期占比"),
)
CLOSE_DAYS = Parameter("close_visit_days", DAYS, 0, 0, 7, "house", Wording("a visit may still be closed after", "结束拜访的时限"))

_slow_visit = (debtor.payer_type == "slow") & (visit.age_days <= CLOSE_DAYS.term) & visit.took_place
_close = Recommend("CLOSE_VISIT", urgency(40), on=debtor.today, amount=visit.collected_amount)

TIP = Tip(
    8,
    Wording("Take the windfall and go", "意外收到大笔款, 见好就收"),
    Wording(
        "If a slow payer unexpectedly pays a lot, take your bag and go, before it regrets it or asks for a favour in return.",
        "不积极的欠款户出乎意料付了很多, 提起包包赶紧离开, 以免他反悔或要好处。",
    ),
    rules=(
        Rule(
            "tip-08.more-than-expected",
            _slow_visit & (ratio(visit.collected_amount, visit.expected_amount) >= WINDFALL_RATIO.term),
            (_close,),
            Wording(
                "a slow payer paid {visit.collected_amount} where {visit.expected_amount} was expected; receipt, thanks, leave, and grant nothing",
                "不爽快户预期付 {visit.expected_amount}, 实付 {visit.collected_amount}; 开收据、致谢、离开, 不谈优惠",
            ),
            tip=8,
        ),
        Rule(
            "tip-08.nothing-expected",
            _slow_visit
            & (visit.expected_amount.is_missing() | (visit.expected_amount == 0))
            & (visit.collected_amount > 0)
            & ((debtor.overdue_amount == 0) | (ratio(visit.collected_amount, debtor.overdue_amount) >= WINDFALL_SHARE.term)),
            (_close,),
            Wording(
                "a slow payer paid {visit.collected_amount} where nothing was expected; still overdue: {debtor.overdue_amount}; receipt, thanks, leave",
                "不爽快户无预期而付 {visit.collected_amount}, 尚逾期 {debtor.overdue_amount}; 开收据、致谢、离开",
            ),
            tip=8,
        ),
    ),
    parameters=(WINDFALL_RATIO, WINDFALL_SHARE, CLOSE_DAYS),
)
