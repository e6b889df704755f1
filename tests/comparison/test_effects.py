"""What follows from a rule, before and now."""

from __future__ import annotations

from functools import cache

import pytest

from dunning_rules.comparison import CompareReport, EffectChange, Witness, compare
from dunning_rules.language import DAYS, FLAG, Term, Wording, choice, coalesce, exists, highest, least
from dunning_rules.policy import Policy
from dunning_rules.rules import Recommend, Rule
from dunning_rules.rules.rule import Claim
from dunning_rules.verify.replay import Advice, replay
from dunning_rules.vocabulary import debtor, invoice, recommendation
from tests.verify.faults.base import advise, book, conclude, field_of, rule

_late = debtor.max_days_past_due
_when = debtor.is_overdue & (_late > 10)
_grade = field_of("debtor", "own_grade", choice("low", "middle", "high", ordered=True))
_flag = field_of("debtor", "own_flag", FLAG)
_wait = field_of("debtor", "own_wait", DAYS)
_FIELDS = (_grade, _flag, _wait)
_READS = rule("reads", _grade.ref.is_known() & _flag.ref & _wait.ref.is_known(), advise("MONITOR_FUNDS"))
_SAID = Claim(Wording("we know it", "我们知道"))


def points(term: Term) -> Term:
    return coalesce(term, 0)


def advised(action: str = "CHARGE_INTEREST", urgency: object = 20, **more: object) -> Recommend:
    return Recommend(action, urgency, **more)  # type: ignore[arg-type] # terms


CHANGES = {
    "urgency.up": (advised(), advised(urgency=21), ("CHARGE_INTEREST", "urgency", "higher", "proved")),
    "urgency.down": (advised(), advised(urgency=19), ("CHARGE_INTEREST", "urgency", "lower", "proved")),
    "on.later": (advised(on=debtor.local_today), advised(on=debtor.local_today + 3), ("CHARGE_INTEREST", "on", "higher", "proved")),
    "on.new": (advised(), advised(on=debtor.local_today), ("CHARGE_INTEREST", "on", "added", "proved")),
    "deadline.gone": (advised(deadline=debtor.local_today), advised(), ("CHARGE_INTEREST", "deadline", "removed", "proved")),
    "amount.other": (
        advised(amount=debtor.overdue_amount),
        advised(amount=debtor.title_amount),
        ("CHARGE_INTEREST", "amount", "either", "shown"),
    ),
    "amount.whole": (
        advised(amount=debtor.overdue_amount),
        advised(amount=debtor.open_amount),
        ("CHARGE_INTEREST", "amount", "higher", "proved"),
    ),
    "amount.same": (
        advised(amount=least(debtor.overdue_amount, debtor.overdue_amount + 0)),
        advised(amount=debtor.overdue_amount),
        ("CHARGE_INTEREST", "amount", "same", "proved"),
    ),
    "claims": (advised(), advised(claims=(_SAID,)), ("CHARGE_INTEREST", "claims", "changed", "proved")),
    "grade.up": (conclude(_grade.ref, "low"), conclude(_grade.ref, "high"), ("debtor.own_grade", "value", "higher", "proved")),
    "flag.turned": (conclude(_flag.ref), conclude(_flag.ref, value=False), ("debtor.own_flag", "value", "changed", "shown")),
    "wait.by-field": (
        conclude(_wait.ref, 5),
        conclude(_wait.ref, _late),
        ("debtor.own_wait", "value", "higher", "proved"),
    ),
}


def _rules(which: int) -> list[Rule]:
    return [rule(name, _when, change[which]) for name, change in CHANGES.items()]  # type: ignore[arg-type] # an effect


_ACTIONS = (
    rule("action.swapped", _when, advise("PREPARE_STATEMENT")),
    rule("action.swapped", _when, advise("MONITOR_FUNDS")),
)
_VALUES = (
    rule("conclusion.more", _when, conclude(_flag.ref)),
    rule("conclusion.more", _when, conclude(_flag.ref), conclude(_wait.ref, 9)),
)


