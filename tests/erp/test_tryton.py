"""The same books for Tryton's own dunning and for the rules: what differs, and why (docs/erp-tryton.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest

import dunning_rules as dr
from dunning_rules.io.erp import Owed, gather_tryton, read_tryton, write_tryton
from dunning_rules.io.ledger import Ledger
from dunning_rules.models import Creditor
from dunning_rules.models.event import Payment
from dunning_rules.plugins import read_plugin
from dunning_rules.result import Report
from tests.erp.conftest import LEVELS, Tryton

pytestmark = pytest.mark.filterwarnings("default")  # those of Tryton are its own affair
LATER = 21


@dataclass
class Day:
    """What Tryton proposes on a day, and what the rules recommend: by party."""

    tryton: dict[str, list[tuple[int, Decimal]]]
    ours: dict[str, list[tuple[str, Decimal | None]]]
    report: Report


@dataclass
class Story:
    """The first run, everything sent, one blocked, and three weeks later."""

    first: Day
    later: Day
    before: Ledger
    after: Ledger


@pytest.fixture(scope="module")
def story(tryton: Tryton) -> Story:
    policy = _levelled_policy()
    before = _read(tryton)
    tryton.run_dunning(tryton.today)
    first = Day(_proposed(tryton), *_recommended(tryton, policy, before, 0))
    tryton.models.Wizard("account.dunning.process", tryton.dunnings()).execute("process")
    (blocked,) = (each for each in tryton.dunnings() if each.party.name == "blocked")
    blocked.blocked = True
    blocked.save()
    sent = _read(tryton)
    tryton.run_dunning(tryton.today + timedelta(LATER))
    later = Day(_proposed(tryton), *_recommended(tryton, policy, sent, LATER))
    return Story(first, later, before, _read(tryton))


def test_every_record_is_read(story: Story) -> None:
    assert not story.before.rejects
    assert story.before.counts.read == story.before.counts.accepted > 0


def test_amounts_are_those_of_tryton(story: Story, tryton: Tryton) -> None:
    invoices = {invoice.id: invoice for case in story.before.cases for invoice in case.invoices}
    for name, theirs in tryton.invoices.items():
        parts = [each for number, each in invoices.items() if number.split("/")[0] == theirs.number]
        assert sum(each.amount for each in parts) == theirs.total_amount, name
        assert sum(each.open_amount or 0 for each in parts) == theirs.amount_to_pay, name
        assert {each.due_on for each in parts} == {line.maturity_date for line in theirs.lines_to_pay}, name


def test_payments_name_their_invoices(story: Story, tryton: Tryton) -> None:
    found = {(event.invoice_id, event.amount) for case in story.before.cases for event in case.events if isinstance(event, Payment)}
    assert found == {(tryton.invoices["part-paid"].number, Decimal(700)), (tryton.invoices["paid"].number, Decimal(400))}


def test_nothing_of_the_ledgers_fails_to_add_up(story: Story) -> None:
    for case in story.before.cases:
        report = dr.evaluate(case, as_of=story.first.report.as_of)
        assert "tip-15.does-not-add-up" not in {rule for each in report.recommendations for rule in (each.rule_id, *each.also)}


def test_who_is_dunned_differs_for_known_reasons_only(story: Story) -> None:
    tryton, ours = set(story.first.tryton), set(story.first.ours)
    assert tryton - ours == {"due-today", "credited", "trifle"}
    assert ours - tryton == {"no-procedure"}
    assert tryton & ours == {"late", "part-paid", "two-invoices", "in-parts", "blocked"}


def test_what_is_asked_for_differs_for_known_reasons_only(story: Story) -> None:
    differing = {
        party
        for party in set(story.first.tryton) & set(story.first.ours)
        if sum(amount for _, amount in story.first.tryton[party]) != sum(amount or 0 for _, amount in story.first.ours[party])
    }
    assert differing == {"part-paid"}
    assert story.first.tryton["part-paid"] == [(1, Decimal(1000))]
    assert story.first.ours["part-paid"] == [("STD_REMINDER", Decimal(300))]


def test_tryton_has_a_dunning_for_each_line_and_we_one_for_each_debtor(story: Story) -> None:
    assert sorted(story.first.tryton["two-invoices"]) == [(1, Decimal(300)), (1, Decimal(350))]
    assert story.first.ours["two-invoices"] == [("STD_REMINDER", Decimal(650))]


def test_both_begin_with_the_first_level(story: Story) -> None:
    assert {level for dunnings in story.first.tryton.values() for level, _ in dunnings} == {1}
    assert {action for steps in story.first.ours.values() for action, _ in steps} == {"STD_REMINDER"}


def test_three_weeks_later_both_go_on_by_one_level(story: Story) -> None:
    raised = {party for party, dunnings in story.later.tryton.items() if {level for level, _ in dunnings} == {2}}
    demanded = {party for party, steps in story.later.ours.items() if [action for action, _ in steps] == ["STD_DEMAND"]}
    assert raised - demanded == {"credited", "trifle"}
    assert demanded - raised == set()
    assert {"late", "part-paid", "two-invoices", "in-parts", "due-today"} <= demanded


def test_what_is_blocked_goes_on_with_neither(story: Story) -> None:
    assert story.later.tryton["blocked"] == [(1, Decimal(1200))]  # the one that was sent: it stays at its level
    assert "blocked" not in story.later.ours


def test_a_level_that_tryton_proposes_says_that_the_one_before_was_sent(story: Story) -> None:
    notices = [event for case in story.after.cases for event in case.events if event.kind == "notice_sent"]
    assert notices
    assert {event.level for event in notices} == {1}


def test_the_report_is_written_as_notes_and_only_when_asked(story: Story, tryton: Tryton) -> None:
    note = tryton.models.Model.get("ir.note")
    assert note.find([]) == []
    written = write_tryton(story.first.report, tryton.create)
    found = note.find([])
    assert len(found) == written == sum(not each.is_held_back for each in story.first.report.recommendations)
    assert {each.resource.__class__.__name__ for each in found} == {"party.party"}
    late = tryton.parties["late"]
    assert any("1000.00" in each.message for each in found if each.resource.id == late.id)


def _levelled_policy() -> dr.Policy:
    policy = pytest.importorskip("standard_dunning.policy", reason="the policy is not installed here: `nox -s erp` brings it")
    days = {f"std_level_{number}_days": each for number, each in enumerate(LEVELS, 1)}
    return dr.Policy(parameters={"std_grace_days": 0, **days}, plugins=[read_plugin(policy, "standard-dunning")])


def _read(tryton: Tryton) -> Ledger:
    return read_tryton(gather_tryton(tryton.ask), Owed(Creditor(id="us", currency="USD")))


def _proposed(tryton: Tryton) -> dict[str, list[tuple[int, Decimal]]]:
    found: dict[str, list[tuple[int, Decimal]]] = {}
    for each in tryton.dunnings():
        found.setdefault(each.party.name, []).append((each.level.sequence, each.amount))
    return found


def _recommended(
    tryton: Tryton, policy: dr.Policy, ledger: Ledger, days: int
) -> tuple[dict[str, list[tuple[str, Decimal | None]]], Report]:
    report = policy.evaluate_all(ledger.cases, as_of=tryton.as_of + timedelta(days))
    names = {str(party.id): name for name, party in tryton.parties.items()}
    found: dict[str, list[tuple[str, Decimal | None]]] = {}
    for each in report.recommendations:
        if each.rule_id.startswith("standard-dunning."):
            found.setdefault(names[each.debtor_id], []).append((each.action, each.amount))
    return found, report
