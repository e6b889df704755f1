"""Tip 11: shelve the debt, cash for new goods, collect when the tie is strong."""

from __future__ import annotations

from dunning_rules.language import DAYS, Wording, coalesce, when
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.tips.tip_12_use_the_momentum import HIGH_PURCHASE, HIGH_REBATE
from dunning_rules.vocabulary import debtor

REVIEW_DAYS = Parameter("shelf_review_days", DAYS, 90, 7, 730, "house", Wording("a shelved debt is reviewed after", "暂搁欠款复核期"))

_review_on = coalesce(when(debtor.is_shelved, debtor.shelved_until), debtor.today + REVIEW_DAYS.term)
_cash_only = Recommend("CASH_ONLY_SUPPLY", urgency(10), names_day=_review_on, amount=debtor.overdue_amount)
_tied = debtor.is_overdue & debtor.is_shelved & (debtor.leverage == "high") & ~debtor.is_blocked
_resume = Recommend("RESUME_COLLECTION", urgency(25), amount=debtor.overdue_amount)

TIP = Tip(
    11,
    Wording("Shelve the debt, cash for new goods", "暂搁欠款, 进货现款"),
    Wording(
        "Leave the old debt alone and sell for cash only: the dealer stays and the sales stay. When it cannot do without us and we hold its"
        " rebates, collecting is easy.",
        "暂搁下欠款不提, 强调要想进货一律现款, 稳住经销商、保持销量。等形成难舍难分的局面、压着的折扣增加, 再收就容易得多。",
    ),
    rules=(
        Rule(
            "tip-11a.cash-only",
            debtor.is_overdue
            & (debtor.cooperation == "cooperative")
            & (debtor.worth_keeping == "yes")
            & debtor.leverage.is_in(("low", "medium")),
            (_cash_only,),
            Wording(
                "the debtor cooperates and is worth keeping, our leverage is “{debtor.leverage}”: leave {debtor.overdue_amount} until the review,"
                " sell for cash",
                "对方配合且值得保留, 我方筹码“{debtor.leverage}”: {debtor.overdue_amount} 暂搁待复核, 进货一律现款",
            ),
            tip=11,
        ),
        Rule(
            "tip-11b.dependence",
            _tied & (debtor.purchase_share >= HIGH_PURCHASE.term),
            (_resume,),
            Wording(
                "the debt was shelved on {debtor.shelved_on}; by now {debtor.purchase_share} of its purchases are ours, it cannot do without us:"
                " collect the {debtor.overdue_amount}",
                "欠款于 {debtor.shelved_on} 暂搁; 现我方已占其进货 {debtor.purchase_share}, 难舍难分: 恢复催收 {debtor.overdue_amount}",
            ),
            tip=11,
        ),
        Rule(
            "tip-11b.rebates",
            _tied & (debtor.rebate_share >= HIGH_REBATE.term),
            (_resume,),
            Wording(
                "the debt was shelved on {debtor.shelved_on}; by now we hold rebates of {debtor.rebate_accrued} against {debtor.overdue_amount}"
                " overdue: collect",
                "欠款于 {debtor.shelved_on} 暂搁; 现压有折扣 {debtor.rebate_accrued}, 逾期 {debtor.overdue_amount}: 恢复催收",
            ),
            tip=11,
        ),
    ),
    parameters=(REVIEW_DAYS,),
)
