"""What follows from an event: its age, whether it is settled, whether a promise was kept."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import Param, Wording, coalesce, exists, latest, least, outer, ratio, total, when
from dunning_rules.language.types import DAYS
from dunning_rules.vocabulary.given import debtor, event, invoice

_today = debtor.today
_is_promise = event.kind == "promise"
_is_delivery = event.kind == "delivery"

event.computed("age_days", Wording("days ago", "距今天数"), _today - event.happened_on)
event.computed("due_in_days", Wording("days until the promised day", "距承诺日天数"), event.due_on - _today)

_same_invoice = outer(event.invoice_id).is_missing() | (event.invoice_id == outer(event.invoice_id))
_in_time = (event.happened_on >= outer(event.happened_on)) & (event.happened_on <= outer(event.due_on))
event.computed(
    "paid_on_promise",
    Wording("paid within the promise", "承诺期内已付"),
    when(_is_promise, total(event, event.amount, (event.kind == "payment") & _same_invoice & _in_time, per="event")),
)
_paid_abroad = total(
    event,
    event.foreign_amount,
    (event.kind == "payment") & (event.currency == outer(event.currency)) & _same_invoice & _in_time,
    per="event",
)
_settled_in_ledger = exists(invoice, (invoice.id == outer(event.invoice_id)) & (invoice.ledger_open_amount == 0), per="event")
event.computed(
    "promise_kept",
    Wording("promise kept", "承诺已兑现"),
    _is_promise
    & (
        (event.paid_on_promise >= event.amount)
        | (event.foreign_amount.is_known() & (_paid_abroad >= event.foreign_amount))
        | _settled_in_ledger
    ),
)
event.computed("promise_open", Wording("promise open", "承诺未到期"), _is_promise & ~event.promise_kept & (event.due_on >= _today))
event.computed("promise_broken", Wording("promise broken", "承诺落空"), _is_promise & ~event.promise_kept & (event.due_on < _today))
event.computed("promise_age_days", Wording("days since the promised day", "承诺日过后天数"), when(_is_promise, _today - event.due_on))
event.computed(
    "paid_short",
    Wording("paid less than promised", "少于承诺金额"),
    _is_promise & ~event.promise_kept & (event.paid_on_promise > 0) & (event.due_on <= _today),
)
event.computed("shortfall", Wording("shortfall", "差额"), when(_is_promise, event.amount - event.paid_on_promise))
event.computed(
    "last_payment_on",
    Wording("day of the last payment on it", "最近付款日"),
    when(_is_promise, latest(event, event.happened_on, (event.kind == "payment") & _same_invoice & _in_time, per="event")),
)

_answered = exists(event, event.kind.is_in(("dispute_resolved", "order_closed")), per="event", link="refers_to")
event.computed("is_open", Wording("still open", "尚未了结"), event.kind.is_in(("dispute_raised", "order_request")) & ~_answered)
event.computed(
    "is_evasion",
    Wording("evasion", "拖赖推躲"),
    (event.kind == "evasion") | event.promise_broken,
)
event.computed(
    "evasion_age_days",
    Wording("days since the evasion", "回避距今天数"),
    coalesce(when(event.kind == "evasion", event.age_days), when(event.promise_broken, event.promise_age_days)),
)
event.computed(
    "is_lawful_funds",
    Wording("funds seen by a lawful source", "合法渠道所见资金"),
    (event.kind == "funds_observed") & (event.source != "informant"),
)
event.computed(
    "checked_as",
    Wording("finding on the excuse", "核实结论"),
    latest(event, event.finding, event.kind == "excuse_checked", per="event", link="refers_to"),
)
event.computed(
    "finding_age_days",
    Wording("days since the finding", "核实距今天数"),
    _today - latest(event, event.happened_on, event.kind == "excuse_checked", per="event", link="refers_to"),
)
_same_later = (event.excuse == outer(event.excuse)) & (event.happened_on > outer(event.happened_on))
event.computed("is_repeated", Wording("said again later", "此后又称"), exists(event, _same_later, per="event"))
event.computed("is_contact", Wording("contact by us", "我方联系"), event.kind.is_in(("contact_attempt", "notice_sent")))

_sold = latest(event, event.share, event.kind == "sell_through", per="event", link="refers_to")
_by_rate = least(ratio(event.age_days, coalesce(event.days_to_sell, Param("days_to_sell", DAYS))), Decimal(1))
event.computed("sold_share", Wording("estimated sell-through", "估计已售比例"), when(_is_delivery, coalesce(_sold, _by_rate)))

__all__ = ["event"]
