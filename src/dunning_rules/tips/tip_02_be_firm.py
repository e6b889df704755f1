"""Tip 2: be firm; end delay, denial, deflection, hiding."""

from __future__ import annotations

from dunning_rules.language import COUNT, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Claim, Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor

FIRM_EVASIONS = Parameter(
    "firm_evasions", COUNT, 2, 1, 50, "house", Wording("evasions in 90 days that call for a firm demand", "须强硬催收的90天内回避次数")
)

_next_step = Claim(Wording("our next step is decided and approved", "我方下一步措施已获批准"), needs="approved_next_step")
_budget = Claim(Wording("we will spend on recovery whatever it takes", "宁可花两万也要收回一万"), needs="recovery_budget")
_resist = debtor.is_pursuable & (debtor.evasions_90 >= FIRM_EVASIONS.term)
_why = Wording(
    "{debtor.overdue_amount} is overdue; evasions, denials and broken words within 90 days: {debtor.evasions_90}",
    "逾期 {debtor.overdue_amount}, 对方90天内拖赖推躲 {debtor.evasions_90} 次",
)

TIP = Tip(
    2,
    Wording("Be firm; end delay, denial, deflection, hiding", "坚定信心, 打消拖、赖、推、躲"),
    Wording(
        "Whoever counts on a debt that is never collected must see our resolve. A large company shows its strength; what it says must be true.",
        "有人认为欠账是一种本事, 不下狠心收不回来。代表大公司收欠, 应摆出公司的强大, 所言必须属实。",
    ),
    rules=(
        Rule(
            "tip-02.evasions",
            _resist & (debtor.creditor_size.is_missing() | (debtor.creditor_size != "large")),
            (Recommend("SEND_FIRM_DEMAND", urgency(30), amount=debtor.pursuable_amount, claims=(_next_step,)),),
            _why,
            tip=2,
        ),
        Rule(
            "tip-02.evasions-large-creditor",
            _resist & (debtor.creditor_size == "large"),
            (Recommend("SEND_FIRM_DEMAND", urgency(30), amount=debtor.pursuable_amount, claims=(_next_step, _budget)),),
            _why,
            tip=2,
        ),
    ),
    parameters=(FIRM_EVASIONS,),
)
