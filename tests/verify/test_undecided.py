"""What the solver cannot decide is told, and counts as a failure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dunning_rules.language import Condition, Term, as_condition, count, exists, highest, total
from dunning_rules.language.solver import Truth, both, opposite
from dunning_rules.verify import check, inquiry, pair
from dunning_rules.verify.free import FreeSpace
from dunning_rules.verify.prove import is_impossible
from dunning_rules.verify.search import Search
from dunning_rules.verify.space import Space
from dunning_rules.verify.world import world_of
from dunning_rules.vocabulary import debtor, recommendation
from tests.verify.faults import alone, masked, milder, together
from tests.verify.faults.base import Seeded, advise, book, rule
from tests.verify.worlds import DAY

SEEDED = {each.name: each for each in (*masked.SEEDED, *together.SEEDED, *alone.SEEDED)}
_CALLS = exists(recommendation, recommendation.is_contact)


@pytest.mark.parametrize(
    "name", ["rules of which nothing stays", "rules that contradict each other", "rules that overlap", "rules that add nothing"]
)
def test_without_an_answer_it_is_unknown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seeded: Seeded = SEEDED[name]
    monkeypatch.setattr(inquiry, "is_impossible", lambda *_: False)
    monkeypatch.setattr(Search, "find", lambda *_, **__: None)
    monkeypatch.setattr(pair, "STEPS", 1)
    report = check(seeded.make())
    assert not report.ok
    assert {each.kind for each in report.findings} == {"UNKNOWN"}
    assert {each.certainty for each in report.findings} == {"searched"}
    asked = {name for each in report.findings for name in each.names}
    assert asked >= {rule.id for rule in seeded.make().book.rules}
    assert all(each.message.startswith("it could not be decided whether ") for each in report.findings)


def test_without_steps_no_pair_of_cases_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair, "STEPS", 1)
    report = check(next(each for each in milder.SEEDED if each.name == "older or larger, and yet milder").make())
    assert "NON_MONOTONE" not in {each.kind for each in report.findings}
    told = [each.message for each in report.of("UNKNOWN")]
    assert any(each.endswith("is milder where one invoice is older") for each in told)


def test_a_proof_without_steps_proves_nothing() -> None:
    world = world_of(book((rule("one", debtor.is_overdue, advise("CHARGE_INTEREST")),))(), DAY)

    def ask(space: Space) -> Truth:
        return space.debtor.reader.condition(debtor.gross_overdue_amount > debtor.gross_open_amount)

    assert is_impossible(world, ask)
    assert not is_impossible(world, ask, steps=1)


@pytest.mark.parametrize(
    ("holds", "is_certain"),
    [
        (lambda: exists(recommendation, recommendation.is_contact & (recommendation.urgency >= 10)), False),
        (lambda: count(recommendation, recommendation.is_contact) >= 1, True),
        (lambda: count(recommendation, recommendation.is_contact) >= 2, False),
        (lambda: total(recommendation, recommendation.urgency, recommendation.is_contact) >= 0, False),
        (lambda: highest(recommendation, recommendation.urgency, recommendation.is_contact).is_known(), True),
    ],
)
def test_what_is_said_of_advice_leaves_no_case_out(holds: Callable[[], Condition | Term], is_certain: bool) -> None:  # noqa: FBT001 - a parameter
    """Advice for a contact is given to who is overdue: what follows from that is proved, and what does not is not."""
    world = world_of(book((rule("two", _CALLS, advise("MONITOR_FUNDS")),))(), DAY)

    def never(space: FreeSpace) -> Truth:
        reader = space.debtor.reader
        return both(reader.condition(as_condition(debtor.is_overdue)), opposite(reader.condition(as_condition(holds()))))

    assert is_impossible(world, never) is is_certain
