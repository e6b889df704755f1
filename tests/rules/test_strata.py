"""Strata: what is concluded stands below what reads it; a circle is named."""

from __future__ import annotations

import pytest

from dunning_rules.errors import BookError
from dunning_rules.language import ALWAYS, FLAG, NAME, Condition, Ref, Value, Wording, coalesce, exists
from dunning_rules.rules import Conclude, Recommend, Rule, RuleBook
from dunning_rules.rules.strata import may_hold
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import Scope, Vocabulary, debtor, event, invoice, recommendation, visit
from tests.cases import ACT, TEXT, a_book, a_rule, advise, an_action

CALL = an_action("CALL", channel="call")
VISIT = an_action("VISIT", channel="visit")
INSIDE = an_action("INSIDE", channel="internal")


def strata_of(*rules: Rule) -> dict[str, int]:
    return dict(a_book(*rules, actions=(ACT, CALL, VISIT, INSIDE)).strata.rules)


def test_a_rule_that_reads_a_conclusion_stands_above_the_rules_that_conclude_it() -> None:
    found = strata_of(
        a_rule("a-reads", debtor.bad_faith & debtor.is_overdue),
        a_rule("b-concludes", debtor.withholding, Conclude.that(debtor.bad_faith)),
        a_rule("c-begins", debtor.is_overdue, Conclude.that(debtor.withholding)),
        a_rule("d-apart", debtor.is_overdue),
    )
    assert found == {"a-reads": 2, "b-concludes": 1, "c-begins": 0, "d-apart": 0}


def test_what_nobody_concludes_lifts_nothing() -> None:
    assert strata_of(a_rule("a", debtor.bad_faith), a_rule("b", ALWAYS)) == {"a": 0, "b": 0}


def test_what_nobody_recommends_lifts_nothing() -> None:
    found = strata_of(
        a_rule("a", exists(recommendation), Conclude.that(debtor.bad_faith)),
        a_rule("b", recommendation.channel == "call", Conclude.that(recommendation.working_day)),
    )
    assert found == {"a": 0, "b": 0}


def test_a_field_that_asks_about_recommendations_stands_at_the_bottom_where_there_are_none() -> None:
    own = Scope("debtor", TEXT)
    own.fields.update(debtor.fields)
    own.computed("advised", TEXT, exists(recommendation))
    rule = a_rule("a", own.advised, Conclude.that(debtor.bad_faith))
    strata = a_book(rule, vocabulary=Vocabulary((own, invoice, visit, event, recommendation))).strata
    assert strata.fields["debtor.advised"] == 0


def test_the_text_does_not_lift_a_rule() -> None:
    found = strata_of(
        a_rule("a", debtor.is_overdue, why=Wording("{debtor.bad_faith}", "")),
        a_rule("b", debtor.withholding, Conclude.that(debtor.bad_faith)),
    )
    assert found["a"] == 0


def test_a_conclusion_is_followed_through_aggregates_and_definitions() -> None:
    found = strata_of(
        a_rule("worst", exists(invoice, invoice.collection_class >= "bad"), Conclude.that(debtor.risk_class, "bad")),
        a_rule("class", invoice.is_overdue, Conclude.that(invoice.collection_class, "bad")),
        a_rule("act", debtor.risk_class >= "bad"),
    )
    assert found == {"class": 0, "worst": 1, "act": 2}


def test_an_effect_that_reads_a_conclusion_lifts_the_rule_too() -> None:
    found = strata_of(
        a_rule("a", debtor.is_overdue, Conclude.that(debtor.bad_faith, debtor.withholding)),
        a_rule("b", debtor.is_overdue, Conclude.that(debtor.withholding)),
    )
    assert found == {"a": 1, "b": 0}


def test_a_rule_about_recommendations_stands_above_the_rules_that_recommend_such() -> None:
    found = strata_of(
        a_rule("call", debtor.bad_faith, advise("CALL")),
        a_rule("faith", debtor.is_overdue, Conclude.that(debtor.bad_faith)),
        a_rule("inside", debtor.contact_is_recommended, advise("INSIDE")),
        a_rule("window", recommendation.channel == "call", Conclude.that(recommendation.working_day)),
        a_rule("places", recommendation.channel == "visit", Conclude.that(recommendation.not_at_meals)),
    )
    assert found == {"faith": 0, "call": 1, "inside": 2, "window": 2, "places": 0}


def test_a_book_without_rules_has_strata_of_its_fields() -> None:
    strata = a_book().strata
    assert dict(strata.rules) == {}
    assert strata.fields["debtor.is_overdue"] == 0


def test_the_standard_book_chains() -> None:
    strata = standard_book().strata
    assert max(strata.rules.values()) >= 3
    assert strata.fields["debtor.approach"] > strata.fields["debtor.risk_class"] > strata.fields["invoice.collection_class"]


