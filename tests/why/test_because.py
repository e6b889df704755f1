"""Why, down to the records of the case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from dunning_rules import Policy, evaluate, explain
from dunning_rules.errors import BookError, ReportError
from dunning_rules.language import Wording, exists, outer
from dunning_rules.models import Case
from dunning_rules.result import Report
from dunning_rules.rules.rule import Conclude, Rule
from dunning_rules.testing import AS_OF, sample_cases
from dunning_rules.vocabulary import debtor, event, invoice, visit
from dunning_rules.why.because import Because
from tests.cases import NOON, a_book, a_case, a_payment, a_rule, a_visit, advise, an_action, an_event, an_invoice, asked


def leaves(because: Because) -> Iterator[Because]:
    """What has nothing behind it."""
    if not because.because:
        yield because
    for each in because.because:
        yield from leaves(each)


def found(because: Because, name: str) -> Because:
    """The first fact of that name, from the top."""
    return next(each for each in everything(because) if each.name == name)


def everything(because: Because) -> Iterator[Because]:
    yield because
    for each in because.because:
        yield from everything(each)


def names_of(case: Case) -> set[str]:
    """The records of a case, as reports name them."""
    records = [f"{scope}/{each.id}" for scope in ("invoice", "visit", "event") for each in getattr(case, f"{scope}s")]
    return {*records, f"debtor/{case.debtor.id}", f"creditor/{case.creditor.id}", "as_of"}


def the_reason(case: Case, *rules: Rule) -> tuple[Because, ...]:
    """What stands behind the first recommendation of a book of these rules."""
    book = a_book(*rules)
    report = asked(book, case)
    return explain(report, "d", case=case, policy=Policy(book, engine="plain")).found[0].because


def test_an_amount_down_to_the_invoices_and_payments() -> None:
    case = a_case(an_invoice(), an_invoice(id="2"), a_payment(30, invoice_id="2"))
    (because,) = the_reason(case, a_rule("owes", debtor.overdue_amount > 0))
    assert (because.name, because.value, because.record, because.attribute) == ("debtor.overdue_amount", "170.00", "debtor/d", "")
    assert (because.label, because.text) == ("overdue amount", "EUR\N{NO-BREAK SPACE}170.00")
    counted = [each for each in everything(because) if each.name == "invoice"]
    assert [each.record for each in counted] == ["invoice/1", "invoice/2"]
    assert found(counted[0], "invoice.amount").attribute == "amount"
    assert found(counted[0], "invoice.due_on").value == "2026-06-01"
    assert found(counted[1], "event.amount").record == "event/payment"
    assert found(because, "debtor.today").record == "as_of"


def test_what_stands_above_is_not_repeated() -> None:
    (because,) = the_reason(a_case(an_invoice()), a_rule("owes", debtor.overdue_amount > 0))
    opens = [each for each in everything(because) if each.name == "invoice.open_amount"]
    assert [each.cut for each in opens] == [False, True]
    assert opens[1].because == ()
    assert opens[1].outline.line.endswith(" …")


def test_only_some_of_many_records() -> None:
    case = a_case(*(an_invoice(id=str(number)) for number in range(8)))
    (because,) = the_reason(case, a_rule("many", debtor.open_invoices > 3))
    assert [each.record for each in because.because] == [f"invoice/{number}" for number in range(5)]
    assert because.more == 3
    assert str(because.outline).splitlines()[-1].strip() == "… +3"


def test_conclusions_with_the_rules_behind_them() -> None:
    rules = (
        a_rule("class", invoice.days_past_due > 30, Conclude.that(invoice.collection_class, "bad"), why=Wording("old", "旧")),
        a_rule("risk", exists(invoice, invoice.collection_class == "bad"), Conclude.that(debtor.risk_class, "bad")),
        a_rule("act", debtor.risk_class == "bad"),
    )
    (because,) = the_reason(a_case(an_invoice()), *rules)
    assert because.rules == ("risk",)
    (aggregate,) = because.because
    assert aggregate.label.startswith("there is a invoice")
    graded = found(because, "invoice.collection_class")
    assert (graded.rules, graded.reason, graded.record) == (("class",), "old", "invoice/1")
    assert found(graded, "invoice.due_on").attribute == "due_on"


def test_what_no_rule_concluded() -> None:
    rules = (
        a_rule("risk", debtor.blocked, Conclude.that(debtor.risk_class, "bad")),
        a_rule("act", debtor.risk_class == "not_due"),
    )
    (because,) = the_reason(a_case(), *rules)
    assert (because.value, because.rules, because.because, because.record) == ("not_due", (), (), "debtor/d")


def test_what_the_text_names_is_traced_too() -> None:
    because = the_reason(a_case(an_invoice()), a_rule("act", debtor.is_overdue, why=Wording("{debtor.country}", "{debtor.country}")))
    assert [each.name for each in because] == ["debtor.is_overdue", "debtor.country"]


def test_the_attributes_of_debtor_creditor_and_events() -> None:
    case = a_case(
        an_event("excuse", reason="unsold_stock"),
        a_visit(outcomes=("hid",)),
        debtor={"finances": "weak"},
        creditor={"size": "large"},
    )
    when = (
        (debtor.finances == "weak")
        & (debtor.creditor_size == "large")
        & exists(event, event.excuse == "unsold_stock")
        & exists(visit, visit.outcome_hid)
    )
    because = the_reason(case, a_rule("act", when))
    sources = [(leaf.record, leaf.attribute) for each in because for leaf in leaves(each)]
    assert sources == [("debtor/d", "finances"), ("creditor/us", "size"), ("event/excuse", "reason"), ("visit/v", "outcomes")]


def test_the_record_that_asks() -> None:
    later = exists(event, (event.kind == "payment") & (event.happened_on > outer(invoice.due_on)), per="invoice")
    (because,) = the_reason(a_case(an_invoice(), a_payment(5)), a_rule("act", later))
    assert [(each.name, each.record) for each in leaves(because)] == [
        ("event.kind", "event/payment"),
        ("event.happened_on", "event/payment"),
        ("invoice.due_on", "invoice/1"),
    ]


def test_the_side_of_an_or_that_holds() -> None:
    both = the_reason(a_case(an_invoice()), a_rule("act", debtor.is_pursuable))
    assert found(both[0], "debtor.blocked").value is False
    assert all(each.name != "debtor.blocked_until" for each in everything(both[0]))


def test_a_debtor_s_fact_behind_an_invoice() -> None:
    case = a_case(an_invoice(), debtor={"interest_rate": Decimal("0.1")})
    becauses = the_reason(case, a_rule("act", invoice.is_overdue & (debtor.interest_rate > 0)))
    assert found(becauses[1], "debtor.interest_rate").record == "debtor/d"


def test_a_recommendation_behind_a_fact() -> None:
    rules = (a_rule("first", debtor.is_overdue), a_rule("then", debtor.contact_is_recommended, advise("NEXT")))
    case = a_case(an_invoice())
    book = a_book(*rules, actions=(an_action("ACT"), an_action("NEXT", channel="internal")))
    explained = explain(asked(book, case), "d", "then", case=case, policy=Policy(book, engine="plain"))
    (because,) = explained.found[0].because
    contact = found(because, "recommendation.is_contact")
    assert (contact.rules, contact.reason) == (("first",), "because")
    assert found(contact, "invoice.due_on").record == "invoice/1"


def test_a_rule_that_only_concludes() -> None:
    rules = (a_rule("risk", debtor.is_overdue, Conclude.that(debtor.risk_class, "bad")), a_rule("act", debtor.is_overdue))
    case = a_case(an_invoice())
    book = a_book(*rules)
    report = asked(book, case)
    with_records = explain(report, "d", "risk", case=case, policy=Policy(book, engine="plain"))
    assert (with_records.found, with_records.why_not) == ((), None)
    assert with_records.concluded[0].rules == ("risk",)
    assert found(with_records.concluded[0], "invoice.due_on").record == "invoice/1"
    alone = explain(report, "d", "risk")
    assert str(alone.concluded[0].outline).splitlines() == ["debtor.risk_class = bad", "  risk: because", "    debtor.is_overdue = True"]
    assert explain(report, "d").concluded == ()


def test_a_report_alone_says_what_it_said() -> None:
    case = a_case(an_invoice())
    report = Report.from_json(evaluate(case, as_of=NOON).to_json())
    explained = explain(report, "d", "tip-01.never-contacted")
    assert str(explained).splitlines()[4:7] == [
        "      debtor.days_since_contact = —",
        "      debtor.max_days_past_due = 44",
        "      debtor.overdue_amount = 100.00",
    ]
    assert explained.found[0].because[0].record == ""


def test_with_the_built_in_rules() -> None:
    case = a_case(an_invoice())
    explained = explain(evaluate(case, as_of=NOON), "d", "tip-01.never-contacted", case=case)
    assert explained.found[0].because[0].record == "debtor/d"
    assert json.loads(explained.to_json())["found"][0]["because"][0]["record"] == "debtor/d"


def test_a_rule_that_did_not_fire() -> None:
    case = a_case(an_invoice())
    explained = explain(evaluate(case, as_of=NOON), "d", "tip-01.growing", case=case)
    assert explained.why_not is not None
    assert explained.why_not.status == "failed"
    assert str(explained).startswith("d: tip-01.growing\n")


def test_what_gave_way() -> None:
    rules = (a_rule("stay", debtor.is_overdue, advise("HARD")), a_rule("go", debtor.is_overdue, advise("SOFT")))
    book = a_book(*rules, actions=(an_action("HARD", stance="hard"), an_action("SOFT", stance="soft")))
    case = a_case(an_invoice())
    (explained,) = explain(asked(book, case), "d", "go", case=case, policy=Policy(book, engine="plain")).found
    assert explained.gave_way_to == "HARD"
    assert explained.outline.line == "SOFT: because (gave way to HARD)"


def test_nothing_is_known_of_a_debtor() -> None:
    case = a_case()
    book = a_book(a_rule("act", debtor.is_overdue))
    report = asked(book, case)
    with pytest.raises(ReportError, match="the report says nothing of debtor `d`"):
        explain(report, "d")
    assert str(explain(report, "d", case=case, policy=Policy(book, engine="plain"))) == "d: nothing to do"


def test_a_rule_that_says_nothing() -> None:
    case = a_case(an_invoice())
    report = evaluate(case, as_of=NOON)
    with pytest.raises(ReportError, match=r"rule `tip-01.growing` recommends nothing for debtor `d`"):
        explain(report, "d", "tip-01.growing")
    with pytest.raises(BookError, match=r"there is no rule `tip-01.growng`") as raised:
        explain(report, "d", "tip-01.growng", case=case)
    assert raised.value.help == "did you mean `tip-01.growing`?"


def test_another_case_or_policy() -> None:
    case = a_case(an_invoice())
    report = evaluate(case, as_of=NOON)
    other = Case(creditor=case.creditor, debtor=case.debtor.model_copy(update={"id": "e"}))
    with pytest.raises(ReportError, match="the case is of debtor `e`, not `d`"):
        explain(report, "d", case=other)
    for policy in (Policy(parameters={"growth_periods": 1}), Policy(currency="USD")):
        with pytest.raises(ReportError, match="the report was made by another policy"):
            explain(report, "d", case=case, policy=policy)


def test_in_chinese() -> None:
    case = a_case(an_invoice())
    report = Policy(lang="zh").evaluate(case, as_of=NOON)
    text = str(explain(report, "d", "tip-01.never-contacted", case=case))
    assert "逾期金额: EUR\N{NO-BREAK SPACE}100.00  [debtor/d]" in text


def test_every_chain_ends_at_records_of_the_case() -> None:
    seen = 0
    for case in sample_cases(5, 12):
        report = evaluate(case, as_of=AS_OF)
        names = names_of(case)
        explained = explain(report, case.debtor.id, case=case)
        facts = [because for each in explained.found for because in each.because]
        for because in (*facts, *explained.concluded):
            for leaf in leaves(because):
                seen += 1
                assert leaf.record in names, leaf
    assert seen > 1000


def test_the_facts_are_those_of_the_report() -> None:
    for case in sample_cases(6, 8):
        report = evaluate(case, as_of=AS_OF)
        for each in explain(report, case.debtor.id, case=case).found:
            assert {because.name: because.value for because in each.because} == each.recommendation.facts
