"""What follows where a rule fires: conclusions that merge and chain, recommendations with their values. The same in every engine."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.engine.choose import EngineName
from dunning_rules.language import (
    ALWAYS,
    COUNT,
    DAYS,
    MINUTE,
    NAME,
    SCORE,
    Condition,
    Const,
    Param,
    Ref,
    Term,
    Wording,
    choice,
    coalesce,
    count,
    exists,
    outer,
    when,
)
from dunning_rules.models import Case
from dunning_rules.result import Conclusion
from dunning_rules.rules import Conclude, Parameter, Recommend, Rule, RuleBook
from dunning_rules.rules.rule import Effect
from dunning_rules.vocabulary import Scope, Vocabulary, debtor, event, invoice, recommendation, visit
from tests.cases import (
    TEXT,
    TODAY,
    a_book,
    a_case,
    a_payment,
    a_promise,
    a_rule,
    a_visit,
    advise,
    an_action,
    an_event,
    an_invoice,
    asked,
    at,
    fired,
    outcome_of,
)

OVERDUE = a_case(an_invoice())
CALL = an_action("CALL")
INSIDE = an_action("INSIDE", channel="internal")


def concluded(book: RuleBook, engine: EngineName, case: Case = OVERDUE) -> dict[str, tuple[object, tuple[str, ...]]]:
    return {f"{each.record} {each.name}": (each.value, each.rules) for each in asked(book, case, engine=engine).conclusions}


def concluding(name: str, *what: Effect, whenever: Condition | Term = debtor.is_overdue) -> Rule:
    return a_rule(name, whenever, *what)


def the(conclusions: tuple[Conclusion, ...]) -> Conclusion:
    (only,) = conclusions
    return only


def test_a_conclusion_names_its_value_rule_and_reason(engine: EngineName) -> None:
    book = a_book(
        a_rule("r", debtor.is_overdue, Conclude.that(debtor.risk_class, "bad"), why=Wording("{debtor.overdue_amount} is overdue", ""))
    )
    found = the(asked(book, OVERDUE, engine=engine).conclusions)
    assert (found.debtor_id, found.record, found.name, found.value, found.text) == ("d", "debtor/d", "debtor.risk_class", "bad", "bad")
    assert (found.rules, found.reason) == (("r",), "EUR\xa0100.00 is overdue")
    assert found.facts == {"debtor.is_overdue": True, "debtor.overdue_amount": "100.00"}


def test_of_several_conclusions_the_graver_stays_with_the_rules_that_concluded_it(engine: EngineName) -> None:
    book = a_book(
        concluding("a", Conclude.that(debtor.risk_class, "doubtful")),
        concluding("b", Conclude.that(debtor.risk_class, "dead")),
        concluding("c", Conclude.that(debtor.risk_class, "bad")),
        concluding("d", Conclude.that(debtor.risk_class, "dead")),
    )
    assert concluded(book, engine) == {"debtor/d debtor.risk_class": ("dead", ("b", "d"))}


@pytest.mark.parametrize(("below", "above", "stays"), [("dead", "bad", "below"), ("bad", "dead", "above")])
def test_a_graver_conclusion_stays_whichever_stratum_it_comes_from(engine: EngineName, below: str, above: str, stays: str) -> None:
    book = a_book(
        concluding("below", Conclude.that(debtor.risk_class, below)),
        concluding("faith", Conclude.that(debtor.bad_faith)),
        concluding("above", Conclude.that(debtor.risk_class, above), whenever=debtor.bad_faith),
        a_rule("seen", debtor.risk_class == "dead", advise()),
    )
    assert concluded(book, engine)["debtor/d debtor.risk_class"] == ("dead", (stays,))
    assert len([each for each in asked(book, OVERDUE, engine=engine).conclusions if each.name == "debtor.risk_class"]) == 1
    assert [each.rule_id for each in asked(book, OVERDUE, engine=engine).recommendations] == ["seen"]


def test_a_flag_that_one_rule_finds_true_is_true(engine: EngineName) -> None:
    book = a_book(
        concluding("a", Conclude.that(debtor.bad_faith, value=False)),
        concluding("b", Conclude.that(debtor.bad_faith)),
        concluding("c", Conclude.that(debtor.bad_faith, value=False)),
    )
    assert concluded(book, engine) == {"debtor/d debtor.bad_faith": (True, ("b",))}


def test_each_record_has_its_own_conclusion(engine: EngineName) -> None:
    book = a_book(
        a_rule("old", invoice.days_past_due > 30, Conclude.that(invoice.collection_class, "bad")),
        a_rule("any", invoice.is_overdue, Conclude.that(invoice.collection_class, "collectible")),
    )
    case = a_case(an_invoice(id="1"), an_invoice(id="2", due_on=date(2026, 7, 1)))
    assert concluded(book, engine, case) == {
        "invoice/1 invoice.collection_class": ("bad", ("old",)),
        "invoice/2 invoice.collection_class": ("collectible", ("any",)),
    }


def test_a_rule_may_conclude_several_fields_and_recommend_at_once(engine: EngineName) -> None:
    book = a_book(concluding("a", Conclude.that(debtor.bad_faith), Conclude.that(debtor.approach, "hard"), advise()))
    assert set(concluded(book, engine)) == {"debtor/d debtor.bad_faith", "debtor/d debtor.approach"}
    assert len(asked(book, OVERDUE, engine=engine).recommendations) == 1


def test_a_conclusion_from_a_missing_value_is_not_drawn(engine: EngineName) -> None:
    faith = Conclude.that(debtor.bad_faith, debtor.declared_cooperative)
    assert concluded(a_book(concluding("a", faith)), engine) == {}
    known = a_case(an_invoice(), debtor={"cooperative": True})
    assert concluded(a_book(concluding("a", faith)), engine, known) == {"debtor/d debtor.bad_faith": (True, ("a",))}


def test_conclusions_chain_whatever_the_names_of_the_rules(engine: EngineName) -> None:
    book = a_book(
        a_rule("a", debtor.approach == "hard"),
        concluding("b", Conclude.that(debtor.approach, "hard"), whenever=debtor.bad_faith & (debtor.risk_class == "bad")),
        concluding("c", Conclude.that(debtor.bad_faith), whenever=debtor.risk_class >= "bad"),
        concluding("d", Conclude.that(debtor.risk_class, "bad"), whenever=exists(invoice, invoice.collection_class == "bad")),
        concluding("e", Conclude.that(invoice.collection_class, "bad"), whenever=invoice.is_overdue),
    )
    assert [each.rule_id for each in asked(book, OVERDUE, engine=engine).recommendations] == ["a"]
    assert asked(book, a_case(), engine=engine).recommendations == ()


def test_what_nobody_concludes_has_its_default(engine: EngineName) -> None:
    asks = (debtor.risk_class == "not_due") & ~debtor.bad_faith & (debtor.payer_type == "unknown") & debtor.approach.is_missing()
    assert fired(asks, OVERDUE, engine=engine) == ["debtor/d"]


def test_a_default_is_not_read_before_the_rules_have_concluded(engine: EngineName) -> None:
    book = a_book(
        a_rule("a", ~debtor.bad_faith & debtor.is_overdue),
        concluding("b", Conclude.that(debtor.bad_faith)),
    )
    assert asked(book, OVERDUE, engine=engine).recommendations == ()


def test_a_recommendation_carries_its_values(engine: EngineName) -> None:
    advice = Recommend(
        "ACT",
        Const(42, SCORE),
        on=debtor.today + 2,
        start=Const(9 * 60, MINUTE),
        deadline=debtor.today + 7,
        amount=invoice.open_amount,
    )
    (found,) = asked(a_book(a_rule("r", invoice.is_overdue, advice, tip=3)), OVERDUE, engine=engine).recommendations
    assert (found.urgency, found.on, found.deadline, found.amount) == (42, date(2026, 7, 17), date(2026, 7, 22), Decimal("100.00"))
    assert (found.record, found.invoice_id, found.tip, found.rule_id, found.action) == ("invoice/1", "1", 3, "r", "ACT")
    assert found.window is not None
    assert (found.window.on, found.window.start) == (date(2026, 7, 17), "09:00")


def test_values_that_are_missing_are_left_out(engine: EngineName) -> None:
    advice = Recommend("ACT", Const(42, SCORE), on=debtor.funds_on, amount=debtor.credit_limit)
    book = a_book(a_rule("r", debtor.is_overdue, advice), actions=(an_action("ACT", channel="letter"),))
    (found,) = asked(book, OVERDUE, engine=engine).recommendations
    assert (found.on, found.window, found.deadline, found.amount) == (None, None, None, None)


@pytest.mark.parametrize(("urgency", "shown"), [(-5, 0), (0, 0), (100, 100), (250, 100)])
def test_urgency_lies_between_0_and_100(engine: EngineName, urgency: int, shown: int) -> None:
    (found,) = asked(a_book(a_rule("r", debtor.is_overdue, advise(urgency=urgency))), OVERDUE, engine=engine).recommendations
    assert found.urgency == shown


def test_a_rule_looks_at_each_record_of_its_scope(engine: EngineName) -> None:
    case = a_case(an_invoice(id="1"), an_invoice(id="2"), a_payment(5, id="p"), a_promise(5, TODAY, id="q"), a_visit(id="v"))
    assert fired(invoice.amount > 0, case, engine=engine) == ["invoice/1", "invoice/2"]
    assert fired(event.amount > 0, case, engine=engine) == ["event/p", "event/q"]
    assert fired(visit.took_place, case, engine=engine) == ["visit/v"]
    assert fired(debtor.open_amount > 0, case, engine=engine) == ["debtor/d"]


def test_a_child_reads_its_debtor(engine: EngineName) -> None:
    case = a_case(an_invoice(id="1"), an_invoice(id="2", amount=Decimal(5)), debtor={"credit_limit": Decimal(50)})
    assert fired(invoice.open_amount > debtor.credit_limit, case, engine=engine) == ["invoice/1"]


def test_a_rule_without_records_does_not_fire(engine: EngineName) -> None:
    assert fired(invoice.amount.is_missing() | invoice.amount.is_known(), a_case(), engine=engine) == []
    assert fired(ALWAYS, a_case(), engine=engine) == ["debtor/d"]


def test_rules_may_read_what_was_recommended(engine: EngineName) -> None:
    book = a_book(
        a_rule("a-statement", debtor.contact_is_recommended, Recommend("INSIDE", coalesce(debtor.contact_urgency, 0))),
        a_rule("b-call", debtor.is_overdue, advise("CALL", 70)),
        a_rule("c-call", debtor.is_overdue, advise("CALL", 40)),
        actions=(CALL, INSIDE),
    )
    found = asked(book, OVERDUE, engine=engine).recommendations
    assert [(each.action, each.urgency) for each in found] == [("CALL", 70), ("INSIDE", 70)]
    assert asked(book, a_case(), engine=engine).recommendations == ()


def test_rules_may_look_at_each_recommendation_and_wish_a_window_for_it(engine: EngineName) -> None:
    window = (
        Conclude.that(recommendation.window_start, Const(10 * 60, MINUTE)),
        Conclude.that(recommendation.window_end, Const(11 * 60, MINUTE)),
    )
    book = a_book(
        a_rule("calls", recommendation.channel == "call", *window),
        a_rule(
            "early", (recommendation.tip == 3) & debtor.is_overdue, Conclude.that(recommendation.window_end, Const(10 * 60 + 30, MINUTE))
        ),
        a_rule("one", debtor.is_overdue, advise("CALL"), tip=3),
        a_rule("two", invoice.is_overdue, advise("CALL")),
        a_rule("three", debtor.is_overdue, advise("INSIDE")),
        actions=(CALL, INSIDE),
    )
    found = asked(book, OVERDUE, engine=engine)
    windows = {each.rule_id: each.window and (each.window.start, each.window.end) for each in found.recommendations}
    assert windows == {"one": ("10:00", "10:30"), "two": ("10:00", "11:00"), "three": None}
    assert found.conclusions == ()


def test_a_rule_may_read_the_wish_of_another(engine: EngineName) -> None:
    book = a_book(
        a_rule("act", debtor.is_overdue, advise("CALL")),
        a_rule("begin", recommendation.channel == "call", Conclude.that(recommendation.window_start, Const(600, MINUTE))),
        a_rule("day", recommendation.window_end.is_missing(), Conclude.that(recommendation.working_day)),
        actions=(CALL,),
    )
    (found,) = asked(book, OVERDUE, engine=engine).recommendations
    assert found.window is not None
    assert (found.window.start, found.window.end) == ("12:00", "18:00")  # from noon, the moment of the question, within lawful hours


def test_a_recommendation_is_of_today(engine: EngineName) -> None:
    book = a_book(
        a_rule("act", debtor.is_overdue, advise("CALL")),
        a_rule("see", count(recommendation, recommendation.is_contact, within=0) == 1, advise("INSIDE")),
        actions=(CALL, INSIDE),
    )
    assert {each.action for each in asked(book, OVERDUE, engine=engine).recommendations} == {"CALL", "INSIDE"}


def test_parameters_are_values(engine: EngineName) -> None:
    mark = Parameter("mark", DAYS, 44, 0, 365, "house", TEXT)
    book = a_book(a_rule("r", invoice.days_past_due >= Param("mark", DAYS)), parameters=(mark,))
    assert len(asked(book, OVERDUE, engine=engine).recommendations) == 1
    assert asked(book, OVERDUE, engine=engine, parameters={"mark": 45}).recommendations == ()


def test_records_are_linked_by_id(engine: EngineName) -> None:
    case = a_case(an_invoice(id="1"), an_invoice(id="2"), a_payment(40, id="p", invoice_id="1"), a_payment(1, id="q", invoice_id="unknown"))
    assert fired(invoice.open_amount == 0, case, engine=engine) == []
    assert fired(invoice.paid_amount > 0, case, engine=engine) == ["invoice/1"]


def test_an_answer_is_linked_to_what_it_answers(engine: EngineName) -> None:
    raised = [an_event("dispute_raised", id=name, invoice_id=name) for name in ("1", "2")]
    answer = an_event("dispute_resolved", dispute_id="2", outcome="for_us")
    case = a_case(an_invoice(id="1"), an_invoice(id="2"), *raised, answer)
    assert fired(invoice.has_open_dispute, case, engine=engine) == ["invoice/1"]


def test_a_link_that_no_rule_reads_otherwise_is_followed(engine: EngineName) -> None:
    order, closed = an_event("order_request", id="o"), an_event("order_closed", order_id="o")
    assert fired(debtor.has_open_order, a_case(order), engine=engine) == ["debtor/d"]
    assert fired(debtor.has_open_order, a_case(order, closed), engine=engine) == []


@pytest.mark.parametrize("asks", [exists(event, event.kind == "anomaly"), count(event, event.kind == "anomaly") > 0])
def test_a_rule_about_invoices_may_ask_for_events_of_the_debtor(engine: EngineName, asks: Condition | Term) -> None:
    case = a_case(an_invoice(), an_event("anomaly", signal="closing"))
    assert fired(invoice.is_open & asks, case, engine=engine) == ["invoice/1"]


def test_who_asks_stays_the_same_while_a_field_is_computed(engine: EngineName) -> None:
    larger = exists(event, event.promise_open & (event.amount > outer(invoice.amount)), per="invoice")
    case = a_case(an_invoice(), a_promise(150, TODAY))
    assert fired(larger, case, engine=engine) == ["invoice/1"]


def test_a_rule_fires_once_for_a_record_that_satisfies_two_alternatives(engine: EngineName) -> None:
    book = a_book(
        a_rule("either", debtor.is_overdue | (debtor.open_invoices > 0), Conclude.that(debtor.bad_faith), advise("CALL")),
        a_rule("twice", count(recommendation, recommendation.action == "CALL") > 1, advise("INSIDE")),
        actions=(CALL, INSIDE),
    )
    assert concluded(book, engine) == {"debtor/d debtor.bad_faith": (True, ("either",))}
    assert [each.action for each in asked(book, OVERDUE, engine=engine).recommendations] == ["CALL"]


def test_numbers_beyond_exactness_are_compared_alike_by_every_engine(engine: EngineName) -> None:
    largest = Decimal("999999999999.99")
    case = a_case(*(an_invoice(id=str(number), amount=largest) for number in range(91)))
    book = a_book(
        a_rule("above", debtor.open_amount > 0),
        a_rule("below", debtor.open_amount <= 0),
        a_rule("same", debtor.open_amount == debtor.gross_open_amount),
    )
    (found,) = asked(book, case, engine=engine).recommendations
    assert {found.rule_id, *found.also} == {"above", "same"}


def test_a_vocabulary_of_ones_own(engine: EngineName) -> None:
    own = Scope("debtor", TEXT)
    own.fields.update(debtor.fields)
    own.computed("in_default", TEXT, when(debtor.is_overdue, debtor.overdue_invoices))
    own.concluded("colour", choice("green", "red", ordered=True), TEXT, default="green")
    own.concluded("lowest", COUNT, TEXT, merge="least")
    vocabulary = Vocabulary((own, invoice, visit, event, recommendation))
    book = a_book(
        concluding("a", Conclude.that(own.colour, "red"), Conclude.that(own.lowest, 5), whenever=own.in_default >= 1),
        concluding("b", Conclude.that(own.lowest, 3)),
        a_rule("c", own.colour == "red"),
        vocabulary=vocabulary,
    )
    assert concluded(book, engine) == {"debtor/d debtor.colour": ("red", ("a",)), "debtor/d debtor.lowest": (3, ("b",))}
    assert [each.rule_id for each in asked(book, OVERDUE, engine=engine).recommendations] == ["c"]


def test_two_books_do_not_disturb_each_other(engine: EngineName) -> None:
    one, other = a_book(concluding("a", Conclude.that(debtor.bad_faith))), a_book(a_rule("b", ~debtor.bad_faith & debtor.is_overdue))
    for _ in range(2):
        assert concluded(one, engine) == {"debtor/d debtor.bad_faith": (True, ("a",))}
        assert len(asked(other, OVERDUE, engine=engine).recommendations) == 1


def test_proposals_are_in_canonical_order(engine: EngineName) -> None:
    book = a_book(a_rule("b", invoice.is_open), a_rule("a", invoice.is_open), a_rule("c", debtor.is_overdue))
    case = a_case(an_invoice(id="2"), an_invoice(id="10"), an_invoice(id="1"))
    found = [(each.rule.rule.id, each.subject["id"]) for each in outcome_of(book, case, engine=engine).proposals]
    assert found == [(rule, name) for rule in "ab" for name in ("1", "10", "2")] + [("c", "d")]


def test_a_rule_of_a_later_day_is_no_rule_yet(engine: EngineName) -> None:
    book = a_book(a_rule("later", debtor.is_overdue, since=date(2027, 1, 1)), a_rule("now", debtor.is_overdue))
    assert [each.rule_id for each in asked(book, OVERDUE, engine=engine).recommendations] == ["now"]
    later = asked(book, OVERDUE, at(date(2027, 1, 1)), engine=engine).recommendations
    assert [(each.rule_id, each.also) for each in later] == [("later", ("now",))]


def test_texts_of_fields_are_compared_as_they_are(engine: EngineName) -> None:
    country = Ref("debtor", "country", NAME, may_miss=True)
    assert fired(country == "DE", a_case(debtor={"country": "DE"}), engine=engine) == ["debtor/d"]
    assert fired(country == "FR", a_case(debtor={"country": "DE"}), engine=engine) == []
    assert fired(country != "FR", a_case(), engine=engine) == []


@pytest.mark.parametrize("name", ["规则", "a b", "$and", "all", "any", "run", "pri", "", 'q"x', "x" * 300, "tick.0"])
def test_a_rule_may_have_any_name(engine: EngineName, name: str) -> None:
    book = a_book(a_rule(name, debtor.is_overdue), a_rule("other", invoice.is_overdue))
    assert {each.rule_id for each in asked(book, OVERDUE, engine=engine).recommendations} == {name, "other"}
