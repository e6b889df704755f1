"""Tip 10: interest, announced in writing first."""

from __future__ import annotations

from dunning_rules.language import DAYS, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Claim, Recommend, Rule
from dunning_rules.tips.common import invoice_urgency, urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, invoice

NOTICE_DAYS = Parameter(
    "interest_notice_days", DAYS, 15, 0, 365, "house", Wording("days past due before interest is announced", "逾期多少天后通知计息")
)
DEADLINE_DAYS = Parameter("interest_deadline_days", DAYS, 10, 1, 90, "house", Wording("days that the notice leaves", "通知给予的期限"))

_bank = Claim(Wording("our bank presses us for repayment", "银行正催我方还贷"), needs="bank_pressure")
_passed = debtor.interest_deadline_on < debtor.today
_still_unpaid = debtor.is_overdue & _passed & invoice.is_overdue & (invoice.days_past_due >= NOTICE_DAYS.term) & ~invoice.is_held

TIP = Tip(
    10,
    Wording("The bank card: interest", "打银行的牌, 收取利息"),
    Wording(
        "Interest on arrears is announced in writing with a deadline, and charged when the deadline has passed. That a bank presses us is said only"
        " when it does.",
        "事先发出有效书面通知并定期限, 逾期仍不还则计收利息。只有银行确在催贷时方可如此声称。",
    ),
    rules=(
        Rule(
            "tip-10a.notice",
            debtor.is_pursuable
            & (debtor.max_days_past_due >= NOTICE_DAYS.term)
            & debtor.interest_basis.is_known()
            & debtor.interest_notice_on.is_missing(),
            (
                Recommend(
                    "SEND_INTEREST_NOTICE",
                    urgency(20),
                    names_day=debtor.today + DEADLINE_DAYS.term,
                    amount=debtor.pursuable_amount,
                    claims=(_bank,),
                ),
            ),
            Wording(
                "{debtor.overdue_amount} is overdue, the oldest for {debtor.max_days_past_due}; interest is due by {debtor.interest_basis} and has not"
                " been announced in writing",
                "逾期 {debtor.overdue_amount}, 最长 {debtor.max_days_past_due}; 依{debtor.interest_basis}可计息, 尚未书面通知",
            ),
            tip=10,
        ),
        Rule(
            "tip-10b.contract",
            _still_unpaid & (debtor.interest_basis == "contract") & (invoice.interest_to_date > 0),
            (Recommend("CHARGE_INTEREST", invoice_urgency(20), amount=invoice.interest_to_date),),
            Wording(
                "the deadline of the interest notice, {debtor.interest_deadline_on}, has passed; {invoice.open_amount} is {invoice.days_past_due} past due"
                " at {debtor.interest_rate} a year: {invoice.interest_to_date} to date",
                "计息通知期限 {debtor.interest_deadline_on} 已过; {invoice.open_amount} 逾期 {invoice.days_past_due}, 年利率 {debtor.interest_rate}, 截至今日计"
                " {invoice.interest_to_date}",
            ),
            tip=10,
        ),
        Rule(
            "tip-10b.statute",
            _still_unpaid & (debtor.interest_basis == "statute") & (invoice.interest_to_date > 0),
            (Recommend("CHARGE_INTEREST", invoice_urgency(20), amount=invoice.interest_to_date),),
            Wording(
                "the deadline of the interest notice, {debtor.interest_deadline_on}, has passed; {invoice.open_amount} is {invoice.days_past_due} past"
                " due; interest by statute ({invoice.interest_law}): {invoice.interest_to_date} to date",
                "计息通知期限 {debtor.interest_deadline_on} 已过; {invoice.open_amount} 逾期 {invoice.days_past_due}; 依法定利率 ({invoice.interest_law})"
                " 截至今日计 {invoice.interest_to_date}",
            ),
            tip=10,
        ),
        Rule(
            "tip-10b.unknown",
            _still_unpaid & debtor.interest_basis.is_known() & invoice.interest_to_date.is_missing(),
            (Recommend("CHARGE_INTEREST", invoice_urgency(20)),),
            Wording(
                "the deadline of the interest notice, {debtor.interest_deadline_on}, has passed; interest by {debtor.interest_basis} on"
                " {invoice.open_amount} for {invoice.days_past_due} is to be computed at the rate that applies",
                "计息通知期限 {debtor.interest_deadline_on} 已过; 应依{debtor.interest_basis}就 {invoice.open_amount} 按适用利率计算 {invoice.days_past_due} 利息",
            ),
            tip=10,
        ),
    ),
    parameters=(NOTICE_DAYS, DEADLINE_DAYS),
)
