"""Every seeded change is told for what it is, and every case shows what it is shown for."""

from __future__ import annotations

import pytest

from dunning_rules.comparison import RuleChange, Witness, compare
from dunning_rules.policy import Policy
from dunning_rules.testing.samples import sample_cases
from dunning_rules.verify.build import moment_of
from dunning_rules.verify.replay import Replay, replay
from tests.comparison.changes import CHANGES, UNTOUCHED, Changed, compared, policies

LEAST = 25
CASES = 150


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.name)
def test_a_change_is_told_for_what_it_is(change: Changed) -> None:
    found = compared().rule(change.name)
    if change.verdict == "untouched":
        assert found is None
        return
    assert found is not None
    assert (found.verdict, found.certainty) == (change.verdict, change.certainty)


def test_nothing_else_is_told() -> None:
    assert len(CHANGES) >= LEAST
    wanted = {each.name for each in CHANGES if each.verdict != "untouched"}
    assert {each.rule for each in compared().rules} == wanted
    assert compared().identical == UNTOUCHED


def answers(witness: Witness) -> tuple[Replay, Replay]:
    old, new = (replay(each, witness.case, witness.as_of) for each in policies())
    return old, new


def check_alone(found: RuleChange, witness: Witness, one: Replay, other: Replay) -> None:
    assert witness.record in one.fired[found.rule]
    assert witness.record not in other.fired.get(found.rule, frozenset())


@pytest.mark.parametrize("name", [each.name for each in CHANGES if each.verdict != "untouched"])
def test_every_case_shows_what_it_is_shown_for(name: str) -> None:
    """Asked again, by itself, it gives what it is said to give; and where there is a difference, there is a case."""
    found = compared().rule(name)
    assert found is not None
    shown = {"stricter": (True, False), "looser": (False, True), "incomparable": (True, True), "removed": (True, False)}
    given = (found.fired_before is not None, found.fires_now is not None)
    assert given == shown.get(found.verdict, (False, found.verdict == "added" and found.certainty == "shown"))
    if found.fired_before is not None:
        old, new = answers(found.fired_before)
        check_alone(found, found.fired_before, old, new)
        assert set(found.fired_before.advised_before) == {each.action for each in old.stays}
        assert set(found.fired_before.advised_now) == {each.action for each in new.stays}
    if found.fires_now is not None:
        old, new = answers(found.fires_now)
        check_alone(found, found.fires_now, new, old)
        now = {f"{rule} {record}" for rule, records in new.fired.items() for record in records if not record.startswith("recommendation/")}
        before = {f"{rule} {record}" for rule, records in old.fired.items() for record in records}
        assert set(found.fires_now.fires_now) == now - before


def test_the_other_way_round_it_is_the_other_way_round() -> None:
    turned = {"stricter": "looser", "looser": "stricter", "added": "removed", "removed": "added"}
    old, new = policies()
    back = {each.rule: each.verdict for each in compare(new, old).rules if each.verdict != "renamed"}
    forth = {each.rule: turned.get(each.verdict, each.verdict) for each in compared().rules if each.verdict != "renamed"}
    assert back == forth


def test_what_is_renamed_says_what_it_was() -> None:
    assert {each.rule: each.was for each in compared().of("renamed")} == {"name.new": "name.old", "name.newer": "name.older"}


def test_a_policy_is_itself() -> None:
    for policy in (*policies(), Policy()):
        report = compare(policy, policy)
        assert report.is_same
        assert (report.rules, report.parts, report.questions) == ((), (), 0)
        assert report.identical == len(policy.book.rules)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_proved_holds_of_random_cases(seed: int) -> None:
    """Who fires for fewer fires for no other; and who is equivalent fires for the same."""
    as_of = moment_of(compared().days[0])
    firings = 0
    for case in sample_cases(seed, CASES, as_of=as_of):
        old, new = (replay(each, case, as_of).fired for each in policies())
        for found in compared().rules:
            before, now = old.get(found.was or found.rule, frozenset()), new.get(found.rule, frozenset())
            firings += len(before | now)
            assert not (found.verdict in {"equivalent", "renamed"} and before != now), (found.rule, case.debtor.id)
            assert not (found.verdict == "stricter" and now - before), (found.rule, case.debtor.id)
            assert not (found.verdict == "looser" and before - now), (found.rule, case.debtor.id)
    assert firings > CASES


def test_what_a_rule_reads_that_is_another_thing_is_named() -> None:
    reads = {each.rule: each.reads for each in compared().rules if each.reads}
    assert reads == {
        "follows.advice": ("recommendation",),
        "reads.grade": ("debtor.own_grade",),
        "reads.low-grade": ("debtor.own_grade",),
        "reads.shadow": ("debtor.own_shadow",),
        "urgent-calls": ("recommendation.urgency",),
    }
