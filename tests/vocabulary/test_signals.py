"""Signs from the debtor's business, and who was met there."""

from __future__ import annotations

from dunning_rules.models import Event, Visit
from dunning_rules.vocabulary import debtor, event, visit
from tests.cases import a_case, value_of, values_of
from tests.tips.advice import CLERK, PAYER, excuse, happened, planned, visited


def of_debtor(name: str, *records: Visit | Event) -> object:
    return value_of(debtor.field(name), a_case(*records, debtor={"contacts": (PAYER, CLERK)}))


def test_the_last_anomaly_counts_for_ninety_days() -> None:
    older, newer = happened("anomaly", 90, signal="closing"), happened("anomaly", 8, signal="premises_moved")
    assert of_debtor("anomaly", older, newer) == "premises_moved"
    assert of_debtor("anomaly", older) == "closing"
    assert of_debtor("anomaly", happened("anomaly", 91, signal="closing")) is None


def test_an_anomaly_is_met_by_a_security_of_its_day_or_later() -> None:
    anomaly = happened("anomaly", 8, signal="stock_sell_off")
    found = [of_debtor("has_unsecured_anomaly", anomaly, happened("claim_secured", days)) for days in (9, 8, 7)]
    assert found == [True, False, False]


def test_offers_and_measures_count_for_their_time() -> None:
    assert [of_debtor("competitor_offers", happened("competitor_offer", days)) for days in (90, 91)] == [True, False]
    assert [of_debtor("pressing_measures", happened("pressing_measure", days, measure="preservation")) for days in (30, 31)] == [1, 0]


def test_who_was_met_is_known_from_visits_and_talks() -> None:
    call = happened("contact_attempt", 3, channel="call", reached=True, contact_id="clerk")
    assert of_debtor("clerk_met_on", call, visited(5, contact_id="clerk")) == call.at.date().isoformat()
    assert of_debtor("clerk_met_on", visited(7, contact_id="clerk")) is not None
    assert of_debtor("clerk_met_on", visited(8, contact_id="clerk")) is None
    assert of_debtor("clerk_met_on", planned(0, contact_id="clerk")) is None
    assert of_debtor("payer_met_on", visited(80, contact_id="payer")) is not None
    assert of_debtor("payer_met_on", call) is None


def test_a_finding_has_its_age_and_an_excuse_may_be_repeated() -> None:
    case = a_case(*excuse("payer_absent", 9, "refuted", 4), *excuse("payer_absent", 6), *excuse("unsold_stock", 2))
    assert values_of(event.finding_age_days, case, where=event.kind == "excuse") == {
        "payer_absent 9": 4, "payer_absent 6": None, "unsold_stock 2": None,
    }  # fmt: skip
    assert values_of(event.checked_as, case, where=event.kind == "excuse")["payer_absent 9"] == "refuted"
    assert values_of(event.is_repeated, case, where=event.kind == "excuse") == {
        "payer_absent 9": True, "payer_absent 6": False, "unsold_stock 2": False,
    }  # fmt: skip


def test_what_an_excuse_says_ends_when_it_is_refuted() -> None:
    assert [of_debtor("unsold_excuse", *excuse("unsold_stock", days)) for days in (90, 91)] == [True, False]


def test_a_visit_is_of_today_while_it_is_under_way_or_ahead() -> None:
    case = a_case(
        visited(0, id="done"),
        visited(0, id="going on", ended_at=None),
        visited(1, id="forgotten", ended_at=None),
        planned(0),
        planned(1, id="soon"),
    )
    assert values_of(visit.is_today, case) == {"done": False, "going on": True, "forgotten": False, "v": True, "soon": False}
