"""From what was done to what the rules know: for each action of the catalogue, and through the rules themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

import dunning_rules as dr
from dunning_rules.journal import Decided, Followed, Journal, Recommended
from dunning_rules.journal.following import events_of
from dunning_rules.journal.recording import recommended
from dunning_rules.models.event import NoticeSent
from dunning_rules.plugins import read_plugin
from dunning_rules.result import OriginalStep
from dunning_rules.rules import Action
from dunning_rules.rules.catalogue import ACTIONS
from dunning_rules.testing.samples import sample_cases
from tests.journal.conftest import AS_OF, case_of, place_of, policy, report_of

DONE = Decided("d", "r.1", "done", "kim", AS_OF, None, "", None)
ADVICE = report_of("D1").recommendations[0]


def row_of(**changes: object) -> Recommended:
    """A recommendation of which one field or another is different."""
    report = replace(report_of("D1"), recommendations=(replace(ADVICE, **changes),))  # type: ignore[arg-type]
    return recommended(report, "r", policy().book)[0]


KINDS = {
    "SEND_INTEREST_NOTICE": {"notice_sent"},
    "CHARGE_INTEREST": {"notice_sent"},
    "SEND_FIRM_DEMAND": {"notice_sent"},
    "RECLAIM_GOODS": {"contact_attempt", "pressing_measure"},
    "SECURE_CLAIM_NOW": {"claim_secured"},
    "CASH_ONLY_SUPPLY": {"pressing_measure", "debt_shelved"},
    "RESUME_COLLECTION": {"contact_attempt", "collection_resumed"},
    "RESTRICT_NEW_PRODUCTS": {"pressing_measure"},
    "OFFSET_ONSITE_DISCOUNT": {"pressing_measure"},
    "APPLY_ASSET_PRESERVATION": {"pressing_measure"},
    "ESCALATE_TO_HEADQUARTERS": {"pressing_measure"},
}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda each: each.id)
def test_what_each_action_leaves(action: Action) -> None:
    row = row_of(action=action.id, channel=action.channel, measure=action.measure, names_day=date(2026, 9, 1))
    found = {event.kind for event in events_of(row, DONE, ())}
    assert found == KINDS.get(action.id, {"contact_attempt"} if action.is_contact else set())


def test_what_the_guard_made_another_step_leaves_only_the_contact() -> None:
    letter = row_of(action="SEND_FIRM_DEMAND", channel="letter", measure="none")
    assert [event.kind for event in events_of(letter, DONE, ())] == ["notice_sent"]
    original = OriginalStep("", "letter", "", "", "", "none", "none", None, None, ())
    called = row_of(action="SEND_FIRM_DEMAND", channel="call", measure="none", original=original)
    assert [event.kind for event in events_of(called, DONE, ())] == ["contact_attempt"]


def test_a_debt_is_not_shelved_without_a_day_of_review() -> None:
    row = row_of(action="CASH_ONLY_SUPPLY", channel="internal", measure="change_supply", names_day=None)
    assert [event.kind for event in events_of(row, DONE, ())] == ["pressing_measure"]


def test_an_excuse_that_was_checked() -> None:
    row = row_of(action="VERIFY_EXCUSE_ON_SITE", channel="visit", record="event/E/1")
    came = Followed("o", row.id, "refuted", "kim", AS_OF, None, None, None, "")
    contact, checked = events_of(row, DONE, [came])
    assert contact.kind == "contact_attempt"
    assert (checked.kind, getattr(checked, "excuse_id", None), getattr(checked, "finding", None)) == ("excuse_checked", "E/1", "refuted")


def test_yesterdays_reminder_is_not_repeated(journal: Journal) -> None:
    """Whatever is done today is not on the list of tomorrow; the same rules without the journal repeat it."""
    cases = list(sample_cases(8, 20, as_of=AS_OF, currencies=("EUR",)))
    rules = dr.Policy(engine="plain", currency="EUR")
    today, tomorrow = AS_OF, AS_OF + timedelta(days=1)
    report = rules.evaluate_all(cases, as_of=today)
    run = journal.record(report)
    for place in range(1, len(report.recommendations) + 1):
        journal.decide(f"{run}.{place}", decision="done", by="kim", at=today, reason="done")
    done = {(each.debtor_id, each.action, each.record) for each in report.recommendations}
    without = rules.evaluate_all(cases, as_of=tomorrow)
    remembered = rules.evaluate_all(journal.remembered_all(cases, as_of=tomorrow), as_of=tomorrow)
    standing = journal.standing(remembered)
    assert done
    assert done & {(each.debtor_id, each.action, each.record) for each in without.recommendations}
    assert not done & {(each.debtor_id, each.action, each.record) for each in standing.open}
    assert len(standing.open) + len(standing.held) == len(remembered.recommendations)


def test_the_rules_themselves_know_of_the_call(journal: Journal) -> None:
    report = report_of("D1")
    tomorrow = AS_OF + timedelta(days=1)
    journal.decide(f"{journal.record(report)}.{place_of(report, 'CONTACT_NOW')}", decision="done", by="kim", at=AS_OF)
    again = policy().evaluate(journal.remembered(case_of(), as_of=tomorrow), as_of=tomorrow)
    assert "CONTACT_NOW" in {each.action for each in policy().evaluate(case_of(), as_of=tomorrow).recommendations}
    assert "CONTACT_NOW" not in {each.action for each in again.recommendations}


@pytest.fixture
def levels(monkeypatch: pytest.MonkeyPatch) -> Iterator[dr.Policy]:
    """The built-in book with the policy of levels."""
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "policies" / "standard-dunning" / "src")
    from standard_dunning import policy as standard  # noqa: PLC0415 - it is not installed here

    yield dr.Policy(engine="plain", plugins=[read_plugin(standard, "standard-dunning")])
    for name in [each for each in sys.modules if each.partition(".")[0] == "standard_dunning"]:
        del sys.modules[name]


def test_a_level_follows_the_one_before(journal: Journal, levels: dr.Policy) -> None:
    """Day by day each level is advised once, in its turn, ten days apart at least, and never the same again."""
    sent: list[tuple[date, str]] = []
    for day in range(0, 75, 3):
        as_of = datetime.combine(date(2026, 6, 1) + timedelta(day), time(12), AS_OF.tzinfo)
        report = levels.evaluate(journal.remembered(case_of(), as_of=as_of), as_of=as_of)
        open_ = journal.standing(report).shown(report)
        run = journal.record(open_, book=levels.book)
        for place, each in enumerate(open_.recommendations, 1):
            if each.action in {"STD_REMINDER", "STD_DEMAND", "STD_FINAL_DEMAND"}:
                journal.decide(f"{run}.{place}", decision="done", by="kim", at=as_of, reason="sent")
                sent.append((as_of.date(), each.action))
    assert [action for _, action in sent] == ["STD_REMINDER", "STD_DEMAND", "STD_FINAL_DEMAND"]
    assert all(later - earlier >= timedelta(days=10) for (earlier, _), (later, _) in pairwise(sent))
    last = datetime.combine(sent[-1][0], time(23), AS_OF.tzinfo)
    notices = [each for each in journal.events("D1", as_of=last) if isinstance(each, NoticeSent)]
    assert sorted((each.at.date(), each.level) for each in notices) == [(day, level) for level, (day, _) in enumerate(sent, 1)]


def test_after_a_recorded_level_1_comes_level_2(journal: Journal, levels: dr.Policy) -> None:
    run = journal.record(levels.evaluate(case_of(), as_of=AS_OF), book=levels.book)
    (reminder,) = (each for each in journal.recommendations(run_id=run) if each.action == "STD_REMINDER")
    assert (reminder.notice, reminder.level, reminder.amount) == ("reminder", 1, Decimal("1200.00"))
    journal.decide(reminder.id, decision="done", by="kim", at=AS_OF)
    later = AS_OF + timedelta(days=10)
    actions = {each.action for each in levels.evaluate(journal.remembered(case_of(), as_of=later), as_of=later).recommendations}
    assert "STD_DEMAND" in actions
    assert "STD_REMINDER" not in actions
