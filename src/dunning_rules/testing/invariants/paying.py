"""Paying never makes it worse."""

from __future__ import annotations

from datetime import datetime

from dunning_rules.errors import quote
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.testing.invariants.age import urgency_of_tip
from dunning_rules.testing.invariants.broken import demands, named, of_one_debtor, require
from dunning_rules.testing.invariants.changes import paid, unpaid


def check_paying(policy: Policy, case: Case, *, as_of: datetime) -> None:
    """Whoever pays is not pressed harder for it (what must always hold, 3).

    Everything is paid: no payment is demanded any more. One invoice is paid, each in turn: no payment is demanded for it any more, and no
    demand that was there before grows more urgent, tip 1 included. A demand that was not there before may come up, where a tip weighs
    what is seen or done against what is left (3c: funds of half of the overdue amount; 20b: less than was promised).

    Raises:
        InvariantError: paying made it worse.
    """
    before = policy.evaluate(case, as_of=as_of)
    settled = policy.evaluate(paid(case, as_of), as_of=as_of)
    left = [named(each) for each in demands(settled)]
    require(not left, f"everything was paid, and payment is demanded: {', '.join(left)}", settled, _MEND)
    for invoice_id in unpaid(case, as_of):
        check_no_demand_grows(before, policy.evaluate(paid(case, as_of, {invoice_id}), as_of=as_of), invoice_id)


def check_no_demand_grows(before: Report, after: Report, invoice_id: str) -> None:
    """Of two reports, the one after an invoice was paid demands nothing for it, and nothing more urgently than the one before.

    Raises:
        InvariantError: it does.
        ReportError: one of them is not about one debtor.
    """
    was = {(each.action, each.record): each.urgency for each in demands(of_one_debtor(before))}
    for each in demands(of_one_debtor(after)):
        old = was.get((each.action, each.record), each.urgency)
        message = f"invoice {quote(invoice_id)} was paid, and the urgency rose from {old} to {each.urgency}: {named(each)}"
        require(each.urgency <= old, message, after, _MEND)
        message = f"invoice {quote(invoice_id)} was paid, and payment is demanded for it: {named(each)}"
        require(each.invoice_id != invoice_id, message, after, _MEND)
    old, new = urgency_of_tip(1, before), urgency_of_tip(1, after)
    message = f"invoice {quote(invoice_id)} was paid, and the urgency of tip 1 rose from {old} to {new}"
    require(old < 0 or new <= old, message, after, _MEND)


_MEND = "let urgency rise with what is open and overdue, not with what was paid"
