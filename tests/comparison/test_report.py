"""What a comparison gives back, and what else of a policy it looks at."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import dunning_rules as dr
from dunning_rules.comparison import CompareReport, compare
from dunning_rules.contribution import Plugin
from dunning_rules.errors import AsOfError, CaseError, ExtraError, ReportError
from dunning_rules.language import ALWAYS, FLAG, Wording
from dunning_rules.late_payment import shipped_rates
from dunning_rules.rules import Exclusion
from dunning_rules.rules.rule import Rule
from dunning_rules.rules.weight import Weight
from dunning_rules.vocabulary import debtor, invoice
from tests.comparison.changes import compared, few
from tests.verify.faults.base import WORDS, action, advise, book, days, field_of, rule

_BASE = rule("one", debtor.is_overdue & (debtor.max_days_past_due > 4), advise("CHARGE_INTEREST"))


def parts(old: dr.Policy, new: dr.Policy) -> list[tuple[str, str, str, str]]:
    report = compare(old, new)
    assert all(each.verdict == "equivalent" for each in report.rules)
    return [(each.part, each.name, each.before, each.now) for each in report.parts]


def test_the_report_survives_json() -> None:
    report = compared()
    assert CompareReport.from_json(report.to_json()) == report
    assert CompareReport.from_json(report.to_json(indent=None)) == report


@pytest.mark.parametrize("text", ["{}", "no JSON", '{"old": 1}'])
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ReportError, match="this is not a report of a comparison"):
        CompareReport.from_json(text)


def test_rules_by_verdict() -> None:
    assert not compared().is_same
    assert {each.verdict for each in compared().of("stricter")} == {"stricter"}
    assert compared().rule("no.such.rule") is None


def test_the_same_policies_give_the_same_bytes_whatever_the_order_of_hashes() -> None:
    code = "from tests.comparison.changes import few; print(few().to_json())"
    texts = {
        subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}, capture_output=True, check=True
        ).stdout.decode()
        for seed in ("1", "2")
    }
    assert texts == {f"{few().to_json()}\n"}


def test_a_parameter() -> None:
    old, new = (book([_BASE], parameters=(each,))() for each in (days("own", 5), replace(days("own", 5), changes=((date(2026, 5, 1), 7),))))
    assert parts(old, new) == [("parameter", "own", "5 (days)", "5 (days); from 2026-05-01: 7 (days)")]
    assert parts(book([_BASE])(), old) == [("parameter", "own", "", "5 (days)")]


def test_attributes_of_an_action_as_far_as_they_differ() -> None:
    acts = (action("OWN", "CONTACT_NOW"), action("OWN", "CONTACT_NOW", tone="firm", channel="letter"))
    old, new = (book([rule("own", debtor.is_overdue, advise("OWN"))], actions=(each,))() for each in acts)
    assert parts(old, new) == [
        ("action", "OWN", f"channel call, tone {acts[0].tone}, is_contact True"[: -len(", is_contact True")], "channel letter, tone firm")
    ]


def test_exclusions_turned_and_new() -> None:
    rules = [rule("a", debtor.is_overdue, advise("CONTACT_NOW")), rule("b", debtor.is_overdue, advise("VISIT_ON_TIME"))]
    turns = [(), (Exclusion("CONTACT_NOW", "VISIT_ON_TIME", WORDS),), (Exclusion("VISIT_ON_TIME", "CONTACT_NOW", WORDS),)]
    none, one, other = (book(rules, exclusions=each)() for each in turns)
    pair = "CONTACT_NOW / VISIT_ON_TIME"
    assert parts(none, one) == [("exclusion", pair, "", "stays CONTACT_NOW, unless —")]
    assert parts(one, other) == [("exclusion", pair, "stays CONTACT_NOW", "stays VISIT_ON_TIME")]


def test_texts() -> None:
    other = replace(_BASE, why=Wording("another reason", "别的理由"))
    assert parts(book([_BASE])(), book([other])()) == [("text", "rule one", "a reason", "another reason")]
    in_chinese = dr.Policy(book([other])().book, engine="plain", lang="zh")
    before = dr.Policy(book([_BASE])().book, engine="plain", lang="zh")
    assert parts(before, in_chinese) == [("text", "rule one", "理由", "别的理由")]


def test_fields_weights_and_plugins() -> None:
    flag = field_of("debtor", "own_flag", FLAG)
    weight = Weight("own.weight", ALWAYS, Decimal(2), WORDS)
    plugin = Plugin(name="own", version="1.0", fields=(flag,), weights=(weight,))
    base = book([_BASE])().book
    old, new = dr.Policy(base, engine="plain"), dr.Policy(base, engine="plain", plugins=[plugin])
    assert [each[:2] for each in parts(old, new)] == [("plugin", "own"), ("field", "debtor.own_flag"), ("weight", "own.weight")]
    later = dr.Policy(base, engine="plain", plugins=[replace(plugin, version="1.1")])
    assert parts(new, later) == [("plugin", "own", "version 1.0", "version 1.1")]


def test_a_constraint_that_is_gone() -> None:
    constraint = replace(dr.Policy().book.constraints[0], id="own.constraint")
    base = book([_BASE])().book
    old, new = (dr.Policy(each, engine="plain") for each in (base, replace(base, constraints=(*base.constraints, constraint))))
    ((part, name, before, now),) = parts(old, new)
    assert (part, name, before) == ("constraint", "own.constraint", "")
    assert "effect" in now


def test_the_period_of_a_rule() -> None:
    """It is compared on a day before and on a day after."""
    ended = replace(_BASE, until=date(2026, 6, 30))
    report = compare(book([_BASE])(), book([ended])())
    assert report.days == (date(2026, 6, 30), date(2026, 7, 1))
    (found,) = report.rules
    assert (found.verdict, found.certainty) == ("stricter", "proved")
    assert found.fired_before is not None
    assert found.fired_before.as_of.date() == date(2026, 7, 1)
    assert [(each.part, each.name, each.now) for each in report.parts] == [("in force", "one", "until 2026-06-30")]


def test_what_differs_on_two_days_is_told_once() -> None:
    own = days("own", 5)
    late = rule("late", debtor.max_days_past_due >= own.term, advise("CHARGE_INTEREST", 20))
    old = book([late], parameters=(own,))()
    new = book([replace(late, then=(advise("CHARGE_INTEREST", 30),))], parameters=(replace(own, changes=((date(2026, 5, 1), 9),)),))()
    (found,) = compare(old, new).rules
    assert (found.verdict, found.certainty) == ("stricter", "proved")
    assert [(each.part, each.change) for each in found.effects] == [("urgency", "higher")]


def test_a_renamed_rule_is_the_same_on_all_days() -> None:
    def named(name: str, **more: object) -> Rule:
        return rule(name, debtor.is_overdue & (debtor.max_days_past_due > 3), advise("CHARGE_INTEREST"), **more)

    report = compare(book([named("a"), named("other", until=date(2026, 6, 30))])(), book([named("b"), named("more")])())
    assert [(each.rule, each.verdict, each.was) for each in report.rules] == [
        ("b", "renamed", "a"),
        ("more", "added", ""),
        ("other", "removed", ""),
    ]


def test_a_field_that_is_given_otherwise_is_another_one() -> None:
    """Under one name two policies may read two attributes: nothing is proved of one by the other."""
    fields = [replace(field_of("debtor", "own", FLAG), merge=None, default=None, source=f"debtor.attributes.{name}") for name in ("a", "b")]
    policies = (
        dr.Policy(
            book([_BASE])().book,
            engine="plain",
            plugins=[
                Plugin(name="own", fields=(each,), rules=(rule("own.rule", each.ref & debtor.is_overdue, advise("CHARGE_INTEREST")),))
            ],
        )
        for each in fields
    )
    found = compare(*policies).rule("own.rule")
    assert found is not None
    assert found.verdict == "incomparable"


def test_interest_that_is_reckoned_otherwise_is_another_thing() -> None:
    """What reads it is asked anew, and nothing is proved of it."""
    rules = [rule("own", invoice.accrued_interest > 0, advise("CHARGE_INTEREST")), rule("two", debtor.is_overdue, advise("CONTACT_NOW"))]
    base = book(rules)().book
    law = shipped_rates().model_copy(update={"law": shipped_rates().law[:1]})
    report = compare(dr.Policy(base, engine="plain"), dr.Policy(base, engine="plain", interest_rates=law))
    assert [(each.rule, each.certainty) for each in report.rules] == [("own", "searched")]
    assert [each.name for each in report.parts] == ["interest"]


def test_made_cases_are_in_the_reporting_currency() -> None:
    base = book([_BASE])().book
    changed = replace(base, rules=(*base.rules, rule("two", debtor.is_overdue, advise("CONTACT_NOW"))))
    report = compare(*(dr.Policy(each, engine="plain", currency="JPY") for each in (base, changed)))
    found = report.rule("two")
    assert found is not None
    assert found.fires_now is not None
    assert {each.currency for each in found.fires_now.case.invoices} == {"JPY"}
    with pytest.raises(CaseError, match="the policies report in two currencies: `EUR` and `JPY`"):
        compare(dr.Policy(base, currency="EUR"), dr.Policy(base, currency="JPY"))


def test_a_portfolio_needs_a_moment() -> None:
    with pytest.raises(AsOfError, match="for which moment"):
        compare(on=[])


def test_without_z3_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    with pytest.raises(ExtraError, match="the comparison of policies needs `z3`") as raised:
        dr.compare()
    assert "dunning-rules[verify]" in raised.value.help
