"""Tip 6: who withholds prepares a quarrel; who met with misfortune is understood."""

from __future__ import annotations

from decimal import Decimal

from tests.cases import claims_of
from tests.tips.advice import OVERDUE, advised, concluded, excuse, fired, happened, report_on

EVASION = happened("evasion", 4, form="stalled")
RICH = happened("funds_observed", 6, amount=Decimal(1000), currency="EUR", source="public_register")
HARDSHIP = happened("hardship_confirmed", 10)
HARD = OVERDUE.model_copy(update={"due_on": OVERDUE.due_on.replace(year=2025), "issued_on": OVERDUE.issued_on.replace(year=2025)})


def test_who_is_able_and_evades_prepares_a_quarrel() -> None:
    report = report_on(OVERDUE, RICH, EVASION)
    assert concluded(report, "debtor.withholding") is True
    assert fired(report, "tip-06a") == {"tip-06a.prepare": {"PREPARE_DISPUTE_RESPONSE"}}
    assert fired(report_on(OVERDUE, RICH), "tip-06a") == {}
    assert fired(report_on(OVERDUE, EVASION), "tip-06a") == {}


def test_a_refuted_excuse_of_having_no_money_shows_the_means() -> None:
    report = report_on(OVERDUE, EVASION, *excuse("account_empty", finding="refuted"))
    assert concluded(report, "debtor.ability_to_pay") == "able"
    assert set(fired(report, "tip-06a")) == {"tip-06a.prepare"}
    verified = report_on(OVERDUE, EVASION, *excuse("account_empty", finding="verified"))
    assert concluded(verified, "debtor.ability_to_pay") is None


def test_confirmed_hardship_is_acknowledged_and_paid_by_instalments() -> None:
    report = report_on(OVERDUE, HARDSHIP)
    assert fired(report, "tip-06b") == {"tip-06b.hardship": {"ACKNOWLEDGE_HARDSHIP", "OFFER_INSTALMENT_PLAN"}}
    (said,) = (each for each in report.recommendations if each.action == "ACKNOWLEDGE_HARDSHIP")
    assert [(claim.needs, claim.attested) for claim in claims_of(said)] == [("salaries_unpaid", False)]
    assert said.claims == ()
    assert fired(report_on(OVERDUE, HARDSHIP, happened("hardship_ended", 1)), "tip-06b") == {}
    assert fired(report_on(HARDSHIP), "tip-06b") == {}


def test_who_met_with_misfortune_is_not_sued() -> None:
    report = report_on(HARD, HARDSHIP)
    assert concluded(report, "debtor.approach") == "hard"
    assert "OFFER_INSTALMENT_PLAN" in advised(report)
    assert ("START_LITIGATION", "OFFER_INSTALMENT_PLAN") in {(each.recommendation.action, each.to) for each in report.gave_way}


def test_bad_faith_is_sued_in_spite_of_it() -> None:
    report = report_on(HARD, HARDSHIP, happened("assets_concealed", 3))
    assert "START_LITIGATION" in advised(report)
    assert fired(report, "tip-06b") == {}
