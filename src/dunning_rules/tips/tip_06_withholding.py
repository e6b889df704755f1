"""Tip 6: withholding is different from misfortune."""

from __future__ import annotations

from dunning_rules.language import DAYS, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Claim, Conclude, Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor

EVASION_DAYS = Parameter("evasion_fresh_days", DAYS, 30, 1, 365, "house", Wording("an evasion counts as fresh for", "回避行为的近期期限"))
_salaries = Claim(Wording("our own salaries are unpaid because of this", "公司因此已发不出工资"), needs="salaries_unpaid")

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
        Rule(
            "tip-06.excuse-refuted",
            debtor.refuted_no_money & ~debtor.in_hardship,
            (Conclude.that(debtor.ability_to_pay, "able"),),
            Wording("the excuse of having no money was checked and refuted", "“没钱”之说经核实不实"),
            tip=6,
        ),
        Rule(
            "tip-06a.prepare",
            debtor.withholding,
            (Recommend("PREPARE_DISPUTE_RESPONSE", urgency(25), amount=debtor.overdue_amount),),
            Wording(
                "the debtor could pay {debtor.overdue_amount} and does not; expect a quarrel, collect the evidence, do not sit through explanations",
                "对方有能力支付 {debtor.overdue_amount} 却不付; 预备其扯皮, 收集证据, 不必耐心听其解释",
            ),
            tip=6,
        ),
        Rule(
            "tip-06b.hardship",
            debtor.is_overdue & debtor.in_hardship & ~debtor.bad_faith,
            (
                Recommend("ACKNOWLEDGE_HARDSHIP", urgency(10), claims=(_salaries,)),
                Recommend("OFFER_INSTALMENT_PLAN", urgency(15), amount=debtor.overdue_amount),
            ),
            Wording(
                "hardship was confirmed on {debtor.hardship_on}, and {debtor.overdue_amount} is overdue; understand it, and state our own position",
                "{debtor.hardship_on} 确认其有困难, 逾期 {debtor.overdue_amount}; 体谅对方, 也让对方体谅我方",
            ),
            tip=6,
        ),
    ),
    parameters=(EVASION_DAYS,),
)