@cache
def policies() -> tuple[Policy, Policy]:
    old = book([*_rules(0), _ACTIONS[0], _VALUES[0], _READS], fields=_FIELDS)()
    new = book([*_rules(1), _ACTIONS[1], _VALUES[1], _READS], fields=_FIELDS)()
    return old, new


@cache
def compared() -> CompareReport:
    return compare(*policies())


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_effect_is_told_for_what_it_is(name: str) -> None:
    found = compared().rule(name)
    assert found is not None
    assert found.verdict == "equivalent"
    (effect,) = found.effects
    assert (effect.effect, effect.part, effect.change, effect.certainty) == CHANGES[name][2]
    shown = {"higher": (True, False), "changed": (effect.part == "value", False), "lower": (False, True), "either": (True, True)}
    assert (effect.higher is not None, effect.lower is not None) == shown.get(effect.change, (False, False))


def test_an_action_that_is_another_one() -> None:
    found = compared().rule("action.swapped")
    assert found is not None
    assert [(each.effect, each.part, each.change) for each in found.effects] == [
        ("MONITOR_FUNDS", "action", "added"),
        ("PREPARE_STATEMENT", "action", "removed"),
    ]
    assert found.effects[0].now
    assert not found.effects[0].before


def test_a_conclusion_more() -> None:
    found = compared().rule("conclusion.more")
    assert found is not None
    assert [(each.effect, each.part, each.change, each.now) for each in found.effects] == [
        ("debtor.own_wait", "conclusion", "added", "9 days")
    ]


def _details(witness: Witness, which: int, name: str) -> list[Advice]:
    answer = replay(policies()[which], witness.case, witness.as_of)
    return [each for each in (*answer.stays, *answer.gave_way) if each.rule == name and each.record == witness.record]


@pytest.mark.parametrize(
    "name", [name for name, change in CHANGES.items() if change[2][1] in {"urgency", "on", "amount"} and change[2][2] != "added"]
)
def test_cases_show_that_it_is_higher_or_lower(name: str) -> None:
    (effect,) = compared().rule(name).effects  # type: ignore[union-attr] # it is there
    for witness, sign in ((effect.higher, 1), (effect.lower, -1)):
        if witness is None:
            continue
        before, now = (
            {**each.details, "urgency": each.urgency}[effect.part] for which in (0, 1) for each in _details(witness, which, name)
        )
        assert before is not None
        assert now is not None
        assert (now - before) * sign > 0


def test_urgency_that_follows_other_advice_is_searched_not_proved() -> None:
    """Which of the others is told is known to cases only."""
    follows = rule(
        "follows",
        exists(recommendation, recommendation.action == "PREPARE_STATEMENT"),
        advise("CHARGE_INTEREST", points(highest(recommendation, recommendation.urgency, recommendation.action == "PREPARE_STATEMENT"))),
    )
    leads = [rule("leads", _when, advise("PREPARE_STATEMENT", urgency)) for urgency in (20, 30)]
    report = compare(*(book([lead, follows])() for lead in leads))
    found = report.rule("follows")
    assert found is not None
    assert found.verdict == "equivalent"
    assert [(each.part, each.change, each.certainty) for each in found.effects] == [("urgency", "higher", "searched")]


def test_an_effect_of_recommendations() -> None:
    rules = [rule("calls", recommendation.channel == "call", conclude(recommendation.window_start, minute)) for minute in (540, 600)]
    call = rule("call", _when, advise("CONTACT_NOW"))
    found = compare(*(book([each, call])() for each in rules)).rule("calls")
    assert found is not None
    (effect,) = found.effects
    assert (effect.effect, effect.change, effect.certainty) == ("recommendation.window_start", "higher", "proved")


def test_invoices_are_compared_one_by_one() -> None:
    rules = [rule("one", invoice.is_overdue, advise("CHARGE_INTEREST", 20, amount=each)) for each in (invoice.open_amount, invoice.amount)]
    found = compare(*(book([each])() for each in rules)).rule("one")
    assert found is not None
    (effect,) = found.effects
    assert isinstance(effect, EffectChange)
    assert (effect.part, effect.change) == ("amount", "higher")
    assert effect.higher is not None
    assert effect.higher.record.startswith("invoice/")
