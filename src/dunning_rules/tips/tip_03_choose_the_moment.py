"""Tip 3: choose the moment by the payer's willingness."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import COUNT, DAYS, RATIO, Wording, ratio
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.tips.common import invoice_urgency, urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, event, invoice, visit

PROMPT_SHARE = Parameter(
    "prompt_share",
    RATIO,
    Decimal("0.8"),
    Decimal(0),
    Decimal(1),
    "house",
    Wording("share in time that makes a prompt payer", "爽快户如期比例"),
)
SLOW_COUNT = Parameter("slow_count", COUNT, 3, 1, 100, "house", Wording("invoices needed to call a payer slow", "判定不爽快所需发票数"))
EARLY_ARRIVAL = Parameter("early_arrival", COUNT, 30, 0, 240, "house", Wording("minutes to arrive earlier than agreed", "提前到达分钟数"))
ADVANCE_DAYS = Parameter("advance_days", DAYS, 3, 1, 30, "house", Wording("remind before the day by", "提前提醒天数"))
FUNDS_RATIO = Parameter(
    "funds_ratio", RATIO, Decimal("0.5"), Decimal(0), Decimal(1), "house", Wording("funds that make a visit worth it", "值得上门的资金比例")
)
EXCUSES_REPEATED = Parameter("excuses_repeated", COUNT, 2, 1, 20, "house", Wording("excuses that make a pattern", "构成惯例的借口次数"))

_soon = (event.due_in_days >= 0) & (event.due_in_days <= 1)
_ahead = (invoice.expected_in_days >= 0) & (invoice.expected_in_days <= ADVANCE_DAYS.term)
_had_no_money = (debtor.no_money_excuses >= 1) & debtor.is_overdue
_seen = ratio(debtor.funds_since_excuse, debtor.overdue_amount)
_came_in = ratio(debtor.paid_since_excuse, debtor.overdue_amount)
_collect = Recommend("COLLECT_IMMEDIATELY", urgency(40), deadline=debtor.today + 1, amount=debtor.overdue_amount)

TIP = Tip(
    3,
    Wording("Choose the moment by the payer's willingness", "按积极性把握催欠时机"),
    Wording(
        "Whoever pays promptly is visited on the agreed day, a little early. Whoever does not is reminded before the day and met there. Whoever"
        " says that there is no money is visited when there is.",
        "还欠干脆的, 约定时间必到且须提早; 不干脆的, 事前电话确认并提前守候; 总说没钱的, 见其有钱即刻上门。",
    ),
    rules=(
        Rule(
            "tip-03.prompt-payer",
            (debtor.on_time_share >= PROMPT_SHARE.term) & (debtor.broken_promises == 0),
            (Conclude.that(debtor.payer_type, "prompt"),),
            Wording(
                "invoices settled within a year: {debtor.settled_in_year}, in time: {debtor.on_time_share}; no promise was broken",
                "一年内结清 {debtor.settled_in_year} 张发票, {debtor.on_time_share} 如期, 且无落空承诺",
            ),
            tip=3,
        ),
        Rule(
            "tip-03.slow-payer",
            debtor.settled_in_year + debtor.overdue_invoices >= SLOW_COUNT.term,
            (Conclude.that(debtor.payer_type, "slow"),),
            Wording(
                "invoices settled within a year: {debtor.settled_in_year}, overdue: {debtor.overdue_invoices}; that does not make a prompt payer",
                "一年内结清 {debtor.settled_in_year} 张、逾期 {debtor.overdue_invoices} 张, 未达爽快标准",
            ),
            tip=3,
        ),
        Rule(
            "tip-03.funds-suffice",
            debtor.is_overdue & (debtor.funds_seen >= debtor.overdue_amount) & ~debtor.in_hardship,
            (Conclude.that(debtor.ability_to_pay, "able"),),
            Wording(
                "funds of {debtor.funds_seen} were seen, {debtor.overdue_amount} is overdue",
                "所见资金 {debtor.funds_seen}, 足付逾期 {debtor.overdue_amount}",
            ),
            tip=3,
        ),
        Rule(
            "tip-03a.promised-day",
            (debtor.payer_type == "prompt") & event.promise_open & _soon & (event.still_missing > 0),
            (Recommend("VISIT_ON_TIME", urgency(35), on=event.due_on, amount=event.still_missing),),
            Wording(
                "a prompt payer promised {event.amount} for {event.due_on}; come early, or the money may go elsewhere",
                "爽快户承诺 {event.due_on} 付 {event.amount}; 务必提早到, 以免款项被挪用",
            ),
            tip=3,
        ),
        Rule(
            "tip-03a.appointment",
            (debtor.payer_type == "prompt") & visit.is_planned & (visit.scheduled_in_days <= 1) & (debtor.open_amount > 0),
            (
                Recommend(
                    "VISIT_ON_TIME",
                    urgency(35),
                    on=visit.appointment_on,
                    start=visit.scheduled_minute - EARLY_ARRIVAL.term,
                    amount=visit.expected_amount,
                ),
            ),
            Wording(
                "a prompt payer expects us on {visit.appointment_on} at {visit.scheduled_minute}; be there early",
                "爽快户约定 {visit.appointment_on} {visit.scheduled_minute} 见面; 务必提早到",
            ),
            tip=3,
        ),
        Rule(
            "tip-03b.remind",
            (debtor.payer_type == "slow") & invoice.is_open & _ahead & (debtor.open_amount > 0),
            (
                Recommend("CONFIRM_AMOUNT_AND_REMIND", invoice_urgency(25), amount=invoice.open_amount),
                Recommend("ARRIVE_BEFORE_DUE", invoice_urgency(15), on=invoice.expected_on, amount=invoice.open_amount),
            ),
            Wording(
                "a slow payer is to pay {invoice.open_amount} on {invoice.expected_on}; confirm the amount now and say that we come on that day",
                "不爽快户应于 {invoice.expected_on} 付 {invoice.open_amount}; 现在确认金额, 告知当日准时上门",
            ),
            tip=3,
        ),
        Rule(
            "tip-03c.funds-seen",
            _had_no_money & (_seen >= FUNDS_RATIO.term),
            (_collect,),
            Wording(
                "on {debtor.no_money_excuse_on} the debtor said that there is no money; since then funds of {debtor.funds_since_excuse} were seen,"
                " {debtor.overdue_amount} is overdue",
                "对方 {debtor.no_money_excuse_on} 称没钱; 此后见其资金 {debtor.funds_since_excuse}, 逾期 {debtor.overdue_amount}",
            ),
            tip=3,
        ),
        Rule(
            "tip-03c.money-came-in",
            _had_no_money & (_came_in >= FUNDS_RATIO.term),
            (_collect,),
            Wording(
                "on {debtor.no_money_excuse_on} the debtor said that there is no money; since then {debtor.paid_since_excuse} came in,"
                " {debtor.overdue_amount} is still overdue",
                "对方 {debtor.no_money_excuse_on} 称没钱; 此后到账 {debtor.paid_since_excuse}, 仍逾期 {debtor.overdue_amount}",
            ),
            tip=3,
        ),
        Rule(
            "tip-03c.excuse-refuted",
            debtor.is_overdue & debtor.refuted_no_money & (_seen.is_missing() | (_seen < FUNDS_RATIO.term)),
            (_collect,),
            Wording(
                "the debtor said that there is no money, and that was refuted; {debtor.overdue_amount} is overdue",
                "对方称没钱, 经查不实; 逾期 {debtor.overdue_amount}",
            ),
            tip=3,
        ),
        Rule(
            "tip-03d.nothing-known",
            (debtor.no_money_excuses >= EXCUSES_REPEATED.term)
            & debtor.is_overdue
            & debtor.funds_since_excuse.is_missing()
            & ~debtor.refuted_no_money,
            (Recommend("MONITOR_FUNDS", urgency(15)),),
            Wording(
                "“no money” was said again and again ({debtor.no_money_excuses}), and nothing is known of the debtor's funds",
                "已 {debtor.no_money_excuses} 次称没钱, 而其资金情况不明",
            ),
            tip=3,
        ),
    ),
    parameters=(PROMPT_SHARE, SLOW_COUNT, EARLY_ARRIVAL, ADVANCE_DAYS, FUNDS_RATIO, EXCUSES_REPEATED),
)
