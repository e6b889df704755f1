"""What a debtor owes in all: open, overdue, held, growing; credits netted first."""

from __future__ import annotations

from dunning_rules.language import Param, Wording, band, coalesce, count, exists, greatest, highest, lowest, ratio, share_of, total, when
from dunning_rules.language.types import COUNT, MONEY
from dunning_rules.vocabulary.events import event
from dunning_rules.vocabulary.invoices import debtor, invoice

_today = debtor.today
_YEAR = 365
_PERIOD = 30
_overdue = invoice.is_overdue

debtor.computed("open_invoices", Wording("open invoices", "未结清发票数"), count(invoice, invoice.is_open))
debtor.computed("overdue_invoices", Wording("overdue invoices", "逾期发票数"), count(invoice, _overdue))
debtor.computed(
    "gross_open_amount", Wording("open amount before credits", "抵扣前未付金额"), total(invoice, invoice.open_amount, invoice.is_open)
)
_in_our_favour = total(invoice, invoice.open_amount, invoice.open_amount < 0)
_unallocated = total(event, event.amount, (event.kind == "payment") & event.invoice_id.is_missing())
debtor.computed("credit_amount", Wording("credit notes and unallocated cash", "贷项与未分配收款"), _unallocated - _in_our_favour)
debtor.computed("open_amount", Wording("open amount", "未付金额"), debtor.gross_open_amount - debtor.credit_amount)
debtor.computed("gross_overdue_amount", Wording("overdue before credits", "抵扣前逾期金额"), total(invoice, invoice.open_amount, _overdue))
debtor.computed("overdue_amount", Wording("overdue amount", "逾期金额"), greatest(debtor.gross_overdue_amount - debtor.credit_amount, 0))
_free = total(invoice, invoice.undisputed_amount, _overdue & ~invoice.is_held)
debtor.computed("pursuable_amount", Wording("overdue and not held", "可催收金额"), greatest(_free - debtor.credit_amount, 0))
_tolerance = Param("small_balance", MONEY)
debtor.computed("is_overdue", Wording("overdue", "已逾期"), debtor.overdue_amount > _tolerance)
debtor.computed(
    "is_pursuable",
    Wording("overdue and free to be dunned", "可催收"),
    debtor.is_overdue & (debtor.pursuable_amount > _tolerance) & ~debtor.is_blocked & ~debtor.is_shelved,
)
debtor.computed(
    "max_days_past_due", Wording("days past due", "最长逾期天数"), coalesce(highest(invoice, invoice.days_past_due, _overdue), 0)
)
debtor.computed("oldest_due_on", Wording("oldest unpaid due date", "最早逾期到期日"), lowest(invoice, invoice.due_on, _overdue))

_large = coalesce(debtor.creditor_large_amount, Param("large_amount", MONEY))
debtor.computed("overdue_size", Wording("overdue against a large debt", "逾期相对大额标准"), ratio(debtor.overdue_amount, _large))
debtor.computed("is_large", Wording("large debt", "大额欠款"), debtor.overdue_amount >= _large)

_taken_since = invoice.is_open & (invoice.issued_on > debtor.oldest_due_on)
# from the first new debt to the last: a period counted from the oldest due date would move when the oldest debt is paid
_taken_for = highest(invoice, invoice.issued_on, _taken_since) - lowest(invoice, invoice.issued_on, _taken_since)
debtor.computed(
    "growth_periods",
    Wording("periods of growth while overdue", "逾期期间欠款增长期数"),
    band(count(invoice, _taken_since), ((0, 0), (1, 1)), gives=COUNT) + coalesce(band(_taken_for, ((0, 0), (_PERIOD, 1)), gives=COUNT), 0),
)
debtor.computed("does_not_add_up", Wording("the ledger does not add up", "账目不符"), exists(invoice, invoice.does_not_add_up))
debtor.computed(
    "settled_in_year", Wording("invoices settled in a year", "一年内结清发票数"), count(invoice, invoice.settled_days_ago <= _YEAR)
)
debtor.computed(
    "settled_in_time",
    Wording("of them in time", "其中如期结清"),
    count(invoice, (invoice.settled_days_ago <= _YEAR) & invoice.settled_in_time),
)
debtor.computed("on_time_share", Wording("share settled in time", "如期结清比例"), ratio(debtor.settled_in_time, debtor.settled_in_year))
debtor.computed(
    "late_share",
    Wording("expected share of late payment", "预计逾期付款比例"),
    ratio(debtor.settled_in_year - debtor.settled_in_time + 1, debtor.settled_in_year + 2),
)
debtor.computed(
    "expected_late_amount",
    Wording("amount expected to be paid late", "预计逾期付款金额"),
    debtor.overdue_amount + share_of(debtor.late_share, greatest(debtor.open_amount - debtor.overdue_amount, 0)),
)
debtor.computed(
    "title_amount",
    Wording("overdue under title or lien", "有所有权保留或担保的逾期金额"),
    total(invoice, invoice.open_amount, _overdue & (invoice.retention_of_title | invoice.lien)),
)
debtor.computed("visit_cost_or_nothing", Wording("cost of a visit, if known", "上门成本"), coalesce(debtor.visit_cost, 0))
debtor.computed("large_mark", Wording("mark of a large debt", "大额标准"), _large)
debtor.computed(
    "rebate_share",
    Wording("rebates held against the overdue amount", "所扣折扣占逾期比"),
    ratio(debtor.rebate_accrued, debtor.overdue_amount),
)
debtor.computed(
    "has_unsigned",
    Wording("open invoices not signed for", "有未签收发票"),
    exists(invoice, invoice.is_open & invoice.acknowledged_on.is_missing()),
)
_final = invoice.is_final_shipment & (invoice.amount > 0)
debtor.computed(
    "final_shipment_paid", Wording("last shipment paid", "最后一批货已付"), exists(invoice, _final & (invoice.open_amount <= 0))
)
debtor.computed(
    "final_shipment_open", Wording("last shipment unpaid", "最后一批货未付"), exists(invoice, _final & (invoice.open_amount > 0))
)
invoice.computed(
    "interest_to_date",
    Wording("interest to date", "截至今日利息"),
    # what is disputed may not be owed, and whom a credit pays first is not said
    when(~invoice.has_open_dispute & (debtor.credit_amount <= 0), invoice.accrued_interest),
)

__all__ = ["debtor"]
