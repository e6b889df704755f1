"""What the compliance guard asks: contacts of late, requests to stop, disputes, limitation and title behind a recommendation."""

from __future__ import annotations

from dunning_rules.language import COUNT, DATE, DAYS, FLAG, MONEY, Wording, count, exists, greatest, highest, lowest, total
from dunning_rules.vocabulary.events import event
from dunning_rules.vocabulary.invoices import debtor, invoice
from dunning_rules.vocabulary.recommendations import recommendation
from dunning_rules.vocabulary.visits import visit

_WEEK = 7
# how often and when is a matter of the debtor's day, which may be another than ours
_today = event.local_on >= debtor.local_today
_called = (event.kind == "contact_attempt") & (event.channel == "call")

debtor.computed("calls_today", Wording("calls today", "今日致电次数"), count(event, _called & _today))
debtor.computed(
    "messages_today",
    Wording("messages and emails today", "今日消息与邮件次数"),
    count(event, (event.kind == "contact_attempt") & event.channel.is_in(("message", "email")) & _today),
)
debtor.computed(
    "calls_in_week",
    Wording("calls in seven days", "七日内致电次数"),
    count(event, _called & (event.local_on + _WEEK > debtor.local_today)),
)
debtor.computed(
    "visits_today",
    Wording("visits today", "今日上门次数"),
    greatest(
        count(event, (event.kind == "contact_attempt") & (event.channel == "visit") & _today),
        count(visit, ~visit.is_under_way & (visit.came_on >= debtor.local_today)),
    ),
)
debtor.computed("visit_is_under_way", Wording("we are there now", "正在上门"), exists(visit, visit.is_under_way))
debtor.computed(
    "talked_on",
    Wording("day of the last conversation", "最近一次通话日"),
    highest(event, event.local_on, _called & event.reached),
)
debtor.computed("asked_to_stop", Wording("asked us to stop contacting", "已要求停止联系"), exists(event, event.kind == "cease_request"))
debtor.computed(
    "has_open_promise", Wording("a promise to pay that is not due yet", "有未到期的付款承诺"), exists(event, event.promise_open)
)
debtor.computed(
    "is_surely_no_consumer",
    Wording("a company or public body", "企业或公共机构"),
    debtor.kind.is_in(("company", "public_body")),
)
debtor.computed(
    "disputed_overdue",
    Wording("overdue and disputed", "有争议的逾期金额"),
    total(invoice, invoice.disputed_amount, invoice.is_overdue),
)
debtor.computed(
    "disputed_not_due",
    Wording("disputed and not overdue", "有争议的未逾期金额"),
    total(invoice, invoice.disputed_amount, invoice.is_open & ~invoice.is_overdue),
)
debtor.computed(
    "undisputed_overdue",
    Wording("overdue and undisputed", "无争议的逾期金额"),
    greatest(debtor.overdue_amount - debtor.disputed_overdue, 0),
)
debtor.computed(
    "next_limitation_on", Wording("first limitation date", "最早时效届满日"), lowest(invoice, invoice.limitation_on, invoice.is_overdue)
)
debtor.computed(
    "invoices_of_unknown_limitation",
    Wording("overdue, limitation unknown", "时效不详的逾期发票数"),
    count(invoice, invoice.is_overdue & invoice.limitation_on.is_missing()),
)

_about = recommendation.given
_about("about_invoice", FLAG, Wording("about one invoice", "针对单张发票"), "guard.about_invoice", may_miss=False)
_about("about_open", MONEY, Wording("open amount that it is about", "所涉未付金额"), "guard.about_open", may_miss=False)
_about("about_claimable", MONEY, Wording("most that may be asked for", "可主张的最高金额"), "guard.about_claimable", may_miss=False)
_about("about_overdue", FLAG, Wording("overdue", "已逾期"), "guard.about_overdue", may_miss=False)
_about("about_undisputed", MONEY, Wording("undisputed part of it", "其中无争议部分"), "guard.about_undisputed", may_miss=False)
_about("about_title", MONEY, Wording("of it under title or lien", "其中有所有权或担保"), "guard.about_title", may_miss=False)
_about("about_interest", MONEY, Wording("interest to date on the undisputed part", "无争议部分截至今日的利息"), "guard.about_interest")
_about("about_limitation_on", DATE, Wording("limitation date of it", "所涉时效届满日"), "guard.about_limitation_on")
_about("amount", MONEY, Wording("amount named", "所提金额"), "guard.amount")
_about("days_ahead", DAYS, Wording("days ahead", "距执行天数"), "guard.days_ahead", may_miss=False)
_about("unproved_claims", COUNT, Wording("statements that nothing vouches for", "无依据的陈述数"), "guard.unproved_claims", may_miss=False)

__all__ = ["debtor", "event", "invoice", "recommendation"]