def test_fields_are_in_an_order_in_which_they_can_be_computed() -> None:
    book = standard_book()
    known: set[str] = set()
    for name in book.strata.fields:
        definition = book.vocabulary.named(name).definition
        read = {node.key for node in definition.walk() if isinstance(node, Ref)} if definition is not None else set()
        assert read <= known | {name}, name
        known.add(name)


def test_what_links_a_record_is_known_as_well() -> None:
    assert "event.refers_to" in a_book(a_rule("r", invoice.has_open_dispute)).strata.fields


def the_circle(*rules: Rule) -> BookError:
    with pytest.raises(BookError) as caught:
        strata_of(*rules)
    assert caught.value.help == "let one of them read only what stands below it"
    return caught.value


def test_a_circle_of_two_rules_is_named() -> None:
    error = the_circle(
        a_rule("a", debtor.bad_faith, Conclude.that(debtor.withholding)),
        a_rule("b", debtor.withholding, Conclude.that(debtor.bad_faith)),
    )
    assert error.message == (
        "a circle: `rule a` reads `field debtor.bad_faith` reads `rule b` reads `field debtor.withholding` reads `rule a`"
    )


def test_a_rule_that_reads_what_it_concludes_is_a_circle() -> None:
    error = the_circle(a_rule("a", debtor.bad_faith, Conclude.that(debtor.bad_faith)))
    assert error.message == "a circle: `rule a` reads `field debtor.bad_faith` reads `rule a`"


def test_only_the_circle_is_named_not_the_way_to_it() -> None:
    error = the_circle(
        a_rule("a-outside", debtor.bad_faith),
        a_rule("b", debtor.bad_faith, Conclude.that(debtor.bad_faith)),
    )
    assert "a-outside" not in error.message


def test_a_rule_that_recommends_what_it_looks_for_is_a_circle() -> None:
    error = the_circle(a_rule("a", debtor.contact_is_recommended, advise("CALL")))
    assert error.message == ("a circle: `rule a` reads `field debtor.contact_is_recommended` reads `rule a`")
    assert the_circle(a_rule("a", recommendation.is_contact, advise("VISIT"))).message == "a circle: `rule a` reads `rule a`"


def test_a_circle_of_definitions_is_named() -> None:
    own = Scope("debtor", TEXT)
    own.fields.update(debtor.fields)
    later = Ref("debtor", "later", FLAG, may_miss=True)
    own.computed("sooner", TEXT, ~later)
    own.computed("later", TEXT, ~own.sooner)
    with pytest.raises(BookError, match=r"a circle: `field debtor.sooner` reads `field debtor.later` reads `field debtor.sooner`"):
        a_book(a_rule("a", own.sooner), vocabulary=Vocabulary((own, invoice, visit, event)))


@pytest.mark.parametrize(
    ("condition", "result"),
    [
        (recommendation.channel == "call", True),
        (recommendation.channel == "visit", False),
        (recommendation.channel != "visit", True),
        (recommendation.tone >= "firm", False),
        (recommendation.tone < "firm", True),
        (~(recommendation.tone < "firm"), False),
        (recommendation.urgency > 50, True),
        ((recommendation.channel == "call") & (recommendation.urgency > 50), True),
        ((recommendation.channel == "visit") & (recommendation.urgency > 50), False),
        ((recommendation.channel == "visit") | (recommendation.urgency > 50), True),
        ((recommendation.channel == "visit") | (recommendation.channel == "email"), False),
        (debtor.is_overdue & (recommendation.channel == "call"), True),
        (recommendation.channel.is_missing(), True),
        (ALWAYS, True),
        (~ALWAYS, False),
        (Ref("debtor", "channel", NAME, may_miss=True) == "visit", True),
    ],
)
def test_what_an_action_settles_may_rule_a_condition_out(condition: Condition, result: bool) -> None:  # noqa: FBT001 - a column of the table
    known: dict[str, Value] = {"channel": "call", "tone": "neutral"}
    assert may_hold(condition, known) is result


def test_the_order_of_the_rules_does_not_change_the_strata() -> None:
    book = standard_book()
    turned = RuleBook(book.rules[::-1], book.parameters, book.actions, book.exclusions)
    assert dict(turned.strata.rules) == dict(book.strata.rules)


def test_an_urgency_that_reads_recommendations_lifts_the_rule() -> None:
    found = strata_of(
        a_rule("call", debtor.is_overdue, advise("CALL")),
        a_rule("inside", debtor.is_overdue, Recommend("INSIDE", coalesce(debtor.contact_urgency, 0))),
    )
    assert found == {"call": 0, "inside": 1}
