"""Tip 6: withholding is different from misfortune."""

from __future__ import annotations

from dunning_rules.language import DAYS, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Conclude, Rule
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor

EVASION_DAYS = Parameter("evasion_fresh_days", DAYS, 30, 1, 365, "house", Wording("an evasion counts as fresh for", "回避行为的近期期限"))

TIP = Tip(
    6,
    Wording("Withholding is different from misfortune", "有钱不还与天灾人祸有别"),
    Wording(
        "Whoever has the money and keeps us waiting prepares a quarrel; whoever met with misfortune deserves understanding, and shows it to us.",
        "对方有钱却吊胃口, 必在准备扯皮, 应找出对策; 确有天灾人祸者, 相互体谅。",
    ),
    rules=(
        Rule(
            "tip-06.unable",
            debtor.in_hardship,
            (Conclude.that(debtor.ability_to_pay, "unable"),),
            Wording("hardship was confirmed on {debtor.hardship_on}", "{debtor.hardship_on} 确认其有困难"),
            tip=6,
        ),
        Rule(
            "tip-06.withholding",
            debtor.is_overdue & (debtor.ability_to_pay == "able") & (debtor.days_since_evasion <= EVASION_DAYS.term),
            (Conclude.that(debtor.withholding),),
            Wording(
                "the debtor is able to pay {debtor.overdue_amount} and evaded us {debtor.days_since_evasion} ago",
                "对方有能力支付逾期 {debtor.overdue_amount}, 却在 {debtor.days_since_evasion} 前回避",
            ),
            tip=6,
        ),
    ),
    parameters=(EVASION_DAYS,),
)
