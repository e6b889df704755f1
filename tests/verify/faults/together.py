"""Rules that do not say the same."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import DAYS, NAME, choice, coalesce
from dunning_rules.rules import Exclusion
from dunning_rules.vocabulary import debtor, event, invoice, recommendation, visit
from tests.verify.faults.base import WORDS, Seeded, action, advise, book, conclude, days, fault, field_of, rule

_team = field_of("debtor", "own_team", choice("north", "south"))
_code = field_of("debtor", "own_code", NAME)
_level = field_of("invoice", "own_level", choice("one", "two", "three", ordered=True))
_rest = field_of("debtor", "own_rest", DAYS)
_reads = rule("read.all", _team.ref.is_known() & _code.ref.is_known() & debtor.is_overdue, advise("RAISE_RISK"))
_reads_level = rule("read.level", _level.ref.is_known(), advise("PREPARE_DISPUTE_RESPONSE"))
_reads_rest = rule("read.rest", _rest.ref > 3, advise("LIST_AS_GOOD_CREDIT"))
_CALL, _WARM = action("OWN_FIRM_CALL", "PROTEST_SHORTFALL"), action("OWN_WARM_CALL", "ACKNOWLEDGE_HARDSHIP")
_BACK = action("OWN_RETURN", "RAISE_RISK", measure="return_of_goods")
_TAKE = action("OWN_TAKE", "RAISE_RISK", measure="take_goods")
_HOLD, _SET_OFF = action("OWN_HOLD", "OFFSET_ONSITE_DISCOUNT"), action("OWN_SET_OFF", "RAISE_RISK", measure="set_off")
_ANNOUNCE, _CHARGE = action("OWN_ANNOUNCE", "SEND_INTEREST_NOTICE"), action("OWN_CHARGE", "CHARGE_INTEREST")
_GOOD = action("OWN_SETTLED", "PROTEST_SHORTFALL", channel="email")
_KIND = action("OWN_KIND", "ACKNOWLEDGE_HARDSHIP", channel="email")
_WAIT = days("own_wait", 10)

_CONTRADICTING = (
    rule("con.north", debtor.is_overdue & (debtor.country == "DE"), conclude(_team.ref, "north")),
    rule("con.south", debtor.is_large, conclude(_team.ref, "south")),
    rule("con.code-a", debtor.overdue_invoices >= 1, conclude(_code.ref, "A")),
    rule("con.code-b", debtor.overdue_invoices >= 3, conclude(_code.ref, "B")),
    rule("con.firm", debtor.is_overdue & (debtor.broken_promises >= 1), advise("OWN_FIRM_CALL")),
    rule("con.warm", debtor.is_overdue & debtor.in_hardship, advise("OWN_WARM_CALL")),
    rule("con.back", invoice.is_overdue & invoice.retention_of_title, advise("OWN_RETURN")),
    rule("con.take", debtor.is_overdue & debtor.is_closing, advise("OWN_TAKE")),
    rule("con.hold", debtor.is_overdue & debtor.onsite_discount.is_known(), advise("OWN_HOLD")),
    rule("con.set-off", debtor.is_overdue & debtor.final_shipment_paid, advise("OWN_SET_OFF")),
    rule("con.announce", debtor.is_overdue & debtor.interest_basis.is_known(), advise("OWN_ANNOUNCE")),
    rule("con.charge", invoice.is_overdue & (invoice.days_past_due > 30) & debtor.interest_basis.is_known(), advise("OWN_CHARGE")),
    # an exclusion that only one flag turns round is still an order: no contradiction
    rule("good.firm", debtor.is_overdue & (debtor.evasions_90 >= 2), advise("OWN_SETTLED")),
    rule("good.warm", debtor.is_overdue & debtor.in_hardship, advise("OWN_KIND")),
    rule("con.late", invoice.is_overdue, advise("CONFIRM_AMOUNT_AND_REMIND", on=debtor.today + 10, deadline=debtor.today + 7)),
    rule(
        "con.late-for-some",
        debtor.is_overdue & debtor.oldest_due_on.is_known(),
        advise("VISIT_ON_TIME", on=coalesce(debtor.oldest_due_on, debtor.today) + _WAIT.term, deadline=debtor.today),
    ),
    rule("good.in-time", debtor.is_overdue, advise("SEND_FIRM_DEMAND", on=debtor.today, deadline=debtor.today + 7)),
    rule("con.from", recommendation.channel == "letter", conclude(recommendation.window_start, 17 * 60)),
    rule("con.until", recommendation.demands_payment, conclude(recommendation.window_end, 12 * 60)),
    _reads,
)
_OVERLAPPING = (
    rule("over.call", debtor.is_overdue & (debtor.max_days_past_due <= 30), advise("CONFIRM_AMOUNT_AND_REMIND", 20)),
    rule("over.call-later", debtor.is_overdue & (debtor.max_days_past_due >= 30), advise("CONFIRM_AMOUNT_AND_REMIND", 40)),
    rule("over.one", invoice.is_overdue & (invoice.days_past_due >= 10), conclude(_level.ref, "one")),
    rule("over.two", invoice.is_overdue & (invoice.days_past_due >= 20) & (invoice.days_past_due < 60), conclude(_level.ref, "two")),
    rule("over.three", invoice.is_overdue & (invoice.days_past_due >= 60), conclude(_level.ref, "three")),
    rule("over.rest", debtor.overdue_invoices == 1, conclude(_rest.ref, 5)),
    rule("over.rest-large", debtor.is_large, conclude(_rest.ref, 2)),
    rule("over.excuse", (event.kind == "excuse") & event.is_repeated, advise("VERIFY_EXCUSE_ON_SITE", 20)),
    rule("over.empty", (event.excuse == "account_empty") & (event.age_days <= 30), advise("VERIFY_EXCUSE_ON_SITE", 30)),
    rule("over.bad", debtor.conceals_assets, conclude(debtor.withholding)),
    rule("over.not-bad", debtor.in_hardship, conclude(debtor.withholding, False)),  # noqa: FBT003 - the value that is concluded
    rule("over.visit", visit.is_planned & (visit.scheduled_in_days <= 2), advise("ARRIVE_BEFORE_DUE", 20)),
    rule("over.visit-today", visit.is_today, advise("ARRIVE_BEFORE_DUE", 50)),
    # these touch, and do not overlap
    rule("good.small", debtor.is_overdue & (debtor.overdue_size < Decimal("0.5")), advise("RESUME_COLLECTION", 10)),
    rule("good.large", debtor.is_overdue & (debtor.overdue_size >= Decimal("0.5")), advise("RESUME_COLLECTION", 30)),
    rule("good.some", debtor.is_overdue & ~debtor.is_closing & debtor.has_unsecured_anomaly, advise("SECURE_CLAIM_NOW", 30)),
    rule("good.others", debtor.is_overdue & debtor.is_closing, advise("SECURE_CLAIM_NOW", 60)),
    rule("read.withholding", debtor.withholding & debtor.is_overdue, advise("RAISE_RISK")),
    _reads_level,
    _reads_rest,
)
SEEDED = (
    Seeded(
        "rules that contradict each other",
        book(
            _CONTRADICTING,
            actions=(_CALL, _WARM, _BACK, _TAKE, _HOLD, _SET_OFF, _ANNOUNCE, _CHARGE, _GOOD, _KIND),
            exclusions=(Exclusion("OWN_KIND", "OWN_SETTLED", WORDS, unless=debtor.is_large, why_turned=WORDS),),
            parameters=(_WAIT,),
            fields=(_team, _code),
        ),
        frozenset(
            fault("CONTRADICTION", *names)
            for names in (
                ("con.north", "con.south"),
                ("con.code-a", "con.code-b"),
                ("con.firm", "con.warm"),
                ("con.back", "con.take"),
                ("con.hold", "con.set-off"),
                ("con.announce", "con.charge"),
                ("con.late",),
                ("con.late-for-some",),
                ("con.from", "con.until"),
            )
        )
        | {fault("RED_LINE", "con.take")},
    ),
    Seeded(
        "rules that overlap",
        book(_OVERLAPPING, fields=(_level, _rest)),
        frozenset(
            fault("OVERLAP", *names)
            for names in (
                ("over.call", "over.call-later"),
                ("over.one", "over.two"),
                ("over.one", "over.three"),
                ("over.rest", "over.rest-large"),
                ("over.empty", "over.excuse"),
                ("over.bad", "over.not-bad"),
                ("over.visit", "over.visit-today"),
            )
        ),
    ),
)
