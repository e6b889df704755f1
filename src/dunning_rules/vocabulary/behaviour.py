"""How a debtor behaves: contacts, promises, evasions, excuses, funds, goods."""

from __future__ import annotations

from dunning_rules.language import Param, Wording, count, exists, greatest, highest, latest, least, lowest, outer, total, when
from dunning_rules.language.types import DAYS
from dunning_rules.vocabulary.balances import debtor
from dunning_rules.vocabulary.events import event
from dunning_rules.vocabulary.invoices import invoice
from dunning_rules.vocabulary.visits import visit

_today = debtor.today
_HALF_YEAR = 180
_QUARTER = 90
_MONTH = 30

debtor.computed(
    "days_since_contact",
    Wording("days since the last contact", "距上次联系天数"),
    least(lowest(event, event.age_days, event.is_contact), lowest(visit, visit.age_days, visit.took_place)),
)
debtor.computed(
    "days_since_reconciliation",
    Wording("days since the reconciliation", "距上次对账天数"),
    lowest(event, event.age_days, (event.kind == "reconciliation") & event.agreed),
)
debtor.computed(
    "broken_promises",
    Wording("broken promises in 180 days", "180天内落空承诺数"),
    count(event, event.promise_broken & (event.promise_age_days <= _HALF_YEAR)),
)
debtor.computed(
    "kept_promises", Wording("kept promises in 180 days", "180天内兑现承诺数"), count(event, event.promise_kept, within=_HALF_YEAR)
)
_is_promise = event.kind == "promise"
_promised = total(invoice, invoice.open_amount, invoice.is_open & (invoice.id == outer(event.invoice_id)), per="event")
# never more than is still owed: what was promised may have been paid late or credited since
event.computed(
    "still_missing",
    Wording("promised and still missing", "承诺而尚缺"),
    when(_is_promise, least(event.shortfall, when(event.invoice_id.is_known(), _promised), debtor.open_amount)),
)
visit.computed(
    "still_missing",
    Wording("expected and still missing", "预期而尚缺"),
    when(visit.shortfall.is_known(), least(visit.shortfall, debtor.open_amount)),
)
_evasions = count(event, event.is_evasion & (event.evasion_age_days <= _QUARTER)) + count(visit, visit.is_evasion, within=_QUARTER)
debtor.computed("evasions_90", Wording("evasions in 90 days", "90天内回避次数"), _evasions)
_evasions = count(event, event.is_evasion & (event.evasion_age_days <= _HALF_YEAR)) + count(visit, visit.is_evasion, within=_HALF_YEAR)
debtor.computed("evasions_180", Wording("evasions in 180 days", "180天内回避次数"), _evasions)
debtor.computed(
    "days_since_evasion",
    Wording("days since the last evasion", "距上次回避天数"),
    least(lowest(event, event.evasion_age_days, event.is_evasion), lowest(visit, visit.age_days, visit.is_evasion)),
)
debtor.computed("payments_90", Wording("payments in 90 days", "90天内付款次数"), count(event, event.kind == "payment", within=_QUARTER))

_no_money = (event.kind == "excuse") & (event.excuse == "account_empty")
debtor.computed(
    "no_money_excuses",
    Wording("no-money excuses in 90 days", "90天内称没钱次数"),
    count(event, _no_money, within=Param("excuse_days", DAYS)),
)
debtor.computed(
    "no_money_excuse_on",
    Wording("day of the last no-money excuse", "最近称没钱之日"),
    highest(event, event.happened_on, _no_money, within=Param("excuse_days", DAYS)),
)
_since_excuse = event.happened_on >= debtor.no_money_excuse_on
debtor.computed(
    "funds_since_excuse",
    Wording("funds seen since the excuse", "称没钱后所见资金"),
    highest(event, event.amount, event.is_lawful_funds & _since_excuse),
)
debtor.computed(
    "paid_since_excuse",
    Wording("paid since the excuse", "称没钱后已付"),
    total(event, event.amount, (event.kind == "payment") & _since_excuse),
)
debtor.computed(
    "funds_on", Wording("day of the last funds seen", "最近所见资金之日"), highest(event, event.happened_on, event.is_lawful_funds)
)
debtor.computed(
    "funds_seen",
    Wording("funds seen lately", "近期所见资金"),
    highest(event, event.amount, event.is_lawful_funds, within=Param("funds_fresh_days", DAYS)),
)
debtor.computed(
    "hardship_on",
    Wording("day of the confirmed hardship", "确认困难之日"),
    highest(event, event.happened_on, event.kind == "hardship_confirmed"),
)
debtor.computed(
    "hardship_ended_on", Wording("end of the hardship", "困难解除之日"), highest(event, event.happened_on, event.kind == "hardship_ended")
)
debtor.computed(
    "in_hardship",
    Wording("in confirmed hardship", "确有困难"),
    debtor.hardship_on.is_known()
    & (debtor.hardship_ended_on.is_missing() | (debtor.hardship_ended_on < debtor.hardship_on))
    & (debtor.funds_on.is_missing() | (debtor.funds_on < debtor.hardship_on)),
)

debtor.computed(
    "has_open_order", Wording("open order request", "有未决订货请求"), exists(event, (event.kind == "order_request") & event.is_open)
)
debtor.computed(
    "raised_business",
    Wording("raised new business in a visit", "上门时谈新生意"),
    exists(visit, visit.outcome_new_business_raised, within=Param("business_days", DAYS)),
)
debtor.computed(
    "last_delivery_on", Wording("day of the last delivery", "最近进货日"), highest(event, event.happened_on, event.kind == "delivery")
)
debtor.computed(
    "sold_share",
    Wording("estimated sell-through of the last delivery", "最近进货估计已售比例"),
    latest(event, event.sold_share, event.kind == "delivery"),
)
debtor.computed("days_since_delivery", Wording("days since the last delivery", "距最近进货天数"), _today - debtor.last_delivery_on)
_interest_notice = (event.kind == "notice_sent") & (event.notice == "interest_notice")
_not_before = event.happened_on >= debtor.oldest_due_on
debtor.computed(
    "interest_notice_on",
    Wording("day of the interest notice", "计息通知日"),
    highest(event, event.happened_on, _interest_notice & _not_before),
)
debtor.computed(
    "interest_deadline_on",
    Wording("deadline of the delivered interest notice", "已送达计息通知期限"),
    latest(event, event.deadline_on, _interest_notice & _not_before & event.delivered_on.is_known()),
)
debtor.computed(
    "pressing_measures",
    Wording("pressing measures in 30 days", "30天内施压措施数"),
    count(event, event.kind == "pressing_measure", within=_MONTH),
)
_spoken = (event.kind == "contact_attempt") & event.reached
debtor.computed(
    "clerk_met_on",
    Wording("day on which we last met somebody who may not pay", "最近见无权付款者之日"),
    greatest(
        highest(event, event.happened_on, _spoken & ~event.payer_met, within=Param("met_days", DAYS)),
        highest(visit, visit.happened_on, visit.took_place & ~visit.payer_met, within=Param("met_days", DAYS)),
    ),
)
debtor.computed(
    "payer_met_on",
    Wording("day on which we last met somebody who may pay", "最近见有权付款者之日"),
    greatest(
        highest(event, event.happened_on, _spoken & event.payer_met),
        highest(visit, visit.happened_on, visit.took_place & visit.payer_met),
    ),
)

__all__ = ["debtor"]
