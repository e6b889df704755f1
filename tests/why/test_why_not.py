"""Why a rule did not fire, and what would have to be otherwise."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dunning_rules import Policy, why_not
from dunning_rules.errors import AsOfError, BookError, CaseError
from dunning_rules.language import Condition, Term, exists
from dunning_rules.models import Case
from dunning_rules.rules.rule import Conclude, Rule
from dunning_rules.vocabulary import debtor, event, invoice, recommendation
from dunning_rules.why.failed import Failed
from dunning_rules.why.why_not import WhyNot
from tests.cases import NOON, TODAY, a_book, a_case, a_payment, a_rule, advise, an_action, an_event, an_invoice, at


def answered(case: Case, *rules: Rule, rule: str = "act", **options: str) -> WhyNot:
    """Why one of these rules did not fire."""
    policy = Policy(a_book(*rules), engine="plain", lang=options.pop("lang", "en"))
    return why_not(case, rule, as_of=NOON, policy=policy, record=options.get("record"))


def changed(case: Case, when: Condition | Term, *more: Rule) -> list[str] | None:
    """The sentences of the change by which a rule with this condition would fire."""
    found = answered(case, a_rule("act", when), *more).changes
    return None if found is None else [each.text.replace("\N{NO-BREAK SPACE}", " ") for each in found]


def texts(failed: tuple[Failed, ...]) -> list[str]:
    return [each.text for each in failed]


def test_the_parts_that_failed_with_their_values() -> None:
    found = answered(a_case(an_invoice()), a_rule("act", debtor.is_overdue & (debtor.open_invoices >= 3) & debtor.blocked))
    assert (found.status, found.record) == ("failed", "debtor/d")
    assert texts(found.failed) == ["open invoices at least 3", "dunning block"]
    assert [fact.value for part in found.failed for fact in part.facts] == [1, False]
    assert found.failed[0].facts[0].because[0].record == "invoice/1"


def test_the_nearest_record() -> None:
    case = a_case(an_invoice(), an_invoice(id="2", secured=True), an_invoice(id="3"))
    found = answered(case, a_rule("act", invoice.secured & invoice.lien))
    assert found.record == "invoice/2"
    assert texts(found.failed) == ["lien"]
    assert found.changed_record == "invoice/2"


def test_a_record_that_is_named() -> None:
    case = a_case(an_invoice(secured=True), an_invoice(id="2"))
    assert answered(case, a_rule("act", invoice.secured)).status == "fires"
    found = answered(case, a_rule("act", invoice.secured), record="invoice/2")
    assert (found.status, found.record) == ("failed", "invoice/2")
    with pytest.raises(CaseError, match="the rule looks at no record `invoice/3`") as raised:
        answered(case, a_rule("act", invoice.secured), record="invoice/3")
    assert raised.value.help == "did you mean `invoice/2`?"


def test_sides_of_an_or() -> None:
    found = answered(a_case(), a_rule("act", (debtor.blocked & debtor.credit_hold) | debtor.is_overdue))
    (part,) = found.failed
    assert part.either == "none of these holds, and one would do"
    both, overdue = part.because
    assert texts(both.because) == ["dunning block", "credit hold"]
    assert overdue.text == "overdue"
    assert texts(overdue.because) == ["overdue amount above EUR\N{NO-BREAK SPACE}0.00"]


def test_the_parts_of_a_computed_flag_that_has_to_be_false() -> None:
    (part,) = answered(a_case(an_invoice()), a_rule("act", ~debtor.is_overdue)).failed
    assert part.text == "not overdue"
    assert texts(part.because) == ["overdue amount at most EUR\N{NO-BREAK SPACE}0.00"]


def test_rules_that_would_have_concluded_it() -> None:
    rules = (
        a_rule("act", debtor.risk_class >= "bad"),
        a_rule("bad", debtor.bad_faith, Conclude.that(debtor.risk_class, "bad")),
        a_rule("dead", debtor.is_insolvent, Conclude.that(debtor.risk_class, "dead")),
        a_rule("doubtful", debtor.is_overdue, Conclude.that(debtor.risk_class, "doubtful")),
        a_rule("faith", debtor.conceals_assets, Conclude.that(debtor.bad_faith)),
    )
    (part,) = answered(a_case(an_invoice()), *rules).failed
    assert part.facts[0].rules == ("doubtful",)
    assert [each.rule_id for each in part.rules] == ["bad", "dead"]
    (faith,) = part.rules[0].failed
    assert [each.rule_id for each in faith.rules] == ["faith"]
    assert texts(faith.rules[0].failed) == ["concealment of assets recorded"]
    assert faith.rules[0].text == "faith would conclude it"


def test_rules_behind_rules_end() -> None:
    chain = (debtor.withholding, debtor.bad_faith, recommendation.working_day)
    rules = [a_rule("act", chain[1]), a_rule("b", chain[0], Conclude.that(chain[1])), a_rule("a", debtor.blocked, Conclude.that(chain[0]))]
    (part,) = answered(a_case(), *rules).failed
    assert texts(part.rules[0].failed[0].rules[0].failed) == ["dunning block"]


def test_not_in_force() -> None:
    found = answered(a_case(), a_rule("act", debtor.is_overdue, since=date(2027, 1, 1)))
    assert (found.status, found.text, found.changes) == ("not_in_force", "it is not in force on 2026-07-15", None)
    assert str(found).splitlines() == ["d: act", "  it is not in force on 2026-07-15"]


def test_no_record() -> None:
    found = answered(a_case(), a_rule("act", invoice.is_overdue))
    assert (found.status, found.text) == ("no_record", "it looks at each invoice, and there is none")


def test_it_does_fire() -> None:
    found = answered(a_case(an_invoice(), an_invoice(id="2")), a_rule("act", invoice.is_overdue))
    assert (found.status, found.text) == ("fires", "it does fire, for invoice/1, invoice/2")


def test_it_gave_way() -> None:
    rules = (a_rule("stay", debtor.is_overdue, advise("HARD")), a_rule("go", debtor.is_overdue, advise("SOFT")))
    book = a_book(*rules, actions=(an_action("HARD", stance="hard"), an_action("SOFT", stance="soft")))
    found = why_not(a_case(an_invoice()), "go", as_of=NOON, policy=Policy(book, engine="plain"))
    assert found.status == "gave_way"
    assert found.text == "it fires, but gave way to HARD: soft and hard measures are not mixed for one debtor; the hard one stays"


def test_it_concludes() -> None:
    bad = a_rule("act", debtor.is_overdue, Conclude.that(debtor.risk_class, "bad"))
    dead = a_rule("dead", debtor.is_overdue, Conclude.that(debtor.risk_class, "dead"))
    assert answered(a_case(an_invoice()), bad).text == "it does fire, for debtor/d"
    assert answered(a_case(an_invoice()), bad, dead).text == "it does fire, for debtor/d, but a graver conclusion of another rule stays"


def test_it_concludes_for_a_recommendation() -> None:
    rules = (a_rule("first", debtor.is_overdue), a_rule("act", recommendation.is_contact, Conclude.that(recommendation.working_day)))
    assert answered(a_case(an_invoice()), *rules).text == "it does fire, for recommendation/first/ACT/d"


def test_what_is_asked_wrongly() -> None:
    with pytest.raises(BookError, match=r"there is no rule `tip-01.silense`") as raised:
        why_not(a_case(), "tip-01.silense", as_of=NOON)
    assert raised.value.help == "did you mean `tip-01.silence`?"
    with pytest.raises(AsOfError):
        why_not(a_case(), "tip-01.silence", as_of=NOON.replace(tzinfo=None))


def test_the_built_in_rules() -> None:
    case = a_case(an_invoice(), an_event("contact_attempt", channel="call", reached=False))
    found = why_not(case, "tip-01.silence", as_of=NOON)
    assert found.changes is not None
    assert [each.text for each in found.changes] == ["event/contact_attempt: day 2026-06-30 instead of 2026-07-01"]


def test_as_text_and_json_and_in_chinese() -> None:
    found = answered(a_case(an_invoice()), a_rule("act", debtor.blocked))
    assert str(found).splitlines() == [
        "d: act",
        "  it would fire if",
        "    debtor/d: dunning block yes instead of no",
        "  it does not fire; nearest to it is debtor/d",
        "    ✗ dunning block",
        "      dunning block: no  [debtor/d.dunning_block]",
    ]
    assert json.loads(found.to_json())["changes"] == [
        {
            "record": "debtor/d", "name": "debtor.blocked", "before": False, "after": True, "derived": False,
            "text": "debtor/d: dunning block yes instead of no",
        }
    ]  # fmt: skip
    chinese = str(answered(a_case(an_invoice()), a_rule("act", debtor.blocked), lang="zh"))
    assert "若如下改变则会触发" in chinese
    assert "debtor/d: 催收冻结 为 是 (现为 否)" in chinese


def test_without_records() -> None:
    rules = (a_rule("act", debtor.bad_faith), a_rule("faith", debtor.open_invoices > 5, Conclude.that(debtor.bad_faith)))
    short = answered(a_case(an_invoice()), *rules).without_records()
    (part,) = short.failed
    (behind,) = part.rules[0].failed
    assert (behind.facts[0].value, behind.facts[0].because) == (1, ())


def test_nothing_is_found() -> None:
    found = answered(a_case(), a_rule("act", debtor.country == "DE"))
    assert (found.status, found.changes) == ("failed", None)
    assert "no change of a few facts was found by which it would fire" in str(found)


def test_the_fewest_facts_given_ones_first() -> None:
    case = a_case(an_invoice(due_on=TODAY + timedelta(10)))
    assert changed(case, debtor.is_pursuable) == ["invoice/1: due date 2026-07-14 instead of 2026-07-25"]


def test_an_invoice_is_not_due_before_it_is_issued() -> None:
    assert changed(a_case(an_invoice()), invoice.days_past_due > 90) == [
        "invoice/1: due date 2026-04-15 instead of 2026-06-01",
        "invoice/1: invoice date 2026-04-15 instead of 2026-05-01",
    ]


def test_what_is_computed_from_records_that_are_not_there() -> None:
    assert changed(a_case(), debtor.broken_promises >= 2) == [
        "debtor/d: broken promises in 180 days 2 instead of 0 (it follows from other records)"
    ]


def test_rules_that_have_to_fire_first() -> None:
    bad = a_rule("bad", debtor.blocked, Conclude.that(debtor.risk_class, "bad"))
    assert changed(a_case(), debtor.risk_class == "bad", bad) == ["debtor/d: dunning block yes instead of no"]


def test_rules_that_must_not_fire() -> None:
    dead = a_rule("dead", debtor.credit_hold, Conclude.that(debtor.risk_class, "dead"))
    bad = a_rule("bad", debtor.blocked, Conclude.that(debtor.risk_class, "bad"))
    case = a_case(debtor={"credit_hold": True})
    assert changed(case, debtor.risk_class == "bad", dead, bad) == [
        "debtor/d: dunning block yes instead of no",
        "debtor/d: credit hold no instead of yes",
    ]


def test_a_conclusion_that_no_rule_draws() -> None:
    assert changed(a_case(), debtor.bad_faith) == ["debtor/d: bad faith yes instead of no (it follows from other records)"]


def test_a_fact_that_helps_twice_is_changed_once() -> None:
    case = a_case(an_invoice(), a_payment(100, invoice_id="1"))
    assert changed(case, debtor.is_overdue & (debtor.overdue_amount >= 0) & (debtor.open_invoices == 1)) == [
        "event/payment: amount EUR 99.99 instead of EUR 100.00"
    ]


def test_an_event_that_is_of_today_at_the_latest() -> None:
    case = a_case(an_event("contact_attempt", at=at(TODAY), channel="call", reached=True))
    assert changed(case, exists(event, event.happened_on > debtor.today)) is None


def test_amounts_of_another_currency() -> None:
    case = a_case(debtor={"credit_limit": Decimal(500)})
    assert changed(case, debtor.credit_limit > debtor.visit_cost) == ["debtor/d: cost of a visit EUR 499.99 instead of —"]
