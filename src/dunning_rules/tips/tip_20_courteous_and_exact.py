"""Tip 20: courteous and exact after payment."""

from __future__ import annotations

from dunning_rules.language import DAYS, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, event, invoice, visit

THANKS_DAYS = Parameter("thanks_days", DAYS, 3, 0, 30, "house", Wording("thanks are fresh for", "致谢时限"))
PROTEST_DAYS = Parameter("protest_days", DAYS, 3, 0, 30, "house", Wording("a protest is fresh for", "异议时限"))
GRACE_DAYS = Parameter("grace_days", DAYS, 7, 1, 60, "house", Wording("length of a short grace", "宽限天数"))

_kept_now = event.promise_kept & (event.last_payment_on >= debtor.today - THANKS_DAYS.term)
_short_now = event.paid_short & (event.promise_age_days <= PROTEST_DAYS.term) & (event.still_missing > 0)
_short_visit = visit.paid_short & (visit.age_days <= PROTEST_DAYS.term) & (visit.still_missing > 0)
_new_date = debtor.today + GRACE_DAYS.term

TIP = Tip(
    20,
    Wording("Courteous and exact after payment", "收到欠款后有礼有节"),
    Wording(
        "Thank everyone who had a hand in the payment. Protest at once if less came than agreed, so that a word is not broken lightly again; but who"
        " truly has no money is given a short grace.",
        "向每个经办人真诚致谢。少于约定时马上不依不饶, 使其下次不轻易食言; 确实没钱者放其一马。",
    ),
    rules=(
        Rule(
            "tip-20a.promise-kept",
            _kept_now,
            (Recommend("THANK_AND_DOCUMENT", urgency(5), amount=event.amount),),
            Wording("{event.amount} was paid as promised, on {event.last_payment_on}", "{event.last_payment_on} 如约支付 {event.amount}"),
            tip=20,
        ),
        Rule(
            "tip-20a.settled-in-time",
            (invoice.settled_days_ago <= THANKS_DAYS.term) & invoice.settled_in_time,
            (Recommend("THANK_AND_DOCUMENT", urgency(5), amount=invoice.amount),),
            Wording("{invoice.amount} was settled in time, on {invoice.settled_on}", "{invoice.settled_on} 如期结清 {invoice.amount}"),
            tip=20,
        ),
        Rule(
            "tip-20b.promise-short",
            _short_now,
            (Recommend("PROTEST_SHORTFALL", urgency(35), deadline=debtor.today, amount=event.still_missing),),
            Wording(
                "{event.amount} was promised for {event.due_on} and {event.paid_on_promise} came; {event.still_missing} is missing",
                "承诺 {event.due_on} 付 {event.amount}, 实付 {event.paid_on_promise}, 少 {event.still_missing}",
            ),
            tip=20,
        ),
        Rule(
            "tip-20b.visit-short",
            _short_visit,
            (Recommend("PROTEST_SHORTFALL", urgency(35), deadline=debtor.today, amount=visit.still_missing),),
            Wording(
                "{visit.expected_amount} was expected in the visit of {visit.started_on} and {visit.collected_amount} came",
                "{visit.started_on} 上门预期 {visit.expected_amount}, 实收 {visit.collected_amount}",
            ),
            tip=20,
        ),
        Rule(
            "tip-20c.promise-short",
            _short_now & (debtor.ability_to_pay == "unable"),
            (Recommend("GRANT_SHORT_GRACE", urgency(20), names_day=_new_date, amount=event.still_missing),),
            Wording(
                "{event.still_missing} of a promise is missing, and the debtor is in confirmed hardship; agree a new date in writing",
                "承诺少付 {event.still_missing}, 但对方确有困难; 书面约定新日期",
            ),
            tip=20,
        ),
        Rule(
            "tip-20c.visit-short",
            _short_visit & (debtor.ability_to_pay == "unable"),
            (Recommend("GRANT_SHORT_GRACE", urgency(20), names_day=_new_date, amount=visit.still_missing),),
            Wording(
                "{visit.still_missing} is missing after the visit of {visit.started_on}, and the debtor is in confirmed hardship; agree a new date in writing",
                "{visit.started_on} 上门少收 {visit.still_missing}, 但对方确有困难; 书面约定新日期",
            ),
            tip=20,
        ),
    ),
    parameters=(THANKS_DAYS, PROTEST_DAYS, GRACE_DAYS),
)
