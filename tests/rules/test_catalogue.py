"""The built-in actions: who does each, by which way, before whom, where and how, as the tips and the guard understand it."""

from __future__ import annotations

import pytest

from dunning_rules.rules.action import Action
from dunning_rules.rules.catalogue import ACTIONS, EXCLUSIONS

# actor, channel, audience, place, tone, stance; whether it demands payment; whether it comes first
TABLE = """
CONTACT_NOW: collector call authorised_payer remote neutral neutral demands
VISIT_ON_TIME: collector visit authorised_payer business_premises neutral neutral demands
CONFIRM_AMOUNT_AND_REMIND: collector call authorised_payer remote neutral neutral demands
ARRIVE_BEFORE_DUE: collector visit authorised_payer business_premises neutral neutral demands
COLLECT_IMMEDIATELY: collector visit authorised_payer business_premises firm neutral demands
MONITOR_FUNDS: collector internal own_people own_office neutral neutral
DEFER_NEW_BUSINESS: sales internal own_people own_office neutral neutral
SEND_INTEREST_NOTICE: credit_manager letter authorised_payer remote neutral neutral demands
CHARGE_INTEREST: credit_manager letter authorised_payer remote firm neutral demands
CALL_AT_SELL_THROUGH: collector call authorised_payer remote neutral neutral demands
PREPARE_STATEMENT: collector internal own_people own_office neutral neutral first
GET_SIGNED_ACKNOWLEDGEMENT: sales visit authorised_payer business_premises neutral neutral
APPLY_CLASS_TREATMENT: credit_manager internal own_people own_office neutral neutral
HELP_COLLECT_DOWNSTREAM: sales visit debtor business_premises neutral soft
OFFER_PROMOTION_SUPPORT: sales visit debtor business_premises neutral soft
RECLAIM_GOODS: legal visit debtor business_premises firm hard
START_LITIGATION: legal court court court firm hard
THANK_AND_DOCUMENT: collector visit debtor business_premises neutral neutral
PROTEST_SHORTFALL: collector call authorised_payer remote firm neutral demands
GRANT_SHORT_GRACE: collector call authorised_payer remote neutral neutral
SEND_FIRM_DEMAND: credit_manager letter authorised_payer remote firm neutral demands
STATE_PURPOSE_AND_WAIT: collector visit authorised_payer business_premises neutral neutral demands
INSIST_ON_PAYMENT_TODAY: collector visit authorised_payer business_premises firm neutral demands
PREPARE_DISPUTE_RESPONSE: legal internal own_people own_office neutral neutral
ACKNOWLEDGE_HARDSHIP: collector call authorised_payer remote warm neutral
OFFER_INSTALMENT_PLAN: credit_manager letter authorised_payer remote neutral soft
CLOSE_VISIT: collector visit authorised_payer business_premises warm neutral
SECURE_CLAIM_NOW: credit_manager internal own_people own_office neutral neutral
RAISE_RISK: credit_manager internal own_people own_office neutral neutral
CASH_ONLY_SUPPLY: sales internal own_people own_office neutral neutral
RESUME_COLLECTION: collector call authorised_payer remote neutral neutral demands
RESTRICT_NEW_PRODUCTS: sales internal own_people own_office neutral neutral
OFFSET_ONSITE_DISCOUNT: sales internal own_people own_office neutral neutral
SET_OFF_FINAL_SHIPMENT: legal internal own_people own_office neutral hard
APPLY_ASSET_PRESERVATION: legal court court court firm hard
VERIFY_EXCUSE_ON_SITE: collector visit authorised_payer business_premises neutral neutral
REQUEST_AT_PREMISES: collector visit third_parties business_premises firm neutral demands
EXPLAIN_AND_COMMEND: sales call authorised_payer remote neutral soft
LIST_AS_GOOD_CREDIT: credit_manager internal own_people own_office neutral soft
REACH_DECISION_MAKER: collector call authorised_payer remote neutral neutral first
ESCALATE_TO_HEADQUARTERS: headquarters court court court firm hard
BRANCH_MEDIATES: sales internal own_people own_office neutral neutral
"""
WANTED = dict(line.split(": ") for line in TABLE.strip().splitlines())


def sides(action: Action) -> str:
    also = ("demands",) * action.demands_payment + ("first",) * action.comes_first
    return " ".join((action.actor, action.channel, action.audience, action.place, action.tone, action.stance, *also))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_who_does_it_and_how(action: Action) -> None:
    assert sides(action) == WANTED[action.id]


def test_the_table_is_complete() -> None:
    assert sorted(WANTED) == sorted(action.id for action in ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_the_sides_of_an_action_fit_together(action: Action) -> None:
    assert (action.channel == "court") == (action.audience == "court") == (action.place == "court")
    assert (action.channel == "internal") == (action.audience == "own_people") == (action.place == "own_office")
    assert (action.channel == "visit") == (action.place in {"business_premises", "residence"})
    assert action.actor in {"legal", "headquarters"} or action.channel != "court"
    assert (action.tone, action.stance) not in {("warm", "hard"), ("firm", "soft")}


def test_what_excludes_what() -> None:
    assert {(each.stays, each.yields) for each in EXCLUSIONS} == {
        ("CLOSE_VISIT", "INSIST_ON_PAYMENT_TODAY"),
        ("DEFER_NEW_BUSINESS", "CASH_ONLY_SUPPLY"),
        ("DEFER_NEW_BUSINESS", "OFFER_PROMOTION_SUPPORT"),
        ("GRANT_SHORT_GRACE", "PROTEST_SHORTFALL"),
        ("OFFER_INSTALMENT_PLAN", "ESCALATE_TO_HEADQUARTERS"),
        ("OFFER_INSTALMENT_PLAN", "RECLAIM_GOODS"),
        ("OFFER_INSTALMENT_PLAN", "START_LITIGATION"),
        ("REACH_DECISION_MAKER", "REQUEST_AT_PREMISES"),
        ("RESUME_COLLECTION", "CASH_ONLY_SUPPLY"),
        ("SET_OFF_FINAL_SHIPMENT", "CASH_ONLY_SUPPLY"),
    }
    assert {(each.stays, each.yields) for each in EXCLUSIONS if each.unless is not None} == {("DEFER_NEW_BUSINESS", "CASH_ONLY_SUPPLY")}
