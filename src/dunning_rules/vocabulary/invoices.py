"""What follows from an invoice and the events that name it: open amount, days past due, holds."""

from __future__ import annotations

from dunning_rules.language import (
    Const,
    Param,
    Wording,
    coalesce,
    exists,
    greatest,
    highest,
    latest,
    least,
    outer,
    ratio,
    total,
    when,
)
from dunning_rules.language.types import MONEY
from dunning_rules.vocabulary.decisions import debtor
from dunning_rules.vocabulary.events import event
from dunning_rules.vocabulary.given import invoice

_today = debtor.today
_payment = event.kind == "payment"

invoice.computed("paid_amount", Wording("paid so far", "已付金额"), total(event, event.amount, _payment, per="invoice", link="invoice_id"))
_same_currency = _payment & (event.currency == outer(invoice.currency))
_paid_abroad = total(event, event.foreign_amount, _same_currency, per="invoice", link="invoice_id")
_other_currency = _payment & (event.currency != outer(invoice.currency))
_paid_otherwise = exists(event, _other_currency, per="invoice", link="invoice_id")
invoice.computed(
    "open_amount",
    Wording("open amount", "未付金额"),
    coalesce(
        invoice.ledger_open_amount,
        # parts that are converted one by one may miss the whole by a minor unit
        when(invoice.foreign_amount.is_known() & (_paid_abroad == invoice.foreign_amount) & ~_paid_otherwise, Const(0, MONEY)),
        invoice.amount - invoice.paid_amount,
    ),
)
invoice.computed("is_open", Wording("open", "未结清"), (invoice.open_amount > 0) & invoice.written_off_on.is_missing())
invoice.computed("days_past_due", Wording("days past due", "逾期天数"), greatest(_today - invoice.due_on, 0))
invoice.computed("is_overdue", Wording("overdue", "已逾期"), invoice.is_open & (invoice.days_past_due > 0))
invoice.computed("due_in_days", Wording("days until due", "距到期天数"), invoice.due_on - _today)
_disputes = (event.kind == "dispute_raised") & event.is_open
invoice.computed(
    "has_open_dispute",
    Wording("open dispute", "有未决争议"),
    exists(event, _disputes, per="invoice", link="invoice_id"),
)
invoice.computed(
    "disputed_amount",
    Wording("disputed", "争议金额"),
    least(
        greatest(invoice.open_amount, 0),
        coalesce(
            when(exists(event, _disputes & event.amount.is_missing(), per="invoice", link="invoice_id"), invoice.open_amount),
            total(event, event.amount, _disputes, per="invoice", link="invoice_id"),
        ),
    ),
)
invoice.computed(
    "undisputed_amount", Wording("open and undisputed", "未付且无争议"), greatest(invoice.open_amount, 0) - invoice.disputed_amount
)
_promise = event.kind == "promise"
_for_all = _promise & event.invoice_id.is_missing()
debtor.computed("has_general_promise", Wording("promise for all invoices", "有总体承诺"), exists(event, _for_all))
debtor.computed(
    "general_promise_open", Wording("open promise for all invoices", "有未到期总体承诺"), exists(event, _for_all & event.promise_open)
)
debtor.computed(
    "general_promise_broken", Wording("broken promise for all invoices", "总体承诺曾落空"), exists(event, _for_all & event.promise_broken)
)
invoice.computed(
    "has_open_promise",
    Wording("open promise to pay", "有未到期承诺"),
    debtor.general_promise_open | exists(event, event.promise_open, per="invoice", link="invoice_id"),
)
invoice.computed(
    "has_broken_promise",
    Wording("broken promise", "承诺曾落空"),
    debtor.general_promise_broken | exists(event, event.promise_broken, per="invoice", link="invoice_id"),
)
_since_issue = _for_all & (event.happened_on >= outer(invoice.issued_on))
invoice.computed(
    "promised_on",
    Wording("promised day", "承诺付款日"),
    coalesce(
        latest(event, event.due_on, _promise, per="invoice", link="invoice_id"),
        when(debtor.has_general_promise, latest(event, event.due_on, _since_issue, per="invoice")),
    ),
)
invoice.computed(
    "is_held",
    Wording("held by a dispute or a promise", "因争议或承诺暂缓"),
    invoice.has_open_promise | (invoice.has_open_dispute & (invoice.undisputed_amount <= 0)),
)
invoice.computed("expected_on", Wording("expected day", "应收款日"), coalesce(invoice.promised_on, invoice.due_on))
invoice.computed("expected_in_days", Wording("days until it is expected", "距应收款日天数"), invoice.expected_on - _today)
invoice.computed(
    "settled_on",
    Wording("day of settlement", "结清日"),
    when(
        (invoice.amount > 0) & (invoice.open_amount <= 0),
        highest(event, event.happened_on, _payment, per="invoice", link="invoice_id"),
    ),
)
invoice.computed("settled_days_ago", Wording("days since settlement", "结清距今天数"), _today - invoice.settled_on)
_before = event.happened_on <= outer(invoice.settled_on)
invoice.computed(
    "agreed_on",
    Wording("day on which it had to be paid", "约定付款日"),
    greatest(
        invoice.due_on,
        coalesce(
            latest(event, event.due_on, _promise & _before, per="invoice", link="invoice_id"),
            when(debtor.has_general_promise, latest(event, event.due_on, _since_issue & _before, per="invoice")),
        ),
    ),
)
invoice.computed("settled_in_time", Wording("settled by the due or promised day", "如期结清"), invoice.settled_on <= invoice.agreed_on)
invoice.computed(
    "does_not_add_up",
    Wording("ledger and payments differ", "账面与付款不符"),
    (invoice.paid_amount > 0) & (invoice.ledger_open_amount != invoice.amount - invoice.paid_amount),
)
invoice.computed("is_time_barred", Wording("limitation expired", "时效已过"), invoice.limitation_on <= _today)
invoice.computed(
    "amount_share",
    Wording("open amount against a large debt", "相对大额标准"),
    ratio(invoice.open_amount, coalesce(debtor.creditor_large_amount, Param("large_amount", MONEY))),
)

__all__ = ["debtor", "invoice"]
