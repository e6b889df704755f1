"""Tip 1: press on; collecting what is owed is owed."""

from __future__ import annotations

from dunning_rules.language import COUNT, DAYS, Wording, band
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor

_CADENCES = {
    name: Parameter(
        f"cadence_{name}", DAYS, days, 1, 365, "house", Wording(f"longest silence with a debtor graded {name}", f"{label}类最长未联系天数")
    )
    for name, days, label in (("collectible", 14, "催收款"), ("doubtful", 7, "准呆账"), ("bad", 7, "呆账"), ("dead", 7, "死账"))
}
GROWTH_PERIODS = Parameter(
    "growth_periods",
    COUNT,
    2,
    1,
    2,
    "house",
    Wording("periods of 30 days in which new debt was taken while overdue", "逾期后欠款增长的期数"),
)

_contact = Recommend("CONTACT_NOW", urgency(25) + band(debtor.growth_periods, ((0, 0), (1, 5), (2, 10))), amount=debtor.pursuable_amount)
_mild = debtor.risk_class.is_in(("not_due", "collectible")) & (debtor.days_since_contact > _CADENCES["collectible"].term)
_graver = [(debtor.risk_class == name) & (debtor.days_since_contact > _CADENCES[name].term) for name in ("doubtful", "bad", "dead")]

TIP = Tip(
    1,
    Wording("Press on; collecting what is owed is owed", "理直气壮, 加紧催收"),
    Wording(
        "The longer and the larger a debt, the harder it is paid and the likelier the dealer buys elsewhere. Whoever has not been contacted is"
        " contacted now.",
        "欠款越久越多, 支付越困难, 客户越容易转向别家进货。久未联系者, 立即联系。",
    ),
    rules=(
        Rule(
            "tip-01.never-contacted",
            debtor.is_pursuable & (debtor.days_since_contact.is_missing() | (debtor.days_since_contact >= debtor.max_days_past_due)),
            (_contact,),
            Wording(
                "{debtor.overdue_amount} is overdue, the oldest for {debtor.max_days_past_due}, and nobody has contacted the debtor since it fell due",
                "逾期 {debtor.overdue_amount}, 最长已逾期 {debtor.max_days_past_due}, 到期以来无人联系",
            ),
            tip=1,
        ),
        Rule(
            "tip-01.silence",
            debtor.is_pursuable & (_mild | _graver[0] | _graver[1] | _graver[2]),
            (_contact,),
            Wording(
                "{debtor.overdue_amount} is overdue, and the last contact was {debtor.days_since_contact} ago, too long for the class"
                " “{debtor.risk_class}”",
                "逾期 {debtor.overdue_amount}, 距上次联系已 {debtor.days_since_contact}, 对“{debtor.risk_class}”类而言过久",
            ),
            tip=1,
        ),
        Rule(
            "tip-01.growing",
            debtor.is_pursuable & (debtor.growth_periods >= GROWTH_PERIODS.term),
            (_contact,),
            Wording(
                "the debtor goes on buying while {debtor.overdue_amount} is overdue; periods with new debt: {debtor.growth_periods}",
                "逾期 {debtor.overdue_amount} 未付却继续进货, 已有 {debtor.growth_periods} 期新增欠款",
            ),
            tip=1,
        ),
    ),
    parameters=(*_CADENCES.values(), GROWTH_PERIODS),
)
