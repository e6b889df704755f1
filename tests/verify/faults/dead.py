"""Rules that can never fire."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dunning_rules.language import Const, coalesce, count, highest, total
from dunning_rules.language.types import MONEY
from dunning_rules.vocabulary import debtor, event, invoice, visit
from tests.verify.faults.base import Seeded, advise, book, days, fault, rule

_FROM, _TO = days("late_from", 60), days("late_to", 60)
_NOTHING = Const(0, MONEY)
_RULES = (
    rule(
        "dead.amount", (debtor.overdue_amount > 0) & (debtor.open_invoices >= 1) & (debtor.overdue_amount <= 0), advise("CHARGE_INTEREST")
    ),
    rule("dead.days", (debtor.max_days_past_due >= 60) & (debtor.max_days_past_due < 30), advise("CHARGE_INTEREST")),
    rule("dead.no-oldest", (debtor.overdue_invoices == 0) & debtor.oldest_due_on.is_known(), advise("CHARGE_INTEREST")),
    rule("dead.overdue-today", debtor.is_overdue & (debtor.max_days_past_due == 0), advise("CHARGE_INTEREST")),
    rule("dead.kind", (event.kind == "payment") & (event.excuse == "account_empty"), advise("VERIFY_EXCUSE_ON_SITE")),
    rule("dead.missing", debtor.country.is_missing() & (debtor.country == "DE"), advise("CHARGE_INTEREST")),
    rule("dead.share", debtor.on_time_share > Decimal(1), advise("CHARGE_INTEREST")),
    rule("dead.parameters", (debtor.max_days_past_due >= _FROM.term) & (debtor.max_days_past_due < _TO.term), advise("CHARGE_INTEREST")),
    rule("dead.older-than-oldest", invoice.is_overdue & (invoice.days_past_due > debtor.max_days_past_due), advise("CHARGE_INTEREST")),
    rule("dead.one-of-none", invoice.is_overdue & (debtor.overdue_invoices == 0), advise("CHARGE_INTEREST")),
    rule("dead.part-above-whole", debtor.title_amount > debtor.gross_open_amount, advise("CHARGE_INTEREST")),
    rule("dead.blocked", debtor.is_blocked & debtor.is_pursuable, advise("CHARGE_INTEREST")),
    rule("dead.future", event.happened_on > debtor.today, advise("VERIFY_EXCUSE_ON_SITE")),
    rule("dead.planned-and-done", visit.took_place & visit.is_planned, advise("CLOSE_VISIT")),
    rule("dead.rank", debtor.margin_rank > Decimal(1), advise("CHARGE_INTEREST")),
    rule("dead.open-and-broken", event.promise_open & event.promise_broken, advise("VERIFY_EXCUSE_ON_SITE")),
    rule("dead.more-overdue-than-open", debtor.overdue_invoices > debtor.open_invoices, advise("CHARGE_INTEREST")),
    rule("dead.negative", coalesce(debtor.rebate_accrued, _NOTHING) < 0, advise("CHARGE_INTEREST")),
    rule("dead.before-issue", invoice.due_on < invoice.issued_on, advise("CHARGE_INTEREST")),
    rule(
        "dead.newer-part",
        highest(event, event.happened_on, (event.kind == "payment") & event.invoice_id.is_missing())
        > highest(event, event.happened_on, event.kind == "payment"),
        advise("CHARGE_INTEREST"),
    ),
    rule(
        "dead.sum-of-parts",
        total(event, event.amount, (event.kind == "payment") & (event.amount > 0)) > total(event, event.amount, event.kind == "payment"),
        advise("CHARGE_INTEREST"),
    ),
    rule("dead.count-of-none", (count(event, event.kind == "payment") == 0) & (debtor.paid_since_excuse > 0), advise("CHARGE_INTEREST")),
)
_ENDED = rule("dead.ended-first", debtor.is_overdue, advise("CHARGE_INTEREST"), since=date(2026, 5, 1), until=date(2026, 4, 1))
SEEDED = (
    Seeded("a rule that is never in force", book((_ENDED,)), frozenset({fault("DEAD", "dead.ended-first")})),
    Seeded("rules that can never fire", book(_RULES, parameters=(_FROM, _TO)), frozenset(fault("DEAD", each.id) for each in _RULES)),
)
