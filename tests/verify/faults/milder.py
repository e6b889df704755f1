"""Older or larger, and yet milder; and what crosses a red line."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import Wording, band, choice, coalesce, greatest, least, ratio
from dunning_rules.rules import Accepted
from dunning_rules.rules.rule import Claim, Recommend
from dunning_rules.vocabulary import debtor, invoice
from tests.verify.faults.base import WORDS, Seeded, action, advise, book, conclude, days, fault, field_of, plugin, rule

_TURN = days("own_turn", 90)
_grade = field_of("invoice", "own_grade", choice("mild", "grave", "gravest", ordered=True))
_risk = field_of("debtor", "own_risk", choice("small", "great", ordered=True), default="small")
_reads = rule("read.grade", (_grade.ref == "gravest") | (_grade.ref == "grave"), advise("PREPARE_DISPUTE_RESPONSE"))
_reads_risk = rule("read.risk", _risk.ref == "great", advise("RAISE_RISK"))
_falls = band(debtor.max_days_past_due, ((0, 10), (30, 30), (60, 20)))
_falls_at_last = greatest(band(invoice.days_past_due, ((0, 50), (90, 49))), 0)
_by_size = coalesce(band(debtor.overdue_size, ((Decimal(0), 30), (Decimal(1), 10))), 0)
_by_amount = coalesce(band(invoice.amount_share, ((Decimal(0), 9), (Decimal(2), 8))), 9)
_rises = band(debtor.max_days_past_due, ((0, 10), (30, 20), (60, 20), (90, 25)))
_cut_off = least(coalesce(band(debtor.overdue_size, ((Decimal(0), 90), (Decimal(1), 120))), 0), 110)
_on_and_on = (invoice.days_past_due >= 60) & (invoice.days_past_due < _TURN.term)
_MILDER = (
    rule("mild.band", debtor.is_overdue, advise("SEND_FIRM_DEMAND", _falls)),
    rule("mild.minus", invoice.is_overdue, advise("CONFIRM_AMOUNT_AND_REMIND", _falls_at_last)),
    rule("mild.size", debtor.is_overdue, advise("PREPARE_STATEMENT", _by_size)),
    rule("mild.capped", invoice.is_open, advise("GET_SIGNED_ACKNOWLEDGEMENT", _by_amount)),
    rule("mild.grave", invoice.is_overdue & (invoice.days_past_due >= 30), conclude(_grade.ref, "grave")),
    rule("mild.gravest", invoice.is_overdue & _on_and_on, conclude(_grade.ref, "gravest")),
    rule("mild.mild", invoice.is_overdue, conclude(_grade.ref, "mild")),
    rule("mild.share", ratio(debtor.title_amount, debtor.gross_open_amount) >= Decimal("0.5"), conclude(_risk.ref, "great")),
    rule("good.rises", debtor.is_overdue, advise("VISIT_ON_TIME", _rises)),
    rule("good.cut-off", debtor.is_overdue, advise("RESUME_COLLECTION", _cut_off)),
    _reads,
    _reads_risk,
)
_INFORMED = action("OWN_INFORMANT", "MONITOR_FUNDS")
_HOME = action("OWN_HOME_VISIT", "VISIT_ON_TIME", place="residence")
_PUBLIC = action("OWN_PUBLIC", "SEND_FIRM_DEMAND", audience="third_parties")
_THREAT = action("OWN_THREAT", "SEND_FIRM_DEMAND", tone="threatening")
_TAKE = action("OWN_TAKE", "RECLAIM_GOODS")
_FINE = action("OWN_FINE", "SEND_FIRM_DEMAND")
_UNPROVED = Claim(Wording("the court has decided already", "法院已判决"))
_SHOWN = Claim(Wording("an invoice is overdue", "有逾期发票"), shown_by=debtor.overdue_invoices > 0)
_NEVER = Claim(Wording("nothing was paid in 90 days", "90天内未付款"), shown_by=debtor.payments_90 >= 1)
_ATTESTED = Claim(Wording("our bank presses us", "银行向我方催款"), needs="bank_pressure")
_RED = (
    rule("red.informant", debtor.is_overdue & debtor.funds_on.is_missing(), advise("OWN_INFORMANT")),
    rule("red.home", debtor.is_overdue & debtor.is_large, advise("OWN_HOME_VISIT")),
    rule("red.public", debtor.is_overdue & debtor.conceals_assets, advise("OWN_PUBLIC")),
    rule("red.threat", debtor.is_overdue & (debtor.broken_promises >= 2), advise("OWN_THREAT")),
    rule("red.take", invoice.is_overdue & invoice.retention_of_title, advise("OWN_TAKE")),
    rule("red.insolvent", debtor.is_overdue & debtor.is_insolvent, advise("SEND_FIRM_DEMAND")),
    rule("red.nothing-owed", (debtor.open_amount <= 0) & (debtor.credit_amount > 0), advise("CONFIRM_AMOUNT_AND_REMIND")),
    rule("red.not-due", invoice.is_open & ~invoice.is_overdue & debtor.interest_basis.is_known(), advise("CHARGE_INTEREST")),
    rule("red.unproved", debtor.is_overdue, Recommend("OWN_FINE", 20, claims=(_UNPROVED,))),
    rule("red.belied", debtor.is_overdue & (debtor.payments_90 == 0), Recommend("VISIT_ON_TIME", 20, claims=(_NEVER,))),
    rule("good.shown", debtor.is_overdue, Recommend("PROTEST_SHORTFALL", 20, claims=(_SHOWN, _ATTESTED))),
    rule("good.mostly", debtor.is_overdue | debtor.is_insolvent, advise("INSIST_ON_PAYMENT_TODAY")),
)
_FALLING = ("mild.band", "mild.minus", "mild.size", "mild.capped", "invoice.own_grade", "debtor.own_risk")
_open, _kept, _paid = debtor.open_invoices, debtor.kept_promises, debtor.payments_90
_CUBES = _open * _open * _open + _kept * _kept * _kept == _paid * _paid * _paid
SEEDED = (
    Seeded(
        "older or larger, and yet milder",
        book(_MILDER, parameters=(_TURN,), fields=(_grade, _risk), accepted=(Accepted("OVERLAP", WORDS, ("mild.*",)),)),
        frozenset(fault("NON_MONOTONE", name) for name in _FALLING),
    ),
    Seeded(
        "what crosses a red line",
        book(_RED, actions=(_INFORMED, _HOME, _PUBLIC, _THREAT, _TAKE, _FINE)),
        frozenset(
            fault("RED_LINE", f"red.{name}")
            for name in ("informant", "home", "public", "threat", "take", "insolvent", "nothing-owed", "not-due", "unproved", "belied")
        ),
    ),
    Seeded(
        "what the solver cannot decide",
        book((rule("hard.product", _CUBES & (_open > 0) & (_kept > 0), advise("RAISE_RISK")),)),
        frozenset({fault("UNKNOWN", "hard.product")}),
    ),
    Seeded(
        "a policy beside the built-in rules, and values of their parameters",
        plugin(
            rules=(
                rule("seed.dead", debtor.is_overdue & (debtor.overdue_invoices == 0), advise("CONTACT_NOW")),
                rule("seed.again", debtor.is_overdue & debtor.is_shelved & (debtor.evasions_90 >= 1), advise("SEED_NOTE")),
                rule("seed.more", debtor.is_overdue & debtor.is_shelved, advise("SEED_NOTE")),
                rule("seed.home", debtor.is_overdue & debtor.is_large, advise("SEED_HOME")),
                rule("seed.soft", debtor.is_overdue & debtor.is_closing & (debtor.approach == "hard"), advise("SEED_SOFT")),
                rule("seed.dated", (debtor.risk_class == "dead") & (debtor.max_days_past_due < 20), advise("SEED_OTHER")),
            ),
            actions=(
                action("SEED_NOTE", "RAISE_RISK"),
                action("SEED_OTHER", "RAISE_RISK"),
                action("SEED_HOME", "VISIT_ON_TIME", place="residence"),
                action("SEED_SOFT", "EXPLAIN_AND_COMMEND"),
            ),
            parameters=(days("seed_spare", 3),),
            values={
                "call_from": 19 * 60,
                "doubtful_from": 400,
                "bad_from": 366,
                "leverage_medium_purchase": Decimal("0.5"),
            },
        ),
        frozenset(
            {
                fault("DEAD", "seed.dead"),
                fault("SUBSUMED", "seed.again", "seed.more"),
                fault("RED_LINE", "seed.home"),
                fault("UNUSED", "seed_spare"),
                fault("CONTRADICTION", "tip-13a.window"),
                fault("MASKED", "tip-17.class-doubtful"),
                fault("MASKED", "tip-17.class-bad"),
                fault("MASKED", "tip-12.leverage-medium-purchases"),
            }
        ),
    ),
)
