"""The fingerprint of a book: another one where anything decides otherwise, the same where only the order differs."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from dunning_rules.language import DAYS, FLAG, Wording, choice, exists
from dunning_rules.rules import Claim, Conclude, Exclusion, Parameter, Rule, RuleBook
from dunning_rules.rules.rule import Effect
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import Scope, Vocabulary, debtor, event, invoice, visit
from tests.cases import ACT, TEXT, a_book, a_rule, advise, an_action

DAY = date(2026, 7, 15)
OTHER = an_action("OTHER")
MARK = Parameter("mark", DAYS, 14, 1, 365, "house", TEXT)
ONE = a_rule("one", debtor.is_overdue)
TWO = a_rule("two", debtor.max_days_past_due > MARK.term)
OVER = Exclusion("ACT", "OTHER", TEXT)


def book(*rules: Rule, **changes: object) -> RuleBook:
    return a_book(*(rules or (ONE, TWO)), **{"parameters": (MARK,), "actions": (ACT, OTHER), "exclusions": (OVER,)} | changes)  # type: ignore[arg-type] # parts of a book


def with_effects(*effects: Effect) -> RuleBook:
    return book(replace(ONE, then=effects), TWO)


def own_vocabulary(*grades: str, ordered: bool = True, known_when_past: bool = False) -> Vocabulary:
    own = Scope("debtor", TEXT)
    own.fields.update(debtor.fields)
    own.concluded("grade", choice(*grades, ordered=ordered), TEXT)
    own.given("seen", FLAG, TEXT, "debtor.seen", known_when_past=known_when_past)
    return Vocabulary((own, invoice, visit, event))


def graded(vocabulary: Vocabulary) -> str:
    own = vocabulary.scopes["debtor"]
    return a_book(a_rule("one", own.seen, Conclude.that(own.grade, "a")), vocabulary=vocabulary).digest


DECIDES: dict[str, RuleBook] = {
    "a further rule": book(ONE, TWO, a_rule("three", debtor.is_overdue)),
    "a rule less": book(ONE),
    "another id": book(replace(ONE, id="uno"), TWO),
    "another condition": book(replace(ONE, when=debtor.is_blocked), TWO),
    "another text": book(replace(ONE, why=Wording("why not", "因为")), TWO),
    "another tip": book(replace(ONE, tip=3), TWO),
    "a first day": book(replace(ONE, since=DAY), TWO),
    "a last day": book(replace(ONE, until=DAY), TWO),
    "another action": with_effects(advise("OTHER")),
    "a further effect": with_effects(advise(), Conclude.that(debtor.bad_faith)),
    "another urgency": with_effects(advise(urgency=51)),
    "a day to do it": with_effects(advise(on=debtor.today)),
    "a day that is set": with_effects(advise(names_day=debtor.today)),
    "a last day to do it": with_effects(advise(deadline=debtor.today)),
    "an amount": with_effects(advise(amount=debtor.open_amount)),
    "another amount": with_effects(advise(amount=debtor.overdue_amount)),
    "a claim": with_effects(advise(claims=(Claim(TEXT),))),
    "a claim that needs an attestation": with_effects(advise(claims=(Claim(TEXT, "bank_pressure"),))),
    "a conclusion": with_effects(Conclude.that(debtor.bad_faith)),
    "another conclusion": with_effects(Conclude.that(debtor.withholding)),
    "the opposite conclusion": with_effects(Conclude.that(debtor.bad_faith, value=False)),
    "another value of a parameter": book(parameters=(MARK.set_to(15),)),
    "a change of a parameter": book(parameters=(replace(MARK, changes=((DAY, 15),)),)),
    "a change on another day": book(parameters=(replace(MARK, changes=((date(2026, 7, 16), 15),)),)),
    "another channel of an action": book(actions=(an_action("ACT", channel="visit"), OTHER)),
    "another stance of an action": book(actions=(an_action("ACT", stance="hard"), OTHER)),
    "another person": book(actions=(an_action("ACT", actor="legal"), OTHER)),
    "an action that comes first": book(actions=(an_action("ACT", comes_first=True), OTHER)),
    "the other one stays": book(exclusions=(Exclusion("OTHER", "ACT", TEXT),)),
    "no exclusion": book(exclusions=()),
    "the book as it is": book(),
}


def test_whatever_decides_is_in_the_digest() -> None:
    digests = {name: each.digest for name, each in DECIDES.items()}
    same = {digest: [name for name, other in digests.items() if other == digest] for digest in digests.values()}
    assert [names for names in same.values() if len(names) > 1] == []


def test_the_order_of_the_parts_does_not_matter() -> None:
    further = Exclusion("OTHER", "ZERO", TEXT)
    actions = (ACT, OTHER, an_action("ZERO"))
    one = book(ONE, TWO, actions=actions, exclusions=(OVER, further))
    other = book(TWO, ONE, actions=actions[::-1], exclusions=(further, OVER))
    assert one.digest == other.digest
    standard = standard_book()
    parts = (standard.rules[::-1], standard.parameters[::-1], standard.actions[::-1], standard.exclusions[::-1])
    shuffled = RuleBook(*parts, constraints=standard.constraints[::-1])
    assert standard.digest == shuffled.digest


def test_the_digest_has_64_hexadecimal_digits() -> None:
    assert len(bytes.fromhex(book().digest)) == 32


def test_the_definitions_that_are_read_are_in_the_digest() -> None:
    reads_payments = book(replace(ONE, when=debtor.is_overdue & exists(event, event.kind == "payment")), TWO)
    reads_promises = book(replace(ONE, when=debtor.is_overdue & exists(event, event.kind == "promise")), TWO)
    assert reads_payments.digest != reads_promises.digest


def test_the_values_of_a_choice_are_in_the_digest_in_their_order() -> None:
    vocabularies = [
        own_vocabulary("a", "b"),
        own_vocabulary("b", "a"),
        own_vocabulary("a", "b", "c"),
        own_vocabulary("a", "b", ordered=False),
        own_vocabulary("a", "b", known_when_past=True),
    ]
    assert len({graded(vocabulary) for vocabulary in vocabularies}) == 5
    assert graded(vocabularies[0]) == graded(own_vocabulary("a", "b"))


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_with_other_hash_seeds_finds_the_same_digest(seed: str) -> None:
    code = "import json; from dunning_rules.tips import standard_book; print(json.dumps(standard_book().digest))"
    path = [each for each in sys.path if each]
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}; {code}"],
        check=True,
        capture_output=True,
        env={"PYTHONHASHSEED": seed},
    )
    assert json.loads(done.stdout) == standard_book().digest
