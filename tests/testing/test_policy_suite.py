"""The suite for policies: a good policy passes it, and each fault fails the law that it breaks, and no other."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest import SkipTest

import pytest
from hypothesis import given, settings

from dunning_rules.contribution import Plugin
from dunning_rules.errors import DunningError, InvariantError, PluginError
from dunning_rules.language import DAYS, FLAG, MINUTE, MONEY, NAME, RATIO, Wording, as_condition, choice
from dunning_rules.language.types import DATE
from dunning_rules.models import Case
from dunning_rules.plugins import Override, extend
from dunning_rules.policy import Policy
from dunning_rules.rules import Action, Constraint, Recommend, Rule
from dunning_rules.testing import AS_OF, PolicySuite, near_miss, policy_suite, sample_cases
from dunning_rules.testing.firing import cases_firing
from dunning_rules.verify import CheckFinding, CheckReport
from dunning_rules.vocabulary import debtor, recommendation
from tests.cases import TEXT, a_case, an_invoice
from tests.plugins.common import a_plugin

ACT = Action("OUR_STEP", TEXT, actor="sales", channel="letter", audience="authorised_payer", place="remote")
DEMAND = replace(ACT, demands_payment=True)
OURS = extend("debtor")
GRADE = OURS.attribute("our_grade", choice("A", "B"), TEXT)
WHY = Wording("{debtor.overdue_amount} is overdue", "逾期 {debtor.overdue_amount}")
LATE = Rule("ours.late", debtor.is_overdue & (GRADE == "A"), (Recommend("OUR_STEP", 40),), WHY)
GOOD = a_plugin(fields=OURS.all(), actions=[ACT], rules=[LATE])
PROVED = "test_a_check_finds_nothing"
"""Takes long; the policy of a beginner is checked beside its other laws, in the tests of `new-policy`."""
LAWS = [name for name in vars(PolicySuite) if name.startswith("test_") and name != PROVED]
RARE = a_plugin(actions=[ACT], rules=[replace(LATE, when=debtor.max_days_past_due == 1234)])


def suite(plugin: Plugin | str, **values: Any) -> PolicySuite:  # noqa: ANN401 - attributes of the suite
    """A suite of few examples about `plugin`."""
    ours: type[PolicySuite] = type("TestOurs", (PolicySuite,), {"policy": plugin, "examples": 40, "tries": 800, **values})
    return ours()


@pytest.mark.parametrize("law", LAWS)
def test_a_good_policy_keeps_every_law(law: str) -> None:
    if law == "test_golden_cases":
        with pytest.raises(SkipTest):
            getattr(suite(GOOD), law)()
    else:
        getattr(suite(GOOD), law)()


def of(*rules: Rule, **values: Any) -> Plugin:  # noqa: ANN401 - what hooks return
    """A policy with these rules."""
    return a_plugin(**{"actions": [ACT], "rules": list(rules), **values})


FAULTY: dict[str, Callable[[], Plugin]] = {
    "test_every_text_is_there_in_every_language": lambda: of(replace(LATE, when=debtor.is_overdue, why=Wording("late", " "))),
    "test_every_rule_fires_and_has_a_near_miss": lambda: of(replace(LATE, when=debtor.max_days_past_due < 0)),
    "test_who_is_overdue_gets_advice": lambda: a_plugin(
        overrides=[Override(rule.id, TEXT, disable=True) for rule in Policy(engine="plain").book.rules if rule.tip is not None]
    ),
    "test_what_is_not_owed_is_not_demanded": lambda: of(replace(LATE, when=debtor.open_amount >= 0), actions=[DEMAND]),
    "test_paying_never_makes_it_worse": lambda: of(
        replace(LATE, when=debtor.payments_90 > 1, then=(Recommend("OUR_STEP", 90),)), actions=[DEMAND]
    ),
}


@pytest.mark.parametrize("law", FAULTY)
def test_a_fault_fails_the_law_that_it_breaks(law: str) -> None:
    with pytest.raises((InvariantError, DunningError)) as failed:
        getattr(suite(FAULTY[law]()), law)()
    assert failed.value.help


def test_what_a_check_finds_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself has tests of its own: here it is asked about a small book in the place of the whole one."""
    asked: list[Policy] = []

    def check(policy: Policy) -> CheckReport:
        asked.append(policy)
        return found

    monkeypatch.setattr(policy_suite, "check", check)
    found = CheckReport("", (), 1, 1, {}, (CheckFinding("DEAD", ("ours.late",), "it can never fire", "mend it", "proved"),), ())
    with pytest.raises(InvariantError, match=r"a check finds DEAD ours\.late: it can never fire"):
        suite(GOOD).test_a_check_finds_nothing()
    found = replace(found, findings=())
    suite(GOOD).test_a_check_finds_nothing()
    assert [[each.name for each in policy.combined.plugins] for policy in asked] == [[GOOD.name]] * 2


def test_without_the_solver_the_check_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    with pytest.raises(SkipTest, match=r"dunning-rules\[verify\]"):
        suite(GOOD).test_a_check_finds_nothing()


