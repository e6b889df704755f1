"""Tip 18: soft or hard; cooperation is the main criterion."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import COUNT, DAYS, RATIO, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor

EVASIONS_UNCOOPERATIVE = Parameter(
    "evasions_uncooperative",
    COUNT,
    2,
    1,
    50,
    "house",
    Wording("evasions in 90 days that show a lack of cooperation", "90天内视为不配合的回避次数"),
)
BROKEN_BAD_FAITH = Parameter(
    "broken_promises_bad_faith", COUNT, 2, 1, 50, "house", Wording("broken promises that show bad faith", "视为居心不良的落空承诺数")
)
EVASIONS_BAD_FAITH = Parameter(
    "evasions_bad_faith", COUNT, 3, 1, 50, "house", Wording("evasions that show bad faith", "视为居心不良的回避次数")
)
SLOW_STOCK_SHARE = Parameter(
    "slow_stock_share",
    RATIO,
    Decimal("0.5"),
    Decimal(0),
    Decimal(1),
    "house",
    Wording("stock is slow below this sell-through", "滞销的已售比例上限"),
)
SLOW_STOCK_DAYS = Parameter("slow_stock_days", DAYS, 30, 1, 365, "house", Wording("stock may be slow after", "判断滞销的进货后天数"))
VISIT_WEIGHT = Parameter(
    "visit_cost_weight",
    COUNT,
    1,
    0,
    100,
    "house",
    Wording(
        "visits whose cost the amount must bear before a doubtful debt is collected the hard way", "对准呆账武收时金额须承担的上门次数"
    ),
)

_undeclared = debtor.declared_cooperative.is_missing()
_hard = Conclude.that(debtor.approach, "hard")
_soft = Conclude.that(debtor.approach, "soft")
_worth_it = debtor.overdue_amount - debtor.visit_cost_or_nothing * VISIT_WEIGHT.term
_slow_stock = (debtor.sold_share < SLOW_STOCK_SHARE.term) & (debtor.days_since_delivery >= SLOW_STOCK_DAYS.term)
_in_soft_hands = debtor.is_overdue & (debtor.approach == "soft") & ~debtor.is_insolvent
_in_hard_hands = debtor.is_overdue & (debtor.approach == "hard") & ~debtor.is_insolvent

TIP = Tip(
    18,
    Wording("Soft or hard", "“文”收还是“武”收"),
    Wording(
        "Age, amount, credit, character, means and distance decide between the soft way (help, promotion) and the hard way (goods, court); above all"
        " whether the debtor cooperates. Bad faith is always met the hard way.",
        "依期限、金额、信誉、为人、资金实力、远近决定文收或武收, 主要看是否友好配合; 居心不良、成心赖账者只能武收。",
    ),
    rules=(
        Rule(
            "tip-18.cooperative-declared",
            debtor.declared_cooperative,
            (Conclude.that(debtor.cooperation, "cooperative"),),
            Wording("our people declare the debtor cooperative", "我方人员认定其友好配合"),
            tip=18,
        ),
        Rule(
            "tip-18.uncooperative-declared",
            ~debtor.declared_cooperative,
            (Conclude.that(debtor.cooperation, "uncooperative"),),
            Wording("our people declare the debtor uncooperative", "我方人员认定其不配合"),
            tip=18,
        ),
        Rule(
            "tip-18.cooperative-by-deeds",
            _undeclared & (debtor.evasions_90 == 0) & ((debtor.kept_promises > 0) | (debtor.payments_90 > 0)),
            (Conclude.that(debtor.cooperation, "cooperative"),),
            Wording(
                "no evasion lately; promises kept: {debtor.kept_promises}, payments: {debtor.payments_90}",
                "近期兑现承诺 {debtor.kept_promises} 次、付款 {debtor.payments_90} 次, 无回避",
            ),
            tip=18,
        ),
        Rule(
            "tip-18.uncooperative-by-deeds",
            _undeclared & (debtor.evasions_90 >= EVASIONS_UNCOOPERATIVE.term),
            (Conclude.that(debtor.cooperation, "uncooperative"),),
            Wording("evasions within 90 days: {debtor.evasions_90}", "90天内回避 {debtor.evasions_90} 次"),
            tip=18,
        ),
        Rule(
            "tip-18.bad-faith",
            debtor.withholding & ((debtor.broken_promises >= BROKEN_BAD_FAITH.term) | (debtor.evasions_180 >= EVASIONS_BAD_FAITH.term)),
            (Conclude.that(debtor.bad_faith),),
            Wording(
                "the debtor withholds although able; within 180 days broken promises: {debtor.broken_promises}, evasions: {debtor.evasions_180}",
                "有钱不付, 180天内落空承诺 {debtor.broken_promises} 次、回避 {debtor.evasions_180} 次",
            ),
            tip=18,
        ),
        Rule(
            "tip-18.bad-faith-concealment",
            debtor.is_overdue & debtor.conceals_assets,
            (Conclude.that(debtor.bad_faith),),
            Wording("concealment of assets is on record", "有转移隐匿财产记录"),
            tip=18,
        ),
        Rule(
            "tip-18.hard-by-bad-faith",
            debtor.is_overdue & debtor.bad_faith,
            (_hard,),
            Wording("bad faith is always met the hard way", "居心不良者只能武收"),
            tip=18,
        ),
        Rule(
            "tip-18.hard-by-risk",
            debtor.is_overdue & (debtor.risk_class >= "bad") & (debtor.cooperation != "cooperative"),
            (_hard,),
            Wording(
                "the debtor is graded “{debtor.risk_class}” and its cooperation is “{debtor.cooperation}”",
                "等级“{debtor.risk_class}”, 配合程度“{debtor.cooperation}”",
            ),
            tip=18,
        ),
        Rule(
            "tip-18.hard-by-means",
            debtor.is_overdue
            & (debtor.risk_class == "doubtful")
            & (debtor.finances == "weak")
            & (debtor.cooperation == "uncooperative")
            & (_worth_it >= debtor.large_mark),
            (_hard,),
            Wording(
                "a large doubtful debt of {debtor.overdue_amount}, weak finances and no cooperation",
                "准呆账金额大 ({debtor.overdue_amount}), 资金实力弱且不配合",
            ),
            tip=18,
        ),
        Rule(
            "tip-18.soft-by-default",
            debtor.is_overdue,
            (_soft,),
            Wording("nothing speaks for the hard way; cooperation is “{debtor.cooperation}”", "无武收理由; 配合程度“{debtor.cooperation}”"),
            tip=18,
        ),
        Rule(
            "tip-18a.downstream",
            _in_soft_hands & (debtor.downstream_receivables > 0),
            (Recommend("HELP_COLLECT_DOWNSTREAM", urgency(10), amount=debtor.downstream_receivables),),
            Wording(
                "the soft way: its own customers owe the debtor {debtor.downstream_receivables}, and it owes us {debtor.overdue_amount} overdue",
                "文收: 下游欠其 {debtor.downstream_receivables}, 其逾期欠我方 {debtor.overdue_amount}",
            ),
            tip=18,
        ),
        Rule(
            "tip-18a.slow-stock",
            _in_soft_hands & (_slow_stock | debtor.unsold_excuse),
            (Recommend("OFFER_PROMOTION_SUPPORT", urgency(5), amount=debtor.overdue_amount),),
            Wording(
                "the soft way: its stock of our goods sells slowly, {debtor.overdue_amount} is overdue",
                "文收: 我方货物动销慢, 逾期 {debtor.overdue_amount}",
            ),
            tip=18,
        ),
        Rule(
            "tip-18b.reclaim",
            _in_hard_hands & (debtor.title_amount > 0),
            (Recommend("RECLAIM_GOODS", urgency(30), amount=debtor.title_amount),),
            Wording(
                "the hard way: {debtor.title_amount} of the overdue debt is under our title or lien",
                "武收: 逾期款中 {debtor.title_amount} 有所有权保留或担保",
            ),
            tip=18,
        ),
        Rule(
            "tip-18b.sue",
            _in_hard_hands & (debtor.title_amount == 0),
            (Recommend("START_LITIGATION", urgency(30), amount=debtor.overdue_amount),),
            Wording(
                "the hard way: {debtor.overdue_amount} is overdue, the oldest for {debtor.max_days_past_due}, and no goods can be taken back",
                "武收: 逾期 {debtor.overdue_amount}, 最长 {debtor.max_days_past_due}, 且无货可收回",
            ),
            tip=18,
        ),
    ),
    parameters=(EVASIONS_UNCOOPERATIVE, BROKEN_BAD_FAITH, EVASIONS_BAD_FAITH, SLOW_STOCK_SHARE, SLOW_STOCK_DAYS, VISIT_WEIGHT),
)
