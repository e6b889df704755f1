"""The journal as a service uses it: record, decide, ask again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from dunning_rules.errors import AsOfError, JournalError
from dunning_rules.journal import Journal
from dunning_rules.models.event import ContactAttempt, NoticeSent, PromiseToPay
from dunning_rules.result import Report
from tests.journal.conftest import AS_OF, case_of, place_of, policy, report_of

REPORT = report_of("D1", "D2")
CALL = place_of(REPORT, "CONTACT_NOW")
NOTICE = place_of(REPORT, "SEND_INTEREST_NOTICE")


@pytest.fixture
def run(journal: Journal) -> str:
    """A run that was recorded."""
    return journal.record(REPORT)


def test_the_same_report_is_recorded_once(journal: Journal) -> None:
    first = journal.record(REPORT, book=policy().book)
    again = journal.record(Report.from_json(REPORT.to_json()))
    assert first == again
    (run,) = journal.runs()
    assert (run.id, run.as_of, run.day, run.recommendations) == (first, AS_OF, AS_OF.date(), len(REPORT.recommendations))
    assert run.overdue_amount == Decimal("2400.00")
    assert journal.verify().entries == 1


def test_recommendations_are_kept_in_their_order(journal: Journal, run: str) -> None:
    kept = journal.recommendations(run_id=run)
    assert [(each.debtor_id, each.action, each.amount) for each in kept] == [
        (each.debtor_id, each.action, each.amount) for each in REPORT.recommendations
    ]
    assert [each.place for each in kept] == list(range(1, len(kept) + 1))
    assert {each.debtor_id for each in journal.recommendations(debtor_id="D2")} == {"D2"}


def test_a_beginning_of_the_id_is_enough(journal: Journal, run: str) -> None:
    assert journal.recommendation(f"{run[:4]}.2").id == f"{run}.2"


@pytest.mark.parametrize("name", ["", "x", ".1", "zzzz.1", "{run}.0", "{run}.999", "{run}.-1", "{run}.", "%.1"])
def test_an_id_that_is_none(journal: Journal, run: str, name: str) -> None:
    with pytest.raises(JournalError):
        journal.recommendation(name.format(run=run))


def test_a_beginning_that_fits_several_runs(journal: Journal) -> None:
    runs = [journal.record(policy().evaluate(case_of(), as_of=AS_OF + timedelta(hours=hour))) for hour in range(18)]
    first = sorted(runs)
    shared = next(one[0] for one, other in pairwise(first) if one[0] == other[0])
    with pytest.raises(JournalError, match="runs begin with"):
        journal.recommendation(f"{shared}.1")


def test_what_was_done_is_an_event_from_then_on(journal: Journal, run: str) -> None:
    done = journal.decide(f"{run}.{CALL}", decision="done", by="kim", at=AS_OF)
    (event,) = journal.events("D1", as_of=AS_OF)
    assert event == ContactAttempt(id=f"journal/{done.id}", debtor_id="D1", at=AS_OF, channel="call", reached=True)
    assert journal.events("D1", as_of=AS_OF - timedelta(seconds=1)) == ()
    assert journal.events("D2", as_of=AS_OF) == ()


def test_the_same_decision_is_written_once(journal: Journal, run: str) -> None:
    one = journal.decide(f"{run}.{CALL}", decision="done", by="kim", at=AS_OF)
    assert journal.decide(f"{run[:6]}.{CALL}", decision="done", by="kim", at=AS_OF) == one
    assert journal.verify().entries == 2


def test_a_decision_is_taken_back_and_made_again(journal: Journal, run: str) -> None:
    name = f"{run}.{CALL}"
    first = journal.decide(name, decision="done", by="kim", at=AS_OF)
    journal.decide(name, decision="reopened", by="kim", at=AS_OF, reason="the wrong line")
    assert journal.events("D1", as_of=AS_OF) == ()
    again = journal.decide(name, decision="done", by="kim", at=AS_OF)
    assert again.id != first.id
    assert [each.decision for each in journal.decisions([name])] == ["done", "reopened", "done"]
    assert [each.id for each in journal.events("D1", as_of=AS_OF)] == [f"journal/{again.id}"]


def test_a_notice_has_its_deadline_and_its_delivery(journal: Journal, run: str) -> None:
    name = f"{run}.{NOTICE}"
    journal.decide(name, decision="done", by="kim", at=AS_OF, reason="approved")
    (event,) = journal.events("D1", as_of=AS_OF)
    assert isinstance(event, NoticeSent)
    assert (event.notice, event.deadline_on, event.delivered_on) == ("interest_notice", date(2026, 7, 25), None)
    later = AS_OF + timedelta(days=2)
    journal.outcome(name, result="delivered", by="post", at=later, on=date(2026, 7, 17))
    assert journal.events("D1", as_of=AS_OF) == (event,)
    (delivered,) = journal.events("D1", as_of=later)
    assert isinstance(delivered, NoticeSent)
    assert (delivered.id, delivered.delivered_on) == (event.id, date(2026, 7, 17))


def test_a_promise_is_an_event(journal: Journal, run: str) -> None:
    name = f"{run}.{CALL}"
    journal.decide(name, decision="done", by="kim", at=AS_OF)
    came = journal.outcome(name, result="promised", by="kim", at=AS_OF, amount=Decimal("600.00"), on=date(2026, 7, 25))
    assert came == journal.outcome(name, result="promised", by="kim", at=AS_OF, amount=Decimal("600.00"), on=date(2026, 7, 25))
    (promise,) = (each for each in journal.events("D1", as_of=AS_OF) if isinstance(each, PromiseToPay))
    assert (promise.amount, promise.currency, promise.due_on) == (Decimal("600.00"), "EUR", date(2026, 7, 25))
    assert journal.outcomes([name]) == (came,)


def test_who_was_not_reached(journal: Journal, run: str) -> None:
    name = f"{run}.{CALL}"
    journal.decide(name, decision="done", by="kim", at=AS_OF)
    journal.outcome(name, result="not_reached", by="kim", at=AS_OF)
    (event,) = journal.events("D1", as_of=AS_OF)
    assert isinstance(event, ContactAttempt)
    assert not event.reached


def test_a_case_remembers_each_event_once(journal: Journal, run: str) -> None:
    journal.decide(f"{run}.{CALL}", decision="done", by="kim", at=AS_OF)
    case = journal.remembered(case_of(), as_of=AS_OF)
    assert len(case.events) == 1
    assert journal.remembered(case, as_of=AS_OF) == case
    one, other = journal.remembered_all([case_of(), case_of("D2")], as_of=AS_OF)
    assert (one, other) == (case, case_of("D2"))


WRONG_DECISIONS: list[dict[str, object]] = [
    {"decision": "finished"},
    {"decision": "snoozed"},
    {"decision": "snoozed", "until": AS_OF.date()},
    {"decision": "done", "until": date(2027, 1, 1)},
    {"decision": "overridden"},
    {"decision": "overridden", "reason": " "},
    {"decision": "done", "by": " "},
    {"decision": "done", "by": "kim\n"},
    {"decision": "done", "reason": "x" * 2001},
    {"decision": "done", "reason": "x\0"},
    {"decision": "done", "reason": "x\ud800"},
]


@pytest.mark.parametrize("wrong", WRONG_DECISIONS)
def test_a_decision_that_is_not_complete(journal: Journal, run: str, wrong: dict[str, str]) -> None:
    with pytest.raises(JournalError):
        journal.decide(f"{run}.1", **{"by": "kim", "at": AS_OF, **wrong})  # type: ignore[arg-type]
    assert journal.verify().entries == 1


def test_a_moment_without_a_zone(journal: Journal, run: str) -> None:
    naive = datetime(2026, 7, 15, 18)  # noqa: DTZ001 - that is the point
    with pytest.raises(AsOfError):
        journal.decide(f"{run}.1", decision="done", by="kim", at=naive)
    with pytest.raises(AsOfError):
        journal.events("D1", as_of=naive)


WRONG_OUTCOMES: list[dict[str, object]] = [
    {"result": "answered"},
    {"result": "promised"},
    {"result": "promised", "amount": Decimal(5)},
    {"result": "promised", "amount": Decimal(-5), "on": date(2026, 8, 1)},
    {"result": "promised", "amount": Decimal("5.001"), "on": date(2026, 8, 1)},
    {"result": "paid", "amount": Decimal("NaN")},
    {"result": "paid", "amount": Decimal(5), "currency": "EURO"},
    {"result": "verified"},
    {"result": "delivered"},
]


@pytest.mark.parametrize("wrong", WRONG_OUTCOMES)
def test_an_outcome_that_is_not_complete(journal: Journal, run: str, wrong: dict[str, str]) -> None:
    journal.decide(f"{run}.{CALL}", decision="done", by="kim", at=AS_OF)
    with pytest.raises(JournalError):
        journal.outcome(f"{run}.{CALL}", **{"by": "kim", "at": AS_OF, **wrong})  # type: ignore[arg-type]
    assert journal.verify().entries == 2


def test_an_outcome_of_what_was_not_done(journal: Journal, run: str) -> None:
    with pytest.raises(JournalError, match="not said to be done"):
        journal.outcome(f"{run}.{CALL}", result="reached", by="kim", at=AS_OF)


def test_a_report_of_another_book(journal: Journal) -> None:
    strange = replace(REPORT, recommendations=(replace(REPORT.recommendations[0], action="OUR_STEP"),))
    with pytest.raises(JournalError, match="has no action `OUR_STEP`"):
        journal.record(strange, book=policy().book)
    assert journal.runs() == ()
