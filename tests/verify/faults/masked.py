"""Rules of which nothing ever stays, and rules that add nothing."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import choice
from dunning_rules.rules import Accepted, Exclusion
from dunning_rules.vocabulary import debtor, event, invoice
from tests.verify.faults.base import WORDS, Seeded, action, advise, book, conclude, days, fault, field_of, rule

_SOFT = action("OWN_SOFT", "EXPLAIN_AND_COMMEND")
_HARD = action("OWN_HARD", "START_LITIGATION")
_LOSER, _WINNER = action("OWN_LOSER", "CONTACT_NOW"), action("OWN_WINNER", "VISIT_ON_TIME")
_CHAINED = action("OWN_CHAINED", "CONFIRM_AMOUNT_AND_REMIND")
_TURNED, _OTHER = action("OWN_TURNED", "CALL_AT_SELL_THROUGH"), action("OWN_OTHER", "RESUME_COLLECTION")
_grade = field_of("debtor", "own_grade", choice("low", "middle", "high", ordered=True))
_GRADE = _grade.ref
_soon = field_of("debtor", "own_days", days("x", 0).type, merge="least")
_reads = rule("masked.reads", _GRADE.is_known() & _soon.ref.is_known() & debtor.is_overdue, advise("MONITOR_FUNDS"))
_MEANT = (
    Accepted("OVERLAP", WORDS, ("masked.*",)),
    Accepted("RED_LINE", WORDS, ("masked.reads",)),
)
_MASKED = (
    rule("masked.soft", debtor.is_overdue & (debtor.max_days_past_due > 10), advise("OWN_SOFT")),
    rule("masked.hard", debtor.is_overdue & (debtor.max_days_past_due > 5), advise("OWN_HARD")),
    rule("masked.loser", debtor.is_overdue, advise("OWN_LOSER")),
    rule("masked.winner", invoice.is_overdue, advise("OWN_WINNER")),
    rule("masked.chained", debtor.overdue_invoices >= 2, advise("OWN_CHAINED")),
    rule("masked.turned", debtor.is_overdue & debtor.is_large, advise("OWN_TURNED")),
    rule("masked.other", debtor.is_overdue, advise("OWN_OTHER")),
    rule("masked.low", debtor.max_days_past_due >= 30, conclude(_GRADE, "low")),
    rule("masked.middle", debtor.max_days_past_due >= 10, conclude(_GRADE, "middle")),
    rule("masked.high", debtor.max_days_past_due >= 90, conclude(_GRADE, "high")),
    rule("masked.least", debtor.is_overdue, conclude(_soon.ref, 7)),
    rule("masked.always-less", debtor.overdue_invoices >= 1, conclude(_soon.ref, 3)),
    _reads,
)
_EXCLUSIONS = (
    Exclusion("OWN_WINNER", "OWN_LOSER", WORDS),
    Exclusion("OWN_WINNER", "OWN_CHAINED", WORDS),
    Exclusion("OWN_TURNED", "OWN_OTHER", WORDS, unless=debtor.is_large, why_turned=WORDS),
)
_SUBSUMED = (
    rule("sub.same", debtor.is_overdue & debtor.is_large, advise("SEND_FIRM_DEMAND", 20)),
    rule("sub.same-again", debtor.is_large & debtor.is_overdue, advise("SEND_FIRM_DEMAND", 30)),
    rule("sub.later", invoice.is_overdue & (invoice.days_past_due >= 60), advise("GET_SIGNED_ACKNOWLEDGEMENT", 20)),
    rule("sub.earlier", invoice.is_open & (invoice.days_past_due >= 30), advise("GET_SIGNED_ACKNOWLEDGEMENT", 20)),
    rule("sub.two", debtor.overdue_invoices >= 2, advise("PREPARE_STATEMENT", 20)),
    rule("sub.one", debtor.oldest_due_on.is_known(), advise("PREPARE_STATEMENT", 25)),
    rule("sub.some", event.kind.is_in(("promise", "excuse")) & event.is_repeated, advise("VERIFY_EXCUSE_ON_SITE", 20)),
    rule("sub.more", event.kind.is_in(("promise", "excuse", "evasion")), advise("VERIFY_EXCUSE_ON_SITE", 20)),
    rule("sub.bad", debtor.is_insolvent & debtor.is_overdue, conclude(debtor.bad_faith)),
    rule("sub.bad-anyway", debtor.insolvency_on.is_known(), conclude(debtor.bad_faith)),
    rule("sub.share", debtor.on_time_share >= Decimal("0.9"), advise("LIST_AS_GOOD_CREDIT", 5)),
    rule("sub.share-less", debtor.on_time_share > Decimal("0.5"), advise("LIST_AS_GOOD_CREDIT", 5)),
    rule("sub.reads", debtor.bad_faith & debtor.is_overdue, advise("RAISE_RISK")),
)
SEEDED = (
    Seeded(
        "rules of which nothing stays",
        book(
            _MASKED,
            actions=(_SOFT, _HARD, _LOSER, _WINNER, _CHAINED, _TURNED, _OTHER),
            exclusions=_EXCLUSIONS,
            fields=(_grade, _soon),
            accepted=_MEANT,
        ),
        frozenset(
            fault("MASKED", name)
            for name in ("masked.soft", "masked.loser", "masked.chained", "masked.turned", "masked.low", "masked.least")
        ),
    ),
    Seeded(
        "rules that add nothing",
        book(_SUBSUMED, accepted=(Accepted("OVERLAP", WORDS, ("sub.*",)),)),
        frozenset(
            fault("SUBSUMED", *names)
            for names in (
                ("sub.same", "sub.same-again"),
                ("sub.later", "sub.earlier"),
                ("sub.two", "sub.one"),
                ("sub.some", "sub.more"),
                ("sub.bad", "sub.bad-anyway"),
                ("sub.share", "sub.share-less"),
            )
        ),
    ),
)