def test_a_policy_that_breaks_the_book_is_refused() -> None:
    with pytest.raises(PluginError):
        suite(of(replace(LATE, id="tip-01.silence", when=debtor.is_overdue))).test_it_goes_together_with_the_book()


def test_a_policy_that_is_not_installed_is_refused() -> None:
    with pytest.raises(PluginError, match="no-such-policy"):
        suite("no-such-policy").test_it_goes_together_with_the_book()


def test_texts_that_show_other_facts_in_another_language() -> None:
    other = Wording("{debtor.overdue_amount} is overdue", "已逾期")
    with pytest.raises(InvariantError, match=r"other facts in .en. than in .zh."):
        suite(of(replace(LATE, when=debtor.is_overdue, why=other))).test_every_text_is_there_in_every_language()


def test_a_rule_without_a_near_miss_asks_for_nothing() -> None:
    always = Rule("ours.always", debtor.today.is_known(), (Recommend("OUR_STEP", 40),), TEXT)
    with pytest.raises(InvariantError, match="fires whatever is changed"):
        suite(of(always)).test_every_rule_fires_and_has_a_near_miss()


def test_a_case_of_the_author_for_a_rare_rule() -> None:
    with pytest.raises(InvariantError, match=r"no case was found in which .ours\.late. fires"):
        suite(RARE).test_every_rule_fires_and_has_a_near_miss()
    due_on = AS_OF.date() - timedelta(days=1234)
    case = a_case(an_invoice(issued_on=due_on, due_on=due_on))
    suite(RARE, firing={"ours.late": case}).test_every_rule_fires_and_has_a_near_miss()


def test_golden_cases_are_run_and_fire_rules(tmp_path: Path) -> None:
    golden = tmp_path / "ours.yaml"
    text = """cases:
  - case: a debt of an odd age
    why: It is what the rule asks for.
    invoices:
      - {{amount: 100.00, due_on: {days} days ago}}
    fires: [ours.late]
"""
    golden.write_text(text.format(days=1234), encoding="utf-8")
    ours = suite(RARE, golden=golden)
    ours.test_every_rule_fires_and_has_a_near_miss()
    ours.test_golden_cases()
    golden.write_text(text.format(days=1235), encoding="utf-8")
    with pytest.raises(DunningError, match="does not fire"):
        suite(RARE, golden=golden).test_golden_cases()


def test_a_rule_that_is_not_in_force_need_not_fire() -> None:
    ended = replace(LATE, id="ours.ended", when=debtor.max_days_past_due < 0, until=AS_OF.date().replace(year=2020))
    suite(of(ended)).test_every_rule_fires_and_has_a_near_miss()


def test_constraints_of_a_policy_are_tried() -> None:
    calls, late = recommendation.channel == "call", as_condition(debtor.is_overdue)
    stop = Constraint("ours.stop", "NoCoercion", "*", calls, late, "veto", TEXT, "house")
    suite(a_plugin(constraints=[stop])).test_the_guard_is_not_loosened()


OURS_WITH_GRADES = Policy(engine="plain", plugins=[GOOD])


@settings(max_examples=5, deadline=None, database=None)
@given(case=cases_firing(OURS_WITH_GRADES, "ours.late", fields=OURS.all()))
def test_cases_firing(case: Case) -> None:
    assert case.debtor.attributes == {"our_grade": "A"}
    assert "ours.late" in {each.rule_id for each in OURS_WITH_GRADES.evaluate(case, as_of=AS_OF).recommendations}
    missed = near_miss(OURS_WITH_GRADES, case, "ours.late")
    assert missed is not None
    assert "ours.late" not in {each.rule_id for each in OURS_WITH_GRADES.evaluate(missed, as_of=AS_OF).recommendations}


def test_a_rule_that_fires_in_no_case() -> None:
    with pytest.raises(DunningError):
        cases_firing(OURS_WITH_GRADES, "ours.lete")

    @settings(max_examples=1, database=None)
    @given(case=cases_firing(Policy(engine="plain", plugins=[RARE]), "ours.late", tries=20))
    def draw(case: Case) -> None:
        raise AssertionError(case)

    with pytest.raises(InvariantError, match="in 20 random cases"):
        draw()


@cache
def attributed() -> tuple[Case, ...]:
    scopes = {scope: extend(scope) for scope in ("debtor", "invoice", "visit", "event")}
    for scope in scopes.values():
        for kind in (FLAG, DATE, MONEY, RATIO, MINUTE, NAME, DAYS, choice("A", "B")):
            scope.attribute(f"our_{kind.kind.value}", kind, TEXT)
    scopes["debtor"].computed("our_sum", TEXT, debtor.open_amount)
    fields = tuple(field for scope in scopes.values() for field in scope.all())
    return tuple(sample_cases(3, 60, fields=fields))


@pytest.mark.parametrize("table", ["debtor", "invoices", "visits", "events"])
def test_attributes_of_every_kind_are_recorded(table: str) -> None:
    records = [each for case in attributed() for each in ([case.debtor] if table == "debtor" else getattr(case, table))]
    names = {name for each in records for name in each.attributes}
    assert len(names) == 8
    assert any(not each.attributes.get("our_days") for each in records)
