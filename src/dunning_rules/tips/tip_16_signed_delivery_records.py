"""Tip 16: signed delivery records."""

from __future__ import annotations

from dunning_rules.language import Wording
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import invoice_urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import invoice

_unsigned = invoice.is_open & invoice.acknowledged_on.is_missing()

TIP = Tip(
    16,
    Wording("Signed delivery records", "进货记录须对方签字"),
    Wording(
        "Which goods on which day, how much in all, payable when: have it signed, so that nothing can be disputed later.",
        "哪天进了哪些品种, 合计多少钱, 每笔款何时回笼, 让对方签上字, 以免日后有争议。",
    ),
    rules=(
        Rule(
            "tip-16.unsigned",
            _unsigned & ~invoice.has_open_dispute,
            (Recommend("GET_SIGNED_ACKNOWLEDGEMENT", invoice_urgency(0), amount=invoice.open_amount),),
            Wording(
                "{invoice.open_amount} is open, and goods, total and payment date were not signed for",
                "{invoice.open_amount} 未付, 货品、金额与付款日未经签收",
            ),
            tip=16,
        ),
        Rule(
            "tip-16.unsigned-disputed",
            _unsigned & invoice.has_open_dispute,
            (Recommend("GET_SIGNED_ACKNOWLEDGEMENT", invoice_urgency(25), amount=invoice.open_amount),),
            Wording(
                "{invoice.open_amount} is disputed, and goods, total and payment date were not signed for",
                "{invoice.open_amount} 有争议, 而货品、金额与付款日未经签收",
            ),
            tip=16,
        ),
    ),
)
